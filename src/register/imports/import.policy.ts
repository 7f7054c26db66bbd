// Who may import lists? Whoever rules on what others propose: a list brings as much as a thousand proposals.
import { may, type Role } from '#accounts/index.ts'

export function mayImport(account: { role: Role } | undefined): boolean {
  return may(account?.role, 'review')
}
