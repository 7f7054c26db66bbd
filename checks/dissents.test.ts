/** Is a curator's dissent from a ruling kept with its reason, shown with it and in the history, and left alone by later rulings? */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from './harness/members.ts'
import { fieldsOf, type Answer, type Visitor } from './harness/visitor.ts'

let world: World
let cora: Visitor
let carl: Visitor
beforeAll(async () => {
  world = await openWorld()
  cora = await world.join('cora@littleland.example', 'curator', 'Cora')
  carl = await world.join('carl@littleland.example', 'curator', 'Carl')
})
afterAll(() => world?.close())

const conflict = 'partnership-start'
const form = `/en/propose/conflicts/${conflict}/dissent`
const ruling = `/en/propose/conflicts/${conflict}`
const partnership = '/en/cooperations/smaby-beihu-shi-partnership'

const noticeOf = ({ document }: Answer) => document.querySelector('.notice')?.textContent
const dissentsOn = async (path: string) => {
  const page = await world.visitor().get(path)
  return [...page.document.querySelectorAll(`#${conflict} .dissent`)].map(({ textContent }) => textContent)
}

async function dissent(who: Visitor, says: string): Promise<Answer> {
  return who.post(form, { ...fieldsOf(await who.get(form), form), says })
}

async function rule(who: Visitor, words: string): Promise<void> {
  const fields = { ...fieldsOf(await who.get(ruling), ruling), ruling_en: words, ruling_sv: words, message: 'Looked again.' } // prettier-ignore
  const sent = await who.post(ruling, { ...fields, step: 'send' })
  expect((await who.post(`${sent.location}/acceptance`, {})).status).toBe(303)
}

test('a dissent stands below its ruling, in the changes and in the history, without a name', async () => {
  const recorded = await dissent(cora, 'The minutes were written three years later.')
  expect([recorded.status, recorded.location]).toEqual([303, `${form}/recorded`])
  for (const path of [partnership, '/en/conflicts']) {
    const [only] = await dissentsOn(path)
    expect(only).toMatch(/^Dissent \(Ministry of Ponds, .*\):.*The minutes were written three years later\.$/)
  }
  const changes = await (await world.app.request('/en/changes')).text()
  expect(changes).toContain('Dissent from a ruling: When did the partnership begin?')
  const { revision } = (await (await world.app.request('/health')).json()) as { revision: number }
  const changeset = await (await world.app.request(`/en/changes/${revision}`)).text()
  expect(changeset).toContain('The minutes were written three years later.')
  expect(await (await world.app.request(partnership)).text()).toContain(`/en/changes/${revision}?`)
  const api = await (await world.app.request('/api/v1/cooperations/smaby-beihu-shi-partnership')).json()
  expect(JSON.stringify(api)).toContain('The minutes were written three years later.')
  const { rows } = { rows: await world.app.database.reader.selectFrom('register.dissent').select('person').execute() }
  for (const said of [changeset, JSON.stringify(api), await (await world.app.request('/en/conflicts')).text()]) {
    expect(said).not.toContain(rows[0]?.person ?? '')
    expect(said).not.toContain('Cora')
  }
})

test('of an earlier moment it is not there yet', async () => {
  expect(await dissentsOn(`${partnership}?as_of=2`)).toEqual([])
})

test('a later ruling leaves it where it is, with the words of the ruling that it is against', async () => {
  const mine = fieldsOf(await carl.get(form), form)
  await rule(cora, 'The list is followed: 2009.')
  const [only] = await dissentsOn(partnership)
  expect(only).toContain('The minutes were written three years later.')
  expect(only).toContain('From an earlier ruling: The minutes are followed: about 2006.')
  const late = await carl.post(form, { ...mine, says: 'Still 2006.' })
  expect([late.status, noticeOf(late)]).toEqual([422, expect.stringContaining('ruled anew while you were writing')])
  const again = fieldsOf(late, form)
  expect(again.says).toBe('Still 2006.')
  expect((await carl.post(form, again)).status).toBe(303)
  expect(await dissentsOn(partnership)).toHaveLength(2)
})

test('one cannot dissent from a ruling of one’s own, nor twice, nor without a word', async () => {
  expect(noticeOf(await dissent(cora, 'I was wrong.'))).toContain('You have proposed or accepted this ruling yourself')
  expect(noticeOf(await dissent(carl, 'And another thing.'))).toContain('You have dissented from this ruling already')
  const empty = await dissent(carl, '  ')
  expect([empty.status, empty.document.querySelector('#field-says-error')?.textContent]).toEqual([422, 'Fill in this field.']) // prettier-ignore
})

test('only curators may dissent, and are led to it', async () => {
  const contributor = await world.join('nils@littleland.example', 'contributor', 'Nils')
  expect((await contributor.get(form)).status).toBe(403)
  expect((await contributor.post(form, { says: 'No.', base: '1' })).status).toBe(403)
  expect((await carl.get('/en/conflicts')).document.querySelector(`a[href="${form}"]`)).not.toBeNull()
  expect((await carl.get('/en/propose/conflicts/none/dissent')).status).toBe(404)
})
