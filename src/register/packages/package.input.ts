// Reads a data package from a folder: rows by resource, and every fault with its file, line and column.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { citationRow, edtfText, identifier, sourceRow } from '#evidence/index.ts'
import type { FactRow } from '#platform/db/versions.ts'
import { eventKinds } from '../cooperations/status.rules.ts'

/** `line` is the line in the file, the header being line 1; absent when the fault is the file's as a whole. */
export type Fault = { file: string; line?: number; column?: string; message: string; code?: FaultCode }

/** Faults that a person who fills in a form can make; the pages say them in the reader's language. */
export type FaultCode =
  | 'taken'
  | 'no-such'
  | 'no-code'
  | 'in-itself'
  | 'other-cooperation'
  | 'pair-taken'
  | 'same-actor'
  | 'never-began'
  | 'ends-too-soon'
  | 'uncited'
  | 'sealed'

const text = z.string().trim().min(1).nullable()
const required = z.string('must not be empty').trim().min(1, 'must not be empty')
const whole = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).nullable()
const year = z
  .string()
  .regex(/^\d{4}$/, 'must be a year of four digits')
  .transform(Number)
const degrees = (limit: number) =>
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, 'must be a decimal number of degrees')
    .transform(Number)
    .refine((value) => Math.abs(value) <= limit, `must lie between -${limit} and ${limit}`)
    .nullable()
const countryCode = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code')
// A longer one would not fit beside a line in a chart.
const chartTitle = required.max(28, 'must have at most 28 characters')
const notes = { note_sv: text, note_en: text }

/** One schema a resource; the keys are the columns, in the order of the files. */
export const resourceSchemas = {
  countries: z.strictObject({
    code: countryCode,
    alpha3: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 3166-1 alpha-3 code'),
    numeric: z.string().regex(/^\d{3}$/, 'must be three digits'),
    name_sv: required,
    name_en: required,
    m49_region_code: text,
    m49_region_sv: text,
    m49_region_en: text,
    m49_subregion_code: text,
    m49_subregion_sv: text,
    m49_subregion_en: text,
  }),
  counties: z.strictObject({
    code: z.string().regex(/^\d{2}$/, 'must be two digits'),
    name_sv: required,
    name_en: required,
    iso3166_2: z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'must be an ISO 3166-2 code'),
  }),
  codebook: z.strictObject({
    scheme: required,
    code: z.string().regex(/^[a-zA-Z0-9_-]+$/, 'must be letters, digits, _ and -'),
    label_sv: required,
    label_en: required,
    definition_sv: required,
    definition_en: required,
    example_sv: text,
    example_en: text,
    includes_sv: text,
    includes_en: text,
    excludes_sv: text,
    excludes_en: text,
    sort: z.string().regex(/^\d+$/, 'must be a whole number').transform(Number),
  }),
  regimes: z.strictObject({ country: countryCode, from_year: year, to_year: year, regime: required }),
  actors: z.strictObject({
    id: identifier,
    kind: required,
    country: countryCode,
    parent: identifier.nullable(),
    name_sv: required,
    name_en: required,
    name_local: text,
    name_romanised: text,
    sort_name: required,
    scb_code: z
      .string()
      .regex(/^\d{2}(\d{2})?$/, 'must be two or four digits')
      .nullable(),
    gbt2260: z
      .string()
      .regex(/^\d{6}$/, 'must be six digits')
      .nullable(),
    iso3166_2: z
      .string()
      .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'must be an ISO 3166-2 code')
      .nullable(),
    county: z
      .string()
      .regex(/^\d{2}$/, 'must be two digits')
      .nullable(),
    lat: degrees(90),
    lon: degrees(180),
  }),
  actor_names: z.strictObject({ actor: identifier, name: required, lang: text, type: required, ...notes }),
  actor_redirects: z.strictObject({
    id: identifier,
    kind: z.enum(['merged', 'split']),
    from_actor: identifier,
    to_actor: identifier,
  }),
  cooperations: z.strictObject({
    id: identifier,
    home: identifier,
    counterpart: identifier,
    kind: required,
    designation: text,
    designation_lang: text,
    standing: z.enum(['asserted', 'disputed']),
    appendix_row: whole,
    ...notes,
  }),
  agreements: z.strictObject({
    id: identifier,
    cooperation: identifier,
    layer: required,
    designation: text,
    designation_lang: text,
    signed: edtfText.nullable(),
    term: required,
    renewal_months: whole,
    notice_months: whole,
    parent: identifier.nullable(),
    ...notes,
  }),
  events: z.strictObject({
    id: identifier,
    cooperation: identifier,
    agreement: identifier.nullable(),
    kind: z.enum(eventKinds),
    date: edtfText.nullable(),
    initiator: required,
    formality: required,
    rank: z.enum(['preferred', 'normal', 'deprecated']),
    body_sv: text,
    body_en: text,
    diary_number: text,
    ...notes,
  }),
  reasons: z.strictObject({
    id: identifier,
    event: identifier,
    code: required,
    stance: required,
    stated_by_sv: text,
    stated_by_en: text,
    ...notes,
  }),
  sources: sourceRow,
  citations: citationRow,
  conflicts: z.strictObject({
    id: identifier,
    subject_table: z.enum(['cooperation', 'register', 'actor']),
    subject_id: identifier.nullable(),
    title_sv: required,
    title_en: required,
    ruling_sv: required,
    ruling_en: required,
  }),
  statements: z.strictObject({
    id: identifier,
    conflict: identifier,
    says_sv: required,
    says_en: required,
    value: text,
    rank: z.enum(['preferred', 'normal', 'deprecated']),
    source: identifier,
    locator: text,
    event: identifier.nullable(),
  }),
  context_events: z.strictObject({
    id: identifier,
    date: edtfText,
    title_sv: chartTitle,
    title_en: chartTitle,
    ...notes,
    source: identifier,
    locator: text,
  }),
  claims: z.strictObject({
    id: identifier,
    theme: required,
    locator: required,
    claim_sv: required,
    claim_en: required,
    stated: text,
    comparison: z.enum(['equals', 'more_than', 'less_than', 'about']).nullable(),
    unit: required,
    measure: text,
    parameters: text,
    not_computable_sv: text,
    not_computable_en: text,
  }),
  seal_rulings: z.strictObject({ citation: identifier, ruling_sv: required, ruling_en: required }),
} as const

