/**
 * What may be done to a sum of terms without changing its value where it has one: brackets opened, what all terms share put in
 * front (so that all stand over one bar), brackets divided out, squares of partners united (sin^2 + cos^2 is 1).
 */

import { add, sub, zero } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { arranged } from './arrange.js'
import { collected, regrouped } from './collect.js'
import { commonNumber, shared, sharedIn } from './content.js'
import { commonDivisor, divided } from './divide.js'
import type { Draft } from './draft.js'
import { partnersUnited } from './partners.js'
import {
  dividedBy,
  exponentOf,
  type Factor,
  factorTerm,
  isBase,
  isOne,
  merged,
  one,
  rational,
  type Sum,
  type Term,
  times,
  type Unit,
  unity,
  whole,
  withFactors,
} from './term.js'

/** Products of brackets are opened up to so many terms. */
const MOST_TERMS = 60
/** Over one bar nobody opens brackets to a longer sum. */
const MOST_READ = 12
/** Nor are more of them opened in one product. */
const MOST_BRACKETS = 12

/** A bracket with a whole positive power, which can be opened. */
const opens = (f: Factor): boolean => f.unit.kind === 'sum' && (whole(f.exponent) ?? 0) > 0

/**
 * The answer's own brackets opened, where brackets of the problem then stand in several terms, and put together to those again:
 * x^2*(log(x) + 1)^3 + 3*x*(log(x) + 1); and, where one is raised elsewhere, that opened as well: (1 - log(x))^2 - 3*x + 2*x*log(x).
 */
export function reopened(s: Sum): readonly Sum[] {
  if (!s.some(t => t.factors.some(f => opens(f) && !f.unit.own)) || ownIn(s) < 2) return []
  const anew = openedOf(s, f => !f.unit.own)
  if (anew === s || anew === undefined) return []
  const powers = new Map<Unit, readonly Expr[]>()
  for (const { factors } of anew)
    for (const { unit, exponent } of factors) {
      const others = powers.get(unit) ?? []
      if (unit.kind === 'sum' && !others.some(e => equal(e, exponent))) powers.set(unit, [...others, exponent])
    }
  const repeated = [...powers].filter(([, exponents]) => exponents.length > 1)
  if (repeated.length === 0) return []
  const raised = new Set(
    repeated.flatMap(([unit, exponents]) => (exponents.some(e => (whole(e) ?? 0) > 1) ? [unit] : [])),
  )
  const once = openedOf(anew, f => f.exponent === one && raised.has(f.unit))
  return once === undefined || once === anew ? [regrouped(anew)] : [regrouped(anew), once]
}

/** How often brackets of the problem stand in a sum, and in the brackets that are not. */
const ownIn = (s: Sum): number => {
  let n = 0
  for (const t of s)
    for (const f of t.factors)
      if (f.unit.kind === 'sum') n += f.unit.own ? 1 : opens(f) ? ownIn(f.unit.terms as Sum) : 0
  return n
}

/** Some brackets opened, as long as there are any; undefined where that would be too much. */
function openedOf(s: Sum, chosen: (f: Factor) => boolean): Sum | undefined {
  let sum = s
  const isChosen = (f: Factor): boolean => opens(f) && chosen(f)
  while (sum.some(t => t.factors.some(isChosen))) {
    const products = sum.map(t => openedTerm(t, isChosen))
    if (!products.every(p => p !== undefined)) return undefined
    sum = merged(products.flat())
    if (sum.length > MOST_TERMS) return undefined
  }
  return sum === s ? s : partnersUnited(sum)
}

/** Whether a sum has brackets that can be opened. */
export function hasBrackets(s: Sum): boolean {
  for (const t of s) for (const f of t.factors) if (opens(f)) return true
  return false
}

/** All brackets opened; undefined where that would be too much. */
export function opened(s: Sum, most = Number.POSITIVE_INFINITY): Sum | undefined {
  if (!hasBrackets(s)) return partnersUnited(merged(s))
  if (most < Number.POSITIVE_INFINITY && countOpened(s) > most) return undefined
  let out: Term[] = []
  for (const t of s) {
    const product = openedTerm(t)
    if (product === undefined) return undefined
    out = out.concat(product)
    if (out.length > MOST_TERMS * 4) return undefined
  }
  return partnersUnited(merged(out))
}

/** The terms of a bracket with all their own brackets opened; undefined where that would be too much. */
export function openedIn(unit: Unit): Sum | undefined {
  if (unit.opened === undefined) unit.opened = opened(unit.terms as Sum) ?? null
  return unit.opened ?? undefined
}

