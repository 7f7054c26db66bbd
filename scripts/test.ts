// `npm test`: all of `npm run check`, then the tests that ask a database, on the embedded one and on a real PostgreSQL,
// then the pages in a real browser.
import { findChromium, findPostgres } from './machine.ts'
import { startPostgres } from './postgres.ts'
import { checkLanes, conclude, runStages, testStage, type Stage } from './stages.ts'

// Empty and not absent: whatever the shell has set, this stage runs on the embedded database.
const onPglite = testStage('tests on PGlite', 'database', { SAMBAND_TEST_POSTGRES: '' })

const onPostgres: Stage = {
  name: 'tests on PostgreSQL',
  run: async () => {
    const postgres = await startPostgres(findPostgres())
    try {
      return await testStage('', 'database', { SAMBAND_TEST_POSTGRES: postgres.url }).run()
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
  [onPglite, onPostgres, inBrowser('tests in a browser', 'browser'), inBrowser('layout in a browser', 'layout')],
])
conclude({
  passed: checked.passed + further.passed,
  failed: checked.failed + further.failed,
  skipped: checked.skipped + further.skipped,
  output: '',
})
