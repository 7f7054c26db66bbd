// Reads a report: Markdown with bindings in, a typed document or faults by line out.
import type { Nodes, PhrasingContent, RootContent, TableCell } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import { gfmTable } from 'micromark-extension-gfm-table'
import type { Language } from '#platform/i18n/language.ts'
import { readBinding, readBlockLines, readMark } from './report-binding.input.ts'
import { readHead } from './report-front-matter.input.ts'
import { findBareNumbers } from './report-number.rules.ts'
import { reportMarks, reportSyntax } from './report-syntax.input.ts'
import {
  everyBlock, inlinesOf, plainText, walkInlines, type BlockBinding, type Footnote, type ReportBlock, type ReportDocument,
  type ReportFault, type ReportInline,
} from './report.rules.ts' // prettier-ignore

export type ReportRead = { document: ReportDocument | null; faults: ReportFault[] }

/** What is gathered while a document is read. */
type Reading = {
  language: Language
  fault: (line: number, code: ReportFault['code'], message: string, stated?: string) => void
  literals: { line: number; text: string }[]
  footnotes: Footnote[]
  /** Headings have theirs, figures and tables theirs: both kinds may be called development. */
  headingIds: Set<string>
  blockIds: Set<string>
}
type Place = { linesAbove: number; isHeading?: boolean; isQuoted?: boolean; isInside?: boolean }

export function readReport(source: string, file: string): ReportRead {
  const faults: ReportFault[] = []
  const fault: Reading['fault'] = (line, code, message, stated) =>
    faults.push({ file, line, code, message, ...(stated && { stated }) })
  const { frontMatter, problems, body, linesAbove } = readHead(source)
  for (const { line, problem } of problems) fault(line, 'report/front-matter', problem)
  if (!frontMatter) return { document: null, faults: faults.toSorted((a, b) => a.line - b.line) }

  const { abstract, titleLine, subtitleLine, ...head } = frontMatter
  const reading: Reading = {
    language: head.language,
    fault,
    literals: [],
    footnotes: [],
    headingIds: new Set(),
    blockIds: new Set(),
  }
  const inTitle = (text: string | null, line: number) =>
    text && plainText(readLine({ text, line }, reading, { linesAbove: 0, isHeading: true }))
  const document: ReportDocument = {
    file,
    ...head,
    title: inTitle(head.title, titleLine) ?? head.title,
    subtitle: inTitle(head.subtitle, subtitleLine),
    abstract: abstract
      ? readBlocks(parse(abstract.text), reading, { linesAbove: abstract.line - 1, isInside: true })
      : [],
    blocks: readBlocks(parse(body), reading, { linesAbove }),
    footnotes: reading.footnotes,
    literals: reading.literals,
  }
  checkTargets(document, reading)
  return { document, faults: faults.toSorted((a, b) => a.line - b.line) }
}

function parse(markdown: string): RootContent[] {
  return fromMarkdown(markdown, {
    extensions: [reportSyntax(), gfmTable(), gfmFootnote()],
    mdastExtensions: [reportMarks(), gfmTableFromMarkdown(), gfmFootnoteFromMarkdown()],
  }).children
}

function readBlocks(nodes: readonly Nodes[], reading: Reading, place: Place): ReportBlock[] {
  return nodes.flatMap((node) => readBlock(node, reading, place) ?? [])
}

