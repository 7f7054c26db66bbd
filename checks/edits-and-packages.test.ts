/** Do accepted edits and the next version of a data package live together, with neither silently undone? */
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { acceptProposal, listDivergences, propose, type ProposedChange, type EditedResource } from '#register/index.ts'
import {
  addition,
  changeOf,
  deriveAll,
  findCooperation,
  findFact,
  readBranch,
  withdrawalOf,
  type Proposals,
} from '#register/index.ts'
import { openTestApp, type TestApp } from './harness/app.ts'
import { emptyDatabase } from './harness/database.ts'
import { append, changedLittleland, littleland, replace, withoutLines, type Changes } from './harness/littleland.ts'

let app: TestApp
let work: Proposals
beforeAll(async () => {
  app = await openTestApp(littleland, new Date('2026-03-01'))
  const { database, accounts } = app
  work = { database, accounts, refresh: async () => undefined, needsSecondPerson: false, sealKeys: [] }
})
afterEach(async () => {
  await emptyDatabase(app.database)
  await app.load(littleland, new Date('2026-03-01'))
})
afterAll(() => app?.close())

const curator = {
  person: 'cora',
  name: 'Cora',
  email: 'cora@littleland.example',
  role: 'curator',
  organisation: { id: 'o', name: 'Ministry of Ponds', actor: null },
  session: 's',
  isProved: false,
  codeGivenAt: null,
} as const

async function fact(resource: EditedResource, id: string) {
  const found = await findFact(app.database.reader, resource, id)
  if (!found) throw new Error(`Littleland has no ${id}`)
  return found
}

/** Takes the changes in, as revision that is given back. */
async function edit(...changes: ProposedChange[]): Promise<number> {
  const about = { resource: 'cooperations', id: 'smaby-zarechye-twinning' } as const
  const sent = await propose(work, curator, { about, language: 'en', message: 'An edit.', changes, warnings: [] })
  if (!sent.ok) throw new Error(JSON.stringify(sent))
  const accepted = await acceptProposal(work, curator, sent.id, '')
  if (!accepted.ok) throw new Error(JSON.stringify(accepted))
  return accepted.revision
}

const visit = 'smaby-zarechye-twinning.activity-2021'
const load = (changes: Changes) => app.load(changedLittleland(changes), new Date('2026-04-01'))
const divergences = async () =>
  (await listDivergences(app.database.reader)).map(({ id, said, says }) => ({ id, said, says }))

function change(found: Awaited<ReturnType<typeof fact>>, values: Record<string, string>): ProposedChange {
  const made = changeOf(found, values)
  if (!made) throw new Error('Nothing differs')
  return made
}

describe('a fact that an edit has changed', () => {
  beforeEach(async () => {
    await edit(change(await fact('events', visit), { date: '2021-11-03' }))
  })

  test('stays as the edit has it when the package says nothing new about it', async () => {
    await load({ 'events.csv': replace('[2010..2014]', '[2010..2013]') })
    expect((await fact('events', visit)).row.date).toBe('2021-11-03')
    expect(await divergences()).toEqual([])
  })

  test('stays, and is shown, when the package says something else', async () => {
    await load({ 'events.csv': replace('2021-11-02', '2021-11-09') })
    expect((await fact('events', visit)).row.date).toBe('2021-11-03')
    expect(await divergences()).toMatchObject([
      { id: visit, said: { date: '2021-11-02' }, says: { date: '2021-11-09' } },
    ])
  })

  test('stays, and is shown, when the package drops it', async () => {
    await load({ 'events.csv': withoutLines(visit), 'citations.csv': withoutCitationsOf(visit) })
    expect((await fact('events', visit)).row.date).toBe('2021-11-03')
    expect(await divergences()).toMatchObject([{ id: visit, says: null }])
  })

  test('is nothing to look at when the package comes to say the same', async () => {
    await load({ 'events.csv': replace('2021-11-02', '2021-11-03') })
    expect(await divergences()).toEqual([])
  })

  test('is held once as of every revision', async () => {
    await load({ 'events.csv': replace('2021-11-02', '2021-11-09') })
    for (const revision of [1, 2, 3, 4]) {
      const { rows } = await asOf(revision)
      expect(rows.filter(({ id }) => id === visit)).toHaveLength(revision < 2 ? 0 : 1)
    }
  })
})

