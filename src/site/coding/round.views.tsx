// The parts of a round's page: its facts, a coder's own work, how far the coders are, disagreements, and what came of it.
import { may, type Account } from '#accounts/index.ts'
import { formatDay } from '#platform/i18n/format.ts'
import type {
  Census,
  CodebookEntry,
  Coder,
  Coding,
  CodingRound,
  CodingUnit,
  UnitFact,
  unitsOf,
} from '#register/index.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { DownloadLinks } from '#ui/controls/download-links.tsx'
import { Section } from '#ui/layout/section.tsx'
import { ActButton } from '../accounts/form.views.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { addTo } from '../proposals/proposal.paths.ts'
import { cooperationPath } from '../site.paths.ts'
import { codebookVersionPath, roundActPath, roundCodesPath, unitPath } from './coding.paths.ts'
import { codeName, unitName } from './unit.views.tsx'

type RoundProps = { round: CodingRound; words: Words }
type UnitSaid = ReturnType<typeof unitsOf>[number]

export function RoundFacts({ round, words, isMember }: RoundProps & { isMember: boolean }) {
  const { t, at, language } = words
  const day = (date: Date | null) => date && formatDay(date.toISOString().slice(0, 10), language)
  const { codebookVersion: version } = round
  return (
    <DefinitionList
      items={[
        { term: t('coding.round.state'), description: t(`coding.state.${round.state}`) },
        { term: t('coding.round.variable'), description: t(`coding.scheme-name.${round.scheme}`) },
        {
          term: t('coding.round.codebook'),
          description: (
            <a href={at(`${codebookVersionPath(String(version))}#${round.scheme}`)}>
              {t('coding.version.title', { number: version })}
            </a>
          ),
        },
        { term: t('coding.round.units'), description: round.units },
        { term: t('coding.round.made'), description: isMember && day(round.createdAt) },
        { term: t('coding.round.closed'), description: day(round.closedAt) },
        { term: t('coding.round.adjudicated'), description: day(round.adjudicatedAt) },
      ]}
    />
  )
}

type OwnWorkProps = RoundProps & {
  entries: readonly CodebookEntry[]
  units: readonly CodingUnit[]
  facts: ReadonlyMap<string, UnitFact>
  codings: ReadonlyMap<number, Coding>
  census: Census
  isDone: boolean
}

/** A coder's way through the units; nothing here depends on anybody else. */
export function OwnWork({ round, units, entries, facts, codings, census, isDone, words }: OwnWorkProps) {
  const { t, today } = words
  const id = String(round.id)
  const next = units.find(({ position }) => !codings.has(position))
  return (
    <>
      <Section id="work" title={t('coding.round.your-work')}>
        <p>{t('coding.unit.progress', { coded: codings.size, units: units.length })}</p>
        {isDone ? (
          <p>{t('coding.unit.you-are-done')}</p>
        ) : next ? (
          <p>
            <a class="button" href={today(unitPath(id, String(next.position)))}>
              {t(codings.size === 0 ? 'coding.round.begin' : 'coding.round.go-on')}
            </a>
          </p>
        ) : (
          <>
            <p>{t('coding.round.finish-text')}</p>
            <ActButton action={today(roundActPath(id, 'finish'))} button={t('coding.round.finish')} />
          </>
        )}
        <p class="quiet">{t('coding.round.blind')}</p>
      </Section>
      <Section id="units" title={t('coding.round.units')}>
        <DataTable
          t={t}
          caption={t('coding.round.units')}
          rows={units}
          columns={[
            {
              key: 'unit',
              header: t('coding.unit.unit'),
              cell: ({ position, factId }) => (
                <a href={today(unitPath(id, String(position)))}>
                  {position}. {unitName(factId, facts, census, words)}
                </a>
              ),
            },
            {
              key: 'coded',
              header: t('coding.round.your-code'),
              cell: ({ position }) => {
                const coding = codings.get(position)
                return coding ? codeName(coding.code, entries, words) : t('coding.round.not-coded')
              },
            },
          ]}
        />
      </Section>
    </>
  )
}

