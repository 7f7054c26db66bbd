// Measures making the edition of a register and rebuilding a register from it, as the commands do it, start included, and the search of
// its site in a browser. The floor of each touches the same bytes and does nothing else: reads, hashes and writes them for the first,
// reads and hashes them for the second, looks through the text of the index for the third.
//   node … bench/editions.ts '{"dataFolder": …}'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { openBag, readBagFolder } from '#platform/files/bag-folder.ts'
import { checkBag } from '#platform/files/bag.ts'
import { projectFolder } from '#platform/project.ts'
import { findChromium } from '../scripts/machine.ts'

export type EditionMeasure = {
  files: number
  bytes: number
  /** Milliseconds. */
  made: number
  madeFloor: number
  restored: number
  restoredFloor: number
  /** The slowest search. */
  searched: number
  searchedFloor: number
  searchedFor: string
}

const { dataFolder } = JSON.parse(process.argv[2] ?? '{}') as { dataFolder: string }
const folder = mkdtempSync(join(tmpdir(), 'samband-bench-'))

async function timed(work: () => Promise<void> | void): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

function samband(...args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/with-setup.mjs', 'src/cli.ts', ...args], {
    cwd: projectFolder,
    env: { ...process.env, DATABASE_URL: '', SAMBAND_DATA: join(folder, 'register') },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`samband ${args.join(' ')}: ${stderr}`)
}

/** What readers look for: a place, one in its own script, one without its accents, a word of many pages, a letter, a slip. */
const words = ['Göteborg', '上海', 'Ostergotland', 'samarbete', 'a', 'Shanghia']

/** As a reader does it: the page of the search opened from the disk, and words typed into it. */
async function measureSearch(
  edition: string,
): Promise<{ searched: number; searchedFloor: number; searchedFor: string }> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    await page.goto(pathToFileURL(join(edition, 'data/site/sv/edition-search.html')).href)
    const field = page.locator('edition-search')
    const took: [number, string][] = []
    for (const word of [...words, ...words]) {
      await page.fill('edition-search input', word)
      took.push([Number(await field.getAttribute('data-took')), word])
    }
    const searchedFloor = await page.evaluate((sought) => {
      const text = JSON.stringify(Reflect.get(globalThis, 'sambandSearchIndex'))
      const from = performance.now()
      for (const word of sought) text.includes(`no page holds ${word}`)
      return (performance.now() - from) / sought.length
    }, words)
    const [searched = 0, searchedFor = ''] = took.toSorted(([a], [b]) => b - a)[0] ?? []
    return { searched, searchedFloor, searchedFor }
  } finally {
    await browser.close()
  }
}

try {
  // The register that was given stays without editions.
  cpSync(dataFolder, join(folder, 'register'), { recursive: true })
  const into = join(folder, 'editions')
  const made = await timed(() => samband('edition', 'make', '--out', into))
  const edition = join(into, readdirSync(into).find((name) => /^\d+-\d+$/.test(name)) ?? '')
  const restored = await timed(() => samband('edition', 'restore', edition, '--into', join(folder, 'rebuilt')))

  const bag = await readBagFolder(edition)
  const madeFloor = await timed(async () => {
    const copy = await openBag(join(folder, 'copy'))
    for (const path of bag.paths.filter((each) => each.startsWith('data/')))
      await copy.add(path.slice('data/'.length), await bag.read(path))
    await copy.close([])
  })
  let check = { files: 0, bytes: 0 }
  const restoredFloor = await timed(async () => {
    check = await checkBag(bag)
  })
  const { files, bytes } = check
  const searches = await measureSearch(edition)
  const measure: EditionMeasure = { files, bytes, made, madeFloor, restored, restoredFloor, ...searches }
  console.log(JSON.stringify(measure))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
