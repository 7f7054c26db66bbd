import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { datedAs } from '#register/index.ts'
import { compareViews, openActorMatching, type ViewActor, type ViewedCooperation } from './other-view.rules.ts'

function actor(id: string, country: string, given: Partial<ViewActor> = {}): ViewActor {
  return { id, kind: 'municipality', country, nameSv: id, nameEn: id, scbCode: null, gbt2260: null, iso31662: null, ...given } // prettier-ignore
}

const homes = [
  actor('xl-a', 'XL', { scbCode: '01' }),
  actor('xl-b', 'XL', { scbCode: '02' }),
  // Two bodies share a code, as a region and its county board do.
  actor('xl-c', 'XL', { scbCode: '03', kind: 'region' }),
  actor('xl-d', 'XL', { scbCode: '03', kind: 'county_board' }),
  actor('xl-e', 'XL'),
]
const counterparts = [
  // The same code as at home, but in another country.
  actor('xb-a', 'XB', { scbCode: '01' }),
  actor('xb-b', 'XB', { gbt2260: '110000' }),
  actor('xb-c', 'XB', { iso31662: 'XB-C' }),
  actor('xb-d', 'XB'),
]
const actors = [...homes, ...counterparts]

const dates = ['1994', '1994-06-06', '[1995..2001]', '2003~', 'XXXX'] as const
const date = fc.constantFrom(...dates, undefined).map((edtf) => datedAs(edtf ? { date: edtf } : undefined))

const cooperation = fc.record({
  home: fc.constantFrom(...homes),
  counterpart: fc.constantFrom(...counterparts),
  kind: fc.constantFrom('twinning', 'municipal_partnership'),
  status: fc.constantFrom('active', 'dormant', 'paused', 'ended', undefined),
  established: date,
  ended: date,
})

const pairOf = ({ home, counterpart, kind }: Pick<ViewedCooperation, 'home' | 'counterpart' | 'kind'>) =>
  `${home.id} ${counterpart.id} ${kind}`

/** What a register has between the two countries: of a pair and kind one at most. */
const register: fc.Arbitrary<ViewedCooperation[]> = fc
  .uniqueArray(cooperation, { selector: pairOf, maxLength: 12 })
  .map((rows) => rows.map((row) => ({ ...row, id: pairOf(row) })))

/** As the other register names it: by an identifier and a name of its own, where a code tells. */
const namedThere = (one: ViewActor) =>
  (one.scbCode ?? one.gbt2260 ?? one.iso31662) ? { ...one, id: `there-${one.id}`, nameEn: 'Another name' } : one

/** The same as the register of the other country would hold it, from its own end. */
function asSeenThere(rows: readonly ViewedCooperation[]): ViewedCooperation[] {
  return rows.map((row) => ({ ...row, id: `there ${row.id}`, home: namedThere(row.counterpart), counterpart: namedThere(row.home) })) // prettier-ignore
}

/** A register, and for each of its cooperations whether it is here, there or on both sides. */
const divided = register.chain((rows) =>
  fc.tuple(
    fc.constant(rows),
    fc.array(fc.constantFrom('here', 'there', 'both'), { minLength: rows.length, maxLength: rows.length }),
  ),
)
const sides = divided.map(([rows, where]) => ({
  rows,
  where,
  ours: rows.filter((_, index) => where[index] !== 'there'),
  theirs: asSeenThere(rows.filter((_, index) => where[index] !== 'here')),
}))

const told = (compared: ReturnType<typeof compareViews>) =>
  compared.map(({ ours, theirs, differences }) => `${ours?.id ?? '-'} | ${theirs?.id ?? '-'} | ${differences.join()}`)

