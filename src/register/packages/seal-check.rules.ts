// Do the files tell anything of a sealed source? They are public: its row says its kind and nothing else, and a code that it is
// cited for has to stand for enough bodies that it is one among many.
import { smallCells, smallestCell } from '#evidence/index.ts'
import type { Fault, Package } from './package.input.ts'
import { fault, rowsOf } from './package-fault.rules.ts'

const harmless = ['id', 'kind', 'visibility', 'line']

/** A code with fewer bodies is let pass where `seal_rulings.csv` says of the citation why it may be. */
export function checkSealedSources(pack: Package, sealed: ReadonlySet<unknown>): Fault[] {
  const particulars = rowsOf(pack, 'sources')
    .filter((row) => sealed.has(row.id))
    .flatMap((row) =>
      Object.keys(row)
        .filter((column) => !harmless.includes(column) && row[column] !== null)
        .map((column) => fault('sources', row, column, 'a sealed source says its kind and nothing else', 'sealed')),
    )
  const bodies = bodiesBehindReasons(pack)
  const ruled = new Set(rowsOf(pack, 'seal_rulings').map((row) => row.citation))
  const small = rowsOf(pack, 'citations')
    .filter(
      ({ source, id, locator, fact_id: fact }) =>
        sealed.has(source) && !ruled.has(id) && locator === null && String(fact).startsWith('reason/'),
    )
    .filter((row) => smallCells([String(row.fact_id)], bodies).length > 0)
    .map((row) =>
      fault(
        'citations',
        row,
        'fact_id',
        `fewer than ${smallestCell} bodies have this reason, and a sealed source behind it could be guessed: say in seal_rulings.csv why not`,
        'sealed',
      ),
    )
  return [...particulars, ...small]
}

function bodiesBehindReasons(pack: Package): Map<string, number> {
  const homes = new Map(rowsOf(pack, 'cooperations').map((row) => [row.id, row.home]))
  const cooperations = new Map(rowsOf(pack, 'events').map((row) => [row.id, row.cooperation]))
  const byCode = Map.groupBy(rowsOf(pack, 'reasons'), ({ code }) => `reason/${code}`)
  return new Map(
    [...byCode].map(([code, rows]) => [
      code,
      new Set(rows.map(({ event }) => homes.get(cooperations.get(event ?? null) ?? null))).size,
    ]),
  )
}