/** How far the coders are, for those who do not code in the round. */
export function Progress({ round, coders, words }: RoundProps & { coders: readonly Coder[] }) {
  const { t, today } = words
  const isDone = coders.every(({ coded }) => coded === round.units)
  return (
    <Section id="progress" title={t('coding.round.progress')}>
      <DataTable
        t={t}
        caption={t('coding.round.progress')}
        rows={coders}
        columns={[
          { key: 'name', header: t('coding.coder.title'), cell: ({ name }) => name },
          {
            key: 'coded',
            header: t('coding.round.coded'),
            cell: ({ coded }) => t('coding.unit.progress', { coded, units: round.units }),
          },
          {
            key: 'finished',
            header: t('coding.round.finished'),
            cell: ({ finishedAt }) => t(finishedAt ? 'coding.round.yes' : 'coding.round.no'),
          },
        ]}
      />
      <p>{t(isDone ? 'coding.round.close-text' : 'coding.round.close-early')}</p>
      <ActButton action={today(roundActPath(String(round.id), 'closing'))} button={t('coding.round.close')} />
    </Section>
  )
}

type ClosedProps = RoundProps & {
  units: readonly UnitSaid[]
  entries: readonly CodebookEntry[]
  facts: ReadonlyMap<string, UnitFact>
  census: Census
}

/** Where coders differ, and what has been decided on it. For members. */
export function Disagreements({
  round,
  units,
  entries,
  facts,
  census,
  words,
  mayDecide,
}: ClosedProps & { mayDecide: boolean }) {
  const { t, today } = words
  const id = String(round.id)
  const differing = units.filter(({ differs }) => differs)
  const undecided = differing.filter(({ adjudication }) => !adjudication).length
  return (
    <Section id="disagreements" title={t('coding.round.disagreements', { count: differing.length })}>
      {differing.length === 0 ? (
        <p>{t('coding.round.no-disagreements')}</p>
      ) : (
        <DataTable
          t={t}
          caption={t('coding.round.disagreements', { count: differing.length })}
          rows={differing}
          columns={[
            {
              key: 'unit',
              header: t('coding.unit.unit'),
              cell: ({ unit: { position, factId } }) => (
                <a href={today(unitPath(id, String(position)))}>
                  {position}. {unitName(factId, facts, census, words)}
                </a>
              ),
            },
            {
              key: 'codes',
              header: t('coding.unit.said'),
              cell: ({ codings }) => (
                <ul class="plain-list">
                  {codings.map(({ coder, code }) => (
                    <li>
                      {t('coding.coder.number', { number: coder })}: {codeName(code, entries, words)}
                    </li>
                  ))}
                </ul>
              ),
            },
            {
              key: 'holds',
              header: t('coding.decision.title'),
              cell: ({ adjudication }) =>
                adjudication ? codeName(adjudication.code, entries, words) : t('coding.decision.none-yet'),
            },
          ]}
        />
      )}
      {round.state === 'closed' &&
        (mayDecide ? (
          undecided === 0 ? (
            <>
              <p>{t('coding.round.adjudicated-text')}</p>
              <ActButton action={today(roundActPath(id, 'adjudicated'))} button={t('coding.round.adjudicate')} />
            </>
          ) : (
            <p>{t('coding.round.undecided', { undecided })}</p>
          )
        ) : (
          <p>{t('coding.round.others-decide')}</p>
        ))}
    </Section>
  )
}

type ResultsProps = ClosedProps & {
  account: Account | undefined
  /** Reasons that stand: `event code`. */
  standing: ReadonlySet<string>
}

