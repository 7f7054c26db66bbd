/** Do lists from outside become candidates, each pair once, matched with reasons, apart from what the register holds? */
import { readFileSync } from 'node:fs'
import writeXlsxFile from 'write-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  openImporter,
  uploadList,
  previewRun,
  workOnRun,
  actOnRun,
  findImportRun,
  type ImportWork,
} from '#register/index.ts'
import { createLog } from '#platform/log.ts'
import { importList } from '../src/import-list.ts'
import { openWorld, type World } from './harness/members.ts'
import { fieldsOf, type Answer, type Visitor } from './harness/visitor.ts'

const folder = 'fixtures/littleland/lists'
const file = (name: string) => Uint8Array.from(readFileSync(`${folder}/${name}`))

let world: World
let curator: Visitor
let work: ImportWork
beforeAll(async () => {
  world = await openWorld()
  curator = await world.join('cora@littleland.example', 'curator', 'Cora Curator')
  work = { database: world.app.database, now: () => new Date() }
})
afterAll(() => world?.close())

async function upload(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  list: { title?: string; list?: string },
): Promise<Answer> {
  const form = new FormData()
  form.set('file', new File([bytes], name))
  for (const [field, value] of Object.entries(list)) form.set(field, value)
  return curator.postForm('/en/imports', form)
}

/** Counts of the outcome by their names. */
function outcome({ document }: Answer): Record<string, string> {
  const terms = [...document.querySelectorAll('#outcome dt')]
  return Object.fromEntries(terms.map((term) => [term.textContent, term.nextElementSibling?.textContent ?? '']))
}

/** Uploads, takes the columns that are guessed, and gives the path of the run and its page. */
async function preview(name: string, bytes: Uint8Array<ArrayBuffer>, list: { title?: string; list?: string }) {
  const path = (await upload(name, bytes, list)).location ?? ''
  const columns = fieldsOf(await curator.get(path), `${path}/columns`)
  expect((await curator.post(`${path}/columns`, columns)).location).toBe(path)
  return { path, columns, page: await curator.get(path) }
}

async function importWhole(path: string): Promise<Answer> {
  await curator.post(`${path}/start`)
  await expect.poll(async () => (await curator.get(path)).text).toContain('The list has been imported.')
  return curator.get(path)
}

const rowsOf = ({ document }: Answer) =>
  [...document.querySelectorAll('#candidates tbody tr')].map((row) => row.textContent?.replaceAll(/\s+/g, ' ') ?? '')

const outcomeBefore = {
  Rows: '17',
  Pairs: '13',
  'As before': '0',
  Changed: '0',
  'No longer listed': '0',
  'Ambiguous: a person is to rule': '4',
  'Refused rows': '2',
  'Rows that repeat a pair': '2',
  'Known to the register': '5 at both ends, 5 at one',
}

/** The list of the title, as a link on the page of lists leads to it. */
async function listNamed(title: string): Promise<string> {
  const links = [...(await curator.get('/en/imports')).document.querySelectorAll('#lists a')]
  return links.find(({ textContent }) => textContent === title)?.getAttribute('href') ?? ''
}

