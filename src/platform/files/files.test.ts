/** Are files kept whole, recognised by what they hold, and read without harm? */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import S3rver from '@20minutes/s3rver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { html, mail, makePdf, makePicture, makeWord, makeZipBomb, minutes } from '../../../checks/harness/documents.ts'
import { projectFolder } from '../project.ts'
import { cleanFileName, endings, recogniseFile } from './file-kind.ts'
import { drawFilePage, readFileText } from './file-reading.ts'
import { DamagedFileError, hashOf, openFolderStore, type FileStore } from './file-store.ts'
import { openS3Store, type S3Location } from './s3-store.ts'
import { splitText } from './file-text.ts'

let folder: string
let server: S3rver
let bucket: S3Location
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samband-store-'))
  server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'samband', configs: [] }],
  })
  const { port } = await server.run()
  // The keys that this server knows.
  bucket = { url: `http://127.0.0.1:${port}/samband`, accessKey: 'S3RVER', secretKey: 'S3RVER', region: 'us-east-1' }
})
afterAll(async () => {
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const bytesOf = (text: string) => new TextEncoder().encode(text)
const filesBelow = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

describe.each<[where: string, open: () => FileStore, damage: (name: string) => Promise<void> | void]>([
  [
    'in a folder',
    () => openFolderStore(join(folder, 'a')),
    (name) => writeFileSync(join(folder, 'a', name.slice(0, 2), name), 'false'),
  ],
  [
    'on a server that speaks S3',
    () => openS3Store(bucket),
    async (name) => {
      const { AwsClient } = await import('aws4fetch')
      const keys = { accessKeyId: bucket.accessKey, secretAccessKey: bucket.secretKey, service: 's3' }
      expect((await new AwsClient(keys).fetch(`${bucket.url}/${name}`, { method: 'PUT', body: 'false' })).ok).toBe(true)
    },
  ],
])('the store %s', (_, open, damage) => {
  test('gives back what was put in, whoever put it there, as often as one likes', async () => {
    const name = await open().put(bytesOf('one'))
    expect(name).toBe(hashOf(bytesOf('one')))
    expect(await Promise.all([open().put(bytesOf('one')), open().put(bytesOf('one'))])).toEqual([name, name])
    expect(Buffer.from((await open().get(name)) ?? []).toString()).toBe('one')
    expect(await open().get(hashOf(bytesOf('two')))).toBeUndefined()
  })

  test('gives back bytes of every sort', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (__, index) => (index * 7) % 256)
    expect(hashOf((await open().get(await open().put(bytes))) ?? new Uint8Array())).toBe(hashOf(bytes))
  })

  test('notices a file that is no longer what it was, and takes it anew', async () => {
    const store = open()
    const name = await store.put(bytesOf('true'))
    await damage(name)
    await expect(store.get(name)).rejects.toThrow(DamagedFileError)
    await store.put(bytesOf('true'))
    expect(Buffer.from((await store.get(name)) ?? []).toString()).toBe('true')
  })
})

test('with the wrong key an S3 server gives and takes nothing, and no secret is told', async () => {
  const stranger = openS3Store({ ...bucket, secretKey: 'wrong' })
  await expect(stranger.put(bytesOf('one'))).rejects.toThrow(/^The file store did not take a file: it answered 403$/)
  await expect(stranger.get(hashOf(bytesOf('one')))).rejects.toThrow(/^The file store did not give a file: .* 403$/)
})

