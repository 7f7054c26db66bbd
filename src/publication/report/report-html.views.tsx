import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import {
  settledText,
  type SettledBlock,
  type SettledInline,
  type SettledReport,
  type SettledValue,
} from './report-settling.rules.ts'
import type { ReportWords } from './report-words.rules.ts'
import type { Basis, ReportTable } from './report.rules.ts'

/** A report as a web page: numbers lead to their rows, and the margin says by which rule they were counted. */
export function ReportArticle({ report, children }: { report: SettledReport; children?: Child }) {
  const { document, words } = report
  const notes = notesOf([...report.abstract, ...report.blocks])
  return (
    <article class="report" lang={document.language}>
      <header class="report-head">
        <h1>{document.title}</h1>
        {document.subtitle && <p class="report-subtitle">{document.subtitle}</p>}
        <p class="report-imprint">
          {document.author} · <time datetime={document.date}>{words.day(document.date)}</time>
          {document.series && ` · ${[document.series, document.number].filter(Boolean).join(' ')}`}
        </p>
        {report.earlier && (
          <p class="report-earlier">
            <strong>{report.earlier.text}</strong> {report.earlier.aside}{' '}
            <a href={report.earlier.href}>{report.earlier.label}</a>
          </p>
        )}
        {children}
      </header>
      {report.abstract.length > 0 && (
        <section class="report-abstract" aria-labelledby="report-abstract">
          <h2 id="report-abstract">{words.summary}</h2>
          <Blocks blocks={report.abstract} words={words} />
        </section>
      )}
      <TableOfContents report={report} />
      <Blocks blocks={report.blocks} words={words} />
      {notes.length > 0 && (
        <section class="report-notes" aria-labelledby="report-notes">
          <h2 id="report-notes">{words.notes}</h2>
          <ol>
            {notes.map(({ index, blocks }) => (
              <li id={`note-${index}`}>
                <Blocks blocks={blocks} words={words} />
                <a
                  class="report-back"
                  href={`#call-${index}`}
                  aria-label={`${words.backToText}: ${words.note} ${index}`}
                >
                  ↩
                </a>
              </li>
            ))}
          </ol>
        </section>
      )}
      {document.keywords.length > 0 && (
        <p class="report-keywords">
          {words.keywords}: {document.keywords.join(', ')}
        </p>
      )}
    </article>
  )
}

