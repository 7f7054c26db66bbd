// Reads rows of a package's sources.csv and citations.csv.
import { z } from 'zod'
import { isEdtf } from '#platform/time/edtf.ts'
import { factTables } from '../citations/citation.rules.ts'

const text = z.string().trim().min(1).nullable()
export const identifier = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'must be lower-case letters, digits, . _ and -')
export const edtfText = z
  .string()
  .refine(isEdtf, 'is not a date in EDTF (2002, 2019-04, 2020-08-19, 2019~, [2002..2021])')

export const sourceRow = z.strictObject({
  id: identifier,
  kind: z.string(),
  visibility: z.enum(['public', 'members', 'sealed']),
  author: text,
  publisher: text,
  title: text,
  container: text,
  date: edtfText.nullable(),
  diary_number: text,
  url: z.url({ protocol: /^https?$/, message: 'is not a web address (http or https)' }).nullable(),
  accessed: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, YYYY-MM-DD')
    .nullable(),
  language: text,
  note_sv: text,
  note_en: text,
})

export const citationRow = z.strictObject({
  id: identifier,
  source: identifier,
  locator: text,
  fact_table: z.enum(factTables),
  fact_id: z.string().min(1),
  stance: z.enum(['supports', 'contradicts']),
  note_sv: text,
  note_en: text,
})
