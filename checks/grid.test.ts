/** Do many rows at once go into the register as one proposal, with what is wrong said by row and column and nothing lost? */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { joinClerk, openWorld, type World } from './harness/members.ts'
import { fieldsOf, headingOf, type Answer, type Visitor } from './harness/visitor.ts'

let world: World
let contributor: Visitor
let curator: Visitor
beforeAll(async () => {
  world = await openWorld()
  contributor = await joinClerk(world)
  curator = await world.join('cora@littleland.example', 'curator', 'Cora')
})
afterAll(() => world?.close())

const events = '/en/propose/grid/events?of=smaby-zarechye-twinning'
const twinning = '/en/cooperations/smaby-zarechye-twinning'
const message = 'From the list of 2024.'

/** A row of the table of fields by its fact: the number in the names of its fields. */
function rowOf(fields: Record<string, string>, id: string): string {
  const name = Object.keys(fields).find((one) => one.startsWith('id.') && fields[one] === id)
  if (!name) throw new Error(`The table has no row of ${id}`)
  return name.slice('id.'.length)
}

async function look(who: Visitor, address: string, fields: Record<string, string>): Promise<Answer> {
  return who.post(address, { ...fieldsOf(await who.get(address), address), message, ...fields, step: 'show' })
}

async function send(who: Visitor, address: string, shown: Answer): Promise<string> {
  expect([shown.status, headingOf(shown)]).toEqual([200, 'What would change'])
  const sent = await who.post(address, { ...fieldsOf(shown, address), step: 'send' })
  expect([sent.status, sent.location]).toEqual([303, expect.stringMatching(/^\/en\/proposals\/\d+$/)])
  return sent.location ?? ''
}

const faultsOf = ({ document }: Answer) =>
  [...document.querySelectorAll('.notice-conflict li')].map(({ textContent }) => textContent)

