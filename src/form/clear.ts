/** Brackets of the answer's own made plain: what their terms share in front, no fraction within a fraction, roots of whole numbers out. */

import { every, mapped, sameArgs } from '../expr/args.js'
import { call, mul, neg, num } from '../expr/build.js'
import { type Expr, isCall } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { remInt } from '../number/integer.js'
import { HALF, ONE, Rational, ZERO } from '../number/rational.js'
import { arranged } from './arrange.js'
import { commonNumber, shared, sharedIn } from './content.js'
import type { Draft } from './draft.js'
import { opened, openedIn } from './expand.js'
import { timesExponent } from './exponents.js'
import { withoutBars } from './factor.js'
import { mayRelate, related } from './identities.js'
import { timesWithin } from './powers.js'
import {
  alike,
  coefficientOf,
  dividedBy,
  exponentOf,
  Factor,
  factorTerm,
  hasKept,
  inverse,
  isOne,
  merged,
  negated,
  negatedTerm,
  numberTerm,
  rational,
  type Sum,
  scaled,
  single,
  Term,
  TRAIT,
  times,
  traitsIn,
  type Unit,
  united,
  unity,
  valueOfSum,
  withFactors,
  without,
} from './term.js'

/** Brackets of the answer's own made plain: what their terms share goes in front, fractions below the bar are cleared. */
export function cleared(t: Term, draft: Draft): Term {
  // Letters, and most functions, have nothing to be cleared of.
  if (t.clearIn === draft || (!mayRelate(t) && !hasKept(t))) return t
  const parts = hasBracket(t) ? withClearedFactors(withoutBars(t, draft), draft) : t
  const plain = keptTogether(hasKept(parts) ? lightened(rootsUnnested(parts, draft)) : parts, draft)
  const united = related(plain, draft)
  // What was united may have to be cleared itself: sqrt(1/u - 1)*sqrt(1/u + 1) is sqrt(1/u^2 - 1).
  const again = united === plain ? plain : withClearedFactors(united, draft)
  const all = again === united ? united : related(again, draft)
  const clear = hasBracket(all) ? absorbed(all, draft) : all
  if (clear === t) t.clearIn = draft
  return clear
}

const hasBracket = (t: Term): boolean => (traitsIn(t) & TRAIT.sum) !== 0

function withClearedFactors(t: Term, draft: Draft): Term {
  const { factors } = t
  let [isBracketed, divides] = [false, false]
  for (const { unit, power, sign } of factors) {
    const stays = (unit.own && sign > 0) || (unit.settledIn === draft && power !== 0)
    if (unit.kind === 'sum' && sign !== 0 && !stays) isBracketed = true
    if (sign < 0) divides = true
  }
  if (!isBracketed) return t
  const parts = mapped(factors, f => clearedFactor(f, t, divides, draft))
  if (every(parts, p => p === undefined)) return t
  return factors.reduce<Term>((out, f, k) => times(out, parts[k] ?? factorTerm(f.unit, f.exponent)), withFactors(t, []))
}

/** A root of roots of a letter is a power of it: sqrt(x*sqrt(x)) is x^(3/4), where the square root says that x is not negative. */
function rootsUnnested(t: Term, draft: Draft): Term {
  if (draft.domain !== 'real') return t
  for (const f of t.factors) {
    const product = f.unit.kind === 'whole' && f.unit.terms?.length === 1 ? f.unit.terms[0] : undefined
    const inside = product && single([rootsUnnested(product, draft)])
    const power = inside && rational(inside.exponent)
    if (inside?.unit.kind !== 'symbol' || power === undefined || remInt(power.den, 2) !== 0 || !rational(f.exponent))
      continue
    const unnested = factorTerm(inside.unit, mul(num(power), f.exponent))
    return rootsUnnested(times(without(t, [f]), unnested), draft)
  }
  return t
}

