/** Do several people code the same units without seeing each other, and does what comes of it reach the register openly? */
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from './harness/members.ts'
import { littleland } from './harness/littleland.ts'
import { readContract } from './harness/contract.ts'
import { zipEntry } from './harness/zip.ts'
import { fieldsOf, headingOf, openVisitor, type Answer, type Visitor } from './harness/visitor.ts'

let world: World
let curator: Visitor
let one: Visitor
let two: Visitor
let logged = ''
beforeAll(async () => {
  const stream = new Writable({ write: (chunk, _, done) => done(void (logged += String(chunk))) })
  world = await openWorld({ log: pino({ level: 'debug' }, stream) })
  curator = await world.join('cora@littleland.example', 'curator', 'Cora Curator')
  one = await world.join('olle@littleland.example', 'researcher', 'Olle Olsson')
  two = await world.join('tova@littleland.example', 'researcher', 'Tova Tovesson')
})
afterAll(() => world?.close())

function errorOf({ document }: Answer, name: string): string {
  return document.querySelector(`#field-${name}-error`)?.textContent ?? ''
}

function people(answer: Answer): Map<string, string> {
  const boxes = [...answer.document.querySelectorAll('input[name="coders"]')]
  return new Map(boxes.map((box) => [box.closest('label')?.textContent?.split(',')[0]?.trim() ?? '', box.getAttribute('value') ?? ''])) // prettier-ignore
}

type RoundFields = {
  title?: string
  scheme?: string
  version?: string
  units: string
  isPublic?: boolean
  coders?: string[]
}

