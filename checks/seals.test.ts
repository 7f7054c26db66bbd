/** Does evidence under seal stay there: from those without a grant, from the database, and from whoever does it alone? */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rotateSeals } from '#evidence/index.ts'
import { openWorld, type World } from './harness/members.ts'
import {
  decisionsOn,
  farDay,
  grant,
  makeRing,
  openClock,
  proposeAbout,
  withApp,
  type Sealer,
} from './harness/sealing.ts'
import { headingOf, type Visitor } from './harness/visitor.ts'

const clock = openClock(new Date('2026-03-02T08:00:00Z'))
const sealKeys = makeRing('first')
const newSeal = '/en/seals/new'

let world: World
let rhea: Sealer
let cora: Sealer
let cody: Sealer
let ada: Sealer
let contributor: Visitor
let reader: Visitor
beforeAll(async () => {
  world = await openWorld({ now: clock.now, sealKeys })
  const joined = async (email: string, role: 'researcher' | 'curator') =>
    withApp(world, await world.join(email, role), clock, email)
  rhea = await joined('rhea@littleland.example', 'researcher')
  cora = await joined('cora@littleland.example', 'curator')
  cody = await joined('cody@littleland.example', 'curator')
  ada = await withApp(world, world.administrator, clock, 'ada@littleland.example')
  contributor = await world.join('cleo@littleland.example', 'contributor')
  reader = await world.join('rita@littleland.example', 'reader')
}, 120_000)
afterAll(() => world?.close())

const secret = {
  person: 'Vendela Vassbäck',
  role: 'kanslichef',
  place: 'Hemligberg',
  date: '2019-11-23',
  title: 'Samtal på Grodkajen',
  address: 'Pärmen i det grå skåpet',
  files: 'samtal-vassback.docx',
  locators: 'littleland-list-2021 appendix:77',
  supports: 'Övre Åsön slutade svara',
  content: 'Okuvliga Paddor bestämde allt.',
}
/** Words that stand in the evidence and in nothing else. */
const secretWords = ['vassbäck', 'vassback', 'kanslichef', 'hemligberg', '2019-11-23', 'grodkajen', 'grå skåpet', 'appendix:77', 'slutade svara', 'okuvliga'] // prettier-ignore
const clear = { kind: 'interview', sunset: '2027-06-30', reason: 'Pennalismens Vittne bad om det.' }

async function seal(who: Visitor, more: Record<string, string> = {}): Promise<string> {
  const sent = await who.post(newSeal, { ...secret, ...clear, ...more })
  expect([sent.status, sent.location]).toEqual([303, expect.stringMatching(/^\/en\/seals\/[0-9a-f]{12}$/)])
  return sent.location ?? ''
}

/** Under seal, confirmed by Cora. */
async function sealed(more: Record<string, string> = {}): Promise<string> {
  const path = await seal(rhea, more)
  const [decision = ''] = decisionsOn(await cora.get(path))
  expect((await cora.post(`${decision}/confirmation`)).status).toBe(303)
  return path
}

const purpose = 'To see whether the Grönköping claim holds.'
const open = (who: Sealer, path: string, more: { code?: string } = {}) =>
  who.post(`${path}/opening`, { purpose, ...more })
let people = 0
/** Another one each time, for whatever counts tries or moves the clock. */
async function newcomer(role: 'researcher' | 'curator'): Promise<Sealer> {
  const email = `newcomer-${(people += 1)}@littleland.example`
  return withApp(world, await world.join(email, role), clock, email)
}

const idOf = (path: string) => path.split('/').at(-1) ?? ''

