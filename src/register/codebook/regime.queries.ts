// All SQL about regime types.
import type { Reader } from '#platform/db/database.ts'
import type { RegimeStretch } from './regime.rules.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.regime': { country: string; from_year: number; to_year: number; regime: string }
  }
}

export function listRegimes(reader: Reader): Promise<RegimeStretch[]> {
  return reader
    .selectFrom('register.regime')
    .select(['country', 'from_year as from', 'to_year as to', 'regime'])
    .orderBy('country')
    .orderBy('from_year')
    .execute()
}
