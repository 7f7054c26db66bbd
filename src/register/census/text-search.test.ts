import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#platform/db/database.ts'
import { emptyDatabase, openTestDatabase } from '../../../checks/harness/database.ts'
import { changedLittleland, littleland } from '../../../checks/harness/littleland.ts'
import { listCooperations } from '../cooperations/cooperation.queries.ts'
import { foldWords, isUnspaced } from '#platform/i18n/folding.rules.ts'
import { loadPackages } from '../packages/package.commands.ts'
import { readCensus } from './census.queries.ts'
import type { Census } from './census.rules.ts'
import { findWords, rowsWithWords, wordsOf } from './text-search.queries.ts'

let database: Database
let census: Census
let ids: string[] = []
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database?.close())

async function load(folders: typeof littleland): Promise<void> {
  await emptyDatabase(database)
  const result = await loadPackages(database, folders, new Date())
  if (!result.ok) throw new Error('The packages have faults')
  census = await readCensus(database.reader)
  ids = (await listCooperations(database.reader, [...census.no])).map(({ id }) => id)
}

/** The cooperations that a text finds, by identifier. */
async function search(text: string): Promise<string[]> {
  const mask = rowsWithWords(census, await findWords(database.reader, census, text))
  return ids.filter((_, row) => mask[row]).toSorted()
}

describe('in Littleland', () => {
  beforeAll(() => load(littleland))

  const withTown = ['nystad-beihu-twinning', 'nystad-zarechye-twinning']
  const withCounty = ['nystad-beihu-twinning']
  const withCity = ['nystad-beihu-twinning', 'smaby-beihu-shi-partnership', 'smaby-beihu-shi-twinning']
  const withProvince = [
    ...withCity,
    'lansstyrelsen-myrland-dongshan-twinning',
    'ovre-ason-dongshan-twinning',
    'region-myrland-dongshan-twinning',
  ].toSorted()
  const withState = [
    'nystad-zarechye-twinning',
    'ovre-ason-zarechye-twinning',
    'region-myrland-xi-an-partnership',
    'smaby-zarechye-twinning',
  ]

  test.each([
    ['a town by its name', 'Nystad', withTown],
    ['in capitals', 'NYSTAD', withTown],
    ['by its beginning', 'nys', withTown],
    ['by its former name', 'Gamleby', withTown],
    ['by a misprint that is known', 'Smoby zar', ['smaby-zarechye-twinning']],
    ['without its accents', 'ovre ason', ['ovre-ason-dongshan-twinning', 'ovre-ason-zarechye-twinning']],
    ['by its national code', '9903', ['ovre-ason-dongshan-twinning', 'ovre-ason-zarechye-twinning']],
    ['in the genitive', 'Nystads', withTown],
    ['a place in the local script', '北湖县', withCounty],
    ['and what lies in it', '北湖市', withCity],
    ['by part of a name in an unspaced script', '北湖', withCity],
    ['a province means its cities and their counties', 'Dongshan', withProvince],
    ['in traditional characters', '東山省', withProvince],
    ['by an older romanisation', 'peihu', withCity],
    ['in Cyrillic, whatever the case', 'ЗАРЕЧЬЕ', withState],
    ['by a name with an apostrophe', "Xi'an", ['region-myrland-xi-an-partnership']],
    ['with a typographic one', 'Xi’an', ['region-myrland-xi-an-partnership']],
    ['without it', 'xian', ['region-myrland-xi-an-partnership']],
    ['words of a designation', 'vänortsavtal', ['smaby-beihu-shi-twinning']],
    ['an inflected word', 'skolklassens', ['smaby-zarechye-twinning']],
    ['a designation in another language', 'договор', ['nystad-zarechye-twinning']],
    ['a designation in an unspaced script', '友好', ['region-myrland-dongshan-twinning']],
    ['words of a layer', '北湖项目', ['smaby-beihu-shi-twinning']],
    ['the number of a matter', 'RS 18/0042', ['region-myrland-xi-an-partnership']],
    ['inflected, with an accent that is not there', 'skolklássens', ['smaby-zarechye-twinning']],
    ['a word that several remarks hold', 'unknown', ['ovre-ason-dongshan-twinning', 'smaby-beihu-shi-twinning']],
    [
      'a word too common to be stemmed',
      'inte',
      ['nystad-beihu-twinning', 'ovre-ason-zarechye-twinning', 'smaby-beihu-shi-partnership'],
    ],
    ['the beginning of a word of running text finds nothing', 'skolk', []],
    ['a word of a remark', 'skolklass', ['smaby-zarechye-twinning']],
    ['one side and the other', 'småby zaretje', ['smaby-zarechye-twinning']],
    ['two places that nothing joins', 'nystad övre', []],
    ['nothing that is there', 'atlantis', []],
  ])('%s: %s', async (_, text, found) => {
    expect(await search(text)).toEqual(found)
  })

  test('no words find everything', async () => {
    for (const text of ['', '   ', ',;', "'", '!?']) expect(await search(text)).toEqual(ids.toSorted())
  })

  test('signs of a search language are no such signs', async () => {
    for (const text of ['北%', '北_县', '%北', '\\北']) expect(await search(text), text).toEqual([])
    for (const text of ['nystad:*', '(nystad)', '!nystad', 'nystad&', "nystad'"])
      expect(await search(text), text).toEqual(withTown)
  })

  test('each further word finds the same or less', { timeout: 60_000 }, async () => {
    const words = fc.constantFrom('nystad', 'småby', 'beihu', 'dongshan', '北', 'avtal', 'x', 'zar', 'kommun', '2020')
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 3 }), words, async (given, further) => {
        const some = await search(given.join(' '))
        const fewer = await search([...given, further].join(', '))
        expect(fewer.filter((id) => !some.includes(id))).toEqual([])
        expect(fewer).toEqual(some.filter((id) => fewer.includes(id)))
        const alone = await search(further)
        expect(fewer).toEqual(some.filter((id) => alone.includes(id)))
      }),
      { numRuns: 30 },
    )
  })

  test('nothing that somebody could type makes the search fail', { timeout: 60_000 }, async () => {
    const characters = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^['"\\:*&|!()<>%_\-a北0 ]{1,12}$/))
    await fc.assert(
      fc.asyncProperty(
        characters.filter((text) => text.isWellFormed()),
        async (text) => {
          expect(await search(text)).toBeInstanceOf(Array)
        },
      ),
      { numRuns: 150 },
    )
  })

  // PostgreSQL holds no NUL in a text, but an address may (`?q=a%00b`).
  test('a NUL in the text is passed over', async () => {
    expect(await search('nystad\0')).toEqual(withTown)
  })
})

