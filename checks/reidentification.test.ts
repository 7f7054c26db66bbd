/** Is anything published that leads to who is under seal, before two people have said why it may be? */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rotateSeals, sealEvidence, secretFields, type Secret } from '#evidence/index.ts'
import { createLog } from '#platform/log.ts'
import { checkStanding, finishCoding, makeCodingRound, nextRevision, readSurroundings } from '#register/index.ts'
import { openAccountsOf, openRegister, shippedPackages } from '../src/start.ts'
import { handIn, makePdf } from './harness/documents.ts'
import { append, changedLittleland, littleland } from './harness/littleland.ts'
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
import { fieldsOf, type Visitor } from './harness/visitor.ts'

const sealKeys = makeRing('k')
const clear = { kind: 'interview', sunset: farDay, reason: 'They asked for it.', content: 'What was said.' }
const codebook = '/en/codebook'

type Office = {
  world: World
  clock: ReturnType<typeof openClock>
  cora: Sealer
  cody: Sealer
  close: () => Promise<void>
}

async function openOffice(packages?: typeof shippedPackages): Promise<Office> {
  const clock = openClock(new Date('2026-03-02T08:00:00Z'))
  const world = await openWorld({ now: clock.now, sealKeys }, packages)
  const curator = async (email: string) => withApp(world, await world.join(email, 'curator'), clock, email)
  return { world, clock, cora: await curator('cora@littleland.example'), cody: await curator('cody@littleland.example'), close: world.close } // prettier-ignore
}

/** Sealed by Cora, confirmed by Cody. */
async function seal({ cora, cody }: Office, secret: Record<string, string>): Promise<string> {
  const sent = await cora.post('/en/seals/new', { ...clear, ...secret })
  const path = sent.location ?? ''
  const [decision = ''] = decisionsOn(await cody.get(path))
  expect((await cody.post(`${decision}/confirmation`)).status).toBe(303)
  return path
}

/** Fills in a form for a change, looks at it and sends it; gives the page of the proposal. */
async function propose(who: Visitor, address: string, fields: Record<string, string>): Promise<string> {
  const shown = await who.post(address, { ...fieldsOf(await who.get(address), address), ...fields, step: 'show' })
  expect(shown.status).toBe(200)
  const sent = await who.post(address, { ...fieldsOf(shown, address), step: 'send' })
  expect(sent.status).toBe(303)
  return sent.location ?? ''
}

const revisionOf = async ({ world }: Office) => (await (await world.app.request('/health')).json()).revision
const isIn = (office: Office, path: string, text: string) =>
  office.world.app.request(path).then(async (response) => (await response.text()).includes(text))
const ruleOn = async ({ cora, cody }: Office, path: string, finding: string) => {
  const decision = await proposeAbout(cora, path, { act: 'rule', finding })
  expect((await cora.post(`${decision}/confirmation`)).status).toBe(403)
  expect((await cody.post(`${decision}/confirmation`)).status).toBe(303)
}

/** Identifiers of the findings that may be ruled on, as the page gives them. */
const findingsOn = async (who: Visitor, path: string) =>
  [...(await who.get(path)).document.querySelectorAll('#findings input[name=finding]')].map(
    (field) => field.getAttribute('value') ?? '',
  )

