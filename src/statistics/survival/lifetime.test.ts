import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actors, censusOf, registers, type GeneratedCooperation } from '../../../checks/harness/generated-register.ts'
import { dayNumber } from '#platform/time/day.ts'
import { asStatusEvent, readPackage, spansOf, type StatusEvent } from '#register/index.ts'
import { composeRule, countingRules, nkk2022, ruleChoices, type CountingRule } from '../rules/counting-rule.rules.ts'
import { kaplanMeier, type LifeColumns } from './kaplan-meier.rules.ts'
import { bandOfDates, lifetimesOf, type Coverage } from './lifetime.rules.ts'

const coverage: Coverage = { from: '1986-01-01', to: '2021-12-31' }
const readings = ['shortest', 'best', 'longest'] as const

function happened(kind: StatusEvent['kind'], date: string): StatusEvent {
  return { id: `${kind}-${date}`, kind, date, agreement: null, rank: 'normal' }
}

function censusOfEvents(...cooperations: { events: StatusEvent[]; disputed?: boolean }[]) {
  const rows = cooperations.map(({ events, disputed = false }, index): GeneratedCooperation => ({
    no: index + 1, home: 'xl-aby', counterpart: 'xb-city', kind: 'twinning', reasons: [], disputed, events, spans: spansOf(events),
  })) // prettier-ignore
  return censusOf(actors, rows)
}

/** The different lives that any row has. */
function rowsOf({ rows, years, isEnded, start, end }: LifeColumns) {
  return Array.from(rows, (count, life) => ({
    rows: count, years: years[life] ?? NaN, isEnded: isEnded[life] === 1, start: start[life] ?? NaN, end: end[life] ?? NaN,
  })).filter((life) => life.rows > 0) // prettier-ignore
}

/** `shortest | best | longest` in years, with a plus where the life goes on. */
function livesOf(events: StatusEvent[], rule: CountingRule = nkk2022, disputed = false): string {
  const found = lifetimesOf(censusOfEvents({ events, disputed }), rule, undefined, coverage)
  const say = (lives: LifeColumns) => rowsOf(lives).map(({ years, isEnded }) => `${years}${isEnded ? '' : '+'}`)
  return readings.map((reading) => say(found[reading]).join()).join(' | ')
}

describe('what a clerk can check (shortest | best | longest; + goes on)', () => {
  const since2002 = happened('established', '2002')

  test('from one year to another: a year more or less, whatever leap days lie between', () => {
    expect(livesOf([since2002, happened('ended', '2019')])).toBe('16 | 17 | 18')
    expect(livesOf([happened('established', '2000'), happened('ended', '2020')])).toBe('19 | 20 | 21')
  })

  test('begun and ended in one year', () => {
    expect(livesOf([since2002, happened('ended', '2002')])).toBe('0 | 0 | 1')
  })

  test('still going on: censored at the last day of coverage', () => {
    expect(livesOf([since2002])).toBe('19+ | 19.5+ | 20+')
  })

  test('an end after the coverage is not known to it', () => {
    expect(livesOf([since2002, happened('ended', '2022-01-17')])).toBe('19+ | 19.5+ | 20+')
  })

  test('a pause, dormancy or a partial ending ends nothing, even where the rule does not count it', () => {
    const rule = composeRule(nkk2022, { ...nkk2022, paused: 'out', dormant: 'out', partlyEnded: 'out' })
    const events = [
      since2002,
      happened('dormant', '2010'),
      happened('paused', '2015'),
      happened('partly_ended', '2018'),
    ]
    expect(livesOf(events, rule)).toBe('19+ | 19.5+ | 20+')
  })

  test('a lapse ends a life where the rule says so; where it does not, the life goes on', () => {
    const events = [since2002, happened('lapsed', '2012')]
    expect(livesOf(events)).toBe('19+ | 19.5+ | 20+')
    expect(livesOf(events, composeRule(nkk2022, { ...nkk2022, lapsed: 'out' }))).toBe('9 | 10 | 11')
  })

  test('a resumption after an end makes it one life', () => {
    expect(livesOf([since2002, happened('ended', '2005'), happened('resumed', '2010')])).toBe('19+ | 19.5+ | 20+')
  })

  const overkalix = [since2002, happened('ended', '[2002..2021]')]

  test.each([
    ['middle', '0 | 9.5 | 20'],
    ['earliest', '0 | 0 | 20'],
    ['never', '0 | 19.5+ | 20+'],
  ] as const)('an end at an unknown date, under unknownEnd:%s', (unknownEnd, lives) => {
    expect(livesOf(overkalix, composeRule(nkk2022, { ...nkk2022, unknownEnd }))).toBe(lives)
  })

  test('an end that may lie beyond the coverage is censored in the longest reading alone', () => {
    expect(livesOf([since2002, happened('ended', '[2020..2023]')])).toBe('17 | 19.5 | 20+')
  })

  test('a start without a first possible day is taken from the first day of coverage, at the longest', () => {
    expect(livesOf([happened('established', '[..2000]'), happened('ended', '2010-12-31')])).toBe('10 | 10 | 25')
  })

  test('what began before the coverage is kept with its whole life', () => {
    expect(livesOf([happened('established', '1970'), happened('ended', '1990')])).toBe('19 | 20 | 21')
  })

  test('what begins after the coverage has no life in it', () => {
    expect(livesOf([happened('established', '2022')])).toBe(' |  | ')
  })

  test.each([
    ['in', '19+ | 19.5+ | 20+'],
    ['upper-bound', ' |  | '],
    ['out', ' |  | '],
  ] as const)('a disputed one under disputed:%s', (disputed, lives) => {
    expect(livesOf([since2002], composeRule(nkk2022, { ...nkk2022, disputed }), true)).toBe(lives)
  })

  test('equal lives are one, with their number; the mask chooses, and what has no life is counted', () => {
    const census = censusOfEvents(
      { events: [since2002, happened('ended', '2019')] },
      { events: [since2002, happened('ended', '2019')] },
      { events: [since2002, happened('ended', '2019')] },
      { events: [since2002], disputed: true },
    )
    const { best, leftOut } = lifetimesOf(census, nkk2022, Uint8Array.of(1, 0, 1, 1), coverage)
    expect(rowsOf(best)).toEqual([
      { years: 17, isEnded: true, rows: 2, start: dayNumber('2002-07-02'), end: dayNumber('2019-07-02') },
    ])
    expect(leftOut).toBe(1)
  })
})

