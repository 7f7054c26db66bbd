// Are the regime types sound? Countries exist, and no country has two in one year.
import type { Fault, Package, Row } from './package.input.ts'
import { fault, rowsOf } from './package-fault.rules.ts'

export function checkRegimes(pack: Package, countries: ReadonlySet<string>): Fault[] {
  const rows = rowsOf(pack, 'regimes')
  const alone = rows.flatMap((row) => {
    const faults: Fault[] = []
    if (!countries.has(String(row.country)))
      faults.push(fault('regimes', row, 'country', `“${row.country}” is not a country`))
    if (Number(row.from_year) > Number(row.to_year))
      faults.push(fault('regimes', row, 'to_year', `“${row.to_year}” is before the first year, ${row.from_year}`))
    return faults
  })
  const ofCountries = Map.groupBy(rows, (row) => row.country)
  return [...alone, ...[...ofCountries.values()].flatMap(checkOverlaps)]
}

/** Of one country. A stretch that begins in the year of another is a key that stands twice, and named as that. */
function checkOverlaps(rows: readonly Row[]): Fault[] {
  let longest: Row | undefined
  return rows
    .toSorted((a, b) => Number(a.from_year) - Number(b.from_year))
    .flatMap((row) => {
      const before = longest
      if (!before || Number(row.to_year) > Number(before.to_year)) longest = row
      const isTwice = before?.from_year === row.from_year
      return !before || isTwice || Number(row.from_year) > Number(before.to_year)
        ? []
        : [fault('regimes', row, 'from_year', `“${row.from_year}” lies in the stretch on line ${before.line}`)]
    })
}
