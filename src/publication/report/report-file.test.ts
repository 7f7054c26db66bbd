/** Are the files that a report is given away as what they say they are? */
import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { parseHTML } from 'linkedom'
import { beforeAll, describe, expect, test } from 'vitest'
import { littlelandResolver } from '../../../fixtures/littleland/reports/awkward-places/resolver.ts'
import { drawPng, renderReportPdf, renderReportWord } from './report-drawing.commands.ts'
import { ReportArticle } from './report-html.views.tsx'
import { settleReport, type SettledReport } from './report-settling.rules.ts'
import { readReport } from './report.input.ts'

const folder = new URL('../../../fixtures/littleland/reports/awkward-places/', import.meta.url)
const options = { base: 'https://littleland.example' }

function settle(source: string, language: 'sv' | 'en' = 'sv'): SettledReport {
  const { document } = readReport(source, 'x.md')
  if (!document) throw new Error('no document')
  return settleReport(document, littlelandResolver(language))
}
const sample = readFileSync(new URL('sv.md', folder), 'utf8')

describe('PDF', () => {
  let pdf: Buffer
  let text: string
  beforeAll(async () => {
    pdf = Buffer.from(await renderReportPdf(settle(sample), options))
    text = pdf.toString('latin1')
  })

  test('says that it is PDF/UA-1 and PDF/A-2a, in Swedish, tagged, with its title in the window', () => {
    expect(text).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(text).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>')
    expect(text).toContain('/Lang (sv)')
    expect(text).toMatch(/\/MarkInfo <<\s+\/Marked true/)
    expect(text).toMatch(/\/DisplayDocTitle true/)
    expect(text).toContain('/S /GTS_PDFA1')
  })
  test('has headings, lists, table heads, notes, figures with alternative texts, and a table of contents', () => {
    for (const tag of [
      'H1',
      'H2',
      'P',
      'L',
      'LI',
      'Table',
      'TR',
      'TH',
      'TD',
      'Note',
      'Figure',
      'Caption',
      'TOC',
      'Link',
    ]) {
      expect(text, tag).toMatch(new RegExp(`/S /${tag}\\s`))
    }
    expect(text.match(/\/S \/Figure/g)).toHaveLength(1)
    expect(text).toMatch(/\/Alt [(<]/)
  })
  test('carries every face it uses, and only ours', () => {
    const faces = [...text.matchAll(/\/FontName \/[A-Z]{6}\+(\S+)/g)].map(([, name]) => name)
    expect(faces.length).toBeGreaterThan(4)
    expect(faces.filter((name) => !name?.startsWith('Report'))).toEqual([])
    expect(faces).toEqual(expect.arrayContaining([expect.stringMatching(/^ReportHan/)]))
    expect(text.match(/\/FontFile[23] /g)).toHaveLength(faces.length)
  })
  test('its Chinese and Cyrillic can be taken out again', () => {
    const letters = lettersOf(text)
    for (const letter of '北湖市东山省友好协议Заречь') expect(letters, letter).toContain(letter)
  })
  test('every object stands where the table of places says', () => {
    const at = Number(/startxref\s+(\d+)/.exec(text)?.[1])
    expect(text.slice(at, at + 4)).toBe('xref')
    const places = [...text.slice(at).matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) => Number(offset))
    expect(places.length).toBeGreaterThan(100)
    for (const [index, offset] of places.entries())
      expect(text.slice(offset, offset + 12)).toMatch(new RegExp(`^${index + 1} 0 obj`))
  })
  test('is the same, byte for byte, when it is made again', async () => {
    await renderReportPdf(settle(readFileSync(new URL('en.md', folder), 'utf8'), 'en'), options)
    expect(pdf.equals(await renderReportPdf(settle(sample), options))).toBe(true)
    expect(text).toContain('<xmp:CreateDate>2023-03-01T00:00:00Z</xmp:CreateDate>')
  })
  test('text is never read as Typst', async () => {
    const source =
      '---\ntitle: "#panic() $x$ @y"\nauthor: B\ndate: 2023-03-01\nlanguage: en\n---\n# A @b \\<c>\n\nx #panic("x") [x] $ _y_ `#z` // no\n'
    const file = await renderReportPdf(settle(source, 'en'), { base: '' })
    expect(Buffer.from(file.subarray(0, 5)).toString()).toBe('%PDF-')
  })
  test('some twenty pages are set whole', async () => {
    const body = sample
      .slice(sample.indexOf('# Metod'), sample.indexOf('[^regel]:'))
      .replaceAll(/\[\^\w+\]|\{see \w[\w-]*\}/g, '')
    const chapters = Array.from({ length: 7 }, (_, index) =>
      body.replaceAll(/^id: .*$/gm, `id: part-${'abcdefg'[index]}`),
    )
    const long = settle(
      sample.slice(0, sample.indexOf('# Metod')) + chapters.join('\n\n').replaceAll(/^id: .*\n/gm, ''),
    )
    const file = Buffer.from(await renderReportPdf(long, options))
    const pages = file.toString('latin1').match(/\/Type \/Page\s/g)?.length ?? 0
    expect(pages).toBeGreaterThan(20)
  })
})

