// Asks the addresses of sources once a day whether they still answer.
import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '#platform/db/database.ts'
import { askOutside, type AddressGuard } from '#platform/http/outside.ts'
import type { Log } from '#platform/log.ts'
import { tellDocumentsChanged } from './document.commands.ts'
import { claimLink } from './link-check.queries.ts'
import { judgeAnswer, mayBeOurs, type LinkState } from './link-check.rules.ts'

export type LinkChecking = {
  database: Database
  now: () => Date
  /** Which machines may be asked; absent: those of the public network. */
  guard?: AddressGuard
  /** Between one address and the next, so that no site is asked in a burst. */
  pauseMs?: number
  signal?: AbortSignal
}

export type CheckedLink = LinkState & { source: string; url: string }

const longestMs = 20_000

/**
 * Asks every address that is due, one after the other, and gives what was recorded. Several processes share the work.
 * Until any site has answered, silence may be that of our own network and is not recorded.
 */
export async function checkLinks({
  database,
  now,
  guard,
  pauseMs = 1000,
  signal,
}: LinkChecking): Promise<CheckedLink[]> {
  const recorded: CheckedLink[] = []
  let doubtful: CheckedLink[] = []
  let hasReached = false
  for (;;) {
    const claimed = signal?.aborted ? undefined : await database.write((tx) => claimLink(tx, now()))
    if (!claimed) return recorded
    const answer = await askOutside(claimed.url, { guard, mostBytes: 0, timeoutMs: longestMs, signal })
    if (signal?.aborted) return recorded
    const checked = { ...claimed, ...judgeAnswer(answer) }
    hasReached ||= answer.ok
    doubtful.push(checked)
    if (hasReached || !mayBeOurs(checked)) {
      const certain = doubtful.filter((one) => hasReached || !mayBeOurs(one))
      doubtful = doubtful.filter((one) => !certain.includes(one))
      for (const one of certain) await recordLink(database, one, now())
      recorded.push(...certain)
    }
    await wait(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}

/** An address that was changed meanwhile is left: nothing is known of the new one. */
function recordLink(database: Database, { source, url, status, fault }: CheckedLink, at: Date): Promise<void> {
  return database.write(async (tx) => {
    const before = await tx
      .selectFrom('evidence.link_check')
      .where('source', '=', source)
      .where('url', '=', url)
      .select('failing_since')
      .executeTakeFirst()
    if (!before) return
    await tx
      .updateTable('evidence.link_check')
      .set({ status, fault, checked_at: at, claimed_at: null, failing_since: fault && (before.failing_since ?? at) })
      .where('source', '=', source)
      .where('url', '=', url)
      .execute()
    if (fault !== null || before.failing_since !== null) await tellDocumentsChanged(tx)
  })
}

const lookEveryMs = 3_600_000

/** Looks every hour for addresses that are due, until it is stopped. What fails is logged, and tried again an hour later. */
export function keepCheckingLinks(checking: Omit<LinkChecking, 'signal'>, log: Log): { stop: () => void } {
  const ending = new AbortController()
  let running = false
  const look = async () => {
    if (running) return
    running = true
    try {
      const checked = await checkLinks({ ...checking, signal: ending.signal })
      const failing = checked.filter(({ fault }) => fault !== null).length
      if (checked.length > 0) log.info({ checked: checked.length, failing }, 'addresses of sources asked')
    } catch (error) {
      if (!ending.signal.aborted) log.error({ err: error }, 'asking the addresses of sources failed')
    } finally {
      running = false
    }
  }
  const timer = setInterval(() => void look(), lookEveryMs).unref()
  void look()
  return {
    stop: () => {
      clearInterval(timer)
      ending.abort()
    },
  }
}
