// Measures figures apart from pages: every measure with every split, under filters and rules in turn, and the rows that
// decide a figure. Each question is computed anew; what is kept with a census, the lives under a rule and the groups of a
// unit, is there already, as it is for all but the first reader after a change.
import type { Reader } from '#platform/db/database.ts'
import { openReportResolver, renderReportPdf, reportShelf, settleReport } from '#publication/index.ts'
import { selectRows, type Standing } from '#register/index.ts'
import {
  answerSeries, composeRule, decisiveFor, dimensions, groundOf, judgeAnew, knownOf, measures, nkk2022, readCooperationQuery,
  type CountingRule, type Question,
} from '#statistics/index.ts' // prettier-ignore
import { wordsIn } from '../src/site/frame/frame.views.tsx'
import { lineOf } from '../src/site/frame/pictures.views.tsx'
import type { UncachedMeasure } from './uncached.ts'

const rules: readonly CountingRule[] = [
  nkk2022,
  composeRule(nkk2022, { ...nkk2022, unit: 'pair' }),
  composeRule(nkk2022, { ...nkk2022, unit: 'actor' }),
]
/** Each question is asked once a round: a slow moment of the machine then meets many of them once, and none every time. */
const rounds = 9

type Asked = { name: string; work: () => unknown }
type Timed = { name: string; median: number }

function medianOf(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0
}

function time(asked: readonly Asked[]): Timed[] {
  const times = asked.map((): number[] => [])
  for (const { work } of asked) work()
  for (let round = 0; round < rounds; round += 1) {
    asked.forEach(({ work }, index) => {
      const from = performance.now()
      work()
      times[index]?.push(performance.now() - from)
    })
  }
  return asked.map(({ name }, index) => ({ name, median: medianOf(times[index] ?? []) }))
}

/** The floor is one pass over the rows that adds up a column, twice read: less cannot be done to count them. */
function floorOf({ census }: Standing): number {
  let sum = 0
  const work = () => {
    for (let row = 0; row < census.rows; row += 1) sum += (census.kind[row] as number) + (census.home[row] as number)
  }
  const floor = time([{ name: 'floor', work }])[0]?.median ?? 0
  return sum < 0 ? 0 : floor
}

export function measureQuestions(standing: Standing, filters: readonly string[]): UncachedMeasure[] {
  const ground = groundOf(standing)
  const floor = floorOf(standing)
  const masks = filters.map((text) => {
    const { query } = readCooperationQuery(new URLSearchParams(text), knownOf(standing, 'en'))
    return query.filter
  })
  const series: Asked[] = []
  const decisive: Asked[] = []
  const years = ground.coverage
  const questions = measures.flatMap((measure) =>
    dimensions.flatMap((by) => rules.map((rule): Question => ({ measure, by, rule, years }))),
  )
  questions.forEach((question, index) => {
    const filter = masks[index % masks.length]
    if (!filter) return
    const name = `${question.measure} by ${question.by}, ${question.rule.unit}, ${filters[index % filters.length]}`
    const maskOf = () => selectRows(standing.census, filter).mask
    series.push({ name, work: () => answerSeries(ground, question, maskOf()) })
    if (question.by === dimensions[0]) decisive.push({ name, work: () => decisiveFor(ground, question, maskOf()) })
  })
  const timedSeries = time(series)
  return [
    summary('question', timedSeries, floor),
    slowest('question-slowest', timedSeries, floor),
    slowest('decisive-slowest', time(decisive), floor),
  ]
}

function summary(name: string, timed: readonly Timed[], floor: number): UncachedMeasure {
  const times = timed.map(({ median }) => median)
  const p90 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.9)] ?? 0
  return { name, median: medianOf(times), p90, samples: times.length, floor, bytes: 0 }
}

function slowest(name: string, timed: readonly Timed[], floor: number): UncachedMeasure {
  const worst = timed.toSorted((a, b) => b.median - a.median)[0] ?? { name: '', median: 0 }
  return { name, median: worst.median, p90: worst.median, samples: timed.length, floor, bytes: 0, note: worst.name }
}

/** The shipped report as PDF, from its bindings to the bytes. */
export async function measurePdf(reader: Reader, standing: Standing): Promise<UncachedMeasure[]> {
  const document = reportShelf()[0]?.read('sv').document
  if (!document) return []
  const words = wordsIn('sv', { standing })
  const times: number[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    const from = performance.now()
    const resolver = await openReportResolver(reader, standing, 'sv', (cooperation, frame) =>
      lineOf(cooperation, standing.census, frame, words),
    )
    await renderReportPdf(settleReport(document, resolver), { base: '' })
    times.push(performance.now() - from)
  }
  return [
    {
      name: 'pdf',
      median: medianOf(times),
      p90: Math.max(...times),
      samples: times.length,
      floor: floorOf(standing),
      bytes: 0,
    },
  ]
}

/** All claims with every reading, read from the database and judged. */
export async function measureClaims(reader: Reader, standing: Standing): Promise<UncachedMeasure> {
  await judgeAnew(reader, standing)
  const times: number[] = []
  for (let turn = 0; turn < 15; turn += 1) {
    const from = performance.now()
    await judgeAnew(reader, standing)
    times.push(performance.now() - from)
  }
  const p90 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.9)] ?? 0
  return { name: 'claims', median: medianOf(times), p90, samples: times.length, floor: floorOf(standing), bytes: 0 }
}
