// Rounds of coding that are published, with their anonymised codes.
import { Hono } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Reader } from '#platform/db/database.ts'
import { findCodingRound, isPublished, listCodingRounds, readClosedRound, unitsOf } from '#register/index.ts'
import { describeCodedUnit, describeRound } from './coding-item.rules.ts'
import type { Base } from './item.rules.ts'
import { refuseMoment } from './query-error.input.ts'

type Parts = { reader: Reader; base: Base }

/** Rounds are published, and sealed, without a new revision of the register: no answer is kept. */
export function codingApi({ reader, base }: Parts) {
  return new Hono<AppEnv>()
    .get('/coding-rounds', async (c) => {
      refuseMoment(c)
      c.header('cache-control', 'no-store')
      const items = (await listCodingRounds(reader)).filter(isPublished).map((round) => describeRound(base, round))
      return c.json({ total: items.length, items, next: null })
    })
    .get('/coding-rounds/:id', async (c) => {
      refuseMoment(c)
      c.header('cache-control', 'no-store')
      const id = c.req.param('id')
      const round = /^\d{1,9}$/.test(id) ? await findCodingRound(reader, Number(id)) : undefined
      if (!round || !isPublished(round))
        throw new Problem('not-found', 'api/no-such-round', `There is no published round “${id}”.`)
      const coded = unitsOf(await readClosedRound(reader, round.id)).map(describeCodedUnit)
      return c.json({ ...describeRound(base, round), instructions: round.instructions, coded })
    })
}
