/** Do documents come in, wait for a curator, and reach those whom they are for, and nobody else? */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readContract } from './harness/contract.ts'
import { handIn, html, mail, makePdf, makePicture, minutes } from './harness/documents.ts'
import { joinClerk, openWorld, type World } from './harness/members.ts'
import { fieldsOf, headingOf, type Answer, type Visitor } from './harness/visitor.ts'

let world: World
let contributor: Visitor
let curator: Visitor
let reader: Visitor
let visitor: Visitor
beforeAll(async () => {
  world = await openWorld({ largestFile: 50_000 })
  contributor = await joinClerk(world)
  curator = await world.join('cora@littleland.example', 'curator', 'Cora')
  reader = await world.join('rita@littleland.example', 'reader', 'Rita')
  visitor = world.visitor()
})
afterAll(() => world?.close())

const source = '/en/sources/smaby-minutes-2020'
const form = `${source}/documents`
const guarded = '/en/sources/members-survey'

const errorOf = ({ document }: Answer, field: string) => document.querySelector(`#field-${field}-error`)?.textContent
const linksOf = ({ document }: Answer) =>
  [...document.querySelectorAll('main a')].map((link) => link.getAttribute('href'))

/** Hands a file in by the form and gives the path of its page. */
async function bring(who: Visitor, file: Uint8Array, name: string, address = form): Promise<string> {
  const answer = await handIn(who, address, file, name)
  expect([answer.status, answer.location]).toEqual([303, expect.stringMatching(/^\/en\/documents\/\d+$/)])
  return answer.location ?? ''
}

/** The same, accepted for those that `visibility` says. */
async function bringAndAccept(file: Uint8Array, name: string, visibility: string, address = form): Promise<string> {
  const path = await bring(curator, file, name, address)
  expect((await curator.post(`${path}/acceptance`, { visibility })).status).toBe(303)
  return path
}

/** The rows of a public table, as anybody takes them away. */
async function readTable(name: string, query = ''): Promise<Record<string, unknown>[]> {
  return (await world.app.request(`/api/v1/${name}.json${query}`)).json()
}

/** What somebody is answered for the page, the file and the picture. */
async function statuses(who: Visitor, path: string): Promise<number[]> {
  const answers = [await who.get(path), await who.get(`${path}/file`), await who.get(`${path}/pages/1.png`)]
  return answers.map(({ status }) => status)
}

const seen = [200, 200, 200]
const unseen = [404, 404, 404]

