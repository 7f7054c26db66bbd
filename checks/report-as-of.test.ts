/** Can the report be read as the register stood earlier, as page, PDF and Word file, with every difference said? */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages } from '#platform/i18n/language.ts'
import { shippedPackages } from '../src/start.ts'
import { openTestApp, type TestApp } from './harness/app.ts'
import { replace } from './harness/littleland.ts'
import { zipEntry } from './harness/zip.ts'

const id = 'swedish-chinese-1986-2021'
// An edition that was less well informed: one cooperation begins two years later, and so was not in force at the peak.
const folder = mkdtempSync(join(tmpdir(), 'samband-earlier-'))
const earlierEdition = { ...shippedPackages, datasets: [folder] }
const begun = 'bengtsfors-wuzhou-twinning.established-2015,bengtsfors-wuzhou-twinning,,established,'

/** Pages that are counted from the same data; of the report's claims Littleland has none. */
const counted = ['/en/claims', '/sv/statistics/diagrams', '/api/v1/claims', '/sv/report']
const said = new Map<string, string>()

let app: TestApp
beforeAll(async () => {
  cpSync(shippedPackages.datasets[0] ?? '', folder, { recursive: true })
  const change = (file: string, by: (text: string) => string) =>
    writeFileSync(join(folder, file), by(readFileSync(join(folder, file), 'utf8')))
  change('events.csv', replace(`${begun}2015`, `${begun}2017`))
  change('datapackage.json', (text) => text.replace(/"version": "[^"]*"/, '"version": "0.9.0"'))
  app = await openTestApp(earlierEdition, new Date('2024-01-10T12:00:00Z'))
  for (const path of counted) said.set(path, await mainOf(path))
  expect(await app.load(shippedPackages, new Date('2024-01-20T12:00:00Z'))).toBe(3)
}, 60_000)
afterAll(async () => {
  await app?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function mainOf(path: string) {
  const text = await (await app.request(path)).text()
  const { document } = parseHTML(text)
  document.querySelector('#as-of-notice')?.remove()
  return (document.querySelector('main')?.innerHTML ?? text).replaceAll(/(\?|&amp;|&)as_of=[\d-]+/g, '')
}

async function open(path: string) {
  const response = await app.request(path)
  const html = await response.text()
  return { status: response.status, html, document: parseHTML(html).document }
}

describe.each(['2', '2024-01-10', '2024-01-19'])('as of %s', (asOf) => {
  test('figures, picture and appendix are those of then, and what the sentences were written with is said', async () => {
    const { status, document, html } = await open(`/en/report/${id}?as_of=${asOf}`)
    expect(status).toBe(200)
    const values = [...document.querySelectorAll('a.report-value')].map((link) => link.textContent)
    expect(values).toContain('48 (48–50)')
    expect(values).not.toContain('49 (49–51)')
    const marked = [...document.querySelectorAll('.report-written')].map((mark) => mark.textContent?.trim())
    expect(marked).toContain('[written with: 49 (49–51)]')
    const row = [...document.querySelectorAll('.report-appendix tbody tr')].find((each) => each.textContent?.includes('Wuzhou') && each.textContent.includes('Bengtsfors')) // prettier-ignore
    expect(row?.textContent).toContain('2017')
    expect(row?.textContent).not.toContain('2015')
    expect(html).toContain('nkk-2022 0.9.0 in Samband, revision 2')
    expect(html).not.toContain('revision 3 of the register')
  })

  test('the page says as of when it is, leads to the present one, and its files are of the same moment', async () => {
    const { document } = await open(`/sv/report/${id}?as_of=${asOf}`)
    const notice = document.querySelector('.report-earlier')
    expect(notice?.textContent).toContain(`den ${asOf === '2' ? '2024-01-10' : asOf}, version 2`)
    expect(notice?.querySelector('a')?.getAttribute('href')).toBe(`/sv/report/${id}`)
    const files = [...document.querySelectorAll('a[type]')].map((link) => link.getAttribute('href'))
    expect(files).toEqual([`/sv/report/${id}.pdf?as_of=${asOf}`, `/sv/report/${id}.docx?as_of=${asOf}`])
    expect(document.querySelector('.report-citations')?.textContent).toContain(`?as_of=${asOf}`)
  })
})

test.each(counted)('%s says as of the earlier edition what it said then', async (path) => {
  expect(said.get(path)).not.toBe(await mainOf(path))
  expect(await mainOf(`${path}?as_of=2`)).toBe(said.get(path))
})

test('the figures of the report lead to the rows as they were then', async () => {
  const { document } = await open(`/en/report/${id}?as_of=2`)
  const hrefs = [...document.querySelectorAll('a.report-value')].map((link) => link.getAttribute('href') ?? '')
  expect(hrefs.length).toBeGreaterThan(20)
  expect(hrefs.filter((href) => !href.endsWith('as_of=2'))).toEqual([])
})

test('the present report is as it was: no notice and no difference', async () => {
  for (const language of languages) {
    const { document } = await open(`/${language}/report/${id}`)
    expect(document.querySelectorAll('.report-earlier, .report-written')).toHaveLength(0)
    expect([...document.querySelectorAll('a.report-value')].map((link) => link.textContent)).toContain('49 (49–51)')
  }
})

test('as of the latest revision it is the present one, with the moment said', async () => {
  const { document } = await open(`/en/report/${id}?as_of=3`)
  expect(document.querySelector('.report-earlier')?.textContent).toContain('2024-01-20, revision 3')
  expect(document.querySelectorAll('.report-written')).toHaveLength(0)
})

test('the Word file says as of when it is, and marks the differences', async () => {
  const response = await app.request(`/en/report/${id}.docx?as_of=2024-01-15`)
  expect(response.headers.get('content-disposition')).toContain(`samband-${id}-en-r2.docx`)
  const text = zipEntry(Buffer.from(await response.arrayBuffer()), 'word/document.xml').replace(/<[^>]*>/g, '')
  expect(text).toContain('as the register stood on 2024-01-15, revision 2')
  expect(text).toContain('48 (48–50) [written with: 49 (49–51)]')
  expect(text).not.toContain('revision 3')
}, 30_000)

test('the PDF is another one, of that revision, with a way to the present one', async () => {
  const [then, now] = await Promise.all(['?as_of=2', ''].map((query) => app.request(`/sv/report/${id}.pdf${query}`)))
  expect(then?.headers.get('content-disposition')).toContain(`samband-${id}-sv-r2.pdf`)
  expect(now?.headers.get('content-disposition')).toContain(`samband-${id}-sv-r3.pdf`)
  const [past, present] = await Promise.all([then, now].map(async (each) => Buffer.from(await each!.arrayBuffer())))
  expect(past?.subarray(0, 5).toString()).toBe('%PDF-')
  expect(past?.includes(`/sv/report/${id})`)).toBe(true)
  expect(present?.includes(`/sv/report/${id})`)).toBe(false)
}, 60_000)

test('citations name the day', async () => {
  expect(await (await app.request(`/en/report/${id}.bib?as_of=2`)).text()).toContain('Figures as known on 10 January 2024') // prettier-ignore
  expect(await (await app.request(`/sv/report/${id}.ris?as_of=2`)).text()).toContain('Uppgifter per 10 januari 2024')
})

describe.each(['', '.pdf', '.docx', '.bib'])('report%s', (ending) => {
  const path = `/en/report/${id}${ending}`
  test.each([
    ['yesterday', 400], ['2024-02-30', 400], ['-1', 400], ['1.5', 400], ['3 ', 400],
    ['4', 404], ['9999-12-31', 404], ['2024-01-09', 404], ['0', 404], ['1', 404],
  ])('as_of=%s is answered with %d and the name of the parameter', async (asOf, status) => {
    const { status: answered, document } = await open(`${path}?as_of=${encodeURIComponent(asOf)}`)
    expect(answered).toBe(status)
    expect(document.querySelector('main')?.textContent).toContain('as_of')
  }) // prettier-ignore
})

test('before anything was recorded the page says that nothing was known, and a program is told so too', async () => {
  const { document } = await open(`/sv/report/${id}?as_of=2023-12-31`)
  expect(document.querySelector('main')?.textContent).toContain('inga av de efterfrågade uppgifterna')
  const told = await app.request(`/sv/report/${id}?as_of=2023-12-31`, { headers: { accept: 'application/json' } })
  expect(await told.json()).toMatchObject({ code: 'register/nothing-known', parameter: 'as_of' })
})

test('a report that is not there is not found, as of whenever', async () => {
  expect((await open('/sv/report/none?as_of=2')).document.querySelector('main')?.textContent).not.toContain('as_of')
})

test('an empty day, as an emptied field of a form sends it, is the present', async () => {
  const [empty, present] = await Promise.all(
    ['?as_of=', ''].map(async (query) => (await app.request(`/en/report/${id}${query}`)).text()),
  )
  const article = (html = '') => /<article[\s\S]*<\/article>/.exec(html)?.[0]
  expect(article(empty)).toBeDefined()
  expect(article(empty)).toBe(article(present))
})
