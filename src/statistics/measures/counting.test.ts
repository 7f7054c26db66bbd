import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  censusOf,
  registers,
  type GeneratedCooperation,
  type GeneratedRegister,
} from '../../../checks/harness/generated-register.ts'
import { dayFromNumber, dayNumber } from '#platform/time/day.ts'
import { boundsOf } from '#platform/time/edtf.ts'
import { asStatusEvent, readPackage, spansOf, type Span, type Status, type StatusEvent } from '#register/index.ts'
import { composeRule, countsAsInForce, nkk2022, type CountingRule } from '../rules/counting-rule.rules.ts'
import { seriesOf as seriesOfMeasure, type SeriesPoint } from './counting.rules.ts'
import { countedIn, sureties, type Surety as InForce, type Years } from './surety.rules.ts'
import type { CountedRows } from './life.rules.ts'

const choice = fc.constantFrom('in' as const, 'out' as const)
const rules: fc.Arbitrary<CountingRule> = fc
  .record({ dormant: choice, paused: choice, partlyEnded: choice })
  .map((parts) => composeRule(nkk2022, { ...nkk2022, lapsed: 'out', ...parts }))

function seriesOf(counted: CountedRows, rule: CountingRule, range: Years, mask?: Uint8Array) {
  return seriesOfMeasure(counted, 'in-force', rule, range, mask)
}

function inForceAt(counted: CountedRows, rule: CountingRule, year: number): InForce[] {
  const found = countedIn(counted, 'in-force', rule, { from: year, to: year })
  return Array.from(found, (surety) => sureties[surety] ?? 'no')
}

const firstYear = 1982
const lastYear = 2026
const years = { from: firstYear, to: lastYear }

type Counted = { spans: readonly Span[]; disputed?: boolean }

/** The readings of one cooperation at a year's end, from its stretches, without any shortcut. */
function readingsOf({ spans, disputed = false }: Counted, rule: CountingRule, year: number): InForce {
  const yearEnd = `${year}-12-31`
  const counts = (status: Status) => countsAsInForce(rule, status)
  // Neighbouring stretches that count are one, because a change from one to the other is no change in the figure.
  const stretches: Span[][] = []
  spans.forEach((span, index) => {
    if (!counts(span.status)) return
    const before = spans[index - 1]
    if (before && counts(before.status)) stretches.at(-1)?.push(span)
    else stretches.push([span])
  })
  const some = (holds: (from: Span['from'], to: Span['to']) => boolean) =>
    stretches.some((stretch) => holds((stretch[0] as Span).from, (stretch.at(-1) as Span).to))
  if (
    !disputed &&
    some(
      (from, to) =>
        from.latest !== null &&
        from.latest <= yearEnd &&
        (to === null || (to.earliest !== null && to.earliest > yearEnd)),
    )
  )
    return 'certainly'
  if (!disputed && some((from, to) => from.best <= yearEnd && (to === null || to.best > yearEnd))) return 'best'
  if (
    some(
      (from, to) =>
        (from.earliest === null || from.earliest <= yearEnd) &&
        (to === null || to.latest === null || to.latest > yearEnd),
    )
  )
    return 'possibly'
  return 'no'
}

function pointOf(year: number, readings: readonly InForce[]): SeriesPoint {
  const count = (...which: InForce[]) => readings.filter((reading) => which.includes(reading)).length
  return {
    year,
    min: count('certainly'),
    best: count('certainly', 'best'),
    max: count('certainly', 'best', 'possibly'),
  }
}

function everyYear(of: (year: number) => SeriesPoint): SeriesPoint[] {
  return Array.from({ length: lastYear - firstYear + 1 }, (_, index) => of(firstYear + index))
}

/** The series of one cooperation or a few, for the examples. */
function countEach(year: number, ...cooperations: { events: StatusEvent[]; disputed?: boolean }[]): string {
  const rows = cooperations.map(({ events, disputed = false }, index): GeneratedCooperation => ({
    no: index + 1, home: 'xl-aby', counterpart: 'xb-city', kind: 'twinning', reasons: [], disputed, events, spans: spansOf(events),
  })) // prettier-ignore
  const [point] = seriesOf(censusOf(actorsOfAll, rows), nkk2022, { from: year, to: year })
  return `${point?.min}–${point?.best}–${point?.max}`
}

const actorsOfAll = fc.sample(registers, 1)[0]?.actors ?? []

function happened(kind: StatusEvent['kind'], date: string): StatusEvent {
  return { id: `${kind}-${date}`, kind, date, agreement: null, rank: 'normal' }
}

