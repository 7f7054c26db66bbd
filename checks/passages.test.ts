/** Does a citation lead to the very words that it rests on, and go on doing so when the data are loaded anew? */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handIn, makePdf } from './harness/documents.ts'
import { changedLittleland, replace } from './harness/littleland.ts'
import { openWorld, type World } from './harness/members.ts'
import type { Answer, Visitor } from './harness/visitor.ts'

let world: World
let curator: Visitor
let visitor: Visitor
let path: string
beforeAll(async () => {
  world = await openWorld()
  curator = await world.join('cora@littleland.example', 'curator', 'Cora')
  visitor = world.visitor()
  path = (await handIn(curator, '/en/sources/smaby-minutes-2020/documents', makePdf(), 'minutes.pdf')).location ?? ''
  await curator.post(`${path}/acceptance`, { visibility: 'public' })
})
afterAll(() => world?.close())

const cooperation = '/en/cooperations/smaby-beihu-shi-twinning'
const reason = 'smaby-beihu-shi-twinning.partly-ended-2020.state_conduct c016'
const version = (to: string) => ({ 'datapackage.json': replace('"version": "1.1.0"', `"version": "${to}"`) })

// Copied from where the line breaks.
const quote = '  not to renew the agreement with Beihu.\n The opposition  '

const passageLinks = ({ document }: Answer) =>
  [...document.querySelectorAll('main a[href*="#passage-"]')].map((link) => link.getAttribute('href') ?? '')

const pointOut = (fields: Record<string, string>) =>
  curator.post(`${path}/passages`, { page: '2', citation: reason, quote, ...fields })

test.each([
  [{ quote: ' ' }, /^Write the words/],
  [{ quote: 'x'.repeat(2001) }, /^The passage is too long/],
  [{ quote: 'to renew the agreement with Dongshan' }, /^These words do not stand/],
  [{ page: '1' }, /^These words do not stand/],
  [{ citation: 'smaby-beihu-shi-twinning.partly-ended-2020.state_conduct c001' }, /^The citation is no longer/],
  [{ citation: '' }, /^The citation is no longer/],
])('%o is not kept: what is wrong stands beside the field', async (fields, said) => {
  const answer = await pointOut(fields)
  expect(answer.status).toBe(422)
  expect(answer.document.querySelector('#field-quote-error')?.textContent).toMatch(said)
  expect(answer.document.querySelector('[name="quote"]')?.textContent).toBe('quote' in fields ? fields.quote : quote)
})

test('only curators point out passages', async () => {
  const reader = await world.join('rita@littleland.example', 'contributor', 'Rita')
  const fields = { page: '2', citation: reason, quote }
  expect((await reader.post(`${path}/passages`, fields)).status).toBe(403)
  expect((await visitor.post(`${path}/passages`, fields)).status).toBe(403)
})

test('a passage is led to from the fact, and marked on its page beside the picture', async () => {
  expect(passageLinks(await visitor.get(cooperation))).toEqual([])
  expect((await pointOut({})).location).toBe(`${path}?page=2`)
  expect(passageLinks(await visitor.get(cooperation))).toHaveLength(1)
  const [link = ''] = passageLinks(await visitor.get(cooperation))
  expect(passageLinks(await visitor.get('/en/sources/smaby-minutes-2020'))).toEqual([link])
  const page = await visitor.get(link.split('#')[0] ?? '')
  const mark = page.document.querySelector(`#${link.split('#')[1]} + mark`)
  expect(mark?.textContent?.replaceAll(/\s+/g, ' ')).toBe('not to renew the agreement with Beihu. The opposition')
  expect(page.document.querySelector('.page-text')?.textContent).toContain('Paragraph 158. The council decides')
  expect(page.document.querySelector('.page-picture img')?.getAttribute('src')).toBe(`${path}/pages/2.png`)
  expect(page.document.querySelector('#passages a')?.getAttribute('href')).toMatch(/twinning#.*state_conduct$/)
})

test('it is a row of the public table, with the words that the page marks', async () => {
  const rows = await (await world.app.request('/api/v1/passages.json')).json()
  const { passages } = await (await world.app.request(`/api/v1/documents/${path.split('/').at(-1)}`)).json()
  expect(rows).toEqual([{ id: expect.any(Number), document: Number(path.split('/').at(-1)), ...passages[0] }])
  expect(await (await world.app.request('/api/v1/passages.json?as_of=1')).json()).toEqual([])
})

test('as of an earlier revision nobody had pointed it out', async () => {
  expect(passageLinks(await visitor.get(`${cooperation}?as_of=1`))).toEqual([])
})

test('it outlives another loading; where its citation is gone it waits for it to come back', async () => {
  const cited = 'c016,smaby-minutes-2020,§ 158,'
  const reworded = changedLittleland({ 'citations.csv': replace(cited, 'c016,smaby-minutes-2020,§ 158 a,'), ...version('1.1.1') }) // prettier-ignore
  await world.app.load(reworded, new Date('2026-03-02'))
  expect(passageLinks(await visitor.get(cooperation))).toHaveLength(1)
  const elsewhere = changedLittleland({ 'citations.csv': replace(cited, 'c016,littleland-list-2021,§ 158,'), ...version('1.1.2') }) // prettier-ignore
  await world.app.load(elsewhere, new Date('2026-03-03'))
  expect(passageLinks(await visitor.get(cooperation))).toEqual([])
  await world.app.load(changedLittleland(version('1.1.3')), new Date('2026-03-04'))
  expect(passageLinks(await visitor.get(cooperation))).toHaveLength(1)
})

test('it is not shown where its document is for members only', async () => {
  await curator.post(`${path}/visibility`, { visibility: 'members' })
  expect(passageLinks(await visitor.get(cooperation))).toEqual([])
  expect((await visitor.get(cooperation)).text).not.toContain('The opposition points')
  expect(await (await world.app.request('/api/v1/passages.json')).json()).toEqual([])
  expect(passageLinks(await curator.get(cooperation))).toHaveLength(1)
  await curator.post(`${path}/visibility`, { visibility: 'public' })
})

test('it is taken back, and stays in what was known', async () => {
  const { revision } = await (await world.app.request('/health')).json()
  const page = await curator.get(`${path}?page=2`)
  const id = page.document.querySelector('[name="passage"]')?.getAttribute('value') ?? ''
  await curator.post(`${path}/passages/removal`, { passage: id, page: '2' })
  expect(passageLinks(await visitor.get(cooperation))).toEqual([])
  await world.app.load(changedLittleland(version('1.1.4')), new Date('2026-03-05'))
  expect(passageLinks(await visitor.get(cooperation))).toEqual([])
  expect(passageLinks(await visitor.get(`${cooperation}?as_of=${revision}`))).toHaveLength(1)
})
