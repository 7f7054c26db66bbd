// How long do cooperations live? Kaplan–Meier curves, the risk of ending by age and by calendar year, and how they are
// reckoned.
import { Hono, type Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import {
  answerSurvival, chooseCooperations, countingRules, groundOf, knownOf, readSurvivalQuery, survivalDimensions,
  writeSurvivalQuery, type AgeHazard, type Choice, type QueryError,
} from '#statistics/index.ts' // prettier-ignore
import { questionOf } from '#register/index.ts'
import { BarChart } from '#ui/charts/bar-chart.tsx'
import { stepChartSvg } from '#ui/charts/step-chart-file.tsx'
import { StepChart } from '#ui/charts/step-chart.tsx'
import { DataTable } from '#ui/controls/data-table.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { DownloadLinks } from '#ui/controls/download-links.tsx'
import { SelectField } from '#ui/controls/fields.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section, WithFilters } from '#ui/layout/section.tsx'
import { ChosenFilters } from '../cooperations/cooperation-list.views.tsx'
import { survivalEmbed } from '../embeds/offer.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { sendPng, sendSvg, themeAsked } from '../frame/picture-file.pages.tsx'
import { ruleHref, ruleInWords } from '../frame/question.views.tsx'
import { ruleTitle } from '../frame/rule.views.tsx'
import { statisticsPath, survivalPath, withQuery } from '../site.paths.ts'
import { readNotes } from './context-notes.views.tsx'
import { QuestionForm } from './question-form.views.tsx'
import {
  shareText,
  survivalSpec,
  survivalTitle,
  yearHazardSpec,
  type SurvivalAnswered,
} from './survival-spec.views.tsx'

type Asked = SurvivalAnswered & { choice: Choice; errors: QueryError[] }

export function survivalPages(parts: SiteParts) {
  async function ask(c: Context<AppEnv>): Promise<Asked> {
    const site = siteFor(c, parts)
    const words = wordsFor(c)
    const { standing } = site
    const { query, errors } = readSurvivalQuery(questionOf(c), knownOf(standing, c.var.language))
    const choice = await chooseCooperations(site.reader, standing, query.among)
    const answer = answerSurvival(groundOf(standing), { ...query, mask: choice.mask, coverage: standing.coverage })
    return { site, query, errors, choice, answer, notes: await readNotes(site, words), words }
  }
  const picture = async (c: Context<AppEnv>) => {
    const asked = await ask(c)
    const { pageUrl } = survivalEmbed(asked, asked.query)
    return stepChartSvg(survivalSpec(asked), asked.words.t, { theme: themeAsked(c), href: pageUrl })
  }

  return new Hono<AppEnv>()
    .get('/statistics/survival', async (c) => {
      const asked = await ask(c)
      const { site, words } = asked
      return showPage(c, site, {
        title: survivalTitle(asked.query, site, words),
        description: words.t('statistics.survival.lead'),
        wide: true,
        current: 'statistics',
        embeds: [survivalEmbed(asked, asked.query, survivalSpec(asked).summary)],
        body: <SurvivalPage {...asked} />,
      })
    })
    .get('/statistics/survival.svg', async (c) => sendSvg(c, 'samband-survival', await picture(c)))
    .get('/statistics/survival.png', async (c) => sendPng(c, 'samband-survival', await picture(c)))
}

function SurvivalPage(asked: Asked) {
  const { site, query, choice, answer, errors, words } = asked
  const { t, at } = words
  const { census } = site.standing
  const told = errors.filter(({ message }) => message !== 'unknown-parameter')
  const search = writeSurvivalQuery(query)
  return (
    <>
      <PageHead title={survivalTitle(query, site, words)} lead={t('statistics.survival.lead')}>
        <p>
          <a href={at(statisticsPath())}>{t('statistics.title')}</a>
        </p>
      </PageHead>
      <WithFilters filters={<SurvivalForm {...asked} />}>
        <div id="answer" class="flow">
          <ChosenFilters
            census={census}
            query={query.among}
            words={words}
            hrefOf={(among) => at(survivalPath({ ...query, among: { ...query.among, ...among } }))}
          />
          {told.length > 0 && (
            <Notice t={t} kind="warn" title={t('site.list.left-out')}>
              <ul>
                {told.map(({ parameter, message, value }) => (
                  <li>{t(`site.list.error.${message}`, { parameter, value })}</li>
                ))}
              </ul>
            </Notice>
          )}
          <StepChart spec={survivalSpec(asked)} t={t} />
          <DownloadLinks
            t={t}
            of={survivalTitle(query, site, words)}
            downloads={[
              { format: 'CSV', href: at(withQuery('/api/v1/survival.csv', search)) },
              { format: 'JSON', href: at(withQuery('/api/v1/survival', search)) },
            ]}
          />
          <Notice t={t} kind="warn" title={t('statistics.survival.warning')}>
            <p>{t('statistics.survival.warning-text')}</p>
          </Notice>
          <AgeTable groups={answer.byAge} words={words} />
          <BarChart spec={yearHazardSpec(asked)} t={t} />
          <Section id="method" title={t('statistics.survival.method')}>
            <DefinitionList
              items={[
                { term: t('statistics.survival.life'), description: t('statistics.survival.life-text') },
                { term: t('statistics.survival.curve'), description: t('statistics.survival.curve-text') },
                { term: t('statistics.survival.dates'), description: t('statistics.survival.dates-text') },
                { term: t('statistics.survival.risk'), description: t('statistics.survival.risk-text') },
                {
                  term: t('statistics.leaves-out'),
                  description: t('statistics.survival.left-out', { count: leftOut(answer.curves) }),
                },
                {
                  term: t('statistics.rule'),
                  description: <a href={ruleHref(query, words)}>{ruleInWords(query, words)}</a>,
                },
              ]}
            />
            <p>{choice.total === census.rows ? null : t('site.list.total', { total: choice.total })}</p>
          </Section>
        </div>
      </WithFilters>
    </>
  )
}

function leftOut(curves: SurvivalAnswered['answer']['curves']): number {
  return curves.reduce((sum, curve) => sum + curve.leftOut, 0)
}

function SurvivalForm({ site, query, choice, words }: Asked) {
  const { t } = words
  const { by, rule, among } = query
  const rules = countingRules.some(({ id }) => id === rule.id) ? countingRules : [rule, ...countingRules]
  return (
    <QuestionForm
      path={survivalPath()}
      parts="answer"
      query={among}
      choice={choice}
      census={site.standing.census}
      words={words}
    >
      <SelectField
        name="by"
        label={t('statistics.by')}
        options={[
          { value: '', label: t('statistics.by-nothing'), chosen: by === undefined },
          ...survivalDimensions.map((dimension) => ({
            value: dimension,
            label: t(`statistics.dimension.${dimension}`),
            chosen: dimension === by,
          })),
        ]}
      />
      <SelectField
        name="rule"
        label={t('statistics.rule')}
        options={rules.map(({ id }) => ({ value: id, label: ruleTitle(id, t), chosen: id === rule.id }))}
      />
    </QuestionForm>
  )
}

function AgeTable({ groups, words }: { groups: readonly AgeHazard[]; words: SurvivalAnswered['words'] }) {
  const { t } = words
  const title = t('statistics.survival.by-age')
  return (
    <Section id="by-age" title={title}>
      <p>{t('statistics.survival.by-age-text')}</p>
      <DataTable
        t={t}
        caption={title}
        rows={groups}
        columns={[
          {
            key: 'age',
            header: t('statistics.survival.age'),
            cell: ({ from, to }) => t('statistics.survival.age-group', { from, to }),
          },
          { key: 'at-risk', header: t('statistics.survival.at-risk'), align: 'end', cell: ({ atRisk }) => atRisk },
          { key: 'ended', header: t('statistics.survival.ended'), align: 'end', cell: ({ ended }) => ended },
          {
            key: 'share',
            header: t('statistics.survival.share'),
            align: 'end',
            cell: ({ share, low, high }) =>
              share === null ? '–' : `${shareText(share, words)} (${shareText(low, words)}–${shareText(high, words)})`,
          },
          {
            key: 'small',
            header: t('statistics.survival.remark'),
            cell: ({ isSmall }) => (isSmall ? t('statistics.survival.few') : null),
          },
        ]}
      />
    </Section>
  )
}
