/**
 * The few identities that a person uses without a word: sin/cos is tan, the cube of a cube root is what stands below it,
 * 1 - cos^2 is sin^2 where a sine is there to cancel, two square roots that come together are one. DLMF 4.14, 4.28.
 */
import { call, exp, neg, num } from '../expr/build.js'
import { type Expr, isCall } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { remInt } from '../number/integer.js'
import { HALF, Rational } from '../number/rational.js'
import { squareOf } from '../polynomial/squares.js'
import { arranged, isMonomial } from './arrange.js'
import type { Draft } from './draft.js'
import { opened } from './expand.js'
import { argument, signs } from './signs.js'
import {
  alike,
  coefficientOf,
  degreeOf,
  type Factor,
  factorTerm,
  hasTrait,
  rational,
  type Sum,
  scaled,
  type Term,
  TRAIT,
  times,
  traitsIn,
  type Unit,
  unity,
  withFactors,
  without,
} from './term.js'

/** Numerator, denominator, and what their quotient is. */
const QUOTIENTS: readonly (readonly [above: string, below: string, quotient: string])[] = [
  ['sin', 'cos', 'tan'],
  ['cos', 'sin', 'cot'],
  ['sinh', 'cosh', 'tanh'],
  ['cosh', 'sinh', 'coth'],
  ['sin', 'tan', 'cos'],
  ['cos', 'cot', 'sin'],
  ['sinh', 'tanh', 'cosh'],
  ['cosh', 'coth', 'sinh'],
]

/** Two factors, and what their product is: nothing where that is 1. */
const PRODUCTS: readonly (readonly [a: string, b: string, product?: string])[] = [
  ['sin', 'csc'],
  ['cos', 'sec'],
  ['sin', 'cot', 'cos'],
  ['cos', 'tan', 'sin'],
  ['sin', 'sec', 'tan'],
  ['cos', 'csc', 'cot'],
  ['sinh', 'csch'],
  ['cosh', 'sech'],
  ['sinh', 'coth', 'cosh'],
  ['cosh', 'tanh', 'sinh'],
  ['sinh', 'sech', 'tanh'],
  ['cosh', 'csch', 'coth'],
]

/** A term in which these have been used. */
export function related(t: Term, draft: Draft): Term {
  let u = t
  let met = traitsIn(t)
  for (let k = 0; k < IDENTITIES.length; k++) {
    const [needed, identity] = IDENTITIES[k] as (typeof IDENTITIES)[number]
    if ((met & needed) !== needed) continue
    const next = identity(u, draft)
    if (next === u) continue
    u = next
    met = traitsIn(u)
  }
  return u
}

/** What is enough by itself for one of them, and what only together. */
const ALONE = TRAIT.sum | TRAIT.number | TRAIT.modulus | TRAIT.root
const QUOTIENT = TRAIT.sine | TRAIT.cosine

/** Whether a term has what one of them needs. */
export function mayRelate(t: Term): boolean {
  const met = traitsIn(t)
  return (
    (met & ALONE) !== 0 || (met & QUOTIENT) === QUOTIENT || ((met & TRAIT.quotient) !== 0 && (met & QUOTIENT) !== 0)
  )
}

/** 2/sqrt(2) is sqrt(2). */
function surds(t: Term): Term {
  for (const { unit, exponent } of t.factors) {
    const n = unit.kind === 'number' && unit.value.kind === 'num' && !unit.value.decimal ? unit.value.value : undefined
    const q = rational(exponent)
    if (n === undefined || q === undefined || q.sign() > 0 || q.isInteger()) continue
    const quotient = coefficientOf(t).div(n)
    if (t.decimal || !quotient.isInteger()) continue
    return times(scaled(t, n.inverse()), factorTerm(unit, num(1)))
  }
  return t
}

/** sin(u)/cos(u), alone of these functions, is tan(u). */
function quotients(t: Term, draft: Draft): Term {
  if (t.factors.length < 2) return t
  for (const [above, below, quotient] of QUOTIENTS) {
    const p = t.factors.find(f => isCall(f.unit.value, above) && rational(f.exponent)?.isOne())
    const u = p && argument(p.unit.value)
    if (p === undefined || u === undefined) continue
    const q = t.factors.find(f => isCall(f.unit.value, below) && equal(argument(f.unit.value) as Expr, u))
    if (q === undefined || !rational(q.exponent)?.neg().isOne()) continue
    return times(without(t, [p, q]), draft.bracket(draft.of(call(quotient, [u]))))
  }
  return t
}

