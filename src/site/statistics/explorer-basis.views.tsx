// What stands behind an answer: the rows that decide it, the same figure under other rules, what it means, and how to
// cite it.
import type { Standing } from '#register/index.ts'
import { citeReport, type CitedReport } from '#publication/index.ts'
import {
  answerFigure, countingRules, figureYears, groundOf, isAdditive, isInYears, narrowed, ruleFor, type ExplorerQuery, type Figure,
} from '#statistics/index.ts' // prettier-ignore
import { DataTable } from '#ui/controls/data-table.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { Section } from '#ui/layout/section.tsx'
import { DecisiveRows, readDecisive } from '../cooperations/counted.views.tsx'
import {
  answerInWords, questionInWords, ruleHref, ruleInWords, valueInWords, valueTitle,
} from '../frame/question.views.tsx' // prettier-ignore
import { citedPage } from '../frame/cite.views.tsx'
import { choiceTitle, partTitle, ruleParts, ruleText, ruleTitle } from '../frame/rule.views.tsx'
import { editionsPath } from '../editions/edition.paths.ts'
import { statisticsPath } from '../site.paths.ts'
import { headingOf, rowsHref, type Answered } from './explorer-spec.views.tsx'

export async function DecidedBy({ answered }: { answered: Answered }) {
  const { site, query, answer, words } = answered
  const { question } = query
  if (!answer.figure) return null
  return (
    <Section id="decisive" title={words.t('statistics.decisive')}>
      <p>
        <a href={rowsHref(query, words)}>{questionInWords(question, words)}</a>:{' '}
        <span class="number">{answerInWords(answer.figure, question, words)}</span>
      </p>
      <DecisiveRows
        figure={answer.figure}
        {...await readDecisive(site, question, answer.choice.mask)}
        {...{ site, question, words }}
      />
    </Section>
  )
}

/** The figure under each shipped rule side by side. */
export function Sensitivity({ answered }: { answered: Answered }) {
  const { site, query, answer, words } = answered
  const { t, at } = words
  const ground = groundOf(site.standing)
  const rows = countingRules.map((rule) => {
    const question = { ...query.question, rule }
    return { question, figure: answerFigure(ground, { ...question, by: undefined }, answer.choice.mask) }
  })
  return (
    <Section id="sensitivity" title={t('statistics.sensitivity')}>
      <p>{t('statistics.sensitivity-lead')}</p>
      <DataTable
        t={t}
        caption={t('statistics.sensitivity')}
        rows={rows}
        columns={[
          {
            key: 'rule',
            header: t('statistics.rule'),
            cell: ({ question }) => (
              <a href={at(statisticsPath({ ...query, question }))}>{ruleInWords(question, words)}</a>
            ),
          },
          {
            key: 'value',
            header: t('statistics.sensitivity-value'),
            align: 'end',
            cell: ({ question, figure }) => (
              <a href={rowsHref({ ...query, question }, words)}>{answerInWords(figure, question, words)}</a>
            ),
          },
          {
            key: 'difference',
            header: t('statistics.sensitivity-difference'),
            align: 'end',
            cell: ({ figure }) => difference(figure, answer.figure, query, words),
          },
        ]}
      />
    </Section>
  )
}

function difference(
  figure: Figure | null,
  base: Figure | null,
  { question }: ExplorerQuery,
  words: Answered['words'],
): string {
  if (!figure || !base || figure.best === base.best) return ''
  const by = figure.best - base.best
  return `${by > 0 ? '+' : '−'}${valueInWords(Math.abs(by), question, words)}`
}

/** What the measure counts and leaves out, each part of the rule, and where the rows come from. */
export function Definition({ answered }: { answered: Answered }) {
  const { site, query, words } = answered
  const { t } = words
  const { question } = query
  const rule = ruleFor(question)
  return (
    <Section id="definition" title={t('statistics.definition')}>
      <DefinitionList
        items={[
          { term: t('statistics.counts'), description: t(`statistics.counts.${question.measure}`) },
          { term: t('statistics.leaves-out'), description: t(`statistics.leaves-out.${question.measure}`) },
          { term: t('statistics.sums'), description: splitNote(query, words) },
          { term: t('statistics.sources'), description: sourcesOf(site.standing, words) },
          {
            term: t('statistics.rule'),
            description: (
              <>
                <a href={ruleHref(question, words)}>{ruleInWords(question, words)}</a>{' '}
                <span class="quiet">
                  <code>{question.rule.id}</code>, {t('statistics.rule-version', { version: question.rule.version })}
                </span>{' '}
                {ruleText(question.rule.id, t)}
              </>
            ),
          },
          ...ruleParts.map((part) => ({ term: partTitle(part, t), description: choiceTitle(rule, part, t) })),
        ]}
      />
    </Section>
  )
}

