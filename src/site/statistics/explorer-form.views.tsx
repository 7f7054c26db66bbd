// The form that asks a question: measure, split, years, picture and rule, and among which rows.
import type { Census } from '#register/index.ts'
import {
  chartsFor, countingRules, dimensions, measures, partField, ruleChoices, writeCooperationQuery, type ExplorerAnswer, type ExplorerQuery,
} from '#statistics/index.ts' // prettier-ignore
import { SearchField, SelectField, TextField } from '#ui/controls/fields.tsx'
import { FacetGroups } from '../cooperations/facet.views.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { baseOf, choiceTitle, partTitle, ruleParts, ruleTitle } from '../frame/rule.views.tsx'
import { statisticsPath } from '../site.paths.ts'

type FormProps = {
  query: ExplorerQuery
  answer: ExplorerAnswer
  census: Census
  words: Words
  /** What is wrong with the years, and how they were typed. */
  years: { error: string | undefined; from: string; to: string }
}

export function ExplorerForm({ query, answer, census, words, years }: FormProps) {
  const { t, at } = words
  const { question, chart, among } = query
  const options = <T extends string>(values: readonly T[], chosen: T | undefined, label: (value: T) => string) =>
    values.map((value) => ({ value, label: label(value), chosen: value === chosen }))
  const base = baseOf(question.rule)
  const charts = chartsFor(question)
  const [suited] = charts
  return (
    <details class="fold filters">
      <summary>{t('statistics.ask')}</summary>
      <live-form parts="answer field-chart">
        <form method="get" action={at(statisticsPath())}>
          {[...writeCooperationQuery({ terms: among.terms, ids: among.ids })].map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <div class="question-fields">
            <SelectField
              name="measure"
              label={t('statistics.measure')}
              options={options(measures, question.measure, (measure) => t(`statistics.measure.${measure}`))}
            />
            <SelectField
              name="by"
              label={t('statistics.by')}
              options={[
                { value: '', label: t('statistics.by-nothing'), chosen: question.by === undefined },
                ...options(dimensions, question.by, (dimension) => t(`statistics.dimension.${dimension}`)),
              ]}
            />
            <div class="year-fields">
              <TextField
                name="from"
                label={t('statistics.from')}
                value={years.from}
                error={years.error}
                inputmode="numeric"
                maxlength={4}
              />
              <TextField name="to" label={t('statistics.to')} value={years.to} inputmode="numeric" maxlength={4} />
            </div>
            <SelectField
              name="chart"
              label={t('statistics.chart')}
              options={[
                { value: '', label: t('statistics.chart-suited'), chosen: chart === suited },
                ...options(charts, chart === suited ? undefined : chart, (each) => t(`statistics.chart.${each}`)),
              ]}
            />
            <p>
              <label class="check">
                <input type="checkbox" name="events" value="on" checked={query.hasEvents} />{' '}
                <span>{t('statistics.events')}</span>
              </label>
            </p>
            <SelectField
              name="rule"
              label={t('statistics.rule')}
              options={options(
                countingRules.map(({ id }) => id),
                base.id,
                (id) => ruleTitle(id, t),
              )}
            />
            <details open={question.rule.id !== base.id}>
              <summary>{t('statistics.compose')}</summary>
              <p class="quiet">{t('statistics.compose-hint')}</p>
              {ruleParts.map((part) => (
                <SelectField
                  name={partField(part)}
                  label={partTitle(part, t)}
                  options={[
                    { value: '', label: t('statistics.as-rule'), chosen: question.rule[part] === base[part] },
                    ...ruleChoices[part].map((choice) => ({
                      value: choice,
                      label: choiceTitle({ ...base, [part]: choice }, part, t),
                      chosen: question.rule[part] !== base[part] && question.rule[part] === choice,
                    })),
                  ]}
                />
              ))}
            </details>
          </div>
          <p class="facet-heading">{t('statistics.among')}</p>
          <SearchField t={t} label={t('site.list.search')} value={among.q} id="explorer-search" />
          <FacetGroups census={census} choice={answer.choice} query={among} words={words} />
          <p class="filters-submit">
            <button type="submit" class="button">
              {t('statistics.show')}
            </button>
          </p>
        </form>
      </live-form>
    </details>
  )
}
