// What does a report say today? Every binding computed, every heading, figure, table and note numbered: ready to be set.
import { differencesIn } from './report-check.rules.ts'
import { agrees, holds } from './report-number.rules.ts'
import { reportWords, type ReportWords } from './report-words.rules.ts'
import {
  everyBlock, plainText, type Basis, type BlockBinding, type ReportBlock, type ReportDocument, type ReportInline,
  type ReportResolver, type ReportTable, type ResolvedValue, type ValueBinding,
} from './report.rules.ts' // prettier-ignore

/** A number in the text, with what its margin note says. `index` counts from 1 through the report. */
export type SettledValue = Basis & {
  index: number
  text: string
  label: string
  /** Number of the section it stands in; empty before the first. */
  section: string
}
export type SettledInline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'emphasis'; inlines: SettledInline[] }
  | { kind: 'link'; href: string; inlines: SettledInline[] }
  | { kind: 'lang'; lang: string; text: string }
  | { kind: 'break' }
  | { kind: 'value'; value: SettledValue }
  /** After a value: what the sentence was written with, where the register gives another figure. */
  | { kind: 'written'; text: string }
  | { kind: 'reference'; target: string; text: string }
  | { kind: 'note'; index: number; blocks: SettledBlock[] }
export type SettledTable = ReportTable
type Captioned = { id: string; label: string; caption: SettledInline[]; note: SettledInline[]; basis: Basis | null }
export type SettledBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; id: string; number: string; text: string; inlines: SettledInline[] }
  | { kind: 'paragraph'; inlines: SettledInline[] }
  | { kind: 'list'; isOrdered: boolean; items: SettledBlock[][] }
  | { kind: 'quote'; blocks: SettledBlock[] }
  | { kind: 'grid'; head: SettledInline[][]; rows: SettledInline[][][] }
  | (Captioned & { kind: 'table'; table: SettledTable })
  | (Captioned & { kind: 'appendix'; table: SettledTable })
  | (Captioned & { kind: 'figure'; svg: string; alt: string; table: SettledTable })

/** Said at the head of a report that is shown as it stood earlier, with the way to the present one. */
export type EarlierNotice = { text: string; aside: string; label: string; href: string }

export type SettledReport = {
  document: ReportDocument
  words: ReportWords
  earlier: EarlierNotice | undefined
  abstract: SettledBlock[]
  blocks: SettledBlock[]
  values: SettledValue[]
}

/** Never shows a number that nobody computed: a refused binding becomes the word for unknown. */
export function settleReport(
  document: ReportDocument,
  resolver: ReportResolver,
  earlier?: EarlierNotice,
): SettledReport {
  const words = reportWords[document.language]
  const labels = labelBlocks(document, words)
  const values: SettledValue[] = []
  const counts = [0, 0, 0]
  let section = ''
  let notes = 0

  const settleInlines = (inlines: readonly ReportInline[]): SettledInline[] => inlines.flatMap(settleInline)
  function settleInline(inline: ReportInline): SettledInline | SettledInline[] {
    switch (inline.kind) {
      case 'strong':
      case 'emphasis':
        return { kind: inline.kind, inlines: settleInlines(inline.inlines) }
      case 'link':
        return { ...inline, inlines: settleInlines(inline.inlines) }
      case 'value': {
        const { written, ...settled } = settleValue(inline.binding, resolver, words)
        const value = { index: values.length + 1, section, ...settled }
        values.push(value)
        return written === undefined
          ? { kind: 'value', value }
          : [
              { kind: 'value', value },
              { kind: 'written', text: writtenWith(written, words) },
            ]
      }
      case 'reference':
        return { kind: 'reference', target: inline.target, text: labels.get(inline.target) ?? inline.target }
      case 'note': {
        // Numbered where it is called, so that notes run 1, 2, 3 whatever the writer calls them.
        const index = ++notes
        const footnote = document.footnotes.find(({ label }) => label === inline.label)
        return { kind: 'note', index, blocks: settleBlocks(footnote?.blocks ?? []) }
      }
      case 'text':
      case 'code':
      case 'lang':
      case 'break':
        return inline
    }
  }
  function settleBlocks(blocks: readonly ReportBlock[]): SettledBlock[] {
    return blocks.map(settleBlock)
  }
  function settleBlock(block: ReportBlock): SettledBlock {
    switch (block.kind) {
      case 'heading': {
        counts[block.level - 1]! += 1
        counts.fill(0, block.level)
        section = counts.slice(0, block.level).join('.')
        const { kind, level, id } = block
        return {
          kind,
          level,
          id,
          number: section,
          text: plainText(block.inlines),
          inlines: settleInlines(block.inlines),
        }
      }
      case 'paragraph':
        return { kind: 'paragraph', inlines: settleInlines(block.inlines) }
      case 'list':
        return { kind: 'list', isOrdered: block.isOrdered, items: block.items.map(settleBlocks) }
      case 'quote':
        return { kind: 'quote', blocks: settleBlocks(block.blocks) }
      case 'grid':
        return {
          kind: 'grid',
          head: block.head.map(settleInlines),
          rows: block.rows.map((row) => row.map(settleInlines)),
        }
      case 'table':
      case 'appendix': {
        const resolved = resolver.resolveTable(block.binding)
        const table = 'refused' in resolved ? emptyTable : markDifferences(block.binding, resolved, words)
        const basis = 'refused' in resolved ? null : (resolved.basis ?? null)
        return { kind: block.kind, table, ...settleCaption(block.binding, basis) }
      }
      case 'figure': {
        const resolved = resolver.resolveChart(block.binding)
        const drawn = 'refused' in resolved ? { svg: '', alt: resolved.refused, table: emptyTable } : resolved
        const { svg, alt, basis } = { basis: undefined, ...drawn }
        const table = markDifferences(block.binding, drawn.table, words)
        return { kind: 'figure', svg, alt, table, ...settleCaption(block.binding, basis ?? null) }
      }
    }
  }
  function settleCaption({ id, caption, note }: BlockBinding, basis: Basis | null): Captioned {
    return { id, label: labels.get(id) ?? '', caption: settleInlines(caption), note: settleInlines(note), basis }
  }

  const [abstract, blocks] = [settleBlocks(document.abstract), settleBlocks(document.blocks)]
  return { document, words, earlier, abstract, blocks, values }
}

