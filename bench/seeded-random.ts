// Chance that is the same in every run, so that two runs measure the same register.

export type Random = {
  /** From 0 up to, not including, 1. */
  next: () => number
  /** A whole number from 0 up to, not including, `below`. */
  below: (below: number) => number
  chance: (share: number) => boolean
  pick: <T>(from: readonly T[]) => T
}

/** Mulberry32: 32 bits of state are plenty for a register that only has to look alive. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  function pick<T>(from: readonly T[]): T {
    const chosen = from[below(from.length)]
    if (chosen === undefined) throw new Error('Nothing to pick from')
    return chosen
  }
  return { next, below, chance: (share) => next() < share, pick }
}
