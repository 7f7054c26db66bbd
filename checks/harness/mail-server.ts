// A real mail server on this computer that takes whatever it is given and keeps it to be read.
import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type MailServer = {
  /** For SMTP_URL. */
  url: string
  /** The next mail to the address that has not been read yet; waits for it. */
  nextTo: (address: string) => Promise<ParsedMail>
  /** Mails that nobody has read yet. */
  unread: () => readonly ParsedMail[]
  /** From now on every mail is refused, or taken again. */
  refuse: (isRefusing: boolean) => void
  close: () => Promise<void>
}

const patienceMs = 5000
const lookAgainMs = 20

export async function openMailServer(): Promise<MailServer> {
  const mails: ParsedMail[] = []
  let isRefusing = false
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_, __, done) => done(isRefusing ? new Error('No mailbox here') : null),
    onData: (stream, _, done) => {
      simpleParser(stream, (error, mail) => {
        if (!error) mails.push(mail)
        done(error)
      })
    },
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  // What a client does that goes away in the middle is no fault of a test.
  server.on('error', () => undefined)
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    nextTo: async (address) => {
      for (let waited = 0; waited < patienceMs; waited += lookAgainMs) {
        const index = mails.findIndex((mail) => recipientOf(mail) === address)
        const [found] = index < 0 ? [] : mails.splice(index, 1)
        if (found) return found
        await new Promise((resolve) => setTimeout(resolve, lookAgainMs))
      }
      throw new Error(`No mail came for ${address}`)
    },
    unread: () => mails,
    refuse: (is) => {
      isRefusing = is
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function recipientOf({ to }: ParsedMail): string | undefined {
  return (Array.isArray(to) ? to[0] : to)?.value[0]?.address
}

/** Path and query of the one link in a mail; fails unless text and HTML hold the same one. */
export function linkIn({ text = '', html }: Pick<ParsedMail, 'text' | 'html'>): string {
  const inText = /https?:\/\/\S+/.exec(text)?.[0] ?? ''
  const inHtml = (/href="([^"]+)"/.exec(html || '')?.[1] ?? '').replaceAll('&amp;', '&')
  if (!inText || inText !== inHtml) throw new Error(`The link in the text is ${inText}, in the HTML ${inHtml}`)
  const { pathname, search } = new URL(inText)
  return pathname + search
}
