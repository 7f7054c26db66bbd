import type { Texts } from '#platform/i18n/texts.ts'
import type { Child } from 'hono/jsx'
import { SearchIcon } from './icons.tsx'

type FieldProps = {
  name: string
  label: string
  hint?: string
  /** What is wrong and how to mend it; stands beside the field and is read with it. */
  error?: string
  id?: string
  required?: boolean
}

export type TextFieldProps = FieldProps & {
  value?: string
  type?: 'text' | 'email' | 'url' | 'number' | 'date'
  autocomplete?: string
  maxlength?: number
  inputmode?: 'text' | 'numeric' | 'email' | 'url'
  /** More than one line. */
  rows?: number
  /** To be read and copied, not to be changed. */
  isFixed?: boolean
  /** What may be meant, offered while one types; anything else may be written too. */
  suggestions?: readonly { readonly value: string; readonly label: string }[]
}

/** One line (or `rows` lines) of text. */
export function TextField(props: TextFieldProps) {
  const field = {
    ...described(props),
    name: props.name,
    required: props.required,
    autocomplete: props.autocomplete,
    maxlength: props.maxlength,
    readonly: props.isFixed,
  }
  return (
    <Field {...props}>
      {props.rows ? (
        <textarea {...field} rows={props.rows}>
          {props.value}
        </textarea>
      ) : (
        <input
          {...field}
          type={props.type ?? 'text'}
          value={props.value}
          inputmode={props.inputmode}
          list={props.suggestions && `${idOf(props)}-list`}
        />
      )}
      {props.suggestions && (
        <datalist id={`${idOf(props)}-list`}>
          {props.suggestions.map(({ value, label }) => (
            <option value={value}>{label}</option>
          ))}
        </datalist>
      )}
    </Field>
  )
}

/** A file of the person's own; `accept` helps to find it and promises nothing. */
export function FileField(props: FieldProps & { accept: string }) {
  return (
    <Field {...props}>
      <input {...described(props)} type="file" name={props.name} required={props.required} accept={props.accept} />
    </Field>
  )
}

export type SelectFieldProps = FieldProps & {
  options: readonly { readonly value: string; readonly label: string; readonly chosen?: boolean }[]
}

/** One of a few. */
export function SelectField(props: SelectFieldProps) {
  return (
    <Field {...props}>
      <select {...described(props)} name={props.name} required={props.required}>
        {props.options.map((option) => (
          <option value={option.value} selected={option.chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

export type SearchFieldProps = Omit<FieldProps, 'name' | 'required'> & {
  t: Texts
  name?: string
  value?: string
  /** Where nothing can be looked for; the hint says why. */
  disabled?: boolean
}

/** Free text with its button; stands inside a GET form of the page. */
export function SearchField(props: SearchFieldProps) {
  const field = { ...props, name: props.name ?? 'q' }
  return (
    <Field {...field}>
      <span class="search-box">
        <input
          {...described(field)}
          type="search"
          name={field.name}
          value={props.value}
          maxlength={200}
          autocomplete="off"
          disabled={props.disabled}
        />
        <button type="submit" aria-label={props.t('ui.search.submit')} disabled={props.disabled}>
          <SearchIcon />
        </button>
      </span>
    </Field>
  )
}

function Field(props: FieldProps & { children: Child }) {
  const id = idOf(props)
  return (
    <div class={props.error ? 'field wrong' : 'field'}>
      <label for={id}>{props.label}</label>
      {props.hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.children}
      {props.error && (
        <p class="field-error" id={`${id}-error`}>
          {props.error}
        </p>
      )}
    </div>
  )
}

function idOf(props: FieldProps): string {
  return props.id ?? `field-${props.name}`
}

function described(props: FieldProps) {
  const id = idOf(props)
  const by = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ')
  return { id, 'aria-describedby': by || undefined, 'aria-invalid': props.error ? ('true' as const) : undefined }
}
