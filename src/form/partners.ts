/** Squares of partners among the terms of a sum: sin^2 + cos^2 is 1, and with a factor as well. */
import { num } from '../expr/build.js'
import { type Expr, isCall } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { ONE, Rational } from '../number/rational.js'
import { squareOf } from '../polynomial/squares.js'
import {
  coefficientOf,
  exponentOf,
  type Factor,
  factorTerm,
  hasTrait,
  merged,
  type Sum,
  scaled,
  type Term,
  TRAIT,
  times,
  type Unit,
} from './term.js'

/** In longer sums nothing is left for the sake of what could be put together. */
const SHORT = 4

/** sin^2 + cos^2 is 1, in every pair of terms that differ in nothing else. */
export function partnersUnited(s: Sum): Sum {
  if (s.length < 2 || !hasTrait(s, TRAIT.square)) return s
  for (let k = 0; k < s.length; k++) {
    const t = s[k] as Term
    for (const f of t.factors) {
      const square = squareAt(f)
      if (square === undefined) continue
      // t is A*f^2, and f^2 is constant + sign*g^2: with -sign*A*g^2 there, both are constant*A.
      const rest = times(t, factorTerm(f.unit, num(-2)))
      // Of the square that there is more of some is left: sin^2 + 2*cos^2 is 1 + cos^2.
      const ratio = (o: Term): Rational => coefficientOf(o).mul(Rational.of(-square.sign)).div(coefficientOf(t))
      const j = s.findIndex((o, i) => i !== k && ratio(o).sign() > 0 && isTimesSquare(o, rest, square.partner, f.unit))
      if (j < 0) continue
      const other = s[j] as Term
      const [r, constant] = [ratio(other), scaled(rest, Rational.of(square.constant))]
      // What is left would have to be put together with the same square: (n - 1)*sec^2 + 2*tan^2 for n*sec^2 - sec^2 + 2*tan^2.
      if (!r.isOne() && s.length <= SHORT && s.some(o => o !== t && o !== other && hasFactorOf(o, t, other))) continue
      const [both, left] =
        r.compare(ONE) < 0
          ? [scaled(constant, r), scaled(t, ONE.sub(r))]
          : [constant, scaled(other, ONE.sub(r.inverse()))]
      const united = s.flatMap((o, i) => (i === k ? [both] : i === j ? [left] : [o]))
      return partnersUnited(merged(united))
    }
  }
  return s
}

function squareAt(f: Factor): ReturnType<typeof squareOf> {
  const { value } = f.unit
  if (value.kind !== 'call' || value.args.length !== 1 || (wholeOf(f.exponent) ?? 0) < 2) return undefined
  return squareOf(value.head, false)
}

function isTimesSquare(t: Term, rest: Term, partner: string, of: Unit): boolean {
  const g = t.factors.find(f => isPartner(f.unit.value, partner, of.value))
  if (g === undefined) return false
  const other = times(t, factorTerm(g.unit, num(-2)))
  return other.factors.length === rest.factors.length && sameFactors(other, rest)
}

/** Whether a term has a square that one of two others has. */
const hasFactorOf = (o: Term, a: Term, b: Term): boolean =>
  o.factors.some(f => squareAt(f) !== undefined && [a, b].some(t => exponentOf(f.unit, t) !== undefined))

const isPartner = (e: Expr, partner: string, of: Expr): boolean =>
  isCall(e, partner) && of.kind === 'call' && e.args.length === 1 && equal(e.args[0] as Expr, of.args[0] as Expr)

const sameFactors = (a: Term, b: Term): boolean =>
  a.factors.every(f => b.factors.some(g => g.unit === f.unit && equal(g.exponent, f.exponent)))
