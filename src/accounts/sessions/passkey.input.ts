// What a browser sends after a device has signed: JSON whose shape is known, to be checked by the library.
import { z } from 'zod'
import { nameField } from '../people/person.input.ts'

const base64url = z.string().regex(/^[\w-]+$/)
const credential = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
})

const assertion = credential.extend({
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
})

const transports = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const

const attestation = credential.extend({
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    // A way of reaching it that is not known yet is left out; it is a hint only.
    transports: z
      .array(z.string())
      .transform((given) => transports.filter((one) => given.includes(one)))
      .optional(),
  }),
})

/** `to` is where the person was going. Undefined for what no browser sends. */
export function readAssertion(body: unknown) {
  return z.object({ response: assertion, to: z.string().optional() }).safeParse(body).data
}

/** Undefined for what no browser sends, or for a passkey without a name. */
export function readNewPasskey(body: unknown) {
  return z.object({ name: nameField, response: attestation }).safeParse(body).data
}
