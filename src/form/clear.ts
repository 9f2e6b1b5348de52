/** Brackets of the answer's own made plain: what their terms share in front, no fraction within a fraction, roots of whole numbers out. */
import { call, mul, num } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { ONE, Rational } from '../number/rational.js'
import { arranged } from './arrange.js'
import type { Draft } from './draft.js'
import { commonNumber, opened, shared } from './expand.js'
import { related } from './identities.js'
import {
  dividedBy,
  type Factor,
  inverse,
  isOne,
  merged,
  negated,
  rational,
  type Sum,
  scaled,
  type Term,
  times,
  type Unit,
  united,
  unity,
  whole,
} from './term.js'

/** Brackets of the answer's own made plain: what their terms share goes in front, fractions below the bar are cleared. */
export function cleared(t: Term, draft: Draft): Term {
  // Letters have nothing to be cleared of.
  if (t.factors.every(f => f.unit.kind === 'symbol' || f.unit.kind === 'constant')) return t
  return absorbed(related(lightened(withClearedFactors(t, draft)), draft), draft)
}

function withClearedFactors(t: Term, draft: Draft): Term {
  if (!t.factors.some(f => f.unit.kind === 'sum' && f.exponent.kind === 'num')) return t
  const divides = t.factors.some(f => (rational(f.exponent)?.sign() ?? 1) < 0)
  const parts = t.factors.map(f => clearedFactor(f, t, divides, draft))
  if (parts.every(p => p === undefined)) return t
  return t.factors.reduce<Term>((out, f, k) => times(out, parts[k] ?? { ...unity, factors: [f] }), {
    ...t,
    factors: [],
  })
}

/** Of a product under a root what stands on the other side of the bar goes out of it: s/(2*s)^(3/2) is 1/(2*sqrt(2*s)), 2*s/sqrt(2*s) a root. */
function lightened(t: Term): Term {
  for (const f of t.factors) {
    const q = rational(f.exponent)
    const [product, ...others] = f.unit.kind === 'whole' ? (f.unit.terms ?? []) : []
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
    const by: Term = { ...unity, factors: [{ unit: f.unit, exponent: num(1) }] }
    return times(times(t, by), inverse(product))
  }
  return t
}

const MINUS_ONE = Rational.of(-1)
const MINUS_HALF = Rational.of(-1, 2)

/** What becomes of a factor, if anything. `divides`: it stands in a fraction. */
function clearedFactor(f: Factor, t: Term, divides: boolean, draft: Draft): Term | undefined {
  const { unit, exponent } = f
  const n = rational(exponent)
  if (unit.kind !== 'sum' || n === undefined || (unit.own && (n.sign() > 0 || !n.isInteger()))) return undefined
  const terms = unit.terms as Sum
  if (!n.isInteger()) return clearedRadicand(terms, f, t, draft)
  const front = shared(terms)
  const barred = front.factors.some(g => (rational(g.exponent)?.sign() ?? 0) < 0) || !front.above.isInteger()
  // What the problem has stays, and so do sums of fractions, but within a fraction.
  if (n.sign() > 0 ? barred && !divides : unit.own && !barred) return undefined
  const rest = merged(dividedBy(terms, front))
  const open = unit.own && !barred ? undefined : opened(rest)
  const plain = open !== undefined && open.length <= rest.length ? open : rest
  if (isOne(front) && plain.length === rest.length) return undefined
  const k = whole(exponent) as number
  const more = unit.own && !barred ? unity : { ...unity, ...commonNumber(plain) }
  const bracket = draft.bracket(arranged(dividedBy(plain, more), draft.variable))
  return [front, more, bracket].map(u => power(u, k)).reduce(times)
}

/**
 * Of a radicand goes in front a number whose root is whole, sqrt(1 - x^2/9) is sqrt(9 - x^2)/3, and below it what the term has
 * roots of as well, which is positive then: beside sqrt(r), sqrt(1 - z^2/r) is sqrt(r - z^2)/sqrt(r).
 */
