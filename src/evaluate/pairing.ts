/**
 * Fractions of products that share factors. As long as two factors stand together in several of them, the pair that stands in most is
 * computed once and takes their place: a*b, or a/b where b is below the line. Source: C. Paar, Optimized arithmetic for Reed-Solomon
 * encoders, ISIT 1997, the same greedy choice for sums. A factor is a whole number: 2r for register r above the line, 2r + 1 below it.
 */

import { spend } from '../work.js'

export const above = (register: number): number => 2 * register
export const below = (register: number): number => 2 * register + 1
export const isBelow = (factor: number): boolean => factor % 2 === 1
export const registerOf = (factor: number): number => Math.floor(factor / 2)

/** What is left of each product, and the pairs in the order in which they were found; pair k goes by the register `first + k`. */
export interface Pairing {
  readonly products: readonly (readonly number[])[]
  readonly pairs: readonly (readonly [number, number])[]
}

/** The most factors of a product that is looked at. */
const MOST_FACTORS = 128
/** The most pairs that are looked at in all. */
const MOST_PAIRS = 600_000
/** More factors than there can be. */
const KEY = 2 ** 26

interface Pair {
  readonly a: number
  readonly b: number
  /** The factor that takes their place. */
  name: number | undefined
  /** The products in which it was seen; the pair may have gone from some. */
  readonly seen: number[]
  /** In how many it is. */
  count: number
}

/** Pairs the factors of products, of registers below `first`. A pair stands where its first member did. */
export function paired(products: readonly (readonly number[])[], first: number): Pairing {
  return new Search(products, first).run()
}

class Search {
  readonly #products: (readonly number[])[]
  readonly #first: number
  readonly #pairs: [number, number][] = []
  readonly #known = new Map<number, Pair>()
  /** Pairs by a count that they had: each has at most that many products. */
  readonly #waiting: Pair[][] = []

  constructor(products: readonly (readonly number[])[], first: number) {
    this.#products = [...products]
    this.#first = first
  }

  run(): Pairing {
    const uses = new Map<number, number>()
    for (const factors of this.#products) for (const f of factors) uses.set(f, (uses.get(f) ?? 0) + 1)
    let left = MOST_PAIRS
    for (const [p, factors] of this.#products.entries()) {
      const shared = [...new Set(factors)].filter(f => (uses.get(f) as number) > 1)
      const count = (shared.length * (shared.length - 1)) / 2
      if (count === 0 || shared.length > MOST_FACTORS) continue
      left -= count
      if (left < 0) break
      spend(count)
      for (const [k, a] of shared.entries())
        for (let j = k + 1; j < shared.length; j++) this.#meet(a, shared[j] as number, p)
    }
    for (const pair of this.#known.values()) this.#wait(pair)
    for (let count = this.#waiting.length - 1; count > 1; count--) this.#takeAll(count)
    return { products: this.#products, pairs: this.#pairs }
  }

  #key(a: number, b: number): number {
    return Math.min(a, b) * KEY + Math.max(a, b)
  }

  #meet(a: number, b: number, product: number): Pair {
    const key = this.#key(a, b)
    const known = this.#known.get(key)
    if (known !== undefined) {
      known.seen.push(product)
      known.count++
      return known
    }
    const pair: Pair = { a, b, name: undefined, seen: [product], count: 1 }
    this.#known.set(key, pair)
    return pair
  }

  #wait(pair: Pair): void {
    if (pair.count < 2) return
    while (this.#waiting.length <= pair.count) this.#waiting.push([])
    ;(this.#waiting[pair.count] as Pair[]).push(pair)
  }

  /** The pairs of a count, those found first before the others; what has lost products waits for its turn. */
  #takeAll(count: number): void {
    const waiting = this.#waiting[count] as Pair[]
    for (let k = 0; k < waiting.length; k++) {
      const pair = waiting[k] as Pair
      if (pair.count === count) this.#take(pair)
      else this.#wait(pair)
    }
  }

  #name(a: number, b: number): number {
    const register = this.#first + this.#pairs.push(isBelow(a) ? [b, a] : [a, b]) - 1
    return isBelow(a) && isBelow(b) ? below(register) : above(register)
  }

  #take(pair: Pair): void {
    const { a, b } = pair
    pair.name ??= this.#name(a, b)
    const met = new Set<Pair>()
    for (const p of pair.seen) {
      const factors = this.#products[p] as readonly number[]
      spend(factors.length)
      const [i, j] = [factors.indexOf(a), factors.indexOf(b)]
      if (i < 0 || j < 0) continue
      const rest = factors.filter((_, k) => k !== Math.max(i, j))
      rest[Math.min(i, j)] = pair.name
      this.#products[p] = rest
      this.#part(factors, rest)
      if (factors.includes(pair.name)) continue
      for (const f of new Set(rest)) if (f !== pair.name) met.add(this.#meet(pair.name, f, p))
    }
    for (const other of met) this.#wait(other)
    this.#wait(pair)
  }

  /** Counts the pairs that a product no longer has. */
  #part(before: readonly number[], rest: readonly number[]): void {
    const all = new Set(before)
    const gone = [...all].filter(f => !rest.includes(f))
    for (const a of gone) {
      for (const b of all) {
        if (a === b || (b < a && gone.includes(b))) continue
        const known = this.#known.get(this.#key(a, b))
        if (known !== undefined) known.count--
      }
    }
  }
}