/** How many terms come out of all brackets before like ones are united. */
const countOpened = (s: Sum): number =>
  s.reduce(
    (n, t) =>
      n +
      t.factors.reduce(
        (m, f) => (opens(f) ? m * countOpened(f.unit.terms as Sum) ** (whole(f.exponent) as number) : m),
        1,
      ),
    0,
  )

/** A product with those brackets opened that are `chosen`. */
function openedTerm(t: Term, chosen = opens): Sum | undefined {
  const brackets = t.factors.filter(chosen)
  if (brackets.length === 0) return [t]
  if (brackets.reduce((n, f) => n + (whole(f.exponent) as number), 0) > MOST_BRACKETS) return undefined
  let product: Sum = [
    withFactors(
      t,
      t.factors.filter(f => !chosen(f)),
    ),
  ]
  for (const { unit, exponent } of brackets) {
    // A bracket may itself hold brackets.
    const inner = chosen === opens ? openedIn(unit) : (unit.terms as Sum)
    const n = whole(exponent) as number
    if (inner === undefined || n > MOST_TERMS) return undefined
    for (let k = 0; k < n; k++) {
      if (product.length * inner.length > MOST_TERMS * 4) return undefined
      const next: Term[] = []
      for (const p of product) for (const q of inner) next.push(times(p, q))
      product = merged(next)
      if (product.length > MOST_TERMS) return undefined
    }
  }
  // What came out of brackets may hold powers of brackets again.
  return chosen === opens && hasBrackets(product) ? opened(product) : product
}

/**
 * Everything in front that the terms share, and the rest as one bracket: with its own brackets opened, and as they are.
 * `expanded` is the sum with its brackets opened, where that is known.
 */
export function factorings(s: Sum, draft: Draft, expanded?: Sum): readonly Sum[] {
  const [only] = s
  if (s.length === 1 && only !== undefined) {
    const [front, rest] = reduced(only, [unity], draft)
    return front === only ? [] : [[times(front, draft.bracket(rest))]]
  }
  const front = times(shared(s), exponentialIn(s, draft))
  const rest = merged(dividedBy(s, front).map(t => withoutBars(t, draft)))
  const shut = partnersUnited(rest)
  // Without anything in front it is the sum itself.
  if (!hasBrackets(rest)) return shut === rest && isOne(front) ? [] : behind(front, shut, draft)
  const open = rest === s && expanded !== undefined ? expanded : opened(rest)
  if (open === undefined || (open.length > MOST_READ && open.length > rest.length)) return behind(front, shut, draft)
  // What opens to one term, or from two to two, is not better shut.
  if (open.length < 2 || (open.length === 2 && rest.length === 2)) return behind(front, open, draft)
  return [...behind(front, open, draft), ...behind(front, shut, draft)]
}

/** A product whose brackets have fractions that something beside them takes away: (x + 1)*(1/(x + 1) - a) is 1 - a*(x + 1). */
export function withoutBars(t: Term, draft: Draft): Term {
  const f = t.factors.find(f => meetsBars(f, t))
  if (f === undefined) return t
  const below = barsIn(f.unit)
  const n = whole(f.exponent) as number
  const bracket = draft.bracket(arranged(merged(dividedBy(f.unit.terms as Sum, below)), draft.variable))
  const others = withFactors(
    t,
    t.factors.filter(g => g !== f),
  )
  let product = others
  for (let k = 0; k < n; k++) product = times(times(product, below), bracket)
  return withoutBars(product, draft)
}

/** What the fractions of a bracket are divided by. */
const barsIn = (unit: Unit): Term => withFactors(unity, sharedIn(unit).factors.filter(isBelow))

const isBelow = (f: Factor): boolean => (rational(f.exponent)?.sign() ?? 0) < 0

function meetsBars(f: Factor, t: Term): boolean {
  if (t.factors.length < 2 || !opens(f) || !(f.unit.terms as Sum).some(u => u.factors.some(isBelow))) return false
  const below = barsIn(f.unit).factors
  const left = ({ unit, exponent }: Factor): number =>
    (whole(exponentOf(unit, t) ?? zero) ?? 0) +
    (whole(f.exponent) as number) * (whole(exponent) ?? Number.NEGATIVE_INFINITY)
  return below.length > 0 && below.every(g => left(g) >= 0)
}

