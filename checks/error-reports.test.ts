/** Can anybody tell the register of an error, without an account and without being shown, and does it lead somewhere? */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from './harness/members.ts'
import { fieldsOf, headingOf, type Visitor } from './harness/visitor.ts'

let world: World
let curator: Visitor
beforeAll(async () => {
  world = await openWorld({ clientHeader: 'x-client' })
  curator = await world.join('cora@littleland.example', 'curator', 'Cora')
})
afterAll(() => world?.close())

const about = '/en/error-report?about=cooperations%2Fsmaby-zarechye-twinning'
const email = 'citizen@littleland.example'
const report = { message: 'The visit was in May.', source: 'https://example.org/visit', email }

/** The page of the report that was sent last. */
async function latest(): Promise<string> {
  const list = await curator.get('/en/proposals')
  return list.document.querySelector('main tbody a')?.getAttribute('href') ?? ''
}

test.each(['/en/cooperations/smaby-zarechye-twinning', '/en/actors/xl-smaby', '/en/sources/smaby-minutes-2020'])(
  '%s leads to a form that names what it is about',
  async (path) => {
    const visitor = world.visitor()
    const link =
      (await visitor.get(path)).document.querySelector('a[href*="/error-report?"]')?.getAttribute('href') ?? ''
    const form = await visitor.get(link)
    expect([form.status, headingOf(form)]).toEqual([200, 'Report an error'])
    expect(form.document.querySelector('.page-head .quiet')?.textContent).toMatch(/^(Cooperation|Actor|Source) – .+/)
    expect(form.headers.get('cache-control')).toMatch(/no-store/)
  },
)

test('of a source under seal the form tells nothing', async () => {
  const form = await world.visitor().get('/en/error-report?about=sources%2Fmembers-survey')
  expect(form.status).toBe(200)
  expect(form.text).not.toContain('Enkätsvar')
})

test('what is wrong stands beside its field, and what was typed stays', async () => {
  const wrong = await world.visitor().post(about, { message: ' ', source: 'javascript:alert(1)', email: 'nobody' })
  const error = (field: string) => wrong.document.querySelector(`#field-${field}-error`)?.textContent
  expect(wrong.status).toBe(422)
  expect(error('message')).toBe('Write what is wrong.')
  expect(error('source')).toMatch(/^Write a web address/)
  expect(error('email')).toMatch(/^Write an e-mail address/)
  expect(fieldsOf(wrong, about)).toMatchObject({ source: 'javascript:alert(1)', email: 'nobody' })
})

describe('a report', () => {
  test('reaches the curators, and nobody else', async () => {
    const visitor = world.visitor()
    const sent = await visitor.post(about, { ...report, fact: 'events/smaby-zarechye-twinning.activity-2021' })
    expect(sent.location).toMatch(/^\/en\/error-report\/sent\?/)
    const thanks = await visitor.get(sent.location ?? '')
    expect(headingOf(thanks)).toBe('Thank you, we have it')
    const back = thanks.document.querySelector('main a')
    expect([back?.getAttribute('href'), back?.textContent]).toEqual([
      '/en/cooperations/smaby-zarechye-twinning',
      expect.stringMatching(/^Back to .*Småby/),
    ])
    const path = await latest()
    const page = await curator.get(path)
    for (const text of Object.values(report)) expect(page.text).toContain(text)
    expect(page.text).toContain('smaby-zarechye-twinning.activity-2021')
    expect((await visitor.get(path)).location).toMatch(/sign-in/)
    const contributor = await world.join('cleo@littleland.example', 'contributor')
    expect((await contributor.get(path)).status).toBe(404)
  })

  test('is answered by mail; a remark among curators is not', async () => {
    const path = await latest()
    await curator.post(`${path}/remark`, { said: 'Who is this?' })
    await curator.post(`${path}/answer`, { said: 'Which May?' })
    const mail = await world.mail.nextTo(email)
    expect(mail.text).toContain('Which May?')
    expect(mail.text).not.toContain('Who is this?')
    expect(mail.text).not.toContain('/proposals/')
  })

  test('becomes a change, and whoever reported hears of it; the address is then gone', async () => {
    const path = await latest()
    const form = (await curator.get(path)).document.querySelector('#acts .row-links a')?.getAttribute('href') ?? ''
    const filled = await curator.get(form)
    expect(filled.text).toContain('The visit was in May.')
    const shown = await curator.post(form, {
      ...fieldsOf(filled, form),
      date: '2021-05',
      message: 'In May.',
      step: 'show',
    })
    const sent = await curator.post(form, { ...fieldsOf(shown, form), step: 'send' })
    expect((await curator.post(`${sent.location}/acceptance`, {})).status).toBe(303)
    expect((await world.mail.nextTo(email)).text).toContain('The register has been changed.')
    const closed = await curator.get(path)
    expect(closed.text).not.toContain(email)
    expect(closed.document.querySelector('.page-head strong')?.textContent).toBe('Accepted')
  })

  test('is closed with a reason', async () => {
    await world.visitor().post(about, { ...report, message: 'It never was.' })
    const path = await latest()
    expect((await curator.post(`${path}/rejection`, { said: '' })).status).toBe(422)
    await curator.post(`${path}/rejection`, { said: 'The minutes say so.' })
    expect((await world.mail.nextTo(email)).text).toContain('The minutes say so.')
  })
})

