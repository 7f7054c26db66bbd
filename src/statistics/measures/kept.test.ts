import { expect, test } from 'vitest'
import { keepFew } from './kept.rules.ts'

test('what is made is kept by object and name, and of each object the latest few', () => {
  const keep = keepFew<string>(2)
  const made: string[] = []
  const ask = (of: object, name: string) =>
    keep(of, name, () => {
      made.push(name)
      return name.toUpperCase()
    })
  const [one, other] = [{}, {}]
  expect(['a', 'b', 'a'].map((name) => ask(one, name))).toEqual(['A', 'B', 'A'])
  expect(made).toEqual(['a', 'b'])
  ask(other, 'a')
  ask(one, 'c')
  expect(made).toEqual(['a', 'b', 'a', 'c'])
  // The oldest of that object has gone.
  ask(one, 'b')
  ask(other, 'a')
  expect(made).toHaveLength(4)
  ask(one, 'a')
  expect(made).toHaveLength(5)
})
