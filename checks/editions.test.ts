/** Is an edition whole, the same each time, signed, and does every page of it open from a disk? */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Ajv } from 'ajv'
import { parse } from 'csv-parse/sync'
import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkBag } from '#platform/files/bag.ts'
import { readBagFolder } from '#platform/files/bag-folder.ts'
import { makeSigningKey, readSigningKey } from '#platform/secrets/signature.ts'
import { handIn as handInByCommand } from '#evidence/index.ts'
import { listEditions, restoreEdition } from '#publication/index.ts'
import { describeArchive, readArchive } from '#register/index.ts'
import { runEdition } from '../src/editions.ts'
import { openTestApp, type TestApp } from './harness/app.ts'
import { laterLittleland } from './harness/later-littleland.ts'
import { handIn, html, makePdf } from './harness/documents.ts'
import { littleland } from './harness/littleland.ts'
import { openWorld, type World } from './harness/members.ts'
import { fieldsOf, type Visitor } from './harness/visitor.ts'

const key = readSigningKey(makeSigningKey())
const recordedAt = new Date('2026-03-01')
let app: TestApp
let folder = ''
let pages: string[] = []

let world: World
let openDocument = ''
let ofMembers = ''
let round = ''

beforeAll(async () => {
  world = await openWorld({ editionKey: key })
  app = world.app
  const curator = await world.join('cora@littleland.example', 'curator', 'Cora Curator')
  const coders = [
    await world.join('olle@littleland.example', 'researcher', 'Olle Olsson'),
    await world.join('tova@littleland.example', 'researcher', 'Tova Tovesson'),
  ]
  openDocument = await bring(curator, makePdf(), 'minutes.pdf', 'public')
  ofMembers = await bring(curator, makePdf(['A word for members.']), 'members.pdf', 'members')
  await bring(curator, html, 'news.html', 'public')
  const reason = 'smaby-beihu-shi-twinning.partly-ended-2020.state_conduct c016'
  await curator.post(`${openDocument}/passages`, { page: '2', citation: reason, quote: 'not to renew the agreement' })
  round = await codeTogether(curator, coders)
  await make()
  folder = join(app.editionDesk.folder, '2026-1')
  pages = filesIn(folder).filter((path) => path.endsWith('.html'))
}, 120_000)
afterAll(() => world?.close())

/** Hands in a document, accepted for those that `visibility` says. */
async function bring(who: Visitor, file: Uint8Array, name: string, visibility: string): Promise<string> {
  const { location = '' } = await handIn(who, '/en/sources/smaby-minutes-2020/documents', file, name)
  expect((await who.post(`${location}/acceptance`, { visibility })).status).toBe(303)
  return location
}

/** A published round of two units: of one the coders say the same, of the other somebody has decided. */
async function codeTogether(curator: Visitor, coders: readonly Visitor[]): Promise<string> {
  const form = new FormData()
  const units = ['smaby-beihu-shi-twinning.partly-ended-2020 | smaby-minutes-2020 | § 158 | Told to coders.', 'nystad-zarechye-twinning.dormant-2015'] // prettier-ignore
  for (const [name, value] of Object.entries({ title: 'Blind', scheme: 'reason', version: '1', instructions: 'Read all.', public: 'yes', units: units.join('\n') }))
    form.set(name, value) // prettier-ignore
  for (const box of (await curator.get('/en/coding/new')).document.querySelectorAll('input[name="coders"]'))
    if (/Olle|Tova/.test(box.closest('label')?.textContent ?? '')) form.append('coders', box.getAttribute('value') ?? '')
  const path = (await curator.postForm('/en/coding/new', form)).location ?? ''
  for (const [index, coder] of coders.entries()) {
    await coder.post(`${path}/units/1`, { code: 'state_conduct', remark: 'Between us.', go: 'next' })
    const found = { source: 'smaby-minutes-2020', locator: '§ 4', passage: 'Nothing came of it.' }
    await coder.post(`${path}/units/2`, { ...found, code: index === 0 ? 'lack_of_activity' : 'climate_work', go: 'next' })
    await coder.post(`${path}/finish`)
  }
  const address = `${path}/units/2/adjudication`
  await curator.post(address, { ...fieldsOf(await curator.get(`${path}/units/2`), address), code: 'lack_of_activity', note: 'As I see it.' })
  expect((await curator.post(`${path}/adjudicated`)).status).toBe(303)
  expect((await app.request(path)).status).toBe(200)
  return path
} // prettier-ignore