test('what fills in the hidden field is thanked and thrown away', async () => {
  const before = await latest()
  const sent = await world.visitor().post(about, { ...report, website: 'https://spam.example' })
  expect(sent.location).toMatch(/^\/en\/error-report\/sent\?/)
  expect(await latest()).toBe(before)
})

test('one client may report so often and no more, another still may', async () => {
  const send = (client: string) =>
    world.app.request(about, {
      method: 'POST',
      body: new URLSearchParams({ message: 'Again.' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-client': client },
    })
  const statuses: number[] = []
  for (let no = 0; no < 11; no += 1) statuses.push((await send('198.51.100.1')).status)
  expect(statuses).toEqual([...Array<number>(10).fill(303), 429])
  expect((await send('198.51.100.2')).status).toBe(303)
})

test('a report about nothing is refused', async () => {
  expect((await world.visitor().get('/en/error-report?about=cooperations%2Fnowhere')).status).toBe(404)
  expect((await world.visitor().get('/en/error-report?about=people%2Fada')).status).toBe(404)
})

describe('a ruling', () => {
  const form = '/en/propose/conflicts/partnership-start'

  test('changes ranks, of events too, and its reason; what is not followed stays', async () => {
    const link = (await curator.get('/en/conflicts')).document.querySelector(`a[href="${form}"]`)
    expect(link?.textContent).toBe('Rule on the conflict')
    const fields = fieldsOf(await curator.get(form), form)
    const turned = { 'rank partnership-start.a': 'deprecated', 'rank partnership-start.b': 'preferred' }
    const words = { ruling_sv: 'Förteckningen följs.', ruling_en: 'The list is followed.', message: 'The minutes were misread.' } // prettier-ignore
    const shown = await curator.post(form, { ...fields, ...turned, ...words, step: 'show' })
    expect(headingOf(shown)).toBe('What would change')
    const sent = await curator.post(form, { ...fieldsOf(shown, form), step: 'send' })
    expect((await curator.post(`${sent.location}/acceptance`, {})).status).toBe(303)
    const page = await world.visitor().get('/en/cooperations/smaby-beihu-shi-partnership')
    const dispute = page.document.querySelector('#partnership-start')?.textContent
    for (const text of ['The list is followed.', 'About 2006.', '2009.']) expect(dispute).toContain(text)
    expect(page.document.querySelector('.margin-column')?.textContent).toContain('2009')
  })

  test('is for curators, needs its words, and notices another that came between', async () => {
    const contributor = await world.join('nils@littleland.example', 'contributor')
    expect((await contributor.get(form)).status).toBe(403)
    const fields = fieldsOf(await curator.get(form), form)
    const empty = await curator.post(form, { ...fields, ruling_sv: '', message: 'x', step: 'show' })
    expect(empty.document.querySelector('#field-ruling_sv-error')?.textContent).toBe('Fill in this field.')
    const late = { ...fields, ruling_en: 'Neither is followed.', message: 'Late.', step: 'show' }
    const shown = await curator.post(form, { ...fields, ruling_en: 'Both are.', message: 'First.', step: 'show' })
    const sent = await curator.post(form, { ...fieldsOf(shown, form), step: 'send' })
    await curator.post(`${sent.location}/acceptance`, {})
    const noticed = await curator.post(form, late)
    expect([noticed.status, noticed.text.includes('was accepted while you were writing')]).toEqual([422, true])
  })
})
