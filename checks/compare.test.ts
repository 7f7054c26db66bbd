/** What would change if a fact did? Figures, claims of sources, sentences of reports. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { comparePackages, openPackages, type Opened, type Packages } from '../src/compare.ts'
import { shippedPackages } from '../src/start.ts'

const at = new Date('2026-01-01T00:00:00Z')
const opened: Opened[] = []
let shipped: Opened
let copy: string

async function open(packages: Packages): Promise<Opened> {
  const found = await openPackages(packages, at)
  if ('faults' in found) throw new Error(JSON.stringify(found.faults.slice(0, 3)))
  opened.push(found)
  return found
}

beforeAll(async () => {
  shipped = await open(shippedPackages)
  copy = mkdtempSync(join(tmpdir(), 'samband-copy-'))
  cpSync(shippedPackages.datasets[0] ?? '', copy, { recursive: true })
}, 120_000)
afterAll(async () => {
  for (const { database } of opened) await database.close()
  rmSync(copy, { recursive: true, force: true })
})

test('the same data change nothing', async () => {
  expect(await comparePackages(shipped, shipped)).toEqual([])
}, 60_000)

test('an ending moved by four years changes figures, verdicts and sentences', async () => {
  const events = join(copy, 'events.csv')
  const was = readFileSync(events, 'utf8')
  const now = was.replace(',,ended,2020-09-14,home,', ',,ended,2016-09-14,home,')
  expect(now).not.toBe(was)
  writeFileSync(events, now)
  const lines = await comparePackages(shipped, await open({ ...shippedPackages, datasets: [copy] }))
  expect(lines).toContain('figure    in-force 2016, nkk-2022: 49 (49 to 51) → 48 (48 to 50)')
  expect(lines).toContain('figure    ended 2020, nkk-2022: 10 (10 to 11) → 9 (9 to 10)')
  expect(lines).toContain('claim     all-in-2016: reproduces (49) → reading (48)')
  expect(lines).toContain('claim     summary-ended-since-2017: reproduces (21) → differs (20)')
  const sentence = /^sentence {2}.*en\.md:\d+ .*the sentence says 49, the register gives 48/
  expect(lines.filter((line) => sentence.test(line))).not.toEqual([])
}, 120_000)

test('a copy with a fault is refused with the fault, and nothing is compared', async () => {
  const events = join(copy, 'events.csv')
  writeFileSync(events, readFileSync(events, 'utf8').replace(',,established,2004,', ',,established,some day,'))
  const found = await openPackages({ ...shippedPackages, datasets: [copy] }, at)
  expect(found).toMatchObject({
    faults: expect.arrayContaining([
      expect.objectContaining({ file: expect.stringMatching(/events\.csv$/), column: 'date' }),
    ]),
  })
}, 60_000)
