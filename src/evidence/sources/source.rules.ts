// What is a source, and what may be shown of it?
import type { VersionedTable } from '#platform/db/versions.ts'

export type Visibility = 'public' | 'members' | 'sealed'

export type Source = {
  id: string
  kind: string
  visibility: Visibility
  author: string | null
  publisher: string | null
  title: string | null
  container: string | null
  /** EDTF. */
  date: string | null
  diaryNumber: string | null
  url: string | null
  accessed: string | null
  language: string | null
  noteSv: string | null
  noteEn: string | null
}

/** With how many citations of it there are, and the data package that it is in. */
export type CitedSource = Source & { citations: number; dataset: string }

type Particulars = Omit<Source, 'id' | 'kind' | 'visibility'>

/** What is left of what a source says of itself where it is not shown. */
const withheld: Particulars = {
  author: null,
  publisher: null,
  title: null,
  container: null,
  date: null,
  diaryNumber: null,
  url: null,
  accessed: null,
  language: null,
  noteSv: null,
  noteEn: null,
}

/** A source as those see it who may read sources of these visibilities: of others that there is one, and of what kind. */
export function redact(source: Source, readable: readonly Visibility[] = ['public']): Source {
  if (readable.includes(source.visibility)) return source
  const { id, kind, visibility } = source
  return { id, kind, visibility, ...withheld }
}

/** Whether nothing is shown of it but that there is one, and of what kind. */
export function isWithheld(source: Source): boolean {
  const particulars = Object.keys(withheld) as (keyof Particulars)[]
  return source.visibility !== 'public' && particulars.every((one) => source[one] === null)
}

export const sourceTable: VersionedTable = {
  name: 'evidence.source',
  key: ['id'],
  columns: [
    'id',
    'kind',
    'visibility',
    'author',
    'publisher',
    'title',
    'container',
    'date',
    'diary_number',
    'url',
    'accessed',
    'language',
    'note_sv',
    'note_en',
  ],
  reach: 'register',
}
