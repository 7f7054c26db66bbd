// What checks of a package have in common: its rows, and naming a fault by file, line and column.
import type { Fault, FaultCode, Package, ResourceName, Row } from './package.input.ts'

export function rowsOf(pack: Package, resource: ResourceName): Row[] {
  return pack.rows[resource] ?? []
}

/** A fault of one row. `code` says which fault it is to those who do not read files but fill in forms. */
export function fault(resource: ResourceName, row: Row, column: string, message: string, code?: FaultCode): Fault {
  return { file: `${resource}.csv`, line: row.line, column, message, code }
}
