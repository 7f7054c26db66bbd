import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { littlelandResolver } from '../../../fixtures/littleland/reports/awkward-places/resolver.ts'
import { checkReport } from './report-check.rules.ts'
import { settledText, settleReport } from './report-settling.rules.ts'
import { readReport } from './report.input.ts'
import { everyBlock, inlinesOf, plainText, walkInlines, type ReportDocument } from './report.rules.ts'

const folder = new URL('../../../fixtures/littleland/reports/awkward-places/', import.meta.url)
const head = '---\ntitle: A\nauthor: B\ndate: 2023-03-01\nlanguage: en\n---\n'

function readSample(language: 'sv' | 'en'): ReportDocument {
  const { document, faults } = readReport(readFileSync(new URL(`${language}.md`, folder), 'utf8'), `${language}.md`)
  expect(faults).toEqual([])
  if (!document) throw new Error('no document')
  return document
}
function faultsOf(body: string) {
  return readReport(head + body, 'x.md').faults.map(({ line, code, stated }) => ({
    line: line - 6,
    code,
    ...(stated && { stated }),
  }))
}

describe('reading', () => {
  test('the report of Littleland is in order in both languages', () => {
    for (const language of ['sv', 'en'] as const) {
      expect(checkReport(readSample(language), littlelandResolver(language))).toEqual([])
    }
  })
  test('a binding carries its measure, parameters, expectation and line', () => {
    const document = readSample('sv')
    const values = everyBlock(document).flatMap((block) => [...walkInlines(inlinesOf(block))]).flatMap((inline) => (inline.kind === 'value' ? inline.binding : [])) // prettier-ignore
    expect(values.find(({ stated }) => stated.band)).toEqual({
      measure: 'in-force',
      parameters: { year: '2016' },
      line: 45,
      source: 'in-force year=2016 | 9 (8–10)',
      stated: { text: '9 (8–10)', value: 9, decimals: 0, band: [8, 10] },
    })
    expect(document.literals).toEqual([{ line: 70, text: '10' }])
  })
  test('Chinese signs are marked as Chinese, other scripts as the writer says', () => {
    const spans = everyBlock(readSample('sv')).flatMap((block) => [...walkInlines(inlinesOf(block))]).flatMap((inline) => (inline.kind === 'lang' ? `${inline.lang} ${inline.text}` : [])) // prettier-ignore
    expect(spans).toEqual(expect.arrayContaining(['zh 北湖市', 'zh 西岸', 'ru Заречье', 'ru договор о дружбе']))
  })
  test('a bare number is a fault on its own line, wherever it hides', () => {
    const bare = (line: number, stated: string) => ({ line, code: 'report/bare-number', stated })
    expect(faultsOf('One\nline and\n49 more.')).toEqual([bare(3, '49')])
    expect(faultsOf('A [link to 49](/x), **49**, *49* and a note.[^1]\n\n[^1]: In it 50.')).toEqual([
      ...['49', '49', '49'].map((text) => bare(1, text)),
      bare(3, '50'),
    ])
    expect(faultsOf('- 49\n\n# About 49\n\n| a | 49 |\n| --- | --- |\n| b | 50 |')).toEqual([
      bare(1, '49'), bare(3, '49'), bare(5, '49'), bare(7, '50'),
    ]) // prettier-ignore
    expect(faultsOf('```table m\ncaption: All 49\nnote: And 50\n```')).toEqual([bare(2, '49'), bare(3, '50')])
    expect(faultsOf('1{m | 49}0')).toEqual([bare(1, '1'), bare(1, '0')])
    expect(readReport(head.replace('title: A', 'title: 49 twins'), 'x.md').faults).toMatchObject([
      { line: 2, stated: '49' },
    ])
  })
  test('code, quotations and what the writer lets stand are no faults', () => {
    expect(faultsOf('`49` and \\#49, \\#1/2022 and \\#two\n\n> We made 17 journeys.')).toEqual([])
  })
  test.each([
    ['{in-force}', 'report/syntax'],
    ['{in-force year=2016 | forty}', 'report/syntax'],
    ['{in-force 2016 | 49}', 'report/syntax'],
    ['{in-force year=1 year=2 | 49}', 'report/syntax'],
    ['{see nowhere}', 'report/unknown-target'],
    ['A note[^a] that is not there.', 'report/unknown-target'],
    ['A paragraph.\n\n[^a]: Called from nowhere.', 'report/unknown-target'],
    ['- ```chart m\n  caption: a\n  ```', 'report/syntax'],
    ['> # Heading', 'report/syntax'],
    ['![x](y.png)', 'report/syntax'],
    ['<b>x</b>', 'report/syntax'],
    ['[x](javascript:alert)', 'report/syntax'],
    ['```python\n```', 'report/syntax'],
    ['```table m\n```', 'report/syntax'],
    ['```table m\ncaption: a\nexpect: much\n```', 'report/syntax'],
    ['| a | {m | 4} |\n| --- | --- |', 'report/syntax'],
  ])('%s is a fault', (body, code) => {
    expect(faultsOf(body)).toContainEqual(expect.objectContaining({ code }))
  })
  test('front matter says what is missing', () => {
    expect(
      readReport('---\ntitle: A\ndate: 2023-02-30\nlanguage: de\ncolour: red\n---\n', 'x.md').faults.map(
        ({ message }) => message,
      ),
    ).toEqual([
      'author must be given: the body that stands for the report',
      'date must be a day, YYYY-MM-DD',
      'language must be sv or en',
      '"colour: red" is not a field of a report, or comes twice',
    ])
    expect(readReport('# Without', 'x.md').faults).toHaveLength(1)
  })
})

