import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assetPath, buildAssets, type Assets } from './assets.ts'

let folder = ''
let assets: Assets

async function put(path: string, text: string) {
  await mkdir(join(folder, 'src', path, '..'), { recursive: true })
  await writeFile(join(folder, 'src', path), text)
}

const build = () => buildAssets(join(folder, 'src'), join(folder, 'kept.json'))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samband-assets-'))
  const rules = Array.from({ length: 100 }, (_, i) => `.rule-${i} { margin: ${i}px }`).join('\n')
  await put('ui/styles/main.css', '@import "./base.css" layer(base); @font-face { src: url("./face.woff2") }')
  await put('ui/styles/base.css', rules)
  await put('ui/styles/face.woff2', 'not really a font')
  await put('ui/assets/favicon.svg', '<svg/>')
  await put('ui/islands/one.island.ts', 'const first: string = "first island"; console.log(first)')
  await put('site/map/two.island.ts', 'console.log("second island")')
  assets = await build()
})

afterAll(() => rm(folder, { recursive: true }))

async function textOf(name: string): Promise<string> {
  return (await assets.routes.request(assets.path(name))).text()
}

test('styles are one file, with what they import', async () => {
  expect(await textOf('main.css')).toContain('.rule-99')
  expect(await textOf('main.css')).toContain(assets.path('face.woff2'))
})

test('every island is in the one script', async () => {
  expect(await textOf('islands.js')).toMatch(/first island[^]*second island|second island[^]*first island/)
})

test('names carry a hash and may be kept for ever', async () => {
  expect(assets.path('main.css')).toMatch(/^\/assets\/main-[A-Z0-9]{8}\.css$/)
  expect(assetPath('main.css')).toBe(assets.path('main.css'))
  const response = await assets.routes.request(assets.path('main.css'))
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8')
})

test('text is sent compressed, fonts as they are', async () => {
  const headers = { 'accept-encoding': 'gzip, br' }
  const style = await assets.routes.request(assets.path('main.css'), { headers })
  expect(style.headers.get('content-encoding')).toBe('br')
  expect(style.headers.get('vary')).toBe('Accept-Encoding')
  expect(brotliDecompressSync(Buffer.from(await style.arrayBuffer())).toString()).toContain('.rule-99')
  const font = await assets.routes.request(assets.path('face.woff2'), { headers })
  expect(font.headers.get('content-encoding')).toBeNull()
  expect(font.headers.get('content-type')).toBe('font/woff2')
})

test('the head of a page has its addresses', () => {
  expect(assets.head).toEqual({
    css: assets.path('main.css'),
    js: assets.path('islands.js'),
    fonts: [],
    icon: expect.stringMatching(/^\/assets\/favicon-[0-9A-F]{8}\.svg$/),
  })
})

test('an unknown name is a fault, an unknown address a 404', async () => {
  expect(() => assets.path('other.css')).toThrow(/no asset other\.css/)
  expect((await assets.routes.request('/assets/main-00000000.css')).status).toBe(404)
  expect((await assets.routes.request('/assets/..%2f..%2fpackage.json')).status).toBe(404)
})

test('what was bundled is kept until a source changes, comes or goes', async () => {
  const names = async () => {
    const { path } = await build()
    return [path('main.css'), path('islands.js')]
  }
  const first = await names()
  const kept = await readFile(join(folder, 'kept.json'), 'utf8')
  // A name that no bundler gave shows that it was read from there.
  await writeFile(join(folder, 'kept.json'), kept.replace(/main-\w+\.css/, 'main-RECALLED.css'))
  expect(await names()).toEqual(['/assets/main-RECALLED.css', first[1]])

  await put('ui/styles/base.css', '.other { color: red }')
  const restyled = await names()
  expect(restyled[0]).not.toBe(first[0])
  expect(restyled[1]).toBe(first[1])
  await put('site/three.island.ts', 'console.log("third island")')
  const third = await names()
  expect(third[1]).not.toBe(first[1])
  await rm(join(folder, 'src/site/three.island.ts'))
  expect(await names()).toEqual(restyled)

  await writeFile(join(folder, 'kept.json'), kept.slice(0, 100))
  expect(await names()).toEqual(restyled)
})

test('the project’s own files build', async () => {
  const own = await buildAssets()
  expect((await own.sizes()).map(({ name }) => name)).toEqual(expect.arrayContaining(['main.css', 'islands.js']))
})
