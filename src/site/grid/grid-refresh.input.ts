// What should stand in a grid after something has come between, or when a proposal is opened again?
import type { FactRow } from '#platform/db/versions.ts'
import { factKey, type FormResource, type Judgement, type ProposedChange, type StandingFact } from '#register/index.ts'
import { valuesOfProposal } from '../proposals/fact-values.rules.ts'
import { cellOf, type CellWords } from './grid-cell.rules.ts'
import { gridColumns } from './grid-columns.input.ts'
import type { GridDraft } from './grid-draft.queries.ts'
import type { GridRow } from './grid-rows.input.ts'

/** A fact as the cells of its row. */
function cellsOf(resource: FormResource, row: FactRow, words: CellWords): Record<string, string> {
  return Object.fromEntries(
    gridColumns(resource)
      .filter(({ role }) => role === 'field')
      .map((column) => [column.column, cellOf(column, row[column.column], words)]),
  )
}

/**
 * The rows, counted from what stands now: what the person has not touched follows it, so that sending again undoes
 * nothing of somebody else's.
 */
export function refreshRows(
  rows: readonly GridRow[],
  { changes, seen }: GridDraft,
  { facts }: Pick<Judgement, 'facts'>,
  resource: FormResource,
  words: CellWords,
): GridRow[] {
  const touched = new Map(changes.map((change) => [factKey(change), change.fields]))
  return rows.map((row, index) => {
    const before = seen.get(index)
    const standing: StandingFact | undefined = before && facts.get(factKey(before))
    if (!before || !standing) return row
    const own = Object.keys(touched.get(factKey(before)) ?? {})
    const kept = Object.entries(row.cells).filter(([column]) => own.includes(column) || column === 'cited' || column === 'locator') // prettier-ignore
    return {
      ...row,
      base: String(standing.base),
      cells: { ...cellsOf(resource, standing.row, words), ...Object.fromEntries(kept) },
    }
  })
}

/** The rows that a proposal was made of, and the fields around them. */
export function rowsOfProposal(
  changes: readonly ProposedChange[],
  resource: FormResource,
  words: CellWords,
): { rows: GridRow[]; values: FactRow } {
  const fresh = changes.find((change) => change.act === 'add' && change.resource === 'sources' && resource !== 'sources') // prettier-ignore
  const rows = changes
    .filter((change) => change.resource === resource && change.act !== 'withdraw')
    .map((change, index): GridRow => {
      const isNew = change.act === 'add'
      const row = { ...change.before, ...change.fields }
      const citation = changes.find((one) => one.resource === 'citations' && one.fields.fact_id === change.id)?.fields
      const began = changes.find((one) => one.resource === 'events' && one.act === 'add' && one.fields.cooperation === change.id) // prettier-ignore
      const keys = Object.fromEntries(
        ['home', 'counterpart', 'cooperation', 'event'].flatMap((key) => (isNew && row[key] ? [[key, String(row[key])]] : [])), // prettier-ignore
      )
      return {
        id: isNew ? '' : change.id,
        base: isNew ? '' : String(change.base),
        cells: {
          ...keys,
          ...(isNew && resource === 'cooperations' ? { established: String(began?.fields.date ?? '') } : {}),
          ...cellsOf(resource, row, words),
          ...(citation && citation.source !== fresh?.id ? { cited: String(citation.source) } : {}),
          ...(citation?.locator ? { locator: String(citation.locator) } : {}),
        },
        at: { line: index + 2 },
      }
    })
  const { message: _, ...values } = valuesOfProposal(fresh ? changes : [], resource)
  return { rows, values }
}
