// The thread that files are read in. It is run by Node itself, so it imports by path what can be run as it stands.
import { parentPort, workerData } from 'node:worker_threads'
import type { MediaType } from './file-kind.ts'
import { drawPage, readText, UnreadableFileError, type FileText, type UnreadableReason } from './file-text.ts'
import { readTable, type TableFile } from './table-file.ts'

export type FileTask =
  | { does: 'read'; mediaType: MediaType; bytes: Uint8Array }
  | { does: 'draw'; mediaType: MediaType; bytes: Uint8Array; page: number }
  | { does: 'read-table'; bytes: Uint8Array }

export type FileAnswer =
  | { text: FileText }
  | { picture: Uint8Array | undefined }
  | { table: TableFile }
  | { unreadable: UnreadableReason }

async function answer(task: FileTask): Promise<FileAnswer> {
  try {
    if (task.does === 'read-table') return { table: await readTable(task.bytes) }
    if (task.does === 'read') return { text: await readText(task.mediaType, task.bytes) }
    return { picture: await drawPage(task.mediaType, task.bytes, task.page) }
  } catch (error) {
    if (error instanceof UnreadableFileError) return { unreadable: error.reason }
    throw error
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is not a window
parentPort?.postMessage(await answer(workerData))
