// All SQL about claims: what a source says in figures.
import type { Reader } from '#platform/db/database.ts'
import { heldAt } from '#platform/db/versions.ts'

export type Claim = {
  id: string
  /** The dataset that it came with, which is also the source that makes it. */
  source: string
  theme: string
  locator: string
  claimSv: string
  claimEn: string
  stated: string | null
  comparison: 'equals' | 'more_than' | 'less_than' | 'about' | null
  unit: string
  measure: string | null
  parameters: string | null
  notComputableSv: string | null
  notComputableEn: string | null
}

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.claim': {
      id: string
      theme: string
      locator: string
      claim_sv: string
      claim_en: string
      stated: string | null
      comparison: Claim['comparison']
      unit: string
      measure: string | null
      parameters: string | null
      not_computable_sv: string | null
      not_computable_en: string | null
      dataset: string
      recorded_from: number
      recorded_to: number | null
    }
  }
}

/** Every claim that is held, or was held at a revision. */
export function listClaims(reader: Reader, asOf?: number): Promise<Claim[]> {
  return reader
    .selectFrom('register.claim as c')
    .where(heldAt('c', asOf))
    .select(['id', 'dataset as source', 'theme', 'locator', 'claim_sv as claimSv', 'claim_en as claimEn', 'stated'])
    .select(['comparison', 'unit', 'measure', 'parameters', 'not_computable_sv as notComputableSv'])
    .select('not_computable_en as notComputableEn')
    .orderBy('dataset')
    .orderBy('theme')
    .orderBy('id')
    .execute()
}

/** Whether there is a claim of that name, now or at a revision. */
export async function hasClaim(reader: Reader, id: string, asOf?: number): Promise<boolean> {
  const query = reader.selectFrom('register.claim as c').where('id', '=', id).where(heldAt('c', asOf)).select('id')
  return (await query.limit(1).execute()).length > 0
}
