// Who asks, and which sources and documents are for them?
import { may, type Account } from '#accounts/index.ts'
import type { Visibility } from './source.rules.ts'

/** Who asks, and as of which revision; without them, anybody, and as it stands. */
export type Asking = { account?: Pick<Account, 'person' | 'role'>; asOf?: number }

/** The visibilities of what somebody may read. Nothing under seal is read by role alone. */
export function visibleTo(member: Pick<Account, 'role'> | undefined): Exclude<Visibility, 'sealed'>[] {
  return may(member?.role, 'read-members') ? ['public', 'members'] : ['public']
}

/** The visibilities of sources of which whoever asks reads more than the kind: of the past, those for everybody only. */
export function readableIn({ account, asOf }: Asking): Exclude<Visibility, 'sealed'>[] {
  return visibleTo(asOf === undefined ? account : undefined)
}
