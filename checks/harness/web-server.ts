// A site elsewhere, on this computer: answers what a test wants it to, and writes down what it was asked.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type WebServer = {
  /** Where it listens, by its address and by name. */
  url: string
  port: number
  asked: string[]
  close: () => Promise<void>
}

export async function openWebServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<WebServer> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Permits this computer, as no program of ours does. */
export const allowThisComputer = (address: string): boolean => ['127.0.0.1', '::1'].includes(address)
