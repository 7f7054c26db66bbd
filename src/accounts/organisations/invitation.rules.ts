/** Can an invitation still be accepted? */

export const invitationDays = 7

export const invitationStates = ['open', 'expired', 'withdrawn', 'accepted'] as const
export type InvitationState = (typeof invitationStates)[number]

export type InvitationTimes = { expiresAt: Date; withdrawnAt: Date | null; acceptedAt: Date | null }

/** What was done to it says more than that its time has run out since. */
export function stateOf({ expiresAt, withdrawnAt, acceptedAt }: InvitationTimes, now: Date): InvitationState {
  if (acceptedAt) return 'accepted'
  if (withdrawnAt) return 'withdrawn'
  return expiresAt.getTime() <= now.getTime() ? 'expired' : 'open'
}

export function expiryOf(sentAt: Date): Date {
  return new Date(sentAt.getTime() + invitationDays * 86_400_000)
}