describe('the store in a folder', () => {
  test('keeps what is the same once', async () => {
    const store = openFolderStore(join(folder, 'b'))
    for (const text of ['one', 'one', 'two']) await store.put(bytesOf(text))
    expect(filesBelow(join(folder, 'b'))).toHaveLength(2)
  })

  test('holds whole files only, whenever the process that writes them is killed', async () => {
    const place = join(folder, 'd')
    const script = `
      import { openFolderStore } from ${JSON.stringify(join(projectFolder, 'src/platform/files/file-store.ts'))}
      const store = openFolderStore(${JSON.stringify(place)})
      for (let sign = 0; ; sign += 1) {
        await store.put(new Uint8Array(3_000_000).fill(sign % 251))
        process.stdout.write('.')
      }`
    for (const after of [1, 2, 4]) {
      const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let written = 0
      for await (const chunk of child.stdout) {
        written += String(chunk).length
        if (written >= after) child.kill('SIGKILL')
      }
    }
    const kept = filesBelow(place).filter(({ parentPath }) => !parentPath.endsWith('unfinished'))
    expect(kept.length).toBeGreaterThan(2)
    for (const { name, parentPath } of kept) expect(hashOf(readFileSync(join(parentPath, name)))).toBe(name)
  })

  test('clears away what a killed process has left, and nothing that is being written', async () => {
    const store = openFolderStore(join(folder, 'c'))
    await store.put(bytesOf('first'))
    const [old, young] = ['old', 'young'].map((name) => join(folder, 'c', 'unfinished', name))
    for (const path of [old, young]) writeFileSync(path ?? '', 'half')
    utimesSync(old ?? '', 1, 1)
    await openFolderStore(join(folder, 'c')).put(bytesOf('second'))
    expect(readdirSync(join(folder, 'c', 'unfinished'))).toEqual(['young'])
  })
})

const refused: [what: string, bytes: Uint8Array][] = [
  ['SVG', bytesOf('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['SVG without a head', bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a script', bytesOf('#!/bin/sh\nrm -rf /\n')],
  ['plain text', bytesOf('Dear reader,\n\nFrom: is a word.\n')],
  ['a program', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
  ['an archive', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0])],
  ['a moving picture', bytesOf('GIF89a')],
  ['nothing', new Uint8Array()],
  ['comments without end', bytesOf('<!---->'.repeat(9000))],
]

describe('what a file is', () => {
  test.each([
    ['application/pdf', () => makePdf()],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', () => makeWord('Hello')],
    ['message/rfc822', () => mail],
    ['text/html', () => html],
    ['text/html', () => bytesOf('\u{feff}<!-- saved --><html lang="sv"><p>Hej</p></html>')],
    ['image/png', () => makePicture()],
  ])('%s is told by what it holds', async (type, make) => {
    expect(await recogniseFile(await make())).toBe(type)
  })

  test.each(refused)('%s is not taken', async (_, bytes) => {
    expect(await recogniseFile(bytes)).toBeUndefined()
  })

  test.each([
    ['C:\\fakepath\\Protokoll.pdf', 'Protokoll.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['minutes.pdf.exe', 'minutes.pdf.pdf'],
    ['evil\u{202e}fdp.exe', 'evilfdp.pdf'],
    ['a"b<c>.pdf', 'a-b-c-.pdf'],
    ['', 'document.pdf'],
    ['.pdf', 'pdf.pdf'],
    ['Övre Åsön 区.PDF', 'Övre Åsön 区.pdf'],
  ])('the name “%s” becomes “%s”', (name, clean) => {
    expect(cleanFileName(name, 'application/pdf')).toBe(clean)
  })

  test('whatever it is called, its name is one that every system can keep', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const clean = cleanFileName(name, 'text/html')
        expect(clean).toMatch(/^[^/\\:*?"<>|\p{C}]{1,120}\.html$/u)
        expect(clean).not.toMatch(/^\.|^(con|nul|aux|prn)\./i)
      }),
    )
  })
})

