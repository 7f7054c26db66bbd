// `npm test`: all of `npm run check`, then the same tests on a real PostgreSQL, then the pages in a real browser.
import { findChromium, findPostgres } from './machine.ts'
import { startPostgres } from './postgres.ts'
import { checkLanes, conclude, runStages, testStage, type Stage } from './stages.ts'

const onPostgres: Stage = {
  name: 'tests on PostgreSQL',
  run: async () => {
    const postgres = await startPostgres(findPostgres())
    try {
      return await testStage('', 'suite', { SAMBAND_TEST_POSTGRES: postgres.url }).run()
    } finally {
      postgres.stop()
    }
  },
}

const inBrowser = (name: string, vitestProject: string): Stage => ({
  name,
  run: async () => {
    // Looked for here, so that what is missing is said once and not by every test.
    findChromium()
    return testStage('', vitestProject).run()
  },
})

const checked = await runStages(checkLanes)
// Not beside the others: the browser measures layout while pages load, and two cores are soon busy.
const further = await runStages([
  [onPostgres, inBrowser('tests in a browser', 'browser'), inBrowser('layout in a browser', 'layout')],
])
conclude({
  passed: checked.passed + further.passed,
  failed: checked.failed + further.failed,
  skipped: checked.skipped + further.skipped,
  output: '',
})
