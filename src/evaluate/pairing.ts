/**
 * Fractions of products that share factors. As long as two factors stand together in several of them, the pair that stands in most is
 * computed once and takes their place: a*b, or a/b where b is below the line. Source: C. Paar, Optimized arithmetic for Reed-Solomon
 * encoders, ISIT 1997, the same greedy choice for sums. A factor is a whole number: r for register r above the line, -1 - r below it.
 */

import { heed, spend } from '../work.js'
import { Numbering } from './numbering.js'

export const below = (register: number): number => ~register
export const isBelow = (factor: number): boolean => factor < 0
export const registerOf = (factor: number): number => (factor < 0 ? ~factor : factor)

/** What is left of each product, and the pairs in the order in which they were found; pair k goes by the register `first + k`. */
export interface Pairing {
  readonly products: readonly (readonly number[])[]
  readonly pairs: readonly (readonly [number, number])[]
}

/** The most factors of a product that is looked at. */
const MOST_FACTORS = 128
/** The most pairs that are looked at in all. */
const MOST_PAIRS = 600_000

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

const distinct = (factors: readonly number[]): readonly number[] =>
  factors.length < 2 ? factors : [...new Set(factors)]

/** Every two of a list. */
function eachPair(all: readonly number[], use: (a: number, b: number) => void): void {
  for (let k = 0; k < all.length; k++) for (let j = k + 1; j < all.length; j++) use(all[k] as number, all[j] as number)
}

class Search {
  readonly #products: (readonly number[])[]
  readonly #first: number
  readonly #pairs: [number, number][] = []
  /** Pairs have numbers, in the order in which they are met first. */
  readonly #numbering = new Numbering()
  /** How many met each given pair. Most are met once: they are numbered and nothing more. */
  readonly #met: number[] = []
  #numbered = 0
  readonly #known: (Pair | undefined)[] = []
  /** Pairs by a count that they had: each has at most that many products. */
  readonly #waiting: Pair[][] = []

  constructor(products: readonly (readonly number[])[], first: number) {
    this.#products = [...products]
    this.#first = first
  }

  run(): Pairing {
    const looked = this.#sharedFactors()
    for (const shared of looked.values()) {
      spend((shared.length * (shared.length - 1)) / 2)
      eachPair(shared, (a, b) => {
        const n = this.#number(a, b)
        this.#met[n] = (this.#met[n] ?? 0) + 1
      })
    }
    for (const [p, shared] of looked) {
      heed()
      eachPair(shared, (a, b) => {
        if ((this.#met[this.#number(a, b)] as number) > 1) this.#meet(a, b, p)
      })
    }
    for (const pair of this.#known) if (pair !== undefined) this.#wait(pair)
    for (let count = this.#waiting.length - 1; count > 1; count--) this.#takeAll(count)
    return { products: this.#products, pairs: this.#pairs }
  }

  /** Of each product that is looked at the factors that stand elsewhere too. */
  #sharedFactors(): ReadonlyMap<number, readonly number[]> {
    const uses = new Int32Array(2 * this.#first)
    const place = (f: number): number => (isBelow(f) ? this.#first + registerOf(f) : f)
    for (const factors of this.#products) {
      heed()
      for (const f of factors) uses[place(f)] = (uses[place(f)] as number) + 1
    }
    const looked = new Map<number, readonly number[]>()
    let left = MOST_PAIRS
    for (const [p, factors] of this.#products.entries()) {
      const shared = distinct(factors.filter(f => (uses[place(f)] as number) > 1))
      const count = (shared.length * (shared.length - 1)) / 2
      if (count === 0 || shared.length > MOST_FACTORS) continue
      left -= count
      if (left < 0) break
      heed()
      looked.set(p, shared)
    }
    return looked
  }

  #number(a: number, b: number): number {
    return this.#numbering.get(0, Math.min(a, b), Math.max(a, b), () => this.#numbered++)
  }

  #meet(a: number, b: number, product: number): Pair {
    const n = this.#number(a, b)
    const known = this.#known[n]
    if (known !== undefined) {
      known.seen.push(product)
      known.count++
      return known
    }
    const pair: Pair = { a, b, name: undefined, seen: [product], count: 1 }
    this.#known[n] = pair
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
      heed()
      const pair = waiting[k] as Pair
      if (pair.count === count) this.#take(pair)
      else this.#wait(pair)
    }
  }

  #name(a: number, b: number): number {
    const register = this.#first + this.#pairs.push(isBelow(a) ? [b, a] : [a, b]) - 1
    return isBelow(a) && isBelow(b) ? below(register) : register
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
        const n = this.#numbering.find(0, Math.min(a, b), Math.max(a, b))
        const known = n === undefined ? undefined : this.#known[n]
        if (known !== undefined) known.count--
      }
    }
  }
}
