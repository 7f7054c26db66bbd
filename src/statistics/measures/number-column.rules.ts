// Numbers in a column: one for each of many things.

/** A loop, because `Uint8Array.from` walks an iterator: of a hundred thousand it takes fifty times as long. */
export function byteOfEach<T>(items: ArrayLike<T>, byteOf: (item: T, index: number) => number): Uint8Array {
  const bytes = new Uint8Array(items.length)
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = byteOf(items[index] as T, index)
  return bytes
}

export function addTo(counts: Int32Array, index: number, by: number): void {
  counts[index] = (counts[index] as number) + by
}