async function make() {
  app.editionDesk.begin()
  await app.editionDesk.settled()
  expect(app.editionDesk.state()).toEqual({ is: 'made', id: '2026-1' })
}

function filesIn(of: string): string[] {
  const entries = readdirSync(of, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

const textOf = (path: string) => readFileSync(join(folder, path), 'utf8')

test('it is numbered by the year of the revision, and a bag without faults, signed with our key', async () => {
  const [edition] = await listEditions(app.editionDesk.folder)
  expect(edition).toMatchObject({ id: '2026-1', revision: 2, recordedAt: '2026-03-01T00:00:00.000Z', isSigned: true })
  const { faults, signature, files } = await checkBag(await readBagFolder(folder), { trusted: key?.publicKey })
  expect(faults).toEqual([])
  expect(signature).toEqual({ state: 'valid', publicKey: key?.publicKey })
  expect(files).toBeGreaterThan(100)
})

test('its checksums are those of the usual tool', () => {
  execFileSync('sha256sum', ['--check', '--quiet', 'manifest-sha256.txt'], { cwd: folder })
})

test('made again, it has the same number and the same bytes', async () => {
  const before = new Map(filesIn(app.editionDesk.folder).map((path) => [path, readFileSync(path)]))
  expect(before.size).toBeGreaterThan(100)
  await make()
  const after = filesIn(app.editionDesk.folder)
  expect(after).toEqual([...before.keys()])
  expect(after.filter((path) => !before.get(path)?.equals(readFileSync(path)))).toEqual([])
}, 60_000)

describe('verifying', () => {
  let copy = ''
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'samband-bag-'))
  })
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  async function faultsAfter(change: (at: (path: string) => string) => void, trusted?: string) {
    rmSync(copy, { recursive: true, force: true })
    cpSync(folder, copy, { recursive: true })
    change((path) => join(copy, path))
    const { faults } = await checkBag(await readBagFolder(copy), { trusted })
    return faults.map(({ code, path }) => `${code} ${path}`)
  }

  test('says every fault', async () => {
    const faults = await faultsAfter((at) => {
      writeFileSync(at('data/package/events.csv'), 'x', { flag: 'a' })
      rmSync(at('data/claims.json'))
      writeFileSync(at('data/site/sv/extra.html'), '<h1>Extra</h1>')
      writeFileSync(at('notes.txt'), 'mine')
    })
    expect(faults.toSorted()).toEqual([
      'changed data/package/events.csv',
      'missing data/claims.json',
      'not-listed data/site/sv/extra.html',
      'not-listed notes.txt',
      'other-size bag-info.txt',
    ])
  })

  test('finds that the manifest was mended along with a file', async () => {
    const faults = await faultsAfter((at) => {
      const manifest = readFileSync(at('manifest-sha256.txt'), 'utf8')
      writeFileSync(
        at('manifest-sha256.txt'),
        manifest.replace(/^[0-9a-f]/, (sign) => (sign === '0' ? '1' : '0')),
      )
    })
    expect(faults).toContain('changed manifest-sha256.txt')
  })

  test('finds that all checksums were mended, by the signature', async () => {
    const mended = `${'0'.repeat(64)}  bagit.txt\n`
    const faults = await faultsAfter((at) => writeFileSync(at('tagmanifest-sha256.txt'), mended))
    expect(faults).toContain('bad-signature signature.json')
  })

  test('finds a signature by somebody else, and one that is missing', async () => {
    const other = readSigningKey(makeSigningKey())?.publicKey
    expect(await faultsAfter(() => undefined, other)).toEqual(['other-key signature.json'])
    expect(await faultsAfter((at) => rmSync(at('signature.json')), key?.publicKey)).toEqual([
      'not-signed signature.json',
    ])
    expect(await faultsAfter((at) => rmSync(at('signature.json')))).toEqual([])
  })

  test('reads no file outside of the folder', async () => {
    const faults = await faultsAfter((at) =>
      writeFileSync(at('manifest-sha256.txt'), `${'0'.repeat(64)}  data/../../secret\nnonsense\n`),
    )
    expect(faults.slice(0, 2)).toEqual(['unsafe-path manifest-sha256.txt', 'garbled manifest-sha256.txt'])
  })

  test('says of a file, or of nothing, that it is no folder, and makes no database for it', async () => {
    const said: string[] = []
    const into = join(tmpdir(), 'samband-never-made')
    for (const command of [
      ['verify', 'a.zip'],
      ['restore', 'a.zip', '--into', into],
    ])
      expect(await runEdition(command, (line) => said.push(line))).toBe(2)
    expect(said).toEqual(Array.from({ length: 2 }, () => 'a.zip is no folder. An edition in a ZIP file is unpacked first.')) // prettier-ignore
    expect(existsSync(into)).toBe(false)
  })

  test('takes a folder that is no bag for none', async () => {
    const { faults } = await checkBag({ paths: [], size: fail, read: fail, digest: fail })
    expect(faults.map(({ code }) => code)).toEqual(['no-declaration', 'no-manifest', 'no-manifest'])
  })
  const fail = () => Promise.reject(new Error('There is nothing'))
})