describe('two views', () => {
  test('of the same differ in nothing', () => {
    fc.assert(
      fc.property(register, (rows) => {
        const compared = compareViews(rows, asSeenThere(rows), actors)
        expect(told(compared).toSorted()).toEqual(rows.map(({ id }) => `${id} | there ${id} | `).toSorted())
      }),
    )
  })

  test('name what only one side has, by that side and no other', () => {
    fc.assert(
      fc.property(sides, ({ rows, where, ours, theirs }) => {
        const expected = rows.map(({ id }, index) => {
          if (where[index] === 'both') return `${id} | there ${id} | `
          return where[index] === 'here' ? `${id} | - | only-here` : `- | there ${id} | only-there`
        })
        expect(told(compareViews(ours, theirs, actors)).toSorted()).toEqual(expected.toSorted())
      }),
    )
  })

  test('say the same whatever the order of either', () => {
    const shuffled = <T>(rows: T[]) => fc.shuffledSubarray(rows, { minLength: rows.length })
    const twice = fc.tuple(register, register).chain(([ours, theirs]) =>
      fc.tuple(fc.constant([ours, asSeenThere(theirs), actors] as const), fc.tuple(shuffled(ours), shuffled(asSeenThere(theirs)), shuffled(actors))),
    ) // prettier-ignore
    fc.assert(
      fc.property(twice, ([plain, mixed]) => {
        expect(told(compareViews(...mixed)).toSorted()).toEqual(told(compareViews(...plain)).toSorted())
      }),
    )
  })

  test('are each other’s mirror', () => {
    const mirrored = (line: string) => {
      const [ours = '', theirs = '', differences = ''] = line.split(' | ')
      const turned = { 'only-here': 'only-there', 'only-there': 'only-here' }[differences] ?? differences
      return `${theirs} | ${ours} | ${turned}`
    }
    fc.assert(
      fc.property(register, register, (ours, others) => {
        const theirs = asSeenThere(others)
        const back = compareViews(theirs, ours, actors.map(namedThere))
        expect(told(back).map(mirrored).toSorted()).toEqual(told(compareViews(ours, theirs, actors)).toSorted())
      }),
    )
  })

  test('put what differs first, then what agrees, then what only one side has', () => {
    const rank = (differences: readonly string[]) =>
      differences.some((one) => one.startsWith('only-')) ? 2 : differences.length > 0 ? 0 : 1
    fc.assert(
      fc.property(register, register, (ours, theirs) => {
        const ranks = compareViews(ours, asSeenThere(theirs), actors).map(({ differences }) => rank(differences))
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
      }),
    )
  })
})

describe('of one cooperation', () => {
  const [home, counterpart] = [homes[0], counterparts[0]] as [ViewActor, ViewActor]
  type Said = { status?: ViewedCooperation['status']; established?: string; ended?: string }
  const saying = ({ status, established, ended }: Said): ViewedCooperation => ({
    id: 'x', home, counterpart, kind: 'twinning', status,
    established: datedAs(established ? { date: established } : undefined),
    ended: datedAs(ended ? { date: ended } : undefined),
  }) // prettier-ignore

  test.each<[string, Said, Said, string[]]>([
    ['a year agrees with a day in it', { established: '1994' }, { established: '1994-06-06' }, []],
    ['two days do not agree', { established: '1994-06-05' }, { established: '1994-06-06' }, ['established']],
    ['a start that is not known agrees with any', {}, { established: '1994' }, []],
    ['bounds that meet in a year agree', { ended: '[1995..2001]' }, { ended: '2001' }, []],
    ['an end that only one knows differs', { status: 'active' }, { status: 'ended', ended: '2001' }, ['status', 'ended']],
    ['an end years apart differs', { ended: '2001' }, { ended: '2003' }, ['ended']],
    ['no status is not the same as some', {}, { status: 'active' }, ['status']],
  ])('%s', (_, here, there, differences) => {
    expect(compareViews([saying(here)], asSeenThere([saying(there)]), actors)).toMatchObject([{ differences }])
  }) // prettier-ignore

  test('another kind between the same two is another cooperation', () => {
    const other = { ...saying({}), kind: 'municipal_partnership' }
    expect(told(compareViews([saying({})], asSeenThere([other]), actors))).toEqual([
      expect.stringMatching(/only-there$/),
      expect.stringMatching(/only-here$/),
    ])
  })
})

describe('an actor of theirs', () => {
  const same = openActorMatching(actors)

  test.each<[string, ViewActor, string | undefined]>([
    ['is ours by its code, whatever its name', actor('else', 'XL', { scbCode: '02', nameEn: 'Else' }), 'xl-b'],
    ['is, of two with one code, the one of its kind', actor('else', 'XL', { scbCode: '03', kind: 'county_board' }), 'xl-d'],
    ['is neither of two with one code where its kind is another', actor('else', 'XL', { scbCode: '03' }), undefined],
    ['is not one of another country with the same code', actor('else', 'XB', { scbCode: '02' }), undefined],
    ['is ours by its identifier where no code speaks', actor('xl-e', 'XL'), 'xl-e'],
    ['is ours by its identifier where only one has a code', actor('xl-a', 'XL'), 'xl-a'],
    ['is not ours by its identifier where a code says otherwise', actor('xl-a', 'XL', { scbCode: '99' }), undefined],
    ['is not ours by its identifier in another country', actor('xl-e', 'XB'), undefined],
    ['is not ours by its name', actor('else', 'XL', { nameSv: 'xl-e', nameEn: 'xl-e' }), undefined],
  ])('%s', (_, theirs, id) => {
    expect(same(theirs)?.id).toBe(id)
  }) // prettier-ignore

  test('is none of two that cannot be told apart', () => {
    const twins = [actor('xl-a', 'XL', { scbCode: '01' }), actor('xl-b', 'XL', { scbCode: '01' })]
    expect(openActorMatching(twins)(actor('else', 'XL', { scbCode: '01' }))).toBeUndefined()
  })
})
