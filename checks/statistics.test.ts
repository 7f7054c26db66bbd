/** Can an analyst ask the register, follow every number to its rows, compose a rule and take the answer along? */
import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from './harness/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
}, 60_000)
afterAll(() => app?.close())

async function page(path: string) {
  const response = await app.request(path)
  expect(response.status, path).toBe(200)
  return parseHTML(await response.text()).document
}

async function json(path: string) {
  const response = await app.request(`/api/v1${path}`)
  expect(response.status, path).toBe(200)
  return response.json()
}

const text = (element: { textContent: string | null } | null) => element?.textContent?.replaceAll(/\s+/g, ' ').trim()

describe('a question and its answer', () => {
  test('in force at the end of 2016: 49 (49–51), decided by two rows that say by how much', async () => {
    const document = await page('/en/statistics?measure=in-force&years=1986..2016')
    expect(text(document.querySelector('.figure-number'))).toMatch(
      /^49 \(49–51\) cooperations: in force at the end of 2016/,
    )
    const decisive = [...document.querySelectorAll('#decisive li')].map(text)
    expect(decisive).toEqual([
      expect.stringMatching(/Umeå.*Xi'an can alone change 49 to 50: sources disagree whether it exists/),
      expect.stringMatching(/Överkalix.*Zhuji can alone change 49 to 50: ended: between 2002 and 2021/),
    ])
  })

  test('every number of a table leads to a list of as many rows as it can count', async () => {
    for (const asked of [
      'measure=ended&by=initiator&years=2015..2021',
      'measure=in-force&by=reason&years=2018..2021',
      'measure=started&by=level&years=2004..2008&rule=nkk-2022~disputed:in',
      'measure=home-actors&by=county&years=2016..2016',
    ]) {
      const document = await page(`/en/statistics?${asked}`)
      const cells = [...document.querySelectorAll('#answer td a[href*="/cooperations?"], #parts td a[href]')]
      expect(cells.length, asked).toBeGreaterThan(3)
      for (const cell of cells.slice(0, 12)) {
        const most = Number(/(\d+)\)?$/.exec(text(cell) ?? '')?.[1])
        const list = await page(cell.getAttribute('href') ?? '')
        const rows = Number(
          /(\d+|One)/.exec(text(list.querySelector('.list-tools .number')) ?? '')?.[1]?.replace('One', '1'),
        )
        // A body can have several cooperations: then the list is longer than the figure.
        if (asked.includes('home-actors')) expect(rows).toBeGreaterThanOrEqual(most)
        else expect(`${cell.getAttribute('href')} ${rows}`).toBe(`${cell.getAttribute('href')} ${most}`)
      }
    }
  })

  test('the figure under each shipped rule stands side by side', async () => {
    const document = await page('/en/statistics?measure=in-force&years=1986..2021')
    const rows = [...document.querySelectorAll('#sensitivity tbody tr')].map(text)
    expect(rows).toHaveLength(9)
    expect(rows[0]).toBe('NKK 202228 (28–29)')
    expect(rows.find((row) => row?.includes('undated ends never'))).toMatch(/29 \(28–30\)\s*\+1/)
  })

  test('outside the data nothing is known, and the chart says so', async () => {
    const document = await page('/sv/statistics?measure=in-force&years=2019..2024')
    expect(text(document.querySelector('#answer'))).toContain('data täcker inte de här åren')
    const { points } = await json('/statistics?measure=in-force&years=2019..2024')
    expect(points.map(({ best }: { best: number | null }) => best)).toEqual([41, 31, 28, null, null, null])
  })
})

describe('a rule of one’s own', () => {
  test('the form leads to an address that holds the rule; the same address gives the same answer', async () => {
    const sent = await app.request(
      '/en/statistics?measure=in-force&by=&from=1986&to=2021&chart=&rule=nkk-2022&part_paused=out&part_unit=&part_lapsed=',
    )
    expect(sent.status).toBe(302)
    const address = sent.headers.get('location') ?? ''
    expect(new URL(address, 'http://x').searchParams.get('rule')).toBe('nkk-2022~paused:out')
    const document = await page(address)
    expect(text(document.querySelector('.figure-number'))).toContain('24 (24–25)')
    expect(text(document.querySelector('.figure-number'))).toContain('NKK 2022 (changed: Paused, not counted)')
    expect(document.querySelector('select[name="part_paused"] option[selected]')?.getAttribute('value')).toBe('out')
  })

  test('years in the wrong order are told beside the field, and what was typed is kept', async () => {
    const sent = await app.request('/en/statistics?measure=ended&from=2021&to=1999')
    const document = await page(sent.headers.get('location') ?? '')
    expect(text(document.querySelector('.field.wrong'))).toContain('Write both years with four digits')
    expect(document.querySelector('input[name="from"]')?.getAttribute('value')).toBe('2021')
    expect(document.querySelector('input[name="to"]')?.getAttribute('value')).toBe('1999')
  })
})