async function asOf(revision: number) {
  const rows = await app.database.reader
    .selectFrom('register.event')
    .where('recorded_from', '<=', revision)
    .where((eb) => eb.or([eb('recorded_to', 'is', null), eb('recorded_to', '>', revision)]))
    .selectAll()
    .orderBy('id')
    .execute()
  return { rows }
}

function withoutCitationsOf(id: string) {
  return (text: string) =>
    text
      .split('\n')
      .filter((line) => !line.includes(`,${id},`))
      .join('\n')
}

test('a fact that an edit has withdrawn does not come back with the package', async () => {
  const branch = await readBranch(app.database.reader, 'events', visit)
  await edit(...branch.map(withdrawalOf))
  await load({ 'events.csv': replace('[2010..2014]', '[2010..2013]') })
  expect(await findFact(app.database.reader, 'events', visit)).toBeUndefined()
  expect(await divergences()).toEqual([])
})

const added = 'smaby-zarechye-twinning.activity-2022'

async function addVisit(): Promise<number> {
  const { row } = await fact('events', visit)
  const citation = { source: 'smaby-minutes-2020', locator: null, fact_table: 'event', stance: 'supports', note_sv: null, note_en: null } // prettier-ignore
  return edit(
    addition('events', { ...row, id: added, date: '2022' }),
    addition('citations', { id: `${added}.by-minutes`, ...citation, fact_id: added }),
  )
}

test('a fact that an edit had first is the edit’s when the package brings it too', async () => {
  await addVisit()
  await load({
    'events.csv': append(`${added},smaby-zarechye-twinning,,activity,2022-09,unknown,unknown,normal,,,,,`),
    'citations.csv': append(`c900,littleland-list-2021,appendix:8,event,${added},supports,,`),
  })
  expect((await fact('events', added)).row.date).toBe('2022')
  expect(await divergences()).toMatchObject([{ id: added, said: null, says: { date: '2022-09' } }])
})

test('what edits lean on stays when the package drops it, with the parties, and is shown', async () => {
  await addVisit()
  const gone = 'smaby-zarechye-twinning'
  const without = (text: string) => text.split('\n').filter((line) => !line.includes(gone)).join('\n') // prettier-ignore
  await load({ 'cooperations.csv': without, 'events.csv': without, 'citations.csv': without, 'reasons.csv': (text) => text }) // prettier-ignore
  expect((await fact('cooperations', gone)).row.home).toBe('xl-smaby')
  expect((await fact('events', added)).row.date).toBe('2022')
  expect((await divergences()).map(({ id, says }) => [id, says])).toContainEqual([gone, null])
  const page = await app.request(`/en/cooperations/${gone}`)
  expect([page.status, (await page.text()).includes('2022')]).toEqual([200, true])
})

/** What may be done to the visit, whatever has been done to it before; `undefined` is nothing. */
const acts = fc.oneof(
  fc.record({ date: fc.constantFrom('2021', '2021-12', '2022-01-05'), note_en: fc.constantFrom('A', 'B') }),
  fc.constant('withdraw or bring back' as const),
)

