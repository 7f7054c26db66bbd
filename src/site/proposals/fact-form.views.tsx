// The form about one fact: its fields, who says so, and why it is changed.
import type { Source } from '#evidence/index.ts'
import {
  factFields, type Census, type FactField, type StandingFact,
} from '#register/index.ts' // prettier-ignore
import { SelectField, TextField, type TextFieldProps } from '#ui/controls/fields.tsx'
import { actorName, countriesByName, sourceLabel } from '../frame/naming.views.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { columnLabel, valueInWords } from './fact-words.views.tsx'
import { isNewCooperation, type FormPlace, type Refusal } from './fact-draft.queries.ts'
import { additionPath, likenessRoot } from './proposal.paths.ts'

/** What the fields hold and what is wrong with them; `now` says what has come between in a field. */
export type FormState = {
  typed: (name: string) => string
  errors: Partial<Record<string, Refusal>>
  notes: Partial<Record<string, string>>
}

type FormProps = {
  words: Words
  census: Census
  place: FormPlace
  state: FormState
  action: string
  /** Sources that are cited already, to choose from. */
  sources: readonly Source[]
  /** Agreements of the cooperation. */
  agreements: readonly StandingFact[]
  /** ISO 3166-1 alpha-2 codes. */
  countries: readonly string[]
  hidden: Readonly<Record<string, string>>
}

