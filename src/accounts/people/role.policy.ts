/** Who may do what? A role is a set of permissions; nothing else is asked anywhere. */

export const roles = ['reader', 'contributor', 'curator', 'researcher', 'administrator'] as const
export type Role = (typeof roles)[number]

export const permissions = [
  /** Read what is for members. */
  'read-members',
  /** Propose changes to facts of the actor that the own organisation is. */
  'propose-own',
  /** Propose changes to any fact. */
  'propose-any',
  /** Accept, reject or send back what others propose. */
  'review',
  /** Make rounds of coding, code in them, and decide on the disagreements of others. */
  'code',
  /** Put evidence under seal, and open what there is a grant for. */
  'work-sealed',
  /** Know of all evidence under seal, short of what it says, and decide about it together with somebody else. */
  'keep-seals',
  /** Organisations, people, roles and invitations. */
  'administer',
] as const
export type Permission = (typeof permissions)[number]

// Nobody sees sealed evidence by role alone: that takes a grant for each piece, whatever the role.
const permitted: Record<Role, readonly Permission[]> = {
  reader: ['read-members'],
  contributor: ['read-members', 'propose-own'],
  curator: ['read-members', 'propose-own', 'propose-any', 'review', 'code', 'work-sealed', 'keep-seals'],
  researcher: ['read-members', 'code', 'work-sealed'],
  administrator: permissions,
}

/** Whether somebody in this role may; somebody without a role may nothing. */
export function may(role: Role | undefined, permission: Permission): boolean {
  return role !== undefined && permitted[role].includes(permission)
}

export function permissionsOf(role: Role): readonly Permission[] {
  return permitted[role]
}

export type Membership = { readonly person: string; readonly role: Role }

/**
 * Whether somebody may still administer once this person has another role, or (undefined) none. Without anybody who may,
 * nobody could be invited again.
 */
export function keepsAdministrator(
  memberships: readonly Membership[],
  person: string,
  role: Role | undefined,
): boolean {
  return may(role, 'administer') || memberships.some((one) => one.person !== person && may(one.role, 'administer'))
}
