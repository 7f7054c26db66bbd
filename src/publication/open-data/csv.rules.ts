// The same items as flat tables, for spreadsheets: one column list serves CSV and XLSX.
import { stringify } from 'csv-stringify/sync'
import type { z } from 'zod'
import type { actorSchema, claimSchema, codeSchema, CooperationItem, sourceSchema } from './item.rules.ts'

export type TableColumn<Item> = { name: string; value: (item: Item) => string | number | null }

export const cooperationColumns: readonly TableColumn<CooperationItem>[] = [
  { name: 'id', value: (item) => item.id },
  { name: 'kind', value: (item) => item.kind },
  { name: 'home', value: (item) => item.home.id },
  { name: 'home_kind', value: (item) => item.home.kind },
  { name: 'home_name', value: (item) => item.home.names.sv },
  { name: 'home_code', value: (item) => item.home.codes.scb ?? null },
  { name: 'counterpart', value: (item) => item.counterpart.id },
  { name: 'counterpart_kind', value: (item) => item.counterpart.kind },
  { name: 'counterpart_country', value: (item) => item.counterpart.country },
  { name: 'counterpart_name', value: (item) => item.counterpart.names.en },
  { name: 'counterpart_name_local', value: (item) => item.counterpart.names.local ?? null },
  {
    name: 'counterpart_code',
    value: (item) => item.counterpart.codes.gbt2260 ?? item.counterpart.codes.iso3166_2 ?? null,
  },
  { name: 'designation', value: (item) => item.designation },
  { name: 'established', value: (item) => item.established?.edtf ?? null },
  { name: 'established_earliest', value: (item) => item.established?.earliest ?? null },
  { name: 'established_latest', value: (item) => item.established?.latest ?? null },
  { name: 'ended', value: (item) => item.ended?.edtf ?? null },
  { name: 'ended_earliest', value: (item) => item.ended?.earliest ?? null },
  { name: 'ended_latest', value: (item) => item.ended?.latest ?? null },
  { name: 'status', value: (item) => item.status },
  { name: 'status_since', value: (item) => item.status_since },
  { name: 'ended_by', value: (item) => item.ended_by },
  {
    name: 'reasons',
    value: (item) => item.reasons.map(({ code, stance }) => `${code} (${stance})`).join('; ') || null,
  },
  { name: 'standing', value: (item) => item.standing },
  { name: 'disputed', value: (item) => (item.disputed ? 'yes' : 'no') },
  { name: 'citations', value: (item) => item.citations },
  { name: 'url', value: (item) => item.url },
]

export const actorTableColumns: readonly TableColumn<z.infer<typeof actorSchema>>[] = [
  { name: 'id', value: (actor) => actor.id },
  { name: 'kind', value: (actor) => actor.kind },
  { name: 'country', value: (actor) => actor.country },
  { name: 'parent', value: (actor) => actor.parent },
  { name: 'name_sv', value: (actor) => actor.names.sv },
  { name: 'name_en', value: (actor) => actor.names.en },
  { name: 'name_local', value: (actor) => actor.names.local ?? null },
  { name: 'name_romanised', value: (actor) => actor.names.romanised ?? null },
  { name: 'scb_code', value: (actor) => actor.codes.scb ?? null },
  { name: 'gbt2260', value: (actor) => actor.codes.gbt2260 ?? null },
  { name: 'iso3166_2', value: (actor) => actor.codes.iso3166_2 ?? null },
  { name: 'county', value: (actor) => actor.county },
  { name: 'lat', value: (actor) => actor.coordinates?.lat ?? null },
  { name: 'lon', value: (actor) => actor.coordinates?.lon ?? null },
  { name: 'cooperations', value: (actor) => actor.cooperations },
  { name: 'url', value: (actor) => actor.url },
]

const sourceFields = [
  'id',
  'kind',
  'visibility',
  'author',
  'publisher',
  'title',
  'container',
  'date',
  'diary_number',
  'url',
  'accessed',
  'language',
  'citations',
] as const

export const sourceTableColumns: readonly TableColumn<z.infer<typeof sourceSchema>>[] = sourceFields.map((name) => ({
  name,
  value: (source) => source[name],
}))

export const codeTableColumns: readonly TableColumn<z.infer<typeof codeSchema>>[] = [
  { name: 'scheme', value: (code) => code.scheme },
  { name: 'code', value: (code) => code.code },
  { name: 'label_sv', value: (code) => code.label.sv },
  { name: 'label_en', value: (code) => code.label.en },
  { name: 'definition_sv', value: (code) => code.definition.sv },
  { name: 'definition_en', value: (code) => code.definition.en },
]

export const claimTableColumns: readonly TableColumn<z.infer<typeof claimSchema>>[] = [
  { name: 'id', value: (claim) => claim.id },
  { name: 'source', value: (claim) => claim.source },
  { name: 'locator', value: (claim) => claim.locator },
  { name: 'theme', value: (claim) => claim.theme },
  { name: 'claim_sv', value: (claim) => claim.claim.sv },
  { name: 'claim_en', value: (claim) => claim.claim.en },
  { name: 'stated', value: (claim) => claim.stated },
  { name: 'comparison', value: (claim) => claim.comparison },
  { name: 'unit', value: (claim) => claim.unit },
  { name: 'measure', value: (claim) => claim.measure },
  { name: 'parameters', value: (claim) => claim.parameters },
  { name: 'computed', value: (claim) => claim.computed },
  { name: 'rule', value: (claim) => claim.rule },
  { name: 'verdict', value: (claim) => claim.verdict },
  {
    name: 'holds_under',
    value: (claim) => claim.readings.flatMap(({ rule, holds }) => (holds ? [rule] : [])).join('; ') || null,
  },
]

/** Header row and rows, RFC 4180, LF. Texts that a spreadsheet would run as a formula are made harmless. */
export function writeCsv<Item>(columns: readonly TableColumn<Item>[], items: readonly Item[]): string {
  return stringify(
    items.map((item) => columns.map((column) => column.value(item))),
    { header: true, columns: columns.map((column) => column.name), escape_formulas: true },
  )
}
