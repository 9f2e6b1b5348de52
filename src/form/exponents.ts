/** Exponents: their one form among the equal ones of sums, and which are multiples of another. */
import { add, mul, one } from '../expr/build.js'
import { type Expr, isCall, termsOf } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { restOf, split } from '../expr/terms.js'
import { ONE, type Rational, ZERO } from '../number/rational.js'

/** An exponent in one form: numbers stand at its terms, 2*x + 2*y for 2*(x + y). */
export function distributed(e: Expr): Expr {
  if (!isCall(e, 'mul') || e.args.length !== 2) return e
  const [n, s] = e.args as [Expr, Expr]
  return n.kind === 'num' && isCall(s, 'add') ? add(...s.args.map(t => mul(n, t))) : e
}

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
