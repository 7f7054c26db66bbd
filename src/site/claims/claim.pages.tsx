// The report against its own data: every claim with its verdict, the rule, the readings and the rows behind it.
import { Hono } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { formatNumber } from '#platform/i18n/format.ts'
import { listCooperations, type Claim, type Cooperation } from '#register/index.ts'
import {
  contradictionsOf,
  judgeClaims,
  verdicts,
  yearsCovered,
  type Contradiction,
  type JudgedClaim,
  type Measure,
  type Verdict,
} from '#statistics/index.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { FigureValue } from '#ui/controls/figure-number.tsx'
import { ViewTabs } from '#ui/controls/view-tabs.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { TableFiles } from '../data/table-files.views.tsx'
import { showPage, siteFor, wordsFor, type Site, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { inLanguage, locatorInWords, pairName } from '../frame/naming.views.tsx'
import { ruleTitle } from '../frame/rule.views.tsx'
import { claimsPath, conflictPath, cooperationPath, cooperationsPath, rulesPath, sourcePath } from '../site.paths.ts'

/** Shown of the rows that decide a figure; the list behind it has them all. */
const mostDecisive = 8

export function claimPages(parts: SiteParts) {
  return new Hono<AppEnv>().get('/claims', async (c) => {
    const site = siteFor(c, parts)
    const words = wordsFor(c)
    const { t } = words
    const judged = await judgeClaims(site.reader, site.standing)
    const verdict = verdicts.find((each) => each === c.req.query('verdict'))
    const shown = judged.filter((each) => verdict === undefined || each.verdict === verdict)
    return showPage(c, site, {
      title: t('claims.title'),
      description: t('claims.lead'),
      body: (
        <>
          <PageHead title={t('claims.title')} lead={t('claims.lead')}>
            <TableFiles
              table="claims"
              search={new URLSearchParams(verdict ? { verdict } : {})}
              of={t('claims.title')}
              words={words}
            />
          </PageHead>
          <Verdicts judged={judged} current={verdict} words={words} />
          <Contradictions contradictions={contradictionsOf(judged)} words={words} />
          <ClaimList judged={shown} decisive={await readDecisive(site, shown)} site={site} words={words} />
        </>
      ),
    })
  })
}

function withVerdict(verdict: Verdict | undefined): string {
  return verdict === undefined ? claimsPath : `${claimsPath}?verdict=${verdict}`
}

function Verdicts({
  judged,
  current,
  words,
}: {
  judged: readonly JudgedClaim[]
  current: Verdict | undefined
  words: Words
}) {
  const { t, at } = words
  const count = (verdict: Verdict) => judged.filter((each) => each.verdict === verdict).length
  return (
    <ViewTabs
      label={t('claims.verdict')}
      views={[
        {
          label: t('claims.all', { count: judged.length }),
          href: at(withVerdict(undefined)),
          current: current === undefined,
        },
        ...verdicts.map((verdict) => ({
          label: t(`claims.count.${verdict}`, { count: count(verdict) }),
          href: at(withVerdict(verdict)),
          current: current === verdict,
        })),
      ]}
    />
  )
}

function Contradictions({ contradictions, words }: { contradictions: readonly Contradiction[]; words: Words }) {
  const { t, at } = words
  if (contradictions.length === 0) return null
  return (
    <Section id="contradictions" title={t('claims.contradictions')}>
      <p>{t('claims.contradictions-text', { count: contradictions.length })}</p>
      <details>
        <summary>{t('claims.contradictions-show')}</summary>
        <ul>
          {contradictions.map(({ a, b }) => (
            <li>
              <a href={at(`${claimsPath}#${a.claim.id}`)}>{inLanguage(a.claim, 'claim', words.language)}</a> ↔{' '}
              <a href={at(`${claimsPath}#${b.claim.id}`)}>{inLanguage(b.claim, 'claim', words.language)}</a>
            </li>
          ))}
        </ul>
      </details>
    </Section>
  )
}

type Decisive = ReadonlyMap<string, readonly Cooperation[]>

async function readDecisive(site: Site, judged: readonly JudgedClaim[]): Promise<Decisive> {
  const { census } = site.standing
  const rowsOf = new Map(
    judged.map(({ claim, computed }) => [claim.id, computed?.decisive.slice(0, mostDecisive) ?? []]),
  )
  const nos = new Set([...rowsOf.values()].flat().map((row) => census.no[row] ?? 0))
  const byNo = new Map(
    (await listCooperations(site.reader, [...nos], census.asOf)).map((cooperation) => [cooperation.no, cooperation]),
  )
  return new Map([...rowsOf].map(([id, rows]) => [id, rows.flatMap((row) => byNo.get(census.no[row] ?? 0) ?? [])]))
}

type ListProps = { judged: readonly JudgedClaim[]; decisive: Decisive; site: Site; words: Words }

function ClaimList({ judged, decisive, site, words }: ListProps) {
  const { t } = words
  const byTheme = Map.groupBy(judged, ({ claim }) => claim.theme)
  return (
    <>
      {[...byTheme].map(([theme, claims]) => (
        <Section id={`theme-${theme}`} title={themeTitle(theme, t)}>
          <ul class="plain-list">
            {claims.map((each) => (
              <ClaimItem judged={each} decisive={decisive.get(each.claim.id) ?? []} site={site} words={words} />
            ))}
          </ul>
        </Section>
      ))}
    </>
  )
}

const themes = {
  scope: 'claims.theme.scope',
  'in-force': 'claims.theme.in-force',
  start: 'claims.theme.start',
  end: 'claims.theme.end',
  pause: 'claims.theme.pause',
  reason: 'claims.theme.reason',
  duration: 'claims.theme.duration',
  actors: 'claims.theme.actors',
  skr: 'claims.theme.skr',
  background: 'claims.theme.background',
} as const

function themeTitle(theme: string, t: Words['t']): string {
  return Object.hasOwn(themes, theme) ? t(themes[theme as keyof typeof themes]) : theme
}

type ItemProps = { judged: JudgedClaim; decisive: readonly Cooperation[]; site: Site; words: Words }

function ClaimItem({ judged, decisive, site, words }: ItemProps) {
  const { t, at, language } = words
  const { claim, verdict, computed, difference } = judged
  return (
    <li id={claim.id} class="claim">
      <p>
        {inLanguage(claim, 'claim', language)}{' '}
        <a class="quiet" href={at(sourcePath(claim.source))}>
          [{locatorInWords(claim.locator, t)}]
        </a>
      </p>
      <p>
        <strong>{t(`claims.verdict.${verdict}`)}</strong>
        {verdict === 'not-computable' && <span class="quiet">: {inLanguage(claim, 'notComputable', language)}</span>}
        {computed && <span class="quiet">: {t('claims.register-gives')} </span>}
        {computed &&
          (computed.band ? (
            <FigureValue t={t} value={computed.band.best} band={[computed.band.min, computed.band.max]} />
          ) : (
            valueText(computed.value, words)
          ))}
        {verdict === 'differs' && difference !== undefined && difference !== 0 && (
          <span class="quiet"> ({t('claims.differs-by', { difference: valueText(Math.abs(difference), words) })})</span>
        )}
      </p>
      {computed && (
        <details>
          <summary>{t('claims.open')}</summary>
          <DefinitionList
            items={[
              {
                term: t('claims.stated'),
                description:
                  claim.stated &&
                  `${t(`claims.comparison.${claim.comparison ?? 'equals'}`)} ${valueText(Number(claim.stated), words, claim.unit)}`,
              },
              {
                term: t('claims.measure'),
                description: <code>{`${claim.measure}${claim.parameters ? `?${claim.parameters}` : ''}`}</code>,
              },
              {
                term: t('claims.rows'),
                description: <a href={at(rowsPath(site, claim))}>{t('claims.show-rows')}</a>,
              },
              { term: t('claims.would-hold'), description: judged.remedy && <RemedyList {...{ judged, words }} /> },
              {
                term: t('claims.decisive'),
                description:
                  decisive.length > 0 &&
                  decisive.map((cooperation, index) => (
                    <>
                      {index > 0 && ', '}
                      <a href={at(cooperationPath(cooperation.id))}>
                        {pairName(cooperation, site.standing.census, words)}
                      </a>
                    </>
                  )),
              },
            ]}
          />
          <DataTable
            t={t}
            caption={t('claims.readings')}
            captionShown
            rows={judged.readings}
            columns={[
              {
                key: 'rule',
                header: t('claims.rule'),
                cell: ({ rule }) => <a href={at(`${rulesPath}-${rule}`)}>{ruleTitle(rule, t)}</a>,
              },
              { key: 'value', header: t('claims.value'), align: 'end', cell: ({ value }) => valueText(value, words) },
              { key: 'holds', header: t('claims.holds'), cell: ({ holds }) => t(holds ? 'claims.yes' : 'claims.no') },
            ]}
          />
        </details>
      )}
    </li>
  )
}

function RemedyList({ judged, words }: { judged: JudgedClaim; words: Words }) {
  const { t, at, language } = words
  const { rules, conflicts } = judged.remedy ?? { rules: [], conflicts: [] }
  if (rules.length + conflicts.length === 0) return <>{t('claims.would-hold-nothing')}</>
  return (
    <ul>
      {rules.map((rule) => (
        <li>
          {rule === judged.readings[0]?.rule
            ? t('claims.would-hold-in-cooperations')
            : t('claims.would-hold-rule', { rule: ruleTitle(rule, t) })}
        </li>
      ))}
      {conflicts.map((conflict) => (
        <li>
          <a href={at(conflictPath(conflict.id))}>
            {t('claims.would-hold-ruling', { title: inLanguage(conflict, 'title', language) ?? conflict.id })}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Years stand as they are; other values get their decimals in the reader's way. */
function valueText(value: number | null, { t, language }: Words, unit?: string): string {
  if (value === null) return t('claims.no-value')
  const isYear = unit === 'year' || (Number.isInteger(value) && value >= 1800 && value < 2100)
  return isYear ? String(value) : formatNumber(value, language, { maximumFractionDigits: 2 })
}

/** What a claim's measure counts of rows; the measures that are no count (a peak, a ratio) rest on all in force. */
const countedBy: Record<string, Measure> = {
  'in-force': 'in-force',
  started: 'started',
  ended: 'ended',
  'ended-by': 'ended',
  paused: 'paused',
  'ended-or-paused': 'ended-or-paused',
  'net-change': 'net-change',
  'mean-yearly-change': 'net-change',
}

/** The list of the rows that a claim counts, in the same grammar; for one about a cooperation, its page. */
function rowsPath(site: Site, { measure, parameters }: Claim): string {
  const search = new URLSearchParams(parameters ?? '')
  const take = (name: string) => {
    const value = search.get(name)
    search.delete(name)
    return value
  }
  const cooperation = take('cooperation')
  if (cooperation) return cooperationPath(cooperation)
  const covered = yearsCovered(site.standing.coverage)
  const [year, from, to, event] = ['year', 'from', 'to', 'event'].map(take)
  take('stance')
  const counted = countedBy[event ?? measure ?? '']
  if (counted) {
    search.set('measure', counted)
    search.set('years', year ?? `${from ?? covered.from}..${to ?? covered.to}`)
  }
  return `${cooperationsPath()}${search.size > 0 ? `?${search}` : ''}`
}
