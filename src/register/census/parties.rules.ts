// Which cooperations is an actor a party to? Looked up, because the page of one must not read a million others.
import type { Census } from './census.rules.ts'

type Index = { offset: Int32Array; rows: Int32Array }

const cache = new WeakMap<Int32Array, Index>()

/** The rows in which the actor stands on that side, ascending. */
export function rowsOfParty(census: Census, side: 'home' | 'counterpart', actor: number): Int32Array {
  const { offset, rows } = indexOf(census[side], census.actors.rows.length)
  return rows.subarray(offset[actor], offset[actor + 1])
}

function indexOf(parties: Int32Array, actors: number): Index {
  const known = cache.get(parties)
  if (known) return known
  const offset = new Int32Array(actors + 1)
  for (const actor of parties) offset[actor + 1] = (offset[actor + 1] as number) + 1
  for (let actor = 0; actor < actors; actor += 1)
    offset[actor + 1] = (offset[actor + 1] as number) + (offset[actor] as number)
  const next = offset.slice()
  const rows = new Int32Array(parties.length)
  parties.forEach((actor, row) => {
    const at = next[actor] as number
    rows[at] = row
    next[actor] = at + 1
  })
  const made = { offset, rows }
  cache.set(parties, made)
  return made
}

/** How many cooperations each actor is a party to, by its code. */
export function cooperationsByActor({
  actors,
  home,
  counterpart,
}: Pick<Census, 'actors' | 'home' | 'counterpart'>): Int32Array {
  const counts = new Int32Array(actors.rows.length)
  for (const column of [home, counterpart]) {
    for (const code of column) counts[code] = (counts[code] ?? 0) + 1
  }
  return counts
}
