// The library that signs people in, set up for this register: links by mail, no passwords, nothing kept that is not
// needed. Its own addresses stay closed; pages of ours call it, so that everything works as plain forms.
import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { magicLink } from 'better-auth/plugins'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '#platform/db/database.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { Log } from '#platform/log.ts'
import { returnPath } from './return-path.rules.ts'

/** Minutes in which a link for signing in has to be followed. */
export const signInLinkMinutes = 15
/** A session ends so long after the last day on which it was used. */
export const sessionDays = 14

const daySeconds = 86_400

/** `to`: where the person was going. */
export type SignInLink = { email: string; token: string; language: Language; to: string | undefined }

export type AuthenticationParts = {
  database: Database
  /** Where the site stands, as `https://samband.example`. */
  url: string
  /** At least 32 characters. */
  secret: string
  log: Log
  /** Called for every address that asks; whether there is an account must not be told by how long this takes. */
  sendSignInLink: (link: SignInLink) => void
}

const dates = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

export function openAuthentication({ database, url, secret, log, sendSignInLink }: AuthenticationParts) {
  return betterAuth({
    appName: 'Samband',
    baseURL: url,
    basePath: '/auth',
    secret,
    trustedOrigins: [url],
    // No transactions of its own: on the embedded database, with its one connection, they would wait for each other.
    database: { db: database.root, type: 'postgres', schemaName: 'accounts', transaction: false },
    user: { modelName: 'person', fields: { ...dates, emailVerified: 'email_verified' } },
    session: {
      modelName: 'session',
      fields: { ...dates, userId: 'person', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent' },
      expiresIn: sessionDays * daySeconds,
      updateAge: daySeconds,
    },
    account: {
      modelName: 'identity',
      fields: {
        ...dates,
        userId: 'person',
        providerId: 'provider',
        accountId: 'subject',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
    },
    verification: { modelName: 'verification', fields: { ...dates, expiresAt: 'expires_at' } },
    // Lax, because links in mail lead here from elsewhere. Writing from other sites is refused before it comes so far.
    advanced: {
      cookiePrefix: 'samband',
      useSecureCookies: url.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => randomUUID() },
    },
    // Pages limit tries themselves (platform/http/rate-limit.ts), also where no address of the library is involved.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'warn', log: (level, message) => log[level === 'debug' ? 'debug' : level](message) },
    plugins: [
      magicLink({
        expiresIn: signInLinkMinutes * 60,
        storeToken: 'hashed',
        disableSignUp: true,
        sendMagicLink: async ({ email, token, metadata }) =>
          sendSignInLink({
            email,
            token,
            language: metadata?.language === 'en' ? 'en' : 'sv',
            to: returnPath(metadata?.to),
          }),
      }),
      ourSignIn,
    ],
  })
}

export type Authentication = ReturnType<typeof openAuthentication>

/** Signs in somebody who has proved otherwise who they are: by an invitation, or by the first administrator's link. */
const ourSignIn = {
  id: 'our-sign-in',
  endpoints: {
    signInPerson: createAuthEndpoint(
      '/our-sign-in',
      { method: 'POST', body: z.object({ person: z.string() }), requireHeaders: true, metadata: { SERVER_ONLY: true } },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.person)
        if (!user) throw new Error('There is nobody to sign in')
        const session = await ctx.context.internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ session: session.id })
      },
    ),
  },
} as const
