// A report and the figures of its text as they leave through the API.
import { z } from 'zod'
import type { Language } from '#platform/i18n/language.ts'
import type { SettledReport } from './report-settling.rules.ts'

export const reportSchema = z.object({
  id: z.string(),
  language: z.enum(['sv', 'en']),
  title: z.string(),
  subtitle: z.string().nullable(),
  author: z.string(),
  date: z.string(),
  url: z.url(),
  pdf: z.url(),
  docx: z.url(),
})

export const reportWithFiguresSchema = reportSchema.extend({
  faults: z.int().meta({ description: 'Numbers that the register gives otherwise than the report was written with.' }),
  figures: z.array(
    z.object({
      index: z.int().meta({ description: 'From 1 through the report.' }),
      section: z.string().meta({ description: 'Number of the section; empty before the first.' }),
      label: z.string().meta({ description: 'What is counted.' }),
      text: z.string().meta({ description: 'As it stands in the text.' }),
      rule: z.string(),
      decisive: z.array(z.string()),
      source: z.string(),
      rows: z.string().nullable().meta({ description: 'Address of the rows behind it.' }),
    }),
  ),
})

type Named = { id: string; language: Language; url: string }

export function describeReport(
  { id, language, url }: Named,
  { document }: SettledReport,
): z.infer<typeof reportSchema> {
  const page = `${url}/${language}/report/${id}`
  const { title, subtitle, author, date } = document
  return { id, language, title, subtitle: subtitle ?? null, author, date, url: page, pdf: `${page}.pdf`, docx: `${page}.docx` } // prettier-ignore
}

export function describeReportFigures(
  named: Named,
  settled: SettledReport,
  faults: number,
): z.infer<typeof reportWithFiguresSchema> {
  // prettier-ignore
  return {
    ...describeReport(named, settled),
    faults,
    figures: settled.values.map(({ index, section, label, text, rule, decisive, source, href }) => ({
      index,
      section,
      label,
      text,
      rule,
      decisive: [...decisive],
      source,
      rows: href ? new URL(href, named.url).href : null,
    })),
  }
}
