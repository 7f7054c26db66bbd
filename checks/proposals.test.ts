/** Do changes to the facts go from whoever proposes them over a curator into the register, and is nothing lost on the way? */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { joinClerk, openWorld, type World } from './harness/members.ts'
import { fieldsOf, headingOf, openVisitor, type Answer, type Visitor } from './harness/visitor.ts'
import { littleland } from './harness/littleland.ts'

let world: World
let contributor: Visitor
let curator: Visitor
beforeAll(async () => {
  world = await openWorld()
  contributor = await joinClerk(world)
  curator = await world.join('cora@littleland.example', 'curator', 'Cora')
})
afterAll(() => world?.close())

const twinning = '/en/cooperations/smaby-zarechye-twinning'
const addEvent = '/en/propose/events?of=smaby-zarechye-twinning'
const noteForm = '/en/propose/events/smaby-zarechye-twinning.activity-2021'

const errorOf = ({ document }: Answer, field: string) =>
  document.querySelector(`#field-${field}-error`)?.textContent ?? undefined

/** Fills in the form at the address and asks what it would change. */
async function look(who: Visitor, address: string, fields: Record<string, string>): Promise<Answer> {
  return who.post(address, { ...fieldsOf(await who.get(address), address), ...fields, step: 'show' })
}

/** Fills in the form at the address, looks at the change, and sends it; gives the page of the proposal. */
async function send(who: Visitor, address: string, fields: Record<string, string>): Promise<string> {
  const shown = await look(who, address, fields)
  expect([shown.status, headingOf(shown)]).toEqual([200, 'What would change'])
  const sent = await who.post(address, { ...fieldsOf(shown, address), step: 'send' })
  expect([sent.status, sent.location]).toEqual([303, expect.stringMatching(/^\/en\/proposals\/\d+$/)])
  return sent.location ?? ''
}

const newEvent = {
  kind: 'activity',
  date: '2022-05',
  cited: 'smaby-minutes-2020',
  locator: '§ 40',
  message: 'A choir came to visit.',
}

/** What the page of a proposal calls what it is about, and what it changes. */
async function namesOn(address: string): Promise<string[]> {
  const { document } = await curator.get(address)
  const named = [document.querySelector('.particulars a[href*="/cooperations/"]')?.parentElement, ...document.querySelectorAll('#changes h3')] // prettier-ignore
  return named.map((one) => one?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '')
}

async function accept(proposal: string): Promise<Answer> {
  return curator.post(`${proposal}/acceptance`, {})
}

async function revision(): Promise<number> {
  const health = await (await world.app.request('/health')).json()
  return health.revision
}

