// What may somebody have meant whose words found nothing? Names of actors that differ by a slip or two.
import { distance } from 'fastest-levenshtein'
import { foldWords } from '../cooperations/folding.rules.ts'
import type { Actor } from '../actors/actor.rules.ts'
import type { Census } from './census.rules.ts'

const most = 5

/** Actors that have cooperations and whose name, or its first word, is near one of the words; the nearest first. */
export function suggestActors(census: Census, text: string): Actor[] {
  const words = foldWords(text)
    .split(' ')
    .filter((word) => word.length >= 4)
  if (words.length === 0) return []
  const parties = new Set([...census.home, ...census.counterpart])
  return [...parties]
    .flatMap((code) => {
      const actor = census.actors.rows[code]
      if (!actor) return []
      const names = [actor.sortName, actor.nameSv, actor.nameEn, actor.nameRomanised ?? '', ...actor.former].flatMap(
        wordsOfName,
      )
      const slips = Math.min(...words.flatMap((word) => names.map((name) => distance(word, name) - allowance(word))))
      return slips <= 0 ? [{ actor, slips }] : []
    })
    .toSorted((a, b) => a.slips - b.slips || (a.actor.id < b.actor.id ? -1 : 1))
    .slice(0, most)
    .map(({ actor }) => actor)
}

/** A long word may hold two slips, a short one but one. */
function allowance(word: string): number {
  return word.length >= 7 ? 2 : 1
}

function wordsOfName(name: string): string[] {
  return foldWords(name)
    .split(' ')
    .filter((word) => word.length >= 4)
}
