/** Do minutes lead over suggestions that a person confirms into the ordinary form, and record nothing by themselves? */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handIn, makePdf, makeWord } from './harness/documents.ts'
import { joinClerk, openWorld, type World } from './harness/members.ts'
import { fieldsOf, headingOf, type Answer, type Visitor } from './harness/visitor.ts'

let world: World
let contributor: Visitor
beforeAll(async () => {
  world = await openWorld()
  contributor = await joinClerk(world)
})
afterAll(() => world?.close())

const minutes = readFileSync('fixtures/littleland/minutes/held-out/h01-smaby-ks-2020-11.txt', 'utf8')

/** The address that the form of a suggestion leads to with everything ticked. */
function ticked({ document }: Answer, no: number): string {
  const form = document.querySelector(`#suggestion-${no} form`)
  const search = new URLSearchParams()
  for (const field of form?.querySelectorAll('input') ?? []) search.set(field.getAttribute('name') ?? '', field.getAttribute('value') ?? '') // prettier-ignore
  const of = form?.querySelector('select option')?.getAttribute('value')
  if (of) search.set('of', of)
  return `${form?.getAttribute('action')}?${search}`
}

test('a decision goes from the minutes into a proposal with its citation, once a person has confirmed it', async () => {
  const read = await contributor.post('/en/minutes', { text: minutes, cited: '' })
  expect(read.status).toBe(200)
  expect(read.document.querySelector('#suggestion-1 h2')?.textContent).toBe('1. Ended: Zarechye')
  expect(read.document.querySelectorAll('input[type="checkbox"][checked]').length).toBe(0)
  const marked = [...read.document.querySelectorAll('mark')].map(({ textContent }) => textContent)
  for (const words of ['säga upp', 'KS 2020/311', '2020-11-09']) expect(marked).toContain(words)
  expect((await contributor.get('/en/proposals')).text).toContain('No proposals here.')

  const address = ticked(read, 1)
  expect(address).toMatch(/^\/en\/propose\/events\?/)
  const form = await contributor.get(address)
  const fields = fieldsOf(form, address)
  expect(fields).toMatchObject({
    kind: 'ended',
    date: '2020-11-09',
    diary_number: 'KS 2020/311',
    locator: '§ 202, page 2',
    'source.kind': 'minutes',
    'source.title': 'Protokoll 2020-11-09',
    'source.publisher': 'Småby Municipality',
  })
  const shown = await contributor.post(address, { ...fields, message: 'From the minutes.', step: 'show' })
  expect(headingOf(shown)).toBe('What would change')
  // The register knows of a visit a year later.
  const known = fieldsOf(shown, address)
  const reason = Object.keys(known).find((name) => name.startsWith('reason ')) ?? ''
  const sent = await contributor.post(address, { ...known, [reason]: 'The visit was a private one.', step: 'send' })
  expect(sent.location).toMatch(/^\/en\/proposals\/\d+$/)
})

test('minutes that the register has are cited, and what is not ticked is not carried along', async () => {
  const read = await contributor.post('/en/minutes', { text: minutes, cited: 'smaby-minutes-2020' })
  expect(ticked(read, 1)).toContain('cited=smaby-minutes-2020')
  const bare = await contributor.get('/en/propose/events?of=smaby-zarechye-twinning&kind=ended')
  expect(fieldsOf(bare, '/en/propose/events?of=smaby-zarechye-twinning&kind=ended')).toMatchObject({ kind: 'ended', date: '', cited: '' }) // prettier-ignore
})

test('a cooperation that the register does not have leads to the form for one', async () => {
  const text = 'Småby kommun\nKommunfullmäktige\n2024-02-05\n\n§ 3 Vänort (KS 2024/7)\n\nKommunfullmäktige beslutar att ingå vänortsavtal med 东山省.\n' // prettier-ignore
  const address = ticked(await contributor.post('/sv/minutes', { text, cited: '' }), 1)
  expect(address).toMatch(/^\/sv\/propose\/cooperations\?/)
  expect(fieldsOf(await contributor.get(address), address)).toMatchObject({
    home: 'xl-smaby',
    counterpart: 'xb-dongshan',
    established: '2024-02-05',
  })
})

