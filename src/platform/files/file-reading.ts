// Reads and draws files in a thread of its own: one that hangs or eats memory is ended, and the program goes on.
import { startThread } from '../thread.ts'
import type { MediaType } from './file-kind.ts'
import type { FileAnswer, FileTask } from './file-worker.ts'
import { UnreadableFileError, type FileText } from './file-text.ts'
import type { TableFile } from './table-file.ts'

const longestMs = 60_000
const mostMemoryMb = 512

/** @throws UnreadableFileError for a file that is damaged, locked, too large or takes too long. */
export async function readFileText(mediaType: MediaType, bytes: Uint8Array): Promise<FileText> {
  const answer = await inTurn({ does: 'read', mediaType, bytes })
  if ('text' in answer) return answer.text
  throw new UnreadableFileError('unreadable' in answer ? answer.unreadable : 'damaged')
}

/** A page as PNG; undefined where there is no such page, or what it is of cannot be drawn. @throws UnreadableFileError */
export async function drawFilePage(
  mediaType: MediaType,
  bytes: Uint8Array,
  page: number,
): Promise<Uint8Array | undefined> {
  const answer = await inTurn({ does: 'draw', mediaType, bytes, page })
  if ('picture' in answer) return answer.picture
  throw new UnreadableFileError('unreadable' in answer ? answer.unreadable : 'damaged')
}

/** @throws UnreadableFileError for a file that is no table, damaged, too large or takes too long. */
export async function readTableFile(bytes: Uint8Array): Promise<TableFile> {
  const answer = await inTurn({ does: 'read-table', bytes })
  if ('table' in answer) return answer.table
  throw new UnreadableFileError('unreadable' in answer ? answer.unreadable : 'damaged')
}

let last: Promise<unknown> = Promise.resolve()

/** One at a time: a hundred asked for at once would take the memory of a hundred. */
function inTurn(task: FileTask): Promise<FileAnswer> {
  const done = last.then(() => runWorker(task))
  last = done.catch(() => undefined)
  return done
}

function runWorker(task: FileTask): Promise<FileAnswer> {
  return new Promise((resolve, reject) => {
    const worker = startThread('platform/files/file-worker.ts', {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
      stderr: true,
      stdout: true,
    })
    const impatience = setTimeout(() => {
      resolve({ unreadable: 'too-slow' })
      void worker.terminate()
    }, longestMs)
    worker.once('message', (answer: FileAnswer) => {
      resolve(answer)
      void worker.terminate()
    })
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ unreadable: 'too-large' })
      // What no library of ours has a name for is a fault of the file, unless the thread could not even begin.
      else if (error.code === 'ERR_MODULE_NOT_FOUND') reject(error)
      else resolve({ unreadable: 'damaged' })
    })
    worker.once('exit', () => {
      clearTimeout(impatience)
      resolve({ unreadable: 'damaged' })
    })
  })
}
