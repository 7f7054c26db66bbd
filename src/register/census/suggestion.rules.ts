// What may somebody have meant whose words found nothing? Names of actors that differ by a slip or two.
import { distance } from 'fastest-levenshtein'
import { foldWords } from '../cooperations/folding.rules.ts'
import type { Actor } from '../actors/actor.rules.ts'
import type { Census } from './census.rules.ts'

const most = 5

/** Shorter words are near to too many. */
const shortest = 4

/** Actors that have cooperations and whose name has a word near one of the text's; the nearest first. */
export function suggestActors(census: Census, text: string): Actor[] {
  const words = wordsIn(text)
  if (words.length === 0) return []
  return namesOf(census)
    .flatMap(({ actor, names }) => {
      const slips = Math.min(...words.flatMap((word) => names.map((name) => slipsBetween(word, name))))
      return slips <= 0 ? [{ actor, slips }] : []
    })
    .toSorted((a, b) => a.slips - b.slips || (a.actor.id < b.actor.id ? -1 : 1))
    .slice(0, most)
    .map(({ actor }) => actor)
}

/** How far the words are beyond what is allowed: a long word may hold two slips, a short one but one. */
function slipsBetween(word: string, name: string): number {
  const allowed = word.length >= 7 ? 2 : 1
  // The difference in length is a lower bound, and far cheaper.
  return Math.abs(word.length - name.length) > allowed ? 1 : distance(word, name) - allowed
}

type Named = { actor: Actor; names: string[] }

const cache = new WeakMap<Census, Named[]>()

function namesOf(census: Census): Named[] {
  const known = cache.get(census)
  if (known) return known
  const made = [...new Set([...census.home, ...census.counterpart])].flatMap((code) => {
    const actor = census.actors.rows[code]
    if (!actor) return []
    const { sortName, nameSv, nameEn, nameRomanised, former } = actor
    return [{ actor, names: [...new Set([sortName, nameSv, nameEn, nameRomanised ?? '', ...former].flatMap(wordsIn))] }]
  })
  cache.set(census, made)
  return made
}

function wordsIn(text: string): string[] {
  return foldWords(text)
    .split(' ')
    .filter((word) => word.length >= shortest)
}
