// What the catalogue says of the register that is shown.
import type { Reader } from '#platform/db/database.ts'
import { findChangeset, listCountries, type Standing } from '#register/index.ts'
import type { Catalogued } from './catalogue.rules.ts'

export async function readCatalogued(reader: Reader, standing: Standing, url: string): Promise<Catalogued> {
  const { census, revision } = standing
  const [first, latest] = [await findChangeset(reader, 1), await findChangeset(reader, revision)]
  const homes = new Set(census.home)
  const codes = new Set([...homes].map((actor) => census.actors.rows[actor]?.country))
  const countries = (await listCountries(reader)).filter(({ code }) => codes.has(code)).map(({ alpha3 }) => alpha3)
  const recordedAt = latest?.recorded_at ?? new Date(0)
  return {
    url,
    revision,
    recordedAt,
    firstRecordedAt: first?.recorded_at ?? recordedAt,
    covers: standing.coverage,
    countries,
  }
}