/** Parts and their sections; the third level is too fine to look for. */
function TableOfContents({ report: { blocks, words } }: { report: SettledReport }) {
  const parts: { entry: Child; sections: Child[] }[] = []
  for (const block of blocks) {
    const entry = entryOf(block)
    if (!entry) continue
    if (block.kind === 'heading' && block.level === 2 && parts.length > 0) parts.at(-1)?.sections.push(entry)
    else parts.push({ entry, sections: [] })
  }
  if (parts.length === 0) return null
  return (
    <nav class="report-contents" aria-labelledby="report-contents">
      <h2 id="report-contents">{words.contents}</h2>
      <ol>
        {parts.map(({ entry, sections }) => (
          <li>
            {entry}
            {sections.length > 0 && (
              <ol>
                {sections.map((section) => (
                  <li>{section}</li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function entryOf(block: SettledBlock): Child {
  if (block.kind === 'appendix') {
    return <a href={`#to-${block.id}`}>{`${block.label}. ${settledText(block.caption)}`}</a>
  }
  if (block.kind !== 'heading' || block.level > 2) return null
  return (
    <a href={`#part-${block.id}`}>
      <span class="number">{block.number}</span> {settledText(block.inlines)}
    </a>
  )
}

function Blocks({ blocks, words }: { blocks: readonly SettledBlock[]; words: ReportWords }) {
  return (
    <>
      {blocks.map((block) => (
        <WithNotes block={block} words={words} />
      ))}
    </>
  )
}

/** A block and, beside it, what its numbers rest on. Blocks within lists and quotes share the margin of the whole. */
function WithNotes({ block, words }: { block: SettledBlock; words: ReportWords }) {
  const values = valuesOf(block)
  const set = <Block block={block} words={words} />
  if (values.length === 0) return set
  return (
    <div class="report-row">
      {set}
      <div class="report-margin" role="note">
        {values.map((value) => (
          <details class="report-basis">
            <summary>
              <span class="number">{value.text}</span> {value.label}
            </summary>
            <BasisList basis={value} words={words} />
          </details>
        ))}
      </div>
    </div>
  )
}

function BasisList({ basis, words }: { basis: Basis; words: ReportWords }) {
  return (
    <dl>
      <dt>{words.rule}</dt>
      <dd>{basis.rule}</dd>
      <dt>{words.decisive}</dt>
      {basis.decisive.length === 0 ? <dd>{words.noDecisive}</dd> : basis.decisive.map((row) => <dd>{row}</dd>)}
      <dt>{words.source}</dt>
      <dd>
        {basis.source}
        {basis.href && (
          <>
            {' · '}
            <a href={basis.href}>{words.rows}</a>
          </>
        )}
      </dd>
    </dl>
  )
}

function Block({ block, words }: { block: SettledBlock; words: ReportWords }) {
  switch (block.kind) {
    case 'heading': {
      const Heading = (['h2', 'h3', 'h4'] as const)[block.level - 1] ?? 'h4'
      return (
        <Heading id={`part-${block.id}`}>
          <span class="report-number">{block.number}</span> <Inlines inlines={block.inlines} />
        </Heading>
      )
    }
    case 'paragraph':
      return (
        <p>
          <Inlines inlines={block.inlines} />
        </p>
      )
    case 'list': {
      const items = block.items.map((item) => (
        <li>
          {item.map((each) => (
            <Block block={each} words={words} />
          ))}
        </li>
      ))
      return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'quote':
      return (
        <blockquote>
          {block.blocks.map((each) => (
            <Block block={each} words={words} />
          ))}
        </blockquote>
      )
    case 'grid':
      return (
        <div class="table-frame" tabindex={0} role="region" aria-label={block.head.map(settledText).join(', ')}>
          <table class="report-rows">
            <thead>
              <tr>{block.head.map((cell) => <th scope="col"><Inlines inlines={cell} /></th>)}</tr>
            </thead>
            <tbody>
              {block.rows.map((row) => (
                <tr>
                  {row.map((cell, index) =>
                    index === 0 ? <th scope="row"><Inlines inlines={cell} /></th> : <td><Inlines inlines={cell} /></td>,
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) // prettier-ignore
    case 'table':
      return (
        <figure class="report-table" id={`to-${block.id}`}>
          <Caption block={block} />
          <Rows table={block.table} label={block.label} />
          <Under block={block} words={words} />
        </figure>
      )
    case 'figure':
      return (
        <figure class="report-figure" id={`to-${block.id}`}>
          <div class="report-picture" role="img" aria-label={block.alt}>
            {raw(block.svg.replace(/^\s*<\?xml[^>]*\?>\s*/u, ''))}
          </div>
          <Caption block={block} />
          <Under block={block} words={words} />
          <details class="report-twin">
            <summary>{words.showTable}</summary>
            <Rows table={block.table} label={block.label} />
          </details>
        </figure>
      )
    case 'appendix':
      return (
        <section class="report-appendix" aria-labelledby={`to-${block.id}`}>
          <h2 id={`to-${block.id}`}>
            {block.label}. <Inlines inlines={block.caption} />
          </h2>
          <Under block={block} words={words} />
          <Rows table={block.table} label={block.label} />
        </section>
      )
  }
}

type Captioned = Extract<SettledBlock, { caption: SettledInline[] }>

function Caption({ block }: { block: Captioned }) {
  return (
    <figcaption>
      <strong>{block.label}.</strong> <Inlines inlines={block.caption} />
    </figcaption>
  )
}

function Under({ block, words }: { block: Captioned; words: ReportWords }) {
  if (block.note.length === 0 && !block.basis) return null
  return (
    <p class="report-under">
      <Inlines inlines={block.note} />
      {block.basis && (
        <>
          {' '}
          {words.rule}: {block.basis.rule}. {words.source}: {block.basis.source}
          {'. '}
          {block.basis.href && <a href={block.basis.href}>{words.rows}</a>}
        </>
      )}
    </p>
  )
}

function Rows({ table: { columns, rows }, label }: { table: ReportTable; label: string }) {
  const numeric = (index: number) => (columns[index]?.isNumeric ? 'numeric' : undefined)
  const words = (cell: ReportTable['rows'][number][number]) => {
    const text = cell.lang ? <span lang={cell.lang}>{cell.text}</span> : cell.text
    return cell.href ? <a href={cell.href}>{text}</a> : text
  }
  return (
    <div class="table-frame" tabindex={0} role="region" aria-label={label}>
      <table class="report-rows">
        <thead>
          <tr>{columns.map((column, index) => <th scope="col" class={numeric(index)}>{column.label}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell, index) =>
                index === 0 ? <th scope="row">{words(cell)}</th> : <td class={numeric(index)}>{words(cell)}</td>,
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  ) // prettier-ignore
}

function Inlines({ inlines }: { inlines: readonly SettledInline[] }) {
  return (
    <>
      {inlines.map((inline) => (
        <Inline inline={inline} />
      ))}
    </>
  )
}

function Inline({ inline }: { inline: SettledInline }) {
  switch (inline.kind) {
    case 'text':
      return <>{inline.text}</>
    case 'code':
      return <code>{inline.text}</code>
    case 'strong':
      return <strong><Inlines inlines={inline.inlines} /></strong> // prettier-ignore
    case 'emphasis':
      return <em><Inlines inlines={inline.inlines} /></em> // prettier-ignore
    case 'link':
      return <a href={inline.href}><Inlines inlines={inline.inlines} /></a> // prettier-ignore
    case 'lang':
      return <span lang={inline.lang}>{inline.text}</span>
    case 'break':
      return <br />
    case 'value': {
      const { href, text } = inline.value
      return href ? <a class="report-value number" href={href}>{text}</a> : <span class="number">{text}</span> // prettier-ignore
    }
    case 'written':
      return <small class="report-written">{inline.text}</small>
    case 'reference':
      return <a href={`#to-${inline.target}`}>{inline.text}</a>
    case 'note':
      return <sup><a id={`call-${inline.index}`} class="report-call" href={`#note-${inline.index}`}>{inline.index}</a></sup> // prettier-ignore
  }
}

type Note = Extract<SettledInline, { kind: 'note' }>

function notesOf(blocks: readonly SettledBlock[]): Note[] {
  return blocks.flatMap((block) => inlinesWithin(block).flatMap((inline) => (inline.kind === 'note' ? [inline] : [])))
}

function valuesOf(block: SettledBlock): SettledValue[] {
  return inlinesWithin(block).flatMap((inline) => (inline.kind === 'value' ? [inline.value] : []))
}

/** Every inline of a block and of the blocks in it, in reading order; what stands in footnotes is not among them. */
function inlinesWithin(block: SettledBlock): SettledInline[] {
  const flatten = (inlines: readonly SettledInline[]): SettledInline[] =>
    inlines.flatMap((inline) => ('inlines' in inline ? flatten(inline.inlines) : [inline]))
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return flatten(block.inlines)
    case 'list':
      return block.items.flat().flatMap(inlinesWithin)
    case 'quote':
      return block.blocks.flatMap(inlinesWithin)
    case 'grid':
      return flatten([...block.head, ...block.rows.flat()].flat())
    case 'table':
    case 'figure':
    case 'appendix':
      return flatten([...block.caption, ...block.note])
  }
}