describe.sequential('a dirty list', () => {
  let list = ''
  let cooperations = ''
  const countOf = async () => (await world.app.request('/api/v1/cooperations?limit=1')).text()

  test('shows beforehand what it would bring, and what is wrong with which row', async () => {
    cooperations = await countOf()
    const { path, page, columns } = await preview('sister-places.csv', file('sister-places.csv'), {
      title: 'Sister places',
    })
    expect(columns).toMatchObject({
      name1: 'city1',
      lon2: 'lng2',
      country2: 'country2',
      status: 'status',
      code1: '',
      point1: '',
    })
    expect(outcome(page)).toEqual({ ...outcomeBefore, New: '13' })
    const findings = [...page.document.querySelectorAll('#findings tbody tr')].map((row) =>
      [...row.children]
        .slice(0, 2)
        .map(({ textContent }) => textContent)
        .join(': '),
    )
    expect(findings).toEqual([
      '4: listed again',
      '8: country not understood',
      '12: listed again',
      '13: refused: a place with itself',
      '14: impossible coordinates, left out',
      '16: refused: a name is missing',
      '17: country not understood',
      '17: one name, two places far apart',
    ])
    const only = await curator.get(`${path}?kind=self-pair`)
    expect(only.document.querySelectorAll('#findings tbody tr').length).toBe(1)
    expect((await curator.get(await listNamed('Sister places'))).text).toContain('No candidates')
    expect(outcome(await importWhole(path))).toEqual({ ...outcomeBefore, New: '13' })
    list = await listNamed('Sister places')
  })

  test('has each pair once though listed from both ends and in other words, and no figure counts it', async () => {
    const rows = rowsOf(await curator.get(list))
    expect(rows.length).toBe(13)
    expect(
      rows.filter(
        (row) => (row.includes('Småby Municipality') && row.includes('Zaretje')) || row.includes('from both ends'),
      ).length,
    ).toBe(1)
    expect(await countOf()).toBe(cooperations)
    expect((await world.visitor().get(list)).location).toMatch(/^\/en\/sign-in/)
  })

  test('run again changes nothing; its columns are remembered', async () => {
    const id = list.split('/').at(-1) ?? ''
    const { path, page } = await preview('sister-places.csv', file('sister-places.csv'), { list: id })
    expect(outcome(page)).toEqual({ ...outcomeBefore, New: '0', 'As before': '13' })
    expect(outcome(await importWhole(path))).toEqual({ ...outcomeBefore, New: '0', 'As before': '13' })
  })

  test('is told as changed and no longer listed where the next file says otherwise', async () => {
    const text = readFileSync(`${folder}/sister-places.csv`, 'utf8')
      .replace(/^Gamleby.*\n/m, '')
      .replace('163.5,former', '163.5,')
    const { path, page } = await preview('later.csv', Uint8Array.from(Buffer.from(text)), {
      list: list.split('/').at(-1) ?? '',
    })
    const expected = { New: '0', 'As before': '11', Changed: '1', 'No longer listed': '1' }
    expect(outcome(page)).toMatchObject(expected)
    expect(outcome(await importWhole(path))).toMatchObject(expected)
    expect(rowsOf(await curator.get(`${list}?show=gone`)).length).toBe(1)
    const again = await preview('sister-places.csv', file('sister-places.csv'), { list: list.split('/').at(-1) ?? '' })
    expect(outcome(await importWhole(again.path))).toMatchObject({ New: '0', 'As before': '11', Changed: '2' })
  })

  test('is compared with the register', async () => {
    const found = async (show: string) => rowsOf(await curator.get(`${list}?show=${show}`))
    expect(await found('ended-here')).toEqual([expect.stringContaining('Övre Åsön, Littleland')])
    expect((await found('not-here')).join()).toContain('Farawayville')
    expect((await found('not-here')).join()).not.toContain('Dongshan')
    expect(rowsOf(await curator.get(`${list}?q=harbour`)).length).toBe(1)
    expect(rowsOf(await curator.get(`${list}?country=XB&show=both`)).length).toBe(5)
  })

  test('leads from a candidate into the form of a proposal with its values filled in', async () => {
    const page = await curator.get(`${list}?q=farawayville&show=one`)
    const links = [...page.document.querySelectorAll('#candidates a[href*="/propose/"]')].map(
      (link) => link.getAttribute('href') ?? '',
    )
    const actor = links.find((href) => href.includes('/propose/actors')) ?? ''
    expect(fieldsOf(await curator.get(actor), actor)).toMatchObject({ name_en: 'Farawayville', lat: '10', lon: '20' })
    const cooperation = links.find((href) => href.includes('/propose/cooperations')) ?? ''
    expect(fieldsOf(await curator.get(cooperation), cooperation)).toMatchObject({
      counterpart: 'Farawayville',
      'source.title': 'Sister places',
      'source.kind': 'dataset',
    })
  })

  test('leaves what is not certain to a person, whose ruling outlasts the next import and can be taken back', async () => {
    const places = `${list}/places`
    const unsure = await curator.get(places)
    const headings = [...unsure.document.querySelectorAll('main section h2')].map(({ textContent }) => textContent)
    expect(headings.toSorted()).toEqual([
      'Beihu, Bigland',
      'Harbour (Nystad), Littleland',
      'Myrland County, Littleland',
      'Nystadt, Littleland',
    ])
    const section = (page: Answer, name: string) =>
      [...page.document.querySelectorAll('main section')].find((one) => one.querySelector('h2')?.textContent === name)
    expect(section(unsure, 'Nystadt, Littleland')?.textContent).toContain(
      '50 points: one letter from Nystad, the country.',
    )
    expect(section(unsure, 'Beihu, Bigland')?.querySelectorAll('input[type="radio"]').length).toBe(3)
    const actionOf = (name: string, page = unsure) =>
      section(page, name)?.querySelector('form')?.getAttribute('action') ?? ''
    const empty = await curator.post(actionOf('Nystadt, Littleland'), { other: '' })
    expect([empty.status, empty.text]).toEqual([
      422,
      expect.stringContaining('Choose an actor, none, or write another one.'),
    ])
    const unknown = await curator.post(actionOf('Nystadt, Littleland'), { other: 'Nystud' })
    expect([unknown.status, unknown.text]).toEqual([
      422,
      expect.stringContaining('Alike are: City of Nystad (xl-nystad)'),
    ])
    await curator.post(actionOf('Nystadt, Littleland'), { actor: 'xl-nystad' })
    await curator.post(actionOf('Myrland County, Littleland'), { actor: 'none' })
    await curator.post(actionOf('Beihu, Bigland'), { other: '990100' })
    const { page } = await preview('sister-places.csv', file('sister-places.csv'), {
      list: list.split('/').at(-1) ?? '',
    })
    expect(outcome(page)).toMatchObject({ 'As before': '13', 'Ambiguous: a person is to rule': '1' })
    const ruled = await curator.get(`${places}?show=ruled`)
    await curator.post(actionOf('Beihu, Bigland', ruled), { actor: 'withdraw' })
    expect((await curator.get(places)).text).toContain('Beihu, Bigland')
  })

  test('knows an actor that was added since it was read', async () => {
    const candidate = `${list}?q=farawayville&show=one`
    const linksIn = ({ document }: Answer) =>
      [...document.querySelectorAll('#candidates a')].map((link) => link.getAttribute('href') ?? '')
    const form = linksIn(await curator.get(candidate)).find((href) => href.includes('/propose/actors')) ?? ''
    const shown = await curator.post(form, {
      ...fieldsOf(await curator.get(form), form),
      country: 'XB',
      kind: 'city',
      message: 'Listed elsewhere.',
      step: 'show',
    })
    const sent = await curator.post(form, { ...fieldsOf(shown, form), step: 'send' })
    await curator.post(`${sent.location}/acceptance`)
    const links = linksIn(await curator.get(candidate))
    expect(links).toContain('/en/actors/xb-farawayville')
    expect(links.filter((href) => href.includes('/propose/actors'))).toEqual([])
    const cooperation = links.find((href) => href.includes('/propose/cooperations')) ?? ''
    expect(fieldsOf(await curator.get(cooperation), cooperation)).toMatchObject({ counterpart: 'xb-farawayville' })
    // Read again, its pairs are those that they were.
    const readAgain = () =>
      preview('sister-places.csv', file('sister-places.csv'), { list: list.split('/').at(-1) ?? '' })
    const { path, page } = await readAgain()
    const counts = { New: '0', 'As before': '9', Changed: '4', 'No longer listed': '0' }
    expect(outcome(page)).toMatchObject(counts)
    expect(outcome(await importWhole(path))).toMatchObject(counts)
    expect(outcome((await readAgain()).page)).toMatchObject({ 'As before': '13' })
  })

  test('is removed with everything that it brought', async () => {
    expect((await curator.post(`${list}/removal`)).location).toBe('/en/imports')
    expect((await curator.get(list)).status).toBe(404)
  })
})

