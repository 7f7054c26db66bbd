// The bytes of documents: files only as downloads, pictures of pages as pictures. Nothing in them ever runs.
import { Hono, type Context } from 'hono'
import { drawDocumentPage, noSuchDocument, type Documents } from '#evidence/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import type { SiteParts } from '../frame/frame.views.tsx'
import { readDocument } from './document.pages.tsx'
import { documentFileRoute, pagePictureRoute } from './document.paths.ts'

/** A browser that opens it all the same may run, load and send nothing, and treats it as of no site. */
const sandbox = "default-src 'none'; sandbox"

/** What a browser would show as a page, or hand to a program that does, goes out as bytes. */
const sentAsBytes = ['text/html', 'message/rfc822']

export function documentFilePages(parts: SiteParts, work: Documents) {
  return new Hono<AppEnv>()
    .get(documentFileRoute, async (c) => {
      const document = await readDocument(c, parts)
      return answer(c, document.file, {
        contentType: sentAsBytes.includes(document.mediaType) ? 'application/octet-stream' : document.mediaType,
        disposition: attachment(document.name),
        read: async () => {
          const bytes = await work.files.get(document.file)
          if (!bytes) throw new Error(`The file ${document.file} is not in the file store`)
          return bytes
        },
      })
    })
    .get(pagePictureRoute, async (c) => {
      const document = await readDocument(c, parts)
      const page = /^([1-9]\d{0,4})\.png$/.exec(c.req.param('file'))?.[1]
      const picture = page && (await drawDocumentPage(work, document, Number(page)))
      if (!picture) throw noSuchDocument()
      const { sha256, bytes } = picture
      return answer(c, sha256, { contentType: 'image/png', disposition: 'inline', read: () => Promise.resolve(bytes) })
    })
}

type Sending = { contentType: string; disposition: string; read: () => Promise<Uint8Array<ArrayBuffer>> }

/**
 * Kept by whoever has got it, and asked for again each time, since who may see it can change. `private` keeps large
 * files out of the memory of pages.
 */
async function answer(c: Context<AppEnv>, sha256: string, { contentType, disposition, read }: Sending) {
  const headers = {
    'content-type': contentType,
    'content-disposition': disposition,
    'content-security-policy': sandbox,
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
    'cache-control': 'private, no-cache',
    etag: `"${sha256}"`,
  }
  if (c.req.header('if-none-match')?.includes(headers.etag)) return c.body(null, 304, headers)
  return c.body(await read(), 200, headers)
}

/** RFC 6266: plain letters for programs that read no others, and the name as it is. */
function attachment(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9 ._()-]/g, '_')
  const whole = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
