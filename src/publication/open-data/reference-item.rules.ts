// The books of the register as they leave through the API: countries, counties, datasets, versions of the codebook.
import { z } from 'zod'
import {
  entryFields, type CodebookEntry, type CodebookVersion, type Country, type County, type Dataset, type RegimeStretch,
} from '#register/index.ts' // prettier-ignore
import { bilingual, type Base } from './item.rules.ts'

const m49 = z.object({ code: z.string(), name: z.object({ sv: z.string().nullable(), en: z.string().nullable() }) })

export const countrySchema = z.object({
  code: z.string().meta({ description: 'ISO 3166-1 alpha-2.' }),
  alpha3: z.string(),
  numeric: z.string(),
  name: bilingual,
  region: m49.nullable().meta({ description: 'Part of the world (UN M49).' }),
  subregion: m49.nullable(),
  cooperations: z.int().meta({ description: 'Number of cooperations with counterparts there.' }),
  url: z.url(),
})

export const countryWithRegimesSchema = countrySchema.extend({
  regimes: z
    .array(z.object({ from: z.int(), to: z.int(), regime: z.string() }))
    .meta({ description: 'Years, both included, and the code of the regime type in them; CC BY-SA 4.0.' }),
})

export const countySchema = z.object({
  country: z.string(),
  code: z.string().meta({ description: 'National code, as in `county` of the filters.' }),
  name: bilingual,
  iso3166_2: z.string().nullable(),
})

export const datasetSchema = z.object({
  id: z.string(),
  version: z.string(),
  title: bilingual,
  licence: z.string().meta({ description: 'SPDX identifier.' }),
  covers: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable(),
})

export const codebookVersionSchema = z.object({
  number: z.int(),
  published_at: z.iso.datetime().nullable(),
  revision: z.int().nullable().meta({ description: 'Revision of the register that it came with.' }),
  note: z.object({ sv: z.string().nullable(), en: z.string().nullable() }),
  url: z.url(),
})

const text = z.object({ sv: z.string().nullable(), en: z.string().nullable() })
export const codebookVersionWithCodesSchema = codebookVersionSchema.extend({
  codes: z.array(
    z.object({ scheme: z.string(), code: z.string(), label: text, definition: text, example: text, includes: text, excludes: text }),
  ),
}) // prettier-ignore

export function describeCountry({ url }: Base, country: Country, cooperations: number): z.infer<typeof countrySchema> {
  const part = (code: string | null, sv: string | null, en: string | null) =>
    code === null ? null : { code, name: { sv, en } }
  return {
    code: country.code,
    alpha3: country.alpha3,
    numeric: country.numeric,
    name: { sv: country.name_sv, en: country.name_en },
    region: part(country.m49_region_code, country.m49_region_sv, country.m49_region_en),
    subregion: part(country.m49_subregion_code, country.m49_subregion_sv, country.m49_subregion_en),
    cooperations,
    url: `${url}/countries/${country.code}`,
  }
}

export function describeRegimes(stretches: readonly RegimeStretch[]) {
  return stretches.map(({ from, to, regime }) => ({ from, to, regime }))
}

export function describeCounty(county: County): z.infer<typeof countySchema> {
  const { country, code, name_sv: sv, name_en: en, iso3166_2 } = county
  return { country, code, name: { sv, en }, iso3166_2 }
}

export function describeDataset(dataset: Dataset): z.infer<typeof datasetSchema> {
  const { id, version, title_sv: sv, title_en: en, licence, covers_from: from, covers_to: to } = dataset
  return { id, version, title: { sv, en }, licence, covers: from && to ? { from, to } : null }
}

export function describeCodebookVersion(
  { url }: Base,
  version: CodebookVersion,
): z.infer<typeof codebookVersionSchema> {
  const { number, publishedAt, revision, noteSv, noteEn } = version
  return {
    number,
    published_at: publishedAt?.toISOString() ?? null,
    revision,
    note: { sv: noteSv, en: noteEn },
    url: `${url}/codebook/versions/${number}`,
  }
}

export function describeEntry(entry: CodebookEntry): z.infer<typeof codebookVersionWithCodesSchema>['codes'][number] {
  const said = (field: (typeof entryFields)[number]) => ({ sv: entry[`${field}_sv`], en: entry[`${field}_en`] })
  return {
    scheme: entry.scheme,
    code: entry.code,
    label: said('label'),
    definition: said('definition'),
    example: said('example'),
    includes: said('includes'),
    excludes: said('excludes'),
  }
}
