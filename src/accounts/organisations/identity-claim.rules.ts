/** Which address of a person may be believed, of those that an identity provider tells? */

/** What a provider says of somebody; nothing of it is certain to be there, or to be what the standard says. */
export type Claims = { readonly [claim: string]: unknown }

/**
 * The address in lower case, if it is proved. Some providers send the word `true` where the standard wants the value.
 * Where a provider is silent, `isVouchedFor` decides: whether an administrator has said that its addresses are proved.
 */
export function provedAddress({ email, email_verified: says }: Claims, isVouchedFor: boolean): string | undefined {
  const isProved = says === undefined ? isVouchedFor : says === true || says === 'true'
  return isProved && typeof email === 'string' ? email.toLowerCase() : undefined
}
