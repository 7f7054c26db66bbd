/** Can two records of one body become one, and one of two bodies become two, without anything lost and so that it can be taken back? */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readImportGround } from '../src/register/imports/import.queries.ts'
import { matchPlace } from '../src/register/imports/place-match.rules.ts'
import { append, changedLittleland } from './harness/littleland.ts'
import { openWorld, type World } from './harness/members.ts'
import { fieldsOf, headingOf, type Answer, type Visitor } from './harness/visitor.ts'

let world: World
let cora: Visitor
beforeAll(async () => {
  world = await openWorld()
  cora = await world.join('cora@littleland.example', 'curator', 'Cora')
  // A second record of the city of Beihu, as somebody might add who did not find the first.
  const added = await send(cora, '/en/propose/actors', {
    country: 'XB', kind: 'prefecture_level_city', name_sv: 'Norra sjön', name_en: 'North Lake', name_romanised: 'Pei-hu', message: 'New.',
  }) // prettier-ignore
  await accept(added)
  const cooperation = await send(cora, '/en/propose/cooperations', {
    home: 'xl-nystad', counterpart: 'xb-north-lake', kind: 'twinning', standing: 'asserted', established: '2001',
    cited: 'smaby-minutes-2020', message: 'Twinned.',
  }) // prettier-ignore
  await accept(cooperation)
})
afterAll(() => world?.close())

const merge = '/en/propose/actors/xb-north-lake/merge'
const split = '/en/propose/actors/xb-zarechye/split'
const because = { message: 'They are the same city.' }

const errorOf = ({ document }: Answer, field: string) =>
  document.querySelector(`#field-${field}-error`)?.textContent ?? undefined

async function send(who: Visitor, address: string, fields: Record<string, string>): Promise<string> {
  const shown = await who.post(address, { ...fieldsOf(await who.get(address), address), ...fields, step: 'show' })
  expect([shown.status, headingOf(shown)]).toEqual([200, 'What would change'])
  const sent = await who.post(address, { ...fieldsOf(shown, address), step: 'send' })
  expect(sent.status).toBe(303)
  return sent.location ?? ''
}

async function accept(proposal: string): Promise<void> {
  expect((await cora.post(`${proposal}/acceptance`, {})).status).toBe(303)
}

async function takeBack(revision: number): Promise<void> {
  const address = `/en/propose/reversal-of/${revision}`
  const page = `/en/changes/${revision}`
  expect((await cora.get(page)).document.querySelector(`a[href="${address}"]`)).not.toBeNull()
  expect(await (await ask(page)).text()).not.toContain('/propose/')
  const sent = await cora.post(address, { ...fieldsOf(await cora.get(address), address), message: 'They are two after all.' }) // prettier-ignore
  await accept(sent.location ?? '')
}

const ask = (path: string, headers: Record<string, string> = {}) => world.app.request(path, { headers })
const json = async (path: string) => (await ask(path)).json()
const revision = async (): Promise<number> => (await json('/health')).revision
const counts = async () => ({
  cooperations: (await json('/api/v1/cooperations')).total,
  inForce: (await json('/api/v1/series/in-force')).points,
})