test('a list whose question was wrong is refused as a whole, with examples', async () => {
  const { path, page } = await preview('wrong-question.tsv', file('wrong-question.tsv'), { title: 'Wrong question' })
  expect(page.text).toContain(
    'The list says that 10 places lie in Littleland. By their coordinates 0 do, and 0 are called as an actor of the register there.',
  )
  expect(page.text).toContain('10 of them lie in Bigland by the coordinates.')
  expect(page.text).toContain('Pond One (42.10, 164.10), lies in Bigland')
  expect((await curator.post(`${path}/start`)).status).toBe(409)
  const lines: string[] = []
  const terminal = { ...work, say: (line: string) => void lines.push(line) }
  expect(await importList(terminal, [`${folder}/wrong-question.tsv`])).toBe(1)
  expect(lines.join('\n')).toContain('Refused: the list says that 10 places lie in Littleland')
})

test.each([
  [
    'JSON, as Wikidata gives it',
    async () =>
      Buffer.from(
        JSON.stringify({
          head: {},
          results: {
            bindings: [
              {
                item: { type: 'uri', value: 'http://www.wikidata.org/entity/Q1' },
                itemLabel: { type: 'literal', value: 'Småby' },
                itemCountryLabel: { type: 'literal', value: 'Littleland' },
                coord: { type: 'literal', value: 'Point(-25.2 58.1)' },
                partner: { type: 'uri', value: 'http://www.wikidata.org/entity/Q2' },
                partnerLabel: { type: 'literal', value: 'Zarechye' },
                partnerCountryLabel: { type: 'literal', value: 'Bigland' },
                partnerCoord: { type: 'literal', value: 'Point(161.3 44.7)' },
              },
              {
                item: { type: 'uri', value: 'http://www.wikidata.org/entity/Q2' },
                itemLabel: { type: 'literal', value: 'Zarechye' },
                itemCountryLabel: { type: 'literal', value: 'Bigland' },
                coord: { type: 'literal', value: 'Point(161.3 44.7)' },
                partner: { type: 'uri', value: 'http://www.wikidata.org/entity/Q1' },
                partnerLabel: { type: 'literal', value: 'Småby' },
                partnerCountryLabel: { type: 'literal', value: 'Littleland' },
                partnerCoord: { type: 'literal', value: 'Point(-25.2 58.1)' },
              },
            ],
          },
        }),
      ),
  ],
  [
    'a workbook',
    async () =>
      writeXlsxFile(
        [
          ['Kommun', 'Land', 'Vänort', 'Motpartens land'],
          ['Småby', 'Lilleland', 'Zarechye', 'Storland'],
          ['Zarechye', 'Storland', 'Småby', 'Lilleland'],
        ].map((row) => row.map((value) => ({ value }))),
      ).toBuffer(),
  ],
  [
    'semicolons, in Latin-1',
    async () =>
      Buffer.from(
        'kommun;land;vänort;vänort land\nSmåby;Lilleland;Zarechye;Storland\nZarechye;Storland;Småby;Lilleland\n',
        'latin1',
      ),
  ],
  ['codes', async () => Buffer.from('place|code|partner|partner code\nA|9901|B|XB-ZA\nB|XB-ZA|A|9901\n')],
])('%s is read', async (name, bytes) => {
  const { page } = await preview('list', Uint8Array.from(await bytes()), { title: name })
  expect(outcome(page)).toMatchObject({
    Pairs: '1',
    'Rows that repeat a pair': '1',
    'Known to the register': '1 at both ends, 0 at one',
  })
})

