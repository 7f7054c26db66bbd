// Threads of our own, for what would keep everybody else waiting.
import { join } from 'node:path'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import { projectFolder } from './project.ts'

/**
 * Starts a file below `src/` in a thread. Node itself runs it, so that it imports only what can be run as it stands; of the
 * settings, secrets among them, it is given none.
 */
export function startThread(file: string, options: WorkerOptions = {}): Worker {
  return new Worker(join(projectFolder, 'src', file), { env: {}, execArgv: [], ...options })
}
