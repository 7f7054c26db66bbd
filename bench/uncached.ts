// Measures the app itself: each page and answer made anew, in this process, without cache or sockets. A process of
// its own for each register, so that one does not warm, or fill, the other's memory.
//   node … bench/uncached.ts '{"dataFolder": …}' [name of one measure]
import { Hono } from 'hono'
import { createApp } from '../src/app.tsx'
import { editionsFolder, mirrorsFolder, openAccountsOf, openFilesOf, openRegister } from '../src/start.ts'
import { tolerateTextFaults } from '../src/platform/i18n/texts.ts'
import { createLog } from '../src/platform/log.ts'
import { buildAssets } from '../src/ui/assets.ts'
import type { Census } from '#register/index.ts'
import { measureClaims, measurePdf, measureQuestions } from './questions.ts'
import { profileOf, type Profile } from './profile.ts'
import { seededRandom } from './seeded-random.ts'

export type UncachedMeasure = {
  name: string
  /** Milliseconds. */
  median: number
  p90: number
  samples: number
  /** What a bare handler with the same bytes takes in the same process; for what is no page, what the note says. */
  floor: number
  bytes: number
  note?: string
  profile?: Profile
}

// A program that has answered for a while is what readers meet: the compiler of Node is slow to see what is hot, and as many
// pages of four milliseconds as of forty are not as long a while.
const warmUp = 4_000
const wantedSamples = 40
const leastSamples = 5
// A slow moment of the machine is not to meet them all; and what takes seconds each must not hold up the rest.
const shortestMeasure = 1_000
const longestMeasure = 12_000

const config = JSON.parse(process.argv[2] ?? '{}') as { dataFolder: string; databaseUrl?: string }
const only = process.argv[3]
const base = 'http://localhost:3000'
const log = createLog('info')
tolerateTextFaults((fault) => log.error({ err: fault }, 'text cannot be shown'))
const { database, register } = await openRegister({ dataFolder: config.dataFolder, databaseUrl: config.databaseUrl })
const accounts = openAccountsOf(
  database,
  { ...config, secret: undefined, mail: { by: 'none' }, url: base, clientHeader: undefined },
  log,
)
const app = createApp({
  config: { url: base, needsSecondPerson: false, largestFile: 0, sealKeys: [], clientHeader: undefined, apiLimit: 0 },
  log,
  database,
  register,
  accounts,
  assets: await buildAssets(),
  documentChanges: { count: () => 0, add: () => undefined },
  files: openFilesOf({ dataFolder: config.dataFolder, files: undefined }),
  editions: { folder: editionsFolder(config), mirrors: mirrorsFolder(config) },
})

async function ask(fetch: (request: Request) => Response | Promise<Response>, path: string): Promise<ArrayBuffer> {
  const response = await fetch(new Request(base + path))
  if (response.status !== 200)
    throw new Error(`${path} answered ${response.status}: ${(await response.text()).slice(0, 500)}`)
  return response.arrayBuffer()
}

async function measure(name: string, paths: readonly string[]): Promise<UncachedMeasure> {
  let startedAt = performance.now()
  const isLate = (most: number) => performance.now() - startedAt > most
  let body = new ArrayBuffer(0)
  const path = (index: number) => paths[index % paths.length] ?? '/'
  for (let index = 0; !isLate(warmUp); index += 1) body = await ask(app.fetch, path(index))
  const times: number[] = []
  startedAt = performance.now()
  while (
    times.length < leastSamples ||
    ((times.length < Math.max(wantedSamples, paths.length) || !isLate(shortestMeasure)) && !isLate(longestMeasure))
  ) {
    const from = performance.now()
    body = await ask(app.fetch, path(times.length))
    times.push(performance.now() - from)
  }
  const sorted = times.toSorted((a, b) => a - b)
  const profile = await profileOf(async () => {
    startedAt = performance.now()
    for (let index = 0; index < times.length && !isLate(longestMeasure / 3); index += 1)
      await ask(app.fetch, path(index))
  })
  return {
    name,
    median: sorted[sorted.length >> 1] ?? 0,
    p90: sorted[Math.floor(sorted.length * 0.9)] ?? 0,
    samples: sorted.length,
    floor: await measureFloor(body),
    bytes: body.byteLength,
    profile,
  }
}

