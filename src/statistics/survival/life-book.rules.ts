// Which rows have equal lives? A million cooperations share far fewer: each different one is written once, as six days.

const width = 6

/**
 * Numbers every different sequence of six whole numbers, in the order in which they come. An open hash table over one
 * typed array: a Map would need a key of text or nested ones, and takes ten times as long at a million rows.
 */
export class LifeBook {
  #days = new Int32Array(2 ** 10 * width)
  #slots = new Int32Array(2 ** 11).fill(-1)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** All that is written, six numbers a life. */
  get days(): Int32Array {
    return this.#days.subarray(0, this.#size * width)
  }

  /** The number of these six; a new one if they have not been seen. */
  numberOf(days: Int32Array): number {
    const mask = this.#slots.length - 1
    for (let slot = hashOf(days, 0) & mask; ; slot = (slot + 1) & mask) {
      const life = this.#slots[slot] as number
      if (life < 0) return this.#write(days, slot)
      if (this.#isWritten(days, life * width)) return life
    }
  }

  #isWritten(days: Int32Array, at: number): boolean {
    for (let index = 0; index < width; index += 1) if (this.#days[at + index] !== days[index]) return false
    return true
  }

  #write(days: Int32Array, slot: number): number {
    const life = this.#size
    this.#slots[slot] = life
    if ((life + 1) * width > this.#days.length) {
      const grown = new Int32Array(this.#days.length * 2)
      grown.set(this.#days)
      this.#days = grown
    }
    this.#days.set(days, life * width)
    this.#size += 1
    // Half empty at least, or the search for a free slot grows long.
    if (this.#size * 2 > this.#slots.length) this.#spread()
    return life
  }

  #spread(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1)
    const mask = slots.length - 1
    for (let life = 0; life < this.#size; life += 1) {
      let slot = hashOf(this.#days, life * width) & mask
      while ((slots[slot] as number) >= 0) slot = (slot + 1) & mask
      slots[slot] = life
    }
    this.#slots = slots
  }
}

/** Days that lie close together must not fall close together: multiplied and folded as in MurmurHash3 (Appleby 2011). */
function hashOf(days: Int32Array, at: number): number {
  let hash = 0
  for (let index = at; index < at + width; index += 1) {
    hash = Math.imul(hash ^ (days[index] as number), 0x85eb_ca6b)
    hash ^= hash >>> 13
  }
  hash = Math.imul(hash, 0xc2b2_ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