describe('one person alone', () => {
  test('seals nothing, whoever it is', async () => {
    const path = await seal(cora)
    const [decision = ''] = decisionsOn(await cora.get(path))
    expect((await cora.post(`${decision}/confirmation`)).status).toBe(403)
    expect((await rhea.post(`${decision}/confirmation`)).status).toBe(404)
    expect((await cody.post(`${decision}/confirmation`)).status).toBe(303)
    expect((await cody.get(path)).text).toContain('<strong>Under seal.</strong>')
    expect((await ada.post(`${decision}/refusal`)).status).toBe(409)
  })

  test('gets no grant: neither who proposes it nor who it is for confirms it', async () => {
    const path = await sealed()
    const decision = await proposeAbout(cora, path, { act: 'grant', person: cody.person, until: farDay })
    for (const who of [cora, cody]) expect((await who.post(`${decision}/confirmation`)).status).toBe(403)
    expect((await open(cody, path)).status).toBe(403)
    expect((await ada.post(`${decision}/confirmation`)).status).toBe(303)
    expect((await open(cody, path)).status).toBe(200)
  })

  test('cannot be let do it by the database either', async () => {
    const path = await seal(rhea)
    const alone = world.app.database.write((tx) =>
      sql`update evidence.seal_decision set state = 'confirmed', decided_by = proposed_by, decided_at = now()
        where seal = ${idOf(path)}`.execute(tx),
    )
    await expect(alone).rejects.toThrow(/check constraint/)
  })
})

describe('whoever has no grant', () => {
  test('is refused as if there were nothing, and learns nothing from the answer', async () => {
    const path = await sealed()
    const other = await newcomer('researcher')
    const unknown = '/en/seals/0123456789ab'
    const decision = `${path}/decisions/0123456789ab`
    const acts = ['', '/code', '/opening', '/review', '/decisions', `${decision.slice(path.length)}/confirmation`, `${decision.slice(path.length)}/revocation`] // prettier-ignore
    for (const who of [other, contributor, reader]) {
      for (const act of acts) {
        const ask = (at: string) =>
          act === '' ? who.get(at) : who.post(at + act, { purpose: 'x', reason: '', act: 'grant', until: '' })
        const [there, nowhere] = [await ask(path), await ask(unknown)]
        expect([act, there.status]).toEqual([act, who === other ? 404 : 403])
        expect(there.status).toBe(nowhere.status)
        const plain = (text: string) => text.replaceAll(idOf(path), '').replaceAll(idOf(unknown), '')
        expect(plain(there.text)).toBe(plain(nowhere.text))
        expect(there.headers.get('cache-control')).toMatch(/no-store/)
      }
    }
    expect((await other.get('/en/seals')).text).not.toContain(idOf(path))
    expect((await world.visitor().get(path)).location).toBe(`/en/sign-in?to=${encodeURIComponent(path)}`)
  })

  test('does not open it by being curator, administrator or the one who sealed it', async () => {
    const path = await sealed()
    for (const who of [cora, ada, rhea]) {
      const page = await who.get(path)
      const refused = await open(who, path)
      expect([page.status, refused.status]).toEqual([200, 403])
      for (const word of secretWords) expect((page.text + refused.text).toLowerCase()).not.toContain(word)
    }
    expect((await ada.get(path)).text).toContain('Nobody has opened it.')
  })
})