describe('a merge', () => {
  test('is refused beside the field where the two cannot be one body', async () => {
    const refused = async (stays: string, address = merge) =>
      errorOf(await cora.post(address, { ...because, stays, step: 'show' }), 'stays')
    expect(await refused('xb-north-lake')).toContain('the same record')
    expect(await refused('xl-nystad')).toContain('different countries')
    expect(await refused('xb-beihu')).toMatch(/different kinds: .* and /)
    expect(await refused('xl-nystad', '/en/propose/actors/xl-smaby/merge')).toContain('9901 and 9902')
    expect(await refused('nowhere at all')).toBeDefined()
    expect(await refused('')).toBe('Fill in this field.')
    const empty = await cora.post(merge, { message: '', stays: 'xb-beihu-shi', step: 'show' })
    expect([empty.status, errorOf(empty, 'message')]).toEqual([422, 'Fill in this field.'])
    expect(fieldsOf(empty, merge)).toMatchObject({ stays: 'xb-beihu-shi' })
  })

  test('that would give two parties two cooperations of a kind is refused, and says which', async () => {
    const second = await send(cora, '/en/propose/cooperations', {
      home: 'xl-smaby', counterpart: 'xb-north-lake', kind: 'twinning', standing: 'asserted', established: '2002',
      cited: 'smaby-minutes-2020', message: 'Twinned too.',
    }) // prettier-ignore
    await accept(second)
    const refused = await cora.post(merge, { ...because, stays: 'xb-beihu-shi', step: 'show' })
    expect(errorOf(refused, 'stays')).toContain('smaby-north-lake-twinning + smaby-beihu-shi-twinning')
    await takeBack(await revision())
  })

  test('moves everything to the one that stays, and every address leads there', async () => {
    const before = await counts()
    const last = await revision()
    const proposal = await send(cora, merge, { ...because, stays: 'xb-beihu-shi' })
    await accept(proposal)
    const redirect = (await cora.get(proposal)).document.querySelector('#changes h3')?.textContent?.trim()
    expect(redirect).toBe('Add: Redirect of an actor – North Lake → Beihu xb-north-lake.to-xb-beihu-shi')
    expect(await revision()).toBe(last + 1)
    expect(await counts()).toEqual(before)
    for (const [path, to] of [
      ['/en/actors/xb-north-lake', '/en/actors/xb-beihu-shi'],
      ['/sv/actors/xb-north-lake/feed.atom', '/sv/actors/xb-beihu-shi/feed.atom'],
      ['/api/v1/actors/xb-north-lake', '/api/v1/actors/xb-beihu-shi'],
      ['/actors/xb-north-lake', '/actors/xb-beihu-shi'],
      ['/actors/xb-north-lake.ttl', '/actors/xb-beihu-shi.ttl'],
      ['/en/embed/actors/xb-north-lake', '/en/embed/actors/xb-beihu-shi'],
    ] as const) {
      const answer = await ask(path)
      expect([path, answer.status, answer.headers.get('location')]).toEqual([path, 308, to])
      expect(answer.headers.get('cache-control')).toBe('no-cache')
    }
    const actor = await json('/api/v1/actors/xb-beihu-shi')
    expect(actor.other_names.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['Norra sjön', 'North Lake', 'Pei-hu', 'Peihu']),
    )
    const page = await world.visitor().get('/en/actors/xb-beihu-shi')
    expect(page.document.querySelector('#own')?.textContent).toContain('Nystad')
    expect(page.text).toContain('They are the same city.')
    const earlier = page.document.querySelector(`a[href="/en/actors/xb-north-lake?as_of=${last}"]`)
    expect(earlier?.textContent).toBe('xb-north-lake')
    const table = await (await ask('/api/v1/actor-redirects.csv')).text()
    expect(table).toContain('xb-north-lake.to-xb-beihu-shi,merged,xb-north-lake,xb-beihu-shi')
    const found = await json('/api/v1/cooperations?counterpart=xb-north-lake')
    expect(found.items.map(({ id }: { id: string }) => id)).toContain('nystad-north-lake-twinning')
  })

  test('leaves what was before as it was', async () => {
    const last = (await revision()) - 1
    const earlier = await ask(`/en/actors/xb-north-lake?as_of=${last}`)
    expect([earlier.status, await earlier.text()]).toEqual([200, expect.stringContaining('North Lake')])
    expect((await json(`/api/v1/actors/xb-beihu-shi?as_of=${last}`)).other_names).toHaveLength(1)
  })

  test('keeps the old address from another: a new actor of the name gets one of its own', async () => {
    const shown = await cora.post('/en/propose/actors', {
      country: 'XB', kind: 'city', name_sv: 'Norra sjön', name_en: 'North Lake', message: 'Another.', step: 'send',
    }) // prettier-ignore
    const proposal = await cora.get(shown.location ?? '')
    expect(proposal.text).toContain('xb-north-lake-2')
    expect((await cora.post(`${shown.location}/withdrawal`, {})).status).toBe(303)
  })

  test('is taken back like any change: both are there again, and nothing leads elsewhere', async () => {
    const merged = await revision()
    const before = await counts()
    await takeBack(merged)
    expect(await counts()).toEqual(before)
    expect((await ask('/en/actors/xb-north-lake')).status).toBe(200)
    expect((await json('/api/v1/actors/xb-north-lake')).cooperations).toBe(1)
    expect((await json('/api/v1/actors/xb-beihu-shi')).other_names).toHaveLength(1)
    expect(await (await ask('/api/v1/actor-redirects.csv')).text()).not.toContain('north-lake')
    const then = await ask(`/en/actors/xb-north-lake?as_of=${merged}`)
    expect([then.status, then.headers.get('location')]).toEqual([308, `/en/actors/xb-beihu-shi?as_of=${merged}`])
  })
})

