/** In which compressed form may an answer be sent? */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'

// Below this a packet is a packet, and the head of the answer outweighs what is saved.
const smallestWorthIt = 1024
const compressible = /^(text\/|application\/(json|[\w.-]+\+json|javascript|xml|[\w.-]+\+xml)|image\/svg\+xml)/

const chosen = new Map<string, Encoding>()
const brotli = promisify(brotliCompress)
const deflate = promisify(gzip)

export function isWorthCompressing(contentType: string | null | undefined, length: number): boolean {
  return length >= smallestWorthIt && compressible.test(contentType ?? '')
}

/** Brotli before gzip, whatever the order in the header; a form with `q=0` is refused. */
export function chooseEncoding(acceptEncoding: string | null | undefined): Encoding {
  if (!acceptEncoding) return 'identity'
  const known = chosen.get(acceptEncoding)
  if (known) return known
  const accepted = new Map(
    acceptEncoding
      .toLowerCase()
      .split(',')
      .map((part) => {
        const [name = '', ...parameters] = part.trim().split(/\s*;\s*/)
        return [name, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))] as const
      }),
  )
  const accepts = (name: string) => accepted.get(name) ?? accepted.get('*') ?? false
  const encoding = accepts('br') ? 'br' : accepts('gzip') ? 'gzip' : 'identity'
  // Browsers send a handful of values; the limit is against a client that makes them up.
  if (chosen.size < 200) chosen.set(acceptEncoding, encoding)
  return encoding
}

/** `quality` is brotli's, 0 to 11; gzip is left at its own standard. Runs off the main thread. */
export async function compress(
  bytes: Uint8Array<ArrayBuffer>,
  encoding: Encoding,
  quality: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'identity') return bytes
  if (encoding === 'gzip') return deflate(bytes)
  return brotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
    },
  })
}
