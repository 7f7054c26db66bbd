export {
  beginProviderSignIn,
  callbackAddress,
  finishProviderSignIn,
  flowSeconds,
  removeIdentityProvider,
  saveIdentityProvider,
  type SignInFlow,
} from './organisations/identity-provider.commands.ts'
export { readFlow, readIdentityProviderForm } from './organisations/identity-provider.input.ts'
export {
  findIdentityProvider,
  listSignInOrganisations,
  type IdentityProvider,
} from './organisations/identity-provider.queries.ts'
export { readInvitationForm, readOrganisationForm, readRoleForm } from './organisations/organisation.input.ts'
export {
  acceptInvitation,
  invite,
  withdrawInvitation,
  type Acceptance,
  type InvitationForm,
} from './organisations/invitation.commands.ts'
export { invitationDays, stateOf, type InvitationState } from './organisations/invitation.rules.ts'
export { addOrganisation, changeOrganisation, removeOrganisation } from './organisations/organisation.commands.ts'
export {
  findInvitation,
  findOrganisation,
  listInvitations,
  listOrganisations,
  type Invitation,
  type Organisation,
} from './organisations/organisation.queries.ts'
export type { Account, AwaitedAccount } from './people/account.rules.ts'
export {
  becomeFirstAdministrator,
  firstLinkHours,
  isFirstLinkOpen,
  offerFirstAdministrator,
} from './people/first-administrator.commands.ts'
export { changeRole, endSessions, rename } from './people/person.commands.ts'
export {
  readFirstAdministratorForm,
  readNameForm,
  readSignInForm,
  typed,
  type FieldRefusal,
  type Fields,
} from './people/person.input.ts'
export {
  findPerson,
  findPersonByEmail,
  listCoderCandidates,
  listMembers,
  listSessions,
  type Member,
  type OpenSession,
} from './people/person.queries.ts'
export { may, permissions, permissionsOf, roles, type Permission, type Role } from './people/role.policy.ts'
export {
  addPasskey,
  askForPasskey,
  offerPasskey,
  removePasskey,
  signInWithPasskey,
} from './sessions/passkey.commands.ts'
export { readAssertion, readNewPasskey } from './sessions/passkey.input.ts'
export { listPasskeys, type Passkey } from './sessions/passkey.queries.ts'
export { returnPath } from './sessions/return-path.rules.ts'
export {
  confirmSecondFactor,
  countWrongCode,
  giveSecondFactor,
  offerSecondFactor,
  removeSecondFactor,
  replaceBackupCodes,
  waitingSecondFactor,
} from './sessions/second-factor.commands.ts'
export { countBackupCodes } from './sessions/second-factor.queries.ts'
export { sessionDays, signInLinkMinutes } from './sessions/authentication.commands.ts'
export {
  followSignInLink,
  openAccounts,
  recogniseAccount,
  requestSignInLink,
  signInPerson,
  signOut,
  type Accounts,
} from './sessions/session.commands.ts'
export { sweepExpired } from './sessions/sweep.commands.ts'