describe('the report’s own trap: one interview footnoted where a municipality is named and where somebody asked to be confidential', () => {
  let office: Office
  let path: string
  const trap = {
    cited: 'nkk-2022',
    locator: 'note:14',
    kind: 'activity',
    date: '2015',
    message: 'A remark on benches.',
  }
  beforeAll(async () => {
    office = await openOffice(shippedPackages)
    const { world } = office
    expect(await checkStanding(world.app.database, { ring: sealKeys, at: new Date() })).toEqual({ ok: true })
    path = await seal(office, { locators: 'nkk-2022 note:17\nnkk-2022 note:14' })
  }, 120_000)
  afterAll(() => office?.close())

  test('is in nothing that ships: the check passes over all of it', async () => {
    expect(await checkStanding(office.world.app.database, { ring: sealKeys, at: new Date() })).toEqual({ ok: true })
    expect((await office.cora.get(path)).text).toContain('Nothing waits for a ruling.')
  })

  test('cannot be sprung: an open citation of the other note is held back, with nothing done', async () => {
    const { cora, cody } = office
    const before = await revisionOf(office)
    const proposal = await propose(cora, '/en/propose/events?of=vasteras-jinan-partnership', trap)
    const refused = await cody.post(`${proposal}/acceptance`, {})
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('the check of evidence under seal has found something in it')
    expect(refused.text).not.toContain(path.split('/').at(-1))
    expect(await revisionOf(office)).toBe(before)
    expect(await isIn(office, '/en/cooperations/vasteras-jinan-partnership', 'A remark on benches.')).toBe(false)
  })

  test('what was found is told to those who have a grant, in clear to nobody else', async () => {
    const { cora, cody, world } = office
    expect((await cora.get(path)).text).toContain('One finding waits for a ruling.')
    expect((await cora.get(path)).text).not.toContain('shared-locator')
    expect(await findingsOn(cora, path)).toEqual([])
    await grant(path, cora, cody, world.administrator)
    const page = await cora.get(path)
    expect(page.document.querySelector('#findings')?.textContent).toMatch(/gives the same place in the same source\..*citations\/vasteras-jinan-partnership/s) // prettier-ignore
    office.clock.later(16 * 60)
    expect((await cora.get(path)).document.querySelector('#findings')?.textContent).not.toContain('vasteras')
    const proved = await cora.post(`${path}/code`, { code: cora.code() })
    expect([proved.status, (await findingsOn(cora, path)).length]).toEqual([303, 1])
    expect((await cody.get(path)).text).not.toContain('vasteras')
  })

  test('is published once two people with grants have ruled on it', async () => {
    const { cora, cody, world } = office
    const [finding = ''] = await findingsOn(cora, path)
    expect((await cody.post(`${path}/decisions`, { act: 'rule', finding, reason: 'No.' })).status).toBe(403)
    const decision = await proposeAbout(cora, path, { act: 'rule', finding, reason: 'They have agreed to it.' })
    expect((await cody.post(`${decision}/confirmation`)).status).toBe(403)
    await grant(path, cody, cora, world.administrator)
    expect((await cody.post(`${decision}/confirmation`)).text).toContain('Give a code of your app first')
    const page = await cody.get(path)
    expect([...page.document.querySelectorAll('#decisions a')].map((link) => link.textContent)).toEqual([
      'See the findings before you confirm',
    ])
    await cody.post(`${path}/code`, { code: cody.code() })
    expect((await cody.post(`${decision}/confirmation`)).status).toBe(303)
    const [waiting = ''] = [...(await cody.get('/en/proposals')).text.matchAll(/\/en\/proposals\/\d+/g)].map(([link]) => link) // prettier-ignore
    expect((await cody.post(`${waiting}/acceptance`, {})).status).toBe(303)
    expect(await isIn(office, '/en/cooperations/vasteras-jinan-partnership', 'A remark on benches.')).toBe(true)
  })
})

