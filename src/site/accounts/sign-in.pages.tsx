// Signing in by a link sent by mail, and signing out.
import { Hono, type Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import {
  followSignInLink, listSignInOrganisations, readSignInForm, requestSignInLink, returnPath, signInLinkMinutes, signOut, typed, type Accounts,
  type FieldRefusal,
} from '#accounts/index.ts' // prettier-ignore
import type { AppEnv } from '#platform/http/app-env.ts'
import { clientOf } from '#platform/http/rate-limit.ts'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { homePath } from '../site.paths.ts'
import {
  accountPath,
  providerSignInPath,
  signInLinkPath,
  signInPath,
  signInSentPath,
  signOutPath,
} from './account.paths.ts'
import { PasskeySignIn } from './passkey.views.tsx'
import { EmailField, readFields, refusalText, setCookies, WriteForm } from './form.views.tsx'

export function signInPages(parts: SiteParts, accounts: Accounts) {
  const show = (
    c: Context<AppEnv>,
    page: { title?: string; body: Child; status?: ContentfulStatusCode; isPrivate?: boolean },
  ) => {
    const { t } = c.var
    return showPage(c, siteFor(c, parts), {
      title: t('accounts.sign-in.title'),
      description: t('accounts.sign-in.lead'),
      ...page,
    })
  }

  return new Hono<AppEnv>()
    .get(signInPath, async (c) => {
      const words = wordsFor(c)
      const organisations = await listSignInOrganisations(accounts.database.reader)
      const { account } = c.var
      return show(c, {
        body: account ? (
          <SignedInAlready words={words} name={account.name} />
        ) : (
          <SignIn {...{ words, organisations }} mails={accounts.mailer.by} to={returnPath(c.req.query('to'))} />
        ),
      })
    })
    .post(signInPath, async (c) => {
      const words = wordsFor(c)
      const client = clientOf(c, accounts.clientHeader)
      await accounts.limits.tries.spend(c, client)
      const fields = await readFields(c)
      const form = readSignInForm(fields)
      const to = returnPath(fields.to)
      if (!form.ok) {
        const organisations = await listSignInOrganisations(accounts.database.reader)
        const typedIn = { organisations, email: typed(fields, 'email'), error: form.errors.email }
        return show(c, { body: <SignIn words={words} mails={accounts.mailer.by} to={to} {...typedIn} />, status: 422 })
      }
      const { email } = form.value
      await accounts.limits.links.spend(c, `${client} ${email}`)
      await requestSignInLink(accounts, c.req.raw.headers, { email, language: words.language, to })
      return c.redirect(words.at(signInSentPath), 303)
    })
    .get(signInSentPath, (c) => {
      const words = wordsFor(c)
      const title = words.t('accounts.sent.title')
      return show(c, {
        title,
        isPrivate: true,
        body: <Sent words={words} hasOutbox={accounts.mailer.by === 'outbox'} />,
      })
    })
    .get(signInLinkPath, (c) => {
      const { t, at } = wordsFor(c)
      // Programs that look at mail for its reader follow links; only a person presses the button, and only then is the
      // link used up.
      return show(c, {
        isPrivate: true,
        body: (
          <>
            <PageHead title={t('accounts.sign-in.title')} lead={t('accounts.link.lead')} />
            <WriteForm action={at(signInLinkPath)} button={t('accounts.sign-in.button')}>
              <input type="hidden" name="token" value={c.req.query('token') ?? ''} />
              <input type="hidden" name="to" value={returnPath(c.req.query('to')) ?? ''} />
            </WriteForm>
          </>
        ),
      })
    })
    .post(signInLinkPath, async (c) => {
      const { t, at } = wordsFor(c)
      await accounts.limits.tries.spend(c, clientOf(c, accounts.clientHeader))
      const fields = await readFields(c)
      const cookies = await followSignInLink(accounts, c.req.raw.headers, typed(fields, 'token'))
      if (cookies) {
        setCookies(c, cookies)
        return c.redirect(returnPath(fields.to) ?? at(accountPath), 303)
      }
      return show(c, {
        title: t('accounts.link.bad-title'),
        status: 422,
        body: (
          <>
            <PageHead
              title={t('accounts.link.bad-title')}
              lead={t('accounts.link.bad-lead', { minutes: signInLinkMinutes })}
            />
            <p>
              <a class="button" href={at(signInPath)}>
                {t('accounts.link.again')}
              </a>
            </p>
          </>
        ),
      })
    })
    .post(signOutPath, async (c) => {
      const { at } = wordsFor(c)
      setCookies(c, await signOut(accounts, c.req.raw.headers))
      return c.redirect(at(homePath), 303)
    })
}

type SignInProps = {
  words: Words
  mails: Accounts['mailer']['by']
  /** Those with a sign-in of their own. */
  organisations: readonly { id: string; name: string }[]
  to?: string
  email?: string
  error?: FieldRefusal
}

function SignIn({ words, mails, organisations, to, email, error }: SignInProps) {
  const { t, at } = words
  return (
    <>
      <PageHead title={t('accounts.sign-in.title')} lead={t('accounts.sign-in.lead')}>
        <p class="quiet">{t('accounts.sign-in.by-invitation')}</p>
      </PageHead>
      {mails === 'none' ? (
        <Notice t={t} kind="warn">
          <p>{t('accounts.sign-in.no-mail')}</p>
        </Notice>
      ) : (
        <WriteForm action={at(signInPath)} button={t('accounts.sign-in.send')}>
          {to && <input type="hidden" name="to" value={to} />}
          <EmailField
            t={t}
            value={email}
            error={refusalText(t, error)}
            hint={t('accounts.sign-in.email-hint', { minutes: signInLinkMinutes })}
          />
        </WriteForm>
      )}
      <PasskeySignIn words={words} to={to} />
      {organisations.length > 0 && (
        <Section id="organisations" title={t('accounts.provider.sign-in')}>
          <ul class="plain-list">
            {organisations.map(({ id, name }) => (
              <li>
                <a href={at(providerSignInPath(id)) + (to ? `?${new URLSearchParams({ to })}` : '')} rel="nofollow">
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function SignedInAlready({ words, name }: { words: Words; name: string }) {
  const { t, at } = words
  return (
    <>
      <PageHead title={t('accounts.sign-in.title')} lead={t('accounts.sign-in.already', { name })} />
      <p>
        <a class="button" href={at(accountPath)}>
          {t('accounts.account.title')}
        </a>
      </p>
    </>
  )
}

function Sent({ words, hasOutbox }: { words: Words; hasOutbox: boolean }) {
  const { t, at } = words
  return (
    <>
      <PageHead title={t('accounts.sent.title')} lead={t('accounts.sent.lead', { minutes: signInLinkMinutes })} />
      <EmptyState
        title={t('accounts.sent.nothing')}
        actions={[{ label: t('accounts.link.again'), href: at(signInPath) }]}
      >
        {t(hasOutbox ? 'accounts.sent.in-outbox' : 'accounts.sent.why')}
      </EmptyState>
    </>
  )
}
