import type { Language } from '#platform/i18n/language.ts'
import { textsFor } from '#platform/i18n/texts.ts'
import type { Mail } from '#platform/mail/mailer.ts'
import { composeMail } from '#ui/mail/compose-mail.tsx'
import { signInLinkMinutes } from './authentication.commands.ts'

export function signInMail({ email, language, link }: { email: string; language: Language; link: string }): Mail {
  const t = textsFor(language)
  return composeMail({
    to: email,
    subject: t('accounts.mail.sign-in-subject'),
    language,
    parts: [
      t('accounts.mail.sign-in-text'),
      { label: t('accounts.mail.sign-in-link'), href: link },
      t('accounts.mail.sign-in-limits', { minutes: signInLinkMinutes }),
      t('accounts.mail.sign-in-not-you'),
    ],
  })
}