describe('a contributor', () => {
  test('proposes an event of the own cooperation, and it stands once a curator accepts it', async () => {
    const proposal = await send(contributor, addEvent, newEvent)
    expect(await (await world.app.request(twinning)).text()).not.toContain('May 2022')
    const before = await revision()
    const page = await curator.get(proposal)
    expect(page.document.querySelector('#changes')?.textContent).toContain('May 2022')
    expect([await namesOn(proposal), await namesOn(proposal.replace('/en/', '/sv/'))]).toEqual([
      [
        'Småby Municipality – Zarechye, Twinning smaby-zarechye-twinning',
        'Add: Event – Activity, May 2022 smaby-zarechye-twinning.activity-2022',
        'Add: Citation – Protokoll från kommunfullmäktige, § 40 smaby-zarechye-twinning.activity-2022.by-smaby-minutes-2020',
      ],
      [
        'Småby kommun – Zaretje, Vänortssamarbete smaby-zarechye-twinning',
        'Lägg till: Händelse – Aktivitet, maj 2022 smaby-zarechye-twinning.activity-2022',
        'Lägg till: Hänvisning – Protokoll från kommunfullmäktige, § 40 smaby-zarechye-twinning.activity-2022.by-smaby-minutes-2020',
      ],
    ])
    expect((await accept(proposal)).location).toBe(proposal)
    expect(await revision()).toBe(before + 1)
    const shown = await (await world.app.request(twinning)).text()
    expect(shown).toContain('May 2022')
    expect(shown).toContain('§ 40')
    expect(shown).toContain('A choir came to visit.')
    const mail = await world.mail.nextTo('cleo@smaby.example')
    expect([mail.subject, mail.text]).toEqual(['About your proposal to Samband', expect.stringContaining(proposal)])
    const changes = await (await world.app.request('/en/changes')).text()
    expect(changes).toContain('A choir came to visit.')
    expect(changes).not.toContain('Cleo')
  })

  test('may not change what is not the own organisation’s, nor accept anything', async () => {
    expect((await contributor.get('/en/propose/events?of=nystad-beihu-twinning')).status).toBe(403)
    const proposal = await send(contributor, addEvent, { ...newEvent, date: '2023' })
    expect((await contributor.post(`${proposal}/acceptance`, {})).status).toBe(403)
    const other = await world.join('nils@nystad.example', 'contributor', 'Nils')
    expect((await other.get(proposal)).status).toBe(404)
    expect((await contributor.post(`${proposal}/withdrawal`, {})).status).toBe(303)
    expect((await accept(proposal)).status).toBe(409)
  })

  test('sees only own proposals, and the links into the forms only where they may be used', async () => {
    const own = await contributor.get(twinning)
    expect(own.document.querySelector(`a[href="${addEvent}"]`)?.textContent).toBe('Add an event')
    expect((await contributor.get('/en/cooperations/nystad-beihu-twinning')).text).not.toContain('/propose/')
    expect(await (await world.app.request(twinning)).text()).not.toContain('/propose/')
    expect(headingOf(await contributor.get('/en/proposals'))).toBe('My proposals')
  })
})

describe('a form', () => {
  test('says beside each field what is wrong, and keeps what was typed', async () => {
    const wrong = { ...newEvent, date: 'last spring', cited: 'nobody knows', message: '' }
    const answer = await contributor.post(addEvent, { ...wrong, step: 'show' })
    expect(answer.status).toBe(422)
    expect(errorOf(answer, 'date')).toMatch(/^Write a date such as/)
    expect(errorOf(answer, 'cited')).toMatch(/^No source is called that/)
    expect(errorOf(answer, 'message')).toBe('Fill in this field.')
    expect(fieldsOf(answer, addEvent)).toMatchObject({ date: 'last spring', cited: 'nobody knows', locator: '§ 40' })
  })

  test('wants a source for what is added', async () => {
    const answer = await contributor.post(addEvent, { ...newEvent, cited: '', step: 'show' })
    expect([answer.status, errorOf(answer, 'cited')]).toEqual([422, 'Fill in this field.'])
  })

  test('takes a new source along', async () => {
    const fresh = { cited: '', 'source.kind': 'media', 'source.title': 'Choirs abroad', 'source.publisher': 'Choir Post', 'source.date': '2022' } // prettier-ignore
    const proposal = await send(contributor, addEvent, { ...newEvent, ...fresh, date: '2022-06' })
    await accept(proposal)
    expect(await (await world.app.request('/en/sources/choir-post-2022')).text()).toContain('Choirs abroad')
  })

  test('blocks an end before the beginning, and says so in both languages', async () => {
    const early = { ...newEvent, kind: 'ended', date: '1950' }
    const answer = await look(contributor, addEvent, early)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('the cooperation would have ended before it was established')
    const swedish = addEvent.replace('/en/', '/sv/')
    const inSwedish = await look(contributor, swedish, early)
    expect(inSwedish.text).toContain('samarbetet skulle ha upphört innan det etablerades')
  })

  test('warns of dates that cross, and keeps the reason', async () => {
    const shown = await look(contributor, addEvent, { ...newEvent, date: '1970' })
    expect(shown.status).toBe(200)
    const fields = fieldsOf(shown, addEvent)
    const reason = Object.keys(fields).find((name) => name.startsWith('reason '))
    expect(reason).toBeDefined()
    const without = await contributor.post(addEvent, { ...fields, step: 'send' })
    expect(without.status).toBe(422)
    const sent = await contributor.post(addEvent, { ...fields, [reason ?? '']: 'They met before.', step: 'send' })
    expect((await curator.get(sent.location ?? '')).text).toContain('They met before.')
  })
})

