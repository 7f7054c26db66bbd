import type { Language } from '#platform/i18n/language.ts'
import { textsFor } from '#platform/i18n/texts.ts'
import type { Mail } from '#platform/mail/mailer.ts'
import { composeMail } from '#ui/mail/compose-mail.tsx'
import { wrongCodesADay } from './second-factor.rules.ts'

/** `link` leads to the person's own account. */
export function wrongCodesMail({ email, language, link }: { email: string; language: Language; link: string }): Mail {
  const t = textsFor(language)
  return composeMail({
    to: email,
    subject: t('accounts.mail.wrong-codes-subject'),
    language,
    parts: [
      t('accounts.mail.wrong-codes-text', { count: wrongCodesADay }),
      t('accounts.mail.wrong-codes-not-you'),
      { label: t('accounts.account.title'), href: link },
    ],
  })
}