function readBlock(node: Nodes, reading: Reading, place: Place): ReportBlock | null {
  const line = lineOf(node, place)
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- what Markdown has beyond these is refused below
  switch (node.type) {
    case 'heading': {
      if (place.isInside)
        reading.fault(
          line,
          'report/syntax',
          'a heading stands between paragraphs, not in a list or quotation, nor in the abstract',
        )
      const inlines = readInlines(node.children, reading, { ...place, isHeading: true })
      const level = Math.min(node.depth, 3) as 1 | 2 | 3
      if (node.depth > 3) reading.fault(line, 'report/syntax', 'headings have three levels: #, ## and ###')
      return { kind: 'heading', level, id: takeId(plainText(inlines), reading.headingIds), inlines, line }
    }
    case 'paragraph':
      if (node.children[0]?.type === 'text' && node.children[0].value.startsWith('|')) {
        reading.fault(
          line,
          'report/syntax',
          'this is no table: every row needs as many cells, and a bar inside a binding is written \\|',
        )
      }
      return { kind: 'paragraph', inlines: readInlines(node.children, reading, place), line }
    case 'list':
      return { kind: 'list', isOrdered: Boolean(node.ordered), items: node.children.map((item) => readBlocks(item.children, reading, { ...place, isInside: true })), line } // prettier-ignore
    case 'blockquote':
      // Somebody else's words, numbers included; who says them stands in a footnote.
      return {
        kind: 'quote',
        blocks: readBlocks(node.children, reading, { ...place, isQuoted: true, isInside: true }),
        line,
      }
    case 'table': {
      const cells = (row: readonly TableCell[]) => row.map((cell) => readInlines(cell.children, reading, place))
      const [head, ...rows] = node.children
      return { kind: 'grid', head: cells(head?.children ?? []), rows: rows.map((row) => cells(row.children)), line }
    }
    case 'code':
      if (place.isInside)
        reading.fault(
          line,
          'report/syntax',
          'a table, chart or appendix stands between paragraphs, not in a list or quotation, nor in the abstract',
        )
      return readFence(node.lang ?? '', node.meta ?? '', node.value, line, reading)
    case 'footnoteDefinition': {
      const blocks = readBlocks(node.children, reading, { ...place, isInside: true })
      if (blocks.some(({ kind }) => kind !== 'paragraph'))
        reading.fault(line, 'report/syntax', 'a footnote holds paragraphs only')
      reading.footnotes.push({ label: node.identifier, blocks, line })
      return null
    }
    default:
      reading.fault(line, 'report/syntax', `a report has no place for this Markdown: ${node.type}`)
      return null
  }
}

const fences: Record<string, 'table' | 'figure' | 'appendix'> = {
  table: 'table',
  chart: 'figure',
  appendix: 'appendix',
}

function readFence(lang: string, meta: string, body: string, line: number, reading: Reading): ReportBlock | null {
  const kind = Object.hasOwn(fences, lang) ? fences[lang] : undefined
  if (!kind) {
    reading.fault(line, 'report/syntax', `"${lang}" begins no block: a fence is a table, a chart or an appendix`)
    return null
  }
  const binding = readBinding(meta, line)
  if (!binding.ok) {
    reading.fault(line, 'report/syntax', binding.problem)
    return null
  }
  const read = readBlockLines(body, line + 1, reading.language)
  for (const each of read) if (!each.ok) reading.fault(line, 'report/syntax', each.problem)
  const lines = read.find((each) => each.ok)?.value ?? { expectations: [] }
  if (!lines.caption) reading.fault(line, 'report/syntax', `a ${lang} needs a caption: line`)
  if (lines.id && reading.blockIds.has(lines.id)) reading.fault(line, 'report/syntax', `the id ${lines.id} comes twice`)
  const words = (text?: { text: string; line: number }) => (text ? readLine(text, reading, { linesAbove: 0 }) : [])
  const block: BlockBinding = {
    ...binding.value,
    source: `${lang} ${binding.value.source}`,
    id: takeId(lines.id ?? binding.value.measure, reading.blockIds),
    caption: words(lines.caption),
    note: words(lines.note),
    expectations: lines.expectations,
  }
  return { kind, binding: block, line }
}

/** One line of Markdown that is no paragraph of the body: a caption, a title. */
function readLine({ text, line }: { text: string; line: number }, reading: Reading, place: Place): ReportInline[] {
  // A leading # or 1. would make a heading or a list of a caption; a letter of no width in front keeps it one line.
  const [first, ...more] = parse(`\u2060${text.replaceAll('\n', ' ')}`)
  if (first?.type !== 'paragraph' || more.length > 0) {
    reading.fault(line, 'report/syntax', `"${text}" must be one line of words`)
    return []
  }
  const [start, ...rest] = first.children
  const children = start?.type === 'text' ? [{ ...start, value: start.value.slice(1) }, ...rest] : first.children
  return readInlines(children, reading, { ...place, linesAbove: line - 1 })
}

function readInlines(nodes: readonly PhrasingContent[], reading: Reading, place: Place): ReportInline[] {
  return nodes.flatMap((node) => readInline(node, reading, place))
}

