// Littleland, the invented data package in fixtures/, as it stands or with somebody's changes to its files.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const fixture = fileURLToPath(new URL('../../fixtures/littleland', import.meta.url))

/** The folders to load, as `loadPackages` wants them. */
export const littleland = { reference: join(fixture, 'reference'), datasets: [fixture] }

/** What to do to each file; `undefined` takes the file away. */
export type Changes = Record<string, ((text: string) => string) | undefined>

// Files of tests in one process may share a copy, so that none is removed before the last of them is done.
// A worker that is killed leaves them to the system.
const folders: string[] = []
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A copy of Littleland in which these files are changed; removed when the process ends. */
export function changedLittleland(changes: Changes): typeof littleland {
  const folder = changedPackage(fixture, changes)
  return { reference: join(folder, 'reference'), datasets: [folder] }
}

/** The folder of a copy of a data package in which these files are changed; removed when the process ends. */
export function changedPackage(of: string, changes: Changes): string {
  const folder = mkdtempSync(join(tmpdir(), 'samband-littleland-'))
  folders.push(folder)
  cpSync(of, folder, { recursive: true })
  for (const [file, change] of Object.entries(changes)) {
    const path = join(folder, file)
    if (change) writeFileSync(path, change(readFileSync(path, 'utf8')))
    else rmSync(path)
  }
  return folder
}

/** Replaces what must be there: a fixture that has changed should not turn a test into one of nothing. */
export function replace(from: string, to: string): (text: string) => string {
  return (text) => {
    if (!text.includes(from)) throw new Error(`Littleland has no “${from}”`)
    return text.replace(from, () => to)
  }
}

export function append(line: string): (text: string) => string {
  return (text) => `${text}${line}\n`
}

/** Drops the lines that begin so. */
export function withoutLines(start: string): (text: string) => string {
  return (text) => {
    const lines = text.split('\n')
    const kept = lines.filter((line) => !line.startsWith(start))
    if (kept.length === lines.length) throw new Error(`Littleland has no line “${start}…”`)
    return kept.join('\n')
  }
}
