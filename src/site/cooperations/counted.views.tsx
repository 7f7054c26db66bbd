// The figure that a list holds the rows of: its value, its rule, and which rows could change it, and why.
import { boundsOf } from '#platform/time/edtf.ts'
import { listCooperations, rowOf, type Census, type Cooperation, type EventKind } from '#register/index.ts'
import {
  answerFigure, decisiveFor, groundOf, sureties, type Choice, type Figure, type Question, type Surety,
} from '#statistics/index.ts' // prettier-ignore
import { Notice } from '#ui/controls/notice.tsx'
import type { Site, Words } from '../frame/frame.views.tsx'
import { dateInWords, pairName } from '../frame/naming.views.tsx'
import {
  answerInWords, questionInWords, ruleHref, ruleInWords, unitInWords, valueInWords,
} from '../frame/question.views.tsx' // prettier-ignore
import { cooperationPath } from '../site.paths.ts'

/** More decisive rows than this are left to the list, which marks them. */
const mostNamed = 12

type CountedProps = { site: Site; choice: Choice; question: Question; explorerHref: string; words: Words }

export async function CountedNotice({ site, choice, question, explorerHref, words }: CountedProps) {
  const { t } = words
  const figure = answerFigure(groundOf(site.standing), question, choice.mask)
  return (
    <Notice t={t} kind="info" title={questionInWords(question, words)}>
      <p>
        <span class="number">{answerInWords(figure, question, words)}</span>{' '}
        {unitInWords(question, figure?.best ?? 0, words)} ·{' '}
        <a href={ruleHref(question, words)}>{ruleInWords(question, words)}</a> ·{' '}
        <a href={explorerHref}>{t('statistics.to-explorer')}</a>
      </p>
      {figure && (
        <DecisiveRows
          figure={figure}
          {...await readDecisive(site, question, choice.mask)}
          {...{ site, question, words }}
        />
      )}
    </Notice>
  )
}

export type Decisive = { decisive: readonly { cooperation: Cooperation; by: number }[]; count: number }

/** The rows that could change a question’s figure, as many as a page names, and how many there are. */
export async function readDecisive(site: Site, question: Question, mask: Uint8Array): Promise<Decisive> {
  const standing = site.standing
  const rows = decisiveFor(groundOf(standing), question, mask)
  const named = rows.slice(0, mostNamed)
  const found = await listCooperations(
    site.reader,
    named.map(({ row }) => standing.census.no[row] ?? 0),
    standing.asOf,
  )
  const moves = new Map(named.map(({ row, by }) => [standing.census.no[row], by]))
  return {
    count: rows.length,
    decisive: found.map((cooperation) => ({ cooperation, by: moves.get(cooperation.no) ?? 0 })),
  }
}

type DecisiveProps = Decisive & { figure: Figure; site: Site; question: Question; words: Words }

/** “Överkalix – Zhuji alone moves 49 to 50: it ended between 2002 and 2021”. */
export function DecisiveRows({ figure, decisive, count, site, question, words }: DecisiveProps) {
  const { t, at } = words
  const { census } = site.standing
  if (count === 0) return <p>{t('statistics.decisive-none')}</p>
  const value = (number: number) => valueInWords(number, question, words)
  return (
    <>
      <p>{t('statistics.decisive-lead', { count })}</p>
      <ul>
        {decisive.map(({ cooperation, by }) => (
          <li>
            <a href={at(cooperationPath(cooperation.id))}>{pairName(cooperation, census, words)}</a>{' '}
            {t('statistics.decisive-moves', { from: value(figure.best), to: value(figure.best + by) })}:{' '}
            {reasonForDoubt(cooperation, question, words)}
          </li>
        ))}
      </ul>
      {count > decisive.length && <p>{t('statistics.decisive-more-rows', { count: count - decisive.length })}</p>}
    </>
  )
}

/** How an uncertain row counts; undefined for one that is certain. */
export function countedAs(
  cooperation: Cooperation,
  census: Census,
  choice: Choice,
): Exclude<Surety, 'no' | 'certainly'> | undefined {
  const surety = sureties[choice.surety?.[rowOf(census, cooperation.no) ?? -1] ?? 0]
  return surety === 'possibly' || surety === 'best' ? surety : undefined
}

const endings: readonly EventKind[] = ['ended', 'not_renewed', 'lapsed']

/** Events whose dates a figure of this measure can hang on. */
function kindsBehind({ measure, rule }: Question): readonly EventKind[] {
  if (measure === 'started') return ['established']
  if (measure === 'ended') return endings
  if (measure === 'paused') return ['paused']
  if (measure === 'ended-or-paused') return ['paused', ...endings]
  if (measure === 'duration') return ['established', ...endings]
  const pauses: EventKind[] = rule.paused === 'out' ? ['paused', 'resumed'] : []
  const rests: EventKind[] = rule.dormant === 'out' ? ['dormant', 'activity', 'renewed'] : []
  return [
    'established',
    ...pauses,
    ...rests,
    ...(rule.partlyEnded === 'out' ? ['partly_ended' as const] : []),
    ...endings,
  ]
}

/** Why a row may count or not: it is in dispute, or dates that the figure hangs on are loose. */
function reasonForDoubt(cooperation: Cooperation, question: Question, { t, language, vocabulary }: Words): string {
  if (cooperation.standing === 'disputed') return t('site.list.doubt-existence')
  const kinds = kindsBehind(question)
  // A length is told to the day, so that for it a date known to the year is loose, too.
  const exactness = question.measure === 'duration' ? 10 : 4
  const loose = cooperation.events.flatMap(({ kind, date, rank }) => {
    const bounds = date === null || rank === 'deprecated' || !kinds.includes(kind) ? undefined : boundsOf(date)
    const isLoose = bounds && bounds.earliest?.slice(0, exactness) !== bounds.latest?.slice(0, exactness)
    return date !== null && isLoose
      ? t('site.list.doubt-event', {
          event: vocabulary.label('event_kind', kind).toLocaleLowerCase(language),
          date: dateInWords(date, t, language),
        })
      : []
  })
  return loose.length > 0 ? loose.join(', ') : t('site.list.doubt-undated')
}