describe('two who change one fact', () => {
  test('do not overwrite each other: what has come between is shown and settled', async () => {
    const first = await send(contributor, noteForm, { date: '2021-11-03', message: 'It was the third.' })
    const second = await send(curator, noteForm, { date: '2021-11-04', note_en: 'A choir on a visit.', message: 'It was the fourth.' }) // prettier-ignore
    await accept(first)
    const refused = await accept(second)
    expect(refused.status).toBe(422)
    const cells = [...refused.document.querySelectorAll('#settling tbody td')].map((cell) => cell.textContent)
    expect(cells).toEqual(expect.arrayContaining(['2 November 2021', '4 November 2021', '3 November 2021']))
    const settling = `${second}/settling`
    const choices = fieldsOf(refused, settling)
    const [name = ''] = Object.keys(choices).filter((one) => one.startsWith('keep '))
    expect((await curator.post(settling, { [name]: 'standing' })).status).toBe(303)
    expect((await accept(second)).status).toBe(303)
    const page = await (await world.app.request(twinning)).text()
    expect(page).toContain('3 November 2021')
    expect(page).toContain('A choir on a visit.')
  })

  test('who has a form open when another change is accepted is told beside the field', async () => {
    const form = await curator.get(noteForm)
    const open = fieldsOf(form, noteForm)
    await accept(await send(contributor, noteForm, { date: '2021-11-05', message: 'The fifth, then.' }))
    const late = await curator.post(noteForm, { ...open, date: '2021-11-06', message: 'The sixth.', step: 'show' })
    expect(late.status).toBe(422)
    expect(errorOf(late, 'date')).toBe('It said: 3 November 2021. Now it says: 5 November 2021.')
    const knowingly = await curator.post(noteForm, { ...fieldsOf(late, noteForm), step: 'show' })
    expect(headingOf(knowingly)).toBe('What would change')
  })
})

