// Between which two knowledge dates is asked? Each is a revision (`3`) or a day (`2026-11-24`).
import type { Reader } from '#platform/db/database.ts'
import { factKinds, type ChangeKey, type FactKind } from './change.rules.ts'
import type { RevisionSpan } from './change.queries.ts'
import { findAsOf, type AsOf } from './as-of.queries.ts'

export type SpanError = { parameter: 'from' | 'to'; message: 'unreadable' | 'future' | 'reversed'; value: string }

export type ReadSpan = { span: RevisionSpan; from: AsOf; to: AsOf } | { errors: SpanError[] }

/** Without `to` it ends at `latest`, without `from` it begins one revision before its end. */
export async function readSpan(reader: Reader, search: URLSearchParams, latest: number): Promise<ReadSpan> {
  const errors: SpanError[] = []
  const read = async (parameter: 'from' | 'to', fallback: number) => {
    const value = search.get(parameter)?.trim() || String(fallback)
    const found = await findAsOf(reader, value)
    if (typeof found === 'string') errors.push({ parameter, message: found, value })
    // As of an earlier moment nothing is known of what came later.
    else if (found.revision > latest) errors.push({ parameter, message: 'future', value })
    else return found
    return undefined
  }
  const to = await read('to', latest)
  const from = await read('from', Math.max(0, (to?.revision ?? latest) - 1))
  if (!from || !to) return { errors }
  const value = search.get('from') ?? ''
  if (from.revision > to.revision) return { errors: [{ parameter: 'from', message: 'reversed', value }] }
  return { span: { from: from.revision, to: to.revision }, from, to }
}

export function readFactKind(text: string | null): FactKind | undefined {
  return factKinds.find((kind) => kind === text)
}

/** Where a page of changes ended, as text for an address. */
export function writeChangeKey({ kind, key }: ChangeKey): string {
  return Buffer.from(JSON.stringify([kind, key])).toString('base64url')
}

export function readChangeKey(text: string): ChangeKey | undefined {
  try {
    const [kind, key]: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString())
    const known = factKinds.find((each) => each === kind)
    return known && typeof key === 'string' && !key.includes('\0') ? { kind: known, key } : undefined
  } catch {
    return undefined
  }
}
