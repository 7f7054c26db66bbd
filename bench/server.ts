// The real program in a process of its own: started, asked, measured from outside, and stopped.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { projectFolder } from '#platform/project.ts'
import { commandFor } from '../scripts/program.mjs'

/** Not in git; what takes minutes to make is kept here between runs. */
export const cacheFolder = join(projectFolder, '.cache', 'bench')

export type Running = {
  url: string
  port: number
  /** Milliseconds from the call to the first answer. */
  startedIn: number
  pid: number
  stop: () => Promise<void>
}

const longestStart = 300_000

/** Runs a file of ours with arguments, as npm's scripts do, and waits until `firstPath` answers. */
export async function startServer(
  command: readonly string[],
  firstPath: string,
  settings: Record<string, string>,
): Promise<Running> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  mkdirSync(cacheFolder, { recursive: true })
  const log = openSync(join(cacheFolder, 'server.log'), 'a')
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['scripts/with-setup.mjs', ...command], {
    cwd: projectFolder,
    env: { ...process.env, DATABASE_URL: '', ...settings, PORT: String(port) },
    stdio: ['ignore', log, log],
  })
  const stop = () => end(child)
  while (!(await answers(url + firstPath))) {
    if (child.exitCode !== null || performance.now() - startedAt > longestStart) {
      await stop()
      throw new Error(`The server did not start; see server.log in .cache/bench (${command.join(' ')})`)
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return { url, port, startedIn: performance.now() - startedAt, pid: childOf(child.pid ?? 0), stop }
}

/**
 * The process that does the work, behind the little one in front: the one it started last, after what may have packed the
 * program. 0 where the system does not tell in this way.
 */
function childOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').at(-1))
  } catch {
    return 0
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual' })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

/**
 * Runs a TypeScript file of ours to its end and reads the JSON of its last line. One file is made of it, as of the program:
 * what compiles it file by file gives every function a name, which takes a tenth of the time.
 */
export async function runMeasure<Result>(file: string, args: readonly string[]): Promise<Result> {
  const command = await commandFor(projectFolder, `bench/${file}`)
  return new Promise((resolve, reject) => {
    mkdirSync(cacheFolder, { recursive: true })
    const log = openSync(join(cacheFolder, 'measures.log'), 'a')
    const child = spawn(process.execPath, [...command, ...args], {
      cwd: projectFolder,
      stdio: ['ignore', 'pipe', log],
    })
    let output = ''
    child.stdout?.on('data', (piece: Buffer) => (output += piece.toString()))
    child.once('error', reject)
    child.once('exit', (code) => {
      const last = output.trim().split('\n').at(-1) ?? ''
      if (code !== 0) return reject(new Error(`${file} ended with ${code}; see measures.log in .cache/bench`))
      resolve(JSON.parse(last))
    })
  })
}

/** Resident memory of a process in megabytes; undefined where the system does not tell in this way. */
export function residentMegabytes(pid: number): number | undefined {
  try {
    const kilobytes = /VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
  } catch {
    return undefined
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0))
    })
  })
}
