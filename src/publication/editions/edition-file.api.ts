// The files of an edition at their permanent addresses: /editions/2026-1/… as in its folder, and /editions/2026-1.zip.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { Readable } from 'node:stream'
import { Hono, type Context } from 'hono'
import { isSafePath } from '#platform/files/bag.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { zipOf } from './edition-zip.commands.ts'
import { listEditions } from './edition.queries.ts'
import { editionItem, isEditionId } from './edition.rules.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.cff': 'text/plain; charset=utf-8',
  '.bib': 'application/x-bibtex; charset=utf-8',
  '.ris': 'application/x-research-info-systems; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.sqlite': 'application/vnd.sqlite3',
  '.zip': 'application/zip',
}

// A page of an edition is not one of the running site: whatever its script did, it would do as somebody from elsewhere.
const sandbox =
  "sandbox allow-scripts allow-forms allow-downloads allow-popups allow-top-navigation-by-user-activation; default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"

export function editionFileApi(folder: string) {
  return new Hono<AppEnv>()
    .get('/editions.json', async (c) => {
      // Editions are made without a new revision of the register.
      c.header('cache-control', 'no-store')
      c.header('access-control-allow-origin', '*')
      return c.json({ editions: (await listEditions(folder)).map(editionItem) })
    })
    .get('/editions/:file{\\d{4}-\\d+\\.zip}', (c) => {
      const id = c.req.param('file').slice(0, -'.zip'.length)
      return sendFile(c, zipOf(join(folder, id)), { isAttached: true })
    })
    .get('/editions/:id{\\d{4}-\\d+}/:path{.+}', (c) => {
      const { id, path } = c.req.param()
      if (!isEditionId(id) || !isSafePath(path)) throw noSuchFile()
      return sendFile(c, join(folder, id, path), { isAttached: /\.(?:csv|sqlite|docx|xlsx|eml|bin)$/.test(path) })
    })
}

async function sendFile(c: Context<AppEnv>, path: string, { isAttached }: { isAttached: boolean }): Promise<Response> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw noSuchFile()
  c.header('content-type', contentTypes[extname(path)] ?? 'application/octet-stream')
  c.header('content-length', String(found.size))
  // Made once and never again; asked for anew, since the last edition may be made again until it is told of.
  c.header('cache-control', 'no-store')
  c.header('content-security-policy', sandbox)
  // A page in the sandbox has no origin, and fonts are only given to those that may have them.
  c.header('access-control-allow-origin', '*')
  c.header('cross-origin-resource-policy', 'cross-origin')
  if (isAttached) c.header('content-disposition', 'attachment')
  if (c.req.method === 'HEAD') return c.body(null)
  return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>)
}

function noSuchFile(): Problem {
  return new Problem('not-found', 'editions/no-such-file', 'There is no such file in an edition.')
}
