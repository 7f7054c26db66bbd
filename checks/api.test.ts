/** Does API v1 keep its contract (openapi.json, shapes of problems, pages, downloads), and does it tell the facts? */
import { parse } from 'csv-parse/sync'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, origin, type TestApp } from './harness/app.ts'
import { readContract, type Contract } from './harness/contract.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- held to the schema of the document by the first tests
type Json = any

let app: TestApp
let document: Contract['document']
let faultsBy: Contract['faultsBy']
let schemaOf: Contract['schemaOf']

beforeAll(async () => {
  app = await openTestApp()
  ;({ document, faultsBy, schemaOf } = await readContract(app))
})
afterAll(() => app?.close())

async function get(path: string, init?: RequestInit): Promise<Response> {
  return app.request(path.startsWith(origin) ? path : `/api/v1${path}`, init)
}
async function json(path: string): Promise<Json> {
  const response = await get(path)
  expect(response.status, path).toBe(200)
  return response.json()
}
async function csvRows(path: string): Promise<Record<string, string>[]> {
  return parse(await (await get(path)).text(), { columns: true })
}

const everyCooperation = async (): Promise<Json[]> => (await json('/cooperations?limit=500')).items

describe('the document', () => {
  test('is OpenAPI 3.1 and lists these addresses', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { version: '1' } })
    expect(Object.keys(document.paths).toSorted()).toMatchInlineSnapshot(`
      [
        "/actors",
        "/actors.csv",
        "/actors/{id}",
        "/changes",
        "/changes/compare",
        "/changes/{revision}",
        "/claims",
        "/claims.csv",
        "/codebook",
        "/codebook.csv",
        "/codebook/versions",
        "/codebook/versions/{number}",
        "/coding-rounds",
        "/coding-rounds/{id}",
        "/conflicts",
        "/context-events",
        "/context-events.csv",
        "/cooperations",
        "/cooperations.csv",
        "/cooperations.xlsx",
        "/cooperations/{id}",
        "/counties",
        "/countries",
        "/countries/{code}",
        "/datapackage.json",
        "/datasets",
        "/dead-links",
        "/documents/{id}",
        "/oembed",
        "/reports",
        "/reports/{id}",
        "/rules",
        "/samband.csv.zip",
        "/samband.json.zip",
        "/samband.jsonld.zip",
        "/samband.ndjson.zip",
        "/samband.parquet.zip",
        "/samband.sqlite",
        "/samband.xlsx",
        "/series/in-force",
        "/series/in-force.csv",
        "/sources",
        "/sources.csv",
        "/sources/{id}",
        "/sources/{id}/documents",
        "/statistics",
        "/statistics.csv",
        "/survival",
        "/survival.csv",
        "/{table}.csv",
        "/{table}.json",
        "/{table}.jsonld",
        "/{table}.ndjson",
        "/{table}.parquet",
        "/{table}.sqlite",
        "/{table}.xlsx",
      ]
    `)
  })

  test('has a schema for each answer that is JSON', () => {
    for (const [path, { get: operation }] of Object.entries(document.paths)) {
      const [type = '', media] = Object.entries(operation.responses[200].content)[0] ?? []
      expect(media?.schema, path).not.toEqual({})
      expect(type.includes('json'), path).toBe(!/\.(csv|xlsx|sqlite|parquet|zip)$/.test(path))
    }
  })
})

