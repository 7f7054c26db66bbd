// `npm run check`: formatting, lint, types, and the tests on the embedded database. What to run before every commit.
import { checkLanes, conclude, runStages } from './stages.ts'

conclude(await runStages(checkLanes))
