// Reads the claims and what their bindings need from the register, and judges them all.
import type { Reader } from '#platform/db/database.ts'
import {
  findCooperationNo, listClaims, listConflicts, listCooperations, rowOf, type Census, type Claim, type Standing,
} from '#register/index.ts' // prettier-ignore
import { knownOf, readCooperationQuery } from '../lists/cooperation-query.input.ts'
import { yearlyMeasures } from '../measures/life.rules.ts'
import { countingRules, nkk2022 } from '../rules/counting-rule.rules.ts'
import { computeBinding, isBindable, type Binding } from './binding.rules.ts'
import { conflictsAt, rulesThatWouldDo } from './remedy.rules.ts'
import { judge, meets, type JudgedClaim } from './verdict.rules.ts'

/** Rules under which a claim of the report may be read; another publisher's unit is no reading of it. */
const readings = countingRules.filter(
  (rule) => rule.id === nkk2022.id || (rule.id.startsWith(nkk2022.id) && rule.unit === nkk2022.unit),
)

const judgedOf = new WeakMap<Standing, Promise<JudgedClaim[]>>()

/**
 * Every claim with its verdict, as the register stands, or as it stood at the revision of an earlier `standing`. Judged
 * once for each: what would make a differing claim true is looked for under a hundred rules.
 */
export function judgeClaims(reader: Reader, standing: Standing): Promise<JudgedClaim[]> {
  const judged = judgedOf.get(standing) ?? judgeAnew(reader, standing)
  judgedOf.set(standing, judged)
  // What failed once is tried again by the next who asks.
  judged.catch(() => judgedOf.delete(standing))
  return judged
}

export async function judgeAnew(reader: Reader, standing: Standing): Promise<JudgedClaim[]> {
  const { census, coverage } = standing
  const years = { from: Number(coverage?.from.slice(0, 4) ?? 0), to: Number(coverage?.to.slice(0, 4) ?? 0) }
  const conflicts = await listConflicts(reader, undefined, { asOf: census.asOf })
  const judged: JudgedClaim[] = []
  for (const claim of await listClaims(reader, census.asOf)) {
    if (claim.measure === null) {
      judged.push(judge(claim, undefined, []))
      continue
    }
    const binding = await readBinding(reader, standing, claim)
    const values = readings.map((rule) => ({
      rule: rule.id,
      value: computeBinding(census, binding, rule, years).value,
    }))
    const holds = (value: number | null) => meets(claim, value)
    judged.push(
      judge(claim, computeBinding(census, binding, nkk2022, years), values, () => ({
        rules: rulesThatWouldDo({ census, binding, coverage: years, holds }),
        conflicts: conflictsAt(claim, conflicts),
      })),
    )
  }
  return judged
}

/** Reads a claim's parameters. A fault in them is a fault of the data package: it is told with the claim's name. */
async function readBinding(reader: Reader, standing: Standing, claim: Claim): Promise<Binding> {
  const search = new URLSearchParams(claim.parameters ?? '')
  const take = (name: string) => {
    const value = search.get(name) ?? undefined
    search.delete(name)
    return value
  }
  const number = (name: string) => {
    const value = take(name)
    return value === undefined ? undefined : Number(value)
  }
  const own = {
    year: number('year'),
    from: number('from'),
    to: number('to'),
    on: take('on'),
    initiator: take('initiator'),
  }
  const event = take('event')
  const cooperation = take('cooperation')
  const stance = take('stance')
  const { census } = standing
  const { query, errors } = readCooperationQuery(search, knownOf(standing, 'en'))
  const measure = claim.measure ?? ''
  if (errors[0] || !isBindable(measure))
    throw new Error(`Claim ${claim.id}: ${errors[0]?.parameter ?? measure} cannot be read`)
  const no = cooperation === undefined ? undefined : await findCooperationNo(reader, cooperation, census.asOf)
  if (cooperation !== undefined && no === undefined)
    throw new Error(`Claim ${claim.id}: there is no cooperation ${cooperation}`)
  // A status is what a status count asks for, and not also a filter on the latest one.
  const filter = measure === 'status-count' ? { ...query.filter, status: [] } : query.filter
  return {
    ...own,
    measure,
    filter: measure === 'with-reason' ? { ...filter, reason: [] } : filter,
    wantedStatus: query.filter.status[0],
    event: yearlyMeasures.find((each) => each === event),
    only: no === undefined ? undefined : rowOf(census, no),
    among:
      measure === 'with-reason' ? await rowsWithReason(reader, census, query.filter.reason, stance, own) : undefined,
  }
}

const endings = ['paused', 'partly_ended', 'not_renewed', 'lapsed', 'ended']

/** Rows for which that side gave one of the reasons for an ending or a pause in the years. */
async function rowsWithReason(
  reader: Reader,
  census: Census,
  codes: readonly string[],
  stance: string | undefined,
  { from = 0, to = 9999 }: { from?: number; to?: number },
): Promise<Uint8Array> {
  const bits = codes.reduce((all, code) => all | (1 << census.reasonCodes.indexOf(code)), 0)
  const nos = [...census.no].filter((_, row) => ((census.reasons[row] as number) & bits) !== 0)
  const mask = new Uint8Array(census.rows)
  for (const cooperation of await listCooperations(reader, nos, census.asOf)) {
    const events = new Map(cooperation.events.map((event) => [event.id, event]))
    const isGiven = cooperation.reasons.some((reason) => {
      const event = events.get(reason.event)
      const year = Number(/\d{4}/.exec(event?.date ?? '')?.[0])
      const isMeant = codes.includes(reason.code) && (stance === undefined || reason.stance === stance)
      return isMeant && event !== undefined && endings.includes(event.kind) && year >= from && year <= to
    })
    if (isGiven) mask[rowOf(census, cooperation.no) ?? -1] = 1
  }
  return mask
}
