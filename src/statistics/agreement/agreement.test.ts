// Do the coefficients come out as published, and do they mean what they say?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agreementOf, batchesOf } from './agreement.rules.ts'
import { bootstrapInterval } from './bootstrap.rules.ts'
import { cohenKappa, kappaWeights, shareAgreed } from './cohen.rules.ts'
import { alphaOfCode, krippendorffAlpha } from './krippendorff.rules.ts'
import {
  coincidencesOf,
  confusionOf,
  type Coefficient,
  type ReliabilityData,
  type UnitCounts,
} from './reliability.rules.ts'

/** Coders × units as papers print them, a full stop for a missing value and codes from 1, to units × coders from 0. */
function printed(...coders: string[]): ReliabilityData {
  const rows = coders.map((row) => row.split(' ').map((value) => (value === '.' ? null : Number(value) - 1)))
  return rows[0]!.map((_, unit) => rows.map((row) => row[unit]!))
}

function valueOf(coefficient: Coefficient): number {
  if (!coefficient.ok) throw new Error(`No coefficient: ${coefficient.reason}`)
  return coefficient.value
}

/** Krippendorff (2011), example C: twelve units, four observers, missing values. */
const krippendorff2011 = printed(
  '1 2 3 3 2 1 4 1 2 . . .',
  '1 2 3 3 2 2 4 1 2 5 . 3',
  '. 3 3 3 2 3 4 2 2 5 1 .',
  '1 2 3 3 2 4 4 1 2 5 1 .',
)

/** The example of SAS's FREQ procedure: two raters, three categories, of which one rater never used the first. */
const sas = [
  [0, 4, 1],
  [0, 8, 0],
  [0, 1, 5],
]

/** `anxiety` of the R package irr, raters 2 and 3 by twenty people. Grade 5, which neither gave, is left out, as irr does. */
const anxiety = confusionOf(
  printed(
    '3 5 4 5 2 4 2 4 3 3 2 3 3 3 2 2 1 3 3 4', // 5 stands for grade 6
    '2 1 4 4 3 2 1 5 1 1 1 2 3 3 1 1 3 3 2 2',
  ),
  0,
  1,
  5,
)

describe('against published examples', () => {
  test.each([
    ['nominal', 0.743],
    ['ordinal', 0.815],
  ] as const)('Krippendorff’s own example of %s data', (level, published) => {
    expect(valueOf(krippendorffAlpha(krippendorff2011, level, 5))).toBeCloseTo(published, 3)
  })

  test('the coincidences that Krippendorff prints for it', () => {
    const matrix = coincidencesOf(krippendorff2011, 5)
    expect(matrix.map((row) => [...row].map((cell) => Number(cell.toFixed(3))))).toEqual([
      [7, 1.333, 0.333, 0.333, 0],
      [1.333, 10, 1.333, 0.333, 0],
      [0.333, 1.333, 8, 0.333, 0],
      [0.333, 0.333, 0.333, 4, 0],
      [0, 0, 0, 0, 3],
    ])
  })

  test.each([
    ['none', 0.4842],
    ['linear', 0.4701],
  ] as const)('SAS’s example of kappa, weights %s', (weights, published) => {
    expect(valueOf(cohenKappa(sas, weights))).toBeCloseTo(published, 4)
  })

  test.each([
    ['none', -0.006289308],
    ['linear', 0.1459075],
    ['quadratic', 0.2520325],
  ] as const)('kappa2 of the R package irr, weights %s', (weights, published) => {
    expect(valueOf(cohenKappa(anxiety, weights))).toBeCloseTo(published, 6)
  })

  test('the kappa of Cohen’s own table of 1960, as Cohen (1968) restates it', () => {
    const table = [
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ]
    expect(valueOf(cohenKappa(table))).toBeCloseTo(0.492, 3)
    expect(shareAgreed(table)).toBe(0.7)
  })
})

const size = 4
const code = fc.option(fc.nat(size - 1), { freq: 5 })
const dataOf = (coders: number) =>
  fc.array(fc.array(code, { minLength: coders, maxLength: coders }), { minLength: 1, maxLength: 25 })
const data = fc.integer({ min: 2, max: 4 }).chain(dataOf)
const level = fc.constantFrom('nominal' as const, 'ordinal' as const)

/** Equal but for rounding. */
function expectSame(one: Coefficient, other: Coefficient): void {
  if (!one.ok || !other.ok) expect(one).toEqual(other)
  else expect(one.value).toBeCloseTo(other.value, 9)
}

