// The floor: a bare Hono handler behind the same server library that sends the same bytes as a page of ours.
//   PORT=… node … bench/floor.ts file.json   ({ "body": base64, "headers": { … } })
import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const page = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as {
  body: string
  headers: Record<string, string>
}
const bytes = new Uint8Array(Buffer.from(page.body, 'base64'))
const app = new Hono().get('*', (c) => c.body(bytes, 200, page.headers))
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' })
process.on('SIGTERM', () => process.exit(0))
