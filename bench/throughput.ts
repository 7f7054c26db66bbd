// How many times a second is a page sent again, beside a bare handler that sends the same bytes? In turns, because a
// shared machine is not equally quick from one second to the next.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Load } from './load.ts'
import { cacheFolder, residentMegabytes, runMeasure, startServer, type Running } from './server.ts'

export type Throughput = {
  /** Requests a second. */
  ours: number
  floor: number
  ratio: number
  ratios: number[]
  bytes: number
  /** How much of the time each server computed. */
  busy: string
  /** The bare server itself: milliseconds to its first answer, megabytes after the load. */
  bare: { startedIn: number; megabytes: number | undefined }
}

const rounds = 5
const secondsARound = 2.5

export async function compareThroughput(app: Running, path: string, acceptEncoding: string): Promise<Throughput> {
  const { body, headers } = await readPage(app, path, acceptEncoding)
  const file = join(cacheFolder, 'floor.json')
  writeFileSync(file, JSON.stringify({ body: body.toString('base64'), headers }))
  const floor = await startServer(['bench/floor.ts', file], '/', {})
  try {
    const ask = async (server: Running) => {
      const before = processorSeconds(server.pid)
      const load = await runMeasure<Load>('load.ts', [String(server.port), path, String(secondsARound), acceptEncoding])
      const used = processorSeconds(server.pid) - before
      return { perSecond: load.requests / load.seconds, busy: used / load.seconds }
    }
    await ask(app)
    await ask(floor)
    const ours: Awaited<ReturnType<typeof ask>>[] = []
    const bare: Awaited<ReturnType<typeof ask>>[] = []
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await ask(app))
      bare.push(await ask(floor))
    }
    const ratios = ours.map(({ perSecond }, round) => perSecond / (bare[round]?.perSecond ?? Number.NaN))
    return {
      ours: median(ours.map(({ perSecond }) => perSecond)),
      floor: median(bare.map(({ perSecond }) => perSecond)),
      ratio: median(ratios),
      ratios,
      bytes: body.length,
      busy: `${Math.round(median(ours.map(({ busy }) => busy)) * 100)} % / ${Math.round(median(bare.map(({ busy }) => busy)) * 100)} %`,
      bare: { startedIn: floor.startedIn, megabytes: residentMegabytes(floor.pid) },
    }
  } finally {
    await floor.stop()
  }
}

/** The bytes as sent, not unpacked, with the headers that say what they are. */
export async function readPage(
  app: Running,
  path: string,
  acceptEncoding: string,
): Promise<{ body: Buffer; headers: Record<string, string> }> {
  const { request } = await import('node:http')
  return new Promise((resolve, reject) => {
    const asked = request(
      app.url + path,
      { headers: { accept: 'text/html', 'accept-encoding': acceptEncoding } },
      (response) => {
        const pieces: Buffer[] = []
        response.on('data', (piece: Buffer) => pieces.push(piece))
        response.on('end', () => {
          const body = Buffer.concat(pieces)
          if (response.statusCode !== 200) return reject(new Error(`${path} answered ${response.statusCode}`))
          const headers: Record<string, string> = { 'content-length': String(body.length) }
          for (const name of ['content-type', 'content-encoding']) {
            const value = response.headers[name]
            if (typeof value === 'string') headers[name] = value
          }
          resolve({ body, headers })
        })
      },
    )
    asked.once('error', reject)
    asked.end()
  })
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

/** Processor time that a process has used, to see whether it was the server that was busy; NaN if not known. */
function processorSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return Number.NaN
  }
}
