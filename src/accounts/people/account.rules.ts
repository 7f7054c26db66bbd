/** Who is signed in? */
import type { Role } from './role.policy.ts'

export type Account = {
  person: string
  /** A name or a pseudonym. */
  name: string
  email: string
  role: Role
  organisation: { id: string; name: string; actor: string | null }
  /** The session that the request came with. */
  session: string
}

declare module 'hono' {
  interface ContextVariableMap {
    /** Undefined for whoever is not signed in. */
    account: Account | undefined
  }
}