describe('what a lawyer or a clerk can check (certain – best – possible at the year’s end)', () => {
  const goteborg = [
    happened('established', '1986-05'),
    happened('paused', '1989'),
    happened('resumed', '1990'),
    happened('partly_ended', '2020'),
  ]
  test.each([
    [1985, '0–0–0'],
    [1986, '1–1–1'],
    [1989, '1–1–1'],
    [2021, '1–1–1'],
  ])(
    'Göteborg–Shanghai counts at the end of %i as %s: a pause and a partial ending leave it in force',
    (year, counted) => {
      expect(countEach(year, { events: goteborg })).toBe(counted)
    },
  )

  const overkalix = [happened('established', '2002'), happened('ended', '[2002..2021]')]
  test.each([
    [2001, '0–0–0'],
    [2002, '0–1–1'],
    [2011, '0–1–1'],
    [2012, '0–0–1'],
    [2020, '0–0–1'],
    [2021, '0–0–0'],
  ])('Överkalix, ended at an unknown time by 2021, counts at the end of %i as %s', (year, counted) => {
    expect(countEach(year, { events: overkalix })).toBe(counted)
  })

  test('one whose existence is disputed counts only in the upper bound', () => {
    const events = [happened('established', '2007')]
    expect(countEach(2016, { events, disputed: true })).toBe('0–0–1')
    expect(countEach(2016, { events, disputed: true }, { events })).toBe('1–1–2')
  })

  test('one that ends on the last day of a year does not count at the end of that year', () => {
    const events = [happened('established', '1997-01-01'), happened('ended', '2016-12-31')]
    expect([2015, 2016].map((year) => countEach(year, { events }))).toEqual(['1–1–1', '0–0–0'])
  })

  test('one that begins on the last day of a year does', () => {
    const events = [happened('established', '1997-12-31')]
    expect([1996, 1997].map((year) => countEach(year, { events }))).toEqual(['0–0–0', '1–1–1'])
  })

  test('one that began in the nineties counts as certain from the end of 1999', () => {
    const events = [happened('established', '199X')]
    expect([1989, 1990, 1994, 1998, 1999].map((year) => countEach(year, { events }))).toEqual([
      '0–0–0',
      '0–0–1',
      '0–1–1',
      '0–1–1',
      '1–1–1',
    ])
  })

  test('where pausing ends the count, a pause with loose dates does not let one count twice', () => {
    const strict = composeRule(nkk2022, { ...nkk2022, dormant: 'out', paused: 'out', partlyEnded: 'out' })
    const events = [
      happened('established', '2000'),
      happened('paused', '[2005..2012]'),
      happened('resumed', '[2006..2013]'),
    ]
    const spans = spansOf(events)
    const census = censusOf(actorsOfAll, [
      { no: 1, home: 'xl-aby', counterpart: 'xb-city', kind: 'twinning', reasons: [], disputed: false, events, spans },
    ])
    const points = seriesOf(census, strict, { from: 2004, to: 2014 })
    expect(points.map(({ max }) => max)).toEqual(Array.from({ length: 11 }, () => 1))
    expect(points.map(({ min }) => min)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
  })
})

describe('the register of NKK 1/2022', () => {
  const pack = readPackage('data/nkk-2022')
  const eventsOf = Map.groupBy(pack.rows.events ?? [], (row) => String(row.cooperation))
  const rows = (pack.rows.cooperations ?? []).map((row, index): GeneratedCooperation & { id: string } => {
    const events = (eventsOf.get(String(row.id)) ?? []).map(asStatusEvent)
    return {
      id: String(row.id), no: index + 1, home: 'xl-aby', counterpart: 'xb-city', kind: String(row.kind),
      disputed: row.standing === 'disputed', reasons: [], events, spans: spansOf(events),
    } // prettier-ignore
  })
  const census = censusOf(actorsOfAll, rows)
  const twinnings = Uint8Array.from(census.kind, (kind) => (census.kinds[kind] === 'twinning' ? 1 : 0))

  test.each([
    [1986, { min: 1, best: 1, max: 1 }],
    // 49 and, if Överkalix still stood, 50; one more if Umeå and Xi'an were twinned, as only the text says.
    [2016, { min: 49, best: 49, max: 51 }],
    [2021, { min: 28, best: 28, max: 29 }],
  ])('in force at the end of %i', (year, figures) => {
    expect(seriesOf(census, nkk2022, { from: year, to: year })).toEqual([{ year, ...figures }])
  })

  test('at the end of 2021 one partnership was left, and 27 twinnings', () => {
    expect(seriesOf(census, nkk2022, { from: 2021, to: 2021 }, twinnings)[0]?.best).toBe(27)
  })

  test('what makes 2016 uncertain are Överkalix and the disputed twinning of Umeå', () => {
    const uncertain = inForceAt(census, nkk2022, 2016).flatMap((reading, row) =>
      reading === 'possibly' || reading === 'best' ? [rows[(census.no[row] ?? 0) - 1]?.id] : [],
    )
    expect(new Set(uncertain)).toEqual(new Set(['overkalix-zhuji-twinning', 'umea-xian-twinning']))
  })
})

describe('for every register and rule', () => {
  test('the series is the slow and obvious count, from the stretches themselves', () => {
    fc.assert(
      fc.property(registers, rules, ({ census, cooperations }, rule) => {
        expect(seriesOf(census, rule, years)).toEqual(
          everyYear((year) =>
            pointOf(
              year,
              cooperations.map((each) => readingsOf(each, rule, year)),
            ),
          ),
        )
      }),
    )
  })

  test('the series is the sum over how each row counts', () => {
    fc.assert(
      fc.property(registers, rules, ({ census, cooperations }, rule) => {
        for (const year of [1990, 2003, 2016, 2021]) {
          const readings = inForceAt(census, rule, year)
          expect(readings).toEqual(cooperations.map((each) => readingsOf(each, rule, year)))
          expect(seriesOf(census, rule, { from: year, to: year })).toEqual([pointOf(year, readings)])
        }
      }),
    )
  })

  test('min ≤ best ≤ max in every year, and max is at most the number of rows', () => {
    fc.assert(
      fc.property(registers, rules, ({ census }, rule) => {
        for (const { min, best, max } of seriesOf(census, rule, years)) {
          expect(min).toBeLessThanOrEqual(best)
          expect(best).toBeLessThanOrEqual(max)
          expect(max).toBeLessThanOrEqual(census.rows)
        }
      }),
    )
  })

  test('the sum over the kinds is the total', () => {
    fc.assert(
      fc.property(registers, rules, ({ census }, rule) => {
        const total = seriesOf(census, rule, years)
        const parts = census.kinds.map((_, kind) =>
          seriesOf(
            census,
            rule,
            years,
            Uint8Array.from(census.kind, (each) => (each === kind ? 1 : 0)),
          ),
        )
        total.forEach((point, index) => {
          for (const key of ['min', 'best', 'max'] as const) {
            expect(parts.reduce((sum, part) => sum + (part[index]?.[key] ?? 0), 0)).toBe(point[key])
          }
        })
      }),
    )
  })

  test('a year’s figures do not depend on which years are asked for', () => {
    fc.assert(
      fc.property(
        registers,
        rules,
        fc.integer({ min: firstYear, max: lastYear }),
        fc.nat(10),
        ({ census }, rule, from, more) => {
          const part = seriesOf(census, rule, { from, to: from + more })
          const whole = seriesOf(census, rule, { from: firstYear, to: lastYear + 10 })
          expect(part).toEqual(whole.slice(from - firstYear, from - firstYear + more + 1))
        },
      ),
    )
  })

  test('the band holds what the figures would be, were the loose dates known', () => {
    fc.assert(
      fc.property(
        registers,
        rules,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 192, maxLength: 192 }),
        (register, rule, picks) => {
          const worlds = register.cooperations.map((cooperation, row) =>
            knownDays(cooperation, picks.slice(row * 8, row * 8 + 8)),
          )
          for (const { year, min, max } of seriesOf(register.census, rule, years)) {
            const figure = inForceInWorld(register, worlds, rule, year)
            expect(min).toBeLessThanOrEqual(figure)
            expect(figure).toBeLessThanOrEqual(max)
          }
        },
      ),
    )
  })
})

