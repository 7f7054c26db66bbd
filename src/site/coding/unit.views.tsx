// A unit of a round: what it is, the passage, the form of a coder, what all have said, and the form that decides.
import type { Source } from '#evidence/index.ts'
import {
  cannotBeCoded, decidedAt, type Adjudication, type Answer, type Census, type CodebookEntry, type Coding, type CodingUnit, type UnitFact,
} from '#register/index.ts' // prettier-ignore
import { DataTable } from '#ui/controls/data-table.tsx'
import { TextField } from '#ui/controls/fields.tsx'
import { dateInWords, locatorInWords, pairName, sourceLabel } from '../frame/naming.views.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { cooperationPath, sourcePath } from '../site.paths.ts'
import { EntryTexts, labelOf } from './codebook-entry.views.tsx'

/** “Paused, 2019: Mora kommun – Changchun”; a fact that stands no more is named by its identifier. */
export function unitName(factId: string, facts: ReadonlyMap<string, UnitFact>, census: Census, words: Words): string {
  const fact = facts.get(factId)
  if (!fact) return factId
  const { t, language, vocabulary } = words
  const pair = pairName(fact, census, words)
  if (!fact.event) return pair
  const date = fact.event.date ? dateInWords(fact.event.date, t, language) : t('site.date.unknown')
  return t('coding.unit.event', { kind: vocabulary.label('event_kind', fact.event.kind), date, pair })
}

type UnitProps = { unit: CodingUnit; fact: UnitFact | undefined; sources: ReadonlyMap<string, Source>; words: Words }

/** The passage to be coded, and where it and the rest of the matter are to be read. */
export function Passage({ unit, fact, sources, words }: UnitProps) {
  const { t, at } = words
  return (
    <div class="passage flow" id="passage">
      {unit.passage && <blockquote class="as-typed">{unit.passage}</blockquote>}
      {unit.source ? (
        <p>
          <SourcePlace source={unit.source} locator={unit.locator} sources={sources} words={words} />
        </p>
      ) : (
        <p>{t(unit.isSealed ? 'coding.unit.sealed' : 'coding.unit.find')}</p>
      )}
      {fact && (
        <p>
          <a href={at(cooperationPath(fact.cooperation))}>{t('coding.unit.cooperation')}</a>
        </p>
      )}
    </div>
  )
}

type PlaceProps = { source: string; locator: string | null; sources: ReadonlyMap<string, Source>; words: Words }

export function SourcePlace({ source, locator, sources, words }: PlaceProps) {
  const known = sources.get(source)
  return (
    <>
      <a href={words.at(sourcePath(source))}>{known ? sourceLabel(known, words) : source}</a>
      {locator && <>, {locatorInWords(locator, words.t)}</>}
    </>
  )
}

export type FormState = { typed: (name: string) => string; errors: Partial<Record<string, string>> }

/** What stands in the form of somebody who has coded the unit already, or has not. */
export function stateOf(answer: Answer | undefined): FormState {
  const values: Record<string, string | null> = { ...answer, code: answer ? (answer.code ?? cannotBeCoded) : '' }
  return { typed: (name) => values[name] ?? '', errors: {} }
}

type ChoiceProps = { entries: readonly CodebookEntry[]; state: FormState; words: Words; legend: string }

/** The codes as they stand in the codebook, one to be chosen, and that none can be. */
function CodeChoice({ entries, state, words, legend }: ChoiceProps) {
  const { t, language } = words
  const error = state.errors.code
  return (
    <fieldset class="code-choice" aria-describedby={error ? 'field-code-error' : undefined}>
      <legend>{legend}</legend>
      {error && (
        <p class="field-error" id="field-code-error">
          {error}
        </p>
      )}
      {entries.map((entry) => (
        <div class="code-option">
          <label>
            <input type="radio" name="code" value={entry.code} checked={state.typed('code') === entry.code} required />
            <span>{labelOf(entry, words)}</span>
          </label>
          <div class="code-meaning">
            <p>{entry[`definition_${language}`]}</p>
            {(entry[`example_${language}`] ?? entry[`includes_${language}`] ?? entry[`excludes_${language}`]) && (
              <details>
                <summary>
                  {t('coding.unit.more')}
                  <span class="visually-hidden">: {labelOf(entry, words)}</span>
                </summary>
                <EntryTexts entry={entry} words={words} fields={['example', 'includes', 'excludes']} />
              </details>
            )}
          </div>
        </div>
      ))}
      <div class="code-option">
        <label>
          <input
            type="radio"
            name="code"
            value={cannotBeCoded}
            checked={state.typed('code') === cannotBeCoded}
            required
          />
          <span>{t('coding.unit.cannot')}</span>
        </label>
        <p class="code-meaning">{t('coding.unit.cannot-text')}</p>
      </div>
    </fieldset>
  )
}