/** A power takes in the product that it is of; of one under a root what stands on the other side of the bar goes out of it: s/(2*s)^(3/2) is 1/(2*sqrt(2*s)), 2*s/sqrt(2*s) a root. */
function lightened(t: Term): Term {
  for (const f of t.factors) {
    if (f.unit.kind !== 'whole') continue
    const q = rational(f.exponent)
    const [product, ...others] = f.unit.terms ?? []
    if (q === undefined && product !== undefined && others.length === 0) {
      const n = timesWithin(product, t)
      if (n > 0) return lightened(times(times(t, power(product, -n)), factorTerm(f.unit, num(n))))
    }
    if (q === undefined || q.sign() > 0 || product === undefined || others.length > 0 || product.decimal) continue
    const above = (g: Factor): Rational | undefined => {
      const here = t.factors.find(o => o.unit === g.unit)
      return here && rational(here.exponent)
    }
    const isWhole = product.factors.every(g => {
      const [a, b] = [above(g), rational(g.exponent)]
      return a !== undefined && b !== undefined && b.sign() > 0 && a.compare(b) >= 0
    })
    const meets = product.factors.some(g => (above(g)?.sign() ?? 0) > 0 && (rational(g.exponent)?.sign() ?? 0) > 0)
    if (q.den === 1 || !((isWhole && q.compare(MINUS_HALF) <= 0) || (meets && q.compare(MINUS_ONE) < 0))) continue
    const by = factorTerm(f.unit, num(1))
    return times(times(t, by), inverse(product))
  }
  return t
}

/**
 * A root over that of another product, where their quotient is a square: sqrt(L/C)/sqrt(L*C) is 1/abs(C). Radicands whose product is a
 * square may both be negative, and their roots imaginary: sqrt(m*g/c)*sqrt(g*c/m) is abs(g) or -abs(g).
 */
function keptTogether(t: Term, draft: Draft): Term {
  if (!hasKept(t)) return t
  const roots = t.factors.filter(f => f.unit.kind === 'whole' && rational(f.exponent)?.abs().equals(HALF))
  const [p, q] = roots
  if (p === undefined || q === undefined || roots.length > 2 || draft.domain !== 'real') return t
  const [a, b] = [p, q].map(f => (f.unit.terms?.length === 1 ? f.unit.terms[0] : undefined))
  if (a === undefined || b === undefined || p.exponent === q.exponent) return t
  const quotient = times(a, inverse(b))
  return rootOfTerm(quotient) === undefined ? t : times(without(t, [p, q]), radical([quotient], p.exponent, draft))
}

const MINUS_ONE = Rational.of(-1)
const MINUS_HALF = Rational.of(-1, 2)
/** In digits of base 2. */
const LONGEST_CLEARED = 24

/** What becomes of a factor, if anything. `divides`: it stands in a fraction. */
function clearedFactor(f: Factor, t: Term, divides: boolean, draft: Draft): Term | undefined {
  const { unit, exponent } = f
  const n = rational(exponent)
  if (unit.kind !== 'sum' || n === undefined || (unit.own && (n.sign() > 0 || !n.isInteger()))) return undefined
  if (!n.isInteger()) return clearedRadicand(clearedTerms(unit, draft), f, t, draft)
  const parts = clearedBracket(unit, n.sign() > 0, divides, draft)
  const k = wholeOf(exponent) as number
  // No fraction is cleared by a number that nobody reads: (1 + r/12)^(-360).
  const isLong = (u: Term): boolean => (u.above.bits() + u.below.bits()) * Math.abs(k) > LONGEST_CLEARED
  return Math.abs(k) > 1 && parts?.some(isLong) ? undefined : parts?.map(u => power(u, k)).reduce(times)
}

/** The terms of a bracket, each cleared; the same list where nothing is to be cleared. */
function clearedTerms(unit: Unit, draft: Draft): Sum {
  const old = draft.cleared.get(unit)
  if (old !== undefined) return old
  const terms = unit.terms as Sum
  const out = mapped(terms, u => cleared(u, draft))
  const found = sameArgs(out, terms) ? terms : out
  draft.cleared.set(unit, found)
  return found
}

/** What becomes of a bracket above or below the bar, as factors; undefined where it stays. */
function clearedBracket(unit: Unit, above: boolean, divides: boolean, draft: Draft): readonly Term[] | undefined {
  if (unit.settledIn === draft) return undefined
  const terms = clearedTerms(unit, draft)
  const isCleared = terms !== unit.terms
  const all = isCleared ? shared(terms) : sharedIn(unit)
  const isFraction = !all.decimal && !all.above.isInteger()
  const barred = isFraction || all.factors.some(isBelow)
  // Sums of fractions stay sums, but within a fraction, or where all are over one bar already.
  const staysSum = above && barred && !divides && !isOverOne(terms, all)
  const front = staysSum ? aboveBar(all) : all
  if (staysSum && isOne(front)) return isCleared ? [draft.bracket(merged(terms))] : undefined
  // What the problem has stays; terms that are clear and share nothing may only be fewer without brackets.
  const isPlain = !isCleared && isOne(front) && (openedIn(unit)?.length ?? terms.length) >= terms.length
  if (isPlain || (unit.own && !barred)) {
    if (!isCleared && !barred) unit.settledIn = draft
    return undefined
  }
  const rest = merged(unit.own ? dividedBy(terms, front) : dividedBy(terms, front).map(u => cleared(u, draft)))
  const open = opened(rest)
  const plain = open !== undefined && open.length <= rest.length ? open : rest
  // Nothing is left where the terms cancel only now: 1 - x^2/x^2.
  if (plain.length === 0) return above ? [numberTerm(ZERO)] : undefined
  if (isOne(front) && plain.length === rest.length && !isCleared) return undefined
  const more = commonNumber(plain)
  return [front, more, draft.bracket(arranged(dividedBy(plain, more), draft.variable))]
}