describe('opening', () => {
  test('takes a purpose and a code of the app, and is written down', async () => {
    const path = await sealed()
    await grant(path, rhea, cora, cody)
    clock.later(3600)
    const without = await rhea.post(`${path}/opening`, { purpose: '', code: '' })
    expect([without.status, without.document.querySelector('#field-purpose-error')?.textContent]).toEqual([422, 'Fill in this field.']) // prettier-ignore
    const wrong = await rhea.post(`${path}/opening`, { purpose: 'A purpose to keep', code: '000000' })
    expect([wrong.status, wrong.document.querySelector('#field-purpose')?.textContent]).toEqual([422, 'A purpose to keep']) // prettier-ignore
    expect(wrong.document.querySelector('#field-code-error')?.textContent).toBeTruthy()
    const opened = await open(rhea, path, { code: rhea.code() })
    expect(opened.status).toBe(200)
    for (const text of Object.values(secret)) expect(opened.text).toContain(text)
    expect(opened.headers.get('cache-control')).toBe('private, no-store')
    expect(opened.document.querySelector('meta[name=robots]')?.getAttribute('content')).toBe('noindex')
    const log = (await rhea.get(path)).document.querySelector('#log')?.textContent
    expect(log).toContain('To see whether the Grönköping claim holds.')
    expect((await ada.get(path)).document.querySelector('#log')?.textContent).toContain('rhea')
    expect((await cora.get(path)).document.querySelector('#log')).toBeNull()
    expect((await rhea.get(path)).text).not.toContain('Okuvliga')
    expect((await rhea.get(`${path.replace('/en/', '/sv/')}/opening`)).location, 'the link to the other language').toBe(path.replace('/en/', '/sv/')) // prettier-ignore
  })

  test('needs a code from the last quarter of an hour, and a passkey or a link is none', async () => {
    const path = await sealed()
    const who = await newcomer('researcher')
    await grant(path, who, cora, cody)
    expect((await open(who, path)).status).toBe(200)
    clock.later(14 * 60)
    expect((await open(who, path)).status).toBe(200)
    clock.later(60)
    expect((await open(who, path)).status).toBe(422)
    await world.app.database.write((tx) =>
      tx.updateTable('accounts.session').set({ proved_at: clock.now() }).where('person', '=', who.person).execute(),
    )
    expect((await open(who, path)).status).toBe(422)
    expect((await open(who, path, { code: who.code() })).status).toBe(200)
  })

  test('needs a code app that is still there', async () => {
    const path = await sealed()
    const who = await newcomer('researcher')
    await grant(path, who, cora, cody)
    expect((await who.post('/en/account/second-factor/removal', { code: who.code() })).status).toBe(303)
    expect((await open(who, path)).status).toBe(422)
  })

  test('ends with the grant: on the day after its last, or when it is taken back', async () => {
    const path = await sealed()
    const [one, other] = [await newcomer('researcher'), await newcomer('curator')]
    await grant(path, one, cora, cody, clock.now().toISOString().slice(0, 10))
    expect((await open(one, path)).status).toBe(200)
    clock.later(86_400)
    expect((await open(one, path, { code: one.code() })).status).toBe(404)
    const again = await grant(path, other, cora, ada)
    expect((await open(other, path, { code: other.code() })).status).toBe(200)
    expect((await cora.post(`${again}/revocation`)).status).toBe(303)
    expect((await open(other, path)).status).toBe(403)
  })

  test('ends with a role that may hold no grant', async () => {
    const path = await sealed()
    const who = await newcomer('researcher')
    await grant(path, who, cora, cody)
    expect((await open(who, path)).status).toBe(200)
    await world.administrator.post(`${world.organisation}/members/${who.person}`, { role: 'reader' })
    expect((await open(who, path)).status).toBe(403)
  })

  test('leaves a line that nobody changes, removes or clears away', async () => {
    for (const statement of [
      'update evidence.seal_opening set person = person',
      'delete from evidence.seal_opening',
      'truncate evidence.seal_opening cascade',
    ]) {
      const tried = world.app.database.write((tx) => sql.raw(statement).execute(tx))
      await expect(tried).rejects.toThrow('only ever added to')
    }
  })
})