/** cos(u)*sec(u)^2 is sec(u). */
function products(t: Term, draft: Draft): Term {
  if (t.factors.length < 2) return t
  for (const [a, b, product] of PRODUCTS) {
    const p = t.factors.find(f => isCall(f.unit.value, a) && f.power > 0)
    const u = p && argument(p.unit.value)
    if (p === undefined || u === undefined) continue
    const q = t.factors.find(f => isCall(f.unit.value, b) && f.power > 0 && argument(f.unit.value) === u)
    if (q === undefined) continue
    const n = Math.min(p.power, q.power)
    const both = product ? draft.bracket(draft.raised(draft.of(call(product, [u])), num(n), u)) : unity
    return products([p, q].map(f => factorTerm(f.unit, num(-n))).reduce(times, times(t, both)), draft)
  }
  return t
}

/** sqrt(u)*cbrt(u) is u^(5/6): where an even root is real, the odd ones are powers. */
function rootsOfOne(t: Term, draft: Draft): Term {
  if (draft.domain === 'complex') return t
  for (const f of t.factors) {
    const n = degreeOf(f.unit.value)
    const k = wholeOf(f.exponent)
    if (n === undefined || k === undefined) continue
    const u = argumentOfRoot(f.unit.value) as Expr
    const isEven = (g: Factor): boolean => g.unit.value === u && remInt(rational(g.exponent)?.den ?? 1, 2) === 0
    const other = t.factors.find(g => g !== f && (isEven(g) || isRootOf(u, g.unit.value)))
    if (other === undefined || (n % 2 !== 0 && !isEven(other) && (degreeOf(other.unit.value) ?? 1) % 2 !== 0)) continue
    const power = draft.bracket(draft.raised(draft.of(u), num(Rational.of(k, n)), u))
    return rootsOfOne(times(without(t, [f]), power), draft)
  }
  return t
}

/** Whether roots of one radicand and of several kinds stand in different terms: over one bar they would be sixths. */
export function mixesRoots(s: Sum): boolean {
  if (!hasTrait(s, TRAIT.root)) return false
  for (const { factors } of s) {
    for (const f of factors) {
      const u = degreeOf(f.unit.value) === undefined ? undefined : argumentOfRoot(f.unit.value)
      const isBroken = (g: Factor): boolean => g.unit.value === u && rational(g.exponent)?.isInteger() === false
      if (u !== undefined && s.some(t => t.factors.some(isBroken))) return true
    }
  }
  return false
}

const argumentOfRoot = (e: Expr): Expr | undefined => (e.kind === 'call' ? e.args[0] : undefined)

const isRootOf = (u: Expr, e: Expr): boolean => degreeOf(e) !== undefined && argumentOfRoot(e) === u

/** cbrt(x)^4 is x*cbrt(x), and u/cbrt(u)^2 is cbrt(u). */
function rootsOut(t: Term, draft: Draft): Term {
  for (const f of t.factors) {
    const n = degreeOf(f.unit.value)
    const k = wholeOf(f.exponent)
    if (n === undefined || n < 2 || k === undefined) continue
    const u = (f.unit.value as Expr & { kind: 'call' }).args[0] as Expr
    const bare = t.factors.find(g => equal(g.unit.value, u))
    const m = (bare && wholeOf(bare.exponent)) ?? 0
    if (Math.abs(k) < n && m * k >= 0) continue
    // One root of a bracket rather than the bracket and its root: 1/cbrt((x^2 - 1)^4).
    if (bare === undefined && u.kind === 'call' && k % n !== 0) continue
    const total = (m * k < 0 ? m * n : 0) + k
    const out = Math.trunc(total / n)
    if (total - out * n === k) continue
    const power = draft.bracket(draft.raised(draft.of(u), num(out), u))
    const rest = times(without(t, m * k < 0 && bare ? [f, bare] : [f]), power)
    return total === out * n ? rest : times(rest, factorTerm(f.unit, num(total - out * n)))
  }
  return t
}

