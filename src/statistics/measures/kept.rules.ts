// What takes a pass over all rows is worked out once for each census and kept with it.

/** Of a smaller census what is made takes as much as if it had so many rows: objects have a size of their own. */
const fewestRows = 20_000

/**
 * Keeps what is made for an object by name: readers compose rules at will, and what is made under one may take megabytes
 * at a million rows. At most as many names as take `mostRows` rows in all, but never fewer than `few`; what has not been
 * asked for longest goes first.
 */
export function keepFew<T>(few: number, mostRows = 0): (of: object, rows: number, name: string, make: () => T) => T {
  const kept = new WeakMap<object, Map<string, T>>()
  return (of, rows, name, make) => {
    let byName = kept.get(of)
    if (!byName) kept.set(of, (byName = new Map()))
    const value = byName.get(name) ?? make()
    // A map remembers the order in which its names came: what is asked for again comes anew.
    byName.delete(name)
    if (byName.size >= Math.max(few, mostRows / Math.max(fewestRows, rows)))
      byName.delete(byName.keys().next().value ?? '')
    byName.set(name, value)
    return value
  }
}
