/**
 * A sum as one product: what all terms share in front (so that all stand over one bar), and the rest as one bracket, in lowest terms.
 * Nothing changes its value where it has one.
 */
import { add, sub, zero } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { ONE, Rational } from '../number/rational.js'
import { arranged, isMonomial } from './arrange.js'
import { collected, FEW, gathered, layered } from './collect.js'
import { commonNumber, shared, sharedIn } from './content.js'
import { hasBar } from './cost.js'
import { commonDivisor, divided } from './divide.js'
import type { Draft } from './draft.js'
import { hasBrackets, opened, openedIn, opens } from './expand.js'
import { partnersUnited } from './partners.js'
import {
  alike,
  coefficientOf,
  dividedBy,
  exponentOf,
  type Factor,
  factorTerm,
  flattened,
  isBase,
  isOne,
  merged,
  numberTerm,
  one,
  rational,
  type Sum,
  type Term,
  times,
  type Unit,
  unity,
  withFactors,
  without,
} from './term.js'

/** Over one bar nobody opens brackets to a longer sum. */
const MOST_READ = 12

/** What takes the forms of a sum as they are made. */
export interface Offers {
  readonly costs: { of(s: Sum, limit?: number): number }
  readonly offer: (s: Sum) => void
}

/**
 * Everything in front that the terms share, and the rest as one bracket: with its own brackets opened, and as they are.
 * `expanded` is the sum with its brackets opened, where that is known; `before`: how another form of the same sum was factored.
 */
export function factorings(
  s: Sum,
  draft: Draft,
  { costs, offer }: Offers,
  expanded?: Sum,
  before?: Factoring,
): Factoring | undefined {
  const [only] = s
  if (s.length === 1 && only !== undefined) {
    const [front, rest] = reduced(only, [unity], draft)
    if (front !== only) offer([times(front, draft.bracket(rest))])
    return undefined
  }
  const factoring = factoringOf(s, draft, expanded)
  if (factoring === undefined) return undefined
  const { front, open, shut } = factoring
  const few = hasBrackets(s) ? FEW.opened : FEW.came
  const offerProduct = ([least, bare]: Product): void => {
    offer(product(least, bare, draft))
    const byPowers = collected(bare, draft)
    if (byPowers !== undefined) offer(product(least, byPowers, draft))
    const byFunctions = gathered(bare, draft, few, least)
    if (byFunctions !== undefined) offer(product(least, byFunctions, draft))
    const layers = layered(bare, draft)
    if (layers !== undefined) offer(product(least, layers, draft))
  }
  const isKnown = open && before?.open && same([front], [before.front]) && same(open, before.open)
  const first = isKnown ? before.first : open && lowest(front, open, draft)
  factoring.first = first
  if (first !== undefined && !isKnown) {
    offerProduct(first)
    const barred = withOwnBars(first, s, draft)
    if (barred !== undefined) offer([barred])
  }
  const second = shut && lowest(front, shut, draft)
  if (second !== undefined && (first === undefined || !isLonger(second, first, costs))) offerProduct(second)
  return factoring
}

/** What stands below bars in a bracket of the problem stays there: r*(1 - 2*P/K) of r*P*(1 - P/K), and not r*(K - 2*P)/K. */
function withOwnBars([front, sum]: Product, s: Sum, draft: Draft): Term | undefined {
  const isBar = (g: Factor): boolean => g.unit.kind === 'symbol' && isBelow(g)
  if (sum.length !== 2 || (front.above.den === 1 && !front.factors.some(isBar))) return undefined
  const own = s.flatMap(t => t.factors.flatMap(f => (f.unit.own && opens(f) ? (f.unit.terms as Sum) : [])))
  const bars = front.factors.filter(g => isBar(g) && own.some(t => exponentOf(g.unit, t) === g.exponent))
  const number = !front.decimal && own.some(t => t.above.den !== 1) ? Rational.of(front.above.den) : ONE
  if (bars.length === 0 && number.isOne()) return undefined
  const by = withFactors(numberTerm(number.inverse()), bars)
  const bracket = draft.bracket(sum.map(t => times(t, by)))
  for (const f of bracket.factors) if (f.unit.kind === 'sum') f.unit.leads = true
  return times(dividedBy([front], by)[0] as Term, bracket)
}