describe('the database', () => {
  test('holds none of it in clear, in any column of any table, nor in any file', async () => {
    const path = await sealed()
    const who = await newcomer('researcher')
    await grant(path, who, cora, cody)
    expect((await open(who, path)).status).toBe(200)
    const { reader: ask } = world.app.database
    const { rows } = await sql<{ place: string; column: string; type: string }>`
      select table_schema || '.' || table_name as place, column_name as column, data_type as type
      from information_schema.columns where table_schema not in ('information_schema', 'pg_catalog')`.execute(ask)
    expect(rows.length).toBeGreaterThan(300)
    const told = [...secretWords, 'pennalismens', 'grönköping', 'it has to be']
    const seen: string[] = []
    for (const { place, column, type } of rows) {
      const text = type === 'bytea' ? sql`encode(${sql.ref(column)}, 'escape')` : sql`${sql.ref(column)}::text`
      const found = await sql<{ text: string }>`select lower(${text}) as text from ${sql.table(place)}`.execute(ask)
      for (const word of told)
        if (found.rows.some((row) => row.text?.includes(word))) seen.push(`${place}.${column}: ${word}`)
    }
    expect(seen).toEqual([])
    const anybody = await sql<{ id: string }>`select id from evidence.seal`.execute(ask)
    expect(anybody.rows.length).toBeGreaterThan(3)
    const { folder } = world.app.database
    if (folder) expect(wordsInFiles(folder, [...told, 'rhea@littleland.example'])).toEqual(['rhea@littleland.example'])
  })

  test('that has been changed shows nothing: neither a bit of it nor the envelope of another', async () => {
    const [one, other] = [await sealed(), await sealed({ content: 'Någon annan.' })]
    const who = await newcomer('researcher')
    for (const path of [one, other]) await grant(path, who, cora, cody)
    const envelope = sql`(select envelope from evidence.seal where id = ${idOf(other)})`
    for (const damage of [
      envelope,
      sql`set_byte(envelope, length(envelope) - 1, 255 - get_byte(envelope, length(envelope) - 1))`,
    ]) {
      await world.app.database.write((tx) =>
        sql`update evidence.seal set envelope = ${damage} where id = ${idOf(one)}`.execute(tx),
      )
      const refused = await open(who, one)
      expect([refused.status, headingOf(refused)]).toEqual([503, expect.any(String)])
      expect(refused.text).toContain('has been changed or exchanged')
      expect(refused.text).not.toContain('annan')
    }
    expect((await open(who, other)).status).toBe(200)
    await destroy(one)
  })

  test('ties it to codes and to nothing that a body could be read from', async () => {
    const path = await sealed()
    for (const fact of [
      'event/smaby-zarechye-twinning.activity-2021',
      'cooperation/smaby-zarechye-twinning',
      'xl-smaby',
    ]) {
      const tied = world.app.database.write((tx) =>
        tx
          .insertInto('evidence.seal_support')
          .values({ seal: idOf(path), code: fact })
          .execute(),
      )
      await expect(tied).rejects.toThrow(/check constraint/)
    }
  })

  test('is left as it was where something fails halfway, and without a line in the log nothing is read', async () => {
    const path = await sealed()
    const who = await newcomer('researcher')
    await grant(path, who, cora, cody)
    const { database } = world.app
    const rows = async () => (await database.reader.selectFrom('evidence.seal').select('id').execute()).length
    const before = await rows()
    const run = (text: string) => database.write((tx) => sql.raw(text).execute(tx))
    await run("create function evidence.fail() returns trigger language plpgsql as $$ begin raise exception 'the lights went out'; end $$") // prettier-ignore
    for (const table of ['seal_decision', 'seal_opening'])
      await run(`create trigger fails before insert on evidence.${table} for each row execute function evidence.fail()`)
    const failed = await rhea.post(newSeal, {
      ...secret,
      ...clear,
      sunset: farDay,
      'supports reason/climate_work': 'yes',
    })
    const unread = await open(who, path)
    await run('drop function evidence.fail() cascade')
    expect([failed.status, unread.status]).toEqual([500, 500])
    for (const { text } of [failed, unread]) expect(text.toLowerCase()).not.toMatch(/vassbäck|okuvliga|lights/)
    expect(await rows()).toBe(before)
    expect((await open(who, path)).status).toBe(200)
  })
})

async function destroy(path: string): Promise<void> {
  const decision = await proposeAbout(cora, path, { act: 'destroy' })
  expect((await cora.post(`${decision}/confirmation`)).status).toBe(403)
  expect((await cody.post(`${decision}/confirmation`)).status).toBe(303)
}

/** Which of the words stand in any file of the folder. */
function wordsInFiles(folder: string, words: readonly string[]): string[] {
  const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8').toLowerCase())
  return words.filter((word) => texts.some((text) => text.includes(word)))
}