describe('a document that a contributor hands in', () => {
  let path: string

  test('is offered on the page of a source of the own cooperations, and on no other', async () => {
    expect(linksOf(await contributor.get(source))).toContain(form)
    expect(linksOf(await contributor.get('/en/sources/myrland-post-1999'))).not.toContain(
      '/en/sources/myrland-post-1999/documents',
    )
    expect((await contributor.get('/en/sources/myrland-post-1999/documents')).status).toBe(403)
    for (const who of [visitor, reader]) expect(linksOf(await who.get(source))).not.toContain(form)
    expect((await visitor.get(form)).location).toMatch(/sign-in/)
    expect((await reader.get(form)).status).toBe(403)
    expect((await handIn(reader, form, makePdf(), 'a.pdf')).status).toBe(403)
  })

  test('waits in turn: whoever came first is not pushed out of the list by what comes later', async () => {
    const paths = [await bring(curator, makePdf(['First.']), 'first.pdf'), await bring(curator, makePdf(['Second.']), 'second.pdf')] // prettier-ignore
    const listed = linksOf(await curator.get('/en/documents/handed-in')).filter((link) => link && paths.includes(link))
    expect(listed).toEqual(paths)
    for (const one of paths) await curator.post(`${one}/refusal`, { said: 'Only to look at the order.' })
    const refused = linksOf(await curator.get('/en/documents/handed-in?state=refused'))
    expect(refused.filter((link) => link && paths.includes(link))).toEqual(paths.toReversed())
  })

  test('waits, and is seen by its author and curators only', async () => {
    path = await bring(contributor, makePdf(), 'C:\\fakepath\\Minutes 2020.pdf')
    const page = await contributor.get(path)
    expect([headingOf(page), page.text.includes('Waits for a curator')]).toEqual(['Minutes 2020.pdf', true])
    expect(await statuses(contributor, path)).toEqual(seen)
    expect(await statuses(curator, path)).toEqual(seen)
    for (const who of [visitor, reader]) {
      expect(await statuses(who, path)).toEqual(unseen)
      expect((await who.get(source)).text).not.toContain('Minutes 2020')
    }
    expect((await contributor.post(`${path}/acceptance`, { visibility: 'public' })).status).toBe(403)
    expect(linksOf(await contributor.get('/en/documents/handed-in'))).toContain(path)
    expect(linksOf(await curator.get('/en/documents/handed-in'))).toContain(path)
  })

  test('is shown to everybody once a curator has accepted it, from the next revision on', async () => {
    await visitor.get(source)
    await curator.post(`${path}/acceptance`, { visibility: 'public' })
    expect(await statuses(visitor, path)).toEqual(seen)
    expect(linksOf(await visitor.get(source))).toContain(path)
    const { faultsBy, schemaOf } = await readContract(world.app)
    const api = `/api/v1/documents/${path.split('/').at(-1)}`
    const told = await (await world.app.request(api)).json()
    expect(faultsBy(schemaOf('/documents/{id}'), told)).toEqual([])
    const { items } = await (await world.app.request(`/api/v1/sources/${told.source}/documents`)).json()
    expect(faultsBy({ $ref: '#/components/schemas/Document' }, items[0])).toEqual([])
    expect(items.map(({ id }: { id: number }) => id)).toContain(told.id)
    const { passages: _passages, ...row } = told
    expect(await readTable('documents')).toContainEqual(row)
    expect(await readTable('documents', '?as_of=1')).toEqual([])
    expect((await world.app.request(new URL(told.file).pathname)).status).toBe(200)
    expect((await world.app.request(`${api}?as_of=1`)).status).toBe(404)
    expect(linksOf(await visitor.get(`${source}?as_of=1`))).not.toContain(path)
    expect((await visitor.get(`${path}?as_of=1`)).status).toBe(404)
    expect((await visitor.get(`${path}/file?as_of=1`)).status).toBe(404)
  })

  test('is read page by page, and the file is the one that was handed in', async () => {
    const page = await visitor.get(`${path}?page=2`)
    expect(page.document.querySelector('.page-text')?.textContent).toContain('not to renew the agreement')
    expect(page.document.querySelector('.page-picture img')?.getAttribute('src')).toBe(`${path}/pages/2.png`)
    const file = await world.app.request(`${path}/file`)
    expect(Buffer.from(await file.arrayBuffer()).equals(Buffer.from(makePdf()))).toBe(true)
    expect((await visitor.get(`${path}?page=3`)).status).toBe(404)
  })

  test('is not taken twice for one source', async () => {
    expect(await bring(contributor, makePdf(), 'again.pdf')).toBe(path)
  })

  test('that another has handed in and one may not see is not taken either, and not led to', async () => {
    const file = makePdf(['Seen by its author.'])
    await bring(curator, file, 'mine.pdf')
    const again = await handIn(contributor, form, file, 'mine.pdf')
    expect([again.status, errorOf(again, 'file')]).toEqual([422, 'The source has this file already.'])
  })

  test('is narrowed, and withdrawn with a reason: then it is gone', async () => {
    await curator.post(`${path}/visibility`, { visibility: 'members' })
    expect(await statuses(visitor, path)).toEqual(unseen)
    expect((await world.app.request(`/api/v1/documents/${path.split('/').at(-1)}`)).status).toBe(404)
    expect((await readTable('documents')).map(({ id }) => id)).not.toContain(Number(path.split('/').at(-1)))
    expect(await statuses(reader, path)).toEqual(seen)
    expect((await curator.post(`${path}/withdrawal`, { said: ' ' })).status).toBe(422)
    await curator.post(`${path}/withdrawal`, { said: 'It names somebody.' })
    for (const who of [visitor, reader, contributor]) expect(await statuses(who, path)).toEqual(unseen)
    const page = await curator.get(path)
    expect(page.document.querySelector('#steps')?.textContent).toContain('It names somebody.')
  })
})

test('a document that is refused is gone for all but its author and curators', async () => {
  const path = await bring(contributor, makePdf(['Nothing of note.']), 'note.pdf')
  expect(errorOf(await curator.post(`${path}/refusal`, { said: '' }), 'said-refuse')).toBeTruthy()
  await curator.post(`${path}/refusal`, { said: 'Not from the council.' })
  expect(await statuses(contributor, path)).toEqual(seen)
  expect(await statuses(visitor, path)).toEqual(unseen)
  expect((await curator.post(`${path}/acceptance`, { visibility: 'public' })).status).toBe(409)
})

