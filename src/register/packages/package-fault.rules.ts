// What checks of a package have in common: its rows, and naming a fault by file, line and column.
import type { Fault, Package, ResourceName, Row } from './package.input.ts'

export function rowsOf(pack: Package, resource: ResourceName): Row[] {
  return pack.rows[resource] ?? []
}

/** The file of a resource, for naming it in a fault. */
export function fault(resource: ResourceName, row: Row, column: string, message: string): Fault {
  return { file: `${resource}.csv`, line: row.line, column, message }
}
