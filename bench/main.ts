// `npm run bench`: how quick and how large is the program, on the shipped register and on invented ones of 50,000 and
// 1,000,000 cooperations? `-- --quick` leaves out the million.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EditionMeasure } from './editions.ts'
import type { ExportMeasure } from './exports.ts'
import { pgliteOf, postgresOf } from './generate.ts'
import { describeMachine, isMet, printTable, writeResults, type Figure } from './report.ts'
import { projectFolder } from '#platform/project.ts'
import { cacheFolder, residentMegabytes, runMeasure, startServer, type Running } from './server.ts'
import { compareThroughput, median, readPage, type Throughput } from './throughput.ts'
import type { UncachedMeasure } from './uncached.ts'

type Where = { dataFolder: string; databaseUrl?: string }
type Size = 'shipped' | 'large' | 'huge'

const isQuick = process.argv.includes('--quick')
const listPath = '/sv/cooperations'

/** Titles of the measures of uncached.ts, and the milliseconds asked for at each size. */
const firsts: Record<string, { title: string; most: Partial<Record<Size, number>> }> = {
  list: { title: 'first list with all facets', most: { large: 15, huge: 30 } },
  'list-filtered': { title: 'first list, filtered (14 choices in turn)', most: { large: 15, huge: 30 } },
  'list-sorted': { title: 'first list, sorted (4 orders in turn)', most: { large: 15, huge: 30 } },
  'list-further': { title: 'first list, a later page (30 in turn)', most: { large: 15, huge: 30 } },
  cooperation: { title: 'first page of a cooperation (60 in turn)', most: { shipped: 5, large: 5, huge: 5 } },
  'search-common': { title: 'first search, common place', most: { large: 25, huge: 60 } },
  'search-rare': { title: 'first search, rare place', most: { large: 25, huge: 60 } },
  'search-two': { title: 'first search, two words', most: { large: 25, huge: 60 } },
  'search-characters': { title: 'first search, Chinese characters', most: { large: 25, huge: 60 } },
  'search-own': { title: 'first search, a word in many designations', most: { large: 25, huge: 60 } },
  series: { title: 'first yearly series', most: { large: 3, huge: 30 } },
  'series-filtered': { title: 'first yearly series, filtered (14 choices in turn)', most: { large: 3, huge: 30 } },
  'series-searched': { title: 'first yearly series of a search', most: { large: 25, huge: 60 } },
  'api-list': { title: 'first API list', most: {} },
  home: { title: 'first home page', most: {} },
  explorer: { title: 'first explorer page with its chart (4 in turn)', most: { large: 40 } },
  question: { title: 'any measure, split and filtered: the median question', most: { large: 5, huge: 50 } },
  'question-slowest': { title: 'any measure, split and filtered: the slowest question', most: { large: 5, huge: 50 } },
  'decisive-slowest': { title: 'rows that decide a figure: the slowest question', most: { large: 50, huge: 500 } },
  claims: { title: 'all claims judged under every reading', most: { shipped: 300 } },
  pdf: { title: 'the whole report as PDF', most: { shipped: 3000 } },
}

const figures: Figure[] = []

function say(text: string): void {
  console.error(text)
}

async function measureFirsts(register: number, size: Size, where: Where): Promise<void> {
  const { measures } = await runMeasure<{ measures: UncachedMeasure[] }>('uncached.ts', [JSON.stringify(where)])
  for (const { name, median: value, p90, samples, floor, note, profile } of measures) {
    const { title, most } = firsts[name] ?? { title: name, most: {} }
    const target = most[size]
    figures.push({
      register,
      name: title,
      value,
      unit: 'ms',
      target: target === undefined ? undefined : { most: target },
      ratio: value / floor,
      profile,
      note: note ? `of ${samples}: ${note}` : `median of ${samples}; nine of ten within ${p90.toFixed(1)} ms`,
    })
  }
}

