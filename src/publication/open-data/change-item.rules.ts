// Changesets and changes as they leave through the API.
import { z } from 'zod'
import { didTo, factKinds, type Change, type ChangeCount, type Changeset } from '#register/index.ts'
import { bilingual, type Base } from './item.rules.ts'

export const changesetSchema = z.object({
  revision: z.int().meta({ description: 'Number of the changeset, and of the revision of the register that it made.' }),
  recorded_at: z.iso.datetime(),
  kind: z.string().meta({ description: 'import, …' }),
  dataset: z.string().nullable(),
  author: z.string(),
  message: bilingual,
  added: z.int(),
  changed: z.int(),
  withdrawn: z.int(),
  url: z.string().meta({ description: 'Page of the changeset, with what it changed.' }),
})
type ChangesetItem = z.infer<typeof changesetSchema>

export function describeChangeset({ url }: Base, changeset: Changeset): ChangesetItem {
  const { revision, recorded_at, kind, dataset, author, message_sv, message_en } = changeset
  const { added, changed, withdrawn } = changeset
  return {
    revision,
    recorded_at: recorded_at.toISOString(),
    kind,
    dataset,
    author,
    message: { sv: message_sv, en: message_en },
    added,
    changed,
    withdrawn,
    url: `${url}/changes/${revision}`,
  }
}

const fields = z
  .record(z.string(), z.union([z.string(), z.number(), z.null()]))
  .nullable()
  .meta({ description: 'Columns as in the data packages.' })

const moment = z.object({ revision: z.int(), day: z.iso.date().nullable() })

export const changeSchema = z.object({
  fact_kind: z.enum(factKinds),
  fact_id: z.string(),
  subject: z.string().meta({ description: 'Cooperation or actor that the fact is about, or the fact itself.' }),
  did: z.enum(['added', 'changed', 'withdrawn']),
  before: fields,
  after: fields,
})

export const comparisonSchema = z.object({
  from: moment,
  to: moment,
  total: z
    .int()
    .nullable()
    .meta({ description: 'Changes that were asked for; on the first page. What is or was under seal is left out.' }),
  counts: z
    .array(z.object({ fact_kind: z.enum(factKinds), added: z.int(), changed: z.int(), withdrawn: z.int() }))
    .nullable()
    .meta({ description: 'On the first page.' }),
  items: z.array(changeSchema),
  next: z.string().nullable().meta({ description: 'Address of the next page.' }),
})

export function describeCount({ kind, added, changed, withdrawn }: ChangeCount) {
  return { fact_kind: kind, added, changed, withdrawn }
}

export function describeChange(change: Change): z.infer<typeof changeSchema> {
  const { kind, key, subject, before, after } = change
  return { fact_kind: kind, fact_id: key, subject, did: didTo(change), before, after }
}
