import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atRiskAt, kaplanMeier, restrictedMean, survivalAt, type Lifetime } from './kaplan-meier.rules.ts'

const ended = (...years: number[]): Lifetime[] => years.map((each) => ({ years: each, isEnded: true }))
const goingOn = (...years: number[]): Lifetime[] => years.map((each) => ({ years: each, isEnded: false }))

/**
 * Weeks in remission of children with acute leukaemia, under 6-mercaptopurine and under placebo: Freireich et al. 1963,
 * Blood 21: 699–716; Gehan 1965, Biometrika 52: 203–223. Estimates as in Kleinbaum & Klein, Survival Analysis, chapter 2;
 * standard errors and log–log limits as R's package survival prints them (survfit, conf.type = "log-log").
 */
const mercaptopurine = [
  ...ended(6, 6, 6, 7, 10, 13, 16, 22, 23),
  ...goingOn(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35),
]
const placebo = ended(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)

describe('the remissions under 6-mercaptopurine', () => {
  const curve = kaplanMeier(mercaptopurine)
  const at = (time: number) => curve.steps.find((step) => step.time === time)

  test.each([
    [6, 21, 3, 0.8571, 0.0764, 0.6197, 0.9516],
    [7, 17, 1, 0.8067, 0.0869, 0.5631, 0.9228],
    [10, 15, 1, 0.7529, 0.0963, 0.5032, 0.8894],
    [13, 12, 1, 0.6902, 0.1068, 0.4316, 0.8491],
    [16, 11, 1, 0.6275, 0.1141, 0.3675, 0.8049],
    [22, 7, 1, 0.5378, 0.1282, 0.2678, 0.7468],
    [23, 6, 1, 0.4482, 0.1346, 0.1881, 0.6801],
  ])('week %i: %i at risk, %i ended', (time, atRisk, count, survival, error, low, high) => {
    const step = at(time)
    expect(step).toMatchObject({ atRisk, ended: count })
    expect(step?.survival).toBeCloseTo(survival, 4)
    expect(step?.standardError).toBeCloseTo(error, 4)
    expect(step?.low).toBeCloseTo(low, 4)
    expect(step?.high).toBeCloseTo(high, 4)
  })

  test('half are out of remission after 23 weeks; no upper limit is reached', () => {
    expect(curve.median).toEqual({ years: 23, low: 13, high: null })
    expect(curve).toMatchObject({ rows: 21, ended: 9 })
  })

  test('the mean of the first 23 weeks is 17.91; beyond week 35 there is none', () => {
    expect(restrictedMean(curve, 23)).toBeCloseTo(17.91, 2)
    expect(restrictedMean(curve, 35)).not.toBeNull()
    expect(restrictedMean(curve, 36)).toBeNull()
  })

  test('those last seen in a week are at risk of what ends in it', () => {
    expect(at(6)).toMatchObject({ censored: 1 })
    expect(atRiskAt(curve, [0, 6, 6.5, 10, 20, 35, 36])).toEqual([21, 21, 17, 15, 8, 1, 0])
  })
})

describe('the remissions under placebo', () => {
  const curve = kaplanMeier(placebo)

  test('half are over after 8 weeks', () => {
    expect(curve.median.years).toBe(8)
  })

  test.each([
    [1, 0.9048, 0.0641],
    [2, 0.8095, 0.0857],
    [3, 0.7619, 0.0929],
    [4, 0.6667, 0.1029],
    [5, 0.5714, 0.108],
  ])('week %i', (time, survival, error) => {
    const step = curve.steps.find((each) => each.time === time)
    expect(step?.survival).toBeCloseTo(survival, 4)
    expect(step?.standardError).toBeCloseTo(error, 4)
  })

  test('where all have ended there is no standard error, and the upper limit stays', () => {
    const [before, last] = curve.steps.slice(-2)
    expect(last).toMatchObject({ time: 23, survival: 0, standardError: null, low: 0, high: before?.high })
    expect(restrictedMean(curve, 100)).toBeCloseTo(placebo.reduce((sum, { years }) => sum + years, 0) / 21, 10)
  })
})

test('nothing observed gives a curve of nothing', () => {
  const curve = kaplanMeier([])
  expect(curve).toEqual({ rows: 0, ended: 0, steps: [], median: { years: null, low: null, high: null } })
  expect([survivalAt(curve, 3), ...atRiskAt(curve, [0]), restrictedMean(curve, 1)]).toEqual([1, 0, null])
})

