// Writes a report for Word: real headings, tables with head rows, captions that count, footnotes, alternative texts.
import {
  AlignmentType, Bookmark, BorderStyle, Document, ExternalHyperlink, Footer, FootnoteReferenceRun, Header, HeadingLevel, ImageRun,
  InternalHyperlink, LevelFormat, Packer, PageNumber, Paragraph, SimpleField, Table, TableCell, TableOfContents, TableRow, TextRun,
  WidthType, type FileChild, type IRunOptions, type ParagraphChild,
} from 'docx' // prettier-ignore
import { drawPng, type Picture } from './report-picture.commands.ts'
import {
  basisTable,
  type EarlierNotice,
  type SettledBlock,
  type SettledInline,
  type SettledReport,
} from './report-settling.rules.ts'
import type { ReportCell, ReportTable } from './report.rules.ts'

export type WordOptions = {
  /** Address of the site, without a slash at the end: links to rows lead there. Empty: no links to rows. */
  base: string
}

// Faces that Word has on every machine; a face of ours would have to be installed there.
const faces = { text: 'Calibri', heading: 'Georgia', han: 'Microsoft YaHei' }
const colours = { ink: '13232E', quiet: '4A5D68', line: 'D5E2E8', link: '0A5A7D' }
const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const
const pictureWidth = 600
const codes = { sv: 'sv-SE', en: 'en-GB' }

export async function renderReportWord(report: SettledReport, options: WordOptions): Promise<Buffer> {
  const { document, words } = report
  const figures = report.blocks.filter((block) => block.kind === 'figure')
  const pictures = new Map<string, Picture>()
  // oxlint-disable-next-line no-await-in-loop -- the drawer is one WebAssembly instance
  for (const { id, svg } of figures) pictures.set(id, await drawPng(svg, pictureWidth))
  const setter = new Setter(report, options, pictures)
  const basis = basisTable(report)
  const series = [document.series, document.number].filter(Boolean).join(' ')
  const children: FileChild[] = [
    new Paragraph({ text: document.title, heading: HeadingLevel.TITLE }),
    ...(document.subtitle ? [new Paragraph({ text: document.subtitle, style: 'Subtitle' })] : []),
    new Paragraph({
      text: [document.author, words.day(document.date), series].filter(Boolean).join(' · '),
      style: 'Under',
    }),
    ...(report.earlier ? [setter.earlier(report.earlier)] : []),
    ...(report.abstract.length > 0 ? [setter.heading(1, words.summary), ...setter.blocks(report.abstract)] : []),
    ...(document.keywords.length > 0
      ? [new Paragraph({ text: `${words.keywords}: ${document.keywords.join(', ')}`, style: 'Under' })]
      : []),
    new Paragraph({ text: words.contents, style: 'ContentsHeading', pageBreakBefore: true }),
    // Written with its entries, so that Word does not ask whether to update fields when it opens the file.
    new TableOfContents(words.contents, { hyperlink: true, headingStyleRange: '1-2', beginDirty: false }),
    ...setter.blocks(report.blocks),
    ...(basis.rows.length > 0
      ? [setter.heading(1, words.basis), new Paragraph(words.basisLead), setter.table(basis)]
      : []),
  ]
  const file = new Document({
    title: document.title,
    subject: document.subtitle ?? undefined,
    creator: document.author,
    lastModifiedBy: document.author,
    keywords: document.keywords.join(', '),
    description: document.subtitle ?? document.title,
    styles: stylesFor(codes[document.language]),
    numbering: { config: numberings },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: 1600, bottom: 1500, left: 1600, right: 1600 },
          },
        },
        headers: { default: new Header({ children: [new Paragraph({ text: document.title, style: 'Under' })] }) },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                style: 'Under',
                alignment: AlignmentType.RIGHT,
                children: [
                  new TextRun({
                    children: [`${words.page} `, PageNumber.CURRENT, ` ${words.of} `, PageNumber.TOTAL_PAGES],
                  }),
                ],
              }),
            ],
          }),
        },
        children,
      },
    ],
  })
  return Packer.toBuffer(file)
}

