import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { littleland } from '../../../checks/harness/littleland.ts'
import { openTestDatabase } from '../../../checks/harness/database.ts'
import type { Database } from '#platform/db/database.ts'
import { readCensus } from '../census/census.queries.ts'
import { loadPackages } from '../packages/package.commands.ts'
import { flatten } from './flat-text.rules.ts'
import { readMinutesFolder } from './minutes-folder.input.ts'
import { readMinutes, type Suggestion } from './minutes.rules.ts'
import { readNameBook } from './name-book.queries.ts'
import type { NameBook } from './name-book.rules.ts'
import { daysIn, diaryNumberIn } from './particulars.rules.ts'
import { measureReading, readingTable } from './reading-measure.rules.ts'

let database: Database
let book: NameBook
beforeAll(async () => {
  database = await openTestDatabase()
  await loadPackages(database, littleland, new Date('2026-03-01'))
  book = await readNameBook(database.reader, await readCensus(database.reader))
})
afterAll(() => database?.close())

const head = 'Småby kommun\nKommunstyrelsen\nSammanträdesdatum 2024-05-06\n\n'
const read = (...pages: string[]) => readMinutes(pages, book)
const matter = (text: string) => read(`${head}§ 7 Vänorten  Dnr KS 2024/9\n\n${text}\n`)
const said = ({ counterpart, kind }: Suggestion) => [counterpart.value, kind.value]

test.each(['tuned', 'held-out'])('what docs/minutes.md says of those %s is what is measured', (part) => {
  const files = readMinutesFolder(`fixtures/littleland/minutes/${part}`)
  const reading = measureReading(files.map(({ pages, gold }) => ({ gold, suggestions: read(...pages) })))
  expect(reading.decision.wanted).toBeGreaterThan(10)
  const document = readFileSync('docs/minutes.md', 'utf8')
  const start = document.indexOf(part === 'tuned' ? '\nMade with (' : '\nHeld out (')
  expect(document.slice(start)).toMatch(new RegExp(`^[^|]*${readingTable(reading).join('\n').replaceAll(/[()|.]/g, String.raw`\$&`)}`)) // prettier-ignore
})

describe('an actor is found', () => {
  test.each([
    ['in the genitive', 'Zaretjes', 'xb-zarechye'],
    ['in a compound', 'Zaretjesamarbetet och', 'xb-zarechye'],
    ['in its own script', 'Заречье', 'xb-zarechye'],
    ['in signs without their level', '东山', 'xb-dongshan'],
    ['with another apostrophe', 'Xi’an vid sjön', 'xb-xi-an'],
    ['romanised as before', 'Peihu', 'xb-beihu-shi'],
    ['by the word for its level', 'häradet Beihu', 'xb-beihu'],
    ['divided at the end of a line', 'Za-\nretje', 'xb-zarechye'],
  ])('%s', (_, name, id) => {
    const [found] = matter(`Kommunstyrelsen beslutar att säga upp avtalet med ${name}.`)
    expect(found?.counterpart.value).toBe(id)
  })

  test('but not in a word that only begins so, nor in a matter without a decision on it', () => {
    expect(matter('Kommunstyrelsen beslutar att säga upp avtalet om Zaretjegatan.')).toEqual([])
    expect(matter('Zaretje sade upp avtalet i fjol. Kommunstyrelsen beslutar att gå vidare till nästa punkt.')).toEqual(
      [],
    )
  })
})

