// The parts of a cooperation's page: its timeline, agreements and reasons, each fact with who says so.
import { datedAs, type Agreement, type CooperationEvent, type Reason } from '#register/index.ts'
import { LangText } from '#ui/controls/lang-text.tsx'
import { DataTable } from '#ui/controls/data-table.tsx'
import { Timeline, type TimelineItem } from '#ui/controls/timeline.tsx'
import type { StatusKey } from '#ui/controls/status-mark.tsx'
import { Citations, DateText, dateInWords, inLanguage } from '../frame/naming.views.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { codePath } from '../site.paths.ts'
import type { Profile } from './cooperation.pages.tsx'

type PartProps = { profile: Profile; words: Words }

/** Statuses that an event of a kind leads to; others are marked by a plain point. */
const statusMarks: Partial<Record<CooperationEvent['kind'], StatusKey>> = {
  established: 'active',
  resumed: 'active',
  dormant: 'dormant',
  paused: 'paused',
  partly_ended: 'partly_ended',
  not_renewed: 'ended',
  lapsed: 'ended',
  ended: 'ended',
}

/** Events in order of time; those of one agreement name it, and what the ruling sets aside is struck. */
export function EventTimeline({ profile, words }: PartProps) {
  const { cooperation, citationsOf, sources, passages } = profile
  const { t, at, vocabulary, language } = words
  const agreementOf = new Map(cooperation.agreements.map((agreement) => [agreement.id, agreement]))
  const dated = cooperation.events
    .map((event) => ({ event, date: datedAs(event) }))
    .toSorted((a, b) => ((a.date?.best ?? '9999') < (b.date?.best ?? '9999') ? -1 : 1))
  const items = dated.map(({ event, date }): TimelineItem => {
    const agreement = event.agreement ? agreementOf.get(event.agreement) : undefined
    const details = [
      event.initiator === 'unknown' ? undefined : vocabulary.label('initiator', event.initiator),
      event.formality === 'unknown' ? undefined : vocabulary.label('formality', event.formality),
      inLanguage(event, 'body', language),
      event.diaryNumber && `${t('site.cooperation.diary-number')} ${event.diaryNumber}`,
    ].filter(Boolean)
    return {
      id: event.id,
      date: event.date ? dateInWords(event.date, t, language) : t('site.date.unknown'),
      datetime: event.date && /^\d{4}(-\d{2}){0,2}$/.test(event.date) ? event.date : undefined,
      uncertain: date !== undefined && date.earliest !== date.latest && !/^\d{4}(-\d{2}){0,2}$/.test(date.edtf),
      status: agreement ? undefined : statusMarks[event.kind],
      superseded: event.rank === 'deprecated',
      title: (
        <>
          <a href={at(codePath('event_kind', event.kind))}>{vocabulary.label('event_kind', event.kind)}</a>
          {agreement && (
            <span class="quiet"> – {t('site.cooperation.layer', { layer: agreementName(agreement, words) })}</span>
          )}
          {event.rank === 'deprecated' && <span class="quiet"> ({t('site.cooperation.set-aside')})</span>}
        </>
      ),
      children: (
        <>
          {details.length > 0 && <p class="quiet">{details.join(' · ')}</p>}
          {inLanguage(event, 'note', language) && <p>{inLanguage(event, 'note', language)}</p>}
        </>
      ),
      citations: <Citations citations={citationsOf(event.id)} sources={sources} passages={passages} words={words} />,
    }
  })
  return <Timeline items={items} label={t('site.cooperation.events')} />
}

function agreementName(agreement: Agreement, { vocabulary, language }: Words): string {
  const layer = vocabulary.label('layer', agreement.layer).toLocaleLowerCase(language)
  const year = /\d{4}/.exec(agreement.signed ?? '')?.[0]
  return year ? `${layer} ${year}` : layer
}

export function AgreementList({ profile, words }: PartProps) {
  const { t, at, vocabulary, language } = words
  return (
    <DataTable
      t={t}
      caption={t('site.cooperation.agreements')}
      rows={profile.cooperation.agreements}
      rowId={(agreement) => agreement.id}
      columns={[
        {
          key: 'layer',
          header: t('site.agreement.layer'),
          cell: (agreement) => (
            <>
              <a href={at(codePath('layer', agreement.layer))}>{vocabulary.label('layer', agreement.layer)}</a>
              {agreement.designation && (
                <>
                  <br />
                  {agreement.designationLang ? (
                    <LangText lang={agreement.designationLang}>{agreement.designation}</LangText>
                  ) : (
                    agreement.designation
                  )}
                </>
              )}
            </>
          ),
        },
        {
          key: 'signed',
          header: t('site.agreement.signed'),
          cell: (agreement) => <DateText date={datedAs({ date: agreement.signed })} words={words} />,
        },
        {
          key: 'term',
          header: t('site.agreement.term'),
          cell: (agreement) => <Term agreement={agreement} words={words} />,
        },
        {
          key: 'note',
          header: t('site.agreement.note'),
          cell: (agreement) => (
            <>
              {inLanguage(agreement, 'note', language)}{' '}
              <Citations
                citations={profile.citationsOf(agreement.id)}
                sources={profile.sources}
                passages={profile.passages}
                words={words}
              />
            </>
          ),
        },
      ]}
    />
  )
}

function Term({ agreement, words }: { agreement: Agreement; words: Words }) {
  const { t, vocabulary } = words
  return (
    <>
      {vocabulary.label('term', agreement.term)}
      {agreement.renewalMonths !== null && `, ${t('site.agreement.months', { months: agreement.renewalMonths })}`}
    </>
  )
}

/** Reasons with who gave them; a reason given for several events stands once, with all its citations. */
export function ReasonList({ profile, words }: PartProps) {
  const { t, at, vocabulary, language } = words
  const eventOf = new Map(profile.cooperation.events.map((event) => [event.id, event]))
  const label = (reason: Reason) => {
    const event = eventOf.get(reason.event)
    return event
      ? `${vocabulary.label('event_kind', event.kind)}${event.date ? `, ${dateInWords(event.date, t, language)}` : ''}`
      : ''
  }
  return (
    <ul class="plain-list">
      {profile.cooperation.reasons.map((reason) => (
        <li id={reason.id}>
          <p>
            <a href={at(codePath('reason', reason.code))}>{vocabulary.label('reason', reason.code)}</a>{' '}
            <span class="quiet">
              {vocabulary.label('stance', reason.stance)}
              {inLanguage(reason, 'statedBy', language) ? `: ${inLanguage(reason, 'statedBy', language)}` : ''} ·{' '}
              <a href={`#${reason.event}`}>{label(reason)}</a>
            </span>
          </p>
          <p>
            {inLanguage(reason, 'note', language)}{' '}
            <Citations
              citations={profile.citationsOf(reason.id)}
              sources={profile.sources}
              passages={profile.passages}
              words={words}
            />
          </p>
        </li>
      ))}
    </ul>
  )
}
