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
  /** Whether the person has given a second factor in this session, or signed in with a passkey, which is two in one. */
  isProved: boolean
  /** When a code of the second factor was last given in this session; a passkey is none. */
  codeGivenAt: Date | null
}

/** Somebody who has signed in by a link and still owes the second factor: not signed in yet. */
export type AwaitedAccount = Pick<Account, 'person' | 'session'>

declare module 'hono' {
  interface ContextVariableMap {
    /** Undefined for whoever is not signed in. */
    account: Account | undefined
    awaited: AwaitedAccount | undefined
  }
}
