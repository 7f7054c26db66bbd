// What does a reader's free text find? Every word must be found in the home actor, the counterpart, a place that
// either lies in, or the cooperation's own words.
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import { packNumbers, unpackNumbers } from '#platform/db/packed-numbers.ts'
import { foldWords, isUnspaced, signsOf } from '#platform/i18n/folding.rules.ts'
import { rowOf, type Census } from './census.rules.ts'
import { rowsOfParty } from './parties.rules.ts'

/** Which actors and cooperations (by `no`) one word was found in. */
export type WordMatch = { actors: Uint8Array; nos: Int32Array }

/** A set for each word of the text; an empty text finds everything and gives no words. */
export async function findWords(reader: Reader, census: Census, text: string): Promise<WordMatch[]> {
  const words = wordsOf(text)
  // The words of the past are not kept.
  if (census.asOf !== undefined && words.length > 0)
    throw new Error('Free text is found in the register as it stands only')
  const matches: WordMatch[] = []
  for (const word of words) matches.push(await findWord(reader, census, word))
  return matches
}

// Ten words are plenty to tell anything apart; more would only cost time.
const maxWords = 10

export function wordsOf(text: string): string[] {
  return text
    .replaceAll('\0', ' ')
    .split(/[\s,;]+/)
    .filter((word) => foldWords(word) !== '')
    .slice(0, maxWords)
}

async function findWord(reader: Reader, census: Census, word: string): Promise<WordMatch> {
  const { inActor, inCooperation } = isUnspaced(word) ? holdingScript(word) : holdingWord(word)
  // A word may stand in thousands: their numbers as bytes, not yet in order, take the server the least time.
  const { rows } = await sql<{ actors: string | null; nos: Uint8Array | null }>`
    select (select string_agg(actor, ',') from register.actor_text where ${inActor}) as actors,
      (select ${packNumbers('cooperation_no')} from register.cooperation_text where ${inCooperation}) as nos`.execute(
    reader,
  )
  const { actors = null, nos = null } = rows[0] ?? {}
  return {
    actors: withDescendants(census, actors === null ? [] : actors.split(',')),
    nos: unpackNumbers(nos),
  }
}

type Condition = RawBuilder<SqlBool>

/**
 * The beginning of a name is enough to find it. Running text is matched by whole words: there “mora” must not find
 * every moral argument.
 */
function holdingWord(word: string): { inActor: Condition; inCooperation: Condition } {
  const folded = foldWords(word)
  const beginnings = folded
    .split(' ')
    .map((part) => `${part}:*`)
    .join(' & ')
  const holds = sql<SqlBool>`words @@ (plainto_tsquery('swedish', ${word}) || plainto_tsquery('swedish', ${folded})
    || plainto_tsquery('english', ${word}) || plainto_tsquery('simple', ${folded}))`
  return { inActor: sql`(${holds} or words @@ to_tsquery('simple', ${beginnings}))`, inCooperation: holds }
}

/** Any run of signs finds what holds it. The index knows single signs and pairs; a longer run is looked for in the rest. */
function holdingScript(run: string): { inActor: Condition; inCooperation: Condition } {
  const holds = sql<SqlBool>`(signs @> ${signsOf(run)}::text[] and strpos(script, ${run}) > 0)`
  return { inActor: holds, inCooperation: holds }
}

/** Who asks for Gansu means Lanzhou too. */
function withDescendants(census: Census, ids: readonly string[]): Uint8Array {
  const { codeOf, parent, rows } = census.actors
  const found = new Uint8Array(rows.length)
  for (const id of ids) found[codeOf.get(id) ?? -1] = 1
  for (let code = 0; code < rows.length; code += 1) {
    for (let up = parent[code] ?? -1; up >= 0 && !found[code]; up = parent[up] ?? -1) if (found[up]) found[code] = 1
  }
  return found
}

/** 1 for every row of the census in which all words were found. */
export function rowsWithWords(census: Census, words: readonly WordMatch[]): Uint8Array {
  const [first, ...rest] = words.map((match) => rowsWithWord(census, match))
  const mask = first ?? new Uint8Array(census.rows).fill(1)
  for (const found of rest) {
    for (let row = 0; row < mask.length; row += 1) mask[row] = (mask[row] as number) & (found[row] as number)
  }
  return mask
}

/** Goes through the rows of the actors found, and no others: most words name few of them. */
function rowsWithWord(census: Census, { actors, nos }: WordMatch): Uint8Array {
  const found = new Uint8Array(census.rows)
  for (let code = actors.indexOf(1); code >= 0; code = actors.indexOf(1, code + 1)) {
    for (const side of ['home', 'counterpart'] as const) {
      const rows = rowsOfParty(census, side, code)
      for (let at = 0; at < rows.length; at += 1) found[rows[at] as number] = 1
    }
  }
  for (let at = 0; at < nos.length; at += 1) {
    const row = rowOf(census, nos[at] as number)
    if (row !== undefined) found[row] = 1
  }
  return found
}