describe('what cannot be taken', () => {
  test.each([
    ['nothing', new Uint8Array(), 'a.pdf', /^Choose a file/],
    ['a picture that runs', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.png', /^This is no PDF/],
    ['a PDF that breaks off', makePdf().subarray(0, 300), 'a.pdf', /damaged/],
    ['a file that is too large', Buffer.concat([makePdf(), new Uint8Array(60_000)]), 'a.pdf', /too large/],
  ])('%s: said beside the field', async (_, file, name, said) => {
    const answer = await handIn(contributor, form, file, name, 'Please read this.')
    expect([answer.status, errorOf(answer, 'file')]).toEqual([422, expect.stringMatching(said)])
    expect(fieldsOf(answer, form).said).toBe('Please read this.')
  }) // prettier-ignore

  test('far too much is refused before it is read, and nobody else may send more than a form', async () => {
    const huge = new Uint8Array(200_000)
    expect((await handIn(contributor, form, huge, 'a.pdf')).status).toBe(413)
    expect((await handIn(visitor, form, huge, 'a.pdf')).status).toBe(403)
  })

  test('a source under seal takes none here', async () => {
    const sealed = '/en/sources/sealed-conversation/documents'
    expect((await handIn(curator, sealed, makePdf(), 'a.pdf')).status).toBe(403)
  })
})

describe('how it is sent', () => {
  test.each([
    ['a mail', mail, 'letter.eml', 'application/octet-stream'],
    ['a page of the web', html, 'page.html', 'application/octet-stream'],
    ['a picture', makePicture(), 'photo.svg', 'image/png'],
  ])('%s never as something that runs', async (_, file, name, type) => {
    const path = await bringAndAccept(file, name, 'public')
    const { headers } = await world.app.request(`${path}/file`)
    expect(headers.get('content-type')).toBe(type)
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename=/)
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    const page = await world.app.request(path)
    expect(await page.text()).not.toContain('alert(')
    await curator.post(`${path}/withdrawal`, { said: 'Tried.' })
  })

  test('whoever has it is told that it is still the same, if they may still see it', async () => {
    const path = await bringAndAccept(makePdf(['Kept by its readers.']), 'kept.pdf', 'public')
    const etag = (await world.app.request(`${path}/file`)).headers.get('etag') ?? ''
    const again = () => world.app.request(`${path}/file`, { headers: { 'if-none-match': etag } })
    expect((await again()).status).toBe(304)
    await curator.post(`${path}/visibility`, { visibility: 'members' })
    expect((await again()).status).toBe(404)
  })

  test('a picture of a page is made once', async () => {
    const path = await bringAndAccept(makePdf(['Drawn once.']), 'drawn.pdf', 'public')
    const both = [world.app.request(`${path}/pages/1.png`), world.app.request(`${path}/pages/1.png`)]
    const [first = new Response(), atOnce] = await Promise.all(both)
    const second = await world.app.request(`${path}/pages/1.png`)
    expect(atOnce?.headers.get('etag')).toBe(first.headers.get('etag'))
    expect(first.headers.get('content-type')).toBe('image/png')
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'))
    const { rows } = await world.app.database.write(async (tx) => ({
      rows: await tx.selectFrom('evidence.file_page').where('picture', 'is not', null).select('picture').execute(),
    }))
    expect(rows.map(({ picture }) => `"${picture}"`)).toContain(first.headers.get('etag'))
    expect((await world.app.request(`${path}/pages/2.png`)).status).toBe(404)
  })
})

describe('a source that members only may see', () => {
  test('gives its documents to members only, whatever a curator has chosen', async () => {
    const path = await bringAndAccept(
      makePdf(['A survey in confidence.']),
      'survey.pdf',
      'public',
      `${guarded}/documents`,
    )
    expect(await statuses(visitor, path)).toEqual(unseen)
    expect(await statuses(reader, path)).toEqual(seen)
    expect((await visitor.get(guarded)).text).not.toContain('survey.pdf')
    expect((await reader.get(guarded)).text).toContain('survey.pdf')
    expect((await visitor.get('/en/documents?q=confidence')).text).not.toContain('survey.pdf')
    expect((await reader.get('/en/documents?q=confidence')).text).toContain('survey.pdf')
  })
})

describe('searching', () => {
  test('finds the page, shows the words, and keeps what is for members to members', async () => {
    const open = await bringAndAccept(
      makePdf([...minutes, 'A third page with a crocodile & a <b>pond</b> in it.']),
      'open.pdf',
      'public',
    )
    const closed = await bringAndAccept(makePdf(['Another crocodile.']), 'closed.pdf', 'members')
    const found = await visitor.get('/en/documents?q=crocodile')
    expect(linksOf(found)).toContain(`${open}?page=3`)
    expect(found.document.querySelector('.snippet mark')?.textContent).toBe('crocodile')
    expect(found.document.querySelector('.snippet')?.textContent).toContain('in it.')
    expect(found.document.querySelector('.snippet b')).toBeNull()
    expect(found.text).not.toContain('closed.pdf')
    expect(linksOf(await reader.get('/en/documents?q=crocodile'))).toEqual(
      expect.arrayContaining([`${open}?page=3`, closed]),
    )
    expect(linksOf(await visitor.get('/en/documents?q=crocodile&as_of=1')).join()).not.toContain('/documents/')
    expect(linksOf(await visitor.get('/sv/documents?q="crocodile pond"')).join()).not.toContain('/documents/')
  })

  test.each(['%', "'", '"', '\\', '<script>', ':*', '!', 'a & | b'])('takes “%s” as it is', async (words) => {
    expect((await visitor.get(`/en/documents?q=${encodeURIComponent(words)}`)).status).toBe(200)
  })
})
