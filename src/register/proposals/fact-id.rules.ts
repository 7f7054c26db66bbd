// What is a new fact called? Identifiers are readable, permanent, and begin with what the fact hangs on.
import type { FactRow } from '#platform/db/versions.ts'
import { foldWords } from '#platform/i18n/folding.rules.ts'
import type { EditedResource } from './change.rules.ts'

/** The identifier that a new fact would have if no other had it. `row` already says what the fact hangs on. */
export function proposedId(resource: EditedResource, row: FactRow): string {
  const part = (column: string) => words(String(row[column] ?? ''))
  switch (resource) {
    case 'actors':
      return `${part('country')}-${part('name_en') || 'actor'}`
    case 'cooperations':
      // The last word of a kind is enough: “partnership” of municipal_partnership.
      return [withoutCountry(row.home), withoutCountry(row.counterpart), part('kind').split('-').at(-1)].join('-')
    case 'agreements':
      return `${row.cooperation}.${part('layer')}-${yearOf(row.signed)}`
    case 'events':
      return `${row.cooperation}.${part('kind')}-${yearOf(row.date)}`
    case 'reasons':
      return `${row.event}.${row.code}${row.stance === 'opposition' ? '.opposition' : ''}`
    case 'sources':
      return [part('publisher') || part('author') || part('title') || part('kind'), yearOf(row.date)].join('-')
    case 'citations':
      return `${row.fact_id}.by-${row.source}`
    case 'actor_redirects':
      return `${row.from_actor}.to-${row.to_actor}`
    case 'actor_names':
    case 'conflicts':
    case 'statements':
      throw new Error(`${resource} are not added by form`)
  }
}

/** The first of `id`, `id-2`, `id-3` … that is free. */
export async function freeId(id: string, isTaken: (id: string) => Promise<boolean>): Promise<string> {
  if (!(await isTaken(id))) return id
  for (let no = 2; ; no += 1) if (!(await isTaken(`${id}-${no}`))) return `${id}-${no}`
}

const longest = 60

function words(text: string): string {
  return foldWords(text)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, '')
}

function withoutCountry(actor: FactRow[string] | undefined): string {
  return String(actor ?? '').replace(/^[a-z]{2}-/, '')
}

function yearOf(edtf: FactRow[string] | undefined): string {
  return /\d{4}/.exec(String(edtf ?? ''))?.[0] ?? 'undated'
}