describe('in Littleland', () => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice()
  }, 120_000)
  afterAll(() => office?.close())

  test('the public is told of a reason only, once few bodies behind it have been ruled on, and from the next revision', async () => {
    const { world, cora, cody } = office
    const path = await seal(office, { 'supports reason/climate_work': 'yes' })
    const told = 'One confidential source, under seal, reviewed by 2 people.'
    const isTold = () => isIn(office, codebook, 'One confidential source, under seal')
    const move = async (text: string) => {
      const fields = {
        kind: 'activity',
        date: '2021-05',
        cited: 'smaby-minutes-2020',
        locator: text,
        message: `A remark, ${text}.`,
      }
      const proposal = await propose(cora, '/en/propose/events?of=smaby-zarechye-twinning', fields)
      expect((await cody.post(`${proposal}/acceptance`, {})).status).toBe(303)
    }
    await move('§ 201')
    expect(await isTold(), 'a small cell has not been ruled on').toBe(false)
    for (const [who, by] of [
      [cora, cody],
      [cody, cora],
    ] as const)
      await grant(path, who, by, world.administrator)
    const [finding = ''] = await findingsOn(cora, path)
    expect((await cora.get(path)).document.querySelector('#findings')?.textContent).toContain('reason/climate_work')
    await ruleOn(office, path, finding)
    const { database } = world.app
    const ring = [...makeRing('newer'), ...sealKeys]
    expect(await checkStanding(database, { ring, at: new Date() }), 'a newer key undoes no ruling').toEqual({
      ok: true,
    })
    for (const who of [cora, cody]) {
      expect((await who.post(`${path}/review`)).status, 'who has not read it stands for nothing').toBe(409)
      expect((await who.post(`${path}/opening`, { purpose: 'To review it.' })).status).toBe(200)
      expect((await who.post(`${path}/review`)).status).toBe(303)
      expect((await who.post(`${path}/review`)).status, 'twice is once').toBe(303)
    }
    expect(await isTold(), 'the moment tells nothing').toBe(false)
    const before = await revisionOf(office)
    await move('§ 202')
    expect(await isIn(office, codebook, told)).toBe(true)
    expect(await isIn(office, `${codebook}?as_of=${before}`, told)).toBe(false)
    const naming = ['/en/sources', '/en/cooperations', '/en/actors/xl-smaby', '/api/v1/codebook', '/api/v1/sources.csv', '/en/changes', '/en/changes/feed.json'] // prettier-ignore
    for (const address of naming)
      expect([address, await isIn(office, address, path.split('/').at(-1) ?? '')]).toEqual([address, false])

    const ending = await proposeAbout(cora, path, { act: 'destroy' })
    expect((await cody.post(`${ending}/confirmation`)).status).toBe(303)
    expect(await isIn(office, codebook, told), 'nor does the end').toBe(true)
    await move('§ 203')
    expect(await isTold()).toBe(false)
  })

  test('a data package that leads to somebody is not loaded, nor one that cannot be compared', async () => {
    const { world } = office
    const path = await seal(office, { person: 'Vera Vik', locators: 'littleland-list-2021 p. 99' })
    const before = await revisionOf(office)
    const load = (line: string) =>
      world.app.load(changedLittleland({ 'citations.csv': append(line) }), new Date('2026-04-01'))
    const id = path.split('/').at(-1) ?? ''
    await expect(load('c901,littleland-list-2021,p. 99,cooperation,nystad-beihu-twinning,supports,,')).rejects.toThrow(
      `leads in 1 points to who is under seal: somebody with a grant has to rule on them at /seals/${id}`,
    )
    await expect(load('c901,littleland-list-2021,p. 3,cooperation,nystad-beihu-twinning,supports,,Said by Vera Vik.')).rejects.toThrow(id) // prettier-ignore
    expect(await revisionOf(office)).toBe(before)
    expect((await office.cora.get(path)).text).toContain('2 findings wait for a ruling.')
    const blind = await checkStanding(world.app.database, { ring: makeRing('another'), at: new Date() })
    expect(blind).toEqual({ ok: false, refusal: 'unreadable' })
    expect(await load('c901,littleland-list-2021,p. 3,cooperation,nystad-beihu-twinning,supports,,')).toBe(before + 1)
    expect(await checkStanding(world.app.database, { ring: sealKeys, at: new Date() })).toEqual({ ok: true })
  })

  describe('what is open beside the facts', () => {
    const form = '/en/sources/smaby-minutes-2020/documents'
    const heldBack = 'the check of evidence under seal has found something in it'
    let path: string
    beforeAll(async () => {
      const secret = { person: 'Ylva Yrväder', files: 'Hemligt samtal.pdf', locators: 'smaby-minutes-2020 § 77' }
      path = await seal(office, secret)
    })

    test.each([
      ['the name in its text', () => makePdf(['Present: nobody.', 'Ylva Yrväder spoke.']), 'Minutes.pdf'],
      ['the name of the file', () => makePdf(['Present: nobody.']), 'Hemligt samtal (2).pdf'],
      ['the name among its properties', () => makePdf(['Nobody.'], { Author: 'Ylva Yrväder' }), 'Minutes.pdf'],
    ])('a document with %s is held back, and shown to nobody', async (_, make, name) => {
      const { cora, world } = office
      const document = (await handIn(cora, form, make(), name)).location ?? ''
      const refused = await cora.post(`${document}/acceptance`, { visibility: 'public' })
      expect([refused.status, refused.text.includes(heldBack)]).toEqual([422, true])
      expect((await world.visitor().get(document)).status).toBe(404)
      expect((await cora.get(document)).text).toContain('Waits for a curator')
      expect((await cora.post(`${document}/refusal`, { said: 'It names somebody.' })).status).toBe(303)
    })

    test('a document that was there before is found by the next check', async () => {
      const { cora, cody, world } = office
      const bytes = makePdf(['Present: Torkel Tidig.'])
      const document = (await handIn(cora, form, bytes, 'Before.pdf')).location ?? ''
      expect((await cora.post(`${document}/acceptance`, { visibility: 'public' })).status).toBe(303)
      const late = await seal(office, { person: 'Torkel Tidig' })
      await grant(late, cora, cody, world.administrator)
      await cora.post(`${late}/code`, { code: cora.code() })
      const table = (await cora.get(late)).document.querySelector('#findings table')?.textContent ?? ''
      expect(table).toContain(`documents/${document.split('/').at(-1)}/1`)
    })

    test('a dissent is held back, with what was written', async () => {
      const { cora } = office
      const address = '/en/propose/conflicts/partnership-start/dissent'
      const says = 'Ylva Yrväder told me otherwise.'
      const refused = await cora.post(address, { ...fieldsOf(await cora.get(address), address), says })
      expect([refused.status, refused.text.includes(heldBack), fieldsOf(refused, address).says]).toEqual([422, true, says]) // prettier-ignore
      expect(await isIn(office, '/en/conflicts', says)).toBe(false)
    })

    test('a version of the codebook is held back', async () => {
      const { cora } = office
      const address = '/en/codebook/draft/reason/climate_work'
      await cora.post('/en/codebook/draft')
      await cora.post(address, { ...fieldsOf(await cora.get(address), address), example_en: 'As Ylva Yrväder said.' })
      const notes = { note_sv: 'Exempel.', note_en: 'Examples.' }
      const refused = await cora.post('/en/codebook/draft/publication', notes)
      expect([refused.status, refused.text.includes(heldBack)]).toEqual([422, true])
      expect(await isIn(office, codebook, 'Yrväder')).toBe(false)
    })

    test('a round of coding is not published with a place that is under seal', async () => {
      const { cora, cody, world } = office
      const { database, accounts } = world.app
      const coding = { database, accounts, sealKeys }
      const person = async (email: string) => {
        const found = await database.reader.selectFrom('accounts.person').where('email', '=', email).select('id').executeTakeFirstOrThrow() // prettier-ignore
        return { person: found.id, name: email, email, role: 'researcher', session: 's', isProved: false, codeGivenAt: null, organisation: { id: 'o', name: 'O', actor: null } } as const // prettier-ignore
      }
      await world.join('olle@littleland.example', 'researcher')
      await world.join('tova@littleland.example', 'researcher')
      const coders = [await person('olle@littleland.example'), await person('tova@littleland.example')]
      const unit = { position: 1, factId: 'nystad-zarechye-twinning.dormant-2015', source: 'smaby-minutes-2020', locator: '§ 77', passage: null, isSealed: false } // prettier-ignore
      const made = await makeCodingRound(coding, coders[0]!, { title: 'R', instructions: null, scheme: 'reason', codebookVersion: 1, isPublic: true, language: 'en', coders: coders.map((one) => one.person), units: [unit] }) // prettier-ignore
      const round = made.ok ? `/en/coding/${made.id}` : ''
      for (const coder of coders) await finishCoding(coding, coder, made.ok ? made.id : 0)
      const refused = await cora.post(`${round}/adjudicated`)
      expect([refused.status, refused.text.includes(heldBack)]).toEqual([422, true])
      expect((await world.visitor().get(round)).status).toBe(404)
      expect((await cody.post(`${round}/publicity`, { public: 'no' })).status).toBe(303)
      expect((await cora.post(`${round}/adjudicated`)).status).toBe(303)
      expect((await cora.post(`${round}/publicity`, { public: 'yes' })).status).toBe(422)
      expect((await cora.get(path)).text).toContain('wait for a ruling')
    })
  })

  test('what stands open already is found when the evidence is sealed', async () => {
    const { cora, cody } = office
    const secret = { role: 'kommunstyrelsen', place: 'Småby', date: '2020', person: 'Lillelands kommunförbund' }
    const path = await seal(office, secret)
    await grant(path, cora, cody, office.world.administrator)
    const table = (await cora.get(path)).document.querySelector('#findings table')?.textContent ?? ''
    expect(table).toContain('reasons/smaby-beihu-shi-twinning.partly-ended-2020.state_conduct')
    expect(table).toContain('Role, place and date stand together')
    expect(table).toContain('sources/littleland-list-2021')
  })

  test('a key under another name takes nothing of what was found', async () => {
    const { database } = office.world.app
    const findings = async () =>
      (await database.reader.selectFrom('evidence.seal_finding').select('id').orderBy('id').execute()).map(
        ({ id }) => id,
      )
    const before = await findings()
    const renamed = sealKeys.map(({ key }) => ({ id: 'renamed', key }))
    expect((await rotateSeals(database, [...renamed, ...sealKeys])).left).toBe(0)
    expect([before.length > 0, await findings()]).toEqual([true, before])
  })
})

