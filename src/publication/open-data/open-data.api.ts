// API v1: reading everything public, for anybody. Stable from here on: fields are added, never changed or removed.
import { Hono, type Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Reader } from '#platform/db/database.ts'
import { findSource, listCitationsFrom, listCitationsBelow, listSources } from '#evidence/index.ts'
import {
  cooperationsByActor,
  findCooperation,
  listCodes,
  listActorNames,
  listContextEvents,
  listConflicts,
  questionOf,
  type Census,
} from '#register/index.ts'
import {
  chooseCooperations,
  findCountingRule,
  maxLimit,
  pageSize,
  countingRules,
  readCooperationPage,
  seriesOf,
  type Choice,
  type CooperationQuery,
} from '#statistics/index.ts'
import { actorIn } from '../tables/table-reading.queries.ts'
import { describeActorName } from './actor-item.rules.ts'
import {
  describeActor,
  describeAgreement,
  describeCitations,
  describeClaim,
  describeCode,
  describeConflict,
  describeCooperation,
  describeEvent,
  describeSource,
  type Base,
} from './item.rules.ts'
import { codingApi } from './coding.api.ts'
import { documentApi } from './document.api.ts'
import { changeApi } from './change.api.ts'
import { chosenActors, chosenClaims, readQuery } from './chosen.input.ts'
import { downloadApi } from './download.api.ts'
import { describeContextEvent } from './context-event-item.rules.ts'
import { openApiDocument } from './open-api.rules.ts'
import { badParameter, nextAddress, refuseMoment, refuseUnknown, sentences } from './query-error.input.ts'
import { referenceApi } from './reference.api.ts'
import { statisticsApi } from './statistics.api.ts'
import { csv } from './table-file.api.ts'

type Parts = { reader: Reader; base: Base }

/** Every endpoint reads the register that `readShown` has set. */
export function openDataApi({ reader, base }: Parts) {
  const actorOf = (census: Census) => (id: string) => actorIn(census, id)

  async function chosen(c: Context<AppEnv>): Promise<{ query: CooperationQuery; census: Census; choice: Choice }> {
    const { standing } = c.var.shown
    const query = readQuery(c)
    return { query, census: standing.census, choice: await chooseCooperations(reader, standing, query) }
  }

  async function seriesAsked(c: Context<AppEnv>) {
    const { standing, asOf } = c.var.shown
    const { from, to, rule, filters } = readSeriesQuery(c)
    const query = { ...readQuery(c, filters), on: undefined }
    const { mask } = await chooseCooperations(reader, standing, query)
    // Numbers alone, of a revision that no later one touches. A day may yet gain one, and whatever carries labels or
    // sources changes with them: those are asked for anew.
    if (asOf?.asked === String(asOf?.revision)) c.header('cache-control', immutable)
    return {
      coverage: standing.coverage,
      rule,
      points: seriesOf(standing.census, 'in-force', rule, { from, to }, mask),
    }
  }

  return (
    new Hono<AppEnv>()
      .get('/openapi.json', (c) => c.json(openApiDocument(base)))

      .get('/cooperations', async (c) => {
        const { query, census, choice } = await chosen(c)
        const page = await readCooperationPage(reader, census, choice, query)
        if (page === 'unknown-after') throw badParameter('after', `“${query.after}” is not the id of a cooperation.`)
        return c.json({
          total: choice.total,
          items: page.items.map((cooperation) => describeCooperation(base, cooperation, actorOf(census), query.on)),
          next: page.next ? nextAddress(c, base, page.next) : null,
        })
      })
      .get('/cooperations/:id', async (c) => {
        const id = c.req.param('id')
        const { census, asOf } = c.var.shown.standing
        const cooperation = await findCooperation(reader, id, asOf)
        if (!cooperation) throw new Problem('not-found', 'api/no-such-cooperation', `There is no cooperation “${id}”.`)
        const citations = Map.groupBy(await listCitationsBelow(reader, id, { asOf }), (citation) => citation.factId)
        const citationsOf = (factId: string) => citations.get(factId) ?? []
        const conflicts = await listConflicts(reader, { table: 'cooperation', id }, { asOf })
        return c.json({
          ...describeCooperation(base, cooperation, actorOf(census)),
          note: { sv: cooperation.noteSv, en: cooperation.noteEn },
          agreements: cooperation.agreements.map((agreement) => describeAgreement(agreement, citationsOf)),
          events: cooperation.events.map((event) => describeEvent(event, cooperation.reasons, citationsOf)),
          conflicts: conflicts.map(describeConflict),
          citations: describeCitations(citationsOf(id)),
        })
      })

      .get('/actors', (c) => {
        const lines = chosenActors(c, base, paging)
        return c.json(
          pageOf(
            c,
            base,
            lines.map(({ actor, cooperations: counted }) => describeActor(base, actor, counted)),
          ),
        )
      })
      .get('/actors/:id', async (c) => {
        const id = c.req.param('id')
        const { census, asOf } = c.var.shown.standing
        const code = census.actors.codeOf.get(id)
        if (code === undefined) throw new Problem('not-found', 'api/no-such-actor', `There is no actor “${id}”.`)
        const conflicts = await listConflicts(reader, { table: 'actor', id }, { asOf })
        return c.json({
          ...describeActor(base, actorIn(census, id), cooperationsByActor(census)[code] ?? 0),
          other_names: (await listActorNames(reader, id, asOf)).map(describeActorName),
          conflicts: conflicts.map(describeConflict),
        })
      })

      .get('/sources', async (c) => {
        refuseUnknown(c, paging)
        const cited = await listSources(reader, { asOf: c.var.shown.standing.asOf })
        return c.json(
          pageOf(
            c,
            base,
            cited.map((source) => describeSource(source, source.citations)),
          ),
        )
      })
      .get('/sources/:id', async (c) => {
        const id = c.req.param('id')
        const { asOf } = c.var.shown.standing
        const source = await findSource(reader, id, { asOf })
        if (!source) throw new Problem('not-found', 'api/no-such-source', `There is no source “${id}”.`)
        const citations = await listCitationsFrom(reader, id, { asOf })
        return c.json({
          ...describeSource(source, citations.length),
          supports: citations.map(({ factTable, factId, locator, stance }) => ({
            fact_table: factTable,
            fact_id: factId,
            locator,
            stance,
          })),
        })
      })

      .get('/codebook', async (c) => {
        refuseMoment(c)
        const codes = (await listCodes(reader)).map(describeCode)
        return c.json({ total: codes.length, items: codes, next: null })
      })
      .get('/claims', async (c) => {
        const items = (await chosenClaims(c, reader)).map(describeClaim)
        return c.json({ total: items.length, items, next: null })
      })
      .get('/context-events', async (c) => {
        refuseUnknown(c, [])
        const events = (await listContextEvents(reader, { asOf: c.var.shown.standing.asOf })).map(describeContextEvent)
        return c.json({ total: events.length, items: events, next: null })
      })
      .route('/', statisticsApi(reader))
      .route('/', changeApi({ reader, base }))
      .route('/', referenceApi({ reader, base }))
      .route('/', documentApi({ reader, base }))
      .route('/', codingApi({ reader, base }))

      .get('/series/in-force', async (c) => {
        const { coverage, rule, points } = await seriesAsked(c)
        return c.json({
          rule: rule.id,
          rule_version: rule.version,
          unit: rule.unit,
          reading: rule.reading,
          covers: coverage ?? null,
          points,
        })
      })
      .get('/series/in-force.csv', async (c) =>
        csv(c, 'samband-in-force', seriesColumns, (await seriesAsked(c)).points),
      )
      // The last, since its pattern takes in what stands above.
      .route('/', downloadApi({ reader, base }))
  )
}

