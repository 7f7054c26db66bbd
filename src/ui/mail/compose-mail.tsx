/** How does a mail look? Plain paragraphs and one link, as text and as HTML, so that both always say the same. */
import { raw } from 'hono/html'
import type { Language } from '#platform/i18n/language.ts'
import type { Mail } from '#platform/mail/mailer.ts'

/** A paragraph, or a link that stands alone. */
export type MailPart = string | { readonly label: string; readonly href: string }

export type MailParts = { to: string; subject: string; language: Language; parts: readonly MailPart[] }

/** No styles and no pictures: nothing to block, and readable in the dark, in large type and aloud. */
export function composeMail({ to, subject, language, parts }: MailParts): Mail {
  const text = parts.map((part) => (typeof part === 'string' ? part : `${part.label}:\n${part.href}`)).join('\n\n')
  const html = (
    <>
      {raw('<!doctype html>')}
      <html lang={language}>
        <head>
          <meta charset="utf-8" />
          <meta name="color-scheme" content="light dark" />
          <title>{subject}</title>
        </head>
        <body>
          {parts.map((part) => (
            <p>{typeof part === 'string' ? part : <a href={part.href}>{part.label}</a>}</p>
          ))}
        </body>
      </html>
    </>
  )
  // oxlint-disable-next-line typescript/no-base-to-string -- a JSX node writes itself as HTML
  return { to, subject, text: `${text}\n`, html: String(html) }
}