test.each([
  ['nothing', '', 'Choose a file that holds something.'],
  ['headings only', 'city1,city2\n', 'The file has headings at most, and no rows.'],
  ['no table', '[1', 'This is no table that can be read'],
])('a file of %s is refused beside its field, and what was typed is kept', async (_, text, said) => {
  const answer = await upload('list.csv', Uint8Array.from(Buffer.from(text)), { title: 'Kept' })
  expect([answer.status, answer.document.querySelector('#field-file-error')?.textContent]).toEqual([
    422,
    expect.stringContaining(said),
  ])
  expect(answer.document.querySelector('#field-title')?.getAttribute('value')).toBe('Kept')
})

test('a name that no column fills is said beside its field', async () => {
  const path =
    (await upload('list.csv', Uint8Array.from(Buffer.from('x,y\na,b\n')), { title: 'Unnamed' })).location ?? ''
  const answer = await curator.post(`${path}/columns`, { name1: 'x' })
  expect([answer.status, answer.document.querySelector('#field-name2-error')?.textContent]).toEqual([
    422,
    'Choose a column of the file.',
  ])
  expect((await curator.post(`${path}/columns`, { name1: 'x', name2: 'y' })).location).toBe(path)
  expect((await curator.post(`${path}/removal`)).location).toBe('/en/imports')
  expect((await curator.get(path)).status).toBe(404)
})