function clearedRadicand(terms: Sum, f: Factor, t: Term, draft: Draft): Term | undefined {
  const exponent = rational(f.exponent) as Rational
  const rooted = (u: Unit): boolean => t.factors.some(g => g.unit === u && rational(g.exponent)?.den === 2)
  const even = (g: Factor): boolean => (whole(g.exponent) ?? 1) % 2 === 0
  const below = shared(terms).factors.filter(
    g => (rational(g.exponent)?.sign() ?? 0) < 0 && (rooted(g.unit) || even(g)) && exponent.den === 2,
  )
  if (below.length > 0 && draft.domain === 'real') {
    const rest = opened(dividedBy(terms, { ...unity, factors: below })) ?? terms
    const front = below.map(g =>
      rooted(g.unit)
        ? times(unity, { ...unity, factors: [{ unit: g.unit, exponent: mul(g.exponent, f.exponent) }] })
        : rootOfSquare(g, f.exponent, draft),
    )
    return times(front.reduce(times), clearedAgain(radical(arranged(rest, draft.variable), f.exponent, draft), draft))
  }
  const number = commonNumber(terms)
  const root = number.decimal ? undefined : rootOf(number.above.den, exponent)
  if (root === undefined || root.isOne()) return undefined
  const by = Rational.of(number.above.den)
  const scaledUp = arranged(
    terms.map(u => scaled(u, by)),
    draft.variable,
  )
  return times(scaled(unity, root), radical(scaledUp, f.exponent, draft))
}

/** A radicand that letters have been taken from may have a number to be taken from it. */
const clearedAgain = (t: Term, draft: Draft): Term =>
  t.factors
    .map(f => clearedFactor(f, t, true, draft) ?? { ...unity, factors: [f] })
    .reduce(times, { ...t, factors: [] })

/** (u^2)^(1/2) is abs(u). */
function rootOfSquare(g: Factor, exponent: Expr, draft: Draft): Term {
  const size = draft.of(draft.known(call('abs', [g.unit.value])))
  return draft.bracket(draft.raised(size, mul(g.exponent, exponent), g.unit.written))
}

const radical = (s: Sum, exponent: Expr, draft: Draft): Term =>
  draft.bracket(draft.raised(s, exponent, draft.written(s)))

/** den^(-q) for half a whole number q, where that is rational. */
function rootOf(den: Rational['den'], q: Rational): Rational | undefined {
  if (q.den !== 2) return undefined
  const r = Math.round(Math.sqrt(Number(den)))
  if (!Number.isSafeInteger(r) || r * r !== Number(den)) return undefined
  return Rational.of(r).powInt(-Number(q.num))
}

const power = (t: Term, n: number): Term => ({
  above: t.above.div(t.below).powInt(n),
  below: ONE,
  decimal: t.decimal,
  factors: united(t.factors.map(f => ({ unit: f.unit, exponent: mul(f.exponent, num(n)) }))),
})

/** A minus sign before a bracket of the answer's own goes into it where the bracket then begins with plus: (x - 2)*e^x for -(2 - x)*e^x. */
function absorbed(t: Term, draft: Draft): Term {
  for (const f of t.factors) {
    if (f.unit.kind !== 'sum' || f.unit.own || !rational(f.exponent)?.isOne()) continue
    const terms = f.unit.terms as Sum
    const turned = arranged(negated(terms), draft.variable)
    const starts = (s: Sum): number => (s[0] as Term).above.sign()
    const helps = t.above.sign() < 0 ? starts(turned) > 0 && isMixed(terms) : starts(terms) < 0 && starts(turned) > 0
    if (!helps) continue
    const rest: Term = { ...t, above: t.above.neg(), factors: t.factors.filter(g => g !== f) }
    return times(rest, draft.bracket(turned, false))
  }
  return t
}

const isMixed = (s: Sum): boolean => s.some(t => t.above.sign() > 0) && s.some(t => t.above.sign() < 0)
