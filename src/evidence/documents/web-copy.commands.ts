// Fetching what a source's address leads to, so that it can still be read when the address is gone.
import type { Account } from '#accounts/index.ts'
import { askOutside, type AddressGuard, type OutsideFault } from '#platform/http/outside.ts'
import { Problem } from '#platform/http/problem.ts'
import { findSource } from '../sources/source.queries.ts'
import { handIn, type ArrivalRefusal, type Arriving } from './document.commands.ts'

export type CopyRefusal = ArrivalRefusal | OutsideFault | 'no-address' | 'status'
export type FetchedCopy =
  | { ok: true; id: number; isNew: boolean }
  | { ok: false; refusal: CopyRefusal; status?: number }

const longestMs = 60_000

/**
 * A dated copy of what the source's address leads to, kept by its hash like any other document: it waits for a curator
 * to say who may read it. `guard` says which machines may be asked; without it, those of the public network.
 */
export async function fetchCopy(
  work: Arriving,
  { source: id, account, guard }: { source: string; account: Account | undefined; guard?: AddressGuard },
): Promise<FetchedCopy> {
  const source = await findSource(work.database.reader, id, { account })
  if (!source) throw new Problem('not-found', 'evidence/no-such-source', 'There is no such source.')
  if (!source.url) return { ok: false, refusal: 'no-address' }
  const answer = await askOutside(source.url, { guard, mostBytes: work.largestFile, timeoutMs: longestMs })
  if (!answer.ok) return { ok: false, refusal: answer.fault }
  if (answer.status !== 200) return { ok: false, refusal: 'status', status: answer.status }
  const last = new URL(answer.url)
  const name = last.pathname.split('/').findLast(Boolean) ?? ''
  return handIn(work, {
    source: id,
    name: `${last.hostname} ${decodeName(name)} ${work.now().toISOString().slice(0, 10)}`,
    bytes: answer.body,
    said: '',
    account,
    url: answer.url,
  })
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name).replace(/\.[A-Za-z0-9]{1,5}$/, '')
  } catch {
    return name
  }
}