describe('what can be taken along', () => {
  const asked = 'measure=ended&by=kind&years=2010..2021'

  test('the picture as SVG and PNG, with title and source', async () => {
    for (const chart of ['line', 'bars', 'heat', 'lifelines', 'map']) {
      const svg = await (await app.request(`/sv/statistics.svg?${asked}&chart=${chart}`)).text()
      expect(svg).toMatch(/^<\?xml/)
      expect(svg, chart).toContain('<title>Avslutade efter form, 2010–2021</title>')
      expect(svg, chart).toContain('CC BY 4.0')
    }
    const png = Buffer.from(await (await app.request(`/en/statistics.png?${asked}`)).arrayBuffer())
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBe(1848)
  }, 60_000)

  test('the numbers as CSV and JSON, which agree', async () => {
    const answer = await json(`/statistics?${asked}`)
    const lines = (await (await app.request(`/api/v1/statistics.csv?${asked}`)).text()).trim().split(/\r?\n/)
    expect(lines).toHaveLength(1 + 12 * (1 + answer.parts.length))
    expect(answer.figure).toEqual({ min: 24, best: 25, max: 25 })
    expect(answer.parts.map(({ figure }: { figure: { best: number } }) => figure.best)).toEqual([17, 8])
    expect(lines[1]).toBe(`,,,2010,${['min', 'best', 'max'].map((key) => answer.points[0][key]).join(',')}`)
  })

  test('a citation for a list of references and for two sorts of programs', async () => {
    const document = await page(`/en/statistics?${asked}`)
    expect(text(document.querySelector('#cite'))).toMatch(
      /Samband\. \(\d{4}\)\. Ended by kind, 2010–2021: counted under NKK 2022, revision \d+/,
    )
    expect(await (await app.request(`/en/statistics.bib?${asked}`)).text()).toMatch(/^@\w+\{/)
    expect(await (await app.request(`/en/statistics.ris?${asked}`)).text()).toMatch(/^TY {2}- /)
  })

  test('the address that is cited is that of the revision, which later changes leave as it is', async () => {
    const addressIn = async (query: string) =>
      /^UR {2}- (.*)$/m.exec(await (await app.request(`/en/statistics.ris?${query}`)).text())?.[1]?.trim() ?? ''
    const { searchParams, pathname, search } = new URL(await addressIn(asked))
    const document = await page(`/en/statistics?${asked}`)
    expect(text(document.querySelector('#cite'))).toContain(`revision ${searchParams.get('as_of')}. http`)
    const cited = await page(pathname + search)
    expect(text(cited.querySelector('#decisive .number'))).toBe('25 (24–25)')
    expect(text(cited.querySelector('#cite'))).toContain(search)
    // Free text is looked for in what stands, so its address cannot name a revision.
    expect(await addressIn(`${asked}&q=Lanzhou`)).not.toContain('as_of')
  })
})

describe('how long cooperations live', () => {
  test('curves by kind with numbers at risk, and the risk by age and year', async () => {
    const { curves, hazard_by_age: byAge, hazard_by_year: byYear } = await json('/survival?by=kind')
    expect(curves.map(({ value, rows, ended }: Record<string, unknown>) => [value, rows, ended])).toEqual([
      ['twinning', 47, 20],
      ['municipal_partnership', 9, 8],
    ])
    expect(byAge[0]).toMatchObject({ from: 0, to: 2, at_risk: 56 })
    expect(byYear.find(({ year }: { year: number }) => year === 2020)).toMatchObject({ at_risk: 41, ended: 10 })
    const document = await page('/en/statistics/survival?by=kind')
    expect(text(document.querySelector('#answer'))).toContain('no proof of cause')
  })

  test('splits by the outcome are refused by name', async () => {
    const response = await app.request('/api/v1/survival?by=reason')
    expect(response.status).toBe(400)
    expect((await response.json()).parameter).toBe('by')
  })
})

describe('the report’s five diagrams', () => {
  test('what is stated is drawn, what is not is shown as missing, and ours stands beside', async () => {
    const document = await page('/en/statistics/diagrams')
    const stated = [...document.querySelectorAll('#diagram-1 .category-bars')].map((figure) =>
      [...figure.querySelectorAll('.category-row')].map(text),
    )
    expect(stated[0]).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Europe.*413/),
        expect.stringMatching(/^Asia.*(not known|unknown)/),
      ]),
    )
    expect(stated[1]).toEqual([expect.stringMatching(/^Asia\s*28\s*\(28–29\)/)])
    expect(document.querySelectorAll('section[id^="diagram-"]')).toHaveLength(5)
  })
})