describe('whatever the codes', () => {
  test('the order of coders and of units changes nothing', () => {
    fc.assert(
      fc.property(data, level, fc.infiniteStream(fc.nat()), (units, of, chance) => {
        const shuffled = <T>(list: readonly T[]) =>
          list
            .map((value) => ({ value, at: chance.next().value! }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ value }) => value)
        const order = shuffled(units[0]!.map((_, coder) => coder))
        const turned = shuffled(units).map((unit) => order.map((coder) => unit[coder]!))
        expectSame(krippendorffAlpha(units, of, size), krippendorffAlpha(turned, of, size))
      }),
    )
  })

  test('exchanging the two coders leaves kappa as it is', () => {
    fc.assert(
      fc.property(dataOf(2), fc.constantFrom(...kappaWeights), (units, weights) => {
        const one = cohenKappa(confusionOf(units, 0, 1, size), weights)
        expectSame(one, cohenKappa(confusionOf(units, 1, 0, size), weights))
      }),
    )
  })

  test('coefficients are numbers of at most 1, or say why there is none', () => {
    fc.assert(
      fc.property(data, level, (units, of) => {
        const confusion = confusionOf(units, 0, 1, size)
        const all = [
          krippendorffAlpha(units, of, size),
          alphaOfCode(units, 0),
          ...kappaWeights.map((weights) => cohenKappa(confusion, weights)),
        ]
        for (const each of all) {
          if (each.ok) expect(Number.isFinite(each.value) && each.value <= 1 + 1e-12).toBe(true)
          else expect(['no-pairs', 'no-variation']).toContain(each.reason)
        }
      }),
    )
  })

  test('complete agreement on more than one code is 1, and on one code undefined', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(size - 1), { minLength: 2, maxLength: 30 }), level, (codes, of) => {
        const units = codes.map((each) => [each, each, each])
        const alpha = krippendorffAlpha(units, of, size)
        const kappa = cohenKappa(confusionOf(units, 0, 1, size))
        if (new Set(codes).size > 1) expect([valueOf(alpha), valueOf(kappa)]).toEqual([1, 1])
        else expect([alpha, kappa]).toEqual([1, 2].map(() => ({ ok: false, reason: 'no-variation' })))
      }),
    )
  })

  test('a unit that fewer than two have coded changes no alpha', () => {
    fc.assert(
      fc.property(data, level, fc.nat(size - 1), (units, of, alone) => {
        const more = [...units, units[0]!.map((_, coder) => (coder === 0 ? alone : null))]
        expect(krippendorffAlpha(more, of, size)).toEqual(krippendorffAlpha(units, of, size))
      }),
    )
  })

  test('of two codes, every way of weighting gives one kappa, and both levels one alpha', () => {
    const binary = fc.array(fc.tuple(fc.nat(1), fc.nat(1)), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(binary, (units) => {
        const confusion = confusionOf(units, 0, 1, 2)
        for (const weights of kappaWeights) expectSame(cohenKappa(confusion, weights), cohenKappa(confusion))
        expectSame(krippendorffAlpha(units, 'ordinal', 2), krippendorffAlpha(units, 'nominal', 2))
      }),
    )
  })
})

test('without two codes of one unit there is no coefficient', () => {
  expect(krippendorffAlpha([[0, null], [null, 1]], 'nominal', 2)).toEqual({ ok: false, reason: 'no-pairs' })
  expect(cohenKappa([[0, 0], [0, 0]])).toEqual({ ok: false, reason: 'no-pairs' })
  expect(krippendorffAlpha([], 'ordinal', 3)).toEqual({ ok: false, reason: 'no-pairs' })
  expect(shareAgreed([])).toBeUndefined()
}) // prettier-ignore

test('disagreement that is further apart in the order weighs more', () => {
  const near = [[0, 1], [1, 1], [2, 2], [3, 3]] // prettier-ignore
  const far = [[0, 3], [1, 1], [2, 2], [3, 3]] // prettier-ignore
  expect(valueOf(krippendorffAlpha(far, 'ordinal', 4))).toBeLessThan(valueOf(krippendorffAlpha(near, 'ordinal', 4)))
})

