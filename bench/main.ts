// `npm run bench`: how quick and how large is the program, on the shipped register and on invented ones of 50,000 and
// 1,000,000 cooperations? `-- --quick` leaves out the million.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pgliteOf, postgresOf } from './generate.ts'
import { describeMachine, isMet, printTable, writeResults, type Figure } from './report.ts'
import { directly, projectFolder, residentMegabytes, runMeasure, startServer, throughSetup, type Running } from './server.ts'
import { compareThroughput, median, readPage } from './throughput.ts'
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
}

const figures: Figure[] = []

function say(text: string): void {
  console.error(text)
}

async function measureFirsts(register: number, size: Size, where: Where): Promise<void> {
  const { measures } = await runMeasure<{ measures: UncachedMeasure[] }>('uncached.ts', [JSON.stringify(where)])
  for (const { name, median: value, p90, samples, floor } of measures) {
    const { title, most } = firsts[name] ?? { title: name, most: {} }
    const target = most[size]
    figures.push({
      register,
      name: title,
      value,
      unit: 'ms',
      target: target === undefined ? undefined : { most: target },
      ratio: value / floor,
      note: `median of ${samples}; nine of ten within ${p90.toFixed(1)} ms`,
    })
  }
}

function settingsOf({ dataFolder, databaseUrl }: Where): Record<string, string> {
  return { SAMBAND_DATA: dataFolder, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) }
}

/** The running program: its start, its memory, what it sends again, and how heavy a page is. */
async function measureRunning(register: number, size: Size, where: Where): Promise<void> {
  const app = await startServer(directly, '/health', settingsOf(where))
  try {
    if (size === 'huge') figures.push({ register, name: 'start', value: app.startedIn / 1000, unit: 's', target: { most: 15 }, note: 'to the first answer' })
    const memoryAtStart = residentMegabytes(app.pid)
    await measureWeight(register, app)
    await measureRepeated(register, app)
    await visit(app)
    const memory = { large: 700, huge: 600 }
    const after = residentMegabytes(app.pid)
    const target = size === 'shipped' ? undefined : { most: memory[size] }
    const engine = where.databaseUrl ? 'without PostgreSQL’s own' : 'PGlite included'
    if (memoryAtStart !== undefined) figures.push({ register, name: 'resident memory after start', value: memoryAtStart, unit: 'MB', target, note: engine })
    if (after !== undefined) figures.push({ register, name: 'resident memory after the load', value: after, unit: 'MB', target, note: engine })
  } finally {
    await app.stop()
  }
}

async function measureRepeated(register: number, app: Running): Promise<void> {
  for (const encoding of ['br', 'identity']) {
    const { ours, floor, ratio, ratios, bytes, busy } = await compareThroughput(app, listPath, encoding)
    const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)} in ${ratios.length} turns; server busy ${busy} of the time`
    const what = encoding === 'br' ? 'compressed' : 'not compressed'
    figures.push({ register, name: `repeated list, ${what} (${Math.round(bytes / 1000)} kB)`, value: ratio, unit: '× floor', target: { least: 0.6 }, ratio, note: spread })
    figures.push({ register, name: `… requests a second, ${what}`, value: ours, unit: 'requests/s', note: `floor ${Math.round(floor).toLocaleString('en')}` })
  }
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
  const links = [...(await unpack(first)).matchAll(/href="(\/sv\/(?:cooperations|actors)\/[^"?#]+)"/g)].map(([, path]) => path ?? '')
  const lists = ['status=active', 'status=ended', 'kind=twinning', 'q=avtal', 'q=göteborg', 'sort=-started', 'counterpart_country=CN', 'view=lifelines']
  for (const path of [...new Set(links), ...lists.map((query) => `${listPath}?${encodeURI(query)}`), '/sv', '/en', '/sv/actors']) {
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
    const app = await startServer(throughSetup, '/sv', { SAMBAND_DATA: folder })
    await app.stop()
    return app.startedIn / 1000
  }
  figures.push({ register: 57, name: 'first start to first page', value: await start(), unit: 's', target: { most: 15 }, note: 'once, in an empty folder' })
  const later = [await start(), await start(), await start(), await start(), await start()]
  figures.push({ register: 57, name: 'later start to first page', value: median(later), unit: 's', target: { most: 3 }, note: `median of ${later.length}; ${Math.min(...later).toFixed(1)}–${Math.max(...later).toFixed(1)}` })
  return folder
}

const shippedFolder = await measureStarts()
try {
  say('57 cooperations, PGlite …')
  await measureFirsts(57, 'shipped', { dataFolder: shippedFolder })
  await measureRunning(57, 'shipped', { dataFolder: shippedFolder })
} finally {
  rmSync(shippedFolder, { recursive: true, force: true })
}

say('50,000 cooperations, PGlite …')
const large: Where = { dataFolder: await pgliteOf(50_000) }
await measureFirsts(50_000, 'large', large)
await measureRunning(50_000, 'large', large)

if (!isQuick) {
  say('1,000,000 cooperations, PostgreSQL …')
  const postgres = await postgresOf(1_000_000)
  try {
    const huge: Where = { dataFolder: join(projectFolder, '.cache', 'bench'), databaseUrl: postgres.url }
    await measureFirsts(1_000_000, 'huge', huge)
    await measureRunning(1_000_000, 'huge', huge)
  } finally {
    postgres.stop()
  }
}

const { dependencies } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
printTable(figures)
writeResults(figures, describeMachine(dependencies['@electric-sql/pglite'] ?? 'unknown'), isQuick)
const missed = figures.filter((figure) => isMet(figure) === false).length
console.log(missed === 0 ? '\nAll targets met. Written to bench/results.md.' : `\n${missed} targets MISSED. Written to bench/results.md.`)