describe('a run of signs finds what holds it, as a plain search for the text would', () => {
  const signs = fc.constantFrom('北', '湖', '市', 'ひ', 'A', 'b', '%', '_', '\\', '𠀀', ' ')
  const designations = fc.sample(fc.string({ unit: signs, minLength: 3, maxLength: 9 }), { numRuns: 10, seed: 1 })
  const scripts: { actors: Map<string, string>; nos: Map<number, string> } = { actors: new Map(), nos: new Map() }

  beforeAll(async () => {
    await load(
      changedLittleland({
        'cooperations.csv': (text) => {
          const rows = parse<Record<string, string>>(text, { columns: true })
          return stringify(rows.map((row, index) => ({ ...row, designation: designations[index] ?? '', designation_lang: 'zh-Hans' })), { header: true }) // prettier-ignore
        },
      }),
    )
    const { rows: actors } = await sql<{ actor: string; script: string }>`
      select actor, script from register.actor_text where script is not null`.execute(database.reader)
    const { rows: cooperations } = await sql<{ no: number; script: string }>`
      select cooperation_no as no, script from register.cooperation_text where script is not null`.execute(
      database.reader,
    )
    scripts.actors = new Map(actors.map(({ actor, script }) => [actor, script]))
    scripts.nos = new Map(cooperations.map(({ no, script }) => [no, script]))
    expect(Math.min(scripts.actors.size, scripts.nos.size)).toBeGreaterThan(3)
  })

  /** Runs cut out of the texts, and such as may stand in none. */
  const runs = fc
    .oneof(
      fc.string({ unit: signs, minLength: 1, maxLength: 5 }),
      fc
        .tuple(fc.constantFrom(...designations, '北湖县', '東山省北湖市'), fc.nat(8), fc.integer({ min: 1, max: 5 }))
        .map(([text, start, length]) =>
          Array.from(text)
            .slice(start, start + length)
            .join(''),
        ),
    )
    .filter((run) => isUnspaced(run) && !/\s/.test(run))

  test.each(['北', '北湖', '市北湖'])('%s', async (run) => {
    const [match] = await findWords(database.reader, census, run)
    expect([...(match?.nos ?? [])].toSorted((a, b) => a - b)).toEqual(
      holding(scripts.nos, run).toSorted((a, b) => a - b),
    )
  })

  test('whatever the run', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(runs, async (run) => {
        const [match] = await findWords(database.reader, census, run)
        expect([...(match?.nos ?? [])].toSorted((a, b) => a - b)).toEqual(
          holding(scripts.nos, run).toSorted((a, b) => a - b),
        )
        const named = holding(scripts.actors, run)
        const isWithin = (id: string | null | undefined): boolean =>
          !!id && (named.includes(id) || isWithin(census.actors.rows.find((actor) => actor.id === id)?.parent))
        expect([...(match?.actors ?? [])]).toEqual(census.actors.rows.map(({ id }) => (isWithin(id) ? 1 : 0)))
      }),
      { numRuns: 200 },
    )
  })

  function holding<Key>(texts: Map<Key, string>, run: string): Key[] {
    return [...texts].flatMap(([key, text]) => (text.includes(run) ? [key] : []))
  }
})