function readInline(node: PhrasingContent, reading: Reading, place: Place): ReportInline[] {
  const line = lineOf(node, place)
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- what Markdown has beyond these is refused below
  switch (node.type) {
    case 'text':
      if (!place.isQuoted) reportBareNumbers(node.value, line, reading, place)
      // Markdown takes a call without its note for words.
      for (const [call] of node.value.matchAll(/\[\^[^\]\s]+\]/gu))
        reading.fault(line, 'report/unknown-target', `${call} has no footnote`)
      return splitScripts(node.value)
    case 'reportLiteral':
      reading.literals.push({ line, text: node.value })
      return splitScripts(node.value)
    case 'reportBinding': {
      const mark = readMark(node.value, line, reading.language)
      if (!mark.ok) {
        reading.fault(line, 'report/syntax', mark.problem)
        return []
      }
      if (mark.value.kind === 'lang' && !place.isQuoted) reportBareNumbers(mark.value.text, line, reading, place)
      return [mark.value.kind === 'reference' ? { ...mark.value, line } : mark.value]
    }
    case 'strong':
    case 'emphasis':
      return [{ kind: node.type, inlines: readInlines(node.children, reading, place) }]
    case 'inlineCode':
      return [{ kind: 'code', text: node.value }]
    case 'link':
      if (!/^(?:https?:\/\/|\/|#|mailto:)/u.test(node.url)) {
        reading.fault(line, 'report/syntax', `${node.url} is not an address that a report may link to`)
      }
      return [{ kind: 'link', href: node.url, inlines: readInlines(node.children, reading, place) }]
    case 'footnoteReference':
      return [{ kind: 'note', label: node.identifier, line }]
    case 'break':
      return [{ kind: 'break' }]
    default:
      reading.fault(line, 'report/syntax', `a report has no place for this Markdown: ${node.type}`)
      return []
  }
}

function reportBareNumbers(text: string, line: number, reading: Reading, place: Place): void {
  for (const number of findBareNumbers(text, reading.language, { isHeading: place.isHeading })) {
    const at = line + text.slice(0, number.index).split('\n').length - 1
    const message = `"${number.text}" has no measure: bind it, {measure key=value | ${number.text}}, or let it stand, \\#${number.text}`
    reading.fault(at, 'report/bare-number', message, number.text)
  }
}

/** Chinese signs need no mark of their own: no other language of the register is written in them. */
function splitScripts(text: string): ReportInline[] {
  return text
    .replaceAll(/\s*\n\s*/gu, ' ')
    .split(/(\p{Script=Han}(?:[\p{Script=Han}·・]*\p{Script=Han})?)/u)
    .map((part, index): ReportInline =>
      index % 2 === 1 ? { kind: 'lang', lang: 'zh', text: part } : { kind: 'text', text: part },
    )
    .filter((inline) => !('text' in inline) || inline.text !== '')
}

function takeId(text: string, ids: Set<string>): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const base = plain.replaceAll(/[^a-z0-9]+/gu, '-').replaceAll(/^-+|-+$/gu, '') || 'part'
  let id = base
  for (let count = 2; ids.has(id); count++) id = `${base}-${count}`
  ids.add(id)
  return id
}

/** Every {see …} and [^…] leads somewhere, and no footnote waits in vain. */
function checkTargets(document: ReportDocument, { fault }: Reading): void {
  const blocks = everyBlock(document)
  const targets = new Set(blocks.flatMap((block) => ('binding' in block ? block.binding.id : [])))
  const used = new Set<string>()
  for (const inline of blocks.flatMap((block) => [...walkInlines(inlinesOf(block))])) {
    if (inline.kind === 'reference' && !targets.has(inline.target))
      fault(inline.line, 'report/unknown-target', `{see ${inline.target}} leads to no figure, table or appendix`)
    if (inline.kind !== 'note') continue
    if (used.has(inline.label))
      fault(inline.line, 'report/syntax', `[^${inline.label}] is called twice: a footnote has one place`)
    used.add(inline.label)
  }
  for (const { label, line } of document.footnotes) {
    if (!used.has(label)) fault(line, 'report/unknown-target', `the footnote ${label} is called from nowhere`)
  }
}

function lineOf(node: Nodes, place: Place): number {
  return place.linesAbove + (node.position?.start.line ?? 1)
}