describe('every answer is as the document says', () => {
  const lists = ['/cooperations', '/actors', '/sources', '/codebook'] as const

  test.each([...lists, '/series/in-force'])('%s', async (path) => {
    const limit = ['/codebook', '/series/in-force'].includes(path) ? '' : '?limit=500'
    expect(faultsBy(schemaOf(path), await json(path + limit))).toEqual([])
  })

  test.each(['/cooperations', '/actors', '/sources'])('each of %s', async (path) => {
    const { items } = await json(`${path}?limit=500`)
    const sample = path === '/actors' ? items.filter((_: Json, index: number) => index % 10 === 0) : items
    expect(sample.length).toBeGreaterThan(30)
    const faults: string[] = []
    for (const { id } of sample) {
      faults.push(...faultsBy(schemaOf(`${path}/{id}`), await json(`${path}/${id}`)).map((fault) => `${id}: ${fault}`))
    }
    expect(faults).toEqual([])
  })

  const named: Record<string, string> = {
    '/cooperations/{id}': '/cooperations/mora-changchun-twinning',
    '/actors/{id}': '/actors/cn-lanzhou',
    '/countries/{code}': '/countries/CN',
    '/sources/{id}': '/sources/nkk-2022',
    '/sources/{id}/documents': '/sources/nkk-2022/documents',
    '/codebook/versions/{number}': '/codebook/versions/1',
    '/reports/{id}': '/reports/swedish-chinese-1986-2021?language=sv',
    '/changes/{revision}': '/changes/2',
    '/oembed': `/oembed?url=${encodeURIComponent(`${origin}/sv/statistics`)}`,
  }

  test('every address of the document answers with its type, to GET and to HEAD', async () => {
    for (const [path, { get: operation }] of Object.entries(document.paths)) {
      // Of what the shipped register has none of, other tests ask.
      if (['/documents/{id}', '/coding-rounds/{id}'].includes(path)) continue
      const address = named[path] ?? path.replace('{table}', 'events')
      const response = await get(address)
      expect(response.status, path).toBe(200)
      const [type = 'none'] = Object.keys(operation.responses[200].content)
      expect(response.headers.get('content-type'), path).toContain(type)
      if (type === 'application/json') expect(faultsBy(schemaOf(path), await response.json()), path).toEqual([])
      const head = await get(address, { method: 'HEAD' })
      expect(head.status, path).toBe(200)
      expect(head.headers.get('content-type'), path).toBe(response.headers.get('content-type'))
      expect(await head.text(), path).toBe('')
    }
  })

  test('an answer with a field missing, wrong, or not described would be noticed', async () => {
    const list = await json('/cooperations?limit=1')
    const [item] = list.items
    const { status: _, ...without } = item
    const check = (changed: object) => faultsBy(schemaOf('/cooperations'), { ...list, items: [changed] })
    expect(check(item)).toEqual([])
    expect(check(without).join()).toContain("must have required property 'status'")
    expect(check({ ...item, status: 'finished' }).join()).toContain(
      '/items/0/status must be equal to one of the allowed values',
    )
    expect(check({ ...item, established: { ...item.established, earliest: '1986-02-30' } }).join()).toContain(
      'must match format "date"',
    )
    expect(check({ ...item, secret: 1 }).join()).toContain('must NOT have additional properties')
  })
})

