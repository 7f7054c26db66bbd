// Starts the program as a person would, on a free port with a data folder of its own, for all tests in the browser.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { makeKey } from '#platform/secrets/envelope.ts'

const project = fileURLToPath(new URL('../../', import.meta.url))

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the program listens, such as `http://localhost:41234`. */
    address: string
    /** What the program printed for the first administrator; it can be used by one file of tests. */
    firstAdministratorLink: string
    /** Where it shows the mails that it would have sent. */
    outboxAddress: string
  }
}

export type Program = {
  address: string
  firstAdministratorLink: string
  outboxAddress: string
  stop: () => Promise<void>
}

export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const { address, firstAdministratorLink, outboxAddress, stop } = await startProgram()
  provide('address', address)
  provide('outboxAddress', outboxAddress)
  provide('firstAdministratorLink', firstAdministratorLink)
  return stop
}

/** A program of its own, with what its command line takes: `--demo` for Littleland. */
export async function startProgram(...options: string[]): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'samband-browser-'))
  const environment = {
    ...process.env,
    PORT: '0',
    HOST: '127.0.0.1',
    SAMBAND_DATA: folder,
    SAMBAND_LOG: 'warn',
    DATABASE_URL: '',
    SAMBAND_URL: '',
    SMTP_URL: '',
    SAMBAND_SEAL_KEY: makeKey('browser'),
  }
  const server = spawn(process.execPath, ['scripts/with-setup.mjs', 'src/main.ts', ...options], {
    cwd: project,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = async () => {
    if (server.exitCode === null && server.kill('SIGTERM')) await once(server, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
  let [opened, outboxAddress] = ['', '']
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /http:\/\/\S+/.exec(line)?.[0]
    if (!address) continue
    if (address.includes('?key=')) {
      outboxAddress = address
      continue
    }
    if (!address.includes('?token=')) {
      opened = address
      continue
    }
    server.stdout.resume()
    return { address: opened, firstAdministratorLink: address, outboxAddress, stop }
  }
  await stop()
  throw new Error('The program ended before it listened')
}
