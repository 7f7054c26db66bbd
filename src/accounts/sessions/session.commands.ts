// Signing in and out. The cookies that an answer has to set come back as headers.
import { isAPIError } from 'better-auth/api'
import type { Database } from '#platform/db/database.ts'
import { limitRate, type RateLimit } from '#platform/http/rate-limit.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { Log } from '#platform/log.ts'
import type { Mailer } from '#platform/mail/mailer.ts'
import { makeToken } from '#platform/secrets/token.ts'
import type { Account, AwaitedAccount } from '../people/account.rules.ts'
import { findAccount, findPersonByEmail } from '../people/person.queries.ts'
import { openAuthentication, type Authentication } from './authentication.commands.ts'
import { sweepExpired } from './sweep.commands.ts'
import { wrongCodesADay } from './second-factor.rules.ts'
import { signInMail } from './sign-in-mail.views.tsx'

/** What accounts work with. */
export type Accounts = {
  database: Database
  authentication: Authentication
  mailer: Mailer
  /** Where links in mail lead, as `https://samband.example`. */
  url: string
  now: () => Date
  log: Log
  /** See SAMBAND_CLIENT_HEADER. */
  clientHeader: string | undefined
  /** Opens the outbox, for whoever has read what this start of the program has printed. */
  outboxKey: string
  /** Signs cookies, and encrypts what has to be read again. */
  secret: string
  limits: {
    /** Tries of one client to come in, or to send what a secret opens. */
    tries: RateLimit
    /** Of one client, what a link or a picture on any page can make a browser ask: apart, or it would spend its tries. */
    visits: RateLimit
    /** Links that one client asks for to one address. */
    links: RateLimit
    /** Mails to one address that nobody signed in has asked for, whoever asks. */
    mails: RateLimit
    /** Codes of one person. */
    codes: RateLimit
    /** Wrong codes of one person. */
    wrongCodes: RateLimit
  }
}

export function openAccounts(parts: Omit<Accounts, 'authentication' | 'limits' | 'outboxKey'>): Accounts {
  const { database, mailer, url, log, secret } = parts
  const authentication = openAuthentication({
    database,
    url,
    secret,
    log,
    sendSignInLink: ({ email, token, language, to }) => {
      // Not waited for, and a failure is only logged: how long the answer takes, and what it says, must be the same
      // whether there is an account or not.
      void (async () => {
        const person = await findPersonByEmail(database.reader, email)
        if (!person?.organisation) return
        await mailer.send(signInMail({ email, language, link: signInLink(url, language, token, to) }))
      })().catch((error: unknown) => log.error({ err: error }, 'mail with a link for signing in was not sent'))
    },
  })
  return {
    ...parts,
    authentication,
    outboxKey: makeToken().token,
    limits: {
      tries: limitRate({ tries: 60, seconds: 600 }),
      visits: limitRate({ tries: 60, seconds: 600 }),
      links: limitRate({ tries: 5, seconds: 3600 }),
      mails: limitRate({ tries: 30, seconds: 3600 }),
      codes: limitRate({ tries: 5, seconds: 900 }),
      wrongCodes: limitRate({ tries: wrongCodesADay, seconds: 86_400 }),
    },
  }
}

function signInLink(url: string, language: Language, token: string, to: string | undefined): string {
  return `${url}/${language}/sign-in/link?${new URLSearchParams({ token, ...(to ? { to } : {}) })}`
}

/**
 * Sends a link to the address if somebody has an account with it, and has not been sent very many. Nothing tells whether
 * somebody has.
 */
export async function requestSignInLink(
  accounts: Accounts,
  headers: Headers,
  { email, language, to }: { email: string; language: Language; to: string | undefined },
): Promise<void> {
  if ((await accounts.limits.mails.take(email)).left < 0) return
  await sweepExpired(accounts)
  await accounts.authentication.api.signInMagicLink({ body: { email, metadata: { language, to } }, headers })
}

/** The cookies of the new session; undefined when the token is unknown, used or too old, or its owner belongs nowhere. */
export async function followSignInLink(
  accounts: Accounts,
  headers: Headers,
  token: string,
): Promise<Headers | undefined> {
  try {
    const { api } = accounts.authentication
    const answer = await api.magicLinkVerify({ query: { token }, headers, returnHeaders: true })
    if (!(await keepMembers(accounts, answer.response.token))) return undefined
    await endEarlier(accounts, headers)
    return answer.headers
  } catch (error) {
    // The library answers a token that is no good with a redirect.
    if (isAPIError(error) && error.statusCode < 500) return undefined
    throw error
  }
}

/** Whether the session is a member's; it is ended if it is not: the link may be older than the end of a membership. */
async function keepMembers({ database }: Accounts, token: string): Promise<boolean> {
  const ended = await database.write((tx) =>
    tx
      .deleteFrom('accounts.session')
      .where('token', '=', token)
      .where('person', 'not in', tx.selectFrom('accounts.membership').select('person'))
      .returning('id')
      .executeTakeFirst(),
  )
  return ended === undefined
}

/** `isProved`: by two factors. `provider`: by the provider of this organisation. */
type WayIn = { isProved?: boolean; provider?: string }

/**
 * The cookies of a session for somebody who has shown in another way who they are. The second factor is asked for, if the
 * person has one, unless they are proved.
 */
export async function signInPerson(
  accounts: Accounts,
  headers: Headers,
  person: string,
  { isProved = false, provider }: WayIn = {},
): Promise<Headers> {
  const { authentication, database, now } = accounts
  const answer = await authentication.api.signInPerson({ body: { person }, headers, returnHeaders: true })
  const way = { proved_at: isProved ? now() : null, identity_provider: provider ?? null }
  await database.write((tx) =>
    tx.updateTable('accounts.session').set(way).where('id', '=', answer.response.session).execute(),
  )
  await endEarlier(accounts, headers)
  return answer.headers
}

/** Ends the session that the request came with: the browser gets the cookie of the new one in its place. */
async function endEarlier({ authentication, database }: Accounts, headers: Headers): Promise<void> {
  const earlier = await authentication.api.getSession({ headers })
  if (!earlier) return
  await database.write((tx) => tx.deleteFrom('accounts.session').where('id', '=', earlier.session.id).execute())
}

export async function signOut({ authentication }: Accounts, headers: Headers): Promise<Headers> {
  const answer = await authentication.api.signOut({ headers, returnHeaders: true })
  return answer.headers
}

/** Who sends these headers, and the cookies to set: a session in use is prolonged, one that is over is cleared away. */
export async function recogniseAccount(
  { authentication, database }: Accounts,
  headers: Headers,
): Promise<{ account?: Account; awaited?: AwaitedAccount; cookies: Headers }> {
  const answer = await authentication.api.getSession({ headers, returnHeaders: true })
  const found = answer.response
  return { ...(found && (await findAccount(database.reader, found.session.id))), cookies: answer.headers }
}