describe('a curator', () => {
  test('sends back with a reason, the author changes it, and it is accepted', async () => {
    const proposal = await send(contributor, addEvent, { ...newEvent, date: '2022-07', message: 'Second choir.' })
    expect((await curator.post(`${proposal}/return`, { said: '' })).status).toBe(422)
    await curator.post(`${proposal}/return`, { said: 'Which day?' })
    expect((await world.mail.nextTo('cleo@smaby.example')).text).toBeTruthy()
    const page = await contributor.get(proposal)
    expect(page.text).toContain('Which day?')
    const again = page.document.querySelector('#acts a')?.getAttribute('href') ?? ''
    const form = await contributor.get(again)
    expect(fieldsOf(form, again)).toMatchObject({
      date: '2022-07',
      cited: 'smaby-minutes-2020',
      message: 'Second choir.',
    })
    expect(await send(contributor, again, { date: '2022-07-14' })).toBe(proposal)
    await accept(proposal)
    expect(await (await world.app.request(twinning)).text()).toContain('14 July 2022')
  })

  test('rejects with a reason, and the facts stay', async () => {
    const before = await revision()
    const proposal = await send(contributor, addEvent, { ...newEvent, date: '2024' })
    await curator.post(`${proposal}/rejection`, { said: 'Nobody went.' })
    expect((await contributor.get(proposal)).text).toContain('Nobody went.')
    expect(await revision()).toBe(before)
    expect((await accept(proposal)).status).toBe(409)
  })

  test('takes an accepted change back by another, and earlier revisions stay as they were', async () => {
    const before = await (await world.app.request(`/api/v1/cooperations/smaby-zarechye-twinning`)).json()
    const proposal = await send(curator, noteForm, { note_en: 'Quite wrong.', message: 'Oops.' })
    await accept(proposal)
    const back = (await curator.get(proposal)).document.querySelector('#acts a')?.getAttribute('href') ?? ''
    const sent = await curator.post(back, { message: 'It was right before.' })
    await accept(sent.location ?? '')
    const after = await (await world.app.request(`/api/v1/cooperations/smaby-zarechye-twinning`)).json()
    expect(after.events).toEqual(before.events)
  })

  test('adds a cooperation with its beginning, and is told what is like it', async () => {
    const address = '/en/propose/cooperations'
    const fields = { home: 'Nystad', counterpart: 'Dongshan', established: '2020-02', cited: 'littleland-list-2021', message: 'Newly found.' } // prettier-ignore
    const proposal = await send(curator, address, fields)
    await accept(proposal)
    const page = await (await world.app.request('/en/cooperations/nystad-dongshan-twinning')).text()
    expect(page).toContain('February 2020')
    const twice = await look(curator, address, fields)
    expect(twice.document.querySelector('.notice a[href$="nystad-dongshan-twinning"]')).not.toBeNull()
    expect(twice.text).toContain('have a cooperation of this kind already')
    const unknown = await curator.post(address, { ...fields, counterpart: 'Dongshann', step: 'show' })
    expect(errorOf(unknown, 'counterpart')).toMatch(/no such actor .* Dongshan/)
  })

  test('withdraws an event with the reasons and citations that hang on it', async () => {
    const address = '/en/propose/events/region-myrland-xi-an-partnership.proposed-2017/withdrawal'
    expect((await curator.get(address)).text).toContain('Withdraw: Citation')
    const sent = await curator.post(address, { message: 'It was another partnership.' })
    await accept(sent.location ?? '')
    const { events } = await (await world.app.request('/api/v1/cooperations/region-myrland-xi-an-partnership')).json()
    expect(events.map(({ id }: { id: string }) => id)).not.toContain('region-myrland-xi-an-partnership.proposed-2017')
  })

  test('cannot withdraw the only event that says that a cooperation began', async () => {
    const address = '/en/propose/events/nystad-dongshan-twinning.established-2020/withdrawal'
    expect((await curator.get(address)).text).toContain('no dated event says that it ever began')
  })
})

test('what was accepted survives the next loading of the data packages', async () => {
  const before = await revision()
  await world.app.database.write((tx) =>
    tx.updateTable('register.dataset').set({ fingerprint: 'another' }).where('recorded_to', 'is', null).execute(),
  )
  await world.app.load(littleland, new Date())
  expect(await revision()).toBe(before)
  expect(await (await world.app.request(twinning)).text()).toContain('14 July 2022')
})

test('where a second person is wanted, curators do not accept their own', async () => {
  const strict = await openWorld({ needsSecondPerson: true })
  try {
    const { administrator } = strict
    const proposal = await send(administrator, noteForm, { date: '2021-11-09', message: 'The ninth.' })
    expect((await administrator.post(`${proposal}/acceptance`, {})).status).toBe(403)
    const second = await strict.join('cy@littleland.example', 'curator')
    const again = `${noteForm}?proposal=${proposal.split('/').at(-1)}`
    await send(second, again, { date: '2021-11-10' })
    // Who has changed it has written it too.
    expect((await second.post(`${proposal}/acceptance`, {})).status).toBe(403)
    const third = await strict.join('cato@littleland.example', 'curator')
    expect((await third.post(`${proposal}/acceptance`, {})).status).toBe(303)
  } finally {
    await strict.close()
  }
})

test.each(['/en', '/en/about', '/en/data', '/en/changes', '/en/statistics', '/api/v1/cooperations.csv'])(
  '%s answers as before once there are edits',
  async (path) => {
    expect((await world.app.request(path)).status).toBe(200)
  },
)

test('whoever is not signed in is led to the page for signing in', async () => {
  expect((await openVisitor(world.app).get('/en/proposals')).location).toMatch(/^\/en\/sign-in/)
})