/** 1/(sqrt(u - 1)*sqrt(u + 1)) of the table is 1/sqrt(u^2 - 1), where both are real. */
function rootsTogether(t: Term, draft: Draft): Term {
  if (draft.domain === 'complex') return t
  const roots = t.factors.filter(f => f.unit.kind === 'sum' && !f.unit.own && rational(f.exponent)?.abs().equals(HALF))
  const [p, q] = roots
  if (p === undefined || q === undefined || roots.length > 2 || !equal(p.exponent, q.exponent)) return t
  const product = opened([times(factorTerm(p.unit, num(1)), factorTerm(q.unit, num(1)))])
  if (product?.length !== 2) return t
  const together = draft.raised(arranged(product, draft.variable), p.exponent, p.unit.written)
  return times(without(t, [p, q]), draft.bracket(together))
}

/** log(3) - log(2) is log(3/2). */
function logarithms(t: Term, draft: Draft): Term {
  for (const f of t.factors) {
    const power = wholeOf(f.exponent)
    if (f.unit.kind !== 'sum' || f.unit.own || power === undefined) continue
    if (numberInLog((f.unit.terms as Sum)[0] as Term) === undefined) continue
    const parts = (f.unit.terms as Sum).map(numberInLog)
    if (!parts.every(n => n !== undefined)) continue
    const log = draft.of(call('log', [num(parts.reduce((a, b) => a.mul(b)))]))
    return times(without(t, [f]), draft.bracket(draft.raised(log, f.exponent, f.unit.written)))
  }
  return t
}

/** The number that a term is the logarithm of, or one over it where the logarithm is subtracted. */
function numberInLog(t: Term): Rational | undefined {
  const [f, ...others] = t.factors
  if (f === undefined || others.length > 0 || t.decimal || !rational(f.exponent)?.isOne()) return undefined
  const u = isCall(f.unit.value, 'log') && f.unit.value.args.length === 1 ? f.unit.value.args[0] : undefined
  if (u?.kind !== 'num' || u.decimal || u.value.sign() <= 0 || !coefficientOf(t).abs().isOne()) return undefined
  return t.above.sign() > 0 ? u.value : u.value.inverse()
}

/** 1 - cos(u)^2 is sin(u)^2, in a bracket beside a sine. */
function squares(t: Term, draft: Draft): Term {
  for (const f of t.factors) {
    const power = wholeOf(f.exponent)
    if (f.unit.kind !== 'sum' || power === undefined) continue
    const square = asSquare(f.unit, t, draft)
    if (square !== undefined)
      return times(without(t, [f]), draft.bracket(draft.raised(square, f.exponent, f.unit.written)))
  }
  return t
}

/** A whole power of a sum of two terms, one of them a function whose square is that of another: 1 - sin(u). */
const isOfPartners = ({ unit: { kind, terms }, exponent }: Factor): boolean =>
  kind === 'sum' &&
  terms?.length === 2 &&
  wholeOf(exponent) !== undefined &&
  terms.some(({ factors: [f] }) => f !== undefined && [false, true].some(other => squareOf(headOf(f), other)))

const headOf = ({ unit: { value } }: Factor): string => (value.kind === 'call' ? value.head : '')

/** Longer brackets have no product of two terms. */
const LONGEST_FACTOR = 3

/** 1/((x - 3)*(x + 3)) is 1/(x^2 - 9), where the problem has no such product: two brackets below the bar whose product is of two terms. */
function binomials(t: Term, draft: Draft): Term {
  const brackets = t.factors.filter(isPolynomialBelow)
  for (const [k, p] of brackets.entries()) {
    for (const q of brackets.slice(k + 1)) {
      if (p.power !== q.power || draft.habits.precedes(p.unit, q.unit) !== undefined) continue
      const product = opened([times(factorTerm(p.unit, num(1)), factorTerm(q.unit, num(1)))])
      if (product?.length !== 2) continue
      const power = draft.raised(arranged(product, draft.variable), p.exponent, p.unit.written)
      return times(without(t, [p, q]), draft.bracket(power))
    }
  }
  return t
}

const isPolynomialBelow = ({ unit: { kind, terms }, power }: Factor): boolean =>
  kind === 'sum' && power < 0 && (terms as Sum).length <= LONGEST_FACTOR && (terms as Sum).every(isMonomial)

