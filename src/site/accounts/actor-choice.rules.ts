/** Which actor does an administrator mean by what is written in a field? */
import { foldWords, suggestActors, type Actor, type Census } from '#register/index.ts'

export type ActorChoice =
  | { ok: true; actor: string | null }
  /** `near` holds what may have been meant: those of the name when it fits several, or names a slip or two away. */
  | { ok: false; refusal: 'unknown' | 'several'; near: readonly Actor[] }

/**
 * By identifier, national code or name (in either language, romanised, in its own script, or former), whatever the case
 * and accents; nothing written means no actor.
 */
export function chooseActor(census: Census, written: string): ActorChoice {
  const text = written.trim()
  if (!text) return { ok: true, actor: null }
  const { rows, codeOf } = census.actors
  // The identifier of an actor that was merged is the one's that stays.
  const named = rows[codeOf.get(text) ?? -1]
  if (named) return { ok: true, actor: named.id }
  const wanted = foldWords(text)
  const found = rows.filter(
    ({ nameSv, nameEn, sortName, nameRomanised, nameLocal, former, scbCode, gbt2260, iso31662 }) =>
      [nameSv, nameEn, sortName, nameRomanised, nameLocal, ...former].some(
        (name) => name !== null && foldWords(name) === wanted,
      ) || [scbCode, gbt2260, iso31662].includes(text),
  )
  const [only] = found
  if (only && found.length === 1) return { ok: true, actor: only.id }
  return found.length > 1
    ? { ok: false, refusal: 'several', near: found }
    : { ok: false, refusal: 'unknown', near: suggestActors(census, text) }
}
