// Could anybody recognise from what is open who is under seal? Each rule looks at one way in which it has happened.
import { boundsOf } from '#platform/time/edtf.ts'
import type { Secret } from './seal.rules.ts'

/**
 * Something that is or is about to be public. `where` names it, as `citations/c14`. `places` are names of the bodies that it
 * is about, `dates` EDTF, `fields` its texts by column.
 */
export type OpenRow = {
  where: string
  source: string | null
  locator: string | null
  places: readonly string[]
  dates: readonly string[]
  fields: Readonly<Record<string, string>>
}

/** `bodies` counts the home bodies behind each code, `reason/state_conduct`. */
export type Surroundings = { rows: readonly OpenRow[]; bodies: ReadonlyMap<string, number> }

export const findingRules = ['shared-locator', 'name', 'combination', 'same-day', 'small-cell'] as const
export type FindingRule = (typeof findingRules)[number]

/** What was found, and beside which row and column. For `small-cell` the row is the code. */
export type ReidentificationFinding = { rule: FindingRule; row: string; column: string }

/**
 * Fewer bodies than this behind a code, and whoever knows them can guess who spoke. Statistics on people usually draw the line
 * somewhere from three to ten.
 */
export const smallestCell = 5

/** A shorter name stands in texts by chance. */
const shortestName = 4

export function findReidentification(
  secret: Secret,
  codes: readonly string[],
  { rows, bodies }: Surroundings,
): ReidentificationFinding[] {
  return [
    ...rows.flatMap((row) => [
      ...sharedLocators(secret, row),
      ...names(secret, row),
      ...combinations(secret, row),
      ...sameDay(secret, row),
    ]),
    ...smallCells(codes, bodies),
  ]
}

/** Codes that lead to so few bodies that a source behind them is no longer one among many. */
export function smallCells(codes: readonly string[], bodies: ReadonlyMap<string, number>): ReidentificationFinding[] {
  return codes
    .filter((code) => (bodies.get(code) ?? 0) < smallestCell)
    .map((code) => ({ rule: 'small-cell', row: code, column: 'code' }))
}

/**
 * The same place in the same source: one interview footnoted both where a municipality is named and where somebody speaks who
 * asked not to be. A place without a source is taken for the same in any.
 */
function sharedLocators({ locators }: Secret, { where, source, locator }: OpenRow): ReidentificationFinding[] {
  if (locator === null) return []
  const open = wordsIn(locator)
  const isShared = partsOf(locators).some((line) => {
    const [first = '', ...rest] = line.split(/\s+/)
    const own = first === source ? rest.join(' ') : line
    return own !== '' && wordsIn(own) === open
  })
  return isShared ? [{ rule: 'shared-locator', row: where, column: 'locator' }] : []
}

/** The name, the title, the address or the name of a file stands in an open text. */
function names({ person, title, address, files }: Secret, { where, fields }: OpenRow): ReidentificationFinding[] {
  const wanted = [...partsOf(person), title, address, ...partsOf(files).map(withoutEnding)]
    .map(wordsIn)
    .filter((words) => words.length >= shortestName)
  return Object.entries(fields).flatMap(([column, text]) => {
    const open = wordsIn(text)
    return wanted.some((words) => holds(open, words)) ? [{ rule: 'name', row: where, column } as const] : []
  })
}

/** A file may have been converted, and is kept with the ending of what it holds. */
function withoutEnding(file: string): string {
  return file.replace(/(?<=.)\.[A-Za-z0-9]{1,5}$/, '')
}

/** Role, place and date together: few of us are the only one with all three, and whoever is is named by them. */
function combinations({ role, place, date }: Secret, row: OpenRow): ReidentificationFinding[] {
  if (!role || !place || !date || !isAbout(row, place) || !row.dates.some((open) => overlap(open, date))) return []
  const roles = partsOf(role).map(wordsIn)
  return Object.entries(row.fields).flatMap(([column, text]) =>
    roles.some((words) => holds(wordsIn(text), words))
      ? [{ rule: 'combination', row: row.where, column } as const]
      : [],
  )
}

/** The same place on the same day, such as an open e-mail of the day of the conversation. */
function sameDay({ place, date }: Secret, row: OpenRow): ReidentificationFinding[] {
  const day = dayOf(date)
  if (!place || !day || !isAbout(row, place) || !row.dates.some((open) => dayOf(open) === day)) return []
  return [{ rule: 'same-day', row: row.where, column: 'date' }]
}

function isAbout({ places, fields }: OpenRow, place: string): boolean {
  const called = partsOf(place).map(wordsIn)
  const texts = [...places, ...Object.values(fields)].map(wordsIn)
  return called.some((name) => texts.some((text) => holds(text, name)))
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [boundsOf(one), boundsOf(other)]
  if (!a?.earliest || !a.latest || !b?.earliest || !b.latest) return false
  return a.earliest <= b.latest && b.earliest <= a.latest
}

function dayOf(date: string): string | undefined {
  const bounds = boundsOf(date)
  return bounds?.earliest && bounds.earliest === bounds.latest ? bounds.earliest : undefined
}

/** Several of a sort, a line or a semicolon apart. */
function partsOf(text: string): string[] {
  return text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
}

/** Letters and digits in lower case, accents kept, everything else a single space. */
function wordsIn(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Whether the words stand in the text one after the other. A script without spaces is looked for as it is. */
function holds(text: string, words: string): boolean {
  return words !== '' && (` ${text} `.includes(` ${words} `) || (/\p{Script=Han}/u.test(words) && text.includes(words)))
}