describe('checking', () => {
  test('one figure moves: every sentence and cell that states it is told, with both values', () => {
    const faults = checkReport(readSample('sv'), littlelandResolver('sv', { inForce2016: 8 }))
    expect(faults.map(({ line, code, stated, computed }) => [line, code, stated, computed])).toEqual([
      [14, 'report/disagrees', '9', '8 (7–9)'],
      [45, 'report/disagrees', '9 (8–10)', '8 (7–9)'],
      [54, 'report/disagrees', '9', '8'],
    ])
    expect(faults[1]?.message).toBe(
      '{in-force year=2016 | 9 (8–10)}: the sentence says 9 (8–10), the register gives 8 (7–9) (littleland-2023)',
    )
  })
  test('a measure that nobody knows is told', () => {
    const { document } = readReport(`${head}{happiness | 49}\n\n\`\`\`chart joy\ncaption: Joy\n\`\`\`\n`, 'x.md')
    expect(document && checkReport(document, littlelandResolver('en')).map(({ code, line }) => [line, code])).toEqual([
      [7, 'report/not-computable'],
      [9, 'report/not-computable'],
    ])
  })
  test('a cell that is not there is told', () => {
    const { document } = readReport(`${head}\`\`\`table in-force-by-kind\ncaption: Kinds\nexpect: Twinning / 1999 = 4\nexpect: rows = 3\n\`\`\`\n`, 'x.md') // prettier-ignore
    expect(document && checkReport(document, littlelandResolver('en')).map(({ code, line }) => [line, code])).toEqual([
      [9, 'report/not-computable'],
      [10, 'report/disagrees'],
    ])
  })
})

describe('settling', () => {
  test('headings, figures, tables and notes are numbered', () => {
    const { blocks } = settleReport(readSample('sv'), littlelandResolver('sv'))
    const numbers = blocks.flatMap((block) =>
      block.kind === 'heading' ? block.number : 'label' in block ? block.label : [],
    )
    expect(numbers).toEqual(['1', '2', '2.1', 'Figur 1', 'Tabell 1', '2.2', '3', 'Bilaga A'])
  })
  test('the writer’s words stand while they are true, and then the number does', () => {
    const { document } = readReport(`${head}{in-force year=2016 | Nine = 9} in force.`, 'x.md')
    if (!document) throw new Error('no document')
    const textUnder = (inForce2016: number) => {
      const [block] = settleReport(document, littlelandResolver('en', { inForce2016 })).blocks
      return block?.kind === 'paragraph' && settledText(block.inlines)
    }
    expect(textUnder(9)).toBe('Nine in force.')
    expect(textUnder(8)).toBe('8 in force.')
  })
  test('where the register gives another figure, what the sentence was written with stands behind it', () => {
    const { document } = readReport(
      `${head}{in-force year=2016 | 9}, {in-force year=2016 | Nine = 9}, {in-force year=2017 | 8} and {happiness | 49}.`,
      'x.md',
    )
    const [block] = document ? settleReport(document, littlelandResolver('en', { inForce2016: 8 })).blocks : []
    const marks = (block?.kind === 'paragraph' ? block.inlines : []).flatMap((inline) =>
      inline.kind === 'written' ? inline.text : [],
    )
    expect(marks.slice(0, 2)).toEqual([' [written with: 9]', ' [written with: Nine]'])
    expect(marks.join()).not.toContain('49')
  })
  test('a cell of which the writer expected another number says so, and no other', () => {
    const body = '```table in-force-by-kind\ncaption: Kinds\nexpect: Twinning / 2016 = 6\nexpect: rows = 99\n```\n'
    const { document } = readReport(head + body, 'x.md')
    const [block] = document ? settleReport(document, littlelandResolver('en')).blocks : []
    const cells = block?.kind === 'table' ? block.table.rows.flat().map(({ text }) => text) : []
    expect(cells.filter((text) => text.includes('written with'))).toHaveLength(1)
    expect(cells.find((text) => text.includes('written with'))).toMatch(/^\d+ \[written with: 6\]$/)
  })
  test('what cannot be computed is unknown, and no stated number is shown for it', () => {
    const { document } = readReport(`${head}{happiness | 49} in force.`, 'x.md')
    const [block] = document ? settleReport(document, littlelandResolver('en')).blocks : []
    expect(block?.kind === 'paragraph' && settledText(block.inlines)).toBe('unknown in force.')
    expect(document && plainText(inlinesOf(document.blocks[0]!))).toBe('49 in force.')
  })
})
