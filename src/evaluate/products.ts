/**
 * Products of any number of factors as multiplications and divisions of two. Factors that several products share are combined first
 * (pairing.ts); the others run left to right in runs of eight, then over the results of the runs, and so on.
 */
import { spend } from '../work.js'
import { Numbering } from './numbering.js'
import { above, below, isBelow, paired, registerOf } from './pairing.js'
import { type Operation, operands } from './tape.js'

/** Operands that are combined one after another. */
const RUN = 8
/** Powers up to this one below the line are repeated factors. */
const MOST_REPEATED = 3

/** What a register holds before the tape is finished: a product of any number of factors is one. */
export type Draft =
  | Operation
  | { readonly op: 'product'; readonly above: readonly number[]; readonly below: readonly number[] }

export const operandsOf = (d: Draft): readonly number[] => (d.op === 'product' ? [...d.above, ...d.below] : operands(d))

type Append = (o: Operation) => number
type Moved = (register: number) => number

/** The product that a register is, as factors: those that may be paired, and numbers below the line, which stay whole. */
interface Fraction {
  readonly factors: readonly number[]
  readonly divisors: readonly number[]
}

export class Products {
  /** By the register of the product; the others have none. */
  readonly #fractions: (Fraction | undefined)[]
  readonly #pairs: readonly (readonly [number, number])[]
  readonly #first: number
  /** Registers of pairs that have been emitted. */
  readonly #emitted = new Map<number, number>()
  readonly #numbering = new Numbering()

  /** Of the products among the needed registers. */
  constructor(drafts: readonly Draft[], needed: Uint8Array) {
    const places: number[] = []
    const given: Fraction[] = []
    for (let k = 0; k < drafts.length; k++) {
      const d = drafts[k] as Draft
      if (d.op !== 'product' || !needed[k]) continue
      places.push(k)
      given.push(fractionOf(d, drafts))
    }
    this.#first = drafts.length
    const { products, pairs } = paired(
      given.map(f => f.factors),
      this.#first,
    )
    this.#fractions = new Array<Fraction | undefined>(drafts.length)
    for (let j = 0; j < places.length; j++) {
      const { divisors } = given[j] as Fraction
      this.#fractions[places[j] as number] = { factors: products[j] as readonly number[], divisors }
    }
    this.#pairs = pairs
  }

  /** The register of a product, by what registers have become. */
  emit(product: number, to: Moved, append: Append): number {
    const { factors, divisors } = this.#fractions[product] as Fraction
    spend(4 * (factors.length + divisors.length))
    const combine = (op: 'mul' | 'div', a: number, b: number): number => this.#combine(op, a, b, append)
    const multiply = (run: readonly number[]): number => run.reduce((a, b) => combine('mul', a, b))
    const find = (f: number): number => this.#factor(f, to, combine)
    const over = inRuns(factors.filter(f => !isBelow(f)).map(find), multiply)
    const under = [...divisors.map(to), ...this.#powers(factors.filter(isBelow), find, append)]
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

function fractionOf(d: Draft & { readonly op: 'product' }, drafts: readonly Draft[]): Fraction {
  const factors = d.above.map(above)
  const divisors: number[] = []
  for (const r of d.below) {
    const o = drafts[r] as Draft
    if (o.op === 'rational' || o.op === 'named') divisors.push(r)
    else if (o.op === 'powInt' && o.n <= MOST_REPEATED) factors.push(...new Array<number>(o.n).fill(below(o.a)))
    else factors.push(below(r))
  }
  return { factors, divisors }
}

/** Combines all, a run at a time, then the results. */
export function inRuns(all: readonly number[], combine: (run: readonly number[]) => number): number {
  let level = all
  while (level.length > 1) {
    const next: number[] = []
    for (let k = 0; k < level.length; k += RUN) next.push(combine(level.slice(k, k + RUN)))
    level = next
  }
  return level[0] as number
}
