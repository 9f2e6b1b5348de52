/**
 * Maps. `ExprMap` is keyed by expressions up to structural equality. A plain `Map` is right for memory within one walk, where a
 * missed twin costs time only; this is for where a missed twin would be a wrong answer.
 */
import type { Expr } from './node.js'
import { equal } from './order.js'

interface Entry<V> {
  readonly key: Expr
  value: V
  /** The next one of the same hash. */
  readonly next: Entry<V> | undefined
}

/** A row for each of the names, for maps in which several mean the same. */
export const each = <T>(names: string, meaning: T): (readonly [name: string, meaning: T])[] =>
  names.split(' ').map(name => [name, meaning])

/** A map that is made when something is put into it: most of those of a small problem stay empty. */
export class LateMap<K, V> {
  #map: Map<K, V> | undefined

  get(key: K): V | undefined {
    return this.#map?.get(key)
  }

  has(key: K): boolean {
    return this.#map?.has(key) === true
  }

  set(key: K, value: V): this {
    this.#map ??= new Map()
    this.#map.set(key, value)
    return this
  }

  get isEmpty(): boolean {
    return this.#map === undefined
  }

  values(): Iterable<V> {
    return this.#map?.values() ?? []
  }
}

export class ExprMap<V> {
  readonly #entries = new LateMap<number, Entry<V>>()
  #size = 0

  #find(key: Expr): Entry<V> | undefined {
    let entry = this.#entries.get(key.hash)
    while (entry !== undefined && !equal(entry.key, key)) entry = entry.next
    return entry
  }

  get(key: Expr): V | undefined {
    return this.#find(key)?.value
  }

  has(key: Expr): boolean {
    return this.#find(key) !== undefined
  }

  set(key: Expr, value: V): this {
    const entry = this.#find(key)
    if (entry !== undefined) entry.value = value
    else {
      this.#entries.set(key.hash, { key, value, next: this.#entries.get(key.hash) })
      this.#size++
    }
    return this
  }

  get size(): number {
    return this.#size
  }

  *entries(): Generator<[key: Expr, value: V]> {
    for (const first of this.#entries.values())
      for (let entry: Entry<V> | undefined = first; entry !== undefined; entry = entry.next)
        yield [entry.key, entry.value]
  }

  *keys(): Generator<Expr> {
    for (const [key] of this.entries()) yield key
  }
}
