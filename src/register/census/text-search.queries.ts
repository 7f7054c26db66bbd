// What does a reader's free text find? Every word must be found in the home actor, the counterpart, a place that
// either lies in, or the cooperation's own words.
import { sql } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import { foldWords, isUnspaced } from '../cooperations/folding.rules.ts'
import type { Census } from './census.rules.ts'
import { rowsOfParty } from './parties.rules.ts'

/** Which actors and cooperations (by `no`, ascending) one word was found in. */
export type WordMatch = { actors: Uint8Array; nos: Int32Array }

/** A set for each word of the text; an empty text finds everything and gives no words. */
export async function findWords(reader: Reader, census: Census, text: string): Promise<WordMatch[]> {
  const matches: WordMatch[] = []
  for (const word of wordsOf(text)) matches.push(await findWord(reader, census, word))
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
  const folded = foldWords(word)
  const parts = folded.split(' ')
  // The beginning of a name is enough to find it. Running text is matched by whole words: there “mora” must not find
  // every moral argument.
  const beginnings = parts.map((part) => `${part}:*`).join(' & ')
  const found = isUnspaced(word)
    ? sql`script like ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`}`
    : sql`words @@ (plainto_tsquery('swedish', ${word}) || plainto_tsquery('swedish', ${folded})
        || plainto_tsquery('english', ${word}) || to_tsquery('simple', ${parts.join(' & ')}))
        or (subject = 'actor' and words @@ to_tsquery('simple', ${beginnings}))`
  const { rows } = await sql<{ actors: string | null; nos: string | null }>`
    select string_agg(id, ',') filter (where subject = 'actor') as actors,
           string_agg(no::text, ',' order by no) filter (where subject = 'cooperation') as nos
    from register.search_text where ${found}`.execute(reader)
  const { actors = null, nos = null } = rows[0] ?? {}
  return {
    actors: withDescendants(census, actors === null ? [] : actors.split(',')),
    nos: nos === null ? new Int32Array() : Int32Array.from(nos.split(','), Number),
  }
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
  let row = 0
  for (const no of nos) {
    while (row < census.rows && (census.no[row] as number) < no) row += 1
    if (census.no[row] === no) found[row] = 1
  }
  return found
}
