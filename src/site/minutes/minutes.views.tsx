// What the reader of minutes suggests, each with the words that it rests on, and the way into the ordinary form.
import type { Parties, Suggestion } from '#register/index.ts'
import type { Census, Found, Passage } from '#register/index.ts'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { SelectField, TextField } from '#ui/controls/fields.tsx'
import { Section } from '#ui/layout/section.tsx'
import { actorIn, actorName, pairName } from '../frame/naming.views.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { additionPath } from '../proposals/proposal.paths.ts'
import { piecesOf, placeId } from './marked-text.rules.ts'

export type Pair = Parties & { id: string; kind: string }

type Props = {
  suggestion: Suggestion
  no: number
  cited: string
  /** Of a text that is not parted, a page is nothing to cite. */
  hasPages: boolean
  pairs: readonly Pair[]
  census: Census
  words: Words
}

/**
 * One decision. Its form carries to the form of an addition what has been ticked, and nothing else; nothing is ticked
 * beforehand.
 */
export function SuggestedDecision({ suggestion, no, cited, hasPages, pairs, census, words }: Props) {
  const { t, today, vocabulary, language } = words
  const { home, counterpart, kind, date, diaryNumber, paragraph, passage } = suggestion
  const nameOf = (id: string) => actorName(actorIn(census, id), language)
  const own = pairs.filter((pair) => pair.home === home?.value && pair.counterpart === counterpart.value)
  const isNew = own.length === 0
  const locator = [paragraph, hasPages && t('minutes.page', { page: passage.page })].filter(Boolean).join(', ')
  const title = t('minutes.suggestion', { no, kind: vocabulary.label('event_kind', kind.value), name: nameOf(counterpart.value) }) // prettier-ignore
  const tick = { no, words }
  return (
    <Section id={`suggestion-${no}`} title={title}>
      <p>
        <a href={`#${placeId(passage)}`}>{t('minutes.to-passage', { locator })}</a>
      </p>
      <form method="get" action={today(additionPath(isNew ? 'cooperations' : 'events'))} class="fields minutes-form">
        <p class="field-hint">{t(isNew ? 'minutes.tick-new' : 'minutes.tick')}</p>
        {isNew ? (
          <>
            {home && (
              <Tick {...tick} name="home" label={t('proposals.field.home')} found={home} shown={nameOf(home.value)} />
            )}
            <Tick
              {...tick}
              name="counterpart"
              label={t('proposals.field.counterpart')}
              found={counterpart}
              shown={nameOf(counterpart.value)}
            />
          </>
        ) : (
          <>
            <SelectField
              name="of"
              id={`of-${no}`}
              label={t('minutes.cooperation')}
              options={own.map((pair) => ({
                value: pair.id,
                label: `${pairName(pair, census, words)}, ${vocabulary.label('cooperation_kind', pair.kind)}`,
              }))}
            />
            <DefinitionList
              items={[
                {
                  term: t('proposals.field.home'),
                  description: home && <Why found={home} words={words} shown={nameOf(home.value)} />,
                },
                {
                  term: t('proposals.field.counterpart'),
                  description: <Why found={counterpart} words={words} shown={nameOf(counterpart.value)} />,
                },
              ]}
            />
            <Tick
              {...tick}
              name="kind"
              label={t('proposals.column.kind')}
              found={kind}
              shown={vocabulary.label('event_kind', kind.value)}
            />
          </>
        )}
        {date && (
          <Tick
            {...tick}
            name={isNew ? 'established' : 'date'}
            label={t('proposals.column.date')}
            found={date}
            shown={date.value}
          />
        )}
        {diaryNumber && !isNew && (
          <Tick
            {...tick}
            name="diary_number"
            label={t('proposals.column.diary_number')}
            found={diaryNumber}
            shown={diaryNumber.value}
          />
        )}
        <Tick
          {...tick}
          name="locator"
          label={t('proposals.field.locator')}
          found={{ ...kind, value: locator, words: '' }}
          shown={locator}
        />
        {cited ? (
          <Tick
            {...tick}
            name="cited"
            label={t('proposals.field.cited')}
            found={{ ...kind, value: cited, words: '' }}
            shown={cited}
          />
        ) : (
          <>
            <input type="hidden" name="source.kind" value="minutes" />
            <Tick
              {...tick}
              name="source.title"
              label={t('minutes.new-source')}
              found={{ ...kind, value: sourceTitle(date), words: '' }}
              shown={sourceTitle(date)}
            />
            {home && (
              <Tick
                {...tick}
                name="source.publisher"
                label={t('proposals.column.publisher')}
                found={{ ...home, value: nameOf(home.value) }}
                shown={nameOf(home.value)}
              />
            )}
            {date && (
              <Tick {...tick} name="source.date" label={t('minutes.source-date')} found={date} shown={date.value} />
            )}
            {diaryNumber && (
              <Tick
                {...tick}
                name="source.diary_number"
                label={t('minutes.source-diary-number')}
                found={diaryNumber}
                shown={diaryNumber.value}
              />
            )}
          </>
        )}
        <div class="buttons">
          <button type="submit" class="button">
            {t(isNew ? 'minutes.go-on-new' : 'minutes.go-on')}
          </button>
        </div>
      </form>
    </Section>
  )
}