describe.sequential('a run of many batches', () => {
  const rows = Array.from({ length: 1200 }, (_, at) => `Pond ${at},Littleland,Lake ${at},Bigland`)
  const bytes = Uint8Array.from(Buffer.from(['city1,country1,city2,country2', ...rows].join('\n')))
  const counted = async (run: number) => {
    const { state, written, added, same } = (await findImportRun(work.database.reader, run))!
    return { state, written, added, same }
  }
  let run = 0

  test('stops when it is told to, and goes on where it was', async () => {
    const uploaded = await uploadList(work, {
      list: { title: 'Many', url: null, licence: null },
      fileName: 'many.csv',
      bytes,
      person: null,
    })
    run = uploaded.ok ? uploaded.run : 0
    await previewRun(work, run, { name1: 'city1', name2: 'city2', country1: 'country1', country2: 'country2' })
    await actOnRun(work, run, 'start')
    const ending = new AbortController()
    await workOnRun(work, run, { signal: ending.signal, onProgress: () => ending.abort() })
    expect(await counted(run)).toEqual({ state: 'waiting', written: 500, added: 500, same: 0 })
  })

  test('is cancelled between two batches, and resumed', async () => {
    await workOnRun(work, run, {
      onProgress: ({ written }) => (written === 1000 ? actOnRun(work, run, 'cancel') : undefined),
    })
    expect(await counted(run)).toEqual({ state: 'cancelled', written: 1000, added: 1000, same: 0 })
    expect(await workOnRun(work, run)).toBeUndefined()
    await curator.post(`/en/import-runs/${run}/resume`)
    await expect.poll(() => counted(run)).toEqual({ state: 'done', written: 1200, added: 1200, same: 0 })
  })

  test('goes on from the terminal, too', async () => {
    const lines: string[] = []
    const terminal = { ...work, say: (line: string) => void lines.push(line) }
    const again = await uploadList(work, {
      list: { id: (await findImportRun(work.database.reader, run))!.list },
      fileName: 'many.csv',
      bytes,
      person: null,
    })
    const next = again.ok ? again.run : 0
    await previewRun(work, next, { name1: 'city1', name2: 'city2', country1: 'country1', country2: 'country2' })
    await actOnRun(work, next, 'start')
    expect(await importList(terminal, [`${folder}/sister-places.csv`, '--list', 'Many'])).toBe(0)
    expect(lines).toEqual([
      expect.stringContaining('Going on with many.csv, of which 0 of 1200'),
      ...Array(3).fill(expect.stringMatching(/of 1200$/)),
      'done: 0 added, 1200 as before, 0 changed, 0 no longer listed.',
    ])
  })

  test('is taken up by an importer that finds it waiting', async () => {
    const importer = openImporter(work, createLog('silent'))
    const uploaded = await uploadList(work, {
      list: { title: 'Waiting', url: null, licence: null },
      fileName: 'many.csv',
      bytes,
      person: null,
    })
    const waiting = uploaded.ok ? uploaded.run : 0
    await previewRun(work, waiting, { name1: 'city1', name2: 'city2' })
    await actOnRun(work, waiting, 'start')
    importer.wake()
    await expect.poll(() => counted(waiting)).toMatchObject({ state: 'done', written: 1200 })
    await importer.stop()
  })
})