async function measureFloor(body: ArrayBuffer): Promise<number> {
  const bytes = new Uint8Array(body)
  const bare = new Hono().get('*', (c) => c.body(bytes))
  const times: number[] = []
  for (let index = 0; index < 300; index += 1) {
    const from = performance.now()
    await ask(bare.fetch, '/')
    times.push(performance.now() - from)
  }
  return times.toSorted((a, b) => a - b)[150] ?? 0
}

/** Words that a reader might look for: one that many places carry, one that few do, two, and characters. */
function searchesIn(census: Census): { common: string; rare: string; two: string; characters: string } {
  const popularity = new Map<string, number>()
  for (const code of census.counterpart) {
    const name = census.actors.rows[code]?.sortName ?? ''
    popularity.set(name, (popularity.get(name) ?? 0) + 1)
  }
  const names = [...popularity].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name)
  const isLarge = census.rows > 1000
  const rows = census.actors.rows
  const signs = rows.find(
    (actor) => actor.country === 'CN' && actor.nameLocal && popularity.has(actor.sortName),
  )?.nameLocal
  return {
    common: names[0] ?? '',
    rare: isLarge ? (names.findLast((name) => name.length > 9) ?? '') : 'Wuzhou',
    two: isLarge ? `göteborg ${names[3] ?? ''}` : 'göteborg shanghai',
    characters: isLarge ? '云山' : (signs ?? '上海'),
  }
}

async function someCooperations(census: Census, count: number): Promise<string[]> {
  const random = seededRandom(1)
  const rows = Array.from({ length: count }, () => random.below(census.rows))
  const found = await database.reader
    .selectFrom('register.cooperation')
    .select('id')
    .where(
      'no',
      'in',
      rows.map((row) => census.no[row] ?? 0),
    )
    .orderBy('id')
    .execute()
  return found.map(({ id }) => id)
}

const { census } = register.now()
const ids = await someCooperations(census, 60)
const filters = [
  'status=active', 'status=ended&status=paused', 'kind=twinning', 'county=14', 'counterpart_country=CN', 'started=1995..1999',
  'ended=2010..', 'reason=lack_of_activity', 'home_kind=region', 'county=01&counterpart_country=CN', 'kind=twinning&status=dormant',
  'counterpart_country=CN&reason=state_conduct&status=ended', 'started=..2000&ended=2015..2021', 'home_actor=se-goteborg',
] // prettier-ignore
const words = searchesIn(census)
// A split with its chart, its table, the rows that decide it and the same under every rule.
const explorerPaths = [
  'in-force&by=county',
  'ended&by=kind',
  'in-force&by=counterpart_country',
  'net-change&by=home_kind',
].map((asked) => `/sv/statistics?measure=${asked}&years=1986..2021`)
const list = (query: string) => `/sv/cooperations${query ? `?${query}` : ''}`
const search = (text: string) => [list(`q=${encodeURIComponent(text)}`)]

const measures: [string, readonly string[]][] = [
  ['list', [list('')]],
  ['list-filtered', filters.map(list)],
  ['list-sorted', ['sort=-started', 'sort=counterpart', 'sort=-ended', 'sort=province'].map(list)],
  ['list-further', ids.slice(0, 30).map((id) => list(`after=${id}`))],
  ['cooperation', ids.map((id) => `/sv/cooperations/${id}`)],
  ['search-common', search(words.common)],
  ['search-rare', search(words.rare)],
  ['search-two', search(words.two)],
  ['search-characters', search(words.characters)],
  // Found in the words of the cooperations themselves, and not in a place.
  ['search-own', search('vänskapligt')],
  ['series', ['/api/v1/series/in-force']],
  ['series-filtered', filters.map((filter) => `/api/v1/series/in-force?${filter}`)],
  ['series-searched', [`/api/v1/series/in-force?q=${encodeURIComponent(words.common)}`]],
  ['api-list', ['/api/v1/cooperations', ...filters.map((filter) => `/api/v1/cooperations?${filter}`)]],
  ['home', ['/sv']],
  ['explorer', explorerPaths],
]

const results: UncachedMeasure[] = []
const isAsked = (name: string) => !only || only.split(',').includes(name)
for (const [name, paths] of measures) if (isAsked(name)) results.push(await measure(name, paths))
if (isAsked('questions')) results.push(...measureQuestions(register.now(), filters))
if (isAsked('claims') && census.rows < 1000) results.push(await measureClaims(database.reader, register.now()))
if (isAsked('pdf') && census.rows < 1000) results.push(...(await measurePdf(database.reader, register.now())))
await database.close()
process.stdout.write(`${JSON.stringify({ measures: results, words })}\n`, () => process.exit(0))
