// How do others see the cooperations of this register? Read from the copies of their editions, and never into a table of ours: what others
// hold is no fact here, and counts nowhere.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Reader } from '#platform/db/database.ts'
import type { FactRow } from '#platform/db/versions.ts'
import {
  describeArchive,
  homeCountries,
  listCooperations,
  outlineOf,
  readArchiveRows,
  type Census,
  type Cooperation,
  type CooperationEvent,
  type Fault,
  type Standing,
} from '#register/index.ts'
import { listEditions, type ListedEdition } from './edition.queries.ts'
import { compareViews, type ComparedViews, type ViewActor, type ViewedCooperation } from './other-view.rules.ts'

export type OtherRegister = {
  /** The name of its folder. */
  host: string
  /** The newest edition of it that lies here. */
  edition: ListedEdition
  /** Where its bodies are at home; empty where its tables cannot be read. */
  countries: readonly string[]
  compared: readonly ComparedViews[]
  /** What is wrong with its tables; with any fault, nothing is compared. */
  faults: readonly Fault[]
}

type OtherView = { cooperations: readonly ViewedCooperation[]; countries: readonly string[]; faults: readonly Fault[] }

export type OtherRegisters = (reader: Reader, standing: Standing) => Promise<OtherRegister[]>

/** So many cooperations of ours are asked for at once: with all that hangs on them they are much larger than what is compared. */
const atOnce = 500

/**
 * `mirrors` holds a folder for each site. The comparison with each is kept for as long as its edition and our revision are the same:
 * neither changes.
 */
export function openOtherRegisters(mirrors: string): OtherRegisters {
  const kept = new Map<string, { key: string; compared: Promise<OtherRegister> }>()

  return async (reader, standing) => {
    const hosts: string[] = await readdir(mirrors).catch(() => [])
    const registers: OtherRegister[] = []
    for (const host of hosts.toSorted()) {
      const [edition] = await listEditions(join(mirrors, host))
      if (!edition) continue
      const key = `${edition.folder} ${edition.recordedAt} ${standing.revision}`
      const last = kept.get(host)
      const compared = last?.key === key ? last.compared : compareWith(reader, standing, host, edition)
      kept.set(host, { key, compared })
      // What could not be read may be mended by the next time.
      const forget = () => kept.delete(host)
      compared.then(({ faults }) => faults.length > 0 && forget(), forget)
      registers.push(await compared)
    }
    return registers
  }
}

async function compareWith(
  reader: Reader,
  { census, asOf }: Standing,
  host: string,
  edition: ListedEdition,
): Promise<OtherRegister> {
  const { cooperations: theirs, countries, faults } = await readView(reader, edition, homeCountries(census))
  const nos = countries.flatMap((country) => rowsOfCounterpart(census, country)).map((row) => census.no[row] ?? 0)
  const ours: ViewedCooperation[] = []
  for (let from = 0; from < nos.length; from += atOnce)
    for (const own of await listCooperations(reader, nos.slice(from, from + atOnce), asOf))
      ours.push(viewOf(own, census))
  return { host, edition, countries, faults, compared: compareViews(ours, theirs, census.actors.rows) }
}

function rowsOfCounterpart({ actors, counterpart, rows }: Census, country: string): number[] {
  return Array.from({ length: rows }, (_, row) => row).filter(
    (row) => actors.rows[counterpart[row] ?? -1]?.country === country,
  )
}

function viewOf(own: Cooperation, { actors }: Census): ViewedCooperation {
  const actor = (id: string): ViewActor => {
    const found = actors.rows[actors.codeOf.get(id) ?? -1]
    if (!found) throw new Error(`The census has no actor ${id}`)
    return found
  }
  const { status, established, ended } = outlineOf(own)
  const { id, kind } = own
  return { id, kind, home: actor(own.home), counterpart: actor(own.counterpart), status, established, ended }
}

/** What the edition holds as standing of cooperations with `homes`, without the versions of before. */
async function readView(reader: Reader, { folder }: ListedEdition, homes: readonly string[]): Promise<OtherView> {
  const resources = await describeArchive(reader)
  const faults: Fault[] = []
  async function* standingRows(resource: string): AsyncGenerator<FactRow> {
    for await (const row of readArchiveRows(join(folder, 'data/package'), resource, resources, faults))
      if (row.recorded_to === null) yield row
  }

  const actorOf = new Map<string, ViewActor>()
  for await (const row of standingRows('actors')) actorOf.set(text(row.id), actorIn(row))
  const countries = new Set<string>()
  const shared: { row: FactRow; home: ViewActor; counterpart: ViewActor }[] = []
  const eventsOf = new Map<string, CooperationEvent[]>()
  for await (const row of standingRows('cooperations')) {
    const [home, counterpart] = [actorOf.get(text(row.home)), actorOf.get(text(row.counterpart))]
    if (!home || !counterpart) continue
    countries.add(home.country)
    if (!homes.includes(counterpart.country)) continue
    shared.push({ row, home, counterpart })
    eventsOf.set(text(row.id), [])
  }
  for await (const row of standingRows('events')) eventsOf.get(text(row.cooperation))?.push(eventIn(row))
  if (faults.length > 0) return { cooperations: [], countries: [], faults }

  const cooperations = shared.map(({ row, home, counterpart }) => {
    const events = eventsOf.get(text(row.id)) ?? []
    const { status, established, ended } = outlineOf({ events, standing: 'asserted', conflicts: 0 })
    return { id: text(row.id), kind: text(row.kind), home, counterpart, status, established, ended }
  })
  return { cooperations, countries: [...countries].toSorted(), faults }
}

const text = (cell: FactRow[string] | undefined): string => String(cell ?? '')
const textOrNull = (cell: FactRow[string] | undefined): string | null => (cell ? String(cell) : null)

function actorIn(row: FactRow): ViewActor {
  return {
    id: text(row.id),
    kind: text(row.kind),
    country: text(row.country),
    nameSv: text(row.name_sv),
    nameEn: text(row.name_en),
    scbCode: textOrNull(row.scb_code),
    gbt2260: textOrNull(row.gbt2260),
    iso31662: textOrNull(row.iso3166_2),
  }
}

/** Rows were held to the rules of packages when they were read: codes are those that we know. */
function eventIn(row: FactRow): CooperationEvent {
  return {
    id: text(row.id),
    kind: text(row.kind) as CooperationEvent['kind'],
    date: textOrNull(row.date),
    agreement: textOrNull(row.agreement),
    rank: text(row.rank) as CooperationEvent['rank'],
    initiator: text(row.initiator) as CooperationEvent['initiator'],
    formality: text(row.formality) as CooperationEvent['formality'],
    bodySv: textOrNull(row.body_sv),
    bodyEn: textOrNull(row.body_en),
    diaryNumber: textOrNull(row.diary_number),
    noteSv: textOrNull(row.note_sv),
    noteEn: textOrNull(row.note_en),
  }
}
