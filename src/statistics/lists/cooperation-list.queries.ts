// Which cooperations does a query choose, and which of them stand on its page?
import type { Reader } from '#platform/db/database.ts'
import { dayNumber } from '#platform/time/day.ts'
import {
  findCooperationNo,
  findWords,
  listCooperationNos,
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
  type Standing,
} from '#register/index.ts'
import { groundOf } from '../measures/ground.rules.ts'
import { rowsBehind } from '../measures/measure.rules.ts'
import type { CooperationQuery } from './cooperation-query.input.ts'
import { intersect, rowsWithTerms } from './terms.rules.ts'

export type Choice = Selection & {
  /** How surely each row of the census stands behind the figure asked for, as an index into `sureties`. */
  surety: Uint8Array | undefined
}

export type CooperationPage = { items: Cooperation[]; next: string | undefined }

/** Applies the query to the register; free text is looked up in the database. */
export async function chooseCooperations(reader: Reader, standing: Standing, query: CooperationQuery): Promise<Choice> {
  const { census } = standing
  const ground = groundOf(standing)
  const words = await findWords(reader, census, query.q)
  const found = words.length > 0 ? rowsWithWords(census, words) : undefined
  const surety = query.counted && rowsBehind(ground, query.counted)
  const statusOn = query.on === undefined ? undefined : statusesOn(census, dayNumber(query.on))
  // On a given day there is nothing to list but what had begun by then.
  const begun = statusOn && statusOn.map((status) => (status === noStatus ? 0 : 1))
  const among = intersect([
    found,
    begun,
    surety?.map((each) => (each > 0 ? 1 : 0)),
    query.ids.length > 0 ? await rowsNamed(reader, census, query.ids) : undefined,
    rowsWithTerms(ground, query.terms, query.regimeYear ?? query.counted?.years.to ?? ground.coverage.to),
  ])
  const selection = selectRows(census, query.filter, statusOn, among)
  return {
    mask: selection.mask,
    total: selection.total,
    get facets() {
      return selection.facets
    },
    surety,
  }
}

async function rowsNamed(reader: Reader, census: Census, ids: readonly string[]): Promise<Uint8Array> {
  const mask = new Uint8Array(census.rows)
  for (const no of await listCooperationNos(reader, ids, census.asOf)) mask[rowOf(census, no) ?? -1] = 1
  return mask
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
const exportPage = 1000

/** The cooperations with these numbers, in their order, in pieces that are never empty. */
export async function* readCooperations(
  reader: Reader,
  { asOf, revision }: Pick<Standing, 'asOf' | 'revision'>,
  nos: ArrayLike<number>,
): AsyncGenerator<Cooperation[]> {
  for (let start = 0; start < nos.length; start += exportPage) {
    const wanted = Array.from(
      { length: Math.min(exportPage, nos.length - start) },
      (_, index) => nos[start + index] ?? 0,
    )
    const read = await listCooperations(reader, wanted, asOf)
    // A change that was accepted meanwhile has closed some: they are read as the census that was chosen from knew them.
    yield read.length === wanted.length ? read : await listCooperations(reader, wanted, revision)
  }
}

/** Every cooperation that the choice holds, in order, in pieces. */
export function readAllCooperations(
  reader: Reader,
  standing: Standing,
  choice: Choice,
  query: Pick<CooperationQuery, 'sort'>,
): AsyncGenerator<Cooperation[]> {
  const { census } = standing
  const { rows } = nextRows(orderOf(census, query.sort), choice.mask, census.rows)
  return readCooperations(
    reader,
    standing,
    Int32Array.from(rows, (row) => census.no[row] ?? 0),
  )
}