/** The exponential of the problem that all terms share: e^(-x) of e^(-2*x) - e^(-x). */
function exponentialIn(s: Sum, { habits }: Draft): Term {
  for (const { unit } of s[0]?.factors ?? []) {
    const exponents = s.map(t => exponentOf(unit, t))
    if (!isBase(unit) && exponents.some(e => e === undefined || e.kind === 'num')) continue
    const isOwn = (e: Expr): boolean => habits.exponents.has(e) || habits.exponents.within(e).length > 1
    const first = exponents.find(
      e =>
        e !== undefined &&
        e.mask !== 0 &&
        exponents.every(o => o !== undefined && (equal(o, e) || habits.exponents.isMadeOf(sub(o, e)))) &&
        exponents.some(o => o !== undefined && !equal(o, e) && !isOwn(o)),
    )
    if (first !== undefined) return factorTerm(unit, first)
  }
  return unity
}

/** The first of them. */
export const factored = (s: Sum, draft: Draft): Sum | undefined => factorings(s, draft)[0]

/** The product of a term and a sum, in lowest terms: as it comes, and with its coefficients collected. */
function behind(given: Term, sum: Sum, draft: Draft): readonly Sum[] {
  if (sum.length === 0) return [[]]
  let [front, rest] = [given, sum]
  // Opened brackets may share more.
  const more = shared(rest)
  if (more.factors.length > 0 || !isOne(more)) {
    front = times(front, more)
    rest = dividedBy(rest, more)
  }
  ;[front, rest] = reduced(front, rest, draft)
  const body = arranged(rest, draft.variable)
  const common = body.length > 1 ? commonNumber(body) : unity
  const bare = dividedBy(body, common)
  const before = times(front, common)
  if (before.above.isZero()) return [[]]
  const gathered = collected(bare, draft)
  return [bare, ...(gathered ? [gathered] : [])].map(b => [times(before, draft.bracket(b))])
}

/** How often a fraction is reduced. */
const PATIENCE = 8

/** A fraction in lowest terms, as far as its brackets below the bar go. */
function reduced(given: Term, above: Sum, draft: Draft): [front: Term, rest: Sum] {
  let [front, rest] = [given, above]
  for (let round = 0; round < PATIENCE; round++) {
    const next = cancelled(front, rest, draft)
    if (next === undefined) break
    ;[front, rest] = next
  }
  return [front, rest]
}

/** A bracket above the bar that divides the one below: (x^2 + 1)/(x^4 + 2*x^2 + 1). */
function quotientWithin(f: Factor, terms: Sum, front: Term, draft: Draft): Term | undefined {
  for (const g of front.factors) {
    if (g.unit.kind !== 'sum' || (whole(g.exponent) ?? 0) < 1) continue
    const quotient = divided(terms, openedIn(g.unit) ?? (g.unit.terms as Sum))
    if (quotient === undefined) continue
    const others = withFactors(
      front,
      front.factors.filter(h => h !== f && h !== g),
    )
    const power = add(g.exponent, f.exponent)
    const below = draft.bracket(draft.raised(arranged(quotient, draft.variable), f.exponent, draft.written(quotient)))
    const left = rational(power)?.isZero() ? unity : factorTerm(g.unit, power)
    return [left, below].reduce(times, others)
  }
  return undefined
}

function cancelled(front: Term, rest: Sum, draft: Draft): [front: Term, rest: Sum] | undefined {
  for (const f of front.factors) {
    const n = rational(f.exponent)
    if (f.unit.kind !== 'sum' || n === undefined || n.sign() >= 0) continue
    const terms = openedIn(f.unit) ?? (f.unit.terms as Sum)
    const quotient = rest.length > 1 ? divided(rest, terms) : undefined
    // A division raises the power by one.
    if (quotient !== undefined) return [times(front, factorTerm(f.unit, one)), quotient]
    if (!n.isInteger()) continue
    const within = quotientWithin(f, terms, front, draft)
    if (within !== undefined) return [within, rest]
    const letters = shared(terms).factors
    // Powers of one unit, or the same exponential: e^x/(e^x + x*e^x).
    const facing = letters.some(g =>
      front.factors.some(
        h => h.unit === g.unit && (equal(g.exponent, h.exponent) || (rational(h.exponent)?.sign() ?? 0) > 0),
      ),
    )
    const common = facing ? [withFactors(unity, letters)] : rest.length > 1 ? commonDivisor(rest, terms) : undefined
    const cofactor =
      common && common.length === 1 ? dividedBy(terms, common[0] as Term) : common && divided(terms, common)
    const above = common && common.length > 1 ? divided(rest, common) : rest
    if (common === undefined || cofactor === undefined || above === undefined) continue
    const brackets = [common, cofactor].map(s =>
      draft.bracket(draft.raised(arranged(s, draft.variable), f.exponent, draft.written(s))),
    )
    const others = withFactors(
      front,
      front.factors.filter(g => g !== f),
    )
    const again = common.length > 1 ? [draft.bracket(common)] : []
    return [[...brackets, ...again].reduce(times, others), above]
  }
  return undefined
}
