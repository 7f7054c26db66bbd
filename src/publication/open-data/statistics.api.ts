// Figures by any measure, split and rule, as the explorer shows them.
import { Hono, type Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import type { Reader } from '#platform/db/database.ts'
import { listCooperations, questionOf } from '#register/index.ts'
import {
  answerSurvival, askRegister, chooseCooperations, countingRules, decisiveFor, groundOf, knownOf, readExplorerQuery,
  readSurvivalQuery,
} from '#statistics/index.ts' // prettier-ignore
import { refuseErrors, refuseMoment } from './query-error.input.ts'
import { describeAnswer, describeRule, rowsOfAnswer, statisticsColumns } from './statistics-item.rules.ts'
import { describeSurvival, rowsOfSurvival, survivalColumns } from './survival-item.rules.ts'
import { csv } from './table-file.api.ts'

/** A page draws four; a program can take in more. */
const mostCurves = 50
const mostDecisive = 500

export function statisticsApi(reader: Reader) {
  async function answered(c: Context<AppEnv>) {
    const { standing } = c.var.shown
    const { query, errors } = readExplorerQuery(questionOf(c), knownOf(standing, 'en'))
    refuseErrors(errors)
    return { standing, query, answer: await askRegister(reader, standing, query) }
  }

  async function survived(c: Context<AppEnv>) {
    const { standing } = c.var.shown
    const { query, errors } = readSurvivalQuery(questionOf(c), knownOf(standing, 'en'))
    refuseErrors(errors)
    const { mask } = await chooseCooperations(reader, standing, query.among)
    const asked = { ...query, mask, coverage: standing.coverage }
    return { standing, query, answer: answerSurvival(groundOf(standing), asked, mostCurves) }
  }

  return new Hono<AppEnv>()
    .get('/statistics', async (c) => {
      const { standing, query, answer } = await answered(c)
      const decisive = decisiveFor(groundOf(standing), query.question, answer.choice.mask).slice(0, mostDecisive)
      const named = await listCooperations(
        reader,
        decisive.map(({ row }) => standing.census.no[row] ?? 0),
        standing.asOf,
      )
      const moves = new Map(decisive.map(({ row, by }) => [standing.census.no[row], by]))
      const told = named.map(({ id, no }) => ({ cooperation: id, by: moves.get(no) ?? 0 }))
      return c.json(describeAnswer(standing, query, answer, told))
    })
    .get('/statistics.csv', async (c) => {
      const { standing, query, answer } = await answered(c)
      return csv(c, 'samband-statistics', statisticsColumns, rowsOfAnswer(standing, query, answer))
    })
    .get('/survival', async (c) => {
      const { standing, query, answer } = await survived(c)
      return c.json(describeSurvival(standing, query, answer))
    })
    .get('/survival.csv', async (c) => {
      const { standing, query, answer } = await survived(c)
      return csv(c, 'samband-survival', survivalColumns, rowsOfSurvival(standing, query, answer))
    })
    .get('/rules', (c) => {
      refuseMoment(c)
      const items = countingRules.map(describeRule)
      return c.json({ total: items.length, items, next: null })
    })
}