/** Every number of the text once, for files that have no margin: where it stands, what is counted, by which rule. */
export function basisTable({ values, words }: SettledReport): ReportTable {
  const rows = new Map<string, ReportTable['rows'][number]>()
  for (const { text, label, rule, href, decisive, source, section } of values) {
    const key = [label, text, rule, href].join('\n')
    const cells = [
      { text: label, href },
      { text },
      { text: rule },
      { text: decisive.join(' ') || words.noDecisive },
      { text: source },
    ]
    if (!rows.has(key)) rows.set(key, [{ text: section || '–' }, ...cells])
  }
  const labels = [words.inTheText, words.counted, words.value, words.rule, words.decisive, words.source]
  return { columns: labels.map((label) => ({ label })), rows: [...rows.values()] }
}

/** What the report says; remarks on what it was written with are not part of it. */
export function settledText(inlines: readonly SettledInline[]): string {
  return inlines
    .map((inline) => {
      if ('inlines' in inline) return settledText(inline.inlines)
      if (inline.kind === 'written') return ''
      if (inline.kind === 'value') return inline.value.text
      return 'text' in inline ? inline.text : ''
    })
    .join('')
}

const emptyTable: ReportTable = { columns: [], rows: [] }

function settleValue(
  binding: ValueBinding,
  resolver: ReportResolver,
  words: ReportWords,
): Omit<SettledValue, 'index' | 'section'> & { written?: string } {
  const resolved = resolver.resolveValue(binding)
  if ('refused' in resolved) {
    return { text: words.unknown, label: resolved.refused, rule: '', href: '', decisive: [], source: '' }
  }
  const { rule, href, decisive, source, label = binding.measure } = resolved
  const { stated } = binding
  const written = holds(stated, resolved) ? {} : { written: stated.words ?? stated.text }
  return { text: wordingOf(binding, resolved), label, rule, href, decisive, source, ...written }
}

/** The writer's own words as long as they are true, else the number: "forty-nine" until it is 48. */
function wordingOf({ stated }: ValueBinding, { value, text }: ResolvedValue): string {
  return stated.words !== undefined && agrees(stated.value, value, stated.decimals) ? stated.words : text
}

function writtenWith(stated: string, words: ReportWords): string {
  return ` [${words.written}: ${stated}]`
}

/** Cells of which the writer expected something else say what. */
function markDifferences(binding: BlockBinding, { columns, rows }: ReportTable, words: ReportWords): SettledTable {
  const differences = differencesIn(binding, { columns, rows })
  const written = (row: number, column: number) =>
    differences.find((difference) => difference.row === row && difference.column === column)?.stated
  return {
    columns,
    rows: rows.map((cells, row) =>
      cells.map((cell, column) => {
        const stated = written(row, column)
        return stated === undefined ? cell : { ...cell, text: cell.text + writtenWith(stated, words) }
      }),
    ),
  }
}

/** "Figure 1", "Table 2", "Appendix A" by id, in reading order and before anything refers to them. */
function labelBlocks(document: ReportDocument, words: ReportWords): Map<string, string> {
  const labels = new Map<string, string>()
  const counts = { figure: 0, table: 0, appendix: 0 }
  for (const block of everyBlock(document)) {
    if (block.kind !== 'figure' && block.kind !== 'table' && block.kind !== 'appendix') continue
    const count = ++counts[block.kind]
    labels.set(
      block.binding.id,
      `${words[block.kind]} ${block.kind === 'appendix' ? String.fromCodePoint(64 + count) : count}`,
    )
  }
  return labels
}
