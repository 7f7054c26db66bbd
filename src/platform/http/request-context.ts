/** Who is asking for what, in which language, under which number? Sets the variables of AppEnv and logs the answer. */
import { randomBytes } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import type { Log } from '#platform/log.ts'
import { languageOf, negotiateLanguage } from '#platform/i18n/language.ts'
import { textsFor } from '#platform/i18n/texts.ts'
import type { AppEnv } from './app-env.ts'

export function requestContext(log: Log): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const startedAt = performance.now()
    // Never taken from outside: an id that a client may choose cannot be trusted in the log.
    const requestId = randomBytes(6).toString('hex')
    const language = languageOfRequest(c)
    c.set('requestId', requestId)
    c.set('language', language)
    c.set('t', textsFor(language))
    c.set('log', log.child({ request: requestId }))
    const logAnswer = watchAnswer(c, startedAt)
    await next()
    c.res.headers.set('x-request-id', requestId)
    logAnswer()
  }
}

function languageOfRequest(c: Context<AppEnv>) {
  const { path } = c.req
  if (path.startsWith('/api/')) return 'en' // sentences for programs and their authors; answers must not vary
  return languageOf(path) ?? negotiateLanguage(c.req.header('accept-language'))
}

/** Returns what is to be called once the answer is made; behind a server the line waits until it has been sent. */
function watchAnswer(c: Context<AppEnv>, startedAt: number): () => void {
  const { log } = c.var
  if (!log.isLevelEnabled('info')) return () => undefined
  const outgoing = c.env?.outgoing
  const socket = c.env?.incoming?.socket
  const sentBefore = socket?.bytesWritten ?? 0
  const line = () => ({
    method: c.req.method,
    path: loggedPath(c.req.url),
    status: c.res.status,
    ms: Math.round((performance.now() - startedAt) * 10) / 10,
  })
  if (!outgoing || !socket) return () => log.info(line(), 'answered')
  return () => {
    outgoing.once('close', () => {
      // Counted at the socket, head included, because the length of a streamed body is known only there.
      const bytes = socket.bytesWritten - sentBefore
      log.info({ ...line(), bytes, ...(outgoing.writableFinished ? {} : { aborted: true }) }, 'answered')
    })
  }
}

/** The path with the names of the query's parameters, without their values: a search may say who is asking. */
export function loggedPath(url: string): string {
  const { pathname, searchParams } = new URL(url)
  const names = [...new Set(searchParams.keys())].join('&')
  return names ? `${pathname}?${names}` : pathname
}
