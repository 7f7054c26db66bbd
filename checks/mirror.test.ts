/** Do two registers exchange editions, each checked before it is kept, and does each see how the other sees what they share? */
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bagDeclaration, writeManifest } from '#platform/files/bag.ts'
import { serveApp, type Served } from '#platform/http/serve.ts'
import { makeSigningKey, readSigningKey } from '#platform/secrets/signature.ts'
import { runMirror } from '../src/mirror.ts'
import { openTestApp, type TestApp } from './harness/app.ts'
import { bigland } from './harness/bigland.ts'
import { littleland } from './harness/littleland.ts'

const key = readSigningKey(makeSigningKey())
const folder = mkdtempSync(join(tmpdir(), 'samband-mirror-'))
const into = join(folder, 'bigland')
let there: TestApp
let here: TestApp
let served: Served
const asked: string[] = []
/** Stops answering after so many files. */
let patience = Infinity

beforeAll(async () => {
  ;[there, here] = await Promise.all([
    openTestApp(bigland, new Date('2026-05-04T10:00:00Z'), { editionKey: key, url: 'https://bigland.example' }),
    openTestApp(littleland, new Date('2026-05-05T10:00:00Z')),
  ])
  there.editionDesk.begin()
  await there.editionDesk.settled()
  served = await serveApp(
    (request) => {
      const { pathname } = new URL(request.url)
      asked.push(pathname)
      if (asked.length > patience) return new Response(null, { status: 503 })
      return there.request(pathname)
    },
    { port: 0, host: '127.0.0.1' },
  )
}, 120_000)
afterAll(async () => {
  await served?.stop()
  await Promise.all([there?.close(), here?.close()])
  rmSync(folder, { recursive: true, force: true })
})

async function mirror(...options: string[]) {
  asked.length = 0
  const said: string[] = []
  const status = await runMirror([`http://127.0.0.1:${served.port}`, '--into', into, ...options], (line) => said.push(line)) // prettier-ignore
  return { status, said: said.join('\n'), files: asked.filter((path) => path.includes('/data/')) }
}

test('what is refused has no place, and the command says why', async () => {
  const other = readSigningKey(makeSigningKey())?.publicKey ?? ''
  patience = 60
  const stopped = await mirror('--key', key?.publicKey ?? '')
  patience = Infinity
  expect(stopped).toMatchObject({ status: 1, said: expect.stringMatching(/^2026-1: refused, data\/\S+ was not given: 503/m) }) // prettier-ignore
  expect(() => readFileSync(join(into, '2026-1/bagit.txt'))).toThrow(/ENOENT/)

  const wrong = await mirror('--key', other)
  expect(wrong).toMatchObject({ status: 1, said: expect.stringContaining('is by another key than the one you trust') })
  expect(wrong.files.length).toBeGreaterThan(100)
  for (const path of stopped.files.slice(0, 40)) expect(wrong.files).not.toContain(path)
  expect(() => readFileSync(join(into, '2026-1/bagit.txt'))).toThrow(/ENOENT/)
}, 60_000)

test('what has been fetched before is not fetched again, and what is here and was damaged is mended', async () => {
  const kept = await mirror('--key', key?.publicKey ?? '')
  expect(kept).toMatchObject({ status: 0, files: [], said: expect.stringContaining('Editions there: 1, new: 1, refused: 0.') }) // prettier-ignore
  writeFileSync(join(into, '2026-1/data/package/events.csv'), 'x', { flag: 'a' })
  expect(await mirror()).toMatchObject({ status: 0, files: ['/editions/2026-1/data/package/events.csv'] })
  expect(await mirror()).toMatchObject({ status: 0, files: [], said: expect.stringMatching(/^2026-1: is here/m) })
}, 60_000)

test('an edition that changes there is told of, and the copy stays', async () => {
  const manifest = join(there.editionDesk.folder, '2026-1/tagmanifest-sha256.txt')
  const before = readFileSync(manifest)
  writeFileSync(manifest, `${before.toString()}\n`)
  expect(await mirror()).toMatchObject({ status: 1, said: expect.stringContaining('it has changed there') })
  writeFileSync(manifest, before)
  expect(readFileSync(join(into, '2026-1/tagmanifest-sha256.txt')).equals(before)).toBe(true)
}, 60_000)

