// As of when is a report asked for? `as_of` in its address is a revision of the register or a day.
import type { Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { findAsOf, type AsOf, type Standing } from '#register/index.ts'
import type { Site } from '../frame/frame.views.tsx'

/** The register that a report is counted from. Without `asOf` it is the present one. */
export type Shown = { standing: Standing; asOf?: AsOf & { asked: string } }

const parameter = 'as_of'

/** @throws Problem for what is neither a day nor a revision, and for what is yet to come. */
export async function findShown(c: Context<AppEnv>, site: Site): Promise<Shown> {
  const asked = c.req.query(parameter) || undefined
  if (asked === undefined) return { standing: site.register.now() }
  const found = await findAsOf(site.reader, asked)
  if (found === 'unreadable')
    throw new Problem('bad-request', 'site/as-of-unreadable', 'as_of takes a revision (3) or a day (2026-11-24).', {
      parameter,
      text: (t) => t('report.as-of-unreadable'),
    })
  if (found === 'future')
    throw new Problem('not-found', 'site/as-of-future', `as_of=${asked} is yet to come.`, {
      parameter,
      text: (t) => t('report.as-of-future', { asked }),
    })
  return { standing: await site.register.asOf(found.revision), asOf: { ...found, asked } }
}

/** That the register did not hold the report's data then: no fault of the address, but nothing to show either. */
export function nothingKnown({ asked }: NonNullable<Shown['asOf']>): Problem {
  const sentence = `As of ${parameter}=${asked} the register held nothing of what the report tells.`
  return new Problem('not-found', 'site/nothing-known', sentence, {
    parameter,
    text: (t) => t('report.as-of-nothing', { asked }),
  })
}

/** The address of a report or file, as of the same moment. */
export function asOfPath(path: string, { asOf }: Pick<Shown, 'asOf'>): string {
  return asOf ? `${path}?${parameter}=${encodeURIComponent(asOf.asked)}` : path
}