const isBelow = (f: Factor): boolean => f.sign < 0

/** The functions and letters that stand above the bar. */
const aboveBar = (t: Term): Term =>
  withFactors(
    unity,
    t.factors.filter(f => !isBelow(f)),
  )

/** Whether all terms have the same below the bar, with letters or functions in it. */
function isOverOne(terms: Sum, front: Term): boolean {
  const below = (t: Term): readonly Factor[] => t.factors.filter(isBelow)
  const bar = below(front)
  const same = (t: Term): boolean =>
    below(t).length === bar.length && bar.every(g => exponentOf(g.unit, t)?.hash === g.exponent.hash)
  return bar.length > 0 && terms.every(same)
}

/**
 * Of a radicand goes in front a number whose root is whole, sqrt(1 - x^2/9) is sqrt(9 - x^2)/3, and below it what the term has
 * roots of as well, which is positive then: beside sqrt(r), sqrt(1 - z^2/r) is sqrt(r - z^2)/sqrt(r).
 */
function clearedRadicand(terms: Sum, f: Factor, t: Term, draft: Draft): Term | undefined {
  const exponent = rational(f.exponent) as Rational
  const rooted = (u: Unit): boolean => t.factors.some(g => g.unit === u && rational(g.exponent)?.den === 2)
  // What comes out of a root of a square is abs(u): that is new where u is not known to be positive, but in the derivative of asec(u).
  const even = (g: Factor): boolean =>
    (wholeOf(g.exponent) ?? 1) % 2 === 0 && (draft.habits.hasInverseSecant || isPlain(sizeOf(g.unit, draft), draft))
  const below = shared(terms).factors.filter(
    g => (rational(g.exponent)?.sign() ?? 0) < 0 && (rooted(g.unit) || even(g)) && exponent.den === 2,
  )
  if (below.length > 0 && draft.domain === 'real') {
    const rest = opened(dividedBy(terms, withFactors(unity, below))) ?? terms
    const front = below.map(g =>
      rooted(g.unit)
        ? times(unity, factorTerm(g.unit, mul(g.exponent, f.exponent)))
        : rootOfSquare(g, f.exponent, draft),
    )
    return times(front.reduce(times), clearedAgain(radical(arranged(rest, draft.variable), f.exponent, draft), draft))
  }
  const number = commonNumber(terms)
  if (number.decimal || number.above.den === 1) return undefined
  const by = Rational.of(number.above.den)
  const root = rootOf(number.above.den, exponent)
  // A root of the same number beside it goes under this one: sqrt(2)*sqrt(1 - x^2/2) is sqrt(2 - x^2).
  const surd = draft.raised([numberTerm(by)], num(exponent.neg()), num(by))
  const meets = surd[0]?.factors.every(
    g => exponentOf(g.unit, t)?.kind === 'num' && equal(exponentOf(g.unit, t) as Expr, neg(g.exponent)),
  )
  if (root === undefined && !meets) return undefined
  const scaledUp = arranged(
    terms.map(u => scaled(u, by)),
    draft.variable,
  )
  return times(root === undefined ? draft.bracket(surd) : scaled(unity, root), radical(scaledUp, f.exponent, draft))
}

/** A radicand that letters have been taken from may have a number to be taken from it. */
const clearedAgain = (t: Term, draft: Draft): Term =>
  t.factors
    .map(f => clearedFactor(f, t, true, draft) ?? factorTerm(f.unit, f.exponent))
    .reduce(times, withFactors(t, []))

const sizeOf = (u: Unit, draft: Draft): Sum => draft.of(draft.known(call('abs', [u.value])))

/** Whether an absolute value is one that the problem has, or none. */
const isPlain = (size: Sum, draft: Draft): boolean =>
  size.every(t =>
    t.factors.every(f => !isCall(f.unit.value, 'abs') || draft.habits.writing(f.unit.value) !== undefined),
  )

/** (u^2)^(1/2) is abs(u). */
const rootOfSquare = (g: Factor, exponent: Expr, draft: Draft): Term =>
  draft.bracket(draft.raised(sizeOf(g.unit, draft), mul(g.exponent, exponent), g.unit.written))

