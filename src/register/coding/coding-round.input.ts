// From what somebody has written to a round with its units, or to a code of one unit, or what is wrong with each field.
import { parse } from 'csv-parse/sync'
import type { CodedScheme } from '../codebook/codebook-version.rules.ts'
import type { Answer, CodingUnit } from './coding-round.rules.ts'

const longest = { title: 120, text: 4000, locator: 200, short: 1000 }
export const mostUnits = 300

/** What is wrong with a field. */
export type CodingFault = 'missing' | 'too-long' | 'one-of-two' | 'no-code'

/** A line of the field for units: its number, and what is wrong with it. */
export type UnitFault = {
  line: number
  fault: 'no-fact' | 'no-source' | 'no-source-named' | 'sealed' | 'twice' | 'too-long'
}

/** `lines`: the line of each unit. */
export type ReadUnits = { units: CodingUnit[]; lines: number[]; faults: UnitFault[] } | { unreadable: string }

/**
 * One unit a line: identifier of the event or cooperation, source, locator, passage, with tabs between, as a spreadsheet
 * copies them, or upright lines.
 */
export function readUnits(text: string): ReadUnits {
  let rows: { record: string[]; info: { lines: number } }[]
  const delimiter = text.includes('\t') ? '\t' : '|'
  try {
    rows = parse(text, {
      delimiter,
      info: true,
      columns: false,
      // Spreadsheets put quotation marks around cells of several lines; elsewhere they belong to the text.
      quote: delimiter === '\t' ? '"' : false,
      relax_quotes: true,
      relax_column_count: true,
      trim: true,
      skip_records_with_empty_values: true,
    }) as unknown as typeof rows
  } catch (error) {
    return { unreadable: error instanceof Error ? error.message : String(error) }
  }
  const units = rows.map(({ record: [factId = '', source, locator, ...rest] }, index): CodingUnit => ({
    position: index + 1,
    factId: factId.normalize('NFC'),
    source: source || null,
    locator: locator || null,
    // The text is the last, so that it may hold what separates the others.
    passage: rest.join(` ${delimiter} `).normalize('NFC').trim() || null,
    isSealed: false,
  }))
  const seen = new Set<string>()
  const faults = units.flatMap((unit, index): UnitFault[] => {
    const line = rows[index]?.info.lines ?? 0
    const key = JSON.stringify({ ...unit, position: 0 })
    const isTwice = seen.size === seen.add(key).size
    if (isTwice) return [{ line, fault: 'twice' }]
    if (!unit.source && (unit.locator || unit.passage)) return [{ line, fault: 'no-source-named' }]
    const isLong = (unit.passage?.length ?? 0) > longest.text || (unit.locator?.length ?? 0) > longest.locator
    return isLong ? [{ line, fault: 'too-long' }] : []
  })
  return { units, lines: rows.map(({ info }) => info.lines), faults }
}

/** The lines that `readUnits` reads as these units. */
export function writeUnits(units: readonly CodingUnit[]): string {
  return units
    .map(({ factId, source, locator, passage }) =>
      [factId, source, locator, passage]
        .map((cell) => cell ?? '')
        .join(' | ')
        .replace(/[ |]+$/, ''),
    )
    .join('\n')
}

export type RoundForm = {
  title: string
  instructions: string | null
  scheme: CodedScheme
  codebookVersion: number
  isPublic: boolean
  /** accounts.person.id of each. */
  coders: string[]
}

type Typed = (name: string) => string

/** A text of several lines as it is kept; null where nothing is written. */
function written(text: string): string | null {
  return text.normalize('NFC').replaceAll('\r\n', '\n').trim() || null
}

export function readRoundTexts(typed: Typed): {
  values: Pick<RoundForm, 'title' | 'instructions'>
  errors: Partial<Record<'title' | 'instructions', CodingFault>>
} {
  const title = (written(typed('title')) ?? '').replaceAll(/\s+/g, ' ')
  const instructions = written(typed('instructions'))
  const errors: Partial<Record<'title' | 'instructions', CodingFault>> = {}
  if (!title) errors.title = 'missing'
  else if (title.length > longest.title) errors.title = 'too-long'
  if ((instructions?.length ?? 0) > longest.text) errors.instructions = 'too-long'
  return { values: { title, instructions }, errors }
}

/** How a form says that a unit cannot be coded. No code is called so: codes have no hyphen at their beginning. */
export const cannotBeCoded = '-'

export type AnswerErrors = Partial<
  Record<'code' | 'missing' | 'passage' | 'source' | 'locator' | 'remark', CodingFault>
>

/** `source` is as it was written and still has to be found. */
export function readAnswer(
  typed: Typed,
  unit: Pick<CodingUnit, 'source' | 'isSealed'>,
  codes: readonly string[],
): { answer: Answer; errors: AnswerErrors } {
  const chosen = typed('code')
  const isMissing = chosen === cannotBeCoded
  const missing = written(typed('missing'))
  const findsPassage = unit.source === null && !unit.isSealed && !isMissing
  const answer: Answer = {
    code: isMissing ? null : chosen,
    missing: isMissing ? missing : null,
    source: findsPassage ? written(typed('source')) : null,
    locator: findsPassage ? written(typed('locator')) : null,
    passage: findsPassage ? written(typed('passage')) : null,
    remark: written(typed('remark')),
  }
  const errors: AnswerErrors = {}
  if (!chosen) errors.code = 'missing'
  else if (!isMissing && !codes.includes(chosen)) errors.code = 'no-code'
  if (isMissing && !missing) errors.missing = 'missing'
  // Nothing of what somebody wrote is dropped without a word.
  if (chosen && !isMissing && missing) errors.missing = 'one-of-two'
  if (findsPassage && !answer.passage) errors.passage = 'missing'
  if (findsPassage && !answer.source) errors.source = 'missing'
  if ((answer.passage?.length ?? 0) > longest.text) errors.passage = 'too-long'
  if ((answer.locator?.length ?? 0) > longest.locator) errors.locator = 'too-long'
  if ((answer.missing?.length ?? 0) > longest.short) errors.missing = 'too-long'
  if ((answer.remark?.length ?? 0) > longest.short) errors.remark = 'too-long'
  return { answer, errors }
}

export function readAdjudication(
  typed: Typed,
  codes: readonly string[],
): { value: { code: string | null; note: string }; errors: Partial<Record<'code' | 'note', CodingFault>> } {
  const chosen = typed('code')
  const note = written(typed('note')) ?? ''
  const errors: Partial<Record<'code' | 'note', CodingFault>> = {}
  if (!chosen) errors.code = 'missing'
  else if (chosen !== cannotBeCoded && !codes.includes(chosen)) errors.code = 'no-code'
  if (!note) errors.note = 'missing'
  else if (note.length > longest.short) errors.note = 'too-long'
  return { value: { code: chosen === cannotBeCoded ? null : chosen, note }, errors }
}
