// Makes data/reference/regimes.csv of Our World in Data's file “political regime” (V-Dem, Regimes of the World):
//   node --import tsx scripts/make-regimes.ts political-regime.csv
// The file is long, a row a country and year from 1789; stretches of equal years since 1970 are all that we need.
import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

const firstYear = 1970
const codes = ['closed_autocracy', 'electoral_autocracy', 'electoral_democracy', 'liberal_democracy']
const reference = 'data/reference'

type Row = Record<string, string>
type Stretch = { country: string; from: number; to: number; regime: string }

function readRows(path: string): Row[] {
  return parse<Row>(readFileSync(path, 'utf8'), { columns: true, bom: true })
}

const [source] = process.argv.slice(2)
if (!source) throw new Error('Say which file to read: scripts/make-regimes.ts political-regime.csv')
// What has no code in ISO 3166-1 (West Germany, South Vietnam, Kosovo …) is left out, and years without a value stay gaps.
const countryOf = new Map(readRows(`${reference}/countries.csv`).map((row) => [row.alpha3, row.code]))
const values = readRows(source).flatMap((row) => {
  const country = countryOf.get(row.Code)
  const year = Number(row.Year)
  const regime = codes[Number(row['Political regime'])]
  if (country === undefined || year < firstYear) return []
  if (regime === undefined) throw new Error(`Unknown regime ${row['Political regime']}: ${row.Entity} ${row.Year}`)
  return [{ country, year, regime }]
})

const stretches: Stretch[] = []
for (const { country, year, regime } of values.toSorted((a, b) => compare(a.country, b.country) || a.year - b.year)) {
  const last = stretches.at(-1)
  if (last?.country === country && last.regime === regime && last.to === year - 1) last.to = year
  else stretches.push({ country, from: year, to: year, regime })
}
const lines = stretches.map(({ country, from, to, regime }) => [country, from, to, regime].join(','))
writeFileSync(`${reference}/regimes.csv`, ['country,from_year,to_year,regime', ...lines, ''].join('\n'))
console.log(`${stretches.length} stretches of ${new Set(stretches.map(({ country }) => country)).size} countries`)

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
