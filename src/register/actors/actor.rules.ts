// Who can have a cooperation? A public body below the national level, here or abroad.

export type Actor = {
  id: string
  kind: string
  /** ISO 3166-1 alpha-2. */
  country: string
  parent: string | null
  nameSv: string
  nameEn: string
  nameLocal: string | null
  nameRomanised: string | null
  /** Short name for labels and sorting. */
  sortName: string
  scbCode: string | null
  gbt2260: string | null
  iso31662: string | null
  county: string | null
  lat: number | null
  lon: number | null
  /** Names that it had before. */
  former: readonly string[]
  dataset: string
}

/**
 * `merged`: `from` stands no longer, and its addresses lead to `to`. `split`: both stand, and part of what was recorded of
 * `from` is now recorded of `to`. `revision` is the one since which it has been so.
 */
export type ActorRedirect = { kind: 'merged' | 'split'; from: string; to: string; revision: number }

export type ActorName = {
  actor: string
  name: string
  lang: string | null
  type: string
  noteSv: string | null
  noteEn: string | null
}

/** The language tag of an actor's local name, so that browsers and screen readers pick the right script. */
export function localLanguage(country: string): string | undefined {
  return { CN: 'zh-Hans', TW: 'zh-Hant', HK: 'zh-Hant', MO: 'zh-Hant', JP: 'ja', KR: 'ko' }[country]
}
