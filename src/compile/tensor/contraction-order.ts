/**
 * In which order a product of many factors is multiplied out: exactly the cheapest for up to nine factors (over all ways to pair them),
 * greedily for more. The cost of a pair is the number of multiplications. After Pfeifer, Haegeman, Verstraete, "Faster identification of
 * optimal contraction sequences for tensor networks" (2014), and the greedy order of opt_einsum.
 */

import { memo } from '../../memo.js'
import { spend } from '../../work.js'

/** Classes of axes as bits. */
type Classes = bigint

export interface Contraction {
  /** For each factor the classes of its axes. */
  readonly factors: readonly (readonly number[])[]
  /** The classes that the result keeps. */
  readonly kept: readonly number[]
  readonly size: (c: number) => number
  /** Whether the product of these factors (by number), summed as far as it can be, is there already. */
  readonly known?: (factors: readonly number[]) => boolean
}

/** A pair to multiply: factors by number, and from `factors.length` on earlier results. */
export type Pair = readonly [number, number]

const MOST_EXACT = 9

/** The pairs in order; the last one is the whole product. No pairs for a single factor. */
export function contractionOrder(contraction: Contraction): Pair[] {
  return contraction.factors.length <= MOST_EXACT ? exact(contraction) : greedy(contraction)
}

/** The multiplications that an order costs, for comparison; factors are first summed over what they alone have. */
export function costOf(contraction: Contraction, pairs: readonly Pair[]): number {
  const network = new Network(contraction)
  return pairs.reduce((cost, pair) => cost + network.join(pair), 0)
}

const bits = (classes: readonly number[]): Classes => classes.reduce((b, c) => b | (1n << BigInt(c)), 0n)

/** Products of sizes, remembered. */
class Sizer {
  readonly #known = new Map<Classes, number>()
  readonly #size: (c: number) => number
  constructor(size: (c: number) => number) {
    this.#size = size
  }
  of(classes: Classes): number {
    const known = this.#known.get(classes)
    if (known !== undefined) return known
    let n = 1
    for (let c = 0, rest = classes; rest > 0n; c++, rest >>= 1n) if (rest & 1n) n *= this.#size(c)
    this.#known.set(classes, n)
    return n
  }
}

interface Best {
  readonly cost: number
  /** The parts, as sets of factors; none for a single factor. */
  readonly parts?: readonly [number, number]
}

const members = (set: number): number[] => {
  const list: number[] = []
  for (let k = 0; set >> k > 0; k++) if ((set >> k) & 1) list.push(k)
  return list
}

function exact({ factors, kept, size, known }: Contraction): Pair[] {
  const n = factors.length
  const all = (1 << n) - 1
  const sizes = new Sizer(size)
  const own = factors.map(bits)
  const union = new Array<Classes>(all + 1).fill(0n)
  for (let s = 1; s <= all; s++) for (const k of members(s)) union[s] = (union[s] as Classes) | (own[k] as Classes)
  const result = union.map((u, s) => u & ((union[all ^ s] as Classes) | bits(kept)))
  const best: Best[] = [{ cost: 0 }]
  for (let s = 1; s <= all; s++) {
    if ((s & (s - 1)) === 0) best[s] = { cost: 0 }
    else if (known?.(members(s))) best[s] = { cost: 0, parts: cheapestParts(s, best, result, sizes).parts as Pair }
    else best[s] = cheapestParts(s, best, result, sizes)
  }
  return pairsOf(best, all, n)
}

/** Every way to split a set in two, each once: the part with its lowest factor comes first. */
function cheapestParts(s: number, best: readonly Best[], result: readonly Classes[], sizes: Sizer): Best {
  const lowest = s & -s
  let found: Best | undefined
  for (let part = (s - 1) & s; part > 0; part = (part - 1) & s) {
    if (!(part & lowest)) continue
    const other = s ^ part
    const work = sizes.of((result[part] as Classes) | (result[other] as Classes))
    const cost = (best[part] as Best).cost + (best[other] as Best).cost + work
    if (found === undefined || cost < found.cost) found = { cost, parts: [part, other] }
  }
  return found ?? { cost: 0 }
}

