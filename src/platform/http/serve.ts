/** How does the app listen, and how does it stop without losing an answer? */
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Log } from '#platform/log.ts'
import type { Fetch } from './page-cache.ts'

export type ServeOptions = {
  port: number
  host: string
  log?: Log
  /** Runs after the last answer: closes the database and the like. */
  close?: () => void | Promise<void>
  /** Stop on SIGTERM and SIGINT, then exit. Tests leave it out. */
  stopOnSignals?: boolean
}

export type Served = { port: number; stop: () => Promise<void> }

/** The port is in use. The message is for the person at the terminal. */
export class PortTakenError extends Error {
  override name = 'PortTakenError'
  constructor(port: number, host: string) {
    super(`Port ${port} on ${host} is already in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`)
  }
}

/** How long a request may take to finish once the program has been told to stop. */
const graceMs = 10_000
const sweepMs = 50
const repeatedSignalMs = 1000

/** Resolves when listening; rejects with PortTakenError. The caller prints the sentence and ends with status 1. */
export async function serveApp(fetch: Fetch, options: ServeOptions): Promise<Served> {
  const server = createAdaptorServer({ fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortTakenError(options.port, options.host) : error)
    })
    server.listen(options.port, options.host, resolve)
  })

  let stopping: Promise<void> | undefined
  function stop(): Promise<void> {
    return (stopping ??= finishRequests().then(() => options.close?.()))
  }
  function finishRequests(): Promise<void> {
    return new Promise((resolve) => {
      // A connection whose answer has just been sent would stay open for the client's next request.
      const sweep = setInterval(() => 'closeIdleConnections' in server && server.closeIdleConnections(), sweepMs)
      const impatience = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), graceMs)
      server.close(() => {
        clearInterval(sweep)
        clearTimeout(impatience)
        resolve()
      })
    })
  }

  if (options.stopOnSignals) exitOnSignals(stop, options.log)
  return { port: portOf(server.address(), options.port), stop }
}

function portOf(address: AddressInfo | string | null, asked: number): number {
  return address && typeof address === 'object' ? address.port : asked
}

function exitOnSignals(stop: () => Promise<void>, log: Log | undefined): void {
  let askedAt: number | undefined
  const onSignal = (signal: NodeJS.Signals) => {
    // Ctrl-C reaches us twice at once, from the terminal and from the npm script; only a later one is impatience.
    if (askedAt !== undefined) {
      if (performance.now() - askedAt > repeatedSignalMs) process.exit(1)
      return
    }
    askedAt = performance.now()
    log?.info({ signal }, 'stopping')
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log?.error({ err: error }, 'stopping failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}
