/** Is an edition whole, the same each time, signed, and does every page of it open from a disk? */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkBag } from '#platform/files/bag.ts'
import { readBagFolder } from '#platform/files/bag-folder.ts'
import { makeSigningKey, readSigningKey } from '#platform/secrets/signature.ts'
import { listEditions, restoreEdition } from '#publication/index.ts'
import { openTestApp, type TestApp } from './harness/app.ts'
import { laterLittleland } from './harness/later-littleland.ts'
import { littleland } from './harness/littleland.ts'

const key = readSigningKey(makeSigningKey())
const recordedAt = new Date('2026-05-04T10:00:00Z')
let app: TestApp
let folder = ''
let html: string[] = []

beforeAll(async () => {
  app = await openTestApp(littleland, recordedAt, { editionKey: key })
  await make()
  folder = join(app.editionDesk.folder, '2026-1')
  html = filesIn(folder).filter((path) => path.endsWith('.html'))
}, 120_000)
afterAll(() => app?.close())

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
  expect(edition).toMatchObject({ id: '2026-1', revision: 2, recordedAt: '2026-05-04T10:00:00.000Z', isSigned: true })
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
})

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

  test('takes a folder that is no bag for none', async () => {
    const { faults } = await checkBag({ paths: [], size: fail, read: fail, digest: fail })
    expect(faults.map(({ code }) => code)).toEqual(['no-declaration', 'no-manifest', 'no-manifest'])
  })
  const fail = () => Promise.reject(new Error('There is nothing'))
})

describe('the site that opens from a disk', () => {
  test('holds every page of both languages', () => {
    const below = (language: string) =>
      html.map((path) => path.slice(folder.length)).filter((path) => path.startsWith(`/data/site/${language}/`))
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
    for (const path of html) {
      const { document } = parseHTML(readFileSync(path, 'utf8'))
      for (const element of document.querySelectorAll('a[href], area[href], link[rel~="stylesheet"], link[rel~="icon"], script, img, form')) {
        if (element.getAttribute('type') === 'application/ld+json') continue
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
    const faults = html.flatMap((path) => {
      const { document } = parseHTML(readFileSync(path, 'utf8'))
      const forms = [...document.querySelectorAll('form')].filter(
        (form) => form.getAttribute('role') !== 'search' && !form.closest('year-map'),
      )
      const scripts = [...document.querySelectorAll('script')].filter(
        // A block of data is nothing that runs.
        (script) => script.getAttribute('type') !== 'application/ld+json' && (!script.getAttribute('src') || script.getAttribute('type') === 'module'), // prettier-ignore
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

  test('carry how to cite them', () => {
    expect(textOf('data/CITATION.cff')).toMatch(/^cff-version: 1\.2\.0$[^]*^version: "2026-1"$/m)
    expect(JSON.parse(textOf('data/datacite.json'))).toMatchObject({ publicationYear: '2026', version: '2026-1' })
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
      fill: async (database) => expect(await restoreEdition(database, later)).toMatchObject({ ok: true }),
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
      for (const path of ['/en?as_of=2', '/en/changes', '/en/conflicts?as_of=2', '/api/v1/changes'])
        expect(await (await rebuilt.request(path)).text()).toBe(await (await app.request(path)).text())
      const { document } = parseHTML(await (await app.request('/en/editions/2026-2')).text())
      const cells = [...document.querySelectorAll('#differences tbody tr *:is(th, td)')].map((cell) => cell.textContent)
      expect(cells).toEqual(['2026-1', '1', expect.stringMatching(/^[1-9]/), expect.stringMatching(/^[1-9]/)])
      const [way] = [...document.querySelectorAll('#differences a')].map((link) => link.getAttribute('href') ?? '')
      expect((await app.request(way ?? '')).status).toBe(200)
      expect(await restoreEdition(rebuilt.database, folder)).toEqual({ ok: false, refusal: 'not-empty' })
    } finally {
      await rebuilt.close()
    }
  }, 120_000)

  test('is refused where a file was changed', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'samband-bag-'))
    cpSync(folder, copy, { recursive: true })
    writeFileSync(join(copy, 'data/package/events.csv'), 'x', { flag: 'a' })
    expect(await restoreEdition(app.database, copy)).toMatchObject({ ok: false, refusal: 'damaged' })
    rmSync(copy, { recursive: true })
  })
})