describe('the Swedish–Chinese register', () => {
  const pack = readPackage('data/nkk-2022')
  const eventsOf = Map.groupBy(pack.rows.events ?? [], (row) => row.cooperation)
  const census = censusOfEvents(
    ...(pack.rows.cooperations ?? []).map((row) => ({
      events: (eventsOf.get(String(row.id)) ?? []).map(asStatusEvent),
      disputed: row.standing === 'disputed',
    })),
  )

  test('56 lives, the disputed one left out, and the endings that are not lapses', () => {
    const lives = lifetimesOf(census, nkk2022, undefined, coverage)
    const curve = kaplanMeier(lives.best)
    expect([curve.rows, lives.leftOut]).toEqual([56, 1])
    expect(curve.ended).toBe(28)
    expect(kaplanMeier(lives.shortest).ended).toBe(28)
  })

  test('half have ended after some sixteen years', () => {
    const lives = lifetimesOf(census, nkk2022, undefined, coverage)
    const curves = {
      shortest: kaplanMeier(lives.shortest),
      best: kaplanMeier(lives.best),
      longest: kaplanMeier(lives.longest),
    }
    expect(readings.map((reading) => curves[reading].median.years)).toEqual([15.7, 16.21, 17])
    expect(bandOfDates(curves, [5, 10, 15]).map(({ low, best, high }) => low <= best && best <= high)).toEqual([
      true, true, true,
    ]) // prettier-ignore
  })
})

describe('whatever the register and the rule', () => {
  const choices = Object.fromEntries(
    Object.entries(ruleChoices).map(([part, values]) => [part, fc.constantFrom(...(values as readonly string[]))]),
  )
  const rules = fc.record(choices).map((parts) => composeRule(nkk2022, { ...nkk2022, ...parts }))

  test('each row has one life in each reading, the shortest no longer than the best, the best than the longest', () => {
    fc.assert(
      fc.property(registers, rules, ({ cooperations }, rule) => {
        for (const cooperation of cooperations) {
          const found = lifetimesOf(censusOf(actors, [cooperation]), rule, undefined, coverage)
          const [shortest, best, longest] = readings.map((reading) => rowsOf(found[reading]))
          expect([shortest?.length, best?.length, longest?.length]).toEqual(Array(3).fill(1 - found.leftOut))
          if (!shortest?.[0] || !best?.[0] || !longest?.[0]) continue
          expect(shortest[0].years).toBeGreaterThanOrEqual(0)
          expect(shortest[0].years).toBeLessThanOrEqual(best[0].years)
          expect(best[0].years).toBeLessThanOrEqual(longest[0].years)
          // Read as longer, a life may cease to have ended within the coverage, never begin to.
          expect(Number(shortest[0].isEnded)).toBeGreaterThanOrEqual(Number(best[0].isEnded))
          expect(Number(best[0].isEnded)).toBeGreaterThanOrEqual(Number(longest[0].isEnded))
          for (const life of [shortest[0], best[0], longest[0]]) {
            expect(life.end).toBeLessThanOrEqual(dayNumber(coverage.to))
            expect(life.start).toBeLessThanOrEqual(life.end)
          }
        }
      }),
    )
  })

  test('all together are those of each by itself', () => {
    const perRow = (lives: LifeColumns) =>
      rowsOf(lives).flatMap(({ years, isEnded, rows, start, end }) =>
        Array.from({ length: rows }, () => `${start} ${end} ${years} ${isEnded}`),
      )
    fc.assert(
      fc.property(
        registers,
        fc.constantFrom(...countingRules),
        fc.infiniteStream(fc.boolean()),
        (register, rule, drawn) => {
          const { census, cooperations } = register
          const mask = Uint8Array.from(cooperations, () => Number(drawn.next().value))
          const all = lifetimesOf(census, rule, mask, coverage)
          const each = cooperations
            .filter((_, row) => mask[row])
            .map((cooperation) => lifetimesOf(censusOf(actors, [cooperation]), rule, undefined, coverage))
          for (const reading of readings) {
            expect(perRow(all[reading]).toSorted()).toEqual(each.flatMap((lives) => perRow(lives[reading])).toSorted())
          }
          expect(all.leftOut).toBe(each.reduce((sum, { leftOut }) => sum + leftOut, 0))
        },
      ),
    )
  })
})

test('the curve of longer lives can lie below: the band is the lowest and highest of the readings', () => {
  const life = (years: number, isEnded: boolean) => ({ years, isEnded })
  const shortest = kaplanMeier([life(1, true), life(2, false), life(3, true)])
  const longest = kaplanMeier([life(2.5, true), life(2, false), life(3, true)])
  const [band] = bandOfDates({ shortest, best: shortest, longest }, [2.7])
  expect(band?.low).toBeCloseTo(1 / 2, 10)
  expect(band?.high).toBeCloseTo(2 / 3, 10)
})
