/** Sums of terms as written trees: one bar for what divides, the number in front, roots and powers as the problem has them. */
import { isNegative, neg, pow } from '../expr/build.js'
import { type Expr, isCall, num, rawCall } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { joined, minus, over, power, root, SIGN } from '../expr/written.js'
import { HALF, Rational } from '../number/rational.js'
import { inOrder } from './arrange.js'
import { factorsOfMeasured } from './decimals.js'
import type { Habits } from './habits.js'
import {
  coefficientOf,
  degreeOf,
  type Factor,
  isBase,
  isQuotientOfDecimals,
  one,
  type Sum,
  type Term,
  type Unit,
} from './term.js'

/** What sums are written with: the draft (draft.ts) that a problem is read into. */
export interface Writing {
  readonly habits: Habits
  readonly variable: Expr
  /** How an exponent is written. */
  readonly exponentWriting: (value: Expr) => Expr
}

/** A sum as it is written. */
export function written(s: Sum, writing: Writing): Expr {
  if (s.length === 0) return num(0)
  return joined(
    SIGN.plus,
    s.map(t => writtenTerm(t, writing)),
  )
}

/** Places of a value that is printed as a number. */
const MOST_PLACES = 20

function writtenTerm(t: Term, writing: Writing): Expr {
  const above: Expr[] = []
  const below: Expr[] = []
  for (const f of inOrder(t.factors, writing.habits, writing.variable)) place(f, above, below, writing)
  const negative = t.above.sign() < 0
  const [p, q] = coefficient(t)
  // 3/4*x^(-7/4), 4/3*cbrt(x), but 3*x/4, sqrt(3)*x/4, sqrt(x)/2 and (8*y + 45)*cbrt(y^2)/3.
  const standsBefore = (f: Factor): boolean => isRooted(f) && !(p.value.isOne() && isRoot(f))
  if (
    !t.decimal &&
    !q.value.isOne() &&
    below.length === 0 &&
    t.factors.some(standsBefore) &&
    !t.factors.some(isBracket)
  ) {
    const product = joined(SIGN.times, [over(p, q), ...above])
    return negative ? minus(product) : product
  }
  if (!q.value.isOne()) below.unshift(q)
  // A number alone is a value, and stays one for as many places as are printed of any.
  const isValue = t.factors.length === 0 && p.value.toDecimal(MOST_PLACES) !== undefined
  const product = t.decimal && !isValue ? factorsOfMeasured(p.value, writing.habits.parts) : undefined
  if (!p.value.isOne() || above.length === 0) above.unshift(...(product ?? [p]))
  const top = joined(SIGN.times, above)
  const all = below.length === 0 ? top : over(top, joined(SIGN.times, below))
  return negative ? minus(all) : all
}

/** Whether a factor is a root, or has a broken or negative exponent. */
function isRooted({ unit, exponent: e }: Factor): boolean {
  if (unit.kind === 'number' || e.kind !== 'num' || e.decimal) return false
  return !e.value.isInteger() || e.value.sign() < 0 || degreeOf(unit.value) !== undefined
}

/** Whether it is written with the sign of a square root, or as a call. */
const isRoot = ({ unit, exponent: e }: Factor): boolean =>
  e.kind === 'num' && (e.value.equals(HALF) || degreeOf(unit.value) !== undefined)

const isBracket = ({ unit, exponent }: Factor): boolean => unit.kind === 'sum' && (wholeOf(exponent) ?? 0) > 0

/** Above and below the bar: whole numbers, or a decimal. */
function coefficient(t: Term): [Expr & { kind: 'num' }, Expr & { kind: 'num' }] {
  if (t.decimal) return [num(t.above.abs(), true), num(t.below, true)]
  const value = coefficientOf(t).abs()
  if (value.isInteger()) return [num(value), one]
  return [num(Rational.of(value.num)), num(Rational.of(value.den))]
}

function place(f: Factor, above: Expr[], below: Expr[], { habits, variable, exponentWriting }: Writing): void {
  const { unit, exponent } = f
  if (exponent.kind === 'num') {
    if (exponent.value.sign() > 0 || habits.lowers(unit, variable)) above.push(raised(unit, exponent, habits))
    else below.push(raised(unit, num(exponent.value.neg(), exponent.decimal), habits))
    return
  }
  if (isNegative(exponent) && !habits.exponents.has(exponent)) {
    const opposite = neg(exponent)
    if (isBase(unit) ? habits.exponents.has(opposite) : !habits.lowers(unit, variable)) {
      below.push(power(unit.written, exponentWriting(opposite)))
      return
    }
  }
  // e^a*e^b where the problem has both and not their product: e^x*e^(e^x).
  const apart =
    isBase(unit) && habits.writing(pow(unit.value, exponent)) === undefined
      ? habits.exponents.within(exponent)
      : [exponent]
  for (const e of apart) above.push(power(unit.written, exponentWriting(e)))
}

function raised(unit: Unit, exponent: Expr & { kind: 'num' }, habits: Habits): Expr {
  const base = unit.written
  const q = exponent.value
  if (q.isOne()) return base
  if (q.equals(HALF) && !exponent.decimal && !habits.powers(unit)) return root(base)
  // On the reals the power of a root is the root of the power.
  const [of, ...degree] = isCall(base, 'cbrt') || isCall(base, 'root') ? base.args : []
  if (of !== undefined && q.isInteger() && q.sign() > 0 && habits.domain === 'real' && base.kind === 'call')
    return rawCall(base.head, [raisedAgain(of, exponent), ...degree])
  return power(base, isQuotientOfDecimals(exponent) ? (habits.writing(exponent) ?? exponent) : exponent)
}

/** (x^2)^3 is read as x^6. */
function raisedAgain(e: Expr, exponent: Expr & { kind: 'num' }): Expr {
  const [base, old] = isCall(e, SIGN.power) ? (e.args as [Expr, Expr]) : []
  if (base !== undefined && old?.kind === 'num' && old.value.isInteger())
    return power(base, num(old.value.mul(exponent.value)))
  return power(e, exponent)
}
