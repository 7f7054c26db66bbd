// All SQL that reads lists, their runs and what was found in their files.
import { sql, type Generated } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import { listActorNames, listActors } from '../actors/actor.queries.ts'
import { listActorRedirects } from '../actors/actor-redirect.queries.ts'
import { listCountries } from '../codebook/codebook.queries.ts'
import { openCountryReader } from './country-name.rules.ts'
import type { ImportColumns } from './import-columns.rules.ts'
import type { FindingKind, ImportFinding, ImportGround } from './import-plan.rules.ts'
import type {
  ImportList,
  ImportRun,
  ImportSummary,
  RunFault,
  RunState,
  StandingPair,
  StandingPlace,
} from './import.rules.ts'
import { readLand } from './land.queries.ts'
import { openMatchBook, type MatchBook, type MatchOption } from './place-match.rules.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.import_list': {
      id: Generated<number>
      title: string
      url: string | null
      licence: string | null
      columns: ImportColumns | null
      person: string | null
      created_at: Date
    }
    'register.import_run': {
      id: Generated<number>
      list: number
      state: RunState
      file_name: string
      file_hash: string
      file: Buffer | null
      columns: ImportColumns
      summary: ImportSummary | null
      fault: RunFault | null
      total: Generated<number>
      written: Generated<number>
      added: Generated<number>
      same: Generated<number>
      changed: Generated<number>
      gone: Generated<number>
      person: string | null
      created_at: Date
      finished_at: Date | null
      claimed_by: string | null
      claimed_at: Date | null
    }
    'register.import_finding': {
      run: number
      no: number
      row: number
      kind: FindingKind
      side: 1 | 2 | null
      text: string
      detail: string | null
    }
    'register.import_place': {
      id: Generated<number>
      list: number
      key: string
      name: string
      country_name: string
      country: string | null
      lat: number | null
      lon: number | null
      code: string | null
      actor: string | null
      match: 'matched' | 'unsure' | 'none'
      score: number
      options: MatchOption[]
      ruled_by: string | null
      ruled_at: Date | null
      run: number
      changed_run: number
    }
    'register.import_candidate': {
      id: Generated<number>
      list: number
      key: string
      place_a: number
      place_b: number
      has_ended: boolean
      row: number
      is_mutual: boolean
      is_listed: boolean
      run: number
    }
  }
}

const runColumns = [
  'id', 'list', 'state', 'file_name as fileName', 'file_hash as fileHash', 'columns', 'summary', 'fault', 'total',
  'written', 'added', 'same', 'changed', 'gone', 'created_at as createdAt', 'finished_at as finishedAt',
] as const // prettier-ignore
const listColumns = ['id', 'title', 'url', 'licence', 'columns'] as const

/** Every list with how many candidates it has, and how many of its places a person is to rule on. */
export function listImportLists(reader: Reader): Promise<(ImportList & { candidates: number; unsure: number })[]> {
  return reader
    .selectFrom('register.import_list as l')
    .select(listColumns.map((column) => `l.${column}` as const))
    .select((eb) => [
      eb
        .selectFrom('register.import_candidate as c')
        .whereRef('c.list', '=', 'l.id')
        .where('c.is_listed', '=', true)
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .$asScalar()
        .$notNull()
        .as('candidates'),
      eb
        .selectFrom('register.import_place as p')
        .whereRef('p.list', '=', 'l.id')
        .where('p.match', '=', 'unsure')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .$asScalar()
        .$notNull()
        .as('unsure'),
    ]) // prettier-ignore
    .orderBy('l.title')
    .execute()
}

export function findImportList(reader: Reader, id: number): Promise<ImportList | undefined> {
  return reader.selectFrom('register.import_list').where('id', '=', id).select(listColumns).executeTakeFirst()
}

export function findImportListNamed(reader: Reader, title: string): Promise<ImportList | undefined> {
  return reader.selectFrom('register.import_list').where('title', '=', title).select(listColumns).executeTakeFirst()
}

/** Runs of one list, or of all, the latest first. */
export function listImportRuns(reader: Reader, list?: number): Promise<ImportRun[]> {
  const runs = reader.selectFrom('register.import_run').select(runColumns).orderBy('id', 'desc').limit(100)
  return (list === undefined ? runs : runs.where('list', '=', list)).execute()
}

export function findImportRun(reader: Reader, id: number): Promise<ImportRun | undefined> {
  return reader.selectFrom('register.import_run').where('id', '=', id).select(runColumns).executeTakeFirst()
}

/** The file of a run as it came; undefined once the run is over. */
export async function findImportFile(reader: Reader, id: number): Promise<Uint8Array | undefined> {
  const found = await reader.selectFrom('register.import_run').where('id', '=', id).select('file').executeTakeFirst()
  return found?.file ?? undefined
}

/** A page of what was found, by row; `kind` for one sort only. */
export function listImportFindings(
  reader: Reader,
  run: number,
  { kind, after = 0, limit }: { kind?: FindingKind; after?: number; limit: number },
): Promise<(ImportFinding & { no: number })[]> {
  let query = reader.selectFrom('register.import_finding').where('run', '=', run).where('no', '>', after)
  if (kind) query = query.where('kind', '=', kind)
  return query.select(['no', 'row', 'kind', 'side', 'text', 'detail']).orderBy('no').limit(limit).execute()
}

/** What the list has already. */
export async function readStandingList(
  reader: Reader,
  list: number,
): Promise<{ pairs: StandingPair[]; places: StandingPlace[] }> {
  const pairs = await reader
    .selectFrom('register.import_candidate')
    .where('list', '=', list)
    .select(['key', 'has_ended as hasEnded', 'is_mutual as isMutual', 'is_listed as isListed'])
    .execute()
  const places = await reader
    .selectFrom('register.import_place')
    .where('list', '=', list)
    .select(['key', 'name', 'country_name as countryName', 'country', 'code', 'lat', 'lon', 'actor', 'match'])
    .select(sql<boolean>`ruled_at is not null`.as('isRuled'))
    .execute()
  return { pairs, places }
}

/** What lists are read and matched with: the actors, countries and outlines of land as they stand. */
export async function readImportGround(reader: Reader): Promise<ImportGround> {
  const countries = await listCountries(reader)
  return {
    book: await readMatchBook(reader),
    readCountry: openCountryReader(countries),
    land: await readLand(countries),
  }
}

/** The actors of the register by what they are called. */
export async function readMatchBook(reader: Reader): Promise<MatchBook> {
  return openMatchBook(await listActors(reader), await listActorNames(reader), await listActorRedirects(reader))
}
