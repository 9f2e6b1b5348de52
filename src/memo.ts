/** What is done again and again with maps: what is found once is kept, and what has one key stands together. */

interface Table<K, V> {
  get(key: K): V | undefined
  set(key: K, value: V): unknown
}

/** The value of a key, which is made where there is none yet; no value is undefined. */
export function memo<K, V>(table: Table<K, V>, key: K, make: () => V): V {
  const old = table.get(key)
  if (old !== undefined) return old
  const made = make()
  table.set(key, made)
  return made
}

/** Puts a value to the others of its key. */
export function gather<K, V>(groups: Table<K, V[]>, key: K, value: V): void {
  memo(groups, key, () => []).push(value)
}

/** What has one key, together: in the order in which it comes. */
export function grouped<K, V>(values: Iterable<V>, keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>()
  for (const value of values) gather(groups, keyOf(value), value)
  return groups
}
