// What is a report made of? Prose with bindings: places where a number, a table or a picture is computed, not written.
import type { Language } from '#platform/i18n/language.ts'

/** A measure with its parameters, as the caller's resolver understands them; `source` is the writer's own notation. */
export type Binding = {
  measure: string
  parameters: Readonly<Record<string, string>>
  line: number
  source: string
}

/** What the sentence says. `words` is set when the writer put the number in words: "forty-nine = 49". */
export type Stated = {
  text: string
  words?: string
  /** null says: no figure can be given. */
  value: number | null
  band?: readonly [number, number]
  /** Decimals of the stated number: the computed one is rounded to as many before they are compared. */
  decimals: number
}

export type ValueBinding = Binding & { stated: Stated }

/** One cell, or the number of rows, that a table or the table behind a chart has to agree with. */
export type Expectation = { line: number; source: string; stated: Stated } & (
  | { what: 'rows' }
  | { what: 'cell'; row: string; column: string }
)

export type BlockBinding = Binding & {
  id: string
  caption: readonly ReportInline[]
  /** Said under the table or picture: what is left out, where the rows are from. */
  note: readonly ReportInline[]
  expectations: readonly Expectation[]
}
export type TableBinding = BlockBinding
export type ChartBinding = BlockBinding

export type ReportInline =
  | { kind: 'text'; text: string }
  | { kind: 'strong'; inlines: readonly ReportInline[] }
  | { kind: 'emphasis'; inlines: readonly ReportInline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; href: string; inlines: readonly ReportInline[] }
  | { kind: 'lang'; lang: string; text: string }
  | { kind: 'break' }
  | { kind: 'value'; binding: ValueBinding }
  /** To a figure, table or appendix of the same report, by its id. */
  | { kind: 'reference'; target: string; line: number }
  | { kind: 'note'; label: string; line: number }

export type ReportBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; id: string; inlines: readonly ReportInline[]; line: number }
  | { kind: 'paragraph'; inlines: readonly ReportInline[]; line: number }
  | { kind: 'list'; isOrdered: boolean; items: readonly (readonly ReportBlock[])[]; line: number }
  | { kind: 'quote'; blocks: readonly ReportBlock[]; line: number }
  /** A table written out in the report: words, and values bound one by one. */
  | { kind: 'grid'; head: readonly ReportInline[][]; rows: readonly ReportInline[][][]; line: number }
  | { kind: 'table'; binding: TableBinding; line: number }
  | { kind: 'figure'; binding: ChartBinding; line: number }
  /** A table of every row, under a lettered heading of its own. */
  | { kind: 'appendix'; binding: TableBinding; line: number }

export type Footnote = { label: string; blocks: readonly ReportBlock[]; line: number }

export type ReportDocument = {
  file: string
  language: Language
  title: string
  subtitle: string | null
  /** The body that stands for the report. */
  author: string
  /** `YYYY-MM-DD`. */
  date: string
  keywords: readonly string[]
  publisher: string | null
  place: string | null
  series: string | null
  number: string | null
  url: string | null
  abstract: readonly ReportBlock[]
  blocks: readonly ReportBlock[]
  footnotes: readonly Footnote[]
  /** Numbers that the writer lets stand without a measure (`\#12`): a reviewer reads these. */
  literals: readonly { line: number; text: string }[]
}

export type ReportFault = {
  file: string
  line: number
  code:
    | 'report/front-matter'
    | 'report/syntax'
    | 'report/bare-number'
    | 'report/unknown-target'
    | 'report/not-computable'
    | 'report/disagrees'
  message: string
  stated?: string
  computed?: string
}

/** What every computed thing travels with. */
export type Basis = {
  /** The counting rule, by its name for people. */
  rule: string
  /** The rows behind it, from the root of the site. */
  href: string
  /** Which rows would change it, and how: one sentence a row. */
  decisive: readonly string[]
  source: string
}
export type ResolvedValue = Basis & {
  text: string
  value: number | null
  band?: readonly [number, number]
  /** What is counted, for the margin: "Cooperations in force at the end of 2016". */
  label?: string
}
export type ReportCell = { text: string; value?: number | null; href?: string; lang?: string }
export type ReportColumn = { label: string; isNumeric?: boolean }
/** The first column names the row. */
export type ReportTable = { columns: readonly ReportColumn[]; rows: readonly (readonly ReportCell[])[] }
export type ResolvedTable = ReportTable & { basis?: Basis }
export type ResolvedChart = {
  /** A picture that stands alone: fixed colours, no stylesheet, with xmlns and viewBox. */
  svg: string
  alt: string
  table: ReportTable
  basis?: Basis
}
/** The measure is not known, or not computable with these parameters; a sentence says why. */
export type Refusal = { refused: string }

/** Given by the caller, who knows the register; this slice knows none of it. */
export type ReportResolver = {
  resolveValue: (binding: ValueBinding) => ResolvedValue | Refusal
  resolveTable: (binding: TableBinding) => ResolvedTable | Refusal
  resolveChart: (binding: ChartBinding) => ResolvedChart | Refusal
}

/** Every block, the outer before the inner, in reading order; footnotes are not among them. */
export function* walkBlocks(blocks: readonly ReportBlock[]): Generator<ReportBlock> {
  for (const block of blocks) {
    yield block
    if (block.kind === 'list') for (const item of block.items) yield* walkBlocks(item)
    if (block.kind === 'quote') yield* walkBlocks(block.blocks)
  }
}

export function* walkInlines(inlines: readonly ReportInline[]): Generator<ReportInline> {
  for (const inline of inlines) {
    yield inline
    if ('inlines' in inline) yield* walkInlines(inline.inlines)
  }
}

/** The inlines of one block, not of the blocks inside it. */
export function inlinesOf(block: ReportBlock): readonly ReportInline[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return block.inlines
    case 'grid':
      return [...block.head, ...block.rows.flat()].flat()
    case 'table':
    case 'figure':
    case 'appendix':
      return [...block.binding.caption, ...block.binding.note]
    case 'list':
    case 'quote':
      return []
  }
}

export function everyBlock(document: ReportDocument): ReportBlock[] {
  const notes = document.footnotes.flatMap(({ blocks }) => blocks)
  return [...walkBlocks([...document.abstract, ...document.blocks, ...notes])]
}

/** Words only: for ids, titles of windows, alternative texts. Values show what the sentence states. */
export function plainText(inlines: readonly ReportInline[]): string {
  return inlines
    .map((inline) => {
      if ('inlines' in inline) return plainText(inline.inlines)
      if ('text' in inline) return inline.text
      if (inline.kind === 'value') return inline.binding.stated.words ?? inline.binding.stated.text
      return inline.kind === 'break' ? ' ' : ''
    })
    .join('')
}
