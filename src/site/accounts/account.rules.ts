/** Who is it that a page for members is made for? */
import type { Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import type { Account } from '#accounts/index.ts'

/** Of a route whose policy lets only signed-in people through; that it can fail would be a fault of the policies. */
export function signedIn(c: Context<AppEnv>): Account {
  if (!c.var.account) throw new Error(`The policy of ${c.req.path} lets in people who are not signed in`)
  return c.var.account
}
