// Are the context events sound? Each is told from a source that anybody may see, and cited to it.
import type { Fault, Package } from './package.input.ts'
import { fault, rowsOf } from './package-fault.rules.ts'

/** `sealed` are the identifiers of sources whose particulars nobody may see. */
export function checkContextEvents(pack: Package, sealed: ReadonlySet<unknown>): Fault[] {
  const cited = new Set(
    rowsOf(pack, 'citations')
      .filter((row) => row.fact_table === 'context_event')
      .map((row) => [row.fact_id, row.source, row.locator].join('|')),
  )
  return rowsOf(pack, 'context_events').flatMap((row) => {
    if (sealed.has(row.source))
      return [fault('context_events', row, 'source', 'a context event may not rest on a sealed source')]
    return cited.has([row.id, row.source, row.locator].join('|'))
      ? []
      : [fault('context_events', row, 'source', `no citation ties it to this place in “${row.source}”`)]
  })
}
