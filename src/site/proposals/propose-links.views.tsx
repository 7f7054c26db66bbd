// Ways from a page into the forms, for those who may use them.
import { may, type Account } from '#accounts/index.ts'
import { datedAs, mayImport, mayProposeAbout, type Cooperation, type EditedResource } from '#register/index.ts'
import type { Citation } from '#evidence/index.ts'
import { Section } from '#ui/layout/section.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { dateInWords } from '../frame/naming.views.tsx'
import { importsPath } from '../imports/import.paths.ts'
import { withQuery } from '../site.paths.ts'
import {
  additionPath,
  addTo,
  changePath,
  dissentPath,
  factWithdrawalPath,
  gridPath,
  mergePath,
  minutesPath,
  reportErrorAbout,
  rulingPath,
  splitPath,
} from './proposal.paths.ts'

type Named = { resource: EditedResource; id: string; name: string }

type CooperationProps = {
  account: Account | undefined
  cooperation: Cooperation
  citations: readonly Citation[]
  words: Words
}

/** Everything that may be changed, withdrawn or added on the page of a cooperation; nothing for those who may not. */
export function ProposeAboutCooperation({ account, cooperation, citations, words }: CooperationProps) {
  const { t, today, vocabulary, language } = words
  const { id, home, counterpart, events, agreements, reasons } = cooperation
  if (!mayProposeAbout(account, [home, counterpart])) return null
  const dated = (label: string, date: string | null) => [label, date && dateInWords(date, t, language)].filter(Boolean).join(', ') // prettier-ignore
  const facts: Named[] = [
    { resource: 'cooperations', id, name: vocabulary.label('cooperation_kind', cooperation.kind) },
    ...events
      .toSorted((a, b) => (bestDay(a.date) < bestDay(b.date) ? -1 : 1))
      .map((event): Named => ({
        resource: 'events',
        id: event.id,
        name: dated(vocabulary.label('event_kind', event.kind), event.date),
      })),
    ...agreements.map((agreement): Named => ({
      resource: 'agreements',
      id: agreement.id,
      name: dated(vocabulary.label('layer', agreement.layer), agreement.signed),
    })),
    ...reasons.map((reason): Named => ({
      resource: 'reasons',
      id: reason.id,
      name: vocabulary.label('reason', reason.code),
    })),
  ]
  return (
    <Section id="propose" title={t('proposals.links.title')}>
      <ul class="plain-list">
        <li>
          <a href={today(addTo('events', id))}>{t('proposals.links.add-event')}</a>
        </li>
        <li>
          <a href={today(addTo('agreements', id))}>{t('proposals.links.add-agreement')}</a>
        </li>
      </ul>
      <GridLinks account={account} of={new URLSearchParams({ of: id })} words={words} />
      <ul class="plain-list">
        {facts.map((fact) => (
          <FactLinks fact={fact} words={words} />
        ))}
      </ul>
      {citations.length > 0 && (
        <details>
          <summary>{t('proposals.links.citations')}</summary>
          <ul class="plain-list">
            {citations.map((citation) => (
              <FactLinks
                fact={{
                  resource: 'citations',
                  id: `${citation.factId} ${citation.id}`,
                  name: [citation.source, citation.locator, citation.factId.slice(id.length + 1)]
                    .filter(Boolean)
                    .join(', '),
                }}
                words={words}
              />
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

/** Where an event stands among the others; one without a date comes last. */
function bestDay(date: string | null): string {
  return datedAs({ date })?.best ?? '9999'
}

function FactLinks({ fact, words }: { fact: Named; words: Words }) {
  const { t, today } = words
  const { resource, name } = fact
  const id = encodeURIComponent(fact.id)
  const whole = t('proposals.fact', { sort: t(`proposals.sort.${resource}`), name })
  return (
    <li>
      {whole}{' '}
      <span class="row-links">
        {resource !== 'citations' && (
          <a href={today(changePath(resource, id))} aria-label={t('proposals.links.change-of', { fact: whole })}>
            {t('proposals.links.change')}
          </a>
        )}{' '}
        {resource === 'events' && (
          <a href={today(addTo('reasons', fact.id))} aria-label={t('proposals.links.add-reason-of', { fact: whole })}>
            {t('proposals.links.add-reason')}
          </a>
        )}{' '}
        <a
          href={today(factWithdrawalPath(resource, id))}
          aria-label={t('proposals.links.withdraw-of', { fact: whole })}
        >
          {t('proposals.links.withdraw')}
        </a>
      </span>
    </li>
  )
}

/** On the page of anything that people can be wrong about, for everybody. */
export function ReportErrorLink({ resource, id, words }: { resource: EditedResource; id: string; words: Words }) {
  return (
    <p class="way-on">
      <a href={words.today(reportErrorAbout(resource, id))} rel="nofollow">
        {words.t('proposals.report.title')}
      </a>
    </p>
  )
}

/** Beside a conflict, for whoever may rule on it. */
export function RulingLink({
  account,
  conflict,
  words,
}: {
  account: Account | undefined
  conflict: { id: string; titleSv: string; titleEn: string }
  words: Words
}) {
  if (!may(account?.role, 'review')) return null
  const title = words.language === 'sv' ? conflict.titleSv : conflict.titleEn
  return (
    <p class="way-on">
      <a href={words.today(rulingPath(conflict.id))} aria-label={`${words.t('proposals.ruling.title')}: ${title}`}>
        {words.t('proposals.ruling.title')}
      </a>{' '}
      ·{' '}
      <a href={words.today(dissentPath(conflict.id))} aria-label={`${words.t('proposals.dissent.title')}: ${title}`}>
        {words.t('proposals.dissent.title')}
      </a>
    </p>
  )
}

type ChangeProps = { account: Account | undefined; resource: 'actors' | 'sources'; id: string; words: Words }

/** On the page of an actor or a source: whoever may change any fact may change it. A source may also be withdrawn. */
export function ProposeChange({ account, resource, id, words }: ChangeProps) {
  const { t, today } = words
  if (!may(account?.role, 'propose-any')) return null
  return (
    <Section id="propose" title={t('proposals.links.title')}>
      <ul class="plain-list">
        <li>
          <a href={today(changePath(resource, id))}>{t('proposals.links.change')}</a>
        </li>
        {resource === 'actors' && may(account?.role, 'review') && (
          <>
            <li>
              <a href={today(mergePath(id))}>{t('proposals.merge.title')}</a>
            </li>
            <li>
              <a href={today(splitPath(id))}>{t('proposals.split.title')}</a>
            </li>
          </>
        )}
        {resource === 'sources' && (
          <li>
            <a href={today(factWithdrawalPath(resource, id))}>{t('proposals.links.withdraw')}</a>
          </li>
        )}
      </ul>
    </Section>
  )
}

const gridSorts = ['cooperations', 'agreements', 'events', 'reasons', 'sources', 'actors'] as const

type GridLinksProps = {
  account: Account | undefined
  /** The query of the grid. */
  of: URLSearchParams
  /** Whose cooperations they are; of a list, everybody's. */
  parties?: readonly string[]
  words: Words
}

/** Many rows at once: of a cooperation, of an actor's cooperations, or (a query) of a list. */
export function GridLinks({ account, of, parties, words }: GridLinksProps) {
  const { t, today } = words
  const isMember =
    may(account?.role, 'propose-any') || (may(account?.role, 'propose-own') && account?.organisation.actor)
  if (!isMember || (parties && !mayProposeAbout(account, parties))) return null
  return (
    <p>
      {t(of.has('of') ? 'proposals.links.grid' : 'proposals.links.grid-list')}{' '}
      <span class="row-links">
        {gridSorts.map((sort, index) => (
          <>
            {index > 0 && ' · '}
            <a href={today(withQuery(gridPath(sort), of))}>{t(`proposals.grid.sort.${sort}`)}</a>
          </>
        ))}
      </span>
      <br />
      <a href={today(minutesPath)}>{t('proposals.links.minutes')}</a>
      {!of.has('of') && mayImport(account) && (
        <>
          <br />
          <a href={today(importsPath)}>{t('imports.link')}</a>
        </>
      )}
    </p>
  )
}

/** On lists: what may be added to the register as a whole. */
export function ProposeAddition({
  account,
  resource,
  of,
  words,
}: {
  account: Account | undefined
  resource: 'cooperations' | 'actors' | 'sources'
  /** An actor whose cooperations may be edited together. */
  of?: string
  words: Words
}) {
  const label = { cooperations: 'add-cooperation', actors: 'add-actor', sources: 'add-source' } as const
  const isMember =
    may(account?.role, 'propose-any') || (may(account?.role, 'propose-own') && account?.organisation.actor)
  if (!isMember) return null
  return (
    <>
      <p>
        <a href={words.today(additionPath(resource))}>{words.t(`proposals.links.${label[resource]}`)}</a>
      </p>
      {of && <GridLinks account={account} of={new URLSearchParams({ of })} parties={[of]} words={words} />}
    </>
  )
}
