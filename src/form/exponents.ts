/** Exponents: those of a problem, their one form among the equal ones of sums, and which are multiples of another. */
import { distributed, mul, neg, one } from '../expr/build.js'
import { ExprMap, LateMap } from '../expr/map.js'
import { type Expr, isCall, termsOf } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { restOf, split } from '../expr/terms.js'
import { ONE, type Rational, ZERO } from '../number/rational.js'

/** The numbers of a sum, which may have one in front, and what they stand before. */
function numbered(e: Expr): readonly (readonly [Rational, Expr])[] {
  const s = distributed(e)
  return termsOf(s).map(t => {
    if (t.kind === 'num') return [t.value, one]
    const term = split(t)
    return [term.coefficient, restOf(term)]
  })
}

/** How many times one exponent another is: 2*(x + y) and 2*x + 2*y are 2 times x + y, and -2 times -x - y. */
export function timesOf(of: Expr, e: Expr): Rational | undefined {
  if (of.mask !== e.mask) return undefined
  const [terms, others] = [numbered(of), numbered(e)]
  const n = (terms[0]?.[0] ?? ZERO).div(others[0]?.[0] ?? ONE)
  const isMultiple = ([m, rest]: readonly [Rational, Expr], k: number): boolean => {
    const other = others[k]
    return other !== undefined && equal(rest, other[1]) && m.equals(n.mul(other[0]))
  }
  return terms.length === others.length && terms.every(isMultiple) ? n : undefined
}

/** The exponent of a power of a power. */
export const timesExponent = (exponent: Expr, by: Expr): Expr => distributed(mul(exponent, by))

/** The exponents that a problem has. */
export class Exponents {
  readonly #all = new ExprMap<true>()
  /** Those that are no numbers. */
  readonly #moving: Expr[] = []
  #opposites: ExprMap<true> | undefined
  readonly #exponentials = new LateMap<Expr, boolean>()

  /** Notes one of the problem. */
  read(e: Expr): void {
    if (this.#all.has(e)) return
    this.#all.set(e, true)
    if (e.mask !== 0) this.#moving.push(e)
  }

  /** Whether the problem has an exponent, or several whose sum it is, or one that it is a whole multiple of. */
  isMadeOf(exponent: Expr): boolean {
    if (this.has(exponent) || this.within(exponent).length > 1) return true
    return this.#moving.some(e => {
      const n = timesOf(exponent, e)
      return n?.isInteger() === true && n.sign() > 0
    })
  }

  /** Whether the problem raises something to a power that is no number. */
  get areAny(): boolean {
    return this.#moving.length > 0
  }

  /** Whether something in the problem has that exponent. */
  has(value: Expr): boolean {
    return this.#all.has(value)
  }

  /** Whether the problem has an exponential, or its inverse, or some whose product it is. */
  hasExponential(exponent: Expr): boolean {
    const old = this.#exponentials.get(exponent)
    if (old !== undefined) return old
    if (this.#opposites === undefined) {
      this.#opposites = new ExprMap()
      for (const e of this.#moving) this.#opposites.set(neg(e), true)
    }
    const has = this.has(exponent) || this.#opposites.has(exponent) || this.within(exponent).length > 1
    this.#exponentials.set(exponent, has)
    return has
  }

  /** The exponents of the problem that an exponent is the sum of, at least two; else itself. */
  within(exponent: Expr): readonly Expr[] {
    if (!isCall(exponent, 'add') || this.has(exponent)) return [exponent]
    const left = new Set(exponent.args)
    const found: Expr[] = []
    for (const e of this.#moving) {
      if ((e.mask & ~exponent.mask) !== 0) continue
      const terms = termsOf(e)
      if (!terms.every(t => left.has(t))) continue
      for (const t of terms) left.delete(t)
      found.push(e)
    }
    return left.size === 0 && found.length > 1 ? found : [exponent]
  }
}
