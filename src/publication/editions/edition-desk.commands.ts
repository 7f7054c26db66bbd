// Makes editions while the program serves, one at a time, and says how it went.
import type { Log } from '#platform/log.ts'
import { makeEdition, type EditionWork } from './edition.commands.ts'

export type EditionState = { is: 'idle' } | { is: 'making' } | { is: 'failed' } | { is: 'made'; id: string }

export type EditionDesk = {
  /** The folder of all editions. */
  folder: string
  /** The folder of copies of the editions of others. */
  mirrors: string
  /** With which they are signed; undefined where they are not. */
  publicKey: string | undefined
  state: () => EditionState
  /** Begins with an edition of the revision that stands; does nothing while one is being made. */
  begin: () => void
  /** Once what is being made is done. */
  settled: () => Promise<void>
}

export function openEditionDesk(work: EditionWork & { mirrors: string }, log: Log): EditionDesk {
  let state: EditionState = { is: 'idle' }
  let making: Promise<void> = Promise.resolve()

  async function make(): Promise<void> {
    try {
      const made = await makeEdition(work)
      state = made.ok ? { is: 'made', id: made.edition.id } : { is: 'failed' }
      if (!made.ok) log.error({ refusal: made.refusal }, 'no edition was made')
    } catch (error) {
      state = { is: 'failed' }
      log.error({ err: error }, 'no edition was made')
    }
  }

  return {
    folder: work.folder,
    mirrors: work.mirrors,
    publicKey: work.key?.publicKey,
    state: () => state,
    begin: () => {
      if (state.is === 'making') return
      state = { is: 'making' }
      making = make()
    },
    settled: () => making,
  }
}
