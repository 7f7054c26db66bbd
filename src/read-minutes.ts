// How well are minutes read? Reads those of a folder with the names of a data package, and measures them where gold.json
// says what a person has read.
import type { Opened } from './compare.ts'
import {
  measuredFields, measureReading, precisionOf, readMinutes, readMinutesFolder, readNameBook, recallOf, type Reading,
  type Tally,
} from './register/index.ts' // prettier-ignore

/** What is suggested of the minutes in each file, and how well that is; `reading` has no wanted ones without a gold.json. */
export async function readFolder({ database, standing }: Opened, folder: string) {
  const book = await readNameBook(database.reader, standing.census)
  const files = readMinutesFolder(folder).map((file) => ({ ...file, suggestions: readMinutes(file.pages, book) }))
  return { files, reading: measureReading(files) }
}

const titles: Record<(typeof measuredFields)[number] | 'decision', string> = {
  home: 'actor',
  counterpart: 'counterpart',
  kind: 'kind of decision',
  date: 'date',
  diaryNumber: 'diary number',
  passage: 'passage',
  decision: 'decision, all of these',
}

/** A table in Markdown: right of suggested, right of what there is. */
export function readingTable(reading: Reading): string[] {
  const share = (part: number | undefined, right: number, of: number) =>
    part === undefined ? '–' : `${part.toFixed(2)} (${right} of ${of})`
  const line = (title: string, tally: Tally) =>
    `| ${title} | ${share(precisionOf(tally), tally.right, tally.suggested)} | ${share(recallOf(tally), tally.right, tally.wanted)} |`
  return [
    '| field | precision | recall |',
    '| --- | --- | --- |',
    ...([...measuredFields, 'decision'] as const).map((field) => line(titles[field], reading[field])),
  ]
}
