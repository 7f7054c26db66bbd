// What administrators write about an identity provider, and what a browser has kept while its owner was there.
import { z } from 'zod'
import { isSeen, readForm, type Fields } from '../people/person.input.ts'

const longest = 500

const text = z
  .string('missing')
  .transform((written) => written.trim())
  .pipe(z.string().min(1, 'missing').max(longest, 'too-long').refine(isSeen, 'unseen'))

const ownComputer = ['localhost', '127.0.0.1', '[::1]']

/** Unencrypted only from this computer to itself, where a developer has a provider to try with. */
function isIssuer(written: string, isLocal: boolean): boolean {
  if (!URL.canParse(written)) return false
  const { protocol, hostname, search, hash, username } = new URL(written)
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLocal && ownComputer.includes(hostname))
  return isSafe && search === '' && hash === '' && username === ''
}

/** `url` is the address of the register. An empty secret means that the one that is kept stays. */
export const readIdentityProviderForm = (fields: Fields, url: string) =>
  readForm(
    z.object({
      issuer: text.refine((written) => isIssuer(written, ownComputer.includes(new URL(url).hostname)), 'no-issuer'),
      clientId: text,
      clientSecret: z.string('missing').max(longest, 'too-long').refine(isSeen, 'unseen'),
      provesAddresses: z.enum(['no', 'yes'], 'missing').transform((answer) => answer === 'yes'),
    }),
    fields,
  )

const keptFlow = z.object({
  organisation: z.string(),
  begunAt: z.number(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
})

/** `to` is where the person was going. Undefined for anything but a flow: other cookies have signatures of ours too. */
export function readFlow(kept: string): z.infer<typeof keptFlow> | undefined {
  try {
    return keptFlow.safeParse(JSON.parse(kept)).data
  } catch {
    return undefined
  }
}
