import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { registers, type GeneratedRegister } from '../../../checks/harness/generated-register.ts'
import { rowOf, type Census } from './census.rules.ts'
import { nextRows, orderOf, placeOf, sortKeys, type Sort, type SortKey } from './order.rules.ts'

const sorts: fc.Arbitrary<Sort> = fc.record({ key: fc.constantFrom(...sortKeys), descending: fc.boolean() })
const masks = fc.array(fc.constantFrom(0, 1), { minLength: 24, maxLength: 24 })

/** What a row sorts by, as a person would read it off; undefined stands last. */
function sortValue(census: Census, key: SortKey, row: number): string | number | undefined {
  const { actors } = census
  const nameOf = (code: number | undefined) => actors.rows[code ?? -1]?.sortName
  if (key === 'home') return nameOf(census.home[row])
  if (key === 'counterpart') return nameOf(census.counterpart[row])
  if (key === 'province') return nameOf(actors.top[census.counterpart[row] ?? -1])
  if (key === 'kind') return census.kind[row]
  if (key === 'status') return census.status[row]
  return (key === 'started' ? census.startYear[row] : census.endYear[row]) || undefined
}

const swedish = new Intl.Collator('sv')

function isInOrder(a: string | number | undefined, b: string | number | undefined, descending: boolean): boolean {
  if (a === undefined || b === undefined) return b === undefined
  const difference = typeof a === 'string' && typeof b === 'string' ? swedish.compare(a, b) : Number(a) - Number(b)
  return descending ? difference >= 0 : difference <= 0
}

describe('in every order', () => {
  test('each row stands once', () => {
    fc.assert(
      fc.property(registers, sorts, ({ census }, sort) => {
        expect([...orderOf(census, sort)].toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: census.rows }, (_, row) => row),
        )
      }),
    )
  })

  test('no row stands before one that should come first, and unknown years stand last both ways', () => {
    fc.assert(
      fc.property(registers, sorts, ({ census }, sort) => {
        const values = [...orderOf(census, sort)].map((row) => sortValue(census, sort.key, row))
        values
          .slice(1)
          .forEach((value, index) => expect(isInOrder(values[index], value, sort.descending), values.join()).toBe(true))
      }),
      { numRuns: 200 },
    )
  })

  test('what is equal stands by home actor, then counterpart, then kind', () => {
    fc.assert(
      fc.property(registers, sorts, ({ census }, sort) => {
        const { rank } = census.actors
        const place = (row: number) =>
          [
            rank[census.home[row] ?? -1] ?? 0,
            rank[census.counterpart[row] ?? -1] ?? 0,
            census.kinds[census.kind[row] ?? -1] ?? '',
          ] as const
        const order = [...orderOf(census, sort)]
        order.slice(1).forEach((row, index) => {
          const before = order[index] ?? -1
          const same = codeOf(census, sort.key, before) === codeOf(census, sort.key, row)
          if (!same) return
          const [a, b] = [place(before), place(row)]
          expect(a[0] - b[0] || a[1] - b[1] || (a[2] <= b[2] ? 0 : 1)).toBeLessThanOrEqual(0)
        })
      }),
      { numRuns: 200 },
    )
  })

  test('paging by key visits every chosen row once, in that order, whatever the size of a page', () => {
    fc.assert(
      fc.property(registers, sorts, masks, fc.integer({ min: 1, max: 7 }), (register, sort, bits, limit) => {
        const mask = Uint8Array.from(bits.slice(0, register.census.rows))
        const chosen = [...orderOf(register.census, sort)].filter((row) => mask[row])
        expect(visit(register, sort, mask, limit)).toEqual(chosen)
      }),
      { numRuns: 200 },
    )
  })
})

/** Follows “next” from page to page, as a reader does. */
function visit({ census }: GeneratedRegister, sort: Sort, mask: Uint8Array, limit: number): number[] {
  const order = orderOf(census, sort)
  const visited: number[] = []
  for (let pages = 0; pages <= census.rows; pages += 1) {
    const { rows, more } = nextRows(order, mask, limit, visited.at(-1))
    expect(rows.length).toBeLessThanOrEqual(limit)
    visited.push(...rows)
    if (!more) return visited
    expect(rows.length).toBe(limit)
  }
  throw new Error('The pages never end')
}

test('a page that ends with the last row says that nothing follows', () => {
  expect(nextRows(Int32Array.of(2, 0, 1), Uint8Array.of(1, 1, 1), 3)).toEqual({ rows: [2, 0, 1], more: false })
  expect(nextRows(Int32Array.of(2, 0, 1), Uint8Array.of(1, 0, 1), 1)).toEqual({ rows: [2], more: true })
  expect(nextRows(Int32Array.of(2, 0, 1), Uint8Array.of(1, 0, 1), 1, 2)).toEqual({ rows: [0], more: false })
})

test('a page stands where paging from the beginning would reach it', () => {
  fc.assert(
    fc.property(registers, sorts, masks, fc.integer({ min: 1, max: 5 }), ({ census }, sort, mask, limit) => {
      const order = orderOf(census, sort)
      const chosen = Uint8Array.from(mask.slice(0, census.rows))
      const starts: (number | undefined)[] = [undefined]
      for (let place = 1, after: number | undefined; ; place += limit) {
        const page = nextRows(order, chosen, limit, after)
        const [first] = page.rows
        if (first === undefined) break
        // The page before begins after the row that ends the page before that; the first begins after none.
        expect(placeOf(order, chosen, first, limit)).toEqual({
          place,
          ...(starts.length > 2 && { previous: starts.at(-2) }),
        })
        after = page.rows.at(-1)
        starts.push(after)
        if (!page.more) break
      }
    }),
  )
})

test('a row is found by its number, and a number that nobody has finds none', () => {
  fc.assert(
    fc.property(registers, ({ census, cooperations }) => {
      const numbers = new Map(cooperations.map(({ no }, row) => [no, row]))
      for (let no = 0; no <= (cooperations.at(-1)?.no ?? 0) + 1; no += 1)
        expect(rowOf(census, no)).toBe(numbers.get(no))
    }),
  )
})

/** The code that ties are ties of: two actors of one name are not the same actor. */
function codeOf(census: Census, key: SortKey, row: number): number | undefined {
  if (key === 'home') return census.home[row]
  if (key === 'counterpart') return census.counterpart[row]
  if (key === 'province') return census.actors.top[census.counterpart[row] ?? -1]
  return Number(sortValue(census, key, row) ?? -1)
}