test.each([
  ['no site at all', 'ftp://bigland.example', 2],
  ['a page of a site', 'https://bigland.example/en', 2],
])('%s is no address', async (_, address, status) => {
  const said: string[] = []
  expect(await runMirror([address], (line) => said.push(line))).toBe(status)
  expect(said.join()).toContain('is no address of a site')
})

test('the list of editions is for programs', async () => {
  expect(await (await there.request('/editions.json')).json()).toEqual({
    editions: [
      {
        id: '2026-1',
        revision: 2,
        recorded_at: '2026-05-04T10:00:00.000Z',
        url: 'https://bigland.example/editions/2026-1',
        program: expect.stringMatching(/^Samband /),
        cooperations: 4,
        signed: true,
      },
    ],
  })
})

async function rowsOf(app: TestApp): Promise<string[][]> {
  const { document } = parseHTML(await (await app.request('/en/editions/others')).text())
  return [...document.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim())) // prettier-ignore
}

test('each register shows how the other sees what they share, and takes nothing of it for its own', async () => {
  expect(await (await here.request('/en/editions/others')).text()).toContain('No copy of another register')
  const counted = async () => (await here.request('/api/v1/cooperations?limit=1')).text()
  const before = await counted()
  cpSync(into, join(here.editionDesk.mirrors, 'bigland.example'), { recursive: true })
  expect(await rowsOf(here)).toMatchInlineSnapshot(`
    [
      [
        "Småby Municipality – BeihuTwinning",
        "Partly endedfrom May 1986",
        "Activefrom September 1987",
        "Status, Start",
      ],
      [
        "City of Nystad – ZarechyeTwinning",
        "Dormantfrom 6 June 1994",
        "Endedfrom June 1994, until 1 March 2018",
        "Status, End",
      ],
      [
        "Region Myrland – DongshanTwinning",
        "Endedfrom 12 April 2010, until 31 December 2016",
        "Endedfrom 2010, until 2016",
        "None",
      ],
      [
        "Nystad Harbour – Xi'an on the LakeTwinning",
        "Not listed",
        "Activefrom 2003",
        "Only there",
      ],
      [
        "County Administrative Board of Myrland – DongshanTwinning",
        "Activefrom 2005",
        "Not listed",
        "Only here",
      ],
      [
        "City of Nystad – BeihuTwinning",
        "Activefrom May 2001",
        "Not listed",
        "Only here",
      ],
      [
        "Region Myrland – Xi'an on the LakeMunicipal partnership",
        "Endedfrom 29 February 2012, until 31 March 2018",
        "Not listed",
        "Only here",
      ],
      [
        "Småby Municipality – BeihuMunicipal partnership",
        "Endedfrom about 2006, until 2012",
        "Not listed",
        "Only here",
      ],
      [
        "Småby Municipality – ZarechyeTwinning",
        "Activefrom about 1988",
        "Not listed",
        "Only here",
      ],
      [
        "Övre Åsön Municipality – DongshanTwinning",
        "Endedfrom 199X, until between 1996 and 2021",
        "Not listed",
        "Only here",
      ],
      [
        "Övre Åsön Municipality – ZarechyeTwinning",
        "Activefrom about 1999",
        "Not listed",
        "Only here",
      ],
    ]
  `)
  const { document } = parseHTML(await (await here.request('/en/editions/others')).text())
  expect([...document.querySelectorAll('td a')].map((link) => link.getAttribute('href'))).toContain(
    'https://bigland.example/cooperations/zarechye-nystad-twinning',
  )
  expect(await counted()).toBe(before)

  here.editionDesk.begin()
  await here.editionDesk.settled()
  cpSync(here.editionDesk.folder, join(there.editionDesk.mirrors, 'littleland.example'), { recursive: true })
  const back = await rowsOf(there)
  expect(back.find(([pair]) => pair?.startsWith('Zarechye'))).toEqual([
    'Zarechye – NystadTwinning',
    expect.stringMatching(/^ended/i),
    expect.stringMatching(/^dormant/i),
    'Status, End',
  ])
}, 60_000)

