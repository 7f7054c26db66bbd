// Which rows of a list does the query of an address choose?
import type { Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import type { Reader } from '#platform/db/database.ts'
import { cooperationsByActor, questionOf, type Actor } from '#register/index.ts'
import { judgeClaims, knownOf, maxText, readCooperationQuery, verdicts, type CooperationQuery } from '#statistics/index.ts' // prettier-ignore
import type { ActorLine } from '../tables/reference-tables.rules.ts'
import type { Base } from './item.rules.ts'
import { badParameter, refuseErrors, refuseUnknown, sentences } from './query-error.input.ts'

export function readQuery(c: Context<AppEnv>, search = questionOf(c)): CooperationQuery {
  const { query, errors } = readCooperationQuery(search, knownOf(c.var.shown.standing, 'en'))
  refuseErrors(errors)
  return query
}

export async function chosenClaims(c: Context<AppEnv>, reader: Reader) {
  refuseUnknown(c, ['verdict'])
  const verdict = c.req.query('verdict')
  if (verdict && !verdicts.some((each) => each === verdict))
    throw badParameter('verdict', sentences['unknown-value'](verdict))
  const judged = await judgeClaims(reader, c.var.shown.standing)
  return judged.filter((each) => !verdict || each.verdict === verdict)
}

/** All actors, or those of a `kind` or `country`, or whose names hold `q`; in alphabetical order. */
export function chosenActors(c: Context<AppEnv>, base: Base, also: readonly string[]): ActorLine[] {
  const { census, vocabularies } = c.var.shown.standing
  refuseUnknown(c, ['kind', 'country', 'q', ...also])
  const { kind, country, q } = c.req.query()
  const { codes, hasCountry } = vocabularies.en
  if (kind && !codes('actor_kind').some(({ code }) => code === kind))
    throw badParameter('kind', sentences['unknown-value'](kind))
  if (country && !hasCountry(country)) throw badParameter('country', sentences['unknown-value'](country))
  if (q && q.length > maxText) throw badParameter('q', sentences['too-long'](q))
  const counts = cooperationsByActor(census)
  const wanted = q?.toLocaleLowerCase('sv')
  const { rows, rank } = census.actors
  return rows
    .map((actor, code) => ({ actor, code }))
    .filter(({ actor }) => (!kind || actor.kind === kind) && (!country || actor.country === country))
    .filter(({ actor }) => !wanted || namesOf(actor).some((name) => name.toLocaleLowerCase('sv').includes(wanted)))
    .toSorted((a, b) => (rank[a.code] ?? 0) - (rank[b.code] ?? 0))
    .map(({ actor, code }) => ({ actor, cooperations: counts[code] ?? 0, url: `${base.url}/actors/${actor.id}` }))
}

function namesOf(actor: Actor): string[] {
  return [actor.nameSv, actor.nameEn, actor.nameLocal, actor.nameRomanised, ...actor.former].filter(
    (name) => name !== null,
  )
}
