// Which sequences of numbers are equal? A tree of all that have come: equal ones lead to the same node.

/** A number holds 53 bits: a node, and the way that leads on from it. */
const mostBits = 2 ** 53

export class SequenceTree {
  readonly #nodes = new Map<number, number>()
  readonly #ways: number

  /** Ways are whole numbers from 0 to below `ways`. */
  constructor(ways: number) {
    this.#ways = ways
  }

  /** The node that the way leads to from another. The root is 0. */
  follow(node: number, way: number): number {
    const key = node * this.#ways + way
    const known = this.#nodes.get(key)
    if (known !== undefined) return known
    const next = this.#nodes.size + 1
    if (next >= mostBits / this.#ways) throw new RangeError('There are more different sequences than can be numbered')
    this.#nodes.set(key, next)
    return next
  }
}
