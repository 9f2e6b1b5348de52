/**
 * Products of any number of factors as multiplications and divisions of two. Factors that several products share are combined first
 * (pairing.ts); the others run left to right in runs of eight, then over the results of the runs, and so on.
 */
import { copied, mapped } from '../expr/args.js'
import { spend } from '../work.js'
import { Numbering } from './numbering.js'
import { below, isBelow, paired, registerOf } from './pairing.js'
import { eachOperand, type Operation } from './tape.js'

/** Operands that are combined one after another. */
const RUN = 8
/** Powers up to this one below the line are repeated factors. */
const MOST_REPEATED = 3

/** What a register holds before the tape is finished: a product of any number of factors is one. */
export type Draft =
  | Operation
  | { readonly op: 'product'; readonly above: readonly number[]; readonly below: readonly number[] }

export function eachOperandOf(d: Draft, use: (register: number) => void): void {
  if (d.op !== 'product') eachOperand(d, use)
  else {
    d.above.forEach(use)
    d.below.forEach(use)
  }
}

type Append = (o: Operation) => number
type Moved = (register: number) => number

type Product = Draft & { readonly op: 'product' }

export class Products {
  readonly #drafts: readonly Draft[]
  /** The factors that may be paired, by the register of the product; the others have none. */
  readonly #factors: (readonly number[] | undefined)[]
  readonly #pairs: readonly (readonly [number, number])[]
  readonly #first: number
  /** Registers of pairs that have been emitted. */
  readonly #emitted = new Map<number, number>()
  readonly #numbering: Numbering

  /** Of the products among the needed registers. */
  constructor(drafts: readonly Draft[], needed: Uint8Array) {
    const places: number[] = []
    const given: (readonly number[])[] = []
    for (let k = 0; k < drafts.length; k++) {
      const d = drafts[k] as Draft
      if (d.op !== 'product' || !needed[k]) continue
      places.push(k)
      given.push(factorsOf(d, drafts))
    }
    this.#drafts = drafts
    this.#first = drafts.length
    const { products, pairs } = paired(given, this.#first)
    this.#factors = new Array<readonly number[] | undefined>(drafts.length)
    for (let j = 0; j < places.length; j++) this.#factors[places[j] as number] = products[j]
    this.#pairs = pairs
    this.#numbering = new Numbering(places.length + pairs.length)
  }

  /** The register of a product, by what registers have become; once for each. */
  emit(product: number, to: Moved, append: Append): number {
    const factors = this.#factors[product] as readonly number[]
    this.#factors[product] = undefined
    const { below } = this.#drafts[product] as Product
    spend(4 * (factors.length + below.length))
    const combine = (op: 'mul' | 'div', a: number, b: number): number => this.#combine(op, a, b, append)
    const multiply = (run: readonly number[]): number => run.reduce((a, b) => combine('mul', a, b))
    const find = (f: number): number => this.#factor(f, to, combine)
    if (below.length === 0) return inRuns(mapped(factors, find), multiply)
    const over = inRuns(factors.filter(f => !isBelow(f)).map(find), multiply)
    const divisors = below.filter(r => isDivisor(this.#drafts[r] as Draft)).map(to)
    const under = [...divisors, ...this.#powers(factors.filter(isBelow), find, append)]
    return under.length === 0 ? over : combine('div', over, inRuns(under, multiply))
  }

  #combine(op: 'mul' | 'div', a: number, b: number, append: Append): number {
    if (op === 'div') return this.#numbering.get(1, a, b, () => append({ op, a, b }))
    return this.#numbering.get(0, Math.min(a, b), Math.max(a, b), () => append({ op, a, b }))
  }

  /** Factors, with those that are repeated as powers. */
  #powers(factors: readonly number[], find: (factor: number) => number, append: Append): number[] {
    const counts = new Map<number, number>()
    for (const f of factors) counts.set(f, (counts.get(f) ?? 0) + 1)
    return [...counts].map(([f, n]) => {
      const a = find(f)
      return n === 1 ? a : this.#numbering.get(2, a, n, () => append({ op: 'powInt', a, n }))
    })
  }

  /** The register of a factor; a pair after its members, which are pairs found before it. */
  #factor(f: number, to: Moved, combine: (op: 'mul' | 'div', a: number, b: number) => number): number {
    const find = (r: number): number | undefined => (r < this.#first ? to(r) : this.#emitted.get(r))
    const known = find(registerOf(f))
    if (known !== undefined) return known
    const open = [registerOf(f)]
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      if (find(top) !== undefined) {
        open.pop()
        continue
      }
      const [a, b] = this.#pairs[top - this.#first] as readonly [number, number]
      const [x, y] = [find(registerOf(a)), find(registerOf(b))]
      if (x !== undefined && y !== undefined)
        this.#emitted.set(top, combine(isBelow(a) === isBelow(b) ? 'mul' : 'div', x, y))
      else open.push(...(y === undefined ? [registerOf(b)] : []), ...(x === undefined ? [registerOf(a)] : []))
    }
    return find(registerOf(f)) as number
  }
}

/** Numbers below the line stay whole. */
const isDivisor = (d: Draft): boolean => d.op === 'rational' || d.op === 'named'

/** The factors that may be paired. */
function factorsOf(d: Product, drafts: readonly Draft[]): readonly number[] {
  if (d.below.length === 0) return d.above
  const factors = [...d.above]
  for (const r of d.below) {
    const o = drafts[r] as Draft
    if (isDivisor(o)) continue
    if (o.op === 'powInt' && o.n <= MOST_REPEATED) factors.push(...new Array<number>(o.n).fill(below(o.a)))
    else factors.push(below(r))
  }
  return copied(factors)
}

/** Combines all, a run at a time, then the results. */
export function inRuns(all: readonly number[], combine: (run: readonly number[]) => number): number {
  let level = all
  while (level.length > 1) {
    if (level.length <= RUN) return combine(level)
    const next: number[] = []
    for (let k = 0; k < level.length; k += RUN) next.push(combine(level.slice(k, k + RUN)))
    level = next
  }
  return level[0] as number
}