/** (1 - sin(u))*(1 + sin(u)) is cos(u)^2. */
function conjugates(t: Term, draft: Draft): Term {
  let sums = 0
  for (const { unit } of t.factors) if (unit.kind === 'sum' && unit.terms?.length === 2) sums++
  if (sums < 2) return t
  const brackets = t.factors.filter(isOfPartners)
  for (const [k, p] of brackets.entries()) {
    const q = brackets.find((f, at) => at > k && equal(f.exponent, p.exponent))
    const product = q && opened([times(factorTerm(p.unit, num(1)), factorTerm(q.unit, num(1)))])
    const [only] = product?.length === 2 ? draft.bracket(product).factors : []
    const square = only?.unit.kind === 'sum' ? asSquare(only.unit, t, draft) : undefined
    if (q !== undefined && square !== undefined)
      return times(without(t, [p, q]), draft.bracket(draft.raised(square, p.exponent, (only as Factor).unit.written)))
  }
  return t
}

/** a - a*cos(u)^2 as a*sin(u)^2, where the term has a power of sin(u) as well. */
function asSquare(bracket: Unit, t: Term, draft: Draft): Sum | undefined {
  const s = bracket.terms as Sum
  if (s.length !== 2) return undefined
  for (let k = 0; k < 2; k++) {
    const [a, b] = [s[k], s[1 - k]] as [Term, Term]
    const [f] = a.factors
    const u = f && argument(f.unit.value)
    if (f === undefined || u === undefined || a.factors.length > 1 || b.factors.length > 0 || wholeOf(f.exponent) !== 2)
      continue
    for (const other of [false, true]) {
      const square = squareOf((f.unit.value as Expr & { kind: 'call' }).head, other)
      // c*f^2 + b with f^2 = constant + sign*g^2: the constants cancel, and c*sign*g^2 is left.
      if (square === undefined || !coefficientOf(a).mul(num(square.constant).value).equals(coefficientOf(b).neg()))
        continue
      const g = t.factors.find(h => isCall(h.unit.value, square.partner) && equal(argument(h.unit.value) as Expr, u))
      // A bracket that is the answer's own is the square in any case: 1 - cos(u)^2, where the problem has cos(u).
      const partner = g?.unit ?? (bracket.own ? undefined : unitOf(call(square.partner, [u]), draft))
      if (partner !== undefined)
        return [scaled(times(factorTerm(partner, num(2)), withFactors(a, [])), num(square.sign).value)]
    }
  }
  return undefined
}

const unitOf = (e: Expr, draft: Draft): Unit | undefined => draft.of(e)[0]?.factors[0]?.unit

const IDENTITIES = [
  [TRAIT.modulus, signs],
  [TRAIT.number, surds],
  [TRAIT.root, rootsOfOne],
  [TRAIT.root, rootsOut],
  [TRAIT.sum, rootsTogether],
  [TRAIT.sum, logarithms],
  [TRAIT.sum, squares],
  [TRAIT.sum, conjugates],
  [TRAIT.sum, binomials],
  [QUOTIENT, quotients],
  [TRAIT.sine | TRAIT.quotient, quotients],
  [TRAIT.cosine | TRAIT.quotient, quotients],
  [TRAIT.sine | TRAIT.quotient, products],
  [TRAIT.cosine | TRAIT.quotient, products],
] as const

/** a*cosh(u) + a*sinh(u) as a*e^u, and with a minus sign as a*e^(-u). */
export function exponentialOf(s: Sum, draft: Draft): Sum | undefined {
  const [a, b] = s as readonly [Term, Term]
  if (s.length !== 2 || !hasTrait(s, TRAIT.cosh)) return undefined
  for (const [p, q] of [[a, b] as const, [b, a] as const]) {
    const cosh = p.factors.find(f => isCall(f.unit.value, 'cosh') && rational(f.exponent)?.isOne())
    const u = cosh && argument(cosh.unit.value)
    const sinh = u && q.factors.find(f => isCall(f.unit.value, 'sinh') && equal(argument(f.unit.value) as Expr, u))
    if (cosh === undefined || u === undefined || sinh === undefined || !rational(sinh.exponent)?.isOne()) continue
    const [rest, other] = [without(p, [cosh]), without(q, [sinh])]
    const same = coefficientOf(rest).equals(coefficientOf(other))
    if (!alike(rest, other) || !(same || coefficientOf(rest).equals(coefficientOf(other).neg()))) return undefined
    return [times(rest, draft.bracket(draft.of(exp(same ? u : neg(u)))))]
  }
  return undefined
}
