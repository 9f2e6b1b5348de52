/**
 * In which order a product of many factors is multiplied out: exactly the cheapest for up to nine factors (over all ways to pair them),
 * greedily for more. The cost of a pair is the number of multiplications. After Pfeifer, Haegeman, Verstraete, "Faster identification of
 * optimal contraction sequences for tensor networks" (2014), and the greedy order of opt_einsum.
 */

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

/** The multiplications that an order costs, for comparison. */
export function costOf({ factors, kept, size }: Contraction, pairs: readonly Pair[]): number {
  const sizes = new Sizer(size)
  const operands = factors.map(bits)
  const alive = new Set(operands.keys())
  let cost = 0
  for (const [a, b] of pairs) {
    const all = (operands[a] as Classes) | (operands[b] as Classes)
    alive.delete(a)
    alive.delete(b)
    let needed = bits(kept)
    for (const k of alive) needed |= operands[k] as Classes
    cost += sizes.of(all)
    alive.add(operands.push(all & needed) - 1)
  }
  return cost
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
function greedy({ factors, kept, size }: Contraction): Pair[] {
  const sizes = new Sizer(size)
  const operands = factors.map(bits)
  const alive = new Set(operands.keys())
  const pairs: Pair[] = []
  while (alive.size > 1) {
    const uses = countUses(alive, operands, bits(kept))
    const product = (a: number, b: number): Classes => remaining(operands[a] as Classes, operands[b] as Classes, uses)
    const [a, b] = cheapestPair(alive, operands, product, sizes)
    alive.delete(a)
    alive.delete(b)
    alive.add(operands.push(product(a, b)) - 1)
    pairs.push([a, b])
  }
  return pairs
}

/** The classes in use once, twice, and more often; what is kept counts as always in use. */
interface Uses {
  readonly twice: Classes
  readonly often: Classes
}

function countUses(alive: ReadonlySet<number>, operands: readonly Classes[], kept: Classes): Uses {
  let [once, twice, often] = [0n, 0n, kept]
  for (const k of alive) {
    const c = operands[k] as Classes
    often |= twice & c
    twice |= once & c
    once |= c
  }
  return { twice, often }
}

/** The classes of a product that something else needs: used by a third factor, or by a second where only one of the pair has it. */
function remaining(a: Classes, b: Classes, { twice, often }: Uses): Classes {
  return ((a | b) & often) | ((a ^ b) & twice)
}

function cheapestPair(
  alive: ReadonlySet<number>,
  operands: readonly Classes[],
  product: (a: number, b: number) => Classes,
  sizes: Sizer,
): Pair {
  const list = [...alive]
  let best: { readonly pair: Pair; readonly gain: number } | undefined
  for (const [i, a] of list.entries()) {
    for (const b of list.slice(i + 1)) {
      const [x, y] = [operands[a] as Classes, operands[b] as Classes]
      // An outer product is taken only where nothing is shared any more.
      const apart = (x & y) === 0n ? 2 ** 60 : 0
      const gain = apart + sizes.of(product(a, b)) - sizes.of(x) - sizes.of(y)
      if (best === undefined || gain < best.gain) best = { pair: [a, b], gain }
    }
  }
  return (best as { readonly pair: Pair }).pair
}
