/** What does every request carry on its way through the app? */
import type { HttpBindings } from '@hono/node-server'
import type { Log } from '#platform/log.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { Texts } from '#platform/i18n/texts.ts'

export type AppEnv = {
  /** Absent when a test calls the app without a server. */
  Bindings: Partial<HttpBindings>
  Variables: {
    language: Language
    t: Texts
    requestId: string
    log: Log
  }
}
