// Does every sentence still say what the register says?
import { agrees, holds } from './report-number.rules.ts'
import {
  everyBlock, inlinesOf, walkInlines, type BlockBinding, type Expectation, type ReportDocument, type ReportFault,
  type ReportResolver, type ReportTable, type ValueBinding,
} from './report.rules.ts' // prettier-ignore

export function checkReport(document: ReportDocument, resolver: ReportResolver): ReportFault[] {
  const faults: ReportFault[] = []
  const fault = (
    line: number,
    code: ReportFault['code'],
    message: string,
    both: { stated?: string; computed?: string } = {},
  ) => faults.push({ file: document.file, line, code, message, ...both })
  for (const block of everyBlock(document)) {
    for (const inline of walkInlines(inlinesOf(block))) {
      if (inline.kind === 'value') checkValue(inline.binding, resolver, fault)
    }
    if (!('binding' in block)) continue
    const { binding } = block
    const resolved = block.kind === 'figure' ? resolver.resolveChart(binding) : resolver.resolveTable(binding)
    if ('refused' in resolved) fault(binding.line, 'report/not-computable', `${binding.source}: ${resolved.refused}`)
    else checkTable(binding, 'table' in resolved ? resolved.table : resolved, fault)
  }
  return faults.toSorted((a, b) => a.line - b.line)
}

type Fault = (
  line: number,
  code: ReportFault['code'],
  message: string,
  both?: { stated?: string; computed?: string },
) => void

function checkValue(binding: ValueBinding, resolver: ReportResolver, fault: Fault): void {
  const { stated, line, source } = binding
  const resolved = resolver.resolveValue(binding)
  if ('refused' in resolved) {
    fault(line, 'report/not-computable', `{${source}}: ${resolved.refused}`, { stated: stated.text })
    return
  }
  const { value, band, rule } = resolved
  if (holds(stated, resolved)) return
  const computed = `${value ?? '-'}${band ? ` (${band[0]}–${band[1]})` : ''}`
  const message = `{${source}}: the sentence says ${stated.text}, the register gives ${computed} (${rule})`
  fault(line, 'report/disagrees', message, { stated: stated.text, computed })
}

function checkTable(binding: BlockBinding, table: ReportTable, fault: Fault): void {
  for (const expectation of binding.expectations) {
    const { stated, line, source } = expectation
    const found = computedOf(expectation, table)
    if (found === 'missing') {
      fault(line, 'report/not-computable', `expect: ${source}: there is no such row or column`, { stated: stated.text })
    } else if (!agrees(stated.value, found, stated.decimals)) {
      const computed = String(found ?? '-')
      fault(line, 'report/disagrees', `expect: ${source}: the table has ${computed}`, { stated: stated.text, computed })
    }
  }
}

/** Cells that hold another number than the writer expected, with what that was. */
export function differencesIn(
  { expectations }: BlockBinding,
  table: ReportTable,
): { row: number; column: number; stated: string }[] {
  return expectations.flatMap((expectation) => {
    const { stated } = expectation
    const found = computedOf(expectation, table)
    if (expectation.what === 'rows' || found === 'missing' || agrees(stated.value, found, stated.decimals)) return []
    return { ...placeOf(expectation, table), stated: stated.text }
  })
}

function computedOf(expectation: Expectation, table: ReportTable): number | null | 'missing' {
  if (expectation.what === 'rows') return table.rows.length
  const { row, column } = placeOf(expectation, table)
  const cell = table.rows[row]?.[column]
  // Without a value of its own a cell is words, and words agree with no number.
  return cell && 'value' in cell ? (cell.value ?? null) : 'missing'
}

/** A cell is found by the words of its row's first cell and of its column's head. */
function placeOf(expected: Extract<Expectation, { what: 'cell' }>, { columns, rows }: ReportTable) {
  return {
    row: rows.findIndex(([first]) => first?.text === expected.row),
    column: columns.findIndex(({ label }) => label === expected.column),
  }
}
