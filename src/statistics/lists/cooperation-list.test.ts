import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase } from '../../../checks/harness/database.ts'
import type { Database } from '#platform/db/database.ts'
import { loadPackages, none, openStandingRegister, type Standing } from '#register/index.ts'
import { narrowed, readExplorerQuery } from '../explorer/explorer-query.input.ts'
import { askRegister } from '../explorer/explorer.queries.ts'
import { dimensions, type Dimension } from '../measures/dimension.rules.ts'
import { groundOf } from '../measures/ground.rules.ts'
import { answerFigure, figureYears, measures, type Question } from '../measures/measure.rules.ts'
import type { Figure } from '../measures/year-tally.rules.ts'
import { chooseCooperations, readAllCooperations } from './cooperation-list.queries.ts'
import { defaultQuery, knownOf, readCooperationQuery, writeCooperationQuery } from './cooperation-query.input.ts'

const packages = { reference: 'data/reference', datasets: ['data/nkk-2022'] }

let database: Database
let standing: Standing
beforeAll(async () => {
  database = await openTestDatabase()
  const loaded = await loadPackages(database, packages, new Date('2026-11-26'))
  if (!loaded.ok) throw new Error('The register does not load')
  standing = (await openStandingRegister(database)).now()
}, 60_000)
afterAll(() => database?.close())

/** The answer to the question of an address, as pages and API give it. */
async function answerTo(address: string) {
  const { query, errors } = readExplorerQuery(new URLSearchParams(address), knownOf(standing, 'en'))
  expect(errors).toEqual([])
  return { query, ...(await askRegister(database.reader, standing, query)) }
}

/** The list that an address chooses. */
async function listOf(address: string) {
  const { query, errors } = readCooperationQuery(new URLSearchParams(address), knownOf(standing, 'en'))
  expect(errors).toEqual([])
  return { query, ...(await chooseCooperations(database.reader, standing, query)) }
}

async function idsOf(address: string): Promise<string[]> {
  const { query, ...choice } = await listOf(address)
  const ids: string[] = []
  for await (const piece of readAllCooperations(database.reader, standing, choice, query))
    ids.push(...piece.map(({ id }) => id))
  return ids.toSorted()
}

const exactly = (count: number): Figure => ({ min: count, best: count, max: count })
const figuresOf = (parts: readonly { value: string; figure: Figure | null }[]) =>
  Object.fromEntries(parts.filter(({ figure }) => figure && figure.max > 0).map(({ value, figure }) => [value, figure]))

describe('the figures of NKK 1/2022', () => {
  test('49 were in force at the end of 2016, certainly 49 and possibly 51', async () => {
    expect((await answerTo('measure=in-force&years=2016')).figure).toEqual({ min: 49, best: 49, max: 51 })
    expect((await listOf('in_force=2016')).total).toBe(51)
    expect((await listOf('measure=in-force&years=2016')).total).toBe(51)
  })

  test('if what could not be dated was still there, it was 50, and if what is disputed was, one more', async () => {
    expect((await answerTo('years=2016&rule=nkk-2022-undated-stays')).figure?.best).toBe(50)
    expect((await answerTo('years=2016&rule=nkk-2022-text')).figure?.best).toBe(50)
    expect((await answerTo('years=2016&rule=nkk-2022-text~unknownEnd:never')).figure?.best).toBe(51)
  })

  test('21 ended in 2017–2021, 20 by the Swedish side and one by the Chinese', async () => {
    const { figure, parts } = await answerTo('measure=ended&years=2017..2021&by=initiator')
    expect(figure).toEqual({ min: 21, best: 21, max: 22 })
    expect(figuresOf(parts)).toEqual({
      home: exactly(20), counterpart: exactly(1), unknown: { min: 0, best: 0, max: 1 },
    }) // prettier-ignore
    expect(await idsOf('measure=ended&years=2017..2021&initiator=counterpart')).toEqual([
      'region-kronoberg-suzhou-twinning',
    ])
    expect(await idsOf('measure=ended&years=2017..2021&initiator=unknown')).toEqual(['overkalix-zhuji-twinning'])
  })

  test('at the end of 2021 are 27 twinnings and one partnership', async () => {
    const { parts } = await answerTo('years=2021&by=kind')
    expect(figuresOf(parts)).toMatchObject({ twinning: { best: 27 }, municipal_partnership: { best: 1 } })
    const { figure } = await answerTo('years=2021&kind=municipal_partnership')
    expect(figure).toEqual(exactly(1))
  })

  test('the first began in 1986, and there were nine partnerships in all', async () => {
    const { points } = await answerTo('measure=started&years=1986..2021')
    expect(points[0]).toEqual({ year: 1986, figure: exactly(1) })
    expect((await answerTo('measure=started&kind=municipal_partnership')).figure?.best).toBe(9)
  })

  test('2016 to 2021 is a net change of 21 fewer', async () => {
    const { figure, points } = await answerTo('measure=net-change&years=2017..2021')
    expect(figure?.best).toBe(28 - 49)
    expect(points.reduce((sum, point) => sum + (point.figure?.best ?? 0), 0)).toBe(28 - 49)
  })

  test('all counterparts are Chinese, and in all years of it under an autocracy', async () => {
    const { parts } = await answerTo('years=2016&by=region')
    expect(figuresOf(parts)).toEqual({ '142': { min: 49, best: 49, max: 51 } })
    const byRegime = await answerTo('years=2016&by=regime')
    expect(figuresOf(byRegime.parts)).toEqual({ closed_autocracy: { min: 49, best: 49, max: 51 } })
  })

  test('before and after the years of the study nothing is known', async () => {
    expect((await listOf('in_force=1985')).total).toBe(0)
    expect((await listOf('in_force=2022')).total).toBe(0)
  })
})