/** The code that holds for each unit, and for curators the way of a reason into the register. */
export function Results({ round, units, entries, facts, census, words, account, standing }: ResultsProps) {
  const { t, at } = words
  const mayPropose = round.scheme === 'reason' && may(account?.role, 'propose-any')
  const title = t('coding.round.results')
  return (
    <Section id="results" title={title}>
      <DataTable
        t={t}
        caption={title}
        rows={units}
        columns={[
          {
            key: 'unit',
            header: t('coding.unit.unit'),
            cell: ({ unit: { position, factId } }) => {
              const fact = facts.get(factId)
              const name = `${position}. ${unitName(factId, facts, census, words)}`
              return fact ? <a href={at(cooperationPath(fact.cooperation))}>{name}</a> : name
            },
          },
          {
            key: 'holds',
            header: t('coding.round.holds'),
            cell: ({ result }) =>
              result.kind === 'open'
                ? t('coding.decision.too-few')
                : codeName(result.kind === 'code' ? result.code : null, entries, words),
          },
          {
            key: 'how',
            header: t('coding.round.how'),
            cell: ({ result, adjudication }) =>
              result.kind === 'open' ? '' : t(adjudication ? 'coding.round.by-decision' : 'coding.round.by-agreement'),
          },
          ...(mayPropose
            ? [
                {
                  key: 'proposal',
                  header: t('coding.round.register'),
                  cell: (said: UnitSaid) => <ProposeReason {...{ round, said, words, standing, census, facts }} />,
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

type ProposeProps = RoundProps & {
  said: UnitSaid
  standing: ReadonlySet<string>
  census: Census
  facts: ReadonlyMap<string, UnitFact>
}

/** The form for a reason of the event, filled in: what was coded goes the way of every change. */
function ProposeReason({ round, said, words, standing, census, facts }: ProposeProps) {
  const { t, today } = words
  const { unit, result, codings } = said
  if (result.kind !== 'code' || !facts.has(unit.factId)) return null
  if (standing.has(`${unit.factId} ${result.code}`)) return <>{t('coding.round.stands')}</>
  const found = codings.find(({ code, source }) => code === result.code && source !== null)
  const place = unit.source ? unit : found
  return (
    <ActButton
      action={today(addTo('reasons', unit.factId))}
      button={t('coding.round.propose')}
      label={t('coding.round.propose-label', { unit: unitName(unit.factId, facts, census, words) })}
      hidden={{
        step: 'edit',
        code: result.code,
        stance: 'decision_maker',
        cited: place?.source ?? '',
        locator: place?.locator ?? '',
        message: t('coding.round.proposal-message', {
          id: round.id,
          unit: unit.position,
          version: round.codebookVersion,
        }),
      }}
    />
  )
}

/** How it was coded, for whoever reads the figures. */
export function Method({ round, words, coders, hasCodes }: RoundProps & { coders: number; hasCodes: boolean }) {
  const { t, today } = words
  return (
    <Section id="method" title={t('coding.method.title')}>
      <p>{t('coding.method.blind', { coders, units: round.units })}</p>
      <p>{t('coding.method.one-code')}</p>
      <p>{t('coding.method.decisions')}</p>
      <p>{t('coding.method.leaves-out')}</p>
      <p class="quiet">{t('coding.method.sources')}</p>
      {hasCodes && (
        <DownloadLinks
          t={t}
          of={t('coding.round.codes')}
          downloads={[{ format: 'CSV', href: today(roundCodesPath(String(round.id))) }]}
        />
      )}
    </Section>
  )
}

/** Whether everybody may see it, for those who did not code in it. */
export function Publicity({ round, words }: RoundProps) {
  const { t, today } = words
  const { isPublic, isGuarded } = round
  return (
    <Section id="publicity" title={t('coding.publicity.title')}>
      <p>
        {isGuarded
          ? t('coding.publicity.guarded')
          : t(
              isPublic
                ? round.state === 'adjudicated'
                  ? 'coding.publicity.now'
                  : 'coding.publicity.later'
                : 'coding.publicity.not',
            )}
      </p>
      {!isGuarded && (
        <ActButton
          action={today(roundActPath(String(round.id), 'publicity'))}
          button={t(isPublic ? 'coding.publicity.withhold' : 'coding.publicity.publish')}
          hidden={{ public: isPublic ? 'no' : 'yes' }}
        />
      )}
    </Section>
  )
}