test('minutes that were handed in are read from their document, which is cited with the page', async () => {
  const curator = await world.join('cora@littleland.example', 'curator', 'Cora')
  const pages = ['Smaby kommun\nKommunfullmaktige', 'Sida tva', 'Smaby kommun\nKommunstyrelsen 2020-11-09\n\n202 § Vanort (KS 2020/311)\n\nBeslut\n\nKommunstyrelsen beslutar att säga upp vänortsavtalet med Zaretje.'] // prettier-ignore
  const sent = await handIn(contributor, '/en/sources/smaby-minutes-2020/documents', makePdf(pages), 'Protokoll.pdf')
  const document = sent.location ?? ''
  const link = (await contributor.get(document)).document.querySelector(`a[href="${document}/minutes"]`)
  expect(link?.textContent).toBe('Read as minutes, and find decisions in them')
  const read = await contributor.get(`${document}/minutes`)
  const address = ticked(read, 1)
  expect(address).toContain('cited=smaby-minutes-2020')
  expect(new URLSearchParams(address.split('?')[1]).get('locator')).toBe('§ 202, page 3')
  const stranger = await world.join('nils@littleland.example', 'contributor', 'Nils')
  expect((await stranger.get(`${document}/minutes`)).status, 'what waits is its author’s and the curators’').toBe(404)
  expect((await world.visitor().get(`${document}/minutes`)).location).toMatch(/^\/en\/sign-in/)

  const word = await handIn(curator, '/en/sources/smaby-minutes-2020/documents', await makeWord('Småby kommun', '202 § Vänort', 'Beslut', 'Kommunstyrelsen beslutar att säga upp vänortsavtalet med Zaretje.'), 'Protokoll.docx') // prettier-ignore
  const unparted = ticked(await curator.get(`${word.location}/minutes`), 1)
  expect(new URLSearchParams(unparted.split('?')[1]).get('locator')).toBe('§ 202')

  const guarded = await handIn(curator, '/en/sources/members-survey/documents', makePdf(pages), 'Enkät.pdf')
  expect((await curator.get(guarded.location ?? '')).document.querySelector('a[href$="/minutes"]')).toBeNull()
  expect((await curator.get(`${guarded.location}/minutes`)).status).toBe(422)
})

test('text that holds nothing, too much or markup is answered, and what was written is kept', async () => {
  const nothing = await contributor.post('/en/minutes', { text: 'Dagordningen godkänns.', cited: '' })
  expect([nothing.status, nothing.text]).toEqual([200, expect.stringContaining('No decision found')])
  const unknown = await contributor.post('/en/minutes', { text: minutes, cited: 'nobody knows' })
  expect([unknown.status, fieldsOf(unknown, '/en/minutes').cited]).toEqual([422, 'nobody knows'])
  const long = await contributor.post('/en/minutes', { text: 'a'.repeat(1_000_001), cited: '' })
  expect([long.status, long.text]).toEqual([422, expect.stringContaining('longer than 1,000,000 characters')])
  const script = await contributor.post('/en/minutes', { text: '<script>alert(1)</script>', cited: '' })
  expect(script.text).not.toContain('<script>alert')
  expect((await contributor.post('/en/minutes', { text: '', cited: '' })).status).toBe(422)
})

test('whoever has many minutes read at once waits a while, and keeps what was written', async () => {
  const curious = await world.join('curt@littleland.example', 'curator', 'Curt')
  const read = () => curious.post('/en/minutes', { text: 'Dagordningen godkänns.', cited: '' })
  for (let time = 0; time < 20; time += 1) expect((await read()).status).toBe(200)
  const refused = await read()
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
  expect(refused.text).toContain('Try again in')
  expect(fieldsOf(refused, '/en/minutes').text).toBe('Dagordningen godkänns.')
  expect((await contributor.post('/en/minutes', { text: 'Dagordningen godkänns.', cited: '' })).status).toBe(200)
})

test('the reader is for those who may propose, and they are led to it', async () => {
  expect((await world.visitor().get('/en/minutes')).location).toMatch(/^\/en\/sign-in/)
  const reader = await world.join('rita@littleland.example', 'reader', 'Rita')
  expect((await reader.get('/en/minutes')).status).toBe(403)
  expect((await contributor.get('/en/cooperations')).document.querySelector('a[href="/en/minutes"]')).not.toBeNull()
})