describe('a request that cannot be met', () => {
  const bad: Record<string, string> = {
    q: 'x'.repeat(201), home_kind: 'castle', kind: 'marriage', status: 'finished', started: '20x6', ended: '2019..20', reason: 'boredom',
    on: '2021-02-29', in_force: '16', sort: 'colour', limit: '501', after: 'nothing-here', from: 'x', to: '19', rule: 'nkk-1900',
    home_actor: 'se-nowhere', county: '99', counterpart_country: 'XX', province: 'cn-nowhere', counterpart: 'cn-nowhere', country: 'XX', verdict: 'guilty',
    measure: 'happiness', years: '20x6', by: 'colour', id: 'no such thing', level: 'castle', region: '999', regime: 'anarchy',
    initiator: 'nobody', formality: 'shrug', regime_year: '16', as_of: 'yesterday', about: 'no such thing', language: 'fi', maxwidth: '0', maxheight: '0', format: 'xml',
  } // prettier-ignore

  async function expectProblem(path: string, status: number, parameter?: string): Promise<void> {
    const response = await get(path)
    const problem: Json = await response.json()
    expect({ path, status: response.status, parameter: problem.parameter }).toEqual({ path, status, parameter })
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(faultsBy({ $ref: '#/components/schemas/Problem' }, problem)).toEqual([])
    expect(problem).toMatchObject({
      status,
      instance: new URL(path, `${origin}/api/v1`).pathname.replace(/^(?!\/api)/, '/api/v1'),
    })
  }

  test('every documented parameter refuses a bad value, naming itself', async () => {
    const silent: string[] = []
    let asked = 0
    for (const [path, { get: operation }] of Object.entries(document.paths)) {
      for (const { name } of operation.parameters.filter(
        ({ in: place, name: each }) => place === 'query' && each !== 'url',
      )) {
        const value = bad[name]
        expect(value, `a bad value for ${name}`).toBeDefined()
        // Any text is a search; on lists in memory it has no longest.
        const needed: Record<string, string> = path === '/oembed' ? { url: `${origin}/sv/statistics` } : {}
        const response = await get(`${path}?${new URLSearchParams({ ...needed, [name]: value ?? '' })}`)
        asked += 1
        const parameter = response.status === 400 ? (await response.json()).parameter : undefined
        if (parameter !== name) silent.push(`${path}?${name}=${value?.slice(0, 20)} answers ${response.status}`)
      }
    }
    expect(asked).toBeGreaterThan(50)
    expect(silent).toEqual([])
  })

  test('a moment that cannot be read, or is yet to come', async () => {
    await expectProblem('/cooperations?as_of=yesterday', 400, 'as_of')
    await expectProblem('/sources?as_of=9999-12-31', 404, 'as_of')
  })

  test.each(['0', '501', '-1', '1.5', 'all'])('limit=%s', async (limit) => {
    for (const list of ['/cooperations', '/actors', '/sources'])
      await expectProblem(`${list}?limit=${limit}`, 400, 'limit')
  })

  test('a parameter that does not exist', async () => {
    const silent: string[] = []
    for (const path of Object.keys(document.paths).filter((each) => !each.includes('{'))) {
      const response = await get(`${path}?colour=blue`)
      const parameter = response.status === 400 ? (await response.json()).parameter : undefined
      if (parameter !== 'colour') silent.push(`${path}?colour=blue answers ${response.status}`)
    }
    expect(silent).toEqual([])
    await expectProblem('/cooperations?colour=blue', 400, 'colour')
  })

  test('things that do not exist', async () => {
    for (const path of ['/cooperations/none', '/actors/none', '/sources/none', '/nothing'])
      await expectProblem(path, 404)
  })

  test('several faults are named at once', async () => {
    const problem: Json = await (await get('/cooperations?kind=x&status=y&on=z')).json()
    expect(problem.errors.map(({ parameter }: Json) => parameter).toSorted()).toEqual(['kind', 'on', 'status'])
  })
})

describe('pages by key', () => {
  async function follow(start: string): Promise<{ ids: string[]; sizes: number[]; total: number }> {
    const ids: string[] = []
    const sizes: number[] = []
    let total = 0
    for (let next: string | null = start; next && sizes.length < 100;) {
      const page: Json = await json(next)
      ids.push(...page.items.map(({ id }: Json) => id))
      sizes.push(page.items.length)
      ;({ next, total } = page)
    }
    return { ids, sizes, total }
  }

  test.each(['home', '-home', 'started', '-started', 'counterpart'])(
    'ordered by %s visit all 57 once, in the order of the whole list',
    async (sort) => {
      const response = await get(`/cooperations?limit=500&sort=${sort}`)
      expect(response.status, `sort=${sort}`).toBe(200)
      const whole: Json = await response.json()
      const { ids, sizes, total } = await follow(`/cooperations?limit=10&sort=${sort}`)
      expect({ total, sizes }).toEqual({ total: 57, sizes: [10, 10, 10, 10, 10, 7] })
      expect(new Set(ids).size).toBe(57)
      expect(ids).toEqual(whole.items.map(({ id }: Json) => id))
    },
  )

  test('keep the filters', async () => {
    const { ids, total } = await follow('/cooperations?limit=3&status=ended')
    expect(ids).toHaveLength(total)
    expect(total).toBe((await everyCooperation()).filter(({ status }) => status === 'ended').length)
  })

  test.each(['/actors', '/sources'])('of %s visit all once', async (path) => {
    const { ids, total } = await follow(`${path}?limit=40`)
    expect(ids).toHaveLength(total)
    expect(new Set(ids).size).toBe(total)
  })
})

