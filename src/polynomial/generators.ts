/**
 * The generators of a rational expression: what is neither a number nor put together by sums, products and whole
 * powers. Powers of one base whose exponents are rational multiples of one another share a generator: x^(1/2) and
 * x^(1/3) are powers of x^(1/6), e^(2*x) and e^(x/2) of e^(x/2). Where all exponents are negative so is the
 * generator's: who writes e^(-x) gets e^(-x) back.
 */
import { mul, one, pow, product } from '../expr/build.js'
import { ExprMap } from '../expr/map.js'
import { type Call, type Expr, isCall, num } from '../expr/node.js'
import { compare, equal } from '../expr/order.js'
import { absInt, gcdInt, type Integer, mulInt, negInt, quoInt } from '../number/integer.js'
import { Rational } from '../number/rational.js'
import { OutOfWork, spend, type Work } from './polynomial.js'

/** Nested further than this, an expression is not multiplied out either; so the recursion here is bounded. */
const DEEPEST = 60

/** A generator that is a root: its power of that degree is the base. */
export interface Root {
  readonly base: Expr
  readonly degree: number
}

export class Generators {
  readonly list: readonly Expr[]
  readonly #index = new ExprMap<number>()
  /** By base and kind of exponent: the common denominator of the exponents, negative where all of them are. */
  readonly #shares = new ExprMap<ExprMap<Integer>>()
  readonly #roots = new ExprMap<Root>()
  readonly #upright: boolean

  /** With `upright` a generator never has a negative exponent; there are at most so many. */
  constructor(e: Expr, work: Work, upright: boolean, most: number) {
    this.#upright = upright
    const found: Expr[] = []
    this.#collect(e, found, work, 0)
    for (const [base, kinds] of this.#shares.entries()) {
      for (const [rest, share] of kinds.entries()) {
        const g = this.root(base, rest)
        found.push(g)
        if (rest === one) this.#roots.set(g, { base, degree: Number(share) })
      }
    }
    const list: Expr[] = []
    for (const g of found.sort(compare)) if (!equal(list.at(-1) ?? one, g)) list.push(g)
    if (list.length > most) throw new OutOfWork('too many generators')
    for (const [k, g] of list.entries()) this.#index.set(g, k)
    this.list = list
  }

  indexOf(e: Expr): number | undefined {
    return this.#index.get(e)
  }

  /** What the generator is a root of, where it is one. */
  rootAt(g: Expr): Root | undefined {
    return this.#roots.get(g)
  }

  shareOf(base: Expr, rest: Expr): Integer {
    return this.#shares.get(base)?.get(rest) ?? 1
  }

  /** The generator for powers of that base with exponents of that kind. */
  root(base: Expr, rest: Expr): Expr {
    return pow(base, mul(num(Rational.of(1, this.shareOf(base, rest))), rest))
  }

  #collect(e: Expr, found: Expr[], work: Work, depth: number): void {
    if (depth > DEEPEST) throw new OutOfWork('nested too deeply')
    spend(work, 1)
    if (e.kind === 'num') return
    if (isCall(e, 'add') || isCall(e, 'mul')) for (const a of e.args) this.#collect(a, found, work, depth + 1)
    else if (isCall(e, 'pow')) this.#collectPower(e, found, work, depth)
    else found.push(e)
  }

  #collectPower(e: Call, found: Expr[], work: Work, depth: number): void {
    const [base, exponent] = e.args as [Expr, Expr]
    for (const { coefficient, rest } of exponentParts(base, exponent)) {
      const whole = rest === one && coefficient.isInteger()
      if (!whole) this.#share(base, rest, coefficient)
      // A root of a polynomial relates to it: its generators are needed as well.
      if (rest === one) this.#collect(base, found, work, depth + 1)
    }
  }

  #share(base: Expr, rest: Expr, coefficient: Rational): void {
    const kinds = this.#shares.get(base) ?? new ExprMap<Integer>()
    this.#shares.set(base, kinds)
    const old = kinds.get(rest)
    const size = absInt(old ?? 1)
    const common = mulInt(size, quoInt(coefficient.den, gcdInt(size, coefficient.den)))
    const negative = !this.#upright && rest !== one && coefficient.sign() < 0 && (old === undefined || old < 0)
    kinds.set(rest, negative ? negInt(common) : common)
  }
}

/**
 * An exponent as a sum of rational multiples: that of x^(2*n + 3) has the parts 2 of n and 3 of 1. Not where the base is a number,
 * a product or a power: canonical form would not put these powers together again, and (0^2)^(n + 1) would lose its value.
 */
export function exponentParts(base: Expr, exponent: Expr): { coefficient: Rational; rest: Expr }[] {
  const joins = base.kind === 'sym' || (base.kind === 'call' && base.head !== 'mul' && base.head !== 'pow')
  const splits = isCall(exponent, 'add') && joins
  return (splits ? exponent.args : [exponent]).map(t => {
    if (t.kind === 'num') return { coefficient: t.value, rest: one }
    const c = isCall(t, 'mul') ? (t.args[0] as Expr) : one
    if (!isCall(t, 'mul') || c.kind !== 'num') return { coefficient: Rational.ONE, rest: t }
    return { coefficient: c.value, rest: product(t.args.slice(1)) }
  })
}