/** A power of a sum; of one term, that of each factor: (4*x^2)^(-1/2) is 1/(2*abs(x)). */
function radical(s: Sum, exponent: Expr, draft: Draft): Term {
  const [only] = s
  const root = rational(exponent)?.den === 2 ? rootOfTrinomial(s) : undefined
  if (root !== undefined && draft.domain === 'real') {
    const size = draft.of(draft.known(call('abs', [valueOfSum(root)])))
    return draft.bracket(draft.raised(size, mul(num(2), exponent), draft.written(s)))
  }
  const squares =
    only?.factors.every(f => (wholeOf(f.exponent) ?? 1) % 2 === 0) && only.above.sign() > 0 && !only.decimal
  if (s.length !== 1 || only === undefined || !squares)
    return draft.bracket(draft.raised(s, exponent, draft.written(s)))
  const number: Sum = [withFactors(only, [])]
  const front = draft.bracket(draft.raised(number, exponent, draft.written(number)))
  return only.factors.map(f => rootOfSquare(f, exponent, draft)).reduce(times, front)
}

/** a + b or a - b, where a sum is a^2 + 2*a*b + b^2 or a^2 - 2*a*b + b^2. */
function rootOfTrinomial(s: Sum): Sum | undefined {
  const [a, middle, b] = [s[0], s[1], s[2]].map((t, k) => (t && k !== 1 ? rootOfTerm(t) : t))
  if (s.length !== 3 || a === undefined || b === undefined || middle === undefined) return undefined
  const twice = scaled(times(a, b), Rational.of(2))
  if (!alike(twice, middle)) return undefined
  const sign = coefficientOf(twice).equals(coefficientOf(middle)) ? 1 : -1
  return coefficientOf(twice).equals(coefficientOf(middle).mul(Rational.of(sign)))
    ? [a, scaled(b, Rational.of(sign))]
    : undefined
}

function rootOfTerm(t: Term): Term | undefined {
  const value = coefficientOf(t)
  const [above, below] = [rootOf(value.num, MINUS_HALF), rootOf(value.den, MINUS_HALF)]
  const root = above && below && above.div(below)
  const halves = t.factors.map(f => new Factor(f.unit, mul(f.exponent, num(HALF))))
  const even = t.factors.every(f => (wholeOf(f.exponent) ?? 1) % 2 === 0)
  return root === undefined || t.decimal || value.sign() <= 0 || !even
    ? undefined
    : withFactors(numberTerm(root), halves)
}

/** den^(-q) for half a whole number q, where that is rational. */
function rootOf(den: Rational['den'], q: Rational): Rational | undefined {
  if (q.den !== 2) return undefined
  const r = Math.round(Math.sqrt(Number(den)))
  if (!Number.isSafeInteger(r) || r * r !== Number(den)) return undefined
  return Rational.of(r).powInt(-Number(q.num))
}

/** A power of a term; a measured number keeps its bar. */
const power = (t: Term, n: number): Term =>
  n === 1
    ? t
    : new Term(
        (t.decimal && n > 0 ? t.above : t.above.div(t.below)).powInt(n),
        t.decimal && n > 0 ? t.below.powInt(n) : ONE,
        t.decimal,
        united(t.factors.map(f => new Factor(f.unit, timesExponent(f.exponent, num(n))))),
      )

/** A minus sign before a bracket of the answer's own goes into it where the bracket then begins with plus: (x - 2)*e^x for -(2 - x)*e^x. */
export function absorbed(t: Term, draft: Draft): Term {
  for (const f of t.factors) {
    if (f.unit.kind !== 'sum' || !rational(f.exponent)?.isOne()) continue
    const terms = f.unit.terms as Sum
    // Nothing but minus signs goes in front in any case: n*(n + 1) for -n*(-n - 1).
    const allNegative = terms.every(u => u.above.sign() < 0)
    if ((f.unit.own || f.unit.leads) && !allNegative) continue
    const starts = (s: Sum): number => (s[0] as Term).above.sign()
    if (t.above.sign() < 0 ? !allNegative && !isMixed(terms) : starts(terms) >= 0) continue
    const turned = arranged(negated(terms), draft.variable)
    if (starts(turned) <= 0) continue
    const rest = negatedTerm(
      withFactors(
        t,
        t.factors.filter(g => g !== f),
      ),
    )
    return times(rest, draft.bracket(turned, false))
  }
  return t
}

const isMixed = (s: Sum): boolean => s.some(t => t.above.sign() > 0) && s.some(t => t.above.sign() < 0)