function splitNote({ question }: ExplorerQuery, { t }: Answered['words']): string | undefined {
  if (question.by === 'reason') return t('statistics.sums-reason')
  if (question.by === 'regime') return t('statistics.sums-regime')
  return question.by && !isAdditive(question) && question.measure !== 'duration'
    ? t('statistics.sums-grouped')
    : undefined
}

function sourcesOf({ datasets }: Standing, { t, language }: Answered['words']): string {
  return datasets
    .filter(({ covers_from }) => covers_from)
    .map((dataset) =>
      t('statistics.sources-text', {
        dataset: language === 'sv' ? dataset.title_sv : dataset.title_en,
        version: dataset.version,
      }),
    )
    .join('; ')
}

/** The address of the question, and the answer as something to put into a list of references. */
export function CiteAnswer({ answered }: { answered: Answered }) {
  const { site, query, words } = answered
  const { t, at, today } = words
  const cited = citedAnswer(answered)
  const asked = at(statisticsPath(query))
  return (
    <Section id="cite" title={t('statistics.cite')}>
      <p>
        {t('statistics.cite-lead', { revision: site.standing.revision, free: query.among.q === '' ? 'no' : 'yes' })}{' '}
        <a href={today(editionsPath)}>{t('editions.title')}</a>
      </p>
      <dl class="report-citations">
        <dt>{t('statistics.link')}</dt>
        <dd>
          <a href={asked}>{`${site.url}${asked}`}</a>
        </dd>
        <dt>APA</dt>
        <dd>{citeReport(cited, 'apa')}</dd>
        <dt>Chicago</dt>
        <dd>{citeReport(cited, 'chicago')}</dd>
        <dt>{t('statistics.cite-files')}</dt>
        <dd>
          <a href={at(statisticsPath(query, '.bib'))}>BibTeX</a> · <a href={at(statisticsPath(query, '.ris'))}>RIS</a>
        </dd>
      </dl>
    </Section>
  )
}

/** An answer as a publication. Free text cannot be asked of the past. */
export function citedAnswer({ site, query, words }: Pick<Answered, 'site' | 'query' | 'words'>): CitedReport {
  const { t, today } = words
  const path = today(statisticsPath(query))
  const title = t('statistics.cited-title', {
    title: headingOf(query, site, words),
    rule: ruleTitle(query.question.rule.id, t),
    revision: site.standing.revision,
  })
  const cited = citedPage({ site, title, path, words })
  return query.among.q === '' ? cited : { ...cited, url: `${site.url}${path}` }
}

const nothing = { min: 0, best: 0, max: 0 }

/** Every part with its figure, each leading to its rows. */
export function PartTable({ answered }: { answered: Answered }) {
  const { site, query, answer, words } = answered
  const { t, at } = words
  const { question, among } = query
  const { by } = question
  const { census } = site.standing
  if (!by || answer.parts.length === 0) return null
  const years = figureYears(question)
  const title = t('statistics.table-parts', {
    title: questionInWords(question, words),
    by: t(`statistics.dimension.${by}`),
  })
  return (
    <Section id="parts" title={title}>
      <DataTable
        t={t}
        caption={title}
        rows={answer.parts}
        columns={[
          {
            key: 'part',
            header: t(`statistics.dimension.${by}`),
            cell: ({ value }) => (
              <a
                href={at(
                  statisticsPath({ question: { ...question, by: undefined }, among: narrowed(among, by, value) }),
                )}
              >
                {valueTitle(by, value, census, words)}
              </a>
            ),
          },
          {
            key: 'figure',
            header: t('statistics.sensitivity-value'),
            align: 'end',
            cell: ({ value, figure }) =>
              figure ? (
                <a href={rowsHref({ ...query, question: { ...question, years } }, words, value)}>
                  {answerInWords(figure, question, words)}
                </a>
              ) : (
                // Nought is known only where the whole is.
                answerInWords(answer.figure && !isInYears(question.measure) ? nothing : null, question, words)
              ),
          },
        ]}
      />
    </Section>
  )
}