describe('in the register of NKK 1/2022', () => {
  beforeAll(() => load({ reference: 'data/reference', datasets: ['data/nkk-2022'] }))

  test.each(['Göteborg', 'goteborg', 'Gothenburg', 'Göteborgs'])('%s', async (text) => {
    expect(await search(text)).toContain('goteborg-shanghai-twinning')
  })

  test('who else works with Lanzhou', async () => {
    const withLanzhou = ids.filter((id) => id.includes('-lanzhou-')).toSorted()
    expect(withLanzhou.length).toBeGreaterThan(1)
    expect(await search('Lanzhou')).toEqual(withLanzhou)
    expect(await search('兰州')).toEqual(withLanzhou)
  })

  test('Gansu means Lanzhou too', async () => {
    expect(await search('gansu')).toEqual(expect.arrayContaining(await search('lanzhou')))
  })

  test.each(["Xi'an", 'Xian', '西安'])('%s finds what Umeå has with it, the disputed one too', async (text) => {
    expect(await search(`umea ${text}`)).toEqual(['umea-xian-partnership', 'umea-xian-twinning'])
  })
})

test('a text is taken apart into words, ten at most', () => {
  expect(wordsOf(' Göteborg,  Shanghai; 上海 — ')).toEqual(['Göteborg', 'Shanghai', '上海'])
  expect(wordsOf('a b c d e f g h i j k l')).toHaveLength(10)
})

test.each([
  ['Göteborg', 'goteborg'],
  ["Xi'an", 'xian'],
  ['Övre Åsön', 'ovre ason'],
  ['København/Łódź', 'kobenhavn lodz'],
  ['  KS 2020/17 ', 'ks 2020 17'],
  ['北湖市', '北湖市'],
  ['—', ''],
])('“%s” is folded to “%s”', (text, folded) => {
  expect(foldWords(text)).toBe(folded)
})

test('what is folded stays as it is when folded again', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldWords(foldWords(text)) === foldWords(text)))
})

test('only scripts without spaces are searched by substring', () => {
  expect(['北湖', 'ひらがな', 'カタカナ', 'กรุงเทพ'].every(isUnspaced)).toBe(true)
  expect(['Göteborg', 'Заречье', '9901', ''].some(isUnspaced)).toBe(false)
})
