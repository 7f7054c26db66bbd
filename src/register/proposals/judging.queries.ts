// What is to be said of changes as things stand: whether they are sound, and what has come between.
import type { Reader } from '#platform/db/database.ts'
import { checkChanges, type Finding } from './change-check.rules.ts'
import { clashesOf, factKey, type ProposedChange, type Clash } from './change.rules.ts'
import { faultsOfRows } from './fact-form.input.ts'
import { readNeighbourhood, readReference, type Neighbourhood } from './fact.queries.ts'

export type Judgement = Neighbourhood & {
  /** What is wrong; hard ones first. */
  findings: Finding[]
  clashes: Clash[]
}

export async function judgeChanges(reader: Reader, changes: readonly ProposedChange[]): Promise<Judgement> {
  const around = await readNeighbourhood(reader, changes)
  const findings = [...faultsOfRows(changes), ...checkChanges(around, changes, await readReference(reader))]
  return {
    ...around,
    findings: findings.toSorted((a, b) => Number(b.isHard) - Number(a.isHard)),
    clashes: changes.flatMap((change) => clashesOf(change, around.facts.get(factKey(change))?.row)),
  }
}