describe('a grid', () => {
  test('changes rows that stand and adds pasted ones, all in one proposal', async () => {
    const fields = fieldsOf(await contributor.get(events), events)
    const row = rowOf(fields, 'smaby-zarechye-twinning.activity-2021')
    const rows = 'Kind\tDate\tSource\tRemark, in English\nActivity\t2022-05\tsmaby-minutes-2020\tA choir\nAktivitet\t2023\t\t"Two\nlines"' // prettier-ignore
    const shown = await look(contributor, events, {
      [`date.${row}`]: '2021-06',
      rows,
      cited: 'smaby-minutes-2020',
      locator: '§ 9',
    })
    const text = shown.document.querySelector('#changes')?.textContent ?? ''
    for (const said of ['June 2021', 'May 2022', 'A choir', 'Two\nlines', '§ 9']) expect(text).toContain(said)
    const proposal = await send(contributor, events, shown)
    await curator.post(`${proposal}/acceptance`, {})
    const page = await (await world.app.request(twinning)).text()
    for (const said of ['June 2021', 'May 2022', '2023']) expect(page).toContain(said)
  })

  test('says beside the cell and at the head of the page what is wrong where, and keeps everything', async () => {
    const fields = fieldsOf(await contributor.get(events), events)
    const row = rowOf(fields, 'smaby-zarechye-twinning.activity-2021')
    const rows = 'Kind\tDate\tSource\nVisit\t2022\tsmaby-minutes-2020\nActivity\tlast spring\tnobody knows'
    const shown = await look(contributor, events, { [`date.${row}`]: 'in June', rows })
    expect(shown.status).toBe(422)
    expect(faultsOf(shown)).toEqual([
      expect.stringMatching(/^smaby-zarechye-twinning.activity-2021, Date: Write a date such as/),
      'New row 1 (line 2 of what was pasted), Kind: Choose from the list.',
      expect.stringMatching(/^New row 2 \(line 3 of what was pasted\), Date: Write a date such as/),
      expect.stringMatching(/^New row 2 \(line 3 of what was pasted\), Source: No source is called that/),
    ])
    expect(shown.document.querySelector(`#cell-date-${row}`)?.textContent).toMatch(/^Write a date/)
    expect(fieldsOf(shown, events)).toMatchObject({ [`date.${row}`]: 'in June', rows, message })
  })

  test('blocks what is hard and warns of what is soft, one reason standing for many', async () => {
    const early = await look(contributor, events, { rows: 'Kind\tDate\tSource\nEnded\t1950\tsmaby-minutes-2020' })
    expect(early.status).toBe(422)
    expect(early.text).toContain('the cooperation would have ended before it was established')
    const rows = ['Kind\tDate\tSource', ...Array.from({ length: 7 }, (_, no) => `Activity\t195${no}\tsmaby-minutes-2020`)] // prettier-ignore
    const soft = await look(contributor, events, { rows: rows.join('\n') })
    expect(headingOf(soft)).toBe('What would change')
    expect(soft.text).toContain('All 7 of these')
    const fields = fieldsOf(soft, events)
    expect((await contributor.post(events, { ...fields, step: 'send' })).status).toBe(422)
    const sent = await contributor.post(events, { ...fields, 'reason dates-cross *': 'They met long before.', step: 'send' }) // prettier-ignore
    const page = await curator.get(sent.location ?? '')
    expect(page.text.split('They met long before.').length - 1).toBe(7)
  })

  test('of a row that somebody else has changed shows both, and undoes nothing', async () => {
    const id = 'smaby-zarechye-twinning.activity-2021'
    const address = `/en/propose/events/${id}`
    const mine = fieldsOf(await contributor.get(events), events)
    const form = { ...fieldsOf(await curator.get(address), address), date: '2021-07', body_en: 'the council', message }
    const other = await curator.post(address, { ...form, step: 'send' })
    await curator.post(`${other.location}/acceptance`, {})
    const clash = await contributor.post(events, { ...mine, [`date.${rowOf(mine, id)}`]: '2021-09', message, step: 'show' }) // prettier-ignore
    expect(clash.status).toBe(422)
    expect(faultsOf(clash)).toEqual([`${id}, Date: It said: June 2021. Now it says: July 2021.`])
    const again = fieldsOf(clash, events)
    const row = rowOf(again, id)
    expect([again[`date.${row}`], again[`body_en.${row}`]]).toEqual(['2021-09', 'the council'])
    const shown = await contributor.post(events, { ...again, step: 'show' })
    const changes = shown.document.querySelector('#changes')?.textContent ?? ''
    expect(changes).toContain('September 2021')
    expect(changes).not.toContain('council')
  })

  test('reads rows that come back from a spreadsheet with their identifiers, in the other language too', async () => {
    const rows = 'Identifierare\tDatum\nsmaby-zarechye-twinning.activity-2021\t2020-12'
    const shown = await look(curator, events, { rows })
    expect(shown.document.querySelector('#changes')?.textContent).toContain('December 2020')
    const unknown = await look(curator, events, { rows: 'id\tDate\tWeather\nx\t2020\train' })
    expect([unknown.status, unknown.text]).toEqual([422, expect.stringContaining('“Weather”')])
    const gone = await look(curator, events, { rows: 'id\tDate\nsmaby-zarechye-twinning.activity-1066\t2020' })
    expect(faultsOf(gone)[0]).toContain('There is no such fact')
  })

  test('takes a thousand rows, refuses more, and names a mistake that stands in all of them a hundred times', async () => {
    const lines = (count: number, date: string) =>
      ['Kind\tDate\tSource', ...Array.from({ length: count }, () => `Activity\t${date}\tsmaby-minutes-2020`)].join('\n')
    const wrong = await look(curator, events, { rows: lines(1000, '31/12 2020') })
    expect(wrong.status).toBe(422)
    expect(wrong.document.querySelector('.notice-conflict .notice-title')?.textContent).toBe(
      '1,000 cells have to be mended first',
    )
    expect(faultsOf(wrong).length).toBe(100)
    const many = await look(curator, events, { rows: lines(1001, '2020') })
    expect([many.status, many.text]).toEqual([422, expect.stringContaining('This is more than 1,000 rows')])
    const proposal = await send(curator, events, await look(curator, events, { rows: lines(1000, '2020') }))
    const page = await curator.get(proposal)
    expect(page.document.querySelectorAll('#changes tbody tr').length).toBe(2000)
    expect((await curator.post(`${proposal}/acceptance`, {})).status).toBe(303)
  }, 120_000)

  test('is opened again with the rows that were sent', async () => {
    const rows = 'Kind\tDate\tSource\nActivity\t2018\tsmaby-minutes-2020\nActivity\t2019\tsmaby-minutes-2020'
    const proposal = await send(contributor, events, await look(contributor, events, { rows }))
    await curator.post(`${proposal}/return`, { said: 'Which month?' })
    const page = await contributor.get(proposal)
    const link = page.document.querySelector('a[href*="/propose/grid/events"]')?.getAttribute('href') ?? ''
    const fields = fieldsOf(await contributor.get(link), link)
    expect(fields.rows).toContain('2018')
    const later = { ...fields, rows: (fields.rows ?? '').replace('2018', '2018-04'), step: 'send' }
    expect((await contributor.post(link, later)).location).toBe(proposal)
    expect((await curator.get(proposal)).document.querySelector('#changes')?.textContent).toContain('April 2018')
  })
})

