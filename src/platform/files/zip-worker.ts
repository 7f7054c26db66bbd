// The thread that a zip is packed in. It is run by Node itself, so it imports by path what can be run as it stands.
import { createWriteStream } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { asZipTime } from './zip-time.ts'

/** A file to be packed; null when there are no more. */
export type ZipTask = { path: string; bytes: Uint8Array } | null

/** What is packed already. */
const isPacked = (path: string) => /\.(?:png|jpg|webp|woff2|pdf|docx|xlsx|parquet)$/.test(path)

const { file, at } = workerData as { file: string; at: Date }
const out = createWriteStream(file)
const zip = new Zip((error, chunk, isLast) => {
  if (error) throw error
  out.write(chunk)
  if (isLast) out.end(() => parentPort?.close())
})

parentPort?.on('message', (task: ZipTask) => {
  if (task === null) return zip.end()
  const { path, bytes } = task
  const entry = isPacked(path) ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 4 })
  entry.mtime = asZipTime(at)
  zip.add(entry)
  entry.push(bytes, true)
})