export type ResourceName = keyof typeof resourceSchemas
export type Row = FactRow & { line: number }

const licences = z.array(z.object({ name: required })).min(1)

const descriptorSchema = z.object({
  name: required,
  title: required,
  title_sv: required.optional(),
  version: required,
  licenses: licences,
  coverage: z.object({ from: z.iso.date(), to: z.iso.date() }).optional(),
  resources: z
    .array(
      z.object({
        name: z.string(),
        path: z.string().regex(/^[A-Za-z0-9_-]+\.csv$/, 'must be a CSV file beside datapackage.json'),
        /** Where a file's terms are others than the package's. */
        licenses: licences.optional(),
        schema: z.object({ fields: z.array(z.object({ name: z.string(), description: z.string().min(1) })) }),
      }),
    )
    .min(1),
})
export type Descriptor = z.infer<typeof descriptorSchema>

export type Package = {
  folder: string
  descriptor: Descriptor
  /** Rows that could be read, by resource. Faulty rows are absent here and named in `faults`. */
  rows: Partial<Record<ResourceName, Row[]>>
  /** SHA-256 over all files: equal packages have equal fingerprints. */
  fingerprint: string
  faults: Fault[]
}

/** Reads the package. It never throws for a fault of the package: the faults are in the answer. */
export function readPackage(folder: string): Package {
  const faults: Fault[] = []
  const descriptor = readDescriptor(folder, faults)
  const rows: Package['rows'] = {}
  for (const resource of descriptor.resources) {
    if (!isResourceName(resource.name)) {
      faults.push({ file: descriptorFile, message: `describes an unknown resource, ${resource.name}` })
      continue
    }
    const path = join(folder, resource.path)
    if (!existsSync(path)) {
      faults.push({ file: resource.path, message: 'is described in datapackage.json but not there' })
      continue
    }
    const content = readFileSync(path, 'utf8')
    const described = resource.schema.fields.map((field) => field.name)
    rows[resource.name] = readRows(resource.name, resource.path, content, described, faults)
  }
  return { folder, descriptor, rows, fingerprint: fingerprintOf(folder, descriptor), faults }
}

/** SHA-256 over all files of a package, and its name: enough to tell whether it is loaded, in a tenth of a reading. */
export function identifyPackage(folder: string): { name: string; fingerprint: string } {
  const descriptor = readDescriptor(folder, [])
  return { name: descriptor.name, fingerprint: fingerprintOf(folder, descriptor) }
}

function fingerprintOf(folder: string, { resources }: Descriptor): string {
  const hash = createHash('sha256')
  for (const file of [descriptorFile, ...resources.map(({ path }) => path)]) {
    const path = join(folder, file)
    if (existsSync(path)) hash.update(readFileSync(path))
  }
  return hash.digest('hex')
}

function isResourceName(name: string): name is ResourceName {
  return Object.hasOwn(resourceSchemas, name)
}

const descriptorFile = 'datapackage.json'

function readDescriptor(folder: string, faults: Fault[]): Descriptor {
  const empty: Descriptor = { name: '', title: '', version: '', licenses: [], resources: [] }
  const file = descriptorFile
  try {
    const content = readFileSync(join(folder, file), 'utf8')
    const parsed = descriptorSchema.safeParse(JSON.parse(content))
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) faults.push({ file, column: issue.path.join('.'), message: issue.message })
  } catch (error) {
    faults.push({ file, message: error instanceof Error ? error.message : String(error) })
  }
  return empty
}

function readRows(name: ResourceName, file: string, content: string, described: string[], faults: Fault[]): Row[] {
  const schema = resourceSchemas[name]
  const columns = Object.keys(schema.shape)
  let header: string[] = []
  let records: { record: Record<string, string>; info: { lines: number } }[]
  try {
    records = parse(content, {
      columns: (names: string[]) => (header = names),
      info: true,
      bom: true,
      skip_empty_lines: true,
    })
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : undefined
    faults.push({ file, line, message: error instanceof Error ? error.message : String(error) })
    return []
  }
  for (const column of columns.filter((c) => !header.includes(c)))
    faults.push({ file, line: 1, column, message: 'is missing' })
  for (const column of header.filter((c) => !columns.includes(c)))
    faults.push({ file, line: 1, column, message: 'is not a column of this file' })
  for (const column of new Set(header.filter((c, index) => header.indexOf(c) !== index)))
    faults.push({ file, line: 1, column, message: 'stands twice' })
  if (described.join() !== header.join())
    faults.push({ file: 'datapackage.json', column: name, message: 'describes other fields than the file has' })

  return records.flatMap(({ record, info }) => {
    const cells = Object.fromEntries(columns.map((column) => [column, record[column] ? record[column] : null]))
    const parsed = schema.safeParse(cells)
    if (parsed.success) return [{ ...(parsed.data as FactRow), line: info.lines }]
    for (const issue of parsed.error.issues) {
      const column = String(issue.path[0] ?? '')
      const missing = cells[column] === null ? 'must not be empty' : `${issue.message}: “${cells[column]}”`
      faults.push({ file, line: info.lines, column, message: missing })
    }
    return []
  })
}