type AnswerProps = Omit<ChoiceProps, 'legend'> & { action: string; unit: CodingUnit; sources: readonly Source[] }

/** The form of a coder. */
export function AnswerForm({ action, unit, entries, state, sources, words }: AnswerProps) {
  const { t } = words
  const field = (name: string) => ({ name, value: state.typed(name), error: state.errors[name] })
  return (
    <form method="post" action={action} class="fields">
      <CodeChoice {...{ entries, state, words }} legend={t('coding.unit.choose')} />
      <TextField
        {...field('missing')}
        label={t('coding.unit.missing')}
        hint={t('coding.unit.missing-hint')}
        maxlength={1000}
      />
      {unit.source === null && !unit.isSealed && (
        <fieldset class="fields">
          <legend>{t('coding.unit.passage')}</legend>
          <TextField {...field('passage')} label={t('coding.unit.passage-text')} rows={4} maxlength={4000} />
          <TextField
            {...field('source')}
            label={t('proposals.field.cited')}
            hint={t('proposals.cited.hint')}
            suggestions={sources
              .filter(({ visibility }) => visibility === 'public')
              .map((source) => ({
                value: source.id,
                label: [sourceLabel(source, words), source.title].filter(Boolean).join(': '),
              }))}
            maxlength={200}
          />
          <TextField
            {...field('locator')}
            label={t('proposals.field.locator')}
            hint={t('proposals.cited.locator-hint')}
            maxlength={200}
          />
        </fieldset>
      )}
      <TextField
        {...field('remark')}
        label={t('coding.unit.remark')}
        hint={t('coding.unit.remark-hint')}
        rows={2}
        maxlength={1000}
      />
      <div class="buttons">
        <button type="submit" class="button" name="go" value="next">
          {t('coding.unit.save-next')}
        </button>
        <button type="submit" class="button plain" name="go" value="stay">
          {t('coding.unit.save')}
        </button>
      </div>
    </form>
  )
}

type SaidProps = {
  codings: readonly Coding[]
  entries: readonly CodebookEntry[]
  sources: ReadonlyMap<string, Source>
  words: Words
}

/** What every coder has said of the unit. */
export function SaidByAll({ codings, entries, sources, words }: SaidProps) {
  const { t } = words
  return (
    <DataTable
      t={t}
      caption={t('coding.unit.said')}
      rows={codings}
      columns={[
        {
          key: 'coder',
          header: t('coding.coder.title'),
          cell: ({ coder }) => t('coding.coder.number', { number: coder }),
        },
        { key: 'code', header: t('coding.unit.code'), cell: ({ code }) => codeName(code, entries, words) },
        { key: 'missing', header: t('coding.unit.missing'), cell: ({ missing }) => missing },
        {
          key: 'passage',
          header: t('coding.unit.passage'),
          cell: ({ passage, source, locator }) =>
            source && (
              <>
                <span class="as-typed">{passage}</span>{' '}
                <SourcePlace source={source} locator={locator} sources={sources} words={words} />
              </>
            ),
        },
        { key: 'remark', header: t('coding.unit.remark'), cell: ({ remark }) => remark },
      ]}
    />
  )
}

/** The label of a code by the version of the round; null is said as what cannot be coded. */
export function codeName(code: string | null, entries: readonly CodebookEntry[], words: Words): string {
  if (code === null) return words.t('coding.unit.cannot')
  const entry = entries.find((one) => one.code === code)
  return entry ? labelOf(entry, words) : code
}

type DecisionProps = Omit<ChoiceProps, 'legend'> & { action: string; decided: Adjudication | undefined }

/** The form of somebody who decides on a disagreement. */
export function DecisionForm({ action, entries, state, decided, words }: DecisionProps) {
  const { t } = words
  return (
    <form method="post" action={action} class="fields">
      <input type="hidden" name="seen" value={decidedAt(decided)} />
      {decided?.name && <p class="quiet">{t('coding.decision.by', { name: decided.name })}</p>}
      <CodeChoice {...{ entries, state, words }} legend={t('coding.decision.choose')} />
      <TextField
        name="note"
        label={t('coding.decision.note')}
        hint={t('coding.decision.note-hint')}
        value={state.typed('note')}
        error={state.errors.note}
        rows={3}
        maxlength={1000}
        required
      />
      <div class="buttons">
        <button type="submit" class="button">
          {t('coding.decision.save')}
        </button>
      </div>
    </form>
  )
}