/** So much a term of a bracket may cost less when it is tidied. */
const MOST_SAVED = 3

/** Whether one of two products that have the same in front is surely the longer one. */
function isLonger([front, sum]: Product, [other, less]: Product, costs: Offers['costs']): boolean {
  if (!same([front], [other])) return false
  const most = costs.of(less) + MOST_SAVED * sum.length
  return costs.of(flattened(sum), most) > most
}

const same = (a: Sum, b: Sum): boolean =>
  a.length === b.length &&
  a.every((t, k) => alike(t, b[k] as Term) && coefficientOf(t).equals(coefficientOf(b[k] as Term)))

/** The first of them. */
function factored(s: Sum, draft: Draft): Sum | undefined {
  const factoring = factoringOf(s, draft)
  const rest = factoring?.open ?? factoring?.shut
  if (factoring === undefined || rest === undefined) return undefined
  const [front, sum] = lowest(factoring.front, rest, draft)
  return product(front, gathered(sum, draft, FEW.opened, front) ?? sum, draft)
}

/** What has no bar, and the rest over one: 270*x^4 + 39/(x + 1)^2. Where brackets stand below bars, only what they divide is put together. */
export function fractionApart(s: Sum, draft: Draft): Sum | undefined {
  const isBarred = s.some(hasBracketBelow) ? hasBracketBelow : hasBar
  const barred = s.filter(isBarred)
  if (barred.length < 2 || barred.length === s.length || barred.every(isMonomial)) return undefined
  const fraction = factored(barred, draft)
  const others = s.filter(t => !isBarred(t))
  return fraction && [...(gathered(others, draft, FEW.beside) ?? others), ...fraction]
}

const hasBracketBelow = (t: Term): boolean => t.factors.some(f => f.sign < 0 && f.unit.kind === 'sum')

export class Factoring {
  /** The product of the first two in lowest terms. */
  first: Product | undefined = undefined

  constructor(
    readonly front: Term,
    readonly open: Sum | undefined,
    readonly shut: Sum | undefined,
  ) {}
}

/** What several terms share, and what is left of them: one of the two forms at least. */
function factoringOf(s: Sum, draft: Draft, expanded?: Sum): Factoring | undefined {
  const front = times(shared(s), exponentialIn(s, draft))
  const rest = merged(dividedBy(s, front).map(t => withoutBars(t, draft)))
  // Without anything in front it is the sum itself.
  if (!hasBrackets(rest)) {
    const shut = partnersUnited(rest)
    return shut === rest && isOne(front) ? undefined : new Factoring(front, undefined, shut)
  }
  const open = rest === s && expanded !== undefined ? expanded : opened(rest)
  if (open === undefined || (open.length > MOST_READ && open.length > rest.length)) {
    const layers = open && (layered(open, draft) ?? (gathered(open, draft, FEW.opened) && open))
    return new Factoring(front, layers, partnersUnited(rest))
  }
  // What opens to one term, or from two to two, is not better shut.
  if (open.length < 2 || (open.length === 2 && rest.length === 2)) return new Factoring(front, open, undefined)
  return new Factoring(front, open, partnersUnited(rest))
}

/**
 * A product whose brackets have what something beside them takes away, below the bar or above it: (x + 1)*(1/(x + 1) - a) is 1 - a*(x + 1),
 * and (2*x^2 + 3*x)/x is 2*x + 3.
 */
export function withoutBars(t: Term, draft: Draft): Term {
  for (const f of t.factors) {
    const met = meetsBars(f, t) ? barsIn(f.unit) : lettersMet(f, t)
    if (met !== undefined) return withoutBars(withoutIn(f, met, t, draft), draft)
  }
  return t
}

/** A product with all the terms of one of its brackets divided by something, which is put beside it. */
function withoutIn(f: Factor, met: Term, t: Term, draft: Draft): Term {
  const rest = arranged(merged(dividedBy(f.unit.terms as Sum, met)), draft.variable)
  const bracket = times(met, draft.bracket(rest))
  let product = without(t, [f])
  for (let k = wholeOf(f.exponent) as number; k > 0; k--) product = times(product, bracket)
  return product
}

