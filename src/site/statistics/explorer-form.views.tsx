// The form that asks a question: measure, split, years, picture and rule, and among which rows.
import type { Census } from '#register/index.ts'
import {
  chartsFor, countingRules, dimensions, measures, partField, ruleChoices, type ExplorerAnswer, type ExplorerQuery,
} from '#statistics/index.ts' // prettier-ignore
import { SelectField, TextField } from '#ui/controls/fields.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { baseOf, choiceTitle, partTitle, ruleParts, ruleTitle } from '../frame/rule.views.tsx'
import { statisticsPath } from '../site.paths.ts'
import { QuestionForm } from './question-form.views.tsx'

type FormProps = {
  query: ExplorerQuery
  answer: ExplorerAnswer
  census: Census
  words: Words
  /** What is wrong with the years, and how they were typed. */
  years: { error: string | undefined; from: string; to: string }
}

export function ExplorerForm({ query, answer, census, words, years }: FormProps) {
  const { t } = words
  const { question, chart, among } = query
  const options = <T extends string>(values: readonly T[], chosen: T | undefined, label: (value: T) => string) =>
    values.map((value) => ({ value, label: label(value), chosen: value === chosen }))
  const base = baseOf(question.rule)
  const charts = chartsFor(question)
  const [suited] = charts
  return (
    <QuestionForm
      path={statisticsPath()}
      parts="answer field-chart"
      query={among}
      choice={answer.choice}
      census={census}
      words={words}
    >
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
    </QuestionForm>
  )
}