/** All cooperations as NDJSON: how quickly, and with how much memory. */
async function measureExport(register: number, where: Where): Promise<void> {
  const measure = await runMeasure<ExportMeasure>('exports.ts', [JSON.stringify(where)])
  const { rowsPerSecond, floor, turns, bytes, grown } = measure
  figures.push({
    register,
    name: 'all cooperations as NDJSON',
    value: rowsPerSecond,
    unit: 'rows/s',
    target: { least: 20_000 },
    ratio: rowsPerSecond / floor,
    note: `median of ${turns}; ${(bytes / 1_000_000).toFixed(0)} MB; a bare handler ${Math.round(floor).toLocaleString('en')}`,
  })
  const note = `of ${turns} in turn, over that after the first; the file has ${(bytes / 1_000_000).toFixed(0)} MB`
  figures.push({ register, name: '… memory that it grows by', value: grown, unit: 'MB', target: { most: 100 }, note })
}

/** The edition of the register, made and rebuilt from, each by its command. */
async function measureEdition(register: number, where: Where): Promise<void> {
  const measure = await runMeasure<EditionMeasure>('editions.ts', [JSON.stringify(where)])
  const { files, bytes, made, madeFloor, restored, restoredFloor, searched, searchedFloor, searchedFor } = measure
  const of = `once, start included; ${files.toLocaleString('en')} files, ${(bytes / 1_000_000).toFixed(0)} MB`
  for (const [name, value, floor, most, note] of [
    ['edition made', made, madeFloor, 20, `${of}; the floor hashes and writes them`],
    [
      'register rebuilt from it',
      restored,
      restoredFloor,
      30,
      'once, start included; the floor reads and hashes the files',
    ],
  ] as const) {
    figures.push({ register, name, value: value / 1000, unit: 's', target: { most }, ratio: value / floor, note })
  }
  figures.push({
    register,
    name: 'search in its site, in a browser: the slowest of 12',
    value: searched,
    unit: 'ms',
    target: { most: 50 },
    ratio: searchedFloor > 0 ? searched / searchedFloor : undefined,
    note: `“${searchedFor}”, shown; the floor looks through the text of the index`,
  })
}

function settingsOf({ dataFolder, databaseUrl }: Where): Record<string, string> {
  return { SAMBAND_DATA: dataFolder, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) }
}

/** The running program: its start, its memory, what it sends again, and how heavy a page is. */
async function measureRunning(register: number, size: Size, where: Where): Promise<void> {
  const app = await startServer(['src/main.ts'], '/health', settingsOf(where))
  try {
    const memoryAtStart = residentMegabytes(app.pid)
    await measureWeight(register, app)
    const bare = await measureRepeated(register, app)
    await visit(app)
    const memoryAfterLoad = residentMegabytes(app.pid)
    const start = { register, name: 'start to first answer', value: app.startedIn / 1000, unit: 's' } as const
    figures.push({
      ...start,
      target: size === 'huge' ? { most: 15 } : undefined,
      ratio: app.startedIn / bare.startedIn,
    })
    const target = { shipped: undefined, large: { most: 700 }, huge: { most: 600 } }[size]
    const note = where.databaseUrl ? 'without PostgreSQL’s own' : 'PGlite included'
    for (const [when, value] of [
      ['start', memoryAtStart],
      ['the load', memoryAfterLoad],
    ] as const) {
      if (value === undefined) continue
      const ratio = bare.megabytes && value / bare.megabytes
      figures.push({ register, name: `resident memory after ${when}`, value, unit: 'MB', target, ratio, note })
    }
  } finally {
    await app.stop()
  }
}

