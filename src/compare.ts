// What does a change to a data package change? Loads the shipped packages and a changed copy beside each other and tells
// which figures, claims and sentences come out otherwise.
import { openDatabase, type Database } from './platform/db/database.ts'
import { migrate } from './platform/db/migrations.ts'
import { languages } from './platform/i18n/language.ts'
import { checkReport, openReportResolver, reportShelf, type ReportFault } from './publication/index.ts'
import { loadPackages, openStandingRegister, type Fault, type Standing } from './register/index.ts'
import {
  answerFigure, answerSeries, countingRules, groundOf, judgeClaims, measures, nkk2022, type Answer, type Ground,
  type JudgedClaim, type Measure,
} from './statistics/index.ts' // prettier-ignore

export type Packages = { reference: string; datasets: string[] }

export type Opened = { database: Database; standing: Standing }

/** Opens the packages in a database in memory, taken in `at` that moment, or tells their faults. The caller closes it. */
export async function openPackages(packages: Packages, at: Date): Promise<Opened | { faults: Fault[] }> {
  const database = await openDatabase({ inMemory: true })
  await migrate(database)
  const loaded = await loadPackages(database, packages, at)
  if (loaded.ok) return { database, standing: (await openStandingRegister(database)).now() }
  await database.close()
  return { faults: loaded.faults }
}

/** Where the reports no longer agree with the data, in every language. */
export async function faultsOfReports({ database, standing }: Opened): Promise<ReportFault[]> {
  const faults: ReportFault[] = []
  for (const report of reportShelf()) {
    for (const language of languages) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, in the order in which they are told
      const resolver = await openReportResolver(database.reader, standing, language)
      const { document, faults: ofReading } = report.read(language)
      faults.push(...ofReading, ...(document ? checkReport(document, resolver) : []))
    }
  }
  return faults
}

/** A line for each figure, claim and sentence that differs between the two; none where nothing does. */
export async function comparePackages(before: Opened, after: Opened): Promise<string[]> {
  const claims = await Promise.all(
    [before, after].map(({ database, standing }) => judgeClaims(database.reader, standing)),
  )
  const said = new Set((await faultsOfReports(before)).map(({ file, line, message }) => `${file}:${line} ${message}`))
  const sentences = (await faultsOfReports(after))
    .map(({ file, line, message }) => `${file}:${line} ${message}`)
    .filter((text) => !said.has(text))
  return [
    ...figuresThatDiffer(before.standing, after.standing).map((text) => `figure    ${text}`),
    ...claimsThatDiffer(claims[0] ?? [], claims[1] ?? []).map((text) => `claim     ${text}`),
    ...sentences.map((text) => `sentence  ${text}`),
  ]
}

/** Every measure, year by year, under the rule that the pages count by; and over all years under the other rules. */
function figuresThatDiffer(before: Standing, after: Standing): string[] {
  const [was, is] = [groundOf(before), groundOf(after)]
  const years = { from: Math.min(was.coverage.from, is.coverage.from), to: Math.max(was.coverage.to, is.coverage.to) }
  const series = (ground: Ground, measure: Measure) =>
    answerSeries(ground, { measure, rule: nkk2022, years })[0]?.points ?? []
  const byYear = measures.flatMap((measure) => {
    const earlier = series(was, measure)
    return series(is, measure).flatMap(({ year, figure }, index) => {
      const [old, young] = [written(earlier[index]?.figure ?? null), written(figure)]
      return old === young ? [] : `${measure} ${year}, ${nkk2022.id}: ${old} → ${young}`
    })
  })
  const byRule = measures.flatMap((measure) =>
    countingRules.flatMap((rule) => {
      const ask = (ground: Ground) => written(answerFigure(ground, { measure, rule, years: ground.coverage }))
      return ask(was) === ask(is) ? [] : `${measure} in all, ${rule.id}: ${ask(was)} → ${ask(is)}`
    }),
  )
  return [...byYear, ...byRule]
}

function written(figure: Answer): string {
  if (!figure) return '–'
  const [best, min, max] = [figure.best, figure.min, figure.max].map(rounded)
  return min === max ? String(best) : `${best} (${min} to ${max})`
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

function told(judged: JudgedClaim): string {
  const value = judged.computed?.value
  return `${judged.verdict} (${value === null || value === undefined ? '–' : rounded(value)})`
}

function claimsThatDiffer(before: readonly JudgedClaim[], after: readonly JudgedClaim[]): string[] {
  const [was, is] = [before, after].map((judged) => new Map(judged.map((each) => [each.claim.id, told(each)])))
  return [...new Set([...before, ...after].map(({ claim }) => claim.id))].flatMap((id) => {
    const [old, young] = [was?.get(id) ?? 'not made', is?.get(id) ?? 'no longer made']
    return old === young ? [] : `${id}: ${old} → ${young}`
  })
}
