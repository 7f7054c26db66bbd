// `npm run check`: formatting, lint, types, and the tests that open no database. What to run before every commit,
// together with the tests of what was touched.
import { checkLanes, conclude, runStages } from './stages.ts'

conclude(await runStages(checkLanes))
