// What takes a pass over all rows is worked out once for each census and kept with it.

/**
 * Keeps what is made for an object by name, at most `most` names for each: readers compose rules at will, and what is
 * made under one may take megabytes at a million rows. The oldest goes.
 */
export function keepFew<T>(most: number): (of: object, name: string, make: () => T) => T {
  const kept = new WeakMap<object, Map<string, T>>()
  return (of, name, make) => {
    const byName = kept.get(of) ?? new Map<string, T>()
    kept.set(of, byName)
    const known = byName.get(name)
    if (known !== undefined) return known
    const made = make()
    if (byName.size >= most) byName.delete(byName.keys().next().value ?? '')
    byName.set(name, made)
    return made
  }
}