describe('merges one after another', () => {
  const nextMerge = '/en/propose/actors/xb-third-lake/merge'
  let first: number

  /** The addresses that one leads to, one after the other. */
  async function wayFrom(path: string): Promise<string[]> {
    const way: string[] = []
    for (let at = path; way.length < 5;) {
      const answer = await ask(at)
      if (answer.status !== 308) return way
      at = answer.headers.get('location') ?? ''
      way.push(at)
    }
    return way
  }

  test('lead to the last in one step, and what is found under any of the names is one', async () => {
    const added = await send(cora, '/en/propose/actors', {
      country: 'XB', kind: 'prefecture_level_city', name_sv: 'Tredje sjön', name_en: 'Third Lake', message: 'New.',
    }) // prettier-ignore
    await accept(added)
    const before = await counts()
    await accept(await send(cora, merge, { ...because, stays: 'xb-third-lake' }))
    first = await revision()
    await accept(await send(cora, nextMerge, { ...because, stays: 'xb-beihu-shi' }))
    expect(await counts()).toEqual(before)
    for (const old of ['xb-north-lake', 'xb-third-lake']) {
      expect(await wayFrom(`/en/actors/${old}`)).toEqual(['/en/actors/xb-beihu-shi'])
      expect(await wayFrom(`/api/v1/actors/${old}`)).toEqual(['/api/v1/actors/xb-beihu-shi'])
      const found = await json(`/api/v1/cooperations?counterpart=${old}`)
      expect(found.items.map(({ id }: { id: string }) => id)).toContain('nystad-north-lake-twinning')
    }
    const actor = await json('/api/v1/actors/xb-beihu-shi')
    expect(actor.other_names.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['North Lake', 'Third Lake'])) // prettier-ignore
    expect(await wayFrom(`/en/actors/xb-north-lake?as_of=${first}`)).toEqual([`/en/actors/xb-third-lake?as_of=${first}`]) // prettier-ignore
  })

  test('are taken back one after the other', async () => {
    await takeBack(first + 1)
    expect(await wayFrom('/en/actors/xb-north-lake')).toEqual(['/en/actors/xb-third-lake'])
    expect(await wayFrom('/en/actors/xb-third-lake')).toEqual([])
    await takeBack(first)
    expect(await wayFrom('/en/actors/xb-north-lake')).toEqual([])
    expect((await json('/api/v1/actors/xb-north-lake')).cooperations).toBe(1)
    expect((await json('/api/v1/actors/xb-third-lake')).cooperations).toBe(0)
  })
})

test('a merge that does not know of a cooperation added since is not accepted, and drafted anew it takes it along', async () => {
  const proposal = await send(cora, merge, { ...because, stays: 'xb-beihu-shi' })
  const added = await send(cora, '/en/propose/cooperations', {
    home: 'xl-ovre-ason', counterpart: 'xb-north-lake', kind: 'twinning', standing: 'asserted', established: '2003',
    cited: 'smaby-minutes-2020', message: 'Twinned meanwhile.',
  }) // prettier-ignore
  await accept(added)
  const last = await revision()
  const refused = await cora.post(`${proposal}/acceptance`, {})
  expect(refused.status).toBe(422)
  expect(refused.document.querySelector('main')?.textContent).toContain(
    'Cooperation – Övre Åsön Municipality – North Lake, Twinning: what Counterpart refers to does not exist',
  )
  expect(await revision()).toBe(last)
  expect((await json('/api/v1/actors/xb-north-lake')).cooperations).toBe(2)
  expect((await cora.post(`${proposal}/withdrawal`, {})).status).toBe(303)

  await accept(await send(cora, merge, { ...because, stays: 'xb-beihu-shi' }))
  expect((await json('/api/v1/cooperations/ovre-ason-north-lake-twinning')).counterpart.id).toBe('xb-beihu-shi')
  await takeBack(last + 1)
  await takeBack(last)
  expect((await json('/api/v1/actors/xb-north-lake')).cooperations).toBe(1)
})

test('who belongs to an organisation that was merged as an actor speaks for the one that stays', async () => {
  const office = { name: 'Office of North Lake', actor: 'xb-north-lake' }
  const { location } = await world.administrator.post('/en/administration/organisations', office)
  const noor = await world.join('noor@north-lake.example', 'contributor', 'Noor', location)
  const own = '/en/propose/events?of=nystad-north-lake-twinning'
  const theirs = '/en/propose/events?of=smaby-beihu-shi-twinning'
  const mayPropose = async () => [(await noor.get(own)).status, (await noor.get(theirs)).status]
  expect(await mayPropose()).toEqual([200, 403])
  await accept(await send(cora, merge, { ...because, stays: 'xb-beihu-shi' }))
  expect(await mayPropose()).toEqual([200, 200])
  const event = { kind: 'activity', date: '2022-05', cited: 'smaby-minutes-2020', message: 'A choir came.' }
  const proposal = await send(noor, theirs, event)
  expect((await noor.get('/en/account')).document.querySelector('a[href="/en/actors/xb-beihu-shi"]')).not.toBeNull()
  await takeBack(await revision())
  expect(await mayPropose()).toEqual([200, 403])
  expect((await noor.post(`${proposal}/withdrawal`, {})).status).toBe(303)
})

