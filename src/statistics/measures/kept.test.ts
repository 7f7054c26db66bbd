import { expect, test } from 'vitest'
import { keepFew } from './kept.rules.ts'

test('what is made is kept by object and name, and of each object the latest few', () => {
  const keep = keepFew<string>(2)
  const made: string[] = []
  const ask = (of: object, name: string) =>
    keep(of, 1_000_000, name, () => {
      made.push(name)
      return name.toUpperCase()
    })
  const [one, other] = [{}, {}]
  expect(['a', 'b', 'a'].map((name) => ask(one, name))).toEqual(['A', 'B', 'A'])
  expect(made).toEqual(['a', 'b'])
  ask(other, 'a')
  ask(one, 'c')
  expect(made).toEqual(['a', 'b', 'a', 'c'])
  // What was asked for longest ago has gone: b, since a was asked for again.
  ask(one, 'a')
  ask(other, 'a')
  expect(made).toHaveLength(4)
  ask(one, 'b')
  expect(made).toHaveLength(5)
})

test('of a small object more is kept, for the same memory', () => {
  const keep = keepFew<number>(2, 80_000)
  const small = {}
  let made = 0
  const ask = (name: string) => keep(small, 57, name, () => (made += 1))
  for (const name of ['a', 'b', 'c', 'd', 'a', 'b', 'c', 'd']) ask(name)
  expect(made).toBe(4)
  ask('e')
  ask('a')
  expect(made).toBe(6)
})
