// Which reports ship with the program? One folder each in data/reports, with a file for each language.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { languages, type Language } from '#platform/i18n/language.ts'
import { readReport, type ReportRead } from './report.input.ts'

/** A report makes sense beside the data that it speaks of, and is not shown with other data. */
export type ShelvedReport = { id: string; dataset: string; in: Record<Language, ReportRead> }

const shipped = fileURLToPath(new URL('../../../data/reports/', import.meta.url))
const about = z.strictObject({ dataset: z.string().min(1) })

export function reportShelf(folder = shipped): ShelvedReport[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
    .map((id) => {
      const { dataset } = about.parse(JSON.parse(readFileSync(`${folder}/${id}/report.json`, 'utf8')))
      const read = (language: Language) =>
        readReport(readFileSync(`${folder}/${id}/${language}.md`, 'utf8'), `data/reports/${id}/${language}.md`)
      return { id, dataset, in: Object.fromEntries(languages.map((each) => [each, read(each)])) as ShelvedReport['in'] }
    })
}
