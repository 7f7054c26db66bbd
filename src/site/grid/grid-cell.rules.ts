// How is a value of a fact written in a cell of the grid, and which value does somebody mean by what stands in one?
import type { FactRow } from '#platform/db/versions.ts'
import { foldWords, type Census, type Vocabulary } from '#register/index.ts'
import { chooseActor } from '../accounts/actor-choice.rules.ts'
import type { Words } from '../frame/frame.views.tsx'
import type { Refusal } from '../proposals/fact-draft.queries.ts'
import type { GridColumn } from './grid-columns.input.ts'

export type CellWords = { words: Words; vocabularies: Readonly<Record<'sv' | 'en', Vocabulary>>; census: Census }

/** The value as people write it: codes by their labels, agreements without the cooperation that they belong to. */
export function cellOf(column: GridColumn, value: FactRow[string] | undefined, { words, census }: CellWords): string {
  if (value === null || value === undefined) return ''
  const text = String(value)
  if (column.kind === 'code' && column.scheme) return words.vocabulary.label(column.scheme, text)
  if (column.kind === 'country') return words.vocabulary.country(text)
  if (column.kind === 'among') return text.slice(text.indexOf('.') + 1)
  if (column.kind === 'actor') {
    const actor = census.actors.rows[census.actors.codeOf.get(text) ?? -1]
    if (!actor) return text
    return words.language === 'sv' ? actor.nameSv : actor.nameEn
  }
  return text
}

/** What may be chosen in a column; anything that means one of them may be written. */
export function choicesIn(column: GridColumn, { words }: CellWords, countries: readonly string[]): string[] {
  if (column.kind === 'code' && column.scheme) {
    const { scheme } = column
    return words.vocabulary.codes(scheme).map(({ code }) => words.vocabulary.label(scheme, code))
  }
  return column.kind === 'country' ? countries.map((code) => words.vocabulary.country(code)) : []
}

export type Meaning = { text: string } | { refusal: Refusal }

/** Codes and countries by code or by label in either language; `cooperation` is what the row hangs on. */
export function meaningOf(
  column: GridColumn,
  written: string,
  cooperation: string,
  { vocabularies, census }: CellWords,
  countries: readonly string[],
): Meaning {
  const text = written.trim()
  if (text === '') return { text }
  const both = Object.values(vocabularies)
  if (column.kind === 'code' && column.scheme) {
    const { scheme } = column
    const codes = vocabularies.sv.codes(scheme).map(({ code }) => code)
    const found = codes.includes(text)
      ? text
      : codes.find((code) => both.some((vocabulary) => isSame(vocabulary.label(scheme, code), text)))
    return found === undefined ? { refusal: 'code' } : { text: found }
  }
  if (column.kind === 'country') {
    const found = countries.find(
      (code) => code === text.toUpperCase() || both.some((vocabulary) => isSame(vocabulary.country(code), text)),
    )
    return found === undefined ? { refusal: 'country' } : { text: found }
  }
  if (column.kind === 'among') return { text: text.includes('.') ? text : `${cooperation}.${text}` }
  if (column.kind === 'actor') {
    const choice = chooseActor(census, text)
    return choice.ok ? { text: choice.actor ?? '' } : { refusal: { party: choice.refusal, near: choice.near } }
  }
  return { text }
}

function isSame(label: string, text: string): boolean {
  return foldWords(label) === foldWords(text)
}