describe('the bootstrap', () => {
  const alpha = (units: ReliabilityData, counts?: UnitCounts) => krippendorffAlpha(units, 'nominal', 5, counts)

  test('counts a unit that was drawn twice as two', () => {
    fc.assert(
      fc.property(data, level, fc.array(fc.nat(3), { minLength: 25, maxLength: 25 }), (units, of, counts) => {
        const drawn = units.flatMap((unit, index) => Array.from({ length: counts[index]! }, () => unit))
        expectSame(krippendorffAlpha(units, of, size, counts), krippendorffAlpha(drawn, of, size))
        const [one, other] = [confusionOf(units, 0, 1, size, counts), confusionOf(drawn, 0, 1, size)]
        expect(one).toEqual(other)
      }),
    )
  })

  test('draws the same samples from the same seed, and others from another', () => {
    const drawn = (seed: number) => bootstrapInterval(krippendorff2011, alpha, { seed })
    expect(drawn(7)).toEqual(drawn(7))
    expect(drawn(8)).not.toEqual(drawn(7))
  })

  test('gives an interval around the coefficient, wider for more confidence', () => {
    const of = (confidence: number) => bootstrapInterval(krippendorff2011, alpha, { seed: 1, confidence })!
    const [narrow, wide] = [of(0.5), of(0.95)]
    expect(wide.low).toBeLessThan(narrow.low)
    expect(narrow.low).toBeLessThan(0.743)
    expect(narrow.high).toBeGreaterThan(0.743)
    expect(wide.high).toBeGreaterThan(narrow.high)
  })

  test('is narrower the more units there are', () => {
    const width = (units: ReliabilityData) => {
      const { low, high } = bootstrapInterval(units, alpha, { seed: 3 })!
      return high - low
    }
    const many = Array.from({ length: 10 }, () => krippendorff2011).flat()
    expect(width(many)).toBeLessThan(width(krippendorff2011) / 2)
  })

  test('says nothing of very few units, or of units so much alike that most samples have no coefficient', () => {
    expect(bootstrapInterval(krippendorff2011.slice(0, 4), alpha, { seed: 1 })).toBeUndefined()
    const alike = Array.from({ length: 12 }, (_, unit) => (unit === 0 ? [0, 1] : [0, 0]))
    expect(bootstrapInterval(alike, alpha, { seed: 1 })).toBeUndefined()
  })
})

describe('the agreement of a round', () => {
  // Thirty units that the coders took from the last to the first; they drift apart in the last third.
  const units = Array.from({ length: 30 }, (_, unit) => [unit % 3, unit < 10 ? (unit + 1) % 3 : unit % 3])
  const order = units.map((_, unit) => [29 - unit, 29 - unit])
  const agreement = agreementOf({ data: units, order, level: 'ordinal', size: 3, seed: 1 })

  test('falls where coders drift apart', () => {
    expect(agreement.batches.map(({ from, to }) => [from, to])).toEqual([[1, 10], [11, 20], [21, 30]]) // prettier-ignore
    const alphas = agreement.batches.map(({ alpha }) => valueOf(alpha))
    expect(alphas.slice(0, 2)).toEqual([1, 1])
    expect(alphas[2]).toBeLessThan(0)
  })

  test('is told for each pair with all weights, and for each code', () => {
    expect(agreement.pairs.map(({ coders, kappas }) => [coders, kappas.map(({ weights }) => weights)])).toEqual([
      [
        [0, 1],
        ['none', 'linear', 'quadratic'],
      ],
    ])
    expect(agreement.pairs[0]?.agreed).toBeCloseTo(2 / 3)
    expect(agreement.codes.map(({ given }) => given).reduce((a, b) => a + b)).toBe(60)
  })

  test('leaves out what fewer than two have coded, and says so', () => {
    const withGaps = units.map((unit, index) => (index < 6 ? [unit[0]!, null] : unit))
    const { alpha, leftOut } = agreementOf({ data: withGaps, order, level: 'nominal', size: 3, seed: 1 })
    expect([alpha.units, leftOut]).toEqual([24, 6])
  })

  test('every unit that somebody came to is in exactly one batch', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(100)), { minLength: 20, maxLength: 120 }), (places) => {
        const all = places.map((_, unit) => [unit])
        const batches = batchesOf(all, places.map((place) => [place])) // prettier-ignore
        const met = batches.flatMap(({ units: inBatch }) => inBatch.map(([unit]) => unit!))
        const known = places.flatMap((place, unit) => (place === null ? [] : [unit]))
        if (known.length < 10) expect(met).toEqual([])
        else expect(met.toSorted((a, b) => a - b)).toEqual(known)
      }),
    )
  })
})