describe('downloads', () => {
  test('have these columns', async () => {
    const headers: Record<string, string> = {}
    for (const path of Object.keys(document.paths).filter((each) => /^[^{]+\.csv$/.test(each))) {
      headers[path] = (await (await get(path)).text()).split('\n')[0] ?? ''
    }
    expect(headers).toMatchInlineSnapshot(`
      {
        "/actors.csv": "id,kind,country,parent,name_sv,name_en,name_local,name_romanised,scb_code,gbt2260,iso3166_2,county,lat,lon,cooperations,url,sort_name,dataset",
        "/claims.csv": "id,source,locator,theme,claim_sv,claim_en,stated,comparison,unit,measure,parameters,computed,rule,verdict,holds_under,stated_as,not_computable_sv,not_computable_en",
        "/codebook.csv": "scheme,code,label_sv,label_en,definition_sv,definition_en,sort,example_sv,example_en,includes_sv,includes_en,excludes_sv,excludes_en",
        "/context-events.csv": "id,date,date_earliest,date_latest,title_sv,title_en,note_sv,note_en,source,locator,dataset",
        "/cooperations.csv": "id,kind,home,home_kind,home_name,home_code,counterpart,counterpart_kind,counterpart_country,counterpart_name,counterpart_name_local,counterpart_code,designation,established,established_earliest,established_latest,ended,ended_earliest,ended_latest,status,status_since,ended_by,reasons,standing,disputed,citations,url,designation_lang,appendix_row,note_sv,note_en,dataset",
        "/series/in-force.csv": "year,min,best,max",
        "/sources.csv": "id,kind,visibility,author,publisher,title,container,date,diary_number,url,accessed,language,citations,note_sv,note_en,dataset",
        "/statistics.csv": "part,label_sv,label_en,year,min,best,max",
        "/survival.csv": "part,label_sv,label_en,time,at_risk,ended,censored,survival,low,high",
      }
    `)
  })

  const plain = (item: Json) => ({
    id: item.id,
    kind: item.kind,
    home: item.home.id,
    home_kind: item.home.kind,
    home_name: item.home.names.sv,
    home_code: item.home.codes.scb ?? '',
    counterpart: item.counterpart.id,
    counterpart_kind: item.counterpart.kind,
    counterpart_country: item.counterpart.country,
    counterpart_name: item.counterpart.names.en,
    counterpart_name_local: item.counterpart.names.local ?? '',
    counterpart_code: item.counterpart.codes.gbt2260 ?? item.counterpart.codes.iso3166_2 ?? '',
    designation: item.designation ?? '',
    established: item.established?.edtf ?? '',
    established_earliest: item.established?.earliest ?? '',
    established_latest: item.established?.latest ?? '',
    ended: item.ended?.edtf ?? '',
    ended_earliest: item.ended?.earliest ?? '',
    ended_latest: item.ended?.latest ?? '',
    status: item.status ?? '',
    status_since: item.status_since ?? '',
    ended_by: item.ended_by ?? '',
    reasons: item.reasons.map(({ code, stance }: Json) => `${code} (${stance})`).join('; '),
    standing: item.standing,
    disputed: item.disputed ? 'yes' : 'no',
    citations: String(item.citations),
    url: item.url,
  })

  test.each(['', 'status=ended', 'q=lanzhou', 'on=1990-01-01', 'sort=-started'])(
    'CSV holds the rows of JSON: %s',
    async (query) => {
      const { items } = await json(`/cooperations?limit=500&${query}`)
      expect(items.length).toBeGreaterThan(0)
      expect(await csvRows(`/cooperations.csv?${query}`)).toMatchObject(items.map(plain))
    },
  )

  test('CSV of actors, sources and the series hold the rows of JSON', async () => {
    const idsOf = (rows: { id?: string }[]) => rows.map(({ id }) => id)
    for (const list of ['actors', 'sources']) {
      const { items } = await json(`/${list}?limit=500`)
      expect(idsOf(await csvRows(`/${list}.csv`))).toEqual(idsOf(items))
    }
    const { points } = await json('/series/in-force')
    const rows = await csvRows('/series/in-force.csv')
    expect(rows.map(({ year, min, best, max }) => [year, min, best, max].map(Number))).toEqual(
      points.map(({ year, min, best, max }: Json) => [year, min, best, max]),
    )
  })

  test('the workbook opens and holds the rows of the CSV', async () => {
    const response = await get('/cooperations.xlsx?status=ended')
    expect(response.headers.get('content-disposition')).toContain('.xlsx"')
    const sheets: Json = await readExcelFile(Buffer.from(await response.arrayBuffer()))
    const table: unknown[][] = Array.isArray(sheets[0]) ? sheets : sheets[0].data
    const csv: string[][] = parse(await (await get('/cooperations.csv?status=ended')).text())
    expect(csv.length).toBeGreaterThan(3)
    expect(table.map((row) => row.map((cell) => (cell === null ? '' : String(cell))))).toEqual(csv)
  })

  test('are offered as files', async () => {
    expect((await get('/cooperations.csv')).headers.get('content-disposition')).toMatch(
      /^attachment; filename="[\w-]+\.csv"$/,
    )
  })
})

describe('over HTTP', () => {
  test('any site may read, and only read', async () => {
    const response = await get('/cooperations?limit=1', { headers: { origin: 'https://elsewhere.example' } })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const preflight = await get('/cooperations', {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'DELETE' },
    })
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET,HEAD,OPTIONS')
    expect((await get('/cooperations', { method: 'POST' })).status).toBe(404)
  })

  test.each(['/cooperations', '/cooperations.csv', '/codebook', '/openapi.json'])(
    '%s has an ETag and is not sent twice',
    async (path) => {
      const etag = (await get(path)).headers.get('etag')
      expect(etag).toMatch(/^"[^"]+"$/)
      const again = await get(path, { headers: { 'if-none-match': etag ?? '' } })
      expect([again.status, await again.text()]).toEqual([304, ''])
      expect((await get(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
    },
  )

  test('the address of each item leads to its page', async () => {
    for (const { url } of (await everyCooperation()).slice(0, 5)) {
      const response = await app.request(url, { headers: { 'accept-language': 'en' } })
      expect([response.status, response.headers.get('location')]).toEqual([302, `/en${new URL(url).pathname}`])
    }
  })
})

describe('the facts', () => {
  const idsOf = (items: Json[]) => items.map(({ id }) => id)

  test('57 cooperations, 48 twinnings, of which the one that only the text has is disputed', async () => {
    expect((await json('/cooperations')).total).toBe(57)
    const { total, items } = await json('/cooperations?kind=twinning&limit=500')
    expect(total).toBe(48)
    expect(items.filter(({ standing }: Json) => standing === 'disputed').map(({ id }: Json) => id)).toEqual([
      'umea-xian-twinning',
    ])
    expect((await json('/cooperations?kind=municipal_partnership')).total).toBe(9)
    // Macau is a special administrative region of China and counts with it, as in the report.
    expect((await json('/cooperations?counterpart_country=CN')).total).toBe(57)
  })

  test('Mora ended it on 14 September 2020, as § and diary number say', async () => {
    const mora = await json('/cooperations/mora-changchun-twinning')
    expect(mora).toMatchObject({
      status: 'ended',
      ended_by: 'home',
      ended: { edtf: '2020-09-14', earliest: '2020-09-14', latest: '2020-09-14' },
    })
    const ended = mora.events.find(({ kind }: Json) => kind === 'ended')
    const source = await json('/sources/mora-council-minutes-2020-09-14')
    expect(ended).toMatchObject({
      date: { edtf: '2020-09-14' },
      initiator: 'home',
      formality: 'formal_decision',
      diary_number: source.diary_number,
    })
    expect(source.diary_number).toMatch(/\d/)
    expect(ended.reasons.length).toBeGreaterThan(0)
    expect(ended.citations.map((citation: Json) => citation.source)).toContain('mora-council-minutes-2020-09-14')
  })

  test('two deal with Lanzhou', async () => {
    const byPlace = await json('/cooperations?counterpart=cn-lanzhou')
    expect(byPlace.items.map(({ home }: Json) => home.id).toSorted()).toEqual(
      (await json('/cooperations?q=兰州')).items.map(({ home }: Json) => home.id).toSorted(),
    )
    expect(byPlace.total).toBe(2)
    expect((await json('/actors/cn-lanzhou')).cooperations).toBe(2)
  })

  test('what happened around them is told from the report, and the pandemic from the WHO', async () => {
    const { items } = await json('/context-events')
    expect(idsOf(items)).toEqual([
      'tiananmen-1989', 'wto-2001', 'gui-minhai-2015', 'ambassador-threats-2019', 'gui-minhai-2020', 'covid-19-2020',
      'huawei-5g-2020', 'hm-boycott-2021',
    ]) // prettier-ignore
    for (const { source, locator, citations } of items)
      expect(citations[0]).toEqual({ source, locator, stance: 'supports' })
    const rows = await csvRows('/context-events.csv')
    expect(rows.map(({ id, date, title_en: title }) => [id, date, title])).toEqual(
      items.map(({ id, date, title }: Json) => [id, date.edtf, title.en]),
    )
    expect(rows.filter(({ source }) => source !== 'nkk-2022').map(({ id, date }) => [id, date])).toEqual([
      ['covid-19-2020', '2020-03-11'],
    ])
  })

  test('sixteen lie dormant', async () => {
    const { total, items } = await json('/cooperations?status=dormant')
    expect(total).toBe(16)
    expect(idsOf(items)).toMatchInlineSnapshot(`
      [
        "bollnas-heze-twinning",
        "boras-yancheng-twinning",
        "eskilstuna-linyi-twinning",
        "jonkoping-tianjin-twinning",
        "linkoping-macau-twinning",
        "lund-hangzhou-twinning",
        "lansstyrelsen-varmland-fujian-twinning",
        "lansstyrelsen-vasterbotten-heilongjiang-twinning",
        "lansstyrelsen-vastra-gotaland-anhui-twinning",
        "region-kalmar-lan-changxing-twinning",
        "region-kalmar-lan-huzhou-twinning",
        "region-skane-guangdong-twinning",
        "region-ostergotland-jiangsu-twinning",
        "skovde-zhangjiakou-twinning",
        "amal-dunhuang-twinning",
        "ostersund-jilin-twinning",
      ]
    `)
  })

  test('how many were in force in 2016 is not certain', async () => {
    const { points, rule } = await json('/series/in-force?from=1986&to=2021&counterpart_country=CN&rule=nkk-2022')
    expect(rule).toBe('nkk-2022')
    expect(points.map(({ year }: Json) => year)).toEqual(Array.from({ length: 36 }, (_, index) => 1986 + index))
    for (const { min, best, max } of points) expect([min <= best, best <= max]).toEqual([true, true])
    const point = points.find(({ year }: Json) => year === 2016)
    expect(point.max).toBeGreaterThan(point.min)
    const listed = await json('/cooperations?in_force=2016&counterpart_country=CN&limit=500')
    expect(listed.total).toBe(point.max)
  })

  test('kinds sum up to the total in every year', async () => {
    const series = async (query: string) => (await json(`/series/in-force?${query}`)).points
    const [all, twinnings, partnerships] = await Promise.all([
      series(''),
      series('kind=twinning'),
      series('kind=municipal_partnership'),
    ])
    for (const [index, point] of all.entries()) {
      for (const bound of ['min', 'best', 'max'])
        expect(twinnings[index][bound] + partnerships[index][bound]).toBe(point[bound])
    }
  })

  test('on 1 January 1990 there were few, and none had ended that ended later', async () => {
    const { items, total } = await json('/cooperations?on=1990-01-01&limit=500')
    expect(total).toBeGreaterThan(0)
    expect(total).toBeLessThan(10)
    for (const { established, status, ended } of items) {
      expect(established.earliest <= '1990-01-01').toBe(true)
      expect([status === 'ended', ended === null]).toEqual([false, true])
    }
    expect(idsOf(items)).toContain('goteborg-shanghai-twinning')
  })
})
