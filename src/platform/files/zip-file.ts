// Packs files into one, in a thread of its own and while the next ones are being made. The same files, in the same order
// and at the same time, give the same bytes.
import { once } from 'node:events'
import { rename, rm } from 'node:fs/promises'
import { startThread } from '../thread.ts'
import type { ZipTask } from './zip-worker.ts'

export type OpenZip = {
  /** Takes the bytes over: whoever gives them has them no longer. */
  add: (path: string, bytes: Uint8Array) => void
  /** Once all is written; the file stands under its name only then. @throws what stood in the way. */
  close: () => Promise<void>
  discard: () => Promise<void>
}

/** `at` is the time of each file in it. */
export function openZip(file: string, at: Date): OpenZip {
  const unfinished = `${file}.unfinished`
  const worker = startThread('platform/files/zip-worker.ts', { workerData: { file: unfinished, at } })
  const ended = once(worker, 'exit')
  // It is heard where somebody waits for the end.
  ended.catch(() => undefined)
  const send = (task: ZipTask, given: ArrayBuffer[] = []) => worker.postMessage(task, given)
  return {
    add: (path, bytes) => {
      // A part of a larger stretch of memory would take the whole with it.
      const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)
      send({ path, bytes: own }, [own.buffer as ArrayBuffer])
    },
    close: async () => {
      send(null)
      await ended
      await rename(unfinished, file)
    },
    discard: async () => {
      await worker.terminate()
      await rm(unfinished, { force: true })
    },
  }
}
