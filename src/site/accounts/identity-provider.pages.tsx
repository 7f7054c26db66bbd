// Signing in where one's own organisation does, and for administrators, setting that up.
import { Hono, type Context } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import {
  beginProviderSignIn, finishProviderSignIn, flowSeconds, readFlow, returnPath, signInPerson, type Accounts, type SignInFlow,
} from '#accounts/index.ts' // prettier-ignore
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { clientOf } from '#platform/http/rate-limit.ts'
import { PageHead } from '#ui/layout/page-head.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { accountPath, callbackPath, providerSignInPath, signInPath } from './account.paths.ts'
import { setCookies } from './form.views.tsx'

const flowCookie = 'samband.flow'

export function identityProviderPages(parts: SiteParts, accounts: Accounts) {
  const cookieOptions = {
    path: '/',
    httpOnly: true,
    // The way back from the provider is a link from another site.
    sameSite: 'Lax',
    secure: accounts.url.startsWith('https:'),
    maxAge: flowSeconds,
  } as const

  const keepFlow = (c: Context<AppEnv>, flow: SignInFlow, to: string) =>
    setSignedCookie(c, flowCookie, JSON.stringify({ ...flow, to }), accounts.secret, cookieOptions)

  const takeFlow = async (c: Context<AppEnv>) => {
    const kept = await getSignedCookie(c, accounts.secret, flowCookie)
    deleteCookie(c, flowCookie, cookieOptions)
    return kept ? readFlow(kept) : undefined
  }

  const countVisit = (c: Context<AppEnv>) => accounts.limits.visits.spend(c, clientOf(c, accounts.clientHeader))

  const refuse = (c: Context<AppEnv>, refusal: 'failed' | 'not-a-member') => {
    const { t, at } = wordsFor(c)
    const title = t('accounts.provider.refused-title')
    const body = (
      <>
        <PageHead title={title} lead={t(`accounts.provider.${refusal}`)} />
        <p>
          <a class="button" href={at(signInPath)}>
            {t('accounts.sign-in.title')}
          </a>
        </p>
      </>
    )
    return showPage(c, siteFor(c, parts), { title, description: title, isPrivate: true, status: 422, body })
  }

  return new Hono<AppEnv>()
    .get(providerSignInPath(':id'), async (c) => {
      // Each asks the provider.
      await countVisit(c)
      const begun = await beginProviderSignIn(accounts, c.req.param('id'))
      if (begun.ok) {
        await keepFlow(c, begun.flow, returnPath(c.req.query('to')) ?? wordsFor(c).at(accountPath))
        return c.redirect(begun.address, 303)
      }
      if (begun.refusal === 'failed') return refuse(c, begun.refusal)
      throw new Problem('not-found', 'accounts/no-provider', 'This organisation has no sign-in of its own.')
    })
    .get(callbackPath(':id'), async (c) => {
      const flow = await takeFlow(c)
      if (!flow) {
        await countVisit(c)
        return refuse(c, 'failed')
      }
      const done = await finishProviderSignIn(accounts, flow, {
        organisation: c.req.param('id'),
        search: new URL(c.req.url).search,
      })
      if (!done.ok) {
        await countVisit(c)
        return refuse(c, done.refusal)
      }
      const way = { provider: flow.organisation }
      setCookies(c, await signInPerson(accounts, c.req.raw.headers, done.person, way))
      return c.redirect(returnPath(flow.to) ?? wordsFor(c).at(accountPath), 303)
    })
}
