// Minutes in a folder, with what a person has read out of them: NAME.txt, pages parted by form feeds, and gold.json.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { eventKinds } from '../cooperations/status.rules.ts'
import type { Passage } from './flat-text.rules.ts'
import type { Gold } from './reading-measure.rules.ts'

const goldSchema = z.record(
  z.string(),
  z.array(
    z.strictObject({
      home: z.string(),
      counterpart: z.string(),
      kind: z.enum(eventKinds),
      date: z.iso.date(),
      diary_number: z.string(),
      passage: z.string().min(1),
    }),
  ),
)

export type ReadMinutesFile = { name: string; pages: string[]; gold: Gold[] }

/** @throws Error that names the file where the gold has no such minutes, or a passage stands in none or several places. */
export function readMinutesFolder(folder: string): ReadMinutesFile[] {
  const goldFile = join(folder, 'gold.json')
  const gold = existsSync(goldFile) ? goldSchema.parse(JSON.parse(readFileSync(goldFile, 'utf8'))) : {}
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt')).toSorted() // prettier-ignore
  for (const name of Object.keys(gold)) {
    if (!files.includes(`${name}.txt`)) throw new Error(`${goldFile} tells of ${name}.txt, which is not there`)
  }
  return files.map((file) => {
    const name = file.slice(0, -'.txt'.length)
    const pages = pagesOf(readFileSync(join(folder, file), 'utf8'))
    const decisions = (gold[name] ?? []).map(({ diary_number: diaryNumber, passage, ...told }) => ({
      ...told,
      diaryNumber,
      passage: placeOf(passage, pages, join(folder, file)),
    }))
    return { name, pages, gold: decisions }
  })
}

/** Pages of plain text are parted by form feeds, as programs that read PDF files write them. */
export function pagesOf(text: string): string[] {
  return text.replaceAll('\r\n', '\n').split('\f')
}

function placeOf(words: string, pages: readonly string[], file: string): Passage {
  const places = pages.flatMap((page, index) => {
    const start = page.indexOf(words)
    const isOnce = start >= 0 && !page.includes(words, start + 1)
    return start < 0 ? [] : [{ page: index + 1, start, end: start + words.length, isOnce }]
  })
  const [place, other] = places
  if (!place || other || !place.isOnce) throw new Error(`${file} should hold “${words}” once`)
  return { page: place.page, start: place.start, end: place.end }
}
