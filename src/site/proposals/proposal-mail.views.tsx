// What the author of a proposal, or of a report, is told by mail.
import { findPerson, type Accounts } from '#accounts/index.ts'
import { textsFor } from '#platform/i18n/texts.ts'
import type { ProposalWithChanges } from '#register/index.ts'
import { composeMail, type MailPart } from '#ui/mail/compose-mail.tsx'
import { proposalPath } from './proposal.paths.ts'

export type Decision = 'accepted' | 'rejected' | 'sent_back' | 'answered'

/**
 * Tells the author of a decision, and who reported an error of a decision or an answer. Nothing fails for a mail that
 * cannot be sent: the decision stands and is on the page; the failure is logged.
 */
export async function mailDecision(
  accounts: Accounts,
  proposal: ProposalWithChanges,
  decision: Decision,
  said: string,
): Promise<void> {
  const { database, mailer, log, url } = accounts
  const { language, person, message, kind, email, id } = proposal
  const to = kind === 'report' ? email : person && (await findPerson(database.reader, person))?.email
  if (!to) return
  const t = textsFor(language)
  const about = kind === 'report' ? 'report' : 'proposal'
  const parts: MailPart[] = [
    t(`proposals.mail.${decision}`, { about: t(`proposals.mail.${about}`) }),
    `“${message}”`,
    ...(said ? [t('proposals.mail.said'), said] : []),
    // Who reports without an account could not open the page.
    ...(kind === 'change'
      ? [{ label: t('proposals.mail.link'), href: `${url}/${language}${proposalPath(String(id))}` }]
      : []),
  ]
  try {
    await mailer.send(composeMail({ to, subject: t(`proposals.mail.subject-${about}`), language, parts }))
  } catch (error) {
    log.error({ err: error, proposal: id }, 'mail about a decision was not sent')
  }
}