describe('the site that opens from a disk', () => {
  test('holds every page of both languages', () => {
    const below = (language: string) =>
      pages.map((path) => path.slice(folder.length)).filter((path) => path.startsWith(`/data/site/${language}/`))
    expect(
      below('sv')
        .map((path) => path.replace('/sv/', '/en/'))
        .toSorted(),
    ).toEqual(below('en').toSorted())
    for (const page of ['index', 'cooperations', 'claims', 'about', 'sources/smaby-minutes-2020', 'edition-search'])
      expect(below('sv')).toContain(`/data/site/sv/${page}.html`)
  })

  test('every link and every file that a page loads is there', () => {
    const lost: string[] = []
    let links = 0
    for (const path of pages) {
      const { document } = parseHTML(readFileSync(path, 'utf8'))
      for (const element of document.querySelectorAll('a[href], area[href], link[rel~="stylesheet"], link[rel~="icon"], script[src], img, form')) {
        const address = element.getAttribute('href') ?? element.getAttribute('src') ?? element.getAttribute('action') ?? ''
        if (/^(?:https?:|data:|mailto:|#)/.test(address)) continue
        links += 1
        const [file = '', id] = address.replace(/\?[^#]*/, '').split('#')
        const target = join(dirname(path), decodeURIComponent(file))
        if (address.startsWith('/') || !statSync(target, { throwIfNoEntry: false })?.isFile()) lost.push(`${path}: ${address}`)
        else if (id && target.endsWith('.html') && !readFileSync(target, 'utf8').includes(`id="${decodeURIComponent(id)}"`)) lost.push(`${path}: ${address}`)
      }
    }
    expect(lost).toEqual([])
    expect(links).toBeGreaterThan(1000)
  }) // prettier-ignore

  test('has no form that needs a server, no script in a page, and no module', () => {
    const faults = pages.flatMap((path) => {
      const { document } = parseHTML(readFileSync(path, 'utf8'))
      const forms = [...document.querySelectorAll('form')].filter(
        (form) => form.getAttribute('role') !== 'search' && !form.closest('year-map'),
      )
      const scripts = [...document.querySelectorAll('script')].filter(
        (script) =>
          script.getAttribute('type') !== 'application/ld+json' &&
          (!script.getAttribute('src') || script.getAttribute('type') === 'module'),
      )
      return [...forms, ...scripts].map((element) => `${path}: ${String(element)}`)
    })
    expect(faults).toEqual([])
  })

  test('a page that is left behind leads to the one that says so', () => {
    const { document } = parseHTML(textOf('data/site/en/about.html'))
    expect(document.querySelector('footer a[href$="edition-check.html"]')).toBeTruthy()
    const list = parseHTML(textOf('data/site/en/cooperations/smaby-zarechye-twinning.html')).document
    const report = [...list.querySelectorAll('a')].find((link) => link.getAttribute('href')?.includes('error-report'))
    expect(report?.getAttribute('href')).toMatch(/^\.\.\/edition-note\.html\?address=/)
  })
})

describe('the data', () => {
  test('are one SQLite file with the tables of the package', () => {
    const database = new DatabaseSync(join(folder, 'data/samband.sqlite'), { readOnly: true })
    const rows = (sql: string) => database.prepare(sql).all()
    expect(rows('select count(*) as n from cooperations where recorded_to is null')).toEqual([
      { n: textOf('data/package/cooperations.csv').trim().split('\n').length - 1 },
    ])
    expect(rows("select description from field where resource = 'events' and name = 'rank'")[0]).toMatchObject({
      description: expect.stringMatching(/./),
    })
    database.close()
  })

  test('say of a source under seal that there is one, and nothing else', () => {
    const line = textOf('data/package/sources.csv')
      .split('\n')
      .find((row) => row.startsWith('sealed-conversation'))
    expect(line).toMatch(/^sealed-conversation,\w+,sealed,{12}littleland,/)
  })

  test('hold the documents that are for everybody, and what rests on them', () => {
    const names = readdirSync(join(folder, 'data/documents')).toSorted()
    const hashes = [makePdf(), html].map((bytes) => createHash('sha256').update(bytes).digest('hex'))
    expect(names).toEqual([`${hashes[0]}.pdf`, `${hashes[1]}.html.txt`].toSorted())
    expect(readFileSync(join(folder, `data/documents/${hashes[0]}.pdf`)).equals(Buffer.from(makePdf()))).toBe(true)
    const rows: string[][] = parse(textOf('data/package/documents.csv'))
    expect(rows.slice(1).map(([id, source, file]) => [id, source, file])).toEqual([
      ['1', 'smaby-minutes-2020', hashes[0]],
      ['3', 'smaby-minutes-2020', hashes[1]],
    ])
    expect(textOf('data/package/passages.csv')).toContain('not to renew the agreement')
    const page = parseHTML(textOf('data/site/en/documents/1.html')).document
    const ways = [...page.querySelectorAll('main a')].map((link) => link.getAttribute('href'))
    expect(ways).toContain(`../../../documents/${hashes[0]}.pdf`)
    expect(page.querySelector('.page-picture')).toBeNull()
  })

  test('hold published rounds of coding without names, remarks and what was told to coders', () => {
    const files = ['coding-rounds', 'coding-coders', 'coding-units', 'codings', 'adjudications'].map((name) => textOf(`data/package/${name.replace('-', '_')}.csv`)) // prettier-ignore
    expect(files.map((text) => text.trim().split('\n').length - 1)).toEqual([1, 2, 2, 4, 1])
    for (const text of [...files, readFileSync(join(folder, 'data/samband.sqlite'), 'latin1')])
      expect(text).not.toMatch(/Olle|Tova|Cora|Between us|As I see it|Told to coders|Nothing came of it|members\.pdf|A word for members/) // prettier-ignore
  })

  test('carry how to cite them', () => {
    expect(textOf('data/CITATION.cff')).toMatch(/^cff-version: 1\.2\.0$[^]*^version: "2026-1"$/m)
    expect(JSON.parse(textOf('data/datacite.json'))).toMatchObject({ publicationYear: '2026', version: '2026-1' })
  })

  test('are a data package that keeps to Data Package 2.0, of files that are there', () => {
    const profile = readFileSync(new URL('../fixtures/schemas/frictionless-2.0/datapackage.json', import.meta.url), 'utf8') // prettier-ignore
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(profile))
    const descriptor = JSON.parse(textOf('data/package/datapackage.json'))
    validate(descriptor)
    expect(validate.errors ?? []).toEqual([])
    expect(descriptor.resources.length).toBeGreaterThan(20)
    for (const { path, bytes, hash, schema } of descriptor.resources) {
      const file = readFileSync(join(folder, 'data/package', path))
      expect([path, file.length, `sha256:${createHash('sha256').update(file).digest('hex')}`]).toEqual([path, bytes, hash]) // prettier-ignore
      const names = schema.fields.map(({ name }: { name: string }) => name)
      expect([path, file.toString('utf8').split('\n')[0]]).toEqual([path, names.join()])
      expect(names).toEqual(expect.arrayContaining(schema.primaryKey))
    }
  })

  // What DataCite 4.5 makes mandatory. The identifier is a DOI, which whoever archives the edition registers: none is made up
  // here, and the address stands among the alternate ones.
  test('have all that DataCite needs to register a DOI but the DOI', () => {
    const { identifiers, doi, creators, titles, publisher, publicationYear, types, ...more } = JSON.parse(
      textOf('data/datacite.json'),
    )
    expect([identifiers, doi]).toEqual([undefined, undefined])
    expect(more.alternateIdentifiers).toContainEqual({
      alternateIdentifier: expect.stringMatching(/^http.*\/editions\/2026-1$/),
      alternateIdentifierType: 'URL',
    })
    expect(creators).toEqual([expect.objectContaining({ name: expect.stringMatching(/\S/) })])
    expect(titles[0].title).toMatch(/\S/)
    expect(titles[0].titleType).toBeUndefined()
    expect(publisher.name).toMatch(/\S/)
    expect(publicationYear).toMatch(/^\d{4}$/)
    // The list of DataCite 4.5.
    expect(types.resourceTypeGeneral).toBe('Dataset')
    expect(more.schemaVersion).toBe('http://datacite.org/schema/kernel-4')
    const dateTypes = ['Issued', 'Created', 'Updated', 'Available']
    for (const { date, dateType } of more.dates) {
      expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      expect(dateTypes).toContain(dateType)
    }
    for (const related of more.relatedIdentifiers)
      expect(related).toEqual({
        relatedIdentifier: expect.stringMatching(/^http/),
        relatedIdentifierType: 'URL',
        relationType: expect.stringMatching(/^Is(?:DerivedFrom|VersionOf|PartOf)$/),
      })
    for (const { descriptionType } of more.descriptions) expect(descriptionType).toBe('Abstract')
  })
})

describe('in the running site', () => {
  test('it is listed, and leads to its files', async () => {
    const list = await (await app.request('/en/editions')).text()
    expect(list).toContain('href="/en/editions/2026-1"')
    const { document } = parseHTML(await (await app.request('/en/editions/2026-1')).text())
    const files = [...document.querySelectorAll('#take a')].map((link) => link.getAttribute('href') ?? '')
    expect(files).toContain('/editions/2026-1.zip')
    for (const path of files) {
      const response = await app.request(path)
      expect([path, response.status]).toEqual([path, 200])
      expect((await response.arrayBuffer()).byteLength).toBe(Number(response.headers.get('content-length')))
    }
    expect(document.body.textContent).toContain(key?.publicKey)
  })

  test('its pages are in a sandbox, and what is no file of it is not there', async () => {
    const page = await app.request('/editions/2026-1/data/site/en/index.html')
    expect(page.headers.get('content-security-policy')).toMatch(/^sandbox /)
    for (const path of ['2026-1/data', '2026-1/data/..%2f..%2f..%2fsecret', '2026-2/bagit.txt', '2026-2.zip'])
      expect([path, (await app.request(`/editions/${path}`)).status]).toEqual([path, 404])
  }) // prettier-ignore

  test('only an administrator makes one', async () => {
    expect(await (await app.request('/en/editions')).text()).not.toContain('<form method="post"')
    const refused = await app.request('/en/editions', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })
    expect(refused.status).toBe(403)
  })
})

describe('rebuilding the register from it alone', () => {
  test('gives a register that makes the very same edition, of later revisions too', async () => {
    await app.load(laterLittleland, new Date('2026-06-01T10:00:00Z'))
    app.editionDesk.begin()
    await app.editionDesk.settled()
    const later = join(app.editionDesk.folder, '2026-2')
    const rebuilt = await openTestApp(littleland, recordedAt, {
      editionKey: key,
      fill: async (into) => expect(await restoreEdition(into, later)).toMatchObject({ ok: true }),
    })
    try {
      cpSync(folder, join(rebuilt.editionDesk.folder, '2026-1'), { recursive: true })
      rebuilt.editionDesk.begin()
      await rebuilt.editionDesk.settled()
      const again = join(rebuilt.editionDesk.folder, '2026-2')
      const names = filesIn(later).map((path) => path.slice(later.length))
      expect(filesIn(again).map((path) => path.slice(again.length))).toEqual(names)
      const differing = names.filter((name) => !readFileSync(later + name).equals(readFileSync(again + name)))
      expect(differing).toEqual([])
      const same = [
        '/en?as_of=2', '/en/changes', '/en/conflicts?as_of=2', '/api/v1/changes',
        ...['', '?page=2', '?as_of=3', '/file'].map((part) => `${openDocument}${part}`), '/en/documents?q=renew', '/api/v1/passages.json',
        '/en/cooperations/smaby-beihu-shi-twinning', '/en/sources/smaby-minutes-2020', '/sv/coding', round, `${round}/codes.csv`,
        `/api/v1${round.replace('/en/coding', '/coding-rounds')}`, '/api/v1/samband.ndjson.zip', '/en/codebook/versions/1',
      ] // prettier-ignore
      for (const path of same) {
        const [there, here] = [await rebuilt.request(path), await app.request(path)]
        expect([path, there.status]).toEqual([path, 200])
        const bytes = Buffer.from(await here.arrayBuffer())
        expect([path, bytes.equals(Buffer.from(await there.arrayBuffer()))]).toEqual([path, true])
      }
      expect((await rebuilt.request(ofMembers)).status).toBe(404)
      const { database, files } = rebuilt
      const next = { source: 'smaby-minutes-2020', name: 'next.pdf', bytes: makePdf(['Next.']), said: '', account: undefined } // prettier-ignore
      expect(await handInByCommand({ database, files, now: () => recordedAt, largestFile: 50_000 }, next)).toEqual({ ok: true, id: 4, isNew: true }) // prettier-ignore
      const { document } = parseHTML(await (await app.request('/en/editions/2026-2')).text())
      const cells = [...document.querySelectorAll('#differences tbody tr *:is(th, td)')].map((cell) => cell.textContent)
      expect(cells).toEqual(['2026-1', '1', expect.stringMatching(/^[1-9]/), expect.stringMatching(/^[1-9]/)])
      const [way] = [...document.querySelectorAll('#differences a')].map((link) => link.getAttribute('href') ?? '')
      expect((await app.request(way ?? '')).status).toBe(200)
      expect(await restoreEdition(rebuilt, folder)).toEqual({ ok: false, refusal: 'not-empty' })
    } finally {
      await rebuilt.close()
    }
  }, 120_000)

  test('takes an edition that was made before documents and rounds of coding were in it', async () => {
    const tables = mkdtempSync(join(tmpdir(), 'samband-tables-'))
    cpSync(join(folder, 'data/package'), tables, { recursive: true })
    for (const name of ['documents', 'passages', 'coding_rounds', 'coding_coders', 'coding_units', 'codings', 'adjudications'])
      rmSync(join(tables, `${name}.csv`))
    const read = () => describeArchive(app.database.reader).then((resources) => readArchive(tables, resources))
    expect((await read()).faults).toEqual([])
    rmSync(join(tables, 'events.csv'))
    expect((await read()).faults).toMatchObject([{ file: 'events.csv' }])
    rmSync(tables, { recursive: true })
  }) // prettier-ignore

  test('is refused where a file was changed', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'samband-bag-'))
    cpSync(folder, copy, { recursive: true })
    writeFileSync(join(copy, 'data/package/events.csv'), 'x', { flag: 'a' })
    expect(await restoreEdition(app, copy)).toMatchObject({ ok: false, refusal: 'damaged' })
    rmSync(copy, { recursive: true })
  })
})
