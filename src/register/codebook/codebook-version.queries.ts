// All SQL that reads versions of the codebook.
import type { Reader } from '#platform/db/database.ts'
import type { CodebookEntry, CodebookVersion, CodedScheme, EntryTexts } from './codebook-version.rules.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.codebook_version': {
      number: number
      state: CodebookVersion['state']
      person: string | null
      note_sv: string | null
      note_en: string | null
      created_at: Date
      published_at: Date | null
      revision: number | null
    }
    'register.codebook_entry': EntryTexts & {
      version: number
      scheme: CodedScheme
      code: string
      sort: number
      edits: number
    }
  }
}

/** An entry of a draft; `edits` is how often it was saved. */
export type DraftEntry = CodebookEntry & { edits: number }

function selectVersions(reader: Reader) {
  return reader
    .selectFrom('register.codebook_version')
    .select(['number', 'state', 'note_sv as noteSv', 'note_en as noteEn', 'published_at as publishedAt', 'revision'])
}

/** Published versions, the latest first. */
export function listCodebookVersions(reader: Reader): Promise<CodebookVersion[]> {
  return selectVersions(reader).where('state', '=', 'published').orderBy('number', 'desc').execute()
}

export function findCodebookVersion(reader: Reader, number: number): Promise<CodebookVersion | undefined> {
  return selectVersions(reader).where('state', '=', 'published').where('number', '=', number).executeTakeFirst()
}

export function findCodebookDraft(reader: Reader): Promise<CodebookVersion | undefined> {
  return selectVersions(reader).where('state', '=', 'draft').executeTakeFirst()
}

function selectEntries(reader: Reader, version: number) {
  return reader
    .selectFrom('register.codebook_entry')
    .where('version', '=', version)
    .select(['scheme', 'code', 'label_sv', 'label_en', 'definition_sv', 'definition_en', 'example_sv', 'example_en'])
    .select(['includes_sv', 'includes_en', 'excludes_sv', 'excludes_en', 'sort'])
    .orderBy('scheme')
    .orderBy('sort')
    .orderBy('code')
}

/** The codes of a version, in the order of each scheme. */
export function listCodebookEntries(reader: Reader, version: number): Promise<CodebookEntry[]> {
  return selectEntries(reader, version).execute()
}

export function listDraftEntries(reader: Reader, version: number): Promise<DraftEntry[]> {
  return selectEntries(reader, version).select('edits').execute()
}

/** What people have published in place of what data packages say; nothing while they have published no version. */
export async function listOverlay(reader: Reader): Promise<CodebookEntry[]> {
  const latest = await reader
    .selectFrom('register.codebook_version')
    .where('state', '=', 'published')
    .where('person', 'is not', null)
    .orderBy('number', 'desc')
    .select('number')
    .executeTakeFirst()
  return latest ? listCodebookEntries(reader, latest.number) : []
}
