// The program as `npm start` runs it, in a process of its own that can be killed at any moment and started again.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { projectFolder } from '#platform/project.ts'
import { commandFor, compiledFolder } from '../../scripts/program.mjs'

export type Life = {
  /** What it printed when it was ready. */
  firstAdministratorLink: string | undefined
  outboxAddress: string
  request: (path: string, init?: RequestInit) => Promise<Response>
  /** SIGKILL; returns once the process is gone. */
  kill: () => Promise<void>
}

/** A process that may not be ready yet; `said` is what it has written on standard error. */
export type Begun = { child: ChildProcess; said: () => string; kill: () => Promise<void> }

/** Starts a file of ours as scripts/with-setup.mjs does, without the process in front of it, which would outlive a kill. */
export async function begin(entry: string, args: readonly string[], settings: Record<string, string>): Promise<Begun> {
  const child = spawn(process.execPath, [...(await commandFor(projectFolder, entry)), ...args], {
    cwd: projectFolder,
    env: {
      NODE_COMPILE_CACHE: compiledFolder(projectFolder),
      ...process.env,
      SAMBAND_LOG: 'warn',
      SAMBAND_URL: '',
      SMTP_URL: '',
      HOST: '127.0.0.1',
      PORT: '0',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()))
  const gone = once(child, 'exit')
  return {
    child,
    said: () => said,
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}

/**
 * Starts the program and waits until it is open; of a register without accounts (`isFirst`), until it has printed the link.
 * @throws Error with what it said when it ends before.
 */
export async function startLife(settings: Record<string, string>, isFirst = false): Promise<Life> {
  const { child, said, kill } = await begin('src/main.ts', [], settings)
  const found: Record<'open' | 'outbox' | 'first', string | undefined> = {
    open: undefined,
    outbox: undefined,
    first: undefined,
  }
  for await (const line of createInterface({ input: child.stdout! })) {
    const address = /http:\/\/\S+/.exec(line)?.[0]
    if (address?.includes('?token=')) found.first = address
    else if (address?.includes('?key=')) found.outbox = address
    else if (address) found.open = address
    if (found.outbox && (found.first || !isFirst)) break
  }
  const { open, outbox } = found
  if (!open || !outbox) throw new Error(`The program ended before it was open: ${said()}`)
  child.stdout?.resume()
  return {
    firstAdministratorLink: found.first,
    outboxAddress: outbox,
    request: (path, init) => {
      const { pathname, search } = new URL(path, open)
      return fetch(new URL(pathname + search, open), { redirect: 'manual', ...init })
    },
    kill,
  }
}
