/** Which files does a page load, and under which names? Styles, islands, fonts and pictures, compressed when the program starts. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { Hono } from 'hono'
import { chooseEncoding, compress, isWorthCompressing } from '#platform/http/encoding.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { projectFolder } from '#platform/project.ts'
import { bundleOrRecall, type BundledFile } from './bundle.ts'

type Asset = { path: string; bytes: Uint8Array<ArrayBuffer>; contentType: string }

export type Assets = {
  /** `main.css` → `/assets/main-5XK2.css`; fonts and pictures by their file name. Throws for an unknown name. */
  path: (name: string) => string
  /** What the head of a page refers to. The two fonts are those that nearly every page needs at once. */
  head: { css: string; js: string; fonts: readonly string[]; icon: string | undefined }
  /** Serves `/assets/*`; mount it at the root. */
  routes: Hono<AppEnv>
  /** Bytes of each file, and as sent to a browser that takes brotli. */
  sizes: () => Promise<{ name: string; bytes: number; brotli: number }[]>
}

const sourceFolder = join(projectFolder, 'src')
const cacheFile = join(projectFolder, '.cache', 'assets.json')
const prefix = '/assets/'
const forEver = 'public, max-age=31536000, immutable'
const brotliQuality = 9 // 18 ms for 300 kB of style; 11 saves another 6 % and takes 190 ms

const contentTypes: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
  png: 'image/png',
}

// Asked for before the styles have been read, so that text seldom has to change its face.
const earlyFonts = ['inter-latin-wght-normal.woff2', 'source-serif-4-latin-wght-normal.woff2']

let current: Assets | undefined

/** The address of an asset; without its hash before `buildAssets` has run, as in a test of one component. */
export function assetPath(name: string): string {
  return current?.path(name) ?? `${prefix}${name}`
}

/**
 * Builds once for the process: every island (`*.island.ts`) into islands.js, ui/styles/main.css with what it
 * imports, and the pictures of ui/assets as they are. `keptIn` is where a later start finds what was bundled.
 */
export async function buildAssets(folder = sourceFolder, keptIn = cacheFile): Promise<Assets> {
  const [bundled, pictures] = await Promise.all([bundleOrRecall(folder, prefix, keptIn), readPictures(folder)])
  const assets = describeAssets(new Map([...bundled.map(describeFile), ...pictures]))
  current = assets
  return assets
}

function describeFile({ name, hashed, bytes }: BundledFile): [string, Asset] {
  return [name, { path: prefix + hashed, bytes, contentType: contentTypeOf(hashed) }]
}

async function readPictures(folder: string): Promise<[string, Asset][]> {
  const pictures = join(folder, 'ui/assets')
  if (!existsSync(pictures)) return []
  const names = (await readdir(pictures)).filter((name) => /\.(svg|png)$/.test(name))
  return Promise.all(
    names.map(async (name): Promise<[string, Asset]> => {
      const bytes = new Uint8Array(await readFile(join(pictures, name)))
      const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8).toUpperCase()
      const path = `${prefix}${name.replace(/\.(\w+)$/, `-${hash}.$1`)}`
      return [name, { path, bytes, contentType: contentTypeOf(name) }]
    }),
  )
}

function contentTypeOf(name: string): string {
  return contentTypes[extname(name).slice(1)] ?? 'application/octet-stream'
}

function describeAssets(assets: ReadonlyMap<string, Asset>): Assets {
  const byPath = new Map([...assets.values()].map((asset) => [asset.path, asset]))
  const compressed = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

  function encodedBytes(asset: Asset, encoding: 'br' | 'gzip'): Promise<Uint8Array<ArrayBuffer>> {
    const key = `${encoding} ${asset.path}`
    let bytes = compressed.get(key)
    if (!bytes) compressed.set(key, (bytes = compress(asset.bytes, encoding, brotliQuality)))
    return bytes
  }

  // Nearly every browser takes brotli: it is made ahead, off the main thread, and nobody waits for it at the start.
  for (const asset of assets.values()) {
    if (isWorthCompressing(asset.contentType, asset.bytes.byteLength)) void encodedBytes(asset, 'br')
  }

  const routes = new Hono<AppEnv>().get(`${prefix}:file`, async (c, next) => {
    const asset = byPath.get(c.req.path)
    if (!asset) return next()
    const mayCompress = isWorthCompressing(asset.contentType, asset.bytes.byteLength)
    const encoding = mayCompress ? chooseEncoding(c.req.header('accept-encoding')) : 'identity'
    c.header('content-type', asset.contentType)
    c.header('cache-control', forEver)
    if (mayCompress) c.header('vary', 'Accept-Encoding')
    if (encoding === 'identity') return c.body(asset.bytes)
    c.header('content-encoding', encoding)
    return c.body(await encodedBytes(asset, encoding))
  })

  function path(name: string): string {
    const asset = assets.get(name)
    if (!asset) throw new Error(`There is no asset ${name}; there are ${[...assets.keys()].join(', ')}`)
    return asset.path
  }

  return {
    path,
    head: {
      css: path('main.css'),
      js: path('islands.js'),
      fonts: earlyFonts.filter((name) => assets.has(name)).map(path),
      icon: assets.get('favicon.svg')?.path,
    },
    routes,
    sizes: () =>
      Promise.all(
        [...assets].map(async ([name, asset]) => {
          const isCompressed = isWorthCompressing(asset.contentType, asset.bytes.byteLength)
          const sent = isCompressed ? await encodedBytes(asset, 'br') : asset.bytes
          return { name, bytes: asset.bytes.byteLength, brotli: sent.byteLength }
        }),
      ),
  }
}