/** What all terms of a bracket above the bar share, as far as it stands below. */
function lettersMet(f: Factor, t: Term): Term | undefined {
  if (!opens(f) || !t.factors.some(isBelow)) return undefined
  const met = sharedIn(f.unit).factors.filter(g => g.sign > 0 && t.factors.some(h => h.unit === g.unit && h.sign < 0))
  return met.length > 0 ? withFactors(unity, met) : undefined
}

/** What the fractions of a bracket are divided by. */
const barsIn = (unit: Unit): Term => withFactors(unity, sharedIn(unit).factors.filter(isBelow))

const isBelow = (f: Factor): boolean => f.sign < 0

function meetsBars(f: Factor, t: Term): boolean {
  if (t.factors.length < 2 || !opens(f) || !(f.unit.terms as Sum).some(u => u.factors.some(isBelow))) return false
  const below = barsIn(f.unit).factors
  const left = ({ unit, exponent }: Factor): number =>
    (wholeOf(exponentOf(unit, t) ?? zero) ?? 0) +
    (wholeOf(f.exponent) as number) * (wholeOf(exponent) ?? Number.NEGATIVE_INFINITY)
  return below.length > 0 && below.every(g => left(g) >= 0)
}

/** The exponential of the problem that all terms share: e^(-x) of e^(-2*x) - e^(-x). */
function exponentialIn(s: Sum, { habits }: Draft): Term {
  for (const { unit, sign } of s[0]?.factors ?? []) {
    if (sign !== 0 && !isBase(unit)) continue
    const exponents = s.map(t => exponentOf(unit, t))
    if (!isBase(unit) && exponents.some(e => e === undefined || e.kind === 'num')) continue
    const isOwn = (e: Expr): boolean => habits.exponents.has(e) || habits.exponents.within(e).length > 1
    const first = exponents.find(
      e =>
        e !== undefined &&
        e.mask !== 0 &&
        exponents.some(o => o !== undefined && !equal(o, e) && !isOwn(o)) &&
        exponents.every(o => o !== undefined && (equal(o, e) || habits.exponents.isMadeOf(sub(o, e)))),
    )
    if (first !== undefined) return factorTerm(unit, first)
  }
  return unity
}

type Product = readonly [front: Term, sum: Sum]

/** The product of a term and a sum in lowest terms; the sum is empty where the product is 0. */
function lowest(given: Term, sum: Sum, draft: Draft): Product {
  if (sum.length === 0) return [given, []]
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
  const before = times(front, common)
  return before.above.isZero() ? [before, []] : [before, dividedBy(body, common)]
}

const product = (front: Term, sum: Sum, draft: Draft): Sum =>
  sum.length === 0 ? [] : [times(front, draft.bracket(sum))]

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

/** A bracket above the bar that divides the one below, or is divided by it: (x^2 + 1)/(x^4 + 2*x^2 + 1), (1 - x^2)/(x + 1). */
function quotientWithin(f: Factor, terms: Sum, front: Term, draft: Draft): Term | undefined {
  const bracket = (s: Sum, exponent: Expr): Term =>
    draft.bracket(draft.raised(arranged(s, draft.variable), exponent, draft.written(s)))
  const power = ({ unit }: Factor, exponent: Expr): Term =>
    rational(exponent)?.isZero() ? unity : factorTerm(unit, exponent)
  for (const g of front.factors) {
    if (!opens(g)) continue
    const above = openedIn(g.unit) ?? (g.unit.terms as Sum)
    const others = without(front, [f, g])
    const below = divided(terms, above)
    if (below !== undefined)
      return [power(g, add(g.exponent, f.exponent)), bracket(below, f.exponent)].reduce(times, others)
    const quotient = divided(above, terms)
    if (quotient !== undefined)
      return [power(f, add(g.exponent, f.exponent)), bracket(quotient, g.exponent)].reduce(times, others)
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
    const letters = (terms === f.unit.terms ? sharedIn(f.unit) : shared(terms)).factors
    // Powers of one unit, or the same exponential: e^x/(e^x + x*e^x). No bracket is opened for a bar beside it: Ki*(Km*(1 + x/Ki) + S)^2.
    const isShut = (): boolean => f.unit.own && hasBrackets(f.unit.terms as Sum)
    const facing = letters.some(g =>
      front.factors.some(
        h => h.unit === g.unit && (h.sign > 0 || (equal(g.exponent, h.exponent) && !(isBelow(h) && isShut()))),
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
