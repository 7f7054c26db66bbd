// How well are minutes read? Precision and recall of what is suggested against what a person has read, field by field.
import type { EventKind } from '../cooperations/status.rules.ts'
import type { Passage } from './flat-text.rules.ts'
import { isSameDiaryNumber, type Suggestion } from './minutes.rules.ts'

/** What a person reads out of minutes. `passage` is a piece of the deciding words. */
export type Gold = {
  home: string
  counterpart: string
  kind: EventKind
  date: string
  diaryNumber: string
  passage: Passage
}

const measuredFields = ['home', 'counterpart', 'kind', 'date', 'diaryNumber', 'passage'] as const
type MeasuredField = (typeof measuredFields)[number]

/** `right` of `suggested` are as a person read them, of `wanted` that there are. */
export type Tally = { right: number; suggested: number; wanted: number }

export type Reading = Record<MeasuredField | 'decision', Tally>

/**
 * A suggestion belongs to the decision whose passage it overlaps, each to one. A field is right where it says the same as
 * the person; `decision` is right where all fields are. What belongs to no decision counts as suggested and not right.
 */
export function measureReading(
  read: readonly { suggestions: readonly Suggestion[]; gold: readonly Gold[] }[],
): Reading {
  const blank = (): Tally => ({ right: 0, suggested: 0, wanted: 0 })
  const reading: Reading = {
    home: blank(), counterpart: blank(), kind: blank(), date: blank(), diaryNumber: blank(), passage: blank(), decision: blank(),
  } // prettier-ignore
  for (const { suggestions, gold } of read) {
    const left = [...gold]
    for (const field of [...measuredFields, 'decision'] as const) reading[field].wanted += gold.length
    for (const suggestion of suggestions) {
      const at = left.findIndex((one) => overlaps(one.passage, suggestion.passage))
      const meant = at < 0 ? undefined : left.splice(at, 1)[0]
      const right = measuredFields.filter((field) => meant !== undefined && isRight(field, suggestion, meant))
      for (const field of measuredFields) if (suggestion[field] !== undefined) reading[field].suggested += 1
      for (const field of right) reading[field].right += 1
      reading.decision.suggested += 1
      if (right.length === measuredFields.length) reading.decision.right += 1
    }
  }
  return reading
}

function overlaps(a: Passage, b: Passage): boolean {
  return a.page === b.page && a.start < b.end && b.start < a.end
}

function isRight(field: MeasuredField, suggestion: Suggestion, gold: Gold): boolean {
  if (field === 'passage') return overlaps(suggestion.passage, gold.passage)
  const value = suggestion[field]?.value
  if (value === undefined) return false
  return field === 'diaryNumber' ? isSameDiaryNumber(value, gold.diaryNumber) : value === gold[field]
}

/** Of what is suggested, how much is right; undefined where nothing is. */
function precisionOf({ right, suggested }: Tally): number | undefined {
  return suggested === 0 ? undefined : right / suggested
}

/** Of what there is, how much is found; undefined where there is nothing. */
function recallOf({ right, wanted }: Tally): number | undefined {
  return wanted === 0 ? undefined : right / wanted
}

const titles: Record<(typeof measuredFields)[number] | 'decision', string> = {
  home: 'actor',
  counterpart: 'counterpart',
  kind: 'kind of decision',
  date: 'date',
  diaryNumber: 'diary number',
  passage: 'passage',
  decision: 'decision, all of these',
}

/** A table in Markdown: right of suggested, right of what there is. */
export function readingTable(reading: Reading): string[] {
  const share = (part: number | undefined, right: number, of: number) =>
    part === undefined ? '–' : `${part.toFixed(2)} (${right} of ${of})`
  const line = (title: string, tally: Tally) =>
    `| ${title} | ${share(precisionOf(tally), tally.right, tally.suggested)} | ${share(recallOf(tally), tally.right, tally.wanted)} |`
  return [
    '| field | precision | recall |',
    '| --- | --- | --- |',
    ...([...measuredFields, 'decision'] as const).map((field) => line(titles[field], reading[field])),
  ]
}