/** The columns of each file as `docs/federation.md` names them. */
function documentedColumns(): [file: string, columns: { name: string; isFilled: boolean }[]][] {
  const text = readFileSync('docs/federation.md', 'utf8')
  return [...text.matchAll(/^\| `(\w+\.csv)` \| (.*) \|$/gm)].map(([, file = '', cells = '']) => [
    file,
    cells.split(', ').map((cell) => ({ name: cell.replaceAll(/[*`]/g, ''), isFilled: cell.startsWith('**') })),
  ])
}

/** A bag with just what the document asks for. `cells` changes the rows of each file. */
function handMade(
  cells: (row: Record<string, string>, at: number, filled: readonly string[]) => Record<string, string>,
) {
  const files = new Map([['data/edition.json', readFileSync(join(into, '2026-1/data/edition.json'), 'utf8')]])
  for (const [file, columns] of documentedColumns()) {
    const rows: Record<string, string>[] = parse(readFileSync(join(into, '2026-1/data/package', file)), { columns: true }) // prettier-ignore
    const filled = columns.filter(({ isFilled }) => isFilled).map(({ name }) => name)
    const written = rows.map((row, at) => cells(row, at, filled))
    files.set(`data/package/${file}`, stringify(written, { header: true, columns: columns.map(({ name }) => name) }))
  }
  const digests = (paths: readonly string[]) =>
    new Map(
      paths.map((path) => [
        path,
        createHash('sha256')
          .update(files.get(path) ?? '')
          .digest('hex'),
      ]),
    )
  files.set('manifest-sha256.txt', writeManifest(digests([...files.keys()])))
  files.set('bagit.txt', bagDeclaration)
  files.set('tagmanifest-sha256.txt', writeManifest(digests(['bagit.txt', 'manifest-sha256.txt'])))
  return files
}

test('an edition of another program, made by the document alone, is read; what it lacks is named', async () => {
  const folders = { whole: 'by-hand.example', lacking: 'lacking.example' }
  const bags = {
    [folders.whole]: handMade((row) => row),
    [folders.lacking]: handMade((row, at, filled) =>
      at > 0 ? row : Object.fromEntries(filled.map((name) => [name, ''])),
    ),
  }
  for (const [host, files] of Object.entries(bags)) {
    const site = await serveApp(
      (request) => {
        const path = new URL(request.url).pathname
        if (path === '/editions.json') return Response.json({ editions: [{ id: '2026-1' }] })
        const file = files.get(path.replace('/editions/2026-1/', ''))
        return new Response(file ?? null, { status: file === undefined ? 404 : 200 })
      },
      { port: 0, host: '127.0.0.1' },
    )
    const address = `http://127.0.0.1:${site.port}`
    expect(await runMirror([address, '--into', join(here.editionDesk.mirrors, host)], () => {})).toBe(0)
    await site.stop()
  }
  const { document } = parseHTML(await (await here.request('/en/editions/others')).text())
  const tableOf = (id: string) => document.querySelector(`#register-${id} tbody`)?.textContent
  expect(tableOf('by-hand-example')).toContain('Zarechye')
  expect(tableOf('by-hand-example')).toBe(tableOf('bigland-example'))
  const faults = [...document.querySelectorAll('#register-lacking-example li')].map((item) => item.textContent)
  const places = faults.map((fault) => fault?.split(':')[0])
  const expected = documentedColumns().flatMap(([file, columns]) =>
    columns.flatMap(({ name, isFilled }) => (isFilled ? [`${file}, line 2, ${name}`] : [])),
  )
  expect(places).toEqual(expected)
  expect(faults).toContain('actors.csv, line 2, name_sv: must not be empty')
  for (const host of Object.values(folders)) rmSync(join(here.editionDesk.mirrors, host), { recursive: true })
}, 60_000)
