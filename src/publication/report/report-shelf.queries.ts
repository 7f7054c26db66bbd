// Which reports ship with the program? One folder each in data/reports, with a file for each language.
import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Language } from '#platform/i18n/language.ts'
import { projectFolder } from '#platform/project.ts'
import { readReport, type ReportRead } from './report.input.ts'

/** A report makes sense beside the data that it speaks of, and is not shown with other data. */
export type ShelvedReport = {
  id: string
  dataset: string
  /** Read when it is first asked for in the language: what starts the program need not wait for it. */
  read: (language: Language) => ReportRead
}

const shipped = `${projectFolder}data/reports`
const about = z.strictObject({ dataset: z.string().min(1) })

export function reportShelf(folder = shipped): ShelvedReport[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
    .map((id) => {
      const { dataset } = about.parse(JSON.parse(readFileSync(`${folder}/${id}/report.json`, 'utf8')))
      const reads = new Map<Language, ReportRead>()
      const read = (language: Language) => {
        const file = `${id}/${language}.md`
        const known =
          reads.get(language) ?? readReport(readFileSync(`${folder}/${file}`, 'utf8'), `data/reports/${file}`)
        reads.set(language, known)
        return known
      }
      return { id, dataset, read }
    })
}
