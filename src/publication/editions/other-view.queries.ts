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
  readArchive,
  type Census,
  type Cooperation,
  type CooperationEvent,
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
  /** How many faults its tables have; with any, nothing is compared. */
  faults: number
}

type OtherView = { cooperations: readonly ViewedCooperation[]; countries: readonly string[]; faults: number }

export type OtherRegisters = (reader: Reader, standing: Standing) => Promise<OtherRegister[]>

const readTables = ['actors', 'cooperations', 'events']

/** `mirrors` holds a folder for each site. What has been read of an edition is kept: it never changes. */
export function openOtherRegisters(mirrors: string): OtherRegisters {
  const views = new Map<string, OtherView>()

  return async (reader, standing) => {
    const hosts: string[] = await readdir(mirrors).catch(() => [])
    const registers: OtherRegister[] = []
    for (const host of hosts.toSorted()) {
      const [edition] = await listEditions(join(mirrors, host))
      if (!edition) continue
      const key = `${edition.folder} ${edition.recordedAt}`
      const view = views.get(key) ?? (await readView(reader, edition))
      views.set(key, view)
      registers.push(await compareWith(reader, standing, { host, edition, view }))
    }
    return registers
  }
}

async function compareWith(
  reader: Reader,
  { census, asOf }: Standing,
  { host, edition, view }: { host: string; edition: ListedEdition; view: OtherView },
): Promise<OtherRegister> {
  const { countries, faults } = view
  const homes = homeCountries(census)
  const theirs = view.cooperations.filter(({ counterpart }) => homes.includes(counterpart.country))
  const nos = countries.flatMap((country) => rowsOfCounterpart(census, country)).map((row) => census.no[row] ?? 0)
  const ours = (await listCooperations(reader, nos, asOf)).map((own) => viewOf(own, census))
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

/** What the edition holds as standing, without the versions of before. */
async function readView(reader: Reader, { folder }: ListedEdition): Promise<OtherView> {
  const { tables, faults } = readArchive(join(folder, 'data/package'), await describeArchive(reader), readTables)
  if (faults.length > 0) return { cooperations: [], countries: [], faults: faults.length }
  const [actors = [], cooperations = [], events = []] = readTables.map((name) =>
    (tables.find(({ table }) => table.resource === name)?.rows ?? []).filter((row) => row.recorded_to === null),
  )
  const actorOf = new Map(actors.map((row) => [text(row.id), actorIn(row)]))
  const eventsOf = Map.groupBy(events, (row) => text(row.cooperation))
  const viewed = cooperations.flatMap((row) => {
    const [home, counterpart] = [actorOf.get(text(row.home)), actorOf.get(text(row.counterpart))]
    if (!home || !counterpart) return []
    const held = (eventsOf.get(text(row.id)) ?? []).map(eventIn)
    const { status, established, ended } = outlineOf({ events: held, standing: 'asserted', conflicts: 0 })
    return [{ id: text(row.id), kind: text(row.kind), home, counterpart, status, established, ended }]
  })
  return { cooperations: viewed, countries: [...new Set(viewed.map(({ home }) => home.country))].toSorted(), faults: 0 }
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