describe('a decision is read', () => {
  test.each([
    ['ended', 'beslutar att vänortsavtalet med Zaretje ska upphöra'],
    ['not_renewed', 'beslutar att inte förlänga avtalet med Zaretje'],
    ['not_renewed', 'beslutar att låta avtalet med Zaretje löpa ut'],
    ['renewed', 'beslutar att förnya avtalet med Zaretje'],
    ['paused', 'beslutar att göra ett uppehåll i samarbetet med Zaretje'],
    ['resumed', 'beslutade att återuppta utbytet med Zaretje'],
    ['affirmed', 'beslutar att samarbetet med Zaretje ska bestå'],
    ['activity', 'beslutar att en delegation besöker Zaretje'],
    ['prepared', 'föreslår kommunfullmäktige besluta att säga upp avtalet med Zaretje'],
  ])('as %s', (kind, words) => {
    expect(matter(`Kommunstyrelsen ${words}.`).map(said)).toEqual([['xb-zarechye', kind]])
  })

  test('not where it is rejected, sent back or only moved', () => {
    expect(matter('Kommunstyrelsen beslutar att avslå motionen om att säga upp avtalet med Zaretje.')).toEqual([])
    expect(matter('Kommunstyrelsen beslutar att återremittera frågan om avtalet med Zaretje sägs upp.')).toEqual([])
    expect(matter('Yrkande\nOlle Damm yrkar att avtalet med Zaretje sägs upp.\n\nBeslut\nPunkten utgår.')).toEqual([])
  })

  test('with the words that it rests on, where they stand', () => {
    const text = `${head}§ 7  Dnr KS 2024/9\nKommunstyrelsen beslutar att säga upp avtalet med Zaretje.\n`
    const [found] = read(text)
    const at = (passage: { start: number; end: number } | undefined) => text.slice(passage?.start, passage?.end)
    expect([at(found?.kind.passage), at(found?.counterpart.passage), at(found?.home?.passage)]).toEqual(['säga upp', 'Zaretje', 'Småby kommun']) // prettier-ignore
    expect([at(found?.date?.passage), at(found?.diaryNumber?.passage)]).toEqual(['2024-05-06', 'KS 2024/9'])
    expect(at(found?.passage)).toBe('beslutar att säga upp avtalet med Zaretje')
    expect([found?.date?.because, found?.diaryNumber?.because, found?.home?.because]).toEqual(['told', 'told', 'in-head']) // prettier-ignore
  })
})

test.each([
  ['2020-09-14', '2020-09-14'],
  ['den 14 september 2020', '2020-09-14'],
  ['3:e feb. 2020', '2020-02-03'],
  ['14.9.2020', '2020-09-14'],
  ['14/9 2020', '2020-09-14'],
  ['2020 09 14', '2020-09-14'],
  ['31 februari 2020', undefined],
  ['kl 13.00-15.40', undefined],
])('the day %s is %s', (text, day) => {
  expect(daysIn(text)[0]?.value).toBe(day)
})

test.each([
  ['dnr ks 2019/123', 'ks 2019/123', true],
  ['diarienummer: rs-2015-0098', 'rs-2015-0098', true],
  ['arendet (kf 2020/33)', 'kf 2020/33', false],
  ['2015/ks0388', '2015/ks0388', false],
  ['den 3/11 2015 kl 9', undefined, undefined],
])('of “%s” the diary number is %s', (text, number, isTold) => {
  const found = diaryNumberIn(text)
  expect([found && text.slice(found.spot.start, found.spot.end), found?.isTold]).toEqual([number, isTold])
})

test('every sign of the running text is where its passage says, whatever the pages hold', () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'Å', '-', ' ', '§', '1', '山'), maxLength: 12 })
  const page = fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(fc.array(page, { minLength: 1, maxLength: 4 }), (pages) => {
      const { text, folded, passageOf } = flatten(pages)
      expect(folded.length).toBe(text.length)
      for (let at = 0; at < text.length; at += 1) {
        const { page: no, start } = passageOf(at, at + 1)
        const sign = pages[no - 1]?.[start] ?? '\n'
        if (text[at] !== sign) throw new Error(`${JSON.stringify(pages)} ${at}: ${text[at]} is not ${sign}`)
      }
    }),
  )
})

test('nothing that is sent makes it fail', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 3 }), (pages) => {
      for (const { passage } of read(head, ...pages)) expect(passage.page).toBeLessThanOrEqual(pages.length + 1)
    }),
  )
})