test('whatever is accepted and taken back, every earlier revision answers as it did', async () => {
  const { reader } = app.database
  const first = await fact('events', visit)
  const citations = (await readBranch(reader, 'events', visit)).filter(({ resource }) => resource === 'citations')
  const answers = new Map<number, string>()
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { maxLength: 3 }), async (sequence) => {
      // The last one always changes something, so that there are earlier answers to hold the later ones to.
      for (const wanted of [...sequence, 'withdraw or bring back' as const]) {
        const standing = await findFact(reader, 'events', visit)
        const branch = await readBranch(reader, 'events', visit)
        const changes =
          wanted !== 'withdraw or bring back'
            ? [standing && changeOf(standing, wanted)]
            : standing
              ? branch.map(withdrawalOf)
              : [first, ...citations].map(({ resource, row }) => addition(resource, row))
        const real = changes.flatMap((one) => one ?? [])
        if (real.length === 0) continue
        const revision = await edit(...real)
        for (const earlier of answers.keys()) expect(await answerAt(earlier)).toBe(answers.get(earlier))
        answers.set(revision, await answerAt(revision))
      }
    }),
    { numRuns: 5 },
  )
  expect(answers.size).toBeGreaterThan(3)
})

async function answerAt(revision: number): Promise<string> {
  return JSON.stringify(await findCooperation(app.database.reader, 'smaby-zarechye-twinning', revision))
}

test('what stood before an edit reads as it did', async () => {
  const before = await asOf(2)
  await addVisit()
  await edit(change(await fact('events', visit), { date: '2021-12' }))
  await edit(...(await readBranch(app.database.reader, 'events', added)).map(withdrawalOf))
  const strip = ({ rows }: Awaited<ReturnType<typeof asOf>>) => rows.map((row) => ({ ...row, recorded_to: undefined }))
  expect(strip(await asOf(2))).toEqual(strip(before))
})

test('where acceptance fails in the middle nothing of it is there', async () => {
  const { database } = app
  const about = { resource: 'events', id: visit } as const
  const changes = [change(await fact('events', visit), { date: '2021-11-03' })]
  const sent = await propose(work, curator, { about, language: 'en', message: 'An edit.', changes, warnings: [] })
  if (!sent.ok) throw new Error('It was not sent')
  const standing = await everything()
  // The last thing that is written is the step: whatever goes wrong then comes after all else.
  const write: typeof database.write = (unit) =>
    database.write(async (tx) => {
      await unit(tx)
      throw new Error('the power fails')
    })
  const failing = { ...work, database: { ...database, write } }
  await expect(acceptProposal(failing, curator, sent.id, '')).rejects.toThrow('the power fails')
  expect(await everything()).toEqual(standing)
  expect((await acceptProposal(work, curator, sent.id, '')).ok).toBe(true)
})

/** Everything that accepting touches. */
async function everything() {
  const { reader } = app.database
  return Promise.all([
    reader.selectFrom('register.event').selectAll().orderBy('id').orderBy('recorded_from').execute(),
    reader.selectFrom('register.changeset').selectAll().orderBy('revision').execute(),
    reader.selectFrom('register.takeover').selectAll().execute(),
    reader.selectFrom('register.dataset').selectAll().orderBy('id').orderBy('recorded_from').execute(),
    reader.selectFrom('register.census_entry').selectAll().orderBy('cooperation_no').execute(),
    reader.selectFrom('register.dossier').selectAll().orderBy('cooperation_no').execute(),
    reader.selectFrom('register.proposal').selectAll().execute(),
    reader.selectFrom('register.proposal_step').selectAll().execute(),
  ])
}

test('what is derived of the cooperation concerned is what deriving everything anew gives', async () => {
  await addVisit()
  const some = await everything()
  await app.database.write((tx) => deriveAll(tx))
  expect(await everything()).toEqual(some)
})

test('two who accept at once both get a revision, and of two that clash one is refused', async () => {
  const about = { resource: 'events', id: visit } as const
  const standing = await fact('events', visit)
  const draft = (date: string) => ({ about, language: 'en', message: date, changes: [change(standing, { date })], warnings: [] }) as const // prettier-ignore
  const sent = await Promise.all([propose(work, curator, draft('2021-12')), propose(work, curator, draft('2021-10'))])
  const ids = sent.map((one) => (one.ok ? one.id : 0))
  const results = await Promise.all(ids.map((id) => acceptProposal(work, curator, id, '')))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results).toHaveLength(2)
})
