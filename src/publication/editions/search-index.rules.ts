// What does the search of an edition look in, and what does it find? As in the running site: the beginning of a word is
// enough, accents and apostrophes do not matter, and a script without spaces is found wherever it stands.
import { distance } from 'fastest-levenshtein'
import { foldWords, isUnspaced } from '#platform/i18n/folding.rules.ts'
import type { PageText } from './static-page.rules.ts'

/** A page: its file from the folder of the language, what it is called, says of itself and holds. */
export type SearchEntry = {
  file: string
  title: string
  description: string
  /** Its title and all its words, folded, each once and with a space before it. */
  name: string
  words: string
  /** What it holds of scripts without spaces. */
  script: string
}

export type SearchHit = Pick<SearchEntry, 'file' | 'title' | 'description'>

export function searchEntry(file: string, { title, description, text }: PageText): SearchEntry {
  const own = title.replace(/ – Samband$/, '')
  const all = `${own} ${description} ${text}`
  return {
    file,
    title: own,
    description,
    name: ` ${foldWords(own)}`,
    words: ` ${[...new Set(foldWords(all).split(' '))].filter((word) => !isUnspaced(word)).join(' ')}`,
    script: [...new Set(all.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu))].join(
      ' ',
    ),
  }
}

/** A classic script: pages from a disk may neither fetch nor import. */
export function writeSearchIndex(entries: readonly SearchEntry[]): string {
  const rows = entries
    .toSorted((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ file, title, description, name, words, script }) => [file, title, description, name, words, script])
  return `globalThis.sambandSearchIndex=${JSON.stringify(rows)}\n`
}

export function readSearchIndex(rows: unknown): SearchEntry[] {
  if (!Array.isArray(rows)) return []
  return rows.map(([file, title, description, name, words, script]: string[]) => ({
    file: file ?? '',
    title: title ?? '',
    description: description ?? '',
    name: name ?? '',
    words: words ?? '',
    script: script ?? '',
  }))
}

/**
 * Pages that hold every word asked for; those whose title does come first. Titles are not in scripts without spaces: there the
 * earlier a page says the word, the more it is about it.
 */
export function findPages(entries: readonly SearchEntry[], asked: string): SearchHit[] {
  const wanted = wordsOf(asked)
  if (wanted.length === 0) return []
  const found = entries.flatMap((entry) => {
    let inTitle = 0
    let lateness = 0
    for (const { folded, run } of wanted) {
      const isThere = run === undefined ? holds(entry.words, folded) : entry.script.includes(run)
      if (!isThere) return []
      if (run === undefined ? holds(entry.name, folded) : entry.title.includes(run)) inTitle += 1
      if (run !== undefined) lateness += entry.script.indexOf(run)
    }
    return [{ entry, inTitle, lateness }]
  })
  return found
    .toSorted((a, b) => b.inTitle - a.inTitle || a.lateness - b.lateness || a.entry.title.length - b.entry.title.length)
    .map(({ entry: { file, title, description } }) => ({ file, title, description }))
}

type Wanted = { folded: string[]; run?: string }

function wordsOf(asked: string): Wanted[] {
  return asked
    .split(/[\s,;]+/)
    .map((word) => ({ folded: foldWords(word).split(' ').filter(Boolean), ...(isUnspaced(word) && { run: word }) }))
    .filter(({ folded }) => folded.length > 0)
    .slice(0, 10)
}

/** “Xi’an” is one word and “Ale-Skövde” two: each part begins a word. */
function holds(words: string, parts: readonly string[]): boolean {
  return parts.every((part) => words.includes(` ${part}`))
}

/** Words of titles that are a slip or two from one that found nothing, the nearest first. */
export function suggestWords(entries: readonly SearchEntry[], asked: string): string[] {
  const known = new Set(entries.flatMap(({ name }) => name.split(' ')))
  const near = wordsOf(asked).flatMap(({ folded: [word = ''] }) => {
    const allowed = word.length >= 7 ? 2 : 1
    if (word.length < 4) return []
    return [...known]
      .filter((one) => one.length >= 4 && Math.abs(one.length - word.length) <= allowed)
      .map((one) => ({ one, slips: distance(one, word) }))
      .filter(({ slips }) => slips > 0 && slips <= allowed)
  })
  return [
    ...new Set(near.toSorted((a, b) => a.slips - b.slips || (a.one < b.one ? -1 : 1)).map(({ one }) => one)),
  ].slice(0, 5)
}
