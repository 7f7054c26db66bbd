/** Where does somebody arrive who asks for the bare address? At the start page in their language. */
import type { Context } from 'hono'
import { negotiateLanguage } from '#platform/i18n/language.ts'
import type { AppEnv } from './app-env.ts'

export function redirectToLanguage(c: Context<AppEnv>): Response {
  const language = negotiateLanguage(c.req.header('accept-language'))
  c.header('vary', 'Accept-Language')
  c.header('cache-control', 'no-cache')
  return c.redirect(`/${language}/`, 302)
}
