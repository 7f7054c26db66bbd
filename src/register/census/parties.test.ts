import fc from 'fast-check'
import { expect, test } from 'vitest'
import { registers } from '../../../checks/harness/generated-register.ts'
import { rowsOfParty } from './parties.rules.ts'

test('the rows of an actor are those that name it, on that side, in their order', () => {
  fc.assert(
    fc.property(registers, fc.constantFrom('home' as const, 'counterpart' as const), ({ census }, side) => {
      census.actors.rows.forEach((_, actor) => {
        const named = [...census[side]].flatMap((party, row) => (party === actor ? [row] : []))
        expect([...rowsOfParty(census, side, actor)]).toEqual(named)
      })
    }),
  )
})
