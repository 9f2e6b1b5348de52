/**
 * A map keyed by expressions up to structural equality. A plain `Map` is right for memory within one walk, where a
 * missed twin costs time only; this is for where a missed twin would be a wrong answer.
 */
import type { Expr } from './node.js'
import { equal } from './order.js'

export class ExprMap<V> {
  readonly #buckets = new Map<number, [key: Expr, value: V][]>()

  get(key: Expr): V | undefined {
    return this.#buckets.get(key.hash)?.find(([k]) => equal(k, key))?.[1]
  }

  has(key: Expr): boolean {
    return this.#buckets.get(key.hash)?.some(([k]) => equal(k, key)) ?? false
  }

  set(key: Expr, value: V): this {
    const bucket = this.#buckets.get(key.hash)
    if (bucket === undefined) {
      this.#buckets.set(key.hash, [[key, value]])
      return this
    }
    const entry = bucket.find(([k]) => equal(k, key))
    if (entry === undefined) bucket.push([key, value])
    else entry[1] = value
    return this
  }

  get size(): number {
    let n = 0
    for (const bucket of this.#buckets.values()) n += bucket.length
    return n
  }

  *entries(): Generator<[key: Expr, value: V]> {
    for (const bucket of this.#buckets.values()) yield* bucket
  }

  *keys(): Generator<Expr> {
    for (const [key] of this.entries()) yield key
  }
}
