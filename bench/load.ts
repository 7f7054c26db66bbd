// Asks for one page over and over, through sockets that stay open, from a process of its own.
//   node … bench/load.ts port path seconds accept-encoding
import { connect } from 'node:net'

export type Load = { requests: number; seconds: number; bytes: number }

// More than a server needs to be kept busy on one core, and what a browser or two would open.
const connections = 24
const [port = '', path = '/', seconds = '2', acceptEncoding = 'br'] = process.argv.slice(2)
const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/html\r\nAccept-Encoding: ${acceptEncoding}\r\n\r\n`
let requests = 0
let bytes = 0
let isOver = false

function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(request))
    socket.setNoDelay(true)
    let missing = -1
    let head = Buffer.alloc(0)
    socket.on('error', reject)
    socket.on('close', () => (isOver ? resolve() : reject(new Error('The server closed a connection'))))
    socket.on('data', (piece) => {
      bytes += piece.length
      if (missing < 0) {
        const all = head.length > 0 ? Buffer.concat([head, piece]) : piece
        const end = all.indexOf('\r\n\r\n')
        if (end < 0) {
          head = all
          return
        }
        head = Buffer.alloc(0)
        missing = lengthOf(all.toString('latin1', 0, end)) - (all.length - end - 4)
      } else missing -= piece.length
      if (missing > 0) return
      missing = -1
      requests += 1
      if (isOver) socket.end()
      else socket.write(request)
    })
  })
}

function lengthOf(head: string): number {
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(`Answered with ${head.split('\r\n')[0]}`)
  const length = /content-length: (\d+)/i.exec(head)?.[1]
  if (length === undefined) throw new Error('The answer does not say how long it is')
  return Number(length)
}

const all = Array.from({ length: connections }, ask)
const startedAt = performance.now()
await new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1000))
const done: Load = { requests, seconds: (performance.now() - startedAt) / 1000, bytes }
isOver = true
await Promise.all(all)
process.stdout.write(`${JSON.stringify(done)}\n`)