describe('what a file says', () => {
  test('a PDF page by page', async () => {
    const { hasPages, pages } = await readFileText('application/pdf', makePdf())
    expect(hasPages).toBe(true)
    expect(pages).toHaveLength(2)
    expect(pages[0]).toContain('Småby')
    expect(pages[1]).toContain('not to renew the agreement with Beihu')
    expect(pages[1]).not.toContain('Present')
  })

  test('a Word file', async () => {
    const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    const { hasPages, pages } = await readFileText(word, await makeWord('First.', 'Second & last.'))
    expect({ hasPages, pages }).toEqual({ hasPages: false, pages: ['First.\n\nSecond & last.'] })
  })

  test('and what it carries beside its text: who wrote, changed or commented on it', async () => {
    const pdf = await readFileText('application/pdf', makePdf(['Text.'], { Author: 'Vera Vik', Title: 'Minutes' }))
    expect(pdf.carries).toBe('Vera Vik\nMinutes')
    const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    const { carries } = await readFileText(word, await makeWord('Text.'))
    expect(carries).toContain('Vera Vik & Co')
    const page = bytesOf(
      '<!doctype html><head><meta content="Vera Vik" name="author"><title>News</title></head><p>Text.',
    )
    expect((await readFileText('text/html', page)).carries.split('\n').toSorted()).toEqual(['News', 'Vera Vik'])
  })

  test('a mail: who, when, about what, and the words without what would run', async () => {
    const { pages } = await readFileText('message/rfc822', mail)
    expect(pages[0]).toMatch(/From: .*clerk@smaby\.example/)
    expect(pages[0]).toContain('Subject: Avtalet med vänorten')
    expect(pages[0]).toContain('The agreement lapsed quietly.')
    expect(pages[0]).not.toContain('alert')
  })

  test('a page of the web', async () => {
    const { pages } = await readFileText('text/html', html)
    expect(pages[0]).toContain('A friend in Zarechye')
    expect(pages[0]).toContain('Övre Åsön travelled east.')
    expect(pages[0]).not.toContain('alert')
  })

  test('a page of the web in an older encoding', async () => {
    const old = Buffer.from('<html><meta charset="iso-8859-1"><p>Övre Åsön</p></html>', 'latin1')
    expect((await readFileText('text/html', old)).pages[0]).toBe('Övre Åsön')
    const unnamed = Buffer.from('<html><p>Övre Åsön</p></html>', 'latin1')
    expect((await readFileText('text/html', unnamed)).pages[0]).toBe('Övre Åsön')
  })

  test('text in parts loses nothing but white space where it is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 400 }), (text) => {
        const parts = splitText(text, 50)
        expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(50)
        expect(parts.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
      }),
    )
  })

  test.each([
    ['a PDF that breaks off', 'application/pdf', () => makePdf().subarray(0, 200), 'damaged'],
    ['a Word file that is a bomb', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', makeZipBomb, 'too-large'],
    ['a picture that breaks off', 'image/png', () => makePicture().subarray(0, 20), 'damaged'],
    ['a picture as large as a town', 'image/png', makeTown, 'too-large'],
  ] as const)('%s is refused', async (_, type, make, reason) => {
    await expect(readFileText(type, await make())).rejects.toMatchObject({ reason })
  }) // prettier-ignore
})

/** The head of a PNG of 60,000 by 60,000. */
function makeTown(): Uint8Array {
  const town = Buffer.from(makePicture())
  town.writeUInt32BE(60_000, 16)
  town.writeUInt32BE(60_000, 20)
  return town
}

describe('a page as a picture', () => {
  test('of a PDF is drawn, and each page looks otherwise', async () => {
    const pdf = makePdf(minutes)
    const [first, second] = [
      await drawFilePage('application/pdf', pdf, 1),
      await drawFilePage('application/pdf', pdf, 2),
    ]
    expect(await recogniseFile(first ?? new Uint8Array())).toBe('image/png')
    expect(hashOf(first ?? new Uint8Array())).not.toBe(hashOf(second ?? new Uint8Array()))
    expect(await drawFilePage('application/pdf', pdf, 3)).toBeUndefined()
  })

  test('of a picture is the picture, without what else lay in the file', async () => {
    const hidden = Buffer.concat([makePicture(), Buffer.from('<script>alert(1)</script>')])
    const drawn = await drawFilePage('image/png', hidden, 1)
    expect(Buffer.from(drawn ?? []).includes('script')).toBe(false)
    expect(await recogniseFile(drawn ?? new Uint8Array())).toBe('image/png')
  })

  test('of a mail there is none', async () => {
    expect(await drawFilePage('message/rfc822', mail, 1)).toBeUndefined()
  })
})

test('every ending is of one type', () => {
  expect(new Set(Object.values(endings)).size).toBe(Object.keys(endings).length)
})