/** The splits as pairs, parts before the whole; the depth is that of nine factors. */
function pairsOf(best: readonly Best[], all: number, factors: number): Pair[] {
  const pairs: Pair[] = []
  const number = (s: number): number => {
    const parts = (best[s] as Best).parts
    if (parts === undefined) return 31 - Math.clz32(s)
    const pair = [number(parts[0]), number(parts[1])] as const
    return factors + pairs.push(pair) - 1
  }
  number(all)
  return pairs
}

/** Again and again the pair whose product is smallest beside its factors. */
function greedy(contraction: Contraction): Pair[] {
  const network = new Network(contraction)
  const pairs: Pair[] = []
  while (network.alive > 1) {
    const pair = network.best()
    network.join(pair)
    pairs.push(pair)
  }
  return pairs
}

/** The work of multiplying a pair on paper. */
const STEPS = 16

/** Of a class that more operands have, only neighbours are paired. */
const MOST_MATES = 16

/** Operands and their classes, as pairs are joined. */
class Network {
  readonly #operands: (readonly number[])[]
  /** For each class the operands that have it. */
  readonly #holders = new Map<number, Set<number>>()
  readonly #living: Set<number>
  readonly #kept: ReadonlySet<number>
  readonly #size: (c: number) => number
  readonly #gains = new Map<number, number>()
  /** More than there will ever be operands. */
  readonly #most: number

  constructor({ factors, kept, size }: Contraction) {
    this.#most = 2 * factors.length
    this.#living = new Set(factors.keys())
    this.#kept = new Set(kept)
    this.#size = size
    for (const [k, classes] of factors.entries()) this.#hold(k, classes)
    this.#operands = factors.map((classes, k) => this.#needed(classes, k, k))
  }

  get alive(): number {
    return this.#living.size
  }

  #hold(k: number, classes: readonly number[]): void {
    for (const c of classes) this.#holders.set(c, (this.#holders.get(c) ?? new Set()).add(k))
  }

  /** The next pair; an outer product, of the smallest, only where nothing is shared any more. */
  best(): Pair {
    let best: { readonly pair: Pair; readonly gain: number } | undefined
    for (const [a, b] of this.#mates()) {
      spend(1)
      const gain = this.#gain(a, b)
      if (best === undefined || gain < best.gain) best = { pair: [a, b], gain }
    }
    if (best !== undefined) return best.pair
    const [a, b] = [...this.#living].sort((x, y) => this.#entries(this.#of(x)) - this.#entries(this.#of(y)))
    return [a as number, b as number]
  }

  /** How much larger the product of a pair is than the two. Joining others does not change it: what they share with the pair stays. */
  #gain(a: number, b: number): number {
    const key = a * this.#most + b
    return memo(this.#gains, key, () => {
      spend(STEPS)
      return this.#entries(this.#product(a, b)) - this.#entries(this.#of(a)) - this.#entries(this.#of(b))
    })
  }

  *#mates(): Generator<Pair> {
    for (const holders of this.#holders.values()) {
      const list = [...holders]
      for (const [i, a] of list.entries())
        for (const b of list.slice(i + 1, list.length > MOST_MATES ? i + 2 : undefined)) yield [a, b]
    }
  }

  /** Joins a pair; answers the multiplications. */
  join([a, b]: Pair): number {
    const all = [...new Set([...this.#of(a), ...this.#of(b)])]
    const classes = this.#product(a, b)
    for (const k of [a, b]) {
      this.#living.delete(k)
      for (const c of this.#of(k)) this.#holders.get(c)?.delete(k)
    }
    const joined = this.#operands.push(classes) - 1
    this.#living.add(joined)
    this.#hold(joined, classes)
    return this.#entries(all)
  }

  /** The classes of a product. */
  #product(a: number, b: number): number[] {
    return this.#needed([...this.#of(a), ...this.#of(b)], a, b)
  }

  /** Those of the classes, each once, that the result or an operand other than these two needs. */
  #needed(classes: readonly number[], a: number, b: number): number[] {
    const elsewhere = (c: number): boolean => [...(this.#holders.get(c) ?? [])].some(k => k !== a && k !== b)
    return [...new Set(classes)].filter(c => this.#kept.has(c) || elsewhere(c))
  }

  #of(k: number): readonly number[] {
    return this.#operands[k] as readonly number[]
  }

  #entries(classes: readonly number[]): number {
    return classes.reduce((n, c) => n * this.#size(c), 1)
  }
}
