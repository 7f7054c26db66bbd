// Sets a report as a PDF through Typst: tagged, for reading aloud and for the archive, the same bytes every time.
import { readFileSync } from 'node:fs'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { projectFolder } from '#platform/project.ts'
import { declareAccessible } from './report-archive.rules.ts'
import { loadReportFonts, withReportFaces, type ReportFonts } from './report-font.queries.ts'
import {
  basisTable,
  settledText,
  type SettledBlock,
  type SettledInline,
  type SettledReport,
} from './report-settling.rules.ts'
import { plainText, type ReportTable } from './report.rules.ts'

export type PdfOptions = {
  /** Address of the site, without a slash at the end: links to rows lead there. Empty: no links to rows. */
  base: string
}

const template = readFileSync(`${projectFolder}src/publication/report/report-template.typ`, 'utf8')

/** Throws when Typst refuses: a letter that no face has, a picture that cannot be read, a rule of PDF/UA broken. */
export async function renderReportPdf(report: SettledReport, options: PdfOptions): Promise<Buffer> {
  const pictures: string[] = []
  const source = { ...describeReport(report, options, pictures), fonts: {} }
  const fonts = await loadReportFonts(JSON.stringify(source) + pictures.join(''))
  source.fonts = { sans: fonts.sans, serif: fonts.serif }
  const compiler = await compilerFor(fonts)
  compiler.resetShadow()
  compiler.mapShadow(`${workspace}/report.json`, Buffer.from(JSON.stringify(source)))
  for (const [index, svg] of pictures.entries()) {
    compiler.mapShadow(`${workspace}/figure-${index + 1}.svg`, Buffer.from(withReportFaces(svg, fonts)))
  }
  compiler.addSource(`${workspace}/report.typ`, template)
  const compiled = compiler.compile({ mainFilePath: `${workspace}/report.typ` })
  if (!compiled.result) {
    const error = compiled.takeError() ?? compiled.takeDiagnostics()
    throw new Error(`Typst cannot set the report: ${JSON.stringify(error?.shortDiagnostics)}`)
  }
  // The stricter check for readers first; then the same pages for the archive, which then may say both of themselves.
  compiler.pdf(compiled.result, { pdfStandard: 'ua-1' })
  const pdf = declareAccessible(compiler.pdf(compiled.result, { pdfStandard: 'a-2a' }))
  compiler.evictCache(10)
  return pdf
}

// Nothing is read from this folder: every file is put there in memory.
const workspace = '/samband-report'
let latest: { faces: string; compiler: NodeCompiler } | undefined

/** Made anew only when other faces are needed: looking through the fonts of a machine takes its time. */
async function compilerFor(fonts: ReportFonts): Promise<NodeCompiler> {
  // Only when somebody wants a file: a start does without it.
  const typst = await import('@myriaddreamin/typst-ts-node-compiler')
  const faces = fonts.serif.join()
  if (latest?.faces !== faces) {
    latest = { faces, compiler: typst.NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: fonts.blobs }] }) }
  }
  return latest.compiler
}

function describeReport(report: SettledReport, { base }: PdfOptions, pictures: string[]) {
  const { document, words } = report
  const { day: _, ...fixedWords } = words
  return {
    base,
    words: fixedWords,
    language: document.language,
    title: document.title,
    subtitle: document.subtitle,
    author: document.author,
    series: [document.series, document.number].filter(Boolean).join(' ') || null,
    keywords: document.keywords,
    description: document.subtitle ?? document.abstract.map((block) => ('inlines' in block ? plainText(block.inlines) : '')).join(' '), // prettier-ignore
    day: document.date.split('-').map(Number),
    dateInWords: words.day(document.date),
    earlier: report.earlier ?? null,
    abstract: describeBlocks(report.abstract, pictures),
    blocks: describeBlocks(report.blocks, pictures),
    basis: describeTable(basisTable(report)),
  }
}

type Described = Record<string, unknown>

function describeBlocks(blocks: readonly SettledBlock[], pictures: string[]): Described[] {
  return blocks.map((block): Described => {
    switch (block.kind) {
      case 'list':
        return { ...block, items: block.items.map((item) => describeBlocks(item, pictures)) }
      case 'quote':
        return { ...block, blocks: describeBlocks(block.blocks, pictures) }
      case 'grid':
        return {
          kind: 'grid',
          // Columns of words share the width.
          columns: block.head.map((cell) => ({ label: settledText(cell), isNumeric: false, width: 1 })),
          rows: block.rows.map((row) => row.map(describeInlines)),
        }
      case 'table':
      case 'appendix':
        return { ...describeCaption(block), kind: block.kind, ...describeTable(block.table) }
      case 'figure':
        pictures.push(block.svg)
        return { ...describeCaption(block), kind: 'figure', alt: block.alt, path: `figure-${pictures.length}.svg` }
      case 'heading':
      case 'paragraph':
        return { ...block, inlines: describeInlines(block.inlines) }
    }
  })
}

function describeCaption({
  id,
  label,
  caption,
  note,
  basis,
}: Extract<SettledBlock, { caption: SettledInline[] }>): Described {
  return { id, label, caption: describeInlines(caption), note: describeInlines(note), basis }
}

function describeInlines(inlines: readonly SettledInline[]): Described[] {
  return inlines.map((inline): Described => {
    if (inline.kind === 'note') {
      const paragraphs = inline.blocks.map((block) => ('inlines' in block ? describeInlines(block.inlines) : []))
      return { kind: 'note', paragraphs }
    }
    return 'inlines' in inline ? { ...inline, inlines: describeInlines(inline.inlines) } : inline
  })
}

/** Numbers take what they need; words share the rest: room for the longest word, and more for long texts. */
function describeTable({ columns, rows }: ReportTable): Described {
  const widths = columns.map(({ isNumeric = false, label }, index) => {
    const texts = [label, ...rows.map((row) => row[index]?.text ?? '')]
    const mean = texts.reduce((sum, text) => sum + text.length, 0) / texts.length
    const longestWord = Math.max(...texts.flatMap((text) => text.split(/\s+/u)).map(({ length }) => length))
    return isNumeric ? 0 : Math.round(10 * (Math.max(longestWord, 3 * Math.sqrt(mean)) + 2))
  })
  return {
    columns: columns.map(({ label, isNumeric = false }, index) => ({ label, isNumeric, width: widths[index] })),
    rows,
  }
}