type World = { status: Status; day: string }[]

/** One way in which things can have happened: a day within what each date can mean, in the order of the stretches. */
function knownDays({ events, spans }: GeneratedCooperation, picks: readonly number[]): World {
  const written = spans.map((span) => boundsOf(events.find((event) => event.id === span.because)?.date ?? ''))
  const farPast = dayNumber('1970-01-01')
  const farFuture = dayNumber('2040-12-31')
  const firsts = written.map((bounds) => (bounds?.earliest ? dayNumber(bounds.earliest) : farPast))
  const lasts = written.map((bounds) => (bounds?.latest ? dayNumber(bounds.latest) : farFuture))
  let floor = farPast
  return spans.map((span, index) => {
    const first = Math.max(floor, firsts[index] ?? farPast)
    const last = Math.min(...lasts.slice(index))
    floor = first + Math.round((last - first) * (picks[index] ?? 0))
    return { status: span.status, day: dayFromNumber(floor) }
  })
}

/** The figure where sure days are known; of a disputed cooperation, that it never was. */
function inForceInWorld(
  { cooperations }: GeneratedRegister,
  worlds: readonly World[],
  rule: CountingRule,
  year: number,
): number {
  return worlds.filter((world, row) => {
    const status = world.findLast(({ day }) => day <= `${year}-12-31`)?.status
    return !cooperations[row]?.disputed && status !== undefined && countsAsInForce(rule, status)
  }).length
}
