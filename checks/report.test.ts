/** Does the report that ships say what the register says, and can it be read as a page, a PDF and a Word file? */
import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkReport, openReportResolver, reportShelf } from '#publication/index.ts'
import { loadPackages, openStandingRegister, type Standing } from '#register/index.ts'
import type { Database } from '#platform/db/database.ts'
import { languages, type Language } from '#platform/i18n/language.ts'
import { readFileSync } from 'node:fs'
import { shippedPackages } from '../src/start.ts'
import { readReport } from '../src/publication/report/report.input.ts'
import { openTestApp, type TestApp } from './harness/app.ts'
import { openTestDatabase } from './harness/database.ts'
import { zipEntry } from './harness/zip.ts'

const id = 'swedish-chinese-1986-2021'
const titles = { sv: 'Svensk-kinesiska samarbeten 1986–2021', en: 'Swedish–Chinese cooperation, 1986–2021' }

describe('against the register', () => {
  let database: Database
  let standing: Standing
  beforeAll(async () => {
    database = await openTestDatabase()
    await loadPackages(database, shippedPackages, new Date())
    standing = (await openStandingRegister(database)).now()
  }, 60_000)
  afterAll(() => database?.close())

  async function faultsOf(source: string, language: Language) {
    const { document, faults } = readReport(source, `${language}.md`)
    const resolver = await openReportResolver(database.reader, standing, language)
    return [...faults, ...(document ? checkReport(document, resolver) : [])]
  }
  const sourceOf = (language: Language) =>
    readFileSync(new URL(`../data/reports/${id}/${language}.md`, import.meta.url), 'utf8')

  test.each(languages)('the shipped report has no fault in %s', async (language) => {
    expect(reportShelf().map((report) => report.read(language).faults)).toEqual([[]])
    expect(await faultsOf(sourceOf(language), language)).toEqual([])
  })
  test('both languages bind the same figures in the same order', () => {
    const bound = (language: Language) =>
      [...sourceOf(language).matchAll(/\{([a-z-]+[^|{}]*)\|[^}]*\}/g)].map(([, measure = '']) => measure.replace(/\s+/g, ' ').trim()) // prettier-ignore
    expect(bound('en')).toEqual(bound('sv'))
    expect(bound('sv').length).toBeGreaterThan(40)
  })
  test('a sentence that says another number is named with file, line and both values', async () => {
    const lines = sourceOf('en').split('\n')
    const line = lines.findIndex((text) => text.includes('{peak | 49}'))
    lines[line] = (lines[line] ?? '').replace('{peak | 49}', '{peak | 48}')
    expect(await faultsOf(lines.join('\n'), 'en')).toMatchObject([
      { file: 'en.md', line: line + 1, code: 'report/disagrees', stated: '48', computed: '49' },
    ])
  })
  test('a cell that expects another number is named in the same way', async () => {
    const changed = sourceOf('sv').replace('2020 / Avslutade i allt = 10', '2020 / Avslutade i allt = 11')
    const line = changed.split('\n').findIndex((text) => text.includes('allt = 11')) + 1
    expect(await faultsOf(changed, 'sv')).toMatchObject([{ file: 'sv.md', line, stated: '11', computed: '10' }])
  })
  test.each([
    '{in-force year=2016 rule=mine | 49}',
    '{in-force year=2016 county=99 | 49}',
    '{in-force from=2015 to=2016 | 49}',
    '{status-count status=happy | 1}',
    '{with-reason reason=none | 1}',
    '{happiness | 1}',
  ])('%s is refused', async (binding) => {
    const head = '---\ntitle: A\nauthor: B\ndate: 2023-03-01\nlanguage: en\n---\n'
    expect(await faultsOf(head + binding, 'en')).toMatchObject([{ line: 7, code: 'report/not-computable' }])
  })
})

describe('on the site', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await openTestApp()
  }, 60_000)
  afterAll(() => app?.close())

  test.each(languages)('the pages answer in %s', async (language) => {
    const index = parseHTML(await (await app.request(`/${language}/report`)).text()).document
    expect(index.querySelector(`main a[href="/${language}/report/${id}"]`)?.textContent).toBe(titles[language])
    const page = await app.request(`/${language}/report/${id}`)
    expect(page.status).toBe(200)
    const { document } = parseHTML(await page.text())
    expect(document.querySelector('h1')?.textContent).toBe(titles[language])
    expect(document.querySelectorAll('.report-margin').length).toBeGreaterThan(8)
    expect(document.querySelectorAll('.report-picture > svg').length).toBe(2)
    expect(document.querySelectorAll('.report-appendix tbody tr').length).toBe(57)
    const peak = [...document.querySelectorAll('a.report-value')].find((link) => link.textContent === '49 (49–51)')
    expect(peak?.getAttribute('href')).toBe(`/${language}/cooperations?in_force=2016`)
    expect(document.querySelector('.report-margin')?.textContent).toContain('nkk-2022')
  })
  test('every list of rows that a figure leads to answers', async () => {
    const { document } = parseHTML(await (await app.request(`/en/report/${id}`)).text())
    const hrefs = new Set([...document.querySelectorAll('.report a[href^="/en/"]')].map((a) => a.getAttribute('href')))
    for (const href of hrefs) expect((await app.request(href ?? '')).status, href ?? '').toBe(200)
    expect(hrefs.size).toBeGreaterThan(60)
  }, 60_000)
  test.each(languages)(
    'the PDF in %s is a PDF with its title and its Chinese names',
    async (language) => {
      const response = await app.request(`/${language}/report/${id}.pdf`)
      expect(response.headers.get('content-type')).toBe('application/pdf')
      expect(response.headers.get('content-disposition')).toMatch(new RegExp(`samband-${id}-${language}-r\\d+\\.pdf`))
      const text = Buffer.from(await response.arrayBuffer()).toString('latin1')
      expect(text.slice(0, 5)).toBe('%PDF-')
      expect(Buffer.from(text, 'latin1').toString('utf8')).toContain(titles[language])
      expect(text).toMatch(/\/FontName \/[A-Z]{6}\+ReportHan/)
      expect(text).toContain(`/Lang (${language})`)
      expect(text.match(/\/S \/Figure/g)).toHaveLength(2)
    },
    30_000,
  )
  test('the Word file is a whole package with real headings', async () => {
    const response = await app.request(`/sv/report/${id}.docx`)
    expect(response.headers.get('content-type')).toContain('wordprocessingml')
    const document = zipEntry(Buffer.from(await response.arrayBuffer()), 'word/document.xml')
    expect(document.match(/<w:pStyle w:val="Heading1"\/>/g)?.length).toBeGreaterThanOrEqual(8)
    expect(document.match(/<w:pStyle w:val="Heading2"\/>/g)?.length).toBe(2)
    expect(document).toContain('上海')
  }, 30_000)
  test('citations are files for reference managers', async () => {
    expect(await (await app.request(`/en/report/${id}.bib`)).text()).toMatch(/^@techreport\{/)
    expect(await (await app.request(`/en/report/${id}.ris`)).text()).toMatch(/^TY {2}- RPRT/)
  })
  test('a report that is not there is not found', async () => {
    for (const path of ['/sv/report/none', '/sv/report/none.pdf']) expect((await app.request(path)).status).toBe(404)
  })
})
