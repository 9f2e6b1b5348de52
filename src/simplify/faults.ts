/**
 * Forms that are short and that nobody writes: Horner's, x*(x + 3) + 1, and fractions within fractions, (2 + 1/x)/(x + 1). Each is
 * counted as a little longer than what one writes for it, x^2 + 3*x + 1 and (2*x + 1)/(x*(x + 1)), so that the search
 * prefers that. Here is what they are, how much they are charged, and the way out of the first.
 */

import { mul, num, product, sum } from '../expr/build.js'
import { isInverse } from '../expr/factors.js'
import { ExprMap } from '../expr/map.js'
import { type Call, type Expr, factorsOf, isCall, type Num } from '../expr/node.js'
import { Rational } from '../number/rational.js'
import { spend } from '../work.js'

/** Longer sums are multiplied by nothing. */
const WIDEST = 60
/** Fractions further down are not seen. */
const DEEPEST = 3

const baseOf = (f: Expr): Expr => (isCall(f, 'pow') && f.args[1]?.kind === 'num' ? (f.args[0] as Expr) : f)

/** Whether a factor stands below the bar. */
export const isBelow = (f: Expr): boolean => isInverse(f) && f.args[0]?.kind !== 'num'

/** A product of a monomial and one sum of which a term has a factor of the monomial, such as x*(x + 3). */
export interface Bracketed {
  readonly inner: Call
  /** All factors but the sum. */
  readonly outer: readonly Expr[]
}

export function bracketed(term: Expr): Bracketed | undefined {
  if (!isCall(term, 'mul')) return undefined
  const sums = term.args.filter(f => isCall(f, 'add'))
  const [inner] = sums
  if (sums.length !== 1 || !isCall(inner, 'add') || inner.args.length > WIDEST) return undefined
  const outer = term.args.filter(f => f !== inner)
  if (outer.some(isBelow)) return undefined
  const bases = outer.filter(f => f.kind !== 'num').map(baseOf)
  if (bases.length === 0) return undefined
  const parts = new ExprMap<true>()
  for (const t of inner.args) {
    const factors = factorsOf(t)
    spend(factors.length)
    for (const f of factors) parts.set(baseOf(f), true)
  }
  const shared = bases.map(b => parts.has(b))
  return shared.includes(true) && bases.every((b, k) => b.kind === 'sym' || shared[k]) ? { inner, outer } : undefined
}

/** By how much x*(x + 3) is shorter than x^2 + 3*x, at most, and a little more. */
export function chargeFor({ inner, outer }: Bracketed, costOf: (e: Expr) => number): number {
  return (inner.args.length - 1) * outer.reduce((s, f) => s + costOf(f) + 1, 0) + 1
}

/** The sum with every bracketed term multiplied out; undefined where it has none. */
export function withoutHorner(e: Call): Expr | undefined {
  if (e.args.length > WIDEST) return undefined
  const terms = e.args.map(opened)
  return terms.some((t, k) => t !== e.args[k]) ? sum(terms) : undefined
}

/** x*(x + 3) as x^2 + 3*x; anything else as it is. */
export function opened(term: Expr): Expr {
  const found = bracketed(term)
  return found === undefined ? term : sum(found.inner.args.map(t => mul(t, product(found.outer))))
}

/** What stands below the bar in the terms of a sum, through its products and their sums; undefined where nothing does. */
export const denominatorIn = (e: Expr): readonly Expr[] | undefined =>
  isCall(e, 'add') ? below(e, DEEPEST) : undefined

const isFractional = (f: Expr): f is Num => f.kind === 'num' && !f.decimal && !f.value.isInteger()

const isFraction = (f: Expr): boolean => isBelow(f) || isFractional(f)

/** The denominator of a number that is written as a fraction. */
const fractionIn = (f: Expr): readonly Expr[] => (isFractional(f) ? [num(Rational.of(f.value.den))] : [])

function below(e: Call, depth: number): readonly Expr[] | undefined {
  if (depth === 0 || e.args.length > WIDEST) return undefined
  for (const t of e.args) {
    const factors = factorsOf(t)
    spend(factors.length)
    if (factors.some(isFraction)) return factors.flatMap(f => (isBelow(f) ? [f] : fractionIn(f)))
    for (const f of factors) {
      const inside = isCall(f, 'add') ? below(f, depth - 1) : undefined
      if (inside !== undefined) return inside
    }
  }
  return undefined
}
