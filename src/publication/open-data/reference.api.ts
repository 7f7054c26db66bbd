// The books of the register: countries, counties, datasets, versions of the codebook, and every conflict of sources.
import { Hono } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Reader } from '#platform/db/database.ts'
import {
  findCodebookVersion, listCodebookEntries, listCodebookVersions, listConflicts, listCounties, listCountries, listRegimes,
  type Census,
} from '#register/index.ts' // prettier-ignore
import { describeConflict, type Base } from './item.rules.ts'
import { refuseMoment, refuseUnknown } from './query-error.input.ts'
import {
  describeCodebookVersion,
  describeCountry,
  describeCounty,
  describeDataset,
  describeEntry,
  describeRegimes,
} from './reference-item.rules.ts'

type Parts = { reader: Reader; base: Base }

export function referenceApi({ reader, base }: Parts) {
  return new Hono<AppEnv>()
    .get('/countries', async (c) => {
      refuseUnknown(c, [])
      const counts = countriesOf(c.var.shown.standing.census)
      const countries = await listCountries(reader)
      const items = countries.map((country) => describeCountry(base, country, counts.get(country.code) ?? 0))
      return c.json({ total: items.length, items, next: null })
    })
    .get('/countries/:code', async (c) => {
      const code = c.req.param('code')
      const country = (await listCountries(reader)).find((each) => each.code === code.toUpperCase())
      if (!country) throw new Problem('not-found', 'api/no-such-country', `There is no country “${code}”.`)
      const counts = countriesOf(c.var.shown.standing.census)
      const stretches = (await listRegimes(reader)).filter((stretch) => stretch.country === country.code)
      const described = describeCountry(base, country, counts.get(country.code) ?? 0)
      return c.json({ ...described, regimes: describeRegimes(stretches) })
    })
    .get('/counties', async (c) => {
      refuseMoment(c)
      const items = (await listCounties(reader)).map(describeCounty)
      return c.json({ total: items.length, items, next: null })
    })
    .get('/datasets', (c) => {
      refuseUnknown(c, [])
      const items = c.var.shown.standing.datasets.map(describeDataset)
      return c.json({ total: items.length, items, next: null })
    })
    .get('/conflicts', async (c) => {
      refuseUnknown(c, [])
      const conflicts = await listConflicts(reader, undefined, { asOf: c.var.shown.standing.asOf })
      const items = conflicts.map((conflict) => ({
        ...describeConflict(conflict),
        subject: { table: conflict.subjectTable, id: conflict.subjectId },
      }))
      return c.json({ total: items.length, items, next: null })
    })
    .get('/codebook/versions', async (c) => {
      refuseMoment(c)
      const items = (await listCodebookVersions(reader)).map((version) => describeCodebookVersion(base, version))
      return c.json({ total: items.length, items, next: null })
    })
    .get('/codebook/versions/:number', async (c) => {
      refuseMoment(c)
      const asked = c.req.param('number')
      const version = /^\d{1,6}$/.test(asked) ? await findCodebookVersion(reader, Number(asked)) : undefined
      if (!version)
        throw new Problem('not-found', 'api/no-such-version', `There is no version ${asked} of the codebook.`)
      const codes = (await listCodebookEntries(reader, version.number)).map(describeEntry)
      return c.json({ ...describeCodebookVersion(base, version), codes })
    })
}

/** How many cooperations have their counterpart in each country. */
function countriesOf({ counterpart, actors }: Census): Map<string, number> {
  const counts = new Map<string, number>()
  for (const code of counterpart) {
    const country = actors.rows[code]?.country ?? ''
    counts.set(country, (counts.get(country) ?? 0) + 1)
  }
  return counts
}