/** Sends the form for a round; a form as the harness sends it has each name once, so the coders are written by hand. */
async function sendRound(by: Visitor, { title = 'A round', scheme = 'reason', version = '1', units, isPublic = true, coders = ['Olle Olsson', 'Tova Tovesson'] }: RoundFields) {
  const known = people(await by.get('/en/coding/new'))
  const body = new URLSearchParams({ title, scheme, version, units, instructions: 'Read all of it.' })
  for (const name of coders) body.append('coders', known.get(name) ?? name)
  if (isPublic) body.set('public', 'yes')
  const cookie = [...by.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await world.app.request('/en/coding/new', {
    method: 'POST',
    body: body.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', accept: 'text/html', 'accept-language': 'en', cookie },
  })
  return { status: response.status, location: response.headers.get('location') ?? '', text: await response.text() }
} // prettier-ignore

const events = [
  'smaby-beihu-shi-twinning.partly-ended-2020',
  'nystad-zarechye-twinning.dormant-2015',
  'region-myrland-dongshan-twinning.not-renewed-2016',
  'region-myrland-xi-an-partnership.ended-2018',
  'smaby-zarechye-twinning.dormant-undated',
  'ovre-ason-dongshan-twinning.ended-undated',
]
const unitLines = events.map((event, index) => `${event} | smaby-minutes-2020 | § ${index + 1} | Passage number ${index + 1}.`).join('\n') // prettier-ignore

async function makeRound(by: Visitor, fields: Partial<RoundFields> = {}): Promise<string> {
  const made = await sendRound(by, { units: unitLines, ...fields })
  expect([made.status, made.location]).toEqual([303, expect.stringMatching(/^\/en\/coding\/\d+$/)])
  return made.location
}

function code(by: Visitor, round: string, unit: number, value: string, more: Record<string, string> = {}) {
  return by.post(`${round}/units/${unit}`, { code: value, go: 'next', ...more })
}

describe.sequential('the codebook', () => {
  test('has a first version with what the data package says, for anybody in both languages', async () => {
    for (const [language, label] of [['sv', 'Bristande aktivitet'], ['en', 'Lack of activity']]) {
      const page = await openVisitor(world.app).get(`/${language}/codebook/versions/1`)
      expect([page.status, page.text.includes(label ?? '')]).toEqual([200, true])
      expect(page.document.querySelectorAll('dt[id^="reason."]').length).toBe(9)
    }
    const { text } = await openVisitor(world.app).get('/en/codebook/versions/1')
    expect(text).toContain('Nothing has happened for several years.')
    expect(text).toContain('That there has been exchange which gave nothing')
  }) // prettier-ignore

  test('is changed in a draft that curators share and nobody else sees', async () => {
    expect((await one.get('/en/codebook/draft')).status).toBe(403)
    expect((await curator.get('/en/codebook/draft')).status).toBe(404)
    expect((await curator.post('/en/codebook/draft')).location).toBe('/en/codebook/draft')
    const address = '/en/codebook/draft/reason/climate_work'
    const fields = fieldsOf(await curator.get(address), address)
    const saved = await curator.post(address, { ...fields, label_en: 'Work on climate', example_en: 'Waste water.' })
    expect(saved.status).toBe(303)
    expect((await curator.get('/en/codebook/draft')).text).toContain('Work on climate')
    expect((await openVisitor(world.app).get('/en/codebook/versions/2')).status).toBe(404)
    expect((await openVisitor(world.app).get('/en/codebook')).text).not.toContain('Work on climate')
    expect((await curator.get('/en/codebook/versions')).text).toContain('Go on with the next version')
  })

  test('tells the second of two curators who save the same code at once, and loses nothing', async () => {
    const address = '/en/codebook/draft/reason/doubtful_value'
    const seen = fieldsOf(await curator.get(address), address)
    const also = fieldsOf(await world.administrator.get(address), address)
    expect((await world.administrator.post(address, { ...also, definition_en: 'Ada’s words.' })).status).toBe(303)
    const late = await curator.post(address, { ...seen, definition_en: 'Cora’s words.' })
    expect([late.status, late.text.includes('Somebody else has saved')]).toEqual([422, true])
    expect(errorOf(late, 'definition_en')).toBe('It now says: Ada’s words.')
    expect(late.document.querySelector('#field-definition_en')?.textContent).toBe('Cora’s words.')
    expect((await curator.post(address, fieldsOf(late, address))).status).toBe(303)
    expect((await curator.get(address)).text).toContain('Cora’s words.')
  })

  test('says beside the field what is wrong', async () => {
    const address = '/en/codebook/draft/reason'
    const texts = { label_sv: 'Kostnader', label_en: 'Costs', definition_sv: 'Det kostar.', definition_en: 'It costs.' }
    expect(errorOf(await curator.post(address, { ...texts, code: 'Too dear!' }), 'code')).toContain('lower-case')
    expect(errorOf(await curator.post(address, { ...texts, code: 'lack_of_activity' }), 'code')).toContain(
      'such a code',
    )
    expect(errorOf(await curator.post(address, { ...texts, code: 'costs', label_sv: '' }), 'label_sv')).toContain(
      'Fill',
    )
    expect((await curator.post(address, { ...texts, code: 'costs' })).status).toBe(303)
    expect((await curator.post('/en/codebook/draft/status', { ...texts, code: 'gone' })).status).toBe(422)
  })

  test('is published once, with what is new, as a revision of the register; earlier versions stay as they were', async () => {
    const before = await openVisitor(world.app).get('/en/codebook/versions/1')
    const address = '/en/codebook/draft/publication'
    expect(errorOf(await curator.post(address, { note_sv: 'Kostnader tillkommer.' }), 'note_en')).toContain('Fill')
    const published = await curator.post(address, { note_sv: 'Kostnader tillkommer.', note_en: 'Costs are added.' })
    expect(published.location).toBe('/en/codebook/versions/2')
    const page = await openVisitor(world.app).get('/en/codebook/versions/2')
    const differences = page.document.querySelector('#differences')?.textContent ?? ''
    for (const words of ['Costs', 'code added', 'Climate work', 'Work on climate', 'Waste water.'])
      expect(differences).toContain(words)
    expect(differences).not.toContain('Lack of activity')
    const after = await openVisitor(world.app).get('/en/codebook/versions/1')
    const saidIn = ({ document }: Answer) => document.querySelector('#reason')?.innerHTML
    expect(saidIn(after)).toBe(saidIn(before))
    expect((await curator.get('/en/codebook/draft')).status).toBe(404)
    expect((await openVisitor(world.app).get('/en/codebook')).text).toContain('Work on climate')
    const changes = await openVisitor(world.app).get('/en/changes')
    expect(changes.text).toContain('Costs are added.')
    expect(changes.text).not.toContain('Cora Curator')
  })

  test('that people have published outlasts the next loading of the data packages', async () => {
    const revision = async () => (await (await world.app.request('/health')).json()).revision
    const before = await revision()
    await world.app.database.write((tx) =>
      tx.updateTable('register.dataset').set({ fingerprint: 'another' }).where('recorded_to', 'is', null).execute(),
    )
    await world.app.load(littleland, new Date())
    expect(await revision()).toBe(before)
    const visitor = openVisitor(world.app)
    expect((await visitor.get('/en/codebook')).text).toContain('Work on climate')
    expect((await visitor.get('/en/codebook/versions/3')).status).toBe(404)
  })

  test('tells a version that there is not', async () => {
    expect((await openVisitor(world.app).get('/en/codebook/versions/99')).status).toBe(404)
    expect((await openVisitor(world.app).get('/en/codebook/versions/2?from=2')).status).toBe(400)
  })
})

describe('making a round', () => {
  test('is for those who code', async () => {
    const contributor = await world.join('cleo@littleland.example', 'contributor')
    expect((await contributor.get('/en/coding/new')).status).toBe(403)
    expect((await openVisitor(world.app).get('/en/coding/new')).location).toMatch(/^\/en\/sign-in/)
    expect(people(await one.get('/en/coding/new'))).toEqual(
      new Map([['Ada', expect.anything()], ['Cora Curator', expect.anything()], ['Olle Olsson', expect.anything()], ['Tova Tovesson', expect.anything()]]),
    )
  }) // prettier-ignore

  test.each([
    ['no-such-event', 'Line 2: the register has no such event'],
    [`${events[1]} | nobody-knows | § 1 | Words.`, 'Line 2: no source has this identifier'],
    [`${events[1]} | | § 1 | Words.`, 'Line 2: give the source'],
    [`${events[0]} | smaby-minutes-2020 | § 1 | Words.`, 'Line 2: the same unit'],
    [`${events[1]} | sealed-conversation | p. 1 | What was said in confidence.`, 'Line 2: the source is under seal'],
    [`${events[1]} | sealed-conversation`, 'Line 2: the source is under seal'],
  ])('names the line that cannot be: %s', async (line, says) => {
    const units = `${events[0]} | smaby-minutes-2020 | § 1 | Words.\n${line}`
    const refused = await sendRound(one, { units })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(says)
    // What was written is there still.
    expect(refused.text).toContain(line.split(' | ')[0])
  })

  test('wants two coders, a published version and a unit', async () => {
    expect((await sendRound(one, { units: unitLines, coders: ['Olle Olsson'] })).text).toContain('at least two coders')
    expect((await sendRound(one, { units: unitLines, coders: ['Olle Olsson', 'a stranger'] })).text).toContain('at least two')
    expect((await sendRound(one, { units: unitLines, version: '9' })).text).toContain('published version')
    expect((await sendRound(one, { units: ' \n' })).text).toContain('at least one unit')
    expect((await sendRound(one, { units: unitLines, title: ' ' })).text).toContain('Fill this in')
  }) // prettier-ignore

  test('is begun from what the register has, and read as a spreadsheet copies it', async () => {
    const filled = await one.get('/en/coding/new?fill=reason')
    const lines = filled.document.querySelector('#field-units')?.textContent?.split('\n') ?? []
    expect(lines).toContain('region-myrland-xi-an-partnership.ended-2018 | littleland-list-2021 | appendix:7')
    const all = await makeRound(one, { units: lines.join('\n'), title: 'From the register' })
    expect((await one.get(`${all}/units/1`)).status).toBe(200)
    const pasted = await makeRound(one, { units: `${events[0]}\tsmaby-minutes-2020\t§ 3\t"Of two\nlines, and a ""word""."` })
    expect((await one.get(`${pasted}/units/1`)).text).toContain('Of two\nlines, and a &quot;word&quot;.')
    const statuses = await one.get('/en/coding/new?fill=status')
    expect(statuses.document.querySelector('#field-units')?.textContent?.split('\n').length).toBe(10)
  }) // prettier-ignore
})

/** Everything that somebody can ask for about rounds and the register while a round is open. */
async function everythingSeenBy(visitor: Visitor, round: string): Promise<Map<string, string>> {
  const addresses = [
    '/en/coding', '/sv/coding', round, round.replace('/en/', '/sv/'), `${round}/codes.csv`,
    ...events.map((_, index) => `${round}/units/${index + 1}`),
    '/en/account', '/en/codebook/versions', '/en/codebook/versions/1', '/en/changes', '/en/changes/feed.atom', '/en/changes/feed.json',
    '/en/cooperations/region-myrland-xi-an-partnership', '/en/sources/smaby-minutes-2020', '/api/v1/changes', '/api/v1/codebook', '/api/v1/sources', '/en/coding/new',
  ] // prettier-ignore
  const seen = new Map<string, string>()
  for (const address of addresses) {
    const { status, text, headers } = await visitor.get(address)
    const told = [...headers].filter(([name]) => !/^(x-request-id|date)$/.test(name))
    seen.set(address, JSON.stringify([status, told, text]))
  }
  return seen
}

describe.sequential('a round of two coders', () => {
  let round = ''

  test('is coded one unit after another, each saved as it is set', async () => {
    round = await makeRound(curator, { title: 'Blind' })
    const page = await one.get(round)
    expect(page.text).toContain('Begin coding')
    expect(page.text).not.toContain('Tova')
    const form = await one.get(`${round}/units/1`)
    expect(form.text).toContain('Passage number 1.')
    expect(form.document.querySelectorAll('input[type="radio"][name="code"]').length).toBe(10)
    expect(form.text).not.toContain('Work on climate')
    expect((await code(one, round, 1, 'state_conduct')).location).toBe(`${round}/units/2#passage`)
    const again = await one.get(`${round}/units/1`)
    expect(again.document.querySelector('input[checked]')?.getAttribute('value')).toBe('state_conduct')
    expect((await one.get(round)).text).toContain('1 of 6 coded')
  })

  test('says beside the field what is wrong, and keeps what was written', async () => {
    const address = `${round}/units/2`
    expect(errorOf(await one.post(address, { remark: 'Hm.' }), 'code')).toContain('Fill this in')
    expect(errorOf(await one.post(address, { code: 'costs' }), 'code')).toContain('Choose one of the codes')
    expect(errorOf(await one.post(address, { code: '-' }), 'missing')).toContain('Fill this in')
    const both = await one.post(address, { code: 'climate_work', missing: 'Unclear.', remark: 'My remark.' })
    expect([both.status, errorOf(both, 'missing').slice(0, 13)]).toEqual([422, 'You have both'])
    expect(both.text).toContain('My remark.')
    expect((await one.get(round)).text).toContain('1 of 6 coded')
  })

  test('shows a coder the same bytes whatever the other has coded, in every page, count, feed, file and answer', async () => {
    for (const [unit, value] of [[2, 'lack_of_activity'], [3, 'other_factors']] as const) await code(one, round, unit, value)
    const before = await everythingSeenBy(one, round)
    const visitor = openVisitor(world.app)
    const beforeVisitor = await everythingSeenBy(visitor, round)
    for (const unit of [1, 2, 3, 4, 5]) await code(two, round, unit, 'doubtful_value', { remark: 'Quite a secret.' })
    await code(two, round, 6, '-', { missing: 'Nothing is said.' })
    expect((await two.get(round)).text).toContain('6 of 6 coded')
    expect(await everythingSeenBy(one, round)).toEqual(before)
    expect((await two.post(`${round}/finish`)).status).toBe(303)
    expect(await everythingSeenBy(one, round)).toEqual(before)
    await expect(everythingSeenBy(visitor, round)).resolves.toEqual(beforeVisitor)
    // The comparison would notice: the coder's own pages change with their own codes.
    await code(one, round, 4, 'climate_work')
    expect(await everythingSeenBy(one, round)).not.toEqual(before)
    expect(before.get(`${round}/codes.csv`)).toMatch(/^\[404/)
  }) // prettier-ignore

  test('leaves no code in the log', () => {
    const said = logged.slice(logged.indexOf(`${round}/units/1`))
    expect(said).toContain(`${round}/units/6`)
    const words = ['doubtful_value', 'Quite a secret', 'Nothing is said', 'Tova'].filter((word) => said.includes(word))
    expect(words).toEqual([])
  })

  test('lets nobody see or decide anything before it is closed, and coders not at all how far the others are', async () => {
    const others = await curator.get(round)
    expect(others.text).toContain('Tova Tovesson')
    expect(others.text).toContain('6 of 6 coded')
    expect(others.text).not.toContain('Doubtful value')
    expect((await curator.get(`${round}/units/1`)).text).not.toMatch(/Coder \d|type="radio"/)
    expect((await curator.post(`${round}/units/1`, { code: 'climate_work' })).status).toBe(403)
    expect((await curator.post(`${round}/units/1/adjudication`, { code: 'climate_work', note: 'So.' })).status).toBe(
      409,
    )
    expect((await one.post(`${round}/closing`)).status).toBe(403)
    expect((await one.post(`${round}/units/1/adjudication`, { code: 'climate_work', note: 'So.' })).status).toBe(403)
    expect((await two.post(`${round}/units/1`, { code: 'climate_work' })).status).toBe(409)
  })

  test('closes when all are done, and then shows what was said, by number', async () => {
    for (const unit of [5, 6]) await code(one, round, unit, 'doubtful_value')
    expect((await one.post(`${round}/finish`)).status).toBe(303)
    const page = await one.get(round)
    expect(page.document.querySelector('#disagreements')?.textContent).toContain('Disagreements (5)')
    expect(page.text).not.toContain('Tova')
    expect((await one.get(`${round}/units/1`)).text).toContain('Quite a secret.')
    expect((await one.post(`${round}/units/1`, { code: 'climate_work' })).status).toBe(409)
  })

  test('has its disagreements decided in writing by somebody who has not coded', async () => {
    const decision = { code: 'state_conduct', note: 'By the definition of conduct.' }
    expect((await one.post(`${round}/units/1/adjudication`, decision)).status).toBe(403)
    expect((await one.get(`${round}/units/1`)).document.querySelector('input[type="radio"]')).toBeNull()
    const address = `${round}/units/1/adjudication`
    expect(errorOf(await curator.post(address, { code: 'state_conduct' }), 'note')).toContain('Fill this in')
    expect(errorOf(await curator.post(address, { note: 'Why?' }), 'code')).toContain('Fill this in')
    expect((await curator.post(address, decision)).location).toBe(`${round}#disagreements`)
    const early = await curator.post(`${round}/adjudicated`)
    expect([early.status, early.text.includes('4 disagreements are not decided')]).toEqual([422, true])
    // What all agree on is not for deciding.
    expect((await curator.post(`${round}/units/5/adjudication`, decision)).status).toBe(404)
    for (const unit of [2, 3, 4]) await curator.post(`${round}/units/${unit}/adjudication`, decision)
    await curator.post(`${round}/units/6/adjudication`, { code: '-', note: 'Nothing is said indeed.' })
    // Whoever decides at the same time as another is told, and what they wrote is there still.
    const late = await world.administrator.post(address, { code: 'climate_work', note: 'As I see it.', seen: '' })
    expect([late.status, errorOf(late, 'note').slice(0, 13)]).toEqual([422, 'Somebody else'])
    expect(late.document.querySelector('#decision')?.textContent).toMatch(
      /Decided: Conduct[^]*By the definition[^]*As I see it/,
    )
    expect((await openVisitor(world.app).get(round)).status).toBe(404)
    expect((await curator.post(`${round}/adjudicated`)).status).toBe(303)
    expect((await curator.post(`${round}/units/2/adjudication`, decision)).status).toBe(409)
  })

  test('then has a page for everybody, with figures, method and codes, and without any name', async () => {
    for (const language of ['sv', 'en']) {
      const page = await openVisitor(world.app).get(round.replace('/en/', `/${language}/`))
      expect(page.status).toBe(200)
      expect(page.text).not.toMatch(/Olle|Tova|Cora|Quite a secret|By the definition|Nothing is said/)
      expect(page.text).toContain(language === 'sv' ? 'Krippendorffs alfa' : 'Krippendorff’s alpha')
    }
    const page = await openVisitor(world.app).get(round)
    expect(headingOf(page)).toBe('Blind')
    // Five units with two codes: one alike; alpha by hand: coincidences 2 of 10 on the diagonal.
    expect(page.document.querySelector('#agreement')?.textContent).toMatch(/alpha = −?0\.\d{3}/)
    expect(page.document.querySelector('#agreement')?.textContent).toContain('fewer than two gave a code: 1')
    expect(page.document.querySelector('#results')?.textContent).toContain(
      'Conduct of the counterpart’s state'.slice(0, 7),
    )
    expect((await openVisitor(world.app).get('/en/coding')).text).toContain('Blind')
    expect(page.document.querySelector('meta[name="robots"]')).toBeNull()
  })

  test('gives its codes as a file without names, remarks and times', async () => {
    const file = await openVisitor(world.app).get(`${round}/codes.csv`)
    const [header, ...rows] = file.text.trim().split('\n')
    expect(header).toBe('unit,fact,source,locator,coder,place,code,cannot_be_coded,holds')
    expect(rows.length).toBe(12)
    const [first, last] = [rows[0]?.split(','), rows.findLast((row) => row.includes('yes'))?.split(',')]
    expect([first?.[0], first?.[1], first?.[2], first?.[8]]).toEqual(['1', events[0], 'smaby-minutes-2020', 'state_conduct']) // prettier-ignore
    expect([last?.[0], last?.[6], last?.[7], last?.[8]]).toEqual(['6', '', 'yes', ''])
    expect(file.text).not.toMatch(/Olle|Tova|secret|20\d\d-\d\d-\d\dT/)
    const { faultsBy, schemaOf } = await readContract(world.app)
    const api = `/api/v1/coding-rounds`
    const { items } = await (await world.app.request(api)).json()
    expect(items.map(({ id }: { id: number }) => id)).toContain(Number(round.split('/').at(-1)))
    const told = await (await world.app.request(`${api}/${round.split('/').at(-1)}`)).json()
    expect(faultsBy(schemaOf('/coding-rounds/{id}'), told)).toEqual([])
    expect(told.coded[0]).toMatchObject({ fact: events[0], source: 'smaby-minutes-2020', code: 'state_conduct' })
    expect(JSON.stringify(told)).not.toMatch(/Olle|Tova|secret/)
  })

  test('is in the public tables with what the API gives of it', async () => {
    const id = Number(round.split('/').at(-1))
    const rowsOf = async (table: string) => (await (await world.app.request(`/api/v1/${table}.json`)).json()) as Record<string, unknown>[]
    const { coded, ...about } = await (await world.app.request(`/api/v1/coding-rounds/${id}`)).json()
    expect(await rowsOf('coding-rounds')).toContainEqual(about)
    const units = (await rowsOf('coding-units')).filter((row) => row.round === id)
    expect(units).toEqual(coded.map(({ codings: _codings, ...unit }: { codings: object[] }) => ({ round: id, ...unit })))
    const codings = (await rowsOf('codings')).filter((row) => row.round === id)
    expect(codings).toEqual(coded.flatMap(({ unit, codings: said }: { unit: number; codings: object[] }) =>
      said.map((coding) => ({ round: id, unit, source: null, locator: null, ...coding }))))
    const versions = await (await world.app.request('/api/v1/codebook/versions')).json()
    expect((await rowsOf('codebook-versions')).map(({ number }) => number)).toEqual(
      versions.items.map(({ number }: { number: number }) => number).toReversed())
  }) // prettier-ignore

  test('can be withheld again by somebody who did not code in it', async () => {
    expect((await one.post(`${round}/publicity`, { public: 'no' })).status).toBe(403)
    expect((await curator.post(`${round}/publicity`, { public: 'no' })).status).toBe(303)
    expect((await openVisitor(world.app).get(round)).status).toBe(404)
    expect((await openVisitor(world.app).get(`${round}/codes.csv`)).status).toBe(404)
    expect((await world.app.request(`/api/v1/coding-rounds/${round.split('/').at(-1)}`)).status).toBe(404)
    expect((await openVisitor(world.app).get('/en/coding')).text).not.toContain('Blind')
    expect(await (await world.app.request('/api/v1/coding-units.ndjson')).text()).not.toContain(events[0])
    const whole = async () => zipEntry(Buffer.from(await (await world.app.request('/api/v1/samband.ndjson.zip')).arrayBuffer()), 'coding_rounds.ndjson') // prettier-ignore
    expect(await whole()).not.toContain('Blind')
    await curator.post(`${round}/publicity`, { public: 'yes' })
    await expect.poll(whole).toContain('Blind')
    await curator.post(`${round}/publicity`, { public: 'no' })
    await expect.poll(whole).not.toContain('Blind')
    await curator.post(`${round}/publicity`, { public: 'yes' })
    expect((await openVisitor(world.app).get(round)).status).toBe(200)
  })

  test('brings a reason into the register by a proposal like any other', async () => {
    const page = await curator.get(round)
    const action = `/en/propose/reasons?of=${events[1]}`
    const filled = await curator.post(action, fieldsOf(page, action))
    expect(filled.status).toBe(200)
    expect((await one.get(round)).document.querySelector(`form[action="${action}"]`)).toBeNull()
    const fields = fieldsOf(filled, action)
    expect([fields.code, fields.cited, fields.locator]).toEqual(['state_conduct', 'smaby-minutes-2020', '§ 2'])
    expect(fields.message).toMatch(/round of coding \d+, unit 2, by version 1/)
    const sent = await curator.post(action, { ...fields, step: 'send' })
    expect(sent.location).toMatch(/^\/en\/proposals\/\d+$/)
    expect((await curator.post(`${sent.location}/acceptance`, {})).status).toBe(303)
    const { reasons } = await (await world.app.request('/api/v1/cooperations/nystad-zarechye-twinning')).json()
    expect(JSON.stringify(reasons)).toContain('state_conduct')
    expect((await curator.get(round)).document.querySelector(`form[action="${action}"]`)).toBeNull()
    expect((await curator.get(round)).text).toContain('stands in the register already')
  })
})

describe('other rounds', () => {
  test('a round may be closed early; what is not coded is missing, and one code alone is no agreement', async () => {
    const round = await makeRound(curator, { title: 'Early', isPublic: false })
    for (const [unit, value] of [[1, 'climate_work'], [2, 'climate_work']] as const) await code(one, round, unit, value)
    await code(two, round, 1, 'climate_work')
    expect((await curator.post(`${round}/closing`)).status).toBe(303)
    const page = await curator.get(round)
    expect(page.text).toContain('undefined: all have used one and the same code')
    expect(page.document.querySelector('#agreement')?.textContent).not.toContain('NaN')
    expect((await curator.post(`${round}/adjudicated`)).status).toBe(303)
    expect((await curator.get(round)).document.querySelector('#results')?.textContent).toContain('Fewer than two')
    // It was marked as not public.
    expect((await openVisitor(world.app).get(round)).status).toBe(404)
  }) // prettier-ignore

  test('a round on guarded sources is never published, also not where the source is sealed afterwards', async () => {
    const status = { scheme: 'status', title: 'Sealed' }
    const guarded = await makeRound(curator, { ...status, units: 'nystad-beihu-twinning | members-survey | | An answer for members.\nnystad-zarechye-twinning' }) // prettier-ignore
    await curator.post(`${guarded}/closing`)
    await curator.post(`${guarded}/adjudicated`)
    expect((await curator.get(guarded)).text).toContain('It is never published')
    await curator.post(`${guarded}/publicity`, { public: 'yes' })
    expect((await openVisitor(world.app).get(guarded)).status).toBe(404)
    const open = await makeRound(curator, { ...status, title: 'Later sealed', units: 'nystad-beihu-twinning | myrland-post-1999 | p. 3 | They met.' }) // prettier-ignore
    await curator.post(`${open}/closing`)
    await curator.post(`${open}/adjudicated`)
    expect((await openVisitor(world.app).get(open)).status).toBe(200)
    await world.app.database.write((tx) => tx.updateTable('evidence.source').set({ visibility: 'sealed' }).where('id', '=', 'myrland-post-1999').execute()) // prettier-ignore
    expect((await openVisitor(world.app).get(open)).status).toBe(404)
    expect((await openVisitor(world.app).get(`${open}/codes.csv`)).status).toBe(404)
    expect((await openVisitor(world.app).get('/en/coding')).text).not.toContain('Later sealed')
    // Nor is it told to members any more what rests on it.
    for (const path of [`${open}/units/1`, open, `${open}/codes.csv`])
      expect((await curator.get(path)).text).not.toMatch(/myrland|Myrland|They met|p\. 3/)
    expect((await curator.get(`${open}/units/1`)).text).toContain('now under seal')
  })

  test('where no passage is given, each coder finds one, and the file tells where', async () => {
    const round = await makeRound(curator, { title: 'Finding', scheme: 'status', units: 'nystad-beihu-twinning' })
    const nothing = await code(one, round, 1, 'active')
    expect([errorOf(nothing, 'passage'), errorOf(nothing, 'source')].map((each) => each.slice(0, 4))).toEqual(['Fill', 'Fill']) // prettier-ignore
    const passage = { passage: 'A choir came.', locator: '§ 4' }
    expect(errorOf(await code(one, round, 1, 'active', { ...passage, source: 'no such source' }), 'source')).toContain('No open source') // prettier-ignore
    expect(errorOf(await code(one, round, 1, 'active', { ...passage, source: 'members-survey' }), 'source')).toContain('No open source') // prettier-ignore
    expect((await code(one, round, 1, 'active', { ...passage, source: 'Protokoll från kommunfullmäktige' })).status).toBe(303) // prettier-ignore
    await code(two, round, 1, 'dormant', { ...passage, source: 'smaby-minutes-2020', locator: '§ 5' })
    await curator.post(`${round}/closing`)
    expect((await curator.get(`${round}/units/1`)).text).toContain('A choir came.')
    const file = (await curator.get(`${round}/codes.csv`)).text
    expect(file).toMatch(/nystad-beihu-twinning,smaby-minutes-2020,§ 4,\d,1,active/)
    expect(file).toMatch(/nystad-beihu-twinning,smaby-minutes-2020,§ 5,\d,1,dormant/)
  })

  test('of a variable with an order, kappa is weighted, and the picture of drift needs enough units', async () => {
    const statuses = ['active', 'dormant', 'paused', 'ended', 'partly_ended']
    const lines = (await curator.get('/en/coding/new?fill=status')).document.querySelector('#field-units')?.textContent ?? ''
    const given = lines.split('\n').flatMap((line) => ['a', 'b'].map((each) => `${line.split(' | ')[0]} | smaby-minutes-2020 | ${each} | Words.`)) // prettier-ignore
    const round = await makeRound(curator, { title: 'Ordinal', scheme: 'status', units: given.join('\n') })
    for (const unit of given.keys()) {
      await code(one, round, unit + 1, statuses[unit % 5] ?? '')
      await code(two, round, unit + 1, statuses[(unit + (unit % 7 === 0 ? 1 : 0)) % 5] ?? '')
    }
    await curator.post(`${round}/closing`)
    const text = (await curator.get(round)).document.querySelector('#agreement')?.textContent ?? ''
    for (const words of ['linear weights', 'quadratic weights', 'Agreement as they went on', '1–10', '11–20', '0.8'])
      expect(text).toContain(words)
  }) // prettier-ignore

  test('two who finish at the same moment close the round once, and nothing is half done', async () => {
    const round = await makeRound(curator, { title: 'At once' })
    const answers = await Promise.all([one, two].map((each) => each.post(`${round}/finish`)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await curator.get(round)).text).toContain('disagreements are being decided')
  })

  test('there is no round, and no unit, that there is not', async () => {
    expect((await one.get('/en/coding/999')).status).toBe(404)
    expect((await one.get('/en/coding/none')).status).toBe(404)
    const round = await makeRound(curator)
    expect((await one.get(`${round}/units/99`)).status).toBe(404)
  })
})
