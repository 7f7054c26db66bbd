// What the island for passkeys asks: challenges, and whether what a device has signed is good.
import { Hono, type Context } from 'hono'
import {
  addPasskey, askForPasskey, offerPasskey, readAssertion, readNewPasskey, returnPath, signInWithPasskey, type Accounts,
} from '#accounts/index.ts' // prettier-ignore
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { clientOf } from '#platform/http/rate-limit.ts'
import {
  accountPath, passkeyOptionsPath, passkeysPath, passkeySignInOptionsPath, passkeySignInPath,
} from './account.paths.ts' // prettier-ignore
import { signedIn } from './account.rules.ts'
import { setCookies } from './form.views.tsx'

/** Undefined for what is no JSON. */
function readJson(c: Context<AppEnv>): Promise<unknown> {
  return c.req.json<unknown>().catch(() => undefined)
}

function refused(): Problem {
  return new Problem('invalid', 'accounts/passkey-refused', 'The passkey was not accepted.')
}

export function passkeyApi(accounts: Accounts) {
  return new Hono<AppEnv>()
    .post(passkeySignInOptionsPath, async (c) => {
      await accounts.limits.tries.spend(c, clientOf(c, accounts.clientHeader))
      return c.json(await askForPasskey(accounts))
    })
    .post(passkeySignInPath, async (c) => {
      await accounts.limits.tries.spend(c, clientOf(c, accounts.clientHeader))
      const sent = readAssertion(await readJson(c))
      const cookies = sent && (await signInWithPasskey(accounts, c.req.raw.headers, sent.response))
      if (!cookies) throw refused()
      setCookies(c, cookies)
      return c.json({ to: returnPath(sent.to) ?? `/${c.var.language}${accountPath}` })
    })
    .post(passkeyOptionsPath, async (c) => c.json(await offerPasskey(accounts, signedIn(c))))
    .post(passkeysPath, async (c) => {
      const passkey = readNewPasskey(await readJson(c))
      if (!passkey || !(await addPasskey(accounts, signedIn(c), passkey))) throw refused()
      return c.json({ to: `/${c.var.language}${accountPath}` }, 201)
    })
}
