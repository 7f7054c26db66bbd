/** How does a message reach somebody's mailbox? By SMTP; at the desk of a developer it stays in an outbox. */
import { createTransport } from 'nodemailer'

/** Both bodies say the same; the reader's program chooses. */
export type Mail = { to: string; subject: string; text: string; html: string }

export type SentMail = Mail & { id: number; sentAt: Date }

/**
 * `smtp`: `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte; `from` as in
 * `Samband <register@samband.example>`. `outbox`: nothing leaves the process. `none`: nothing can be sent.
 */
export type MailRoute = { by: 'smtp'; url: string; from: string } | { by: 'outbox' } | { by: 'none' }

export type Mailer = {
  by: MailRoute['by']
  /** Resolves when the server has taken the mail; rejects with whatever it says. */
  send: (mail: Mail) => Promise<void>
  /** The latest first. Always empty unless mail goes to the outbox. */
  outbox: () => readonly SentMail[]
  close: () => void
}

const mostInOutbox = 50
const patienceMs = 15_000

/** `now` dates what lies in the outbox. */
export function openMailer(route: MailRoute, now: () => Date): Mailer {
  if (route.by === 'smtp') return openSmtp(route.url, route.from)
  const kept: SentMail[] = []
  let sent = 0
  return {
    by: route.by,
    send: async (mail) => {
      if (route.by === 'none') throw new Error('There is no way to send mail: SMTP_URL is not set')
      kept.unshift({ ...mail, id: (sent += 1), sentAt: now() })
      kept.splice(mostInOutbox)
    },
    outbox: () => kept,
    close: () => undefined,
  }
}

function openSmtp(url: string, from: string): Mailer {
  const transport = createTransport(
    {
      url,
      pool: true,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
      // What a mail holds never comes from a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    // RFC 3834: programs that answer for people who are away leave it alone.
    { from, headers: { 'Auto-Submitted': 'auto-generated' } },
  )
  return {
    by: 'smtp',
    send: async (mail) => {
      await transport.sendMail(mail)
    },
    outbox: () => [],
    close: () => transport.close(),
  }
}