describe('the end of a seal', () => {
  test('is nobody’s but two people’s: what is due is listed, and nothing happens by itself', async () => {
    const path = await sealed({ sunset: clock.now().toISOString().slice(0, 10) })
    const who = await newcomer('curator')
    expect((await cora.get('/en/seals')).document.querySelector('#due')).toBeNull()
    clock.later(2 * 86_400)
    expect((await open(who, path)).status).toBe(403)
    expect((await cora.get('/en/seals')).document.querySelector('#due')?.textContent).toContain(idOf(path))
    expect((await rhea.get('/en/seals')).document.querySelector('#due')).toBeNull()
    const longer = await proposeAbout(cora, path, { act: 'prolong', until: farDay })
    expect((await cody.post(`${longer}/confirmation`)).status).toBe(303)
    expect((await cora.get('/en/seals')).document.querySelector('#due')).toBeNull()
    const unsealing = await proposeAbout(cora, path, { act: 'unseal' })
    expect((await cody.post(`${unsealing}/confirmation`)).status).toBe(303)
    expect((await open(who, path, { code: who.code() })).status).toBe(200)
    expect((await open(rhea, path)).status).toBe(403)
    await destroy(path)
    expect((await open(who, path)).status).toBe(403)
    const row = await world.app.database.reader
      .selectFrom('evidence.seal')
      .where('id', '=', idOf(path))
      .select(['state', 'envelope'])
      .executeTakeFirst()
    expect(row).toEqual({ state: 'destroyed', envelope: null })
    expect((await ada.get(path)).document.querySelector('#log')?.textContent).toContain(who.name)
  })

  test('declined or withdrawn evidence is gone', async () => {
    const [declined, withdrawn] = [await seal(rhea), await seal(rhea)]
    const [first = ''] = decisionsOn(await cora.get(declined))
    const [second = ''] = decisionsOn(await rhea.get(withdrawn))
    expect((await cora.post(`${first}/refusal`)).status).toBe(303)
    expect((await rhea.post(`${second}/withdrawal`)).status).toBe(303)
    for (const path of [declined, withdrawn]) {
      expect((await rhea.get(path)).text).toContain('What was to be sealed has been removed.')
    }
  })
})

test('a form says beside each field what is wrong, keeps what was typed, and is refused without a key', async () => {
  const wrong = await rhea.post(newSeal, { ...secret, ...clear, date: 'one spring', sunset: '2020-01-01', content: '' })
  const errorOf = (name: string) => wrong.document.querySelector(`#field-${name}-error`)?.textContent
  expect([wrong.status, errorOf('date'), errorOf('sunset'), errorOf('content')]).toEqual([422, 'Write a date such as 2020-02-18, 2020-02 or 2020.', 'Choose a day that has not passed.', 'Fill in this field.']) // prettier-ignore
  expect(wrong.document.querySelector('#field-person')?.getAttribute('value')).toBe('Vendela Vassbäck')
  const bare = await openWorld({ now: clock.now })
  try {
    const visitor = bare.administrator
    expect((await visitor.get(newSeal)).text).toContain('before whoever runs this register has set SAMBAND_SEAL_KEY')
    const refused = await visitor.post(newSeal, { ...secret, ...clear, sunset: farDay })
    expect([refused.status, refused.text]).toEqual([503, expect.stringContaining('set SAMBAND_SEAL_KEY')])
  } finally {
    await bare.close()
  }
})

test('a text as long as may be is taken in any script, sent as the form sends it', async () => {
  expect((await rhea.get(newSeal)).document.querySelector('form.fields')?.getAttribute('enctype')).toBe(
    'multipart/form-data',
  )
  const body = new FormData()
  for (const [name, value] of Object.entries({ ...secret, ...clear, sunset: farDay, content: '池'.repeat(20_000) }))
    body.set(name, value)
  const cookie = [...rhea.cookies].map((pair) => pair.join('=')).join('; ')
  const sent = await world.app.request(newSeal, {
    method: 'POST',
    body,
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
  })
  expect(sent.status).toBe(303)
})

test('a new key takes over everything but the log, and the old one can then be given up', async () => {
  const path = await sealed()
  const who = await newcomer('researcher')
  await grant(path, who, cora, cody)
  const [renewed] = makeRing('second')
  if (!renewed) throw new Error('no key')
  const { database } = world.app
  const rotated = await rotateSeals(database, [renewed, ...sealKeys])
  expect(rotated).toEqual({ renewed: expect.any(Number), left: 0 })
  expect(rotated.renewed).toBeGreaterThan(5)
  expect(await rotateSeals(database, [renewed])).toEqual({ renewed: 0, left: 0 })
  const refused = await open(who, path)
  expect([refused.status, refused.text]).toEqual([
    503,
    expect.stringContaining('The key for evidence under seal is not set'),
  ])
})
