import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What asks a database is run on both; all else comes out the same on either, and quickly. */
const files = globSync(['src/**/*.test.{ts,tsx}', 'checks/*.test.ts'])
const opensDatabase = (file: string) => /harness\/(?:app|database|members|secrets)\.ts/.test(readFileSync(file, 'utf8'))
/**
 * Walks through the whole site ask each question many times: once is enough of those, the questions have tests of their
 * own. Editions are files, what a kill leaves behind is told by the embedded database, and signing in and grids are pages
 * above questions that others ask of both.
 */
const walks = [
  'api-contract', 'as-of', 'crawl', 'differential', 'downloads', 'editions', 'embeds', 'examples', 'found-pages', 'grid', 'kill',
  'linked-data', 'mirror', 'report-as-of', 'seal', 'sign-in', 'visibility',
] // prettier-ignore
const walksThrough = (file: string) => walks.some((walk) => file === `checks/${walk}.test.ts`)
const onDatabase = (file: string) => opensDatabase(file) && !(process.env.SAMBAND_TEST_POSTGRES && walksThrough(file))
const suite = {
  // As many as there are cores on the machines that check it: most of a test is waiting for its own database.
  maxWorkers: 2,
  // Nothing of ours keeps a state between files, and reading it anew for each took half of the time.
  isolate: false,
}

/** Files of half a minute and more: begun last, one would keep one worker long after the other has nothing to do. */
const slowest =
  /checks\/(?:browser\/(?:pages|accounts|four-people)|visibility|kill|crawl|as-of|editions|backup|differential)\.test\.ts$/

class SlowestFirst extends BaseSequencer {
  override sort(all: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification) => Number(slowest.test(moduleId))
    return Promise.resolve(all.toSorted((a, b) => isSlow(b) - isSlow(a)))
  }
}

const layout = 'checks/browser/layout.test.ts'
const inBrowser = {
  include: ['checks/browser/**/*.test.ts'],
  globalSetup: ['checks/browser/server.ts'],
  testTimeout: 120_000,
  hookTimeout: 120_000,
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    setupFiles: ['checks/harness/console.ts'],
    // What has been translated is kept, by content: half of the time that a run of few tests takes.
    experimental: { fsModuleCache: true },
    sequence: { sequencer: SlowestFirst },
    // An embedded database takes seconds to make the first time, and CI machines are slow.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Notices of the database arrive when they do.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      { extends: true, test: { ...suite, name: 'rules', include: files.filter((file) => !opensDatabase(file)) } },
      { extends: true, test: { ...suite, name: 'database', include: files.filter(onDatabase) } },
      // Two browsers at once, but for what is measured while pages load.
      { extends: true, test: { ...inBrowser, name: 'browser', maxWorkers: 2, exclude: [layout] } },
      { extends: true, test: { ...inBrowser, name: 'layout', include: [layout] } },
    ],
  },
})
