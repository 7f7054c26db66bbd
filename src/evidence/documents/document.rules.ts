// What is a document, and where in its text does a passage stand?
import type { Visibility } from '../sources/source.rules.ts'

export const documentStates = ['handed_in', 'accepted', 'refused', 'withdrawn'] as const
export type DocumentState = (typeof documentStates)[number]

/** What a document may be: one of a source under seal is kept elsewhere. */
export const documentVisibilities = ['public', 'members'] as const
export type DocumentVisibility = (typeof documentVisibilities)[number]

export type Document = {
  id: number
  source: string
  /** SHA-256 of its bytes. */
  file: string
  name: string
  mediaType: string
  bytes: number
  hasPages: boolean
  /** What the file says of itself, a line each; for curators. */
  carries: string
  pages: number
  /** As a curator has chosen it; `shownTo` is what counts. */
  visibility: DocumentVisibility
  sourceVisibility: Visibility
  state: DocumentState
  origin: 'upload' | 'web'
  url: string | null
  person: string | null
  organisation: string
  handedInAt: Date
}

export type DocumentStep = {
  act: 'handed_in' | 'accepted' | 'refused' | 'withdrawn' | 'visibility_changed'
  person: string | null
  /** Of that person, if they still have an account. */
  name: string | null
  said: string | null
  at: Date
}

/** Words of a page that a citation rests on. */
export type Passage = {
  id: number
  document: number
  page: number
  quote: string
  citation: string
  factId: string
}

const widths: readonly Visibility[] = ['sealed', 'members', 'public']

/** The narrower of two: a document is never shown to more than may see its source. */
export function narrower(one: Visibility, other: Visibility): Visibility {
  return widths.indexOf(one) < widths.indexOf(other) ? one : other
}

export const mostQuoted = 2000

/**
 * Where the words stand in the text, white space aside and hyphens at the ends of lines kept: places of the first sign
 * and behind the last. Undefined where they do not.
 */
export function findPassage(text: string, quote: string): { from: number; to: number } | undefined {
  const wanted = flatten(quote.trim())
  if (wanted.flat === '') return undefined
  const { flat, places } = flatten(text)
  const found = flat.indexOf(wanted.flat)
  if (found === -1) return undefined
  return { from: places[found]!, to: places[found + wanted.flat.length - 1]! + 1 }
}

/** One space for each stretch of white space, and where each sign stood. */
function flatten(text: string): { flat: string; places: number[] } {
  const places: number[] = []
  let flat = ''
  for (let at = 0; at < text.length; at += 1) {
    const sign = /\s/.test(text[at]!) ? ' ' : text[at]!
    if (sign === ' ' && flat.endsWith(' ')) continue
    flat += sign
    places.push(at)
  }
  return { flat, places }
}

export type Stretch = { text: string; passages: readonly number[] }

/** The text cut wherever a passage begins or ends; each stretch with the passages that it belongs to. */
export function markPassages(text: string, passages: readonly Pick<Passage, 'id' | 'quote'>[]): Stretch[] {
  const places = passages.flatMap(({ id, quote }) => {
    const place = findPassage(text, quote)
    return place ? [{ id, ...place }] : []
  })
  const cuts = [...new Set([0, text.length, ...places.flatMap(({ from, to }) => [from, to])])].toSorted((a, b) => a - b)
  return cuts.slice(0, -1).map((cut, index) => ({
    text: text.slice(cut, cuts[index + 1]),
    passages: places.filter(({ from, to }) => from <= cut && cut < to).map(({ id }) => id),
  }))
}
