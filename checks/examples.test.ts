/** Do the examples run as they stand against a served instance, all with the same answer; and is the client up to date? */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveApp, type Served } from '#platform/http/serve.ts'
import { clientFile, generateClient } from '../scripts/generate-client.ts'
import { openTestApp, type TestApp } from './harness/app.ts'
import { littleland } from './harness/littleland.ts'

const run = promisify(execFile)
let app: TestApp
let served: Served
let url: string
beforeAll(async () => {
  // The addresses that the app gives carry the port, which is known once it listens.
  const answer = (request: Request) => {
    const { pathname, search } = new URL(request.url)
    return app.request(pathname + search, { method: request.method, headers: request.headers })
  }
  served = await serveApp(answer, { port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${served.port}`
  app = await openTestApp(littleland, new Date('2026-11-26'), { url })
})
afterAll(async () => {
  await served?.stop()
  await app?.close()
})

const examples = {
  curl: ['sh', 'ended.sh'],
  Python: ['python3', 'ended.py'],
  TypeScript: [process.execPath, 'ended.ts'],
  R: ['Rscript', 'ended.R'],
} as const

/** R is no part of the machines that check this: where it is not there, its example is not run. */
const isThere = await run('Rscript', ['--version']).then(
  () => true,
  () => false,
)

async function expected(): Promise<string> {
  const { items } = await (await app.request('/api/v1/cooperations?status=ended&limit=500')).json()
  const { figure, years } = await (await app.request('/api/v1/statistics?measure=in-force')).json()
  const ids = items.map(({ id }: { id: string }) => id)
  return [...ids, `In force at the end of ${years.to}: ${figure.best} (${figure.min}-${figure.max})`, ''].join('\n')
}

test.for(Object.keys(examples) as (keyof typeof examples)[])('in %s', async (language, { skip }) => {
  if (language === 'R' && !isThere) skip('Rscript is not on this machine')
  const [program, file] = examples[language]
  const wanted = await expected()
  expect(wanted.split('\n').length).toBeGreaterThan(3)
  const { stdout } = await run(program, [`docs/examples/${file}`, url])
  expect(stdout).toBe(wanted)
})

test('the sentence of a refusal is passed on', async () => {
  const asked = run('python3', ['docs/examples/ended.py', `${url}/nowhere`])
  await expect(asked).rejects.toMatchObject({ code: 1, stderr: 'There is nothing at this address.\n' })
})

test('the client is what would be generated', async () => {
  expect(readFileSync(clientFile, 'utf8')).toBe(await generateClient())
})