describe('a list asked for by what a figure is split by', () => {
  test.each([
    ['initiator=home', 'initiator=counterpart,mutual,unknown,none'],
    ['formality=formal_decision', 'formality=lapse,informal,unknown,none'],
    ['region=142', 'region=none'],
    ['regime=closed_autocracy', 'regime=none'],
    ['level=province', 'level=none,city,county,special_administrative_region,prefecture'],
  ])('%s and %s make up the register', async (some, others) => {
    const known = knownOf(standing, 'en').vocabulary
    // Kinds of actors that the codebook does not have cannot be asked for.
    const sound = others.replace(/^level=.*/, () =>
      `level=none,${known.codes('actor_kind').map(({ code }) => code).filter((code) => code !== 'province').join(',')}`,
    ) // prettier-ignore
    const [first, second] = [await idsOf(some), await idsOf(sound)]
    expect(first.length).toBeGreaterThan(0)
    expect(first.length + second.length).toBe(57)
    expect(new Set([...first, ...second]).size).toBe(57)
  })

  test('just these cooperations, with a figure behind which one of them does not stand', async () => {
    const ids = 'id=overkalix-zhuji-twinning&id=goteborg-shanghai-twinning&id=nobody-at-all'
    expect(await idsOf(ids)).toEqual(['goteborg-shanghai-twinning', 'overkalix-zhuji-twinning'])
    expect(await idsOf(`${ids}&in_force=2021`)).toEqual(['goteborg-shanghai-twinning'])
    expect(await idsOf(`${ids}&measure=in-force&years=2021&rule=nkk-2022-undated-stays`)).toHaveLength(2)
  })

  test('how surely each row stands behind the figure comes with the choice', async () => {
    const { surety } = await listOf('in_force=2016')
    const count = (index: number) => surety?.filter((each) => each === index).length
    expect([count(1), count(2), count(3)]).toEqual([2, 0, 49])
    expect((await listOf('')).surety).toBeUndefined()
  })
})

describe('every figure leads to its rows', () => {
  const years = ['1986..2021', '2016', '2017..2021', '2002']
  const rules = ['nkk-2022', 'nkk-2022~unit:pair~paused:out', 'skr-2018~unknownEnd:never', 'nkk-2022-bodies']

  test.each(measures)('%s', async (measure) => {
    for (const [index, range] of years.entries()) {
      for (const by of [undefined, ...dimensions]) {
        const address = `measure=${measure}&years=${range}&rule=${rules[index % rules.length]}${by ? `&by=${by}` : ''}`
        const { query, figure, parts } = await answerTo(address)
        await expectRows(query.question, figure, undefined, undefined)
        for (const part of parts) await expectRows(query.question, part.figure, by, part.value)
      }
    }
  })

  async function expectRows(question: Question, figure: Figure | null, by: Dimension | undefined, value?: string) {
    const counted = { ...question, by: undefined }
    // Through its address, as a reader follows it.
    const address = writeCooperationQuery({ ...narrowed(defaultQuery, by, value), counted })
    const choice = await listOf(address.toString())
    if (figure === null) return expect(choice.total).toBe(0)
    expect(answerFigure(groundOf(standing), counted, choice.mask)).toEqual(figure)
    const isCount = question.measure !== 'duration' && question.measure !== 'net-change'
    if (isCount && question.rule.unit === 'cooperation' && !question.measure.endsWith('s'))
      expect(choice.total).toBe(figure.max)
    expect(figureYears(question).to).toBeLessThanOrEqual(2021)
  }
})

describe('a question among chosen rows', () => {
  test('counts the regime of the year it is asked for, as the list behind it does', async () => {
    // China’s has been the same in all years, so it is given another. What is worked out of a census is kept with it.
    const changed: Standing = {
      ...standing,
      census: { ...standing.census },
      regimes: {
        ...standing.regimes,
        regimeOf: (_, year) => (year < 2018 ? 'electoral_autocracy' : 'closed_autocracy'),
      },
    }
    const { query } = await answerTo('years=2016&regime=electoral_autocracy')
    const { figure } = await askRegister(database.reader, changed, query)
    const list = await chooseCooperations(database.reader, changed, { ...query.among, counted: query.question })
    expect(list.total).toBe(51)
    expect(figure).toEqual({ min: 49, best: 49, max: 51 })

    // Of a series the filter is that of its last year, and so it is for the rows of an earlier one.
    const { query: later } = await answerTo('years=2014..2020&regime=closed_autocracy')
    const { points } = await askRegister(database.reader, changed, later)
    const of2016 = { ...later.question, years: { from: 2016, to: 2016 } }
    const rows = await chooseCooperations(database.reader, changed, { ...later.among, counted: of2016 })
    expect(points.find(({ year }) => year === 2016)?.figure?.max).toBe(rows.total)
    expect(rows.total).toBe(51)
  })

  test('rows chosen for one reason are not split by others, which would lead to other rows', async () => {
    const { parts } = await answerTo('measure=ended&reason=lack_of_activity&by=reason')
    const { total } = await listOf('measure=ended&years=1986..2021&reason=lack_of_activity')
    expect(parts.map(({ value, figure }) => [value, figure?.max])).toEqual([['lack_of_activity', total]])
  })

  test('words, filters and days choose the same rows as in the list', async () => {
    for (const filter of [
      'q=Shanghai',
      'county=14',
      'on=2000-06-30',
      'status=ended&started=2000..',
      `reason=${none}`,
    ]) {
      const { figure, choice } = await answerTo(`measure=started&${filter}`)
      expect(choice.mask).toEqual((await listOf(filter)).mask)
      expect(figure?.max).toBe((await listOf(`measure=started&${filter}`)).total)
    }
  })
})
