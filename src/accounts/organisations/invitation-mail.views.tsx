import type { Language } from '#platform/i18n/language.ts'
import { textsFor } from '#platform/i18n/texts.ts'
import type { Mail } from '#platform/mail/mailer.ts'
import { composeMail } from '#ui/mail/compose-mail.tsx'
import type { Role } from '../people/role.policy.ts'
import { invitationDays } from './invitation.rules.ts'

export type InvitationMailParts = { email: string; role: Role; language: Language; link: string; organisation: string }

export function invitationMail({ email, role, language, link, organisation }: InvitationMailParts): Mail {
  const t = textsFor(language)
  return composeMail({
    to: email,
    subject: t('accounts.mail.invitation-subject', { organisation }),
    language,
    parts: [
      t('accounts.mail.invitation-text', { organisation, role: t(`accounts.role.${role}`) }),
      { label: t('accounts.mail.invitation-link'), href: link },
      t('accounts.mail.invitation-limits', { days: invitationDays }),
      t('accounts.mail.invitation-not-you'),
    ],
  })
}
