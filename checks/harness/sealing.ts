// People who work with evidence under seal, and what they do on its pages.
import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { KeyRing } from '#platform/secrets/envelope.ts'
import type { World } from './members.ts'
import type { Answer, Visitor } from './visitor.ts'

export function makeRing(...ids: string[]): KeyRing {
  return ids.map((id) => ({ id, key: randomBytes(32) }))
}

/** A clock that a test moves. */
export type Clock = { now: () => Date; later: (seconds: number) => void }

export function openClock(start: Date): Clock {
  let at = start
  return {
    now: () => at,
    later: (seconds) => {
      at = new Date(at.getTime() + seconds * 1000)
    },
  }
}

export type Sealer = Visitor & {
  person: string
  name: string
  /** A code of the app that has not been used yet. */
  code: () => string
}

/** Sets up the code app of somebody who is signed in. */
export async function withApp(world: World, visitor: Visitor, clock: Clock, email: string): Promise<Sealer> {
  const set = '/en/account/second-factor'
  await visitor.post(set)
  const text = (await visitor.get(set)).document.querySelector('.secret-text')?.textContent ?? ''
  const totp = new TOTP({ secret: Secret.fromBase32(text.replaceAll(' ', '')) })
  await visitor.post(`${set}/confirmation`, { code: totp.generate({ timestamp: clock.now().getTime() }) })
  const row = await world.app.database.reader
    .selectFrom('accounts.person')
    .where('email', '=', email)
    .select(['id', 'name'])
    .executeTakeFirstOrThrow()
  return {
    ...visitor,
    person: row.id,
    name: row.name,
    code: () => {
      clock.later(31)
      return totp.generate({ timestamp: clock.now().getTime() })
    },
  }
}

/** Proposes something about the evidence at the path; gives the path of the decision, without verdict. */
export async function proposeAbout(who: Visitor, seal: string, fields: Record<string, string>): Promise<string> {
  const before = decisionsOn(await who.get(seal))
  const sent = await who.post(`${seal}/decisions`, { reason: 'It has to be.', ...fields })
  if (sent.status !== 303) throw new Error(`The proposal was answered with ${sent.status}: ${sent.text.slice(0, 2000)}`)
  const made = decisionsOn(await who.get(seal)).find((path) => !before.includes(path))
  if (!made) throw new Error('The page shows no new decision')
  return made
}

/** Paths of the decisions that wait, without verdict. */
export function decisionsOn({ document }: Answer): string[] {
  const actions = [...document.querySelectorAll('#decisions form')].map((form) => form.getAttribute('action') ?? '')
  return [...new Set(actions.map((action) => action.replace(/\/[a-z]+$/, '')))]
}

/** Until the end of the year after next. */
export const farDay = '2028-12-31'

/** Gives somebody access: one proposes, the other confirms. */
export async function grant(seal: string, to: Sealer, by: Visitor, and: Visitor, until = farDay): Promise<string> {
  const decision = await proposeAbout(by, seal, { act: 'grant', person: to.person, until })
  const confirmed = await and.post(`${decision}/confirmation`)
  if (confirmed.status !== 303) throw new Error(`The grant was answered with ${confirmed.status}`)
  return decision
}