describe('new cooperations, actors and sources', () => {
  const cooperations = '/en/propose/grid/cooperations'
  const actors = '/en/propose/grid/actors'

  test('are added many at a time, and what may be there already is shown before they are sent', async () => {
    const rows = [
      'Home actor\tCounterpart\tEstablished\tKind\tStanding',
      'Småby kommun\t东山省\t2001\tTwinning\tAsserted',
      'Småby kommun\txb-xi-an\t2002\tVänortssamarbete\tasserted',
    ].join('\n')
    const shown = await look(curator, cooperations, { rows, cited: 'littleland-list-2021' })
    const proposal = await send(curator, cooperations, shown)
    await curator.post(`${proposal}/acceptance`, {})
    expect((await world.app.request('/en/cooperations/smaby-dongshan-twinning')).status).toBe(200)
    const twice = await look(curator, cooperations, { rows, cited: 'littleland-list-2021' })
    expect(twice.text).toContain('Is it there already?')
  })

  test('a contributor may add an actor, and change none', async () => {
    expect(fieldsOf(await contributor.get(actors), actors)['id.0']).toBeUndefined()
    const change = await look(contributor, actors, { rows: 'id\tName in English\nxl-smaby\tSmallville' })
    expect(faultsOf(change)).toEqual([expect.stringContaining('This is not a fact of your organisation.')])
    const added = 'Country\tKind\tName in Swedish\tName in English\nXB\tCity\tNorrsjö\tNorth Lake'
    await send(contributor, actors, await look(contributor, actors, { rows: added }))
  })

  test('nobody else’s rows are shown or changed', async () => {
    const list = await contributor.get('/en/propose/grid/events')
    expect(list.text).toContain('smaby-zarechye-twinning.')
    expect(list.text).not.toContain('nystad-')
    const rows = 'Cooperation\tKind\tDate\tSource\nnystad-beihu-twinning\tActivity\t2020\tsmaby-minutes-2020'
    const foreign = await look(contributor, '/en/propose/grid/events', { rows })
    expect(faultsOf(foreign)).toEqual([expect.stringContaining('This is not a fact of your organisation.')])
    expect((await contributor.get('/en/propose/grid/conflicts')).status).toBe(404)
  })
})

test('the grid is reached from the list, a cooperation and an actor by those who may propose', async () => {
  const linksOf = async (who: Visitor, path: string) =>
    [...(await who.get(path)).document.querySelectorAll('a[href*="/propose/grid/"]')].map((link) => link.getAttribute('href')) // prettier-ignore
  expect(await linksOf(contributor, twinning)).toContain(events)
  expect(await linksOf(contributor, '/en/actors/xl-smaby')).toContain('/en/propose/grid/events?of=xl-smaby')
  expect(await linksOf(contributor, '/en/actors/xl-nystad')).toEqual([])
  expect(await linksOf(curator, '/en/cooperations?status=ended')).toContain('/en/propose/grid/events?status=ended')
  expect(await linksOf(world.visitor(), '/en/cooperations')).toEqual([])
})

describe('what may be there already', () => {
  const ask = async (who: Visitor, query: string) => {
    const answer = await who.get(`/en/propose/likeness/${query}`)
    const { items } = JSON.parse(answer.text) as { items: { write: string }[] }
    return items.map(({ write }) => write)
  }

  test.each([
    ['signs', 'actors?name_local=东山', 'xb-dongshan'],
    ['a transliteration written apart', 'actors?text=Dong+shan', 'xb-dongshan'],
    ['the beginning of a name', 'actors?text=Zare', 'xb-zarechye'],
    ['a code', 'actors?text=990121', 'xb-beihu'],
    ['a former name', 'actors?text=Gamleby', 'xl-nystad'],
    ['a slip', 'actors?name_en=Zarechja', 'xb-zarechye'],
    ['the pair', 'cooperations?home=Småby+kommun&counterpart=Zarechye', 'smaby-zarechye-twinning'],
    ['a part of the title', 'sources?title=protokoll+från', 'smaby-minutes-2020'],
    ['a diary number', 'sources?diary_number=ks+2020/17', 'smaby-minutes-2020'],
  ])('is found by %s', async (_, query, id) => {
    expect(await ask(contributor, query)).toContain(id)
  })

  test('is nothing for words that are far from all, and never a source that is guarded', async () => {
    expect(await ask(contributor, 'actors?text=Qqqqqq')).toEqual([])
    expect(await ask(contributor, 'sources?title=Enkätsvar')).toEqual([])
  })

  test('is told to those who may propose only, and not without end', async () => {
    expect((await world.visitor().get('/en/propose/likeness/actors?text=Zare')).status).toBe(303)
    const greedy = await world.join('greta@littleland.example', 'curator', 'Greta')
    const statuses = new Set<number>()
    for (let no = 0; no < 301; no += 1) statuses.add((await greedy.get('/en/propose/likeness/actors?text=x')).status)
    expect([...statuses]).toEqual([200, 429])
  })
})