/** Turns blocks into Word's paragraphs and tables; knows where links lead and which pictures are drawn. */
class Setter {
  readonly #report: SettledReport
  readonly #options: WordOptions
  readonly #pictures: ReadonlyMap<string, Picture>
  /** Each list counts from one: Word goes on from the last list of the same instance. */
  #lists = 0

  constructor(report: SettledReport, options: WordOptions, pictures: ReadonlyMap<string, Picture>) {
    this.#report = report
    this.#options = options
    this.#pictures = pictures
  }

  blocks(blocks: readonly SettledBlock[]): FileChild[] {
    return blocks.flatMap((block) => this.#block(block))
  }

  earlier({ text, aside, label, href }: EarlierNotice): Paragraph {
    const way = this.#link(href, (linked) => [new TextRun({ ...linked, text: label })])
    return new Paragraph({
      style: 'Earlier',
      children: [new TextRun({ text, bold: true }), new TextRun(` ${aside} `), ...way],
    })
  }

  heading(level: 1 | 2 | 3, children: string | ParagraphChild[], isNumbered = false): Paragraph {
    const numbering = isNumbered ? { numbering: { reference: 'headings', level: level - 1 } } : {}
    const content = typeof children === 'string' ? [new TextRun(children)] : children
    return new Paragraph({ heading: levels[level - 1] ?? HeadingLevel.HEADING_3, children: content, ...numbering })
  }

  #block(block: SettledBlock, depth = 0): FileChild[] {
    switch (block.kind) {
      case 'heading':
        return [this.heading(block.level, this.#inlines(block.inlines), true)]
      case 'paragraph':
        return [new Paragraph({ children: this.#inlines(block.inlines) })]
      case 'list': {
        const instance = ++this.#lists
        return block.items.flatMap((item) =>
          item.flatMap((each) =>
            each.kind === 'paragraph'
              ? [
                  new Paragraph({
                    children: this.#inlines(each.inlines),
                    numbering: { reference: block.isOrdered ? 'steps' : 'points', level: depth, instance },
                  }),
                ]
              : this.#block(each, depth + 1),
          ),
        )
      }
      case 'quote':
        return block.blocks.flatMap((each) =>
          each.kind === 'paragraph'
            ? [new Paragraph({ children: this.#inlines(each.inlines), style: 'Quote' })]
            : this.#block(each),
        )
      case 'grid':
        return [this.#rows(block.head.map((cell) => this.#inlines(cell, { bold: true })), block.rows.map((row) => row.map((cell) => this.#inlines(cell)))), space()] // prettier-ignore
      case 'table':
        return [this.#caption(block, true), this.table(block.table), this.#under(block)]
      case 'figure': {
        const picture = this.#pictures.get(block.id)
        if (!picture) return []
        const { png, width, height } = picture
        const image = new ImageRun({
          type: 'svg',
          data: Buffer.from(block.svg),
          fallback: { type: 'png', data: png },
          transformation: { width, height },
          altText: { name: block.label, title: block.label, description: block.alt },
        })
        return [new Paragraph({ children: [image], keepNext: true }), this.#caption(block, false), this.#under(block)]
      }
      case 'appendix': {
        const title = new Bookmark({
          id: bookmarkOf(block.id),
          children: [new TextRun(`${block.label}. `), ...this.#inlines(block.caption)],
        })
        return [this.heading(1, [title]), this.#under(block), this.table(block.table), space()]
      }
    }
  }

  /** "Figure 1." with a field that Word counts, so that its list of figures works. */
  #caption(block: Extract<SettledBlock, { kind: 'table' | 'figure' }>, keepNext: boolean): Paragraph {
    const [word = '', number = ''] = block.label.split(' ')
    const label = new Bookmark({
      id: bookmarkOf(block.id),
      children: [new TextRun({ text: `${word} `, bold: true }), new SimpleField(`SEQ ${word} \\* ARABIC`, number)],
    })
    return new Paragraph({
      style: 'Caption',
      keepNext,
      children: [label, new TextRun('. '), ...this.#inlines(block.caption)],
    })
  }

  #under({ note, basis }: Extract<SettledBlock, { caption: SettledInline[] }>): Paragraph {
    const { words } = this.#report
    const said = basis ? [new TextRun(` ${words.rule}: ${basis.rule}. ${words.source}: ${basis.source}.`)] : []
    return new Paragraph({ style: 'Under', children: [...this.#inlines(note), ...said] })
  }

  table({ columns, rows }: ReportTable): Table {
    const isNumeric = columns.map((column) => column.isNumeric ?? false)
    const head = columns.map(({ label }) => [new TextRun({ text: label, bold: true })])
    return this.#rows(
      head,
      rows.map((row) => row.map((cell) => [this.#cell(cell)])),
      isNumeric,
    )
  }

  #rows(
    head: readonly ParagraphChild[][],
    rows: readonly (readonly ParagraphChild[][])[],
    isNumeric: readonly boolean[] = [],
  ): Table {
    const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
    const line = { style: BorderStyle.SINGLE, size: 4, color: colours.line }
    const cells = (row: readonly ParagraphChild[][]) =>
      row.map((children, index) => {
        const alignment = isNumeric[index] ? AlignmentType.RIGHT : AlignmentType.LEFT
        return new TableCell({ children: [new Paragraph({ children, style: 'Cell', alignment })] })
      })
    return new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      borders: { top: none, left: none, right: none, insideVertical: none, bottom: line, insideHorizontal: line },
      rows: [
        new TableRow({ children: cells(head), tableHeader: true, cantSplit: true }),
        ...rows.map((row) => new TableRow({ children: cells(row), cantSplit: true })),
      ],
    })
  }

  #cell({ text, lang, href }: ReportCell): ParagraphChild {
    return (
      this.#link(href ?? '', (style) => [new TextRun({ text, ...languageOf(lang), ...style })])[0] ?? new TextRun(text)
    )
  }

  #inlines(inlines: readonly SettledInline[], style: IRunOptions = {}): ParagraphChild[] {
    return inlines.flatMap((inline) => this.#inline(inline, style))
  }

  #inline(inline: SettledInline, style: IRunOptions): ParagraphChild[] {
    switch (inline.kind) {
      case 'text':
      case 'code':
        return [new TextRun({ ...style, text: inline.text })]
      case 'written':
        return [new TextRun({ ...style, text: inline.text, color: colours.quiet, size: 17 })]
      case 'lang':
        return [new TextRun({ ...style, ...languageOf(inline.lang), text: inline.text })]
      case 'strong':
        return this.#inlines(inline.inlines, { ...style, bold: true })
      case 'emphasis':
        return this.#inlines(inline.inlines, { ...style, italics: true })
      case 'break':
        return [new TextRun({ ...style, break: 1 })]
      case 'link':
        return this.#link(inline.href, (linked) => this.#inlines(inline.inlines, { ...style, ...linked }))
      case 'value':
        return this.#link(inline.value.href, (linked) => [
          new TextRun({ ...style, ...linked, text: inline.value.text }),
        ])
      case 'reference':
        return [
          new InternalHyperlink({
            anchor: bookmarkOf(inline.target),
            children: [new TextRun({ ...style, text: inline.text })],
          }),
        ]
      case 'note':
        return [new FootnoteReferenceRun({ children: inline.blocks.map((block) => new Paragraph({ style: 'FootnoteText', children: 'inlines' in block ? this.#inlines(block.inlines) : [] })) })] // prettier-ignore
    }
  }

  #link(href: string, set: (style: IRunOptions) => ParagraphChild[]): ParagraphChild[] {
    const isInside = href.startsWith('/')
    if (!href || href.startsWith('#') || (isInside && !this.#options.base)) return set({})
    return [
      new ExternalHyperlink({
        link: isInside ? this.#options.base + href : href,
        children: set({ color: colours.link, underline: {} }),
      }),
    ]
  }
}

/** Word takes the East Asian face for Chinese signs, and its dictionary by the mark of the run. */
function languageOf(lang: string | undefined): IRunOptions {
  if (!lang) return {}
  const code = lang === 'zh' ? 'zh-CN' : lang
  return lang.startsWith('zh')
    ? {
        language: { value: code, eastAsia: 'zh-CN' },
        font: { ascii: faces.text, hAnsi: faces.text, eastAsia: faces.han, hint: 'eastAsia' },
      }
    : { language: { value: code } }
}

function bookmarkOf(id: string): string {
  // Word takes forty letters, digits and underscores.
  return `to_${id.replaceAll('-', '_')}`.slice(0, 40)
}

function space(): Paragraph {
  return new Paragraph({ text: '', style: 'Under' })
}

const indents = [0, 1, 2].map((level) => ({ left: 360 * (level + 1), hanging: 360 }))
const numberings = [
  {
    reference: 'headings',
    levels: ['%1', '%1.%2', '%1.%2.%3'].map((text, level) => ({ level, format: LevelFormat.DECIMAL, text, alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 567, hanging: 567 } } } })),
  },
  {
    reference: 'points',
    levels: indents.map((indent, level) => ({ level, format: LevelFormat.BULLET, text: '•', alignment: AlignmentType.LEFT, style: { paragraph: { indent } } })),
  },
  {
    reference: 'steps',
    levels: indents.map((indent, level) => ({ level, format: LevelFormat.DECIMAL, text: `%${level + 1}.`, alignment: AlignmentType.LEFT, style: { paragraph: { indent } } })),
  },
] // prettier-ignore

function stylesFor(language: string) {
  const font = { ascii: faces.text, hAnsi: faces.text, eastAsia: faces.han, cs: faces.text }
  const heading = { ascii: faces.heading, hAnsi: faces.heading, eastAsia: faces.han }
  const headingStyle = (size: number, before: number) => ({
    run: { font: heading, size, bold: true, color: colours.ink },
    paragraph: { spacing: { before, after: 140 }, keepNext: true },
  })
  const under = { run: { size: 17, color: colours.quiet }, paragraph: { spacing: { after: 160 } } }
  return {
    default: {
      document: { run: { font, size: 21, color: colours.ink, language: { value: language, eastAsia: 'zh-CN' } }, paragraph: { spacing: { after: 140, line: 290 } } },
      title: { run: { font: heading, size: 52, bold: true, color: colours.ink }, paragraph: { spacing: { after: 120 } } },
      heading1: headingStyle(32, 400),
      heading2: headingStyle(26, 320),
      heading3: headingStyle(22, 260),
    },
    paragraphStyles: [
      { id: 'Subtitle', name: 'Subtitle', basedOn: 'Normal', run: { font: heading, size: 28, color: colours.quiet }, paragraph: { spacing: { after: 200 } } },
      { id: 'ContentsHeading', name: 'Contents heading', basedOn: 'Normal', run: { font: heading, size: 32, bold: true } },
      { id: 'Quote', name: 'Quote', basedOn: 'Normal', paragraph: { indent: { left: 425 } } },
      { id: 'Caption', name: 'caption', basedOn: 'Normal', run: { size: 19 }, paragraph: { spacing: { before: 200, after: 100 } } },
      { id: 'Cell', name: 'Cell', basedOn: 'Normal', run: { size: 18 }, paragraph: { spacing: { before: 30, after: 30, line: 240 } } },
      { id: 'Under', name: 'Under', basedOn: 'Normal', ...under },
      { id: 'Earlier', name: 'Earlier', basedOn: 'Normal', paragraph: { spacing: { before: 200, after: 200 } } },
    ],
  } // prettier-ignore
}