async function measureRepeated(register: number, app: Running): Promise<Throughput['bare']> {
  const compressed = await compareThroughput(app, listPath, 'br')
  const plain = await compareThroughput(app, listPath, 'identity')
  for (const [what, { ours, floor, ratio, ratios, bytes, busy }] of [
    ['compressed', compressed],
    ['not compressed', plain],
  ] as const) {
    const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)} in ${ratios.length} turns; server busy ${busy} of the time`
    const name = `repeated list, ${what} (${Math.round(bytes / 1000)} kB)`
    figures.push({ register, name, value: ratio, unit: '× floor', target: { least: 0.6 }, ratio, note: spread })
    const count = `floor ${Math.round(floor).toLocaleString('en')}`
    figures.push({ register, name: `… requests a second, ${what}`, value: ours, unit: 'requests/s', note: count })
  }
  return compressed.bare
}

/** Everything that a browser must load before the list stands: the page, its styles, its scripts. Fonts apart. */
async function measureWeight(register: number, app: Running): Promise<void> {
  const page = (await readPage(app, listPath, 'identity')).body.toString()
  const files = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map(([, path]) => path ?? '')
  const fonts = [...page.matchAll(/href="(\/assets\/[^"]+\.woff2)"/g)].map(([, path]) => path ?? '')
  const sizes = async (paths: readonly string[]) => {
    let sum = 0
    for (const path of new Set(paths)) sum += (await readPage(app, path, 'br')).body.length
    return sum / 1000
  }
  const [own, linked, faces] = [await sizes([listPath]), await sizes(files), await sizes(fonts)]
  figures.push({
    register,
    name: 'list with its styles and scripts, compressed',
    value: own + linked,
    unit: 'KB',
    target: { most: 60 },
    note: `page ${own.toFixed(1)}, styles and scripts ${linked.toFixed(1)}; fonts besides ${faces.toFixed(0)}`,
  })
}

/** Some hundred different pages, so that memory is that of a program that has worked. */
async function visit(app: Running): Promise<void> {
  const first = (await readPage(app, listPath, 'br')).body
  const links = [...(await unpack(first)).matchAll(/href="(\/sv\/(?:cooperations|actors)\/[^"?#]+)"/g)].map(
    ([, path]) => path ?? '',
  )
  const lists = [
    'status=active',
    'status=ended',
    'kind=twinning',
    'q=avtal',
    'q=göteborg',
    'sort=-started',
    'counterpart_country=CN',
    'view=lifelines',
  ]
  for (const path of [
    ...new Set(links),
    ...lists.map((query) => `${listPath}?${encodeURI(query)}`),
    '/sv',
    '/en',
    '/sv/actors',
  ]) {
    await readPage(app, path, 'br')
  }
}

async function unpack(bytes: Buffer): Promise<string> {
  const { brotliDecompressSync } = await import('node:zlib')
  return brotliDecompressSync(bytes).toString()
}

/** The shipped register as `npm start` makes it in an empty folder, and as it starts from then on. */
async function measureStarts(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'samband-bench-'))
  const start = async () => {
    const app = await startServer(['src/main.ts'], '/sv', { SAMBAND_DATA: folder })
    await app.stop()
    return app.startedIn / 1000
  }
  figures.push({
    register: 57,
    name: 'first start to first page',
    value: await start(),
    unit: 's',
    target: { most: 15 },
    note: 'once, in an empty folder',
  })
  const later = [await start(), await start(), await start(), await start(), await start()]
  figures.push({
    register: 57,
    name: 'later start to first page',
    value: median(later),
    unit: 's',
    target: { most: 3 },
    note: `median of ${later.length}; ${Math.min(...later).toFixed(1)}–${Math.max(...later).toFixed(1)}`,
  })
  return folder
}

/** What was measured before something failed is still worth reading. */
async function attempt(what: string, work: () => Promise<void>): Promise<void> {
  say(`${what} …`)
  try {
    await work()
  } catch (error) {
    failed.push(what)
    console.error(error)
  }
}

const failed: string[] = []

await attempt('57 cooperations, PGlite', async () => {
  const where = { dataFolder: await measureStarts() }
  await measureFirsts(57, 'shipped', where)
  await measureRunning(57, 'shipped', where)
  await measureEdition(57, where)
  rmSync(where.dataFolder, { recursive: true, force: true })
})

await attempt('50,000 cooperations, PGlite', async () => {
  const where = { dataFolder: await pgliteOf(50_000) }
  await measureFirsts(50_000, 'large', where)
  await measureExport(50_000, where)
  await measureRunning(50_000, 'large', where)
})

if (!isQuick) {
  await attempt('1,000,000 cooperations, PostgreSQL', async () => {
    const postgres = await postgresOf(1_000_000)
    try {
      const where = { dataFolder: cacheFolder, databaseUrl: postgres.url }
      await measureFirsts(1_000_000, 'huge', where)
      await measureRunning(1_000_000, 'huge', where)
    } finally {
      postgres.stop()
    }
  })
}

const { dependencies } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
}
printTable(figures)
writeResults(figures, describeMachine(dependencies['@electric-sql/pglite'] ?? 'unknown'), { isQuick, failed })
const missed = figures.filter((figure) => isMet(figure) === false).length
console.log(`\n${missed === 0 ? 'All targets met' : `${missed} targets MISSED`}. Written to bench/results.md.`)
if (failed.length > 0) {
  console.error(`Not measured to the end: ${failed.join('; ')}`)
  process.exitCode = 1
}