test('a curve that comes down to just one half has its median there', () => {
  // 7/8 · 6/7 · 5/6 · 4/5 reckoned one after another need not be one half to the last digit.
  expect(kaplanMeier([...ended(1, 2, 3, 4), ...goingOn(9, 9, 9, 9)]).median.years).toBe(4)
})

const lifetimes = fc.array(
  fc.record({
    years: fc.integer({ min: 0, max: 40 }).map((halves) => halves / 2),
    isEnded: fc.boolean(),
    rows: fc.integer({ min: 0, max: 4 }),
  }),
  { maxLength: 30 },
)

describe('whatever the lifetimes', () => {
  test('the curve never rises, stays within 0 and 1 and within its limits, and loses those at risk one by one', () => {
    fc.assert(
      fc.property(lifetimes, (lives) => {
        const { steps, rows } = kaplanMeier(lives)
        let [survival, atRisk] = [1, rows]
        for (const step of steps) {
          expect(step.survival).toBeLessThanOrEqual(survival)
          expect(step.survival).toBeGreaterThanOrEqual(0)
          expect(step.low).toBeLessThanOrEqual(step.survival)
          expect(step.high).toBeGreaterThanOrEqual(step.survival)
          expect(step.low).toBeGreaterThanOrEqual(0)
          expect(step.high).toBeLessThanOrEqual(1)
          expect(step.atRisk).toBe(atRisk)
          survival = step.survival
          atRisk -= step.ended + step.censored
        }
        expect(atRisk).toBe(0)
      }),
    )
  })

  test('without censoring it is the share that has outlived each age', () => {
    fc.assert(
      fc.property(lifetimes, fc.nat(45), (lives, age) => {
        const all = lives.map((life) => ({ ...life, isEnded: true }))
        const count = (over: number) => all.reduce((sum, { years, rows }) => sum + (years > over ? rows : 0), 0)
        fc.pre(count(-1) > 0)
        expect(survivalAt(kaplanMeier(all), age)).toBeCloseTo(count(age) / count(-1), 10)
      }),
    )
  })

  test('their order does not matter, nor whether equal ones are given one by one', () => {
    fc.assert(
      fc.property(lifetimes, (lives) => {
        const one = lives.flatMap(({ years, isEnded, rows }) =>
          Array.from({ length: rows }, () => ({ years, isEnded })),
        )
        expect(kaplanMeier(lives.toReversed())).toEqual(kaplanMeier(lives))
        expect(kaplanMeier(one)).toEqual(kaplanMeier(lives))
      }),
    )
  })

  test('twice the rows give the same curve, surer', () => {
    fc.assert(
      fc.property(lifetimes, (lives) => {
        const once = kaplanMeier(lives)
        const twice = kaplanMeier([...lives, ...lives])
        expect(twice.median.years).toBe(once.median.years)
        twice.steps.forEach((step, index) => {
          expect(step.survival).toBeCloseTo(once.steps[index]?.survival ?? NaN, 10)
          if (step.survival === 0) return
          expect(step.low).toBeGreaterThanOrEqual((once.steps[index]?.low ?? NaN) - 1e-12)
          expect(step.high).toBeLessThanOrEqual((once.steps[index]?.high ?? NaN) + 1e-12)
        })
      }),
    )
  })

  test('more confidence takes wider limits, and the median lies within its own', () => {
    fc.assert(
      fc.property(lifetimes, (lives) => {
        const [wide, narrow] = [kaplanMeier(lives, { confidence: 0.99 }), kaplanMeier(lives, { confidence: 0.9 })]
        wide.steps.forEach((step, index) => {
          expect(step.low).toBeLessThanOrEqual(narrow.steps[index]?.low ?? NaN)
          expect(step.high).toBeGreaterThanOrEqual(narrow.steps[index]?.high ?? NaN)
        })
        const { years, low, high } = wide.median
        if (years !== null) expect(low ?? Infinity).toBeLessThanOrEqual(years)
        if (high !== null) expect(years ?? Infinity).toBeLessThanOrEqual(high)
      }),
    )
  })

  test('the restricted mean is that of the lives cut off at the horizon, where none is censored before', () => {
    fc.assert(
      fc.property(lifetimes, fc.integer({ min: 0, max: 20 }), (lives, horizon) => {
        const all = lives.filter(({ years, isEnded, rows }) => rows > 0 && (isEnded || years >= horizon))
        fc.pre(all.some(({ years }) => years >= horizon))
        const rows = all.reduce((sum, life) => sum + life.rows, 0)
        const lived = all.reduce((sum, life) => sum + life.rows * Math.min(life.years, horizon), 0)
        expect(restrictedMean(kaplanMeier(all), horizon)).toBeCloseTo(lived / rows, 9)
      }),
    )
  })
})