/** Sources are named in their own language, and minutes that are read are Swedish. */
function sourceTitle(date: Found<string> | undefined): string {
  return ['Protokoll', date?.value].filter(Boolean).join(' ')
}

type TickProps = { name: string; no: number; label: string; found: Found<string>; shown: string; words: Words }

function Tick({ name, no, label, found, shown, words }: TickProps) {
  const id = `tick-${no}-${name.replace('.', '-')}`
  return (
    <div class="tick">
      <input
        type="checkbox"
        id={id}
        name={name}
        value={found.value}
        aria-describedby={found.words ? `${id}-why` : undefined}
      />
      <label for={id}>
        {label}: <strong>{shown}</strong>
      </label>
      {found.words && (
        <p class="field-hint" id={`${id}-why`}>
          <Reason found={found} words={words} />
        </p>
      )}
    </div>
  )
}

function Why({ found, shown, words }: { found: Found<string>; shown: string; words: Words }) {
  return (
    <>
      {shown}{' '}
      <span class="field-hint">
        <Reason found={found} words={words} />
      </span>
    </>
  )
}

function Reason({ found: { because, passage, words: said }, words }: { found: Found<string>; words: Words }) {
  return (
    <>
      {words.t(`minutes.because.${because}`)}{' '}
      <a href={`#${placeId(passage)}`}>
        <q lang="sv">{said.replaceAll(/\s+/g, ' ')}</q>
      </a>
    </>
  )
}

/** The whole text, with everything marked that a suggestion rests on. */
export function MarkedText({
  pages,
  passages,
  words,
}: {
  pages: readonly string[]
  passages: readonly Passage[]
  words: Words
}) {
  return (
    <>
      {pages.map((page, index) => (
        <section class="minutes-page" aria-label={words.t('minutes.page', { page: index + 1 })}>
          <h3>{words.t('minutes.page', { page: index + 1 })}</h3>
          <div class="minutes-text" lang="sv">
            {piecesOf(page, index + 1, passages).map(({ text, isMarked, starts }) => (
              <>
                {starts.map((id) => (
                  <span id={id} />
                ))}
                {isMarked ? <mark>{text}</mark> : text}
              </>
            ))}
          </div>
        </section>
      ))}
    </>
  )
}

/** Every place that a suggestion rests on. */
export function passagesOf({ passage, home, counterpart, kind, date, diaryNumber }: Suggestion): Passage[] {
  return [passage, ...[home, counterpart, kind, date, diaryNumber].flatMap((field) => field?.passage ?? [])]
}

type FormProps = {
  text: string
  cited: string
  error: string | undefined
  citedError: string | undefined
  words: Words
}

export function MinutesForm({ text, cited, error, citedError, words }: FormProps & { words: Words }) {
  const { t } = words
  return (
    <>
      <TextField
        name="text"
        label={t('minutes.text')}
        hint={t('minutes.text-hint')}
        value={text}
        error={error}
        rows={14}
        autocomplete="off"
        required
      />
      <TextField
        name="cited"
        label={t('minutes.cited')}
        hint={t('minutes.cited-hint')}
        value={cited}
        error={citedError}
        autocomplete="off"
      />
    </>
  )
}
