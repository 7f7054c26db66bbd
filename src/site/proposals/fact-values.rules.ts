/** What stood in the fields of the form that a proposal was made with? */
import type { FactRow } from '#platform/db/versions.ts'
import type { ProposedChange, EditedResource } from '#register/index.ts'

/** Values by the names of the fields; of a proposal that no form makes, those of its first fact of the sort. */
export function valuesOfProposal(changes: readonly ProposedChange[], resource: EditedResource): FactRow {
  const main = changes.find((change) => change.resource === resource)
  const values: FactRow = { ...main?.fields }
  const beginning =
    main?.act === 'add' && resource === 'cooperations' && changes.find((one) => one.resource === 'events')
  if (beginning) values.established = beginning.fields.date ?? null
  const citation = changes.find((change) => change.resource === 'citations' && change.act === 'add')
  if (!citation || resource === 'sources') return values
  const fresh = changes.find(({ resource: sort, act, id }) => sort === 'sources' && act === 'add' && id === citation.fields.source) // prettier-ignore
  values.locator = citation.fields.locator ?? null
  values['cited-stance'] = citation.fields.stance ?? null
  if (fresh) for (const [column, value] of Object.entries(fresh.fields)) values[`source.${column}`] = value
  else values.cited = citation.fields.source ?? null
  return values
}