test(
  'a start that would lead to somebody leaves the register as it was, so that somebody can rule on it',
  { timeout: 120_000 },
  async () => {
    const config = { dataFolder: mkdtempSync(join(tmpdir(), 'samband-start-')), databaseUrl: undefined, sealKeys }
    const start = (packages: typeof littleland) => openRegister(config, packages)
    const first = await start(littleland)
    const log = createLog('silent')
    const accounts = openAccountsOf(
      first.database,
      { ...config, secret: undefined, mail: { by: 'none' }, url: 'http://samband.test', clientHeader: undefined },
      log,
    )
    const { database } = first
    const seals = { database, accounts, ring: sealKeys, readSurroundings, nextRevision }
    const who = { person: 'cora', name: 'Cora', email: 'c@x.example', role: 'curator', session: 's', isProved: false, codeGivenAt: null, organisation: { id: 'o', name: 'O', actor: null } } as const // prettier-ignore
    const secret = Object.fromEntries(secretFields.map((field) => [field, ''])) as Secret
    await sealEvidence(seals, who, { kind: 'interview', secret: { ...secret, person: 'Vera Vik' }, codes: [], sunsetOn: farDay, reason: 'r' }) // prettier-ignore
    await first.database.close()

    const changed = changedLittleland({ 'citations.csv': append('c901,littleland-list-2021,p. 3,cooperation,nystad-beihu-twinning,supports,,Said by Vera Vik.') }) // prettier-ignore
    const second = await start(changed)
    expect([second.register.now().revision, second.heldBack]).toEqual([first.register.now().revision, [expect.stringContaining('leads in 1 points')]]) // prettier-ignore
    await second.database.close()
    rmSync(config.dataFolder, { recursive: true })
  },
)

test('the files of a package say of a sealed source no more than its kind, and cite it for no reason of a few without a ruling', async () => {
  const open = await openWorld()
  try {
    const faulty = (changes: Parameters<typeof changedLittleland>[0]) =>
      open.app.load(changedLittleland(changes), new Date())
    const named = (text: string) =>
      text.replace('sealed-conversation,interview,sealed,,', 'sealed-conversation,interview,sealed,Vera Vik,')
    await expect(faulty({ 'sources.csv': named })).rejects.toThrow('a sealed source says its kind and nothing else')
    await expect(faulty({ 'seal_rulings.csv': (text) => text.split('\n')[0] + '\n' })).rejects.toThrow('fewer than 5 bodies have this reason') // prettier-ignore
  } finally {
    await open.close()
  }
})
