// How well did the coders of a round agree: on the whole, two by two, on each code, and as they went on?
import type { Interval } from '../survival/confidence.rules.ts'
import { bootstrapInterval } from './bootstrap.rules.ts'
import { cohenKappa, kappaWeights, shareAgreed, type KappaWeights } from './cohen.rules.ts'
import { alphaOfCode, krippendorffAlpha } from './krippendorff.rules.ts'
import {
  coincidencesOf,
  codesOf,
  confusionOf,
  pairable,
  sumOf,
  type Coefficient,
  type Level,
  type ReliabilityData,
  type UnitCounts,
} from './reliability.rules.ts'

/** `units`: how many it rests on. `interval`: 95 %, by bootstrap; undefined where units are too few or too much alike. */
export type Estimate = Coefficient & { units: number; interval: Interval | undefined }

export type PairAgreement = {
  /** Places of the coders in the data. */
  coders: readonly [number, number]
  /** Share of units with the same code. */
  agreed: number | undefined
  /** Unweighted, and of ordinal codes also weighted. */
  kappas: readonly (Estimate & { weights: KappaWeights })[]
  confusion: number[][]
}

/** `met`: of the times that a coder gave the code, the share that another coder of the unit gave it too. */
export type CodeAgreement = { code: number; given: number; met: number | null; alpha: Coefficient }

/** Units that were coded one after another; `from` and `to` are their places in the order of coding, from 1. */
export type Batch = { from: number; to: number; alpha: Estimate }

export type Agreement = {
  alpha: Estimate
  pairs: PairAgreement[]
  codes: CodeAgreement[]
  batches: Batch[]
  /** Units left out because fewer than two coders gave a code. */
  leftOut: number
}

export type CodedUnits = {
  data: ReliabilityData
  /** Units × coders: the place at which the coder came to the unit, from 0; null where they did not. */
  order: ReliabilityData
  level: Level
  /** How many codes the scheme has. */
  size: number
  seed: number
}

export function agreementOf({ data, order, level, size, seed }: CodedUnits): Agreement {
  const paired = pairable(data)
  const alphaOf = (units: ReliabilityData): Estimate => {
    const kept = pairable(units)
    const reckon = (sample: ReliabilityData, counts?: UnitCounts) => krippendorffAlpha(sample, level, size, counts)
    return { ...reckon(kept), units: kept.length, interval: bootstrapInterval(kept, reckon, { seed }) }
  }
  return {
    alpha: alphaOf(paired),
    pairs: pairsOf(data[0]?.length ?? 0).map((coders) => agreementOfPair(data, coders, level, size, seed)),
    codes: agreementByCode(paired, size),
    batches: batchesOf(data, order).map(({ units, ...batch }) => ({ ...batch, alpha: alphaOf(units) })),
    leftOut: data.length - paired.length,
  }
}

function pairsOf(coders: number): [number, number][] {
  const all = Array.from({ length: coders }, (_, coder) => coder)
  return all.flatMap((one) => all.slice(one + 1).map((other): [number, number] => [one, other]))
}

function agreementOfPair(
  data: ReliabilityData,
  coders: readonly [number, number],
  level: Level,
  size: number,
  seed: number,
): PairAgreement {
  const both = data
    .map((unit) => coders.map((coder) => unit[coder] ?? null))
    .filter((unit) => codesOf(unit).length === 2)
  const confusion = confusionOf(both, 0, 1, size)
  const wanted = kappaWeights.filter((weights) => level === 'ordinal' || weights === 'none')
  const kappas = wanted.map((weights) => {
    const reckon = (sample: ReliabilityData, counts: UnitCounts) =>
      cohenKappa(confusionOf(sample, 0, 1, size, counts), weights)
    const interval = bootstrapInterval(both, reckon, { seed })
    return { ...cohenKappa(confusion, weights), units: both.length, interval, weights }
  })
  return { coders, agreed: shareAgreed(confusion), kappas, confusion }
}

function agreementByCode(data: ReliabilityData, size: number): CodeAgreement[] {
  return coincidencesOf(data, size).map((row, code) => {
    const given = sumOf(row)
    return {
      code,
      given: Math.round(given),
      met: given > 0 ? row[code]! / given : null,
      alpha: alphaOfCode(data, code),
    }
  })
}

/** Fewer units in a batch give intervals that hide every drift, more batches a picture that nobody can read. */
const batchSizes = { least: 10, most: 8 }

/**
 * The units in the order in which they were coded (the mean of the places at which the coders came to them), cut into
 * batches of nearly one size. A unit that nobody came to is in none.
 */
export function batchesOf(
  data: ReliabilityData,
  order: ReliabilityData,
): { from: number; to: number; units: ReliabilityData }[] {
  const places = order.map((unit, index) => {
    const known = codesOf(unit)
    return { index, place: known.length > 0 ? sumOf(known) / known.length : null }
  })
  const inOrder = places
    .filter(({ place }) => place !== null)
    .toSorted((a, b) => a.place! - b.place! || a.index - b.index)
  const count = Math.min(batchSizes.most, Math.floor(inOrder.length / batchSizes.least))
  return Array.from({ length: count }, (_, batch) => {
    const [from, to] = [batch, batch + 1].map((edge) => Math.round((edge * inOrder.length) / count)) as [number, number]
    return { from: from + 1, to, units: inOrder.slice(from, to).map(({ index }) => data[index] ?? []) }
  })
}
