// The names that minutes are read with: those of every actor that the register knows.
import type { Reader } from '#platform/db/database.ts'
import { listActorNames } from '../actors/actor.queries.ts'
import type { Census } from '../census/census.rules.ts'
import { openNameBook, type NameBook } from './name-book.rules.ts'

export async function readNameBook(reader: Reader, census: Census): Promise<NameBook> {
  const { rows } = census.actors
  const idOf = (code: number) => rows[code]?.id ?? ''
  const homes = new Set([...new Set(census.home)].map(idOf))
  const pairs = new Set(Array.from(census.home, (home, at) => `${idOf(home)} ${idOf(census.counterpart[at] ?? -1)}`))
  return openNameBook({ actors: rows, names: await listActorNames(reader), homes, pairs })
}