const paging = ['limit', 'after']

const immutable = 'public, max-age=31536000, immutable'

const seriesColumns = (['year', 'min', 'best', 'max'] as const).map((name) => ({
  name,
  value: (point: Record<'year' | 'min' | 'best' | 'max', number>) => point[name],
}))

function readSeriesQuery(c: Context<AppEnv>) {
  const filters = questionOf(c)
  const { coverage } = c.var.shown.standing
  const take = (name: string) => {
    const value = filters.get(name)
    filters.delete(name)
    return value || undefined
  }
  const year = (name: string, fallback: string | undefined) => {
    const value = take(name) ?? fallback?.slice(0, 4) ?? ''
    if (!/^\d{4}$/.test(value)) throw badParameter(name, `“${value}” is not a year.`)
    return Number(value)
  }
  const from = year('from', coverage?.from)
  const to = year('to', coverage?.to)
  if (to < from) throw badParameter('to', `${to} lies before ${from}.`)
  const ruleId = take('rule') ?? countingRules[0]?.id ?? ''
  const rule = findCountingRule(ruleId)
  if (!rule)
    throw badParameter(
      'rule',
      `“${ruleId}” is not a counting rule; there is ${countingRules.map((each) => each.id).join(', ')}.`,
    )
  for (const name of ['in_force', 'measure', 'years', 'on', 'sort', 'view', 'limit', 'after']) {
    if (filters.has(name)) throw badParameter(name, sentences['unknown-parameter'](''))
  }
  return { from, to, rule, filters }
}

/** A page of a list that is in memory, by `limit` and `after`: `after` is the id of the last item of the page before. */
function pageOf<Item extends { id: string }>(c: Context<AppEnv>, base: Base, items: readonly Item[]) {
  const text = c.req.query('limit') || String(pageSize)
  if (!/^\d{1,3}$/.test(text) || Number(text) < 1 || Number(text) > maxLimit)
    throw badParameter('limit', sentences['bad-number'](text))
  const after = c.req.query('after')
  const place = after ? items.findIndex((item) => item.id === after) : -1
  if (after && place < 0) throw badParameter('after', `“${after}” is not the id of an item of this list.`)
  const end = place + 1 + Number(text)
  const last = items[end - 1]
  return {
    total: items.length,
    items: items.slice(place + 1, end),
    next: last && end < items.length ? nextAddress(c, base, last.id) : null,
  }
}
