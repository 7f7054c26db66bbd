// Asks other machines for what people point to, and only machines that anybody can reach: an address of our own network
// must not become readable, or be made to do something, by writing it into a form.
import { lookup as lookupName } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import ipaddr from 'ipaddr.js'

/** Whether an IP address may be asked. */
export type AddressGuard = (address: string) => boolean

export type Outside = {
  /** Only what IANA gives to the public network, unless somebody says otherwise. */
  guard?: AddressGuard
  /** Bytes of the body, unpacked. With 0 the body is not read. */
  mostBytes: number
  /** For everything together, redirects included. */
  timeoutMs: number
  /** Aborts the request from outside, as when the program stops. */
  signal?: AbortSignal
}

export type OutsideFault =
  | 'address'
  | 'not-public'
  | 'no-such-host'
  | 'no-answer'
  | 'certificate'
  | 'redirects'
  | 'too-large'
  | 'too-slow'
  | 'garbled'

export type OutsideAnswer =
  | { ok: true; url: string; status: number; contentType: string; body: Uint8Array }
  | { ok: false; fault: OutsideFault }

const mostRedirects = 5

/** Loopback, private, link-local, carrier-grade NAT, multicast, documentation, translated and other addresses are not. */
export function isPublicAddress(address: string): boolean {
  if (!isIP(address)) return false
  // `::ffff:10.0.0.1` is 10.0.0.1 written otherwise.
  return ipaddr.process(address).range() === 'unicast'
}

class OutsideError extends Error {
  readonly fault: OutsideFault
  constructor(fault: OutsideFault) {
    super(fault)
    this.fault = fault
  }
}

/**
 * Asks by GET and follows at most five redirects; names itself, and carries nothing that could tell it apart. The
 * address that a name has when it is looked up is the one that is asked, so that it cannot become another meanwhile.
 */
export async function askOutside(address: string, outside: Outside): Promise<OutsideAnswer> {
  const deadline = AbortSignal.timeout(outside.timeoutMs)
  const signal = outside.signal ? AbortSignal.any([deadline, outside.signal]) : deadline
  try {
    let url = readAddress(address)
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      const answer = await askOnce(url, outside, signal)
      if (!('location' in answer)) return { ok: true, url: url.href, ...answer }
      url = readAddress(answer.location, url)
    }
    return { ok: false, fault: 'redirects' }
  } catch (error) {
    if (error instanceof OutsideError) return { ok: false, fault: error.fault }
    if (deadline.aborted) return { ok: false, fault: 'too-slow' }
    return { ok: false, fault: faultOf(error) }
  }
}

function readAddress(address: string, base?: URL): URL {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password)
    throw new OutsideError('address')
  return url
}

/** A name is good only if all of its addresses are: of several, others may be asked the next time. */
function guardedLookup(guard: AddressGuard): LookupFunction {
  return (name, options, callback) => {
    lookupName(name, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '')
      const [first] = found
      if (!first || !found.every(({ address }) => guard(address))) return callback(new OutsideError('not-public'), '')
      if (options.all) callback(null, found)
      else callback(null, first.address, first.family)
    })
  }
}

type Once = { status: number; contentType: string; body: Uint8Array } | { location: string }

function askOnce(url: URL, { guard = isPublicAddress, mostBytes }: Outside, signal: AbortSignal): Promise<Once> {
  return new Promise((resolve, reject) => {
    // Where the host is an address itself, nothing is looked up.
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) && !guard(host)) throw new OutsideError('not-public')
    const request = (url.protocol === 'https:' ? https : http).get(url, {
      agent: false,
      lookup: guardedLookup(guard),
      signal,
      headers: {
        'user-agent': 'Samband (register of subnational cooperation)',
        accept: 'text/html,application/pdf,*/*;q=0.5',
        'accept-encoding': 'gzip, br',
      },
    })
    request.once('error', reject)
    request.once('response', (response) => {
      response.once('error', reject)
      const status = response.statusCode ?? 0
      const { location } = response.headers
      if (location && [301, 302, 303, 307, 308].includes(status)) {
        request.destroy()
        return resolve({ location })
      }
      const contentType = response.headers['content-type'] ?? ''
      if (mostBytes === 0) {
        request.destroy()
        return resolve({ status, contentType, body: new Uint8Array() })
      }
      const chunks: Buffer[] = []
      let length = 0
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        length += chunk.byteLength
        if (length <= mostBytes) return
        reject(new OutsideError('too-large'))
        request.destroy()
      })
      response.once('end', () => {
        try {
          const body = unpack(Buffer.concat(chunks), response.headers['content-encoding'], mostBytes)
          resolve({ status, contentType, body })
        } catch (error) {
          reject(error instanceof Error ? error : new OutsideError('garbled'))
        }
      })
      response.once('aborted', () => reject(new OutsideError('no-answer')))
    })
  })
}

function unpack(body: Buffer, encoding: string | undefined, mostBytes: number): Uint8Array {
  const limit = { maxOutputLength: mostBytes }
  try {
    switch (encoding?.toLowerCase()) {
      case undefined:
      case '':
      case 'identity':
        return body
      case 'gzip':
      case 'x-gzip':
        return gunzipSync(body, limit)
      case 'deflate':
        return inflateSync(body, limit)
      case 'br':
        return brotliDecompressSync(body, limit)
      default:
        throw new OutsideError('garbled')
    }
  } catch (error) {
    throw new OutsideError(codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'garbled')
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function faultOf(error: unknown): OutsideFault {
  const code = codeOf(error)
  if (['ENOTFOUND', 'ENODATA', 'EAI_AGAIN'].includes(code)) return 'no-such-host'
  if (/^(?:ERR_TLS|CERT|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)|EPROTO|ERR_SSL/.test(code)) return 'certificate'
  if (code.startsWith('HPE_')) return 'garbled'
  return 'no-answer'
}
