// What is over is not kept: no more is known of people than is needed.
import { sql } from 'kysely'
import type { Accounts } from './session.commands.ts'

/** Invitations stay to be seen for so long after they have run out, whatever became of them. */
export const invitationKeptDays = 90

/** Removes what has run out: sessions, links, challenges, and invitations of long ago. */
export async function sweepExpired({ database, now }: Pick<Accounts, 'database' | 'now'>): Promise<void> {
  const at = now()
  const longAgo = new Date(at.getTime() - invitationKeptDays * 86_400_000)
  await database.write(async (tx) => {
    const tables = ['accounts.session', 'accounts.challenge', 'accounts.verification'] as const
    for (const table of tables) await sql`delete from ${sql.table(table)} where expires_at <= ${at}`.execute(tx)
    await tx.deleteFrom('accounts.first_administrator').where('expires_at', '<=', at).execute()
    await tx.deleteFrom('accounts.invitation').where('expires_at', '<=', longAgo).execute()
  })
}
