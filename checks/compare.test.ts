/** What would change if a fact did? The command line says it: figures, claims of sources, sentences of reports. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
let copy: string

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'samband-copy-'))
  cpSync(join(root, 'data/nkk-2022'), copy, { recursive: true })
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

function compare(): { status: number | null; lines: string[] } {
  const done = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'compare', copy], {
    cwd: root,
    encoding: 'utf8',
  })
  return { status: done.status, lines: done.stdout.trim().split('\n') }
}

test('an unchanged copy changes nothing; an ending moved by four years changes figures, verdicts and sentences', () => {
  expect(compare()).toEqual({ status: 0, lines: ['Nothing comes out otherwise.'] })

  const events = join(copy, 'events.csv')
  const was = readFileSync(events, 'utf8')
  const now = was.replace(',,ended,2020-09-14,home,', ',,ended,2016-09-14,home,')
  expect(now).not.toBe(was)
  writeFileSync(events, now)
  const { status, lines } = compare()
  expect(status).toBe(1)
  expect(lines).toContain('figure    in-force 2016, nkk-2022: 49 (49 to 51) → 48 (48 to 50)')
  expect(lines).toContain('figure    ended 2020, nkk-2022: 10 (10 to 11) → 9 (9 to 10)')
  expect(lines).toContain('claim     all-in-2016: reproduces (49) → reading (48)')
  expect(lines).toContain('claim     summary-ended-since-2017: reproduces (21) → differs (20)')
  expect(
    lines.filter((line) => /^sentence {2}.*en\.md:\d+ .*the sentence says 49, the register gives 48/.test(line)),
  ).not.toEqual([])
}, 180_000)
