// Which facts does a grid show? Those of a cooperation, of the cooperations of an actor, or of a list of cooperations.
import type { Account } from '#accounts/index.ts'
import { may } from '#accounts/index.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { Reader } from '#platform/db/database.ts'
import {
  findFact, listAbout, listFactsOf, mayProposeAbout, nextRows, orderOf, listCooperations, type FormResource, type Standing,
  type StandingFact,
} from '#register/index.ts' // prettier-ignore
import { chooseCooperations, knownOf, readCooperationQuery } from '#statistics/index.ts'
import { mostShown } from './grid-columns.input.ts'

export type GridScope = {
  /** The fact that the grid is of; undefined of a list. */
  of: StandingFact | undefined
  /** Identifiers of cooperations that rows may hang on, as far as they are shown. */
  cooperations: string[]
  facts: StandingFact[]
  /** How many there are, shown or not; there may be more where the list is longer than what is looked at. */
  total: number
  mayBeMore: boolean
}

type Asked = { reader: Reader; standing: Standing; account: Account; language: Language; search: URLSearchParams }

/** Undefined where what it is to be of is not there. */
export async function readGridScope(asked: Asked, resource: FormResource): Promise<GridScope | undefined> {
  const { reader, account, search } = asked
  const name = search.get('of')
  const of = name === null ? undefined : ((await findFact(reader, 'cooperations', name)) ?? (await findFact(reader, 'actors', name))) // prettier-ignore
  if (name !== null && !of) return undefined
  const { cooperations, mayBeMore } = await listOwn(asked, of)
  // Others lean on actors and sources too: whoever may not change them may still add some.
  const isForeign = (resource === 'actors' || resource === 'sources') && !may(account.role, 'propose-any')
  const facts = isForeign ? [] : await listFactsOf(reader, resource, cooperations)
  return { of, cooperations, facts: facts.slice(0, mostShown), total: facts.length, mayBeMore }
}

// A list of a million rows is not for editing at once; that it holds more is said on the page.
const mostCooperations = 500

/** The cooperations in question that the person may propose about. */
async function listOwn({ reader, standing, account, language, search }: Asked, of: StandingFact | undefined) {
  if (of?.resource === 'cooperations') return { cooperations: isOwn(account, of) ? [of.id] : [], mayBeMore: false }
  if (of) {
    const about = await listAbout(reader, of.id)
    const own = (await listFactsOf(reader, 'cooperations', about)).filter((one) => isOwn(account, one))
    return { cooperations: own.map(({ id }) => id), mayBeMore: false }
  }
  const { query } = readCooperationQuery(search, knownOf(standing, language))
  const { mask } = await chooseCooperations(reader, standing, query)
  const { census } = standing
  const mine = census.actors.codeOf.get(account.organisation.actor ?? '')
  const mayAny = may(account.role, 'propose-any')
  const own = mayAny ? mask : mask.map((is, row) => (is && [census.home[row], census.counterpart[row]].includes(mine) ? 1 : 0)) // prettier-ignore
  const { rows, more } = nextRows(orderOf(census, query.sort), own, mostCooperations)
  const listed = await listCooperations(reader, rows.map((row) => census.no[row] as number)) // prettier-ignore
  return { cooperations: listed.map(({ id }) => id), mayBeMore: more }
}

function isOwn(account: Account, { row }: StandingFact): boolean {
  return mayProposeAbout(account, [String(row.home), String(row.counterpart)])
}
