// What may somebody have meant whose words found nothing, or who is about to add what is there? Names of actors that are
// alike or differ by a slip or two.
import { distance } from 'fastest-levenshtein'
import { foldWords, isUnspaced } from '#platform/i18n/folding.rules.ts'
import type { Actor } from '../actors/actor.rules.ts'
import type { Census } from './census.rules.ts'

const most = 5

/** Shorter words are near to too many. */
const shortest = 4

/** Actors that have cooperations and whose name has a word near one of the text's; the nearest first. */
export function suggestActors(census: Census, text: string): Actor[] {
  const named = namesOf(census)
  const slipsOf = new Map<Actor, number>()
  for (const word of wordsIn(text)) {
    // A long word may hold two slips, a short one but one.
    const allowed = word.length >= 7 ? 2 : 1
    for (let length = word.length - allowed; length <= word.length + allowed; length += 1) {
      for (const { name, letters, actors } of named.get(length) ?? []) {
        const slips = isFar(letters, lettersIn(word), allowed) ? Infinity : distance(word, name) - allowed
        if (slips <= 0) for (const actor of actors) slipsOf.set(actor, Math.min(slips, slipsOf.get(actor) ?? 0))
      }
    }
  }
  return [...slipsOf]
    .toSorted(([a, slips], [b, others]) => slips - others || (a.id < b.id ? -1 : 1))
    .slice(0, most)
    .map(([actor]) => actor)
}

/**
 * Actors, with cooperations or without, that may be what these names or codes are written for: of the same name in any
 * script, of a name that begins so, whose signs hold the others or are held by them, or a slip away. The likest first.
 */
export function actorsLike(census: Census, names: readonly string[]): Actor[] {
  const wanted = names.map((name) => ({ code: name.trim(), run: runOf(name) })).filter(({ run }) => run.length > 1)
  const likeness = (actor: Actor) => Math.max(0, ...wanted.map((name) => likenessOf(actor, name)))
  const found = census.actors.rows
    .map((actor) => ({ actor, likeness: likeness(actor) }))
    .filter((one) => one.likeness > 0)
    .toSorted((a, b) => b.likeness - a.likeness || (a.actor.id < b.actor.id ? -1 : 1))
    .map(({ actor }) => actor)
  return [...new Set([...found, ...suggestActors(census, names.join(' '))])].slice(0, most)
}

/** 3 for the same name or code, 2 for the same name at another level, 1 for one that begins so. */
function likenessOf(actor: Actor, { code, run }: { code: string; run: string }): number {
  const { id, nameSv, nameEn, nameLocal, nameRomanised, sortName, former, scbCode, gbt2260, iso31662 } = actor
  if ([id, scbCode, gbt2260, iso31662].includes(code)) return 3
  const names = [nameSv, nameEn, nameLocal, nameRomanised, sortName, ...former].map((name) => runOf(name ?? ''))
  if (names.includes(run)) return 3
  if (nameLocal !== null && isUnspaced(run)) {
    const [own, other] = [withoutLevel(runOf(nameLocal)), withoutLevel(run)]
    return own === other ? 2 : other.length > 1 && (own.startsWith(other) || other.startsWith(own)) ? 1 : 0
  }
  return run.length >= shortest - 1 && names.some((name) => name.startsWith(run)) ? 1 : 0
}

/** Romanised names are written together or apart as one likes: “Xi an”, “Xi’an”, “Xian”. */
function runOf(name: string): string {
  return foldWords(name).replaceAll(' ', '')
}

/** Without the sign for a city, province, county, district or prefecture at its end. */
function withoutLevel(run: string): string {
  return run.replace(/(?<=..)(?:自治[区州县]|[市省县縣区區州])$/u, '')
}

/** A slip changes at most two of the letters that a word has: that tells most words apart without comparing them. */
function isFar(letters: number, others: number, allowed: number): boolean {
  let [different, slips] = [letters ^ others, 0]
  for (; different !== 0 && slips <= 2 * allowed; slips += 1) different &= different - 1
  return slips > 2 * allowed
}

/** A bit for each letter that there is, two letters or more to a bit. */
function lettersIn(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) & 31)
  return letters
}

/** A word in names, and the actors that have it. */
type Name = { name: string; letters: number; actors: Actor[] }

const cache = new WeakMap<Census, Map<number, Name[]>>()

/** All words in names, by their length. */
function namesOf(census: Census): Map<number, Name[]> {
  const known = cache.get(census)
  if (known) return known
  const byName = new Map<string, Actor[]>()
  for (const code of new Set([...census.home, ...census.counterpart])) {
    const actor = census.actors.rows[code]
    if (!actor) continue
    const { sortName, nameSv, nameEn, nameRomanised, former } = actor
    for (const name of new Set([sortName, nameSv, nameEn, nameRomanised ?? '', ...former].flatMap(wordsIn))) {
      const actors = byName.get(name) ?? []
      byName.set(name, actors)
      actors.push(actor)
    }
  }
  const names = Array.from(byName, ([name, actors]) => ({ name, letters: lettersIn(name), actors }))
  const made = Map.groupBy(names, ({ name }) => name.length)
  cache.set(census, made)
  return made
}

function wordsIn(text: string): string[] {
  return foldWords(text)
    .split(' ')
    .filter((word) => word.length >= shortest)
}