describe('Word', () => {
  let files: Map<string, string>
  beforeAll(async () => {
    files = unzip(Buffer.from(await renderReportWord(settle(sample), options)))
  })
  const part = (name: string) => files.get(`word/${name}.xml`) ?? ''

  test('has real headings with numbers, head rows, captions that count, and footnotes', () => {
    expect(part('document').match(/<w:pStyle w:val="Heading1"\/>/g)?.length).toBe(6)
    expect(part('document').match(/<w:pStyle w:val="Heading2"\/>/g)?.length).toBe(2)
    expect(part('document').match(/<w:tblHeader\/>/g)?.length).toBe(4)
    expect(part('document')).toContain('SEQ Figur')
    expect(part('document')).toContain('SEQ Tabell')
    expect(part('footnotes')).toContain('tidigare rapport')
    expect(part('document').match(/<w:footnoteReference /g)).toHaveLength(2)
  })
  test('each list in steps counts from one', async () => {
    const lists = '---\ntitle: A\nauthor: B\ndate: 2023-03-01\nlanguage: en\n---\n1. a\n2. b\n\nand\n\n1. c\n2. d\n'
    const xml = unzip(Buffer.from(await renderReportWord(settle(lists, 'en'), options))).get('word/document.xml') ?? ''
    const ids = [...xml.matchAll(/<w:numId w:val="(\d+)"/g)].map(([, id]) => id)
    expect(ids).toHaveLength(4)
    expect(new Set(ids).size).toBe(2)
  })
  test('has the picture as vectors and as dots, and says what is on it', () => {
    expect(part('document')).toContain('descr="Linje: från 4 samarbeten')
    expect(part('document')).toContain('asvg:svgBlip')
    const kinds = [...files.keys()]
      .filter((name) => name.startsWith('word/media/'))
      .map((name) => name.split('.').pop())
    expect(new Set(kinds)).toEqual(new Set(['png', 'svg']))
  })
  test('is Swedish, with Chinese in Chinese', () => {
    expect(part('styles')).toContain('<w:lang w:val="sv-SE" w:eastAsia="zh-CN"/>')
    expect(part('document')).toMatch(
      /w:eastAsia="Microsoft YaHei"[^>]*\/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"\/><\/w:rPr><w:t[^>]*>友好协议/,
    )
  })
})

describe('web page', () => {
  const { document } = parseHTML(`<html><body>${String(ReportArticle({ report: settle(sample) }))}</body></html>`)

  test('numbers lead to their rows, and the margin gives rule, decisive rows and source', () => {
    const value = [...document.querySelectorAll('a.report-value')].find((link) => link.textContent === '9 (8–10)')
    expect(value?.getAttribute('href')).toBe('/sv/cooperations?year=2016')
    const margin = value?.closest('.report-row')?.querySelector('details')?.textContent
    for (const words of [
      '9 (8–10)',
      'littleland-2023',
      'Småby–Beihu ensamt flyttar 9 till 8.',
      'Littlelands register, upplaga 1',
    ]) {
      expect(margin).toContain(words)
    }
  })
  test('every address within the page leads to a place, notes lead there and back, and no id comes twice', () => {
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id)
    expect(new Set(ids).size).toBe(ids.length)
    const targets = [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href')?.slice(1))
    expect(targets.filter((target) => !ids.includes(target ?? ''))).toEqual([])
    expect(targets).toEqual(expect.arrayContaining(['note-1', 'call-1']))
  })
  test('one h1, headings without gaps, rows and columns named, Chinese marked, no style attribute', () => {
    expect(document.querySelectorAll('h1')).toHaveLength(1)
    const levels = [...document.querySelectorAll('h1,h2,h3,h4')].map(({ tagName }) => Number(tagName.slice(1)))
    expect(levels.filter((level, index) => index > 0 && level - levels[index - 1]! > 1)).toEqual([])
    expect(
      document.querySelectorAll('table:not(:has(thead th[scope=col])), tbody tr:not(:has(th[scope=row]))'),
    ).toHaveLength(0)
    expect(document.querySelector('span[lang=zh]')?.textContent).toBe('东山省')
    expect(document.querySelectorAll('[style]')).toHaveLength(0)
    expect(document.querySelector('[role=img]')?.getAttribute('aria-label')).toContain('4 samarbeten 2010')
  })
})

test('what cannot be drawn is refused, whatever else is asked for beside it is drawn', async () => {
  const svg = (body: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">${body}</svg>`
  const [before, broken, after] = await Promise.allSettled([
    drawPng(svg('<rect width="10" height="10"/>'), 40),
    drawPng(svg('<rect width="10"'), 40),
    drawPng(svg('<circle r="5"/>'), 60),
  ])
  expect([before.status, broken.status, after.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  if (after.status !== 'fulfilled') throw new Error('not drawn')
  expect([after.value.width, after.value.height]).toEqual([60, 30])
  expect(Buffer.from(after.value.png.subarray(1, 4)).toString()).toBe('PNG')
})

/** Letters that the maps from glyphs to Unicode give back: what a reader gets who copies the text or has it read. */
function lettersOf(text: string): string {
  const maps = [...text.matchAll(/begincmap.*?endcmap/gs)].map(([map]) => map).join('\n')
  const codes = [...maps.matchAll(/<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]{4,})>/g)].map(([, code = '']) => code)
  return codes.map((code) => Buffer.from(code, 'hex').swap16().toString('utf16le')).join('')
}

/** The central directory of a zip names each file; its local header says where the bytes begin. */
function unzip(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  for (let at = zip.readUInt32LE(zip.length - 6); zip.readUInt32LE(at) === 0x02014b50;) {
    const [size, nameLength, extra, comment, local] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)] // prettier-ignore
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(begin, begin + size)
    files.set(name, zip.readUInt16LE(at + 10) === 0 ? bytes.toString('utf8') : inflateRawSync(bytes).toString('utf8'))
    at += 46 + nameLength + extra + comment
  }
  return files
}
