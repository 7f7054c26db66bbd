// Measures the download of every cooperation as NDJSON: asked of the app in this process, read as it comes. A process of its
// own, so that its memory is that of the download.
//   node … bench/exports.ts '{"dataFolder": …}'
import { Hono } from 'hono'
import { openRegister } from '../src/start.ts'
import { openDataApi } from '#publication/index.ts'
import { readShown } from '#register/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { median } from './throughput.ts'

export type ExportMeasure = {
  rows: number
  /** Rows a second, the median of the turns; of a bare handler that sends the same pieces, too. */
  rowsPerSecond: number
  floor: number
  turns: number
  bytes: number
  /** Megabytes by which resident memory grew from the first turn's end to the highest point of the others. */
  grown: number
}

const turns = 5
const config = JSON.parse(process.argv[2] ?? '{}') as { dataFolder: string; databaseUrl?: string }
const path = '/api/v1/cooperations.ndjson'
const base = 'http://localhost:3000'

const { database, register } = await openRegister({ dataFolder: config.dataFolder, databaseUrl: config.databaseUrl })
const { reader } = database
const app = new Hono<AppEnv>()
  .use(readShown(reader, register))
  .route('/api/v1', openDataApi({ reader, base: { url: base } }))

const megabytes = () => process.memoryUsage.rss() / 2 ** 20

/** Milliseconds until all has been read, and what was read of it. */
async function read(fetch: (request: Request) => Response | Promise<Response>, onPiece: (piece: Uint8Array) => void) {
  const startedAt = performance.now()
  const response = await fetch(new Request(base + path))
  if (response.status !== 200 || !response.body) throw new Error(`${path} answered ${response.status}`)
  for await (const piece of response.body) onPiece(piece)
  return performance.now() - startedAt
}

const pieces: Uint8Array[] = []
await read(app.fetch, (piece) => pieces.push(piece))
const bytes = pieces.reduce((sum, piece) => sum + piece.byteLength, 0)
const rows = pieces.reduce((sum, piece) => sum + piece.reduce((lines, byte) => lines + Number(byte === 10), 0), 0)
const bare = new Hono().get(path, (c) => {
  const left = [...pieces]
  return c.body(
    new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const next = left.shift()
        if (next) controller.enqueue(next)
        else controller.close()
      },
    }),
  )
})

const before = megabytes()
let highest = before
const ours: number[] = []
const floors: number[] = []
for (let turn = 0; turn < turns; turn += 1) {
  ours.push(await read(app.fetch, () => (highest = Math.max(highest, megabytes()))))
  floors.push(await read(bare.fetch, () => undefined))
}
await database.close()

const measure: ExportMeasure = {
  rows,
  rowsPerSecond: (rows / median(ours)) * 1000,
  floor: (rows / median(floors)) * 1000,
  turns,
  bytes,
  grown: highest - before,
}
console.log(JSON.stringify(measure))
process.exit(0)
