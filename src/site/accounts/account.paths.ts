// Addresses of pages about accounts, without the language that stands before them.
export const signInPath = '/sign-in'
export const signInSentPath = '/sign-in/sent'
export const signInLinkPath = '/sign-in/link'
export const signInCodePath = '/sign-in/code'
export const signOutPath = '/sign-out'
export const firstAdministratorPath = '/first-administrator'
export const invitationPath = '/invitation'
export const accountPath = '/account'
export const sessionsPath = '/account/sessions'
export const passkeySignInPath = '/sign-in/passkey'
export const passkeySignInOptionsPath = '/sign-in/passkey/options'
export const passkeysPath = '/account/passkeys'
export const passkeyOptionsPath = '/account/passkeys/options'
export const passkeyRemovalPath = '/account/passkeys/removal'
export const secondFactorPath = '/account/second-factor'
export const confirmationPath = '/account/second-factor/confirmation'
export const backupCodesPath = '/account/second-factor/codes'
export const secondFactorRemovalPath = '/account/second-factor/removal'
export const organisationsPath = '/administration/organisations'
export const outboxPath = '/outbox'

// The types carry the whole path, so that routes made by the same functions know their parameters.
export function organisationPath<Id extends string>(id: Id) {
  return `${organisationsPath}/${id}` as const
}

export function removalPath<Id extends string>(organisation: Id) {
  return `${organisationPath(organisation)}/removal` as const
}

export function invitationsPath<Id extends string>(organisation: Id) {
  return `${organisationPath(organisation)}/invitations` as const
}

export function memberPath<Id extends string, Person extends string>(organisation: Id, person: Person) {
  return `${organisationPath(organisation)}/members/${person}` as const
}

export function memberRemovalPath<Id extends string, Person extends string>(organisation: Id, person: Person) {
  return `${memberPath(organisation, person)}/removal` as const
}

export function providerPath<Id extends string>(organisation: Id) {
  return `${organisationPath(organisation)}/identity-provider` as const
}

export function providerRemovalPath<Id extends string>(organisation: Id) {
  return `${providerPath(organisation)}/removal` as const
}

export function providerSignInPath<Id extends string>(organisation: Id) {
  return `/sign-in/organisations/${organisation}` as const
}

export function callbackPath<Id extends string>(organisation: Id) {
  return `/sign-in/callback/${organisation}` as const
}

export function withdrawalPath<Id extends string>(invitation: Id) {
  return `/administration/invitations/${invitation}/withdrawal` as const
}

export function mailPath<Id extends string>(id: Id) {
  return `${outboxPath}/${id}` as const
}
