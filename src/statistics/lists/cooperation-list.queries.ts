// Which cooperations does a query choose, and which of them stand on its page?
import type { Reader } from '#platform/db/database.ts'
import { dayNumber } from '#platform/time/day.ts'
import {
  findCooperationNo,
  findWords,
  listCooperations,
  nextRows,
  noStatus,
  orderOf,
  rowOf,
  rowsWithWords,
  selectRows,
  statusesOn,
  type Census,
  type Cooperation,
  type Selection,
} from '#register/index.ts'
import { nkk2022 } from '../rules/counting-rule.rules.ts'
import { countedIn, type Counted } from '../measures/counting.rules.ts'
import type { CooperationQuery } from './cooperation-query.input.ts'

export type Choice = Selection & {
  /** How each row of the census counted at the end of the year asked for. */
  inForce: Counted[] | undefined
}

export type CooperationPage = { items: Cooperation[]; next: string | undefined }

/** Applies the query to the census; free text is looked up in the database. */
export async function chooseCooperations(reader: Reader, census: Census, query: CooperationQuery): Promise<Choice> {
  const words = await findWords(reader, census, query.q)
  const found = words.length > 0 ? rowsWithWords(census, words) : undefined
  const inForce =
    query.inForce === undefined
      ? undefined
      : countedIn(census, 'in-force', nkk2022, { from: query.inForce, to: query.inForce })
  const statusOn = query.on === undefined ? undefined : statusesOn(census, dayNumber(query.on))
  // On a given day there is nothing to list but what had begun by then.
  const begun = statusOn && statusOn.map((status) => (status === noStatus ? 0 : 1))
  const counted = inForce && Uint8Array.from(inForce, (answer) => (answer === 'no' ? 0 : 1))
  const among = intersect([found, begun, counted])
  const selection = selectRows(census, query.filter, statusOn, among)
  return {
    mask: selection.mask,
    total: selection.total,
    get facets() {
      return selection.facets
    },
    inForce,
  }
}

function intersect(masks: readonly (Uint8Array | undefined)[]): Uint8Array | undefined {
  const [first, ...rest] = masks.filter((mask) => mask !== undefined)
  return first && rest.reduce((all, mask) => all.map((chosen, row) => chosen & (mask[row] ?? 0)), first)
}

/** Reads the page that `query.after` and `query.limit` ask for. An unknown `after` is an error of the asker. */
export async function readCooperationPage(
  reader: Reader,
  census: Census,
  choice: Choice,
  query: Pick<CooperationQuery, 'sort' | 'limit' | 'after'>,
): Promise<CooperationPage | 'unknown-after'> {
  let afterRow: number | undefined
  if (query.after !== undefined) {
    const no = await findCooperationNo(reader, query.after, census.asOf)
    afterRow = no === undefined ? undefined : rowOf(census, no)
    if (afterRow === undefined) return 'unknown-after'
  }
  const { rows, more } = nextRows(orderOf(census, query.sort), choice.mask, query.limit, afterRow)
  const items = await listCooperations(
    reader,
    rows.map((row) => census.no[row] as number),
    census.asOf,
  )
  return { items, next: more ? items.at(-1)?.id : undefined }
}

// Exports read the whole choice, a page of this size at a time, so that memory does not grow with the register.
const exportPage = 500

/** Every cooperation that the choice holds, in order, read in pieces. */
export async function* readAllCooperations(
  reader: Reader,
  census: Census,
  choice: Choice,
  query: Pick<CooperationQuery, 'sort'>,
): AsyncGenerator<Cooperation> {
  const { rows } = nextRows(orderOf(census, query.sort), choice.mask, census.rows)
  for (let start = 0; start < rows.length; start += exportPage) {
    yield* await listCooperations(
      reader,
      rows.slice(start, start + exportPage).map((row) => census.no[row] as number),
      census.asOf,
    )
  }
}
