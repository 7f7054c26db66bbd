// One process at a time may open an embedded database: a second one would corrupt the files.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Another process works on the folder. The message is for the person at the terminal. */
export class FolderInUseError extends Error {
  override name = 'FolderInUseError'
}

// In a container every start may have the same process number: a file with our own number that we did not write is
// left from an earlier life.
const held = new Set<string>()

/**
 * Takes the folder for this process and returns the function that gives it back.
 * @throws FolderInUseError naming the process that holds it.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'in-use-by')
  const holder = readHolder(path)
  if (holder !== undefined && (holder === process.pid ? held.has(path) : isRunning(holder))) {
    throw new FolderInUseError(
      `The folder ${folder} is in use by process ${holder}. Stop it first, or set SAMBAND_DATA to another folder.`,
    )
  }
  writeFileSync(path, String(process.pid))
  held.add(path)
  const unlock = () => {
    held.delete(path)
    rmSync(path, { force: true })
  }
  process.once('exit', unlock)
  return () => {
    process.off('exit', unlock)
    unlock()
  }
}

function readHolder(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8')) || undefined
  } catch {
    return undefined
  }
}

/** A file left by a process that was killed holds nobody back. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
