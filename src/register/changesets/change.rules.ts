// What is a change: a fact that one revision holds and another does not, or holds otherwise.

/** In the order that a reader asks: what cooperates, what happened, who says so. */
export const factKinds = [
  'dataset',
  'cooperation',
  'agreement',
  'event',
  'reason',
  'actor',
  'actor_name',
  'actor_redirect',
  'conflict',
  'statement',
  'dissent',
  'context_event',
  'claim',
  'source',
  'citation',
] as const
export type FactKind = (typeof factKinds)[number]

/** Columns of a fact, named as in the data packages. */
export type FactFields = Readonly<Record<string, string | number | null>>

export type ChangeKey = {
  kind: FactKind
  /** Names the fact among those of its kind. */
  key: string
}

export type Change = ChangeKey & {
  /** What the fact is about: id of a cooperation or actor, or where it is about neither, its own. */
  subject: string
  before: FactFields | null
  after: FactFields | null
}

export type Did = 'added' | 'changed' | 'withdrawn'

export function didTo({ before, after }: Pick<Change, 'before' | 'after'>): Did {
  if (before === null) return 'added'
  return after === null ? 'withdrawn' : 'changed'
}

export type FieldChange = { name: string; before: string | number | null; after: string | number | null }

/** What differs, column by column; of a fact that is new or gone, everything that it says. */
export function fieldChanges({ before, after }: Pick<Change, 'before' | 'after'>): FieldChange[] {
  const names = Object.keys(after ?? before ?? {})
  return names
    .map((name) => ({ name, before: before?.[name] ?? null, after: after?.[name] ?? null }))
    .filter((field) => field.before !== field.after)
}