export function FactForm({ words, census, place, state, action, sources, agreements, countries, hidden }: FormProps) {
  const { t } = words
  const field = { words, census, state }
  const { resource } = place
  const citable = !['actors', 'sources'].includes(resource)
  return (
    <draft-keeper notice={t('proposals.draft.restored')} discard={t('proposals.draft.discard')}>
      <alike-names {...alikeAttributes(words)} sort={place.act === 'add' ? resource : undefined}>
        <form method="post" action={action} class="fields">
          {Object.entries(hidden).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {isNewCooperation(place) && (
            <>
              <Party {...field} name="home" />
              <Party {...field} name="counterpart" />
              <p>
                <a href={words.at(additionPath('actors'))}>{t('proposals.links.add-actor')}</a>
              </p>
              <Plain {...field} name="established" hint={t('proposals.hint.date')} maxlength={40} required />
            </>
          )}
          {(factFields[resource] as readonly FactField[]).map((one) => (
            <Column {...field} field={one} {...{ resource, agreements, countries }} name={one.column} />
          ))}
          {citable && (
            <CitedFields
              {...field}
              sources={sources}
              hint={t(place.act === 'add' ? 'proposals.cited.needed' : 'proposals.cited.optional')}
              hasStance={place.act === 'change'}
            />
          )}
          <MessageField {...field} />
          <ShowButton t={t} />
        </form>
      </alike-names>
    </draft-keeper>
  )
}

/** What the island needs that lists what is there already. */
export function alikeAttributes({ t, today }: Words) {
  return {
    href: today(likenessRoot),
    'title-text': t('proposals.alike.title'),
    'use-text': t('proposals.alike.use'),
  }
}

type CitedProps = FieldProps & { sources: readonly Source[]; hint: string; hasStance?: boolean }

/** Who says so: a source that the register has, or a new one. */
export function CitedFields({ sources, hint, hasStance, ...field }: CitedProps) {
  const { words, state } = field
  const { t } = words
  return (
    <fieldset class="fields">
      <legend>{t('proposals.cited.title')}</legend>
      <p class="field-hint">{hint}</p>
      <Plain
        {...field}
        name="cited"
        hint={t('proposals.cited.hint')}
        suggestions={sources.map((source) => ({
          value: source.id,
          label: [sourceLabel(source, words), source.title].filter(Boolean).join(': '),
        }))}
      />
      <Plain {...field} name="locator" hint={t('proposals.cited.locator-hint')} />
      {hasStance && (
        <SelectField
          name="cited-stance"
          label={t('proposals.field.cited-stance')}
          options={words.vocabulary.codes('fact_stance').map(({ code }) => ({
            value: code,
            label: words.vocabulary.label('fact_stance', code),
            chosen: state.typed('cited-stance') === code,
          }))}
        />
      )}
      <details open={factFields.sources.some(({ column }) => column !== 'kind' && state.typed(`source.${column}`))}>
        <summary>{t('proposals.cited.new')}</summary>
        <div class="fields">
          {(factFields.sources as readonly FactField[])
            .filter(({ column }) => newSourceColumns.includes(column))
            .map((one) => (
              <Column
                {...field}
                field={one}
                resource="sources"
                agreements={[]}
                countries={[]}
                name={`source.${one.column}`}
              />
            ))}
        </div>
      </details>
    </fieldset>
  )
}

/** Nothing is sent before the change has been looked at. */
export function ShowButton({ t }: { t: Words['t'] }) {
  return (
    <div class="buttons">
      <button type="submit" class="button" name="step" value="show">
        {t('proposals.form.show')}
      </button>
    </div>
  )
}

export function MessageField(field: FieldProps) {
  return (
    <Plain
      {...field}
      name="message"
      hint={field.words.t('proposals.hint.message')}
      rows={3}
      maxlength={1000}
      required
    />
  )
}

/** What a new source is told by when it comes with a fact; the rest can be added on its own page. */
const newSourceColumns: readonly string[] = ['kind', 'title', 'author', 'publisher', 'date', 'diary_number', 'url']

type FieldProps = { words: Words; census: Census; state: FormState }

function Party({ name, ...props }: FieldProps & { name: 'home' | 'counterpart' }) {
  const { words, census } = props
  const codes = [...new Set(name === 'home' ? census.home : census.counterpart)].slice(0, 500)
  return (
    <Plain
      {...props}
      name={name}
      hint={words.t(`proposals.hint.${name}`)}
      suggestions={codes.flatMap((code) => {
        const actor = census.actors.rows[code]
        return actor ? [{ value: actorName(actor, words.language), label: actor.nameLocal ?? actor.id }] : []
      })}
      required
    />
  )
}

type PlainName = 'home' | 'counterpart' | 'established' | 'cited' | 'locator' | 'message'

function Plain({
  words,
  state,
  name,
  ...rest
}: Omit<FieldProps, 'census'> & { name: PlainName } & Omit<TextFieldProps, 'name' | 'label' | 'value' | 'error'>) {
  return (
    <TextField
      {...rest}
      name={name}
      label={words.t(`proposals.field.${name}`)}
      value={state.typed(name)}
      error={errorText(state, name, words)}
      autocomplete="off"
    />
  )
}

type ColumnProps = FieldProps & {
  field: FactField
  resource: FormPlace['resource']
  agreements: readonly StandingFact[]
  countries: readonly string[]
  name: string
}

/** The field of a column. */
export function Column({ words, census, state, field, resource, agreements, countries, name }: ColumnProps) {
  const { t, vocabulary } = words
  const { column, kind } = field
  const shared = {
    name,
    id: `field-${name.replace('.', '-')}`,
    label: columnLabel(column, words),
    error: errorText(state, name, words),
    required: field.isRequired,
  }
  const chosen = state.typed(name)
  const options =
    kind === 'code'
      ? vocabulary.codes(field.scheme).map(({ code }) => ({ value: code, label: vocabulary.label(field.scheme, code) }))
      : kind === 'among'
        ? agreements.map(({ id }) => ({ value: id, label: String(valueInWords(resource, column, id, words, census)) }))
        : kind === 'country'
          ? countriesByName(countries, words)
          : undefined
  if (options) {
    const none = kind === 'code' ? [] : [{ value: '', label: t('proposals.diff.nothing') }]
    return (
      <SelectField
        {...shared}
        options={[...none, ...options].map((option) => ({ ...option, chosen: option.value === chosen }))}
      />
    )
  }
  const hinted = ['date', 'language', 'day', 'whole', 'url', 'degrees'] as const
  const hint = hinted.find((one) => one === kind)
  return (
    <TextField
      {...shared}
      value={chosen}
      hint={hint && t(`proposals.hint.${hint}`)}
      rows={kind === 'long' ? 3 : undefined}
      inputmode={kind === 'whole' ? 'numeric' : kind === 'url' ? 'url' : undefined}
      maxlength={2000}
      autocomplete="off"
    />
  )
}

function errorText({ errors, notes }: FormState, name: string, words: Words): string | undefined {
  const refusal = errors[name]
  return refusal ? fieldRefusalInWords(refusal, words) : notes[name]
}

export function fieldRefusalInWords(refusal: Refusal, { t, language }: Words): string {
  if (typeof refusal === 'string') return t(`proposals.error.${refusal}`)
  if ('party' in refusal) {
    const near = refusal.near.map((actor) => `${actorName(actor, language)} (${actor.id})`).join(', ')
    const parts = [
      t(`accounts.organisation.actor-${refusal.party}`),
      near ? t('accounts.organisation.actor-near', { near }) : '',
    ]
    return parts.filter(Boolean).join(' ')
  }
  return t(`proposals.error.source-${refusal.source}`, { near: refusal.near.join(', ') || '–' })
}
