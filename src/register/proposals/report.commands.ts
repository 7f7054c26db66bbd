// Reporting an error, which takes no account.
import type { Account } from '#accounts/index.ts'
import type { Language } from '#platform/i18n/language.ts'
import { recordStep, type Proposals } from './proposal.commands.ts'
import type { Subject } from './proposal.rules.ts'
import type { Report } from './report.input.ts'

/** Keeps the report for the curators; gives its number. `account` is whoever happens to be signed in. */
export function reportError(
  { database, accounts }: Proposals,
  account: Account | undefined,
  about: Subject,
  language: Language,
  { message, sourceUrl, email }: Report,
): Promise<number> {
  return database.write(async (tx) => {
    const at = accounts.now()
    const person = account?.person ?? null
    const { id } = await tx
      .insertInto('register.proposal')
      .values({
        kind: 'report',
        state: 'proposed',
        person,
        organisation: account?.organisation.id ?? null,
        author: account?.organisation.name ?? '',
        language,
        message,
        about_resource: about.resource,
        about_id: about.id,
        reverts: null,
        answers: null,
        source_url: sourceUrl,
        email,
        revision: null,
        created_at: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordStep(tx, id, { act: 'proposed', person, said: null, at })
    return id
  })
}