describe('a split', () => {
  test('wants a name and at least one cooperation', async () => {
    const answer = await cora.post(split, {
      kind: 'state',
      name_sv: '',
      name_en: 'Trans',
      message: 'Two.',
      step: 'show',
    })
    expect([answer.status, errorOf(answer, 'name_sv')]).toEqual([422, 'Fill in this field.'])
    expect(answer.document.querySelector('#moved-error')?.textContent).toBe('Choose at least one cooperation.')
  })

  test('gives the chosen cooperations to the new record, and the old page leads to both', async () => {
    const before = await counts()
    await accept(
      await send(cora, split, {
        name_sv: 'Staden Zaretje', name_en: 'Zarechye Town', kind: 'city', message: 'The town is another body.',
        'moved smaby-zarechye-twinning': 'on', 'moved nystad-zarechye-twinning': '', 'moved ovre-ason-zarechye-twinning': '',
      }), // prettier-ignore
    )
    expect(await counts()).toEqual(before)
    expect((await json('/api/v1/actors/xb-zarechye-town')).cooperations).toBe(1)
    expect((await json('/api/v1/actors/xb-zarechye')).cooperations).toBe(2)
    const old = await world.visitor().get('/en/actors/xb-zarechye')
    expect(old.status).toBe(200)
    expect(old.text).toContain('The record was of two bodies and has been split.')
    for (const id of ['xb-zarechye', 'xb-zarechye-town'])
      expect(old.document.querySelector(`header a[href="/en/actors/${id}"]`)).not.toBeNull()
    expect((await world.visitor().get('/en/actors/xb-zarechye-town')).text).toContain('split from one that was of two')
    await takeBack(await revision())
    expect((await ask('/en/actors/xb-zarechye-town')).status).toBe(404)
    expect((await json('/api/v1/actors/xb-zarechye')).cooperations).toBe(3)
  })
})

describe('a merge of a record that a data package brings', () => {
  const into = '/en/propose/actors/xb-beihu-shi/merge'
  let merged: number

  test('takes along its codes, its names in its own script and what lies in it', async () => {
    await accept(await send(cora, into, { ...because, stays: 'North Lake' }))
    merged = await revision()
    const stays = await json('/api/v1/actors/xb-north-lake')
    expect(stays).toMatchObject({ codes: { gbt2260: '990100' }, names: { local: '北湖市' }, parent: 'xb-dongshan' })
    expect((await json('/api/v1/actors/xb-beihu')).parent).toBe('xb-north-lake')
  })

  test('holds when a later version of the package names it again', async () => {
    const id = 'region-myrland-beihu-shi-twinning'
    const later = changedLittleland({
      'cooperations.csv': append(`${id},xl-region-myrland,xb-beihu-shi,twinning,,,asserted,,,`),
      'events.csv': append(`${id}.established-2003,${id},,established,2003,unknown,unknown,normal,,,,,`),
      'citations.csv': (text) =>
        [`c901,littleland-list-2021,,cooperation,${id},supports,,`, `c902,littleland-list-2021,,event,${id}.established-2003,supports,,`]
          .reduce((lines, line) => append(line)(lines), text),
    }) // prettier-ignore
    await world.app.load(later, new Date('2026-03-02'))
    expect((await json(`/api/v1/cooperations/${id}`)).counterpart.id).toBe('xb-north-lake')
    expect((await ask('/en/actors/xb-beihu-shi')).status).toBe(308)
    const proposals = await cora.get('/en/proposals')
    expect(proposals.document.querySelector('#divergences')).toBeNull()
  })

  test('is found by lists under its old identifier and name', async () => {
    const { reader } = world.app.database
    const book = (await readImportGround(reader)).book
    const place = { countryName: '', country: 'XB', at: null, told: null }
    expect(matchPlace(book, { ...place, name: 'Elsewhere', code: 'xb-beihu-shi' }).actor).toBe('xb-north-lake')
    expect(matchPlace(book, { ...place, name: 'Norra sjön', code: null }).options[0]?.actor).toBe('xb-north-lake')
  })

  test('can be taken back', async () => {
    await takeBack(merged)
    expect((await json('/api/v1/actors/xb-beihu')).parent).toBe('xb-beihu-shi')
    expect((await json('/api/v1/actors/xb-beihu-shi')).codes.gbt2260).toBe('990100')
    expect((await json('/api/v1/actors/xb-north-lake')).codes.gbt2260).toBeUndefined()
  })
})

test('only curators may merge and split, and are led to it', async () => {
  const contributor = await world.join('nils@littleland.example', 'contributor', 'Nils')
  for (const address of [merge, split]) {
    expect((await contributor.get(address)).status).toBe(403)
    expect((await contributor.post(address, {})).status).toBe(403)
    const page = address.replace('/propose', '').replace(/\/[a-z]+$/, '')
    expect((await cora.get(page)).document.querySelector(`a[href="${address}"]`)).not.toBeNull()
    expect(await (await ask(page)).text()).not.toContain('/propose/')
  }
  expect((await cora.get('/en/propose/actors/none/merge')).status).toBe(404)
})
