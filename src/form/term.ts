/**
 * What answers are laid out from: sums of terms in the order in which they arise, each a coefficient and powers of units.
 * A unit is what a person moves as one piece: a letter, a function of its argument, a sum in brackets, a radicand. Unlike the
 * canonical form this one opens no brackets and keeps every piece as the problem has it. Invariants: no two factors of a term
 * have one unit, no two terms of a merged sum have the same factors; exponents are canonical expressions.
 */
import { add, mul, num, pow, product, sum } from '../expr/build.js'
import { type Expr, mapped } from '../expr/node.js'
import { isZero, wholeOf } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { type Integer, quoInt, remInt } from '../number/integer.js'
import { ONE, Rational } from '../number/rational.js'
import { heed, spend } from '../work.js'
import { digitsOf, isShort } from './decimals.js'
import { timesExponent } from './exponents.js'
import { Factor, type Sum, Term, TRAIT, traitsIn, type Unit } from './unit.js'

export { Factor, hasTrait, isBase, type Sum, Term, TRAIT, traitsIn, Unit, type UnitKind } from './unit.js'

/** A plain number. */
export const numberTerm = (value: Rational, decimal = false): Term => term(value, ONE, decimal, [])

export const unity: Term = numberTerm(ONE)

export const one = num(ONE)

/** A quotient of decimals that terminates soon is a decimal; what does not stays a quotient. Without decimals every number is exact. */
function term(above: Rational, below: Rational, decimal: boolean, factors: readonly Factor[]): Term {
  if (!decimal) return new Term(below.isOne() ? above : above.div(below), ONE, decimal, factors)
  const value = above.div(below)
  if (value.isInteger()) return new Term(value, ONE, decimal, factors)
  if (below.sign() < 0) return term(above.neg(), below.neg(), decimal, factors)
  if (below.isOne() ? value.toDecimal() !== undefined : isShort(value) || digitsOf(value) < digitsOf(above))
    return new Term(value, ONE, decimal, factors)
  // 1/6 of something measured is 0.5/3 of it.
  const odd = Rational.of(oddPart(above.den))
  return new Term(above.mul(odd), below.mul(odd), decimal, factors)
}

/** A measured number that only a quotient writes: 1 + 0.05/12. */
export const isQuotientOfDecimals = (e: Expr): boolean =>
  e.kind === 'num' && e.decimal && e.value.toDecimal() === undefined

/** What is left of a denominator without the primes of ten. */
function oddPart(den: Integer): Integer {
  let d = den
  for (const p of [2, 5]) while (remInt(d, p) === 0) d = quoInt(d, p)
  return d
}

export const coefficientOf = (t: Term): Rational => (t.below.isOne() ? t.above : t.above.div(t.below))

/** The number that an exponent is, if it is one. */
export const rational = (e: Expr): Rational | undefined => (e.kind === 'num' ? e.value : undefined)

export function scaled(t: Term, by: Rational): Term {
  if (by.isOne()) return t
  return t.decimal ? term(t.above.mul(by), t.below, true, t.factors) : new Term(t.above.mul(by), ONE, false, t.factors)
}

/** So few factors are looked through; more are looked up. */
const FEW = 12

/** The factors of a product: equal units are united where they first stand. */
export function united(factors: readonly Factor[]): readonly Factor[] {
  if (factors.length <= FEW && !mayUnite(factors)) return factors
  const all: Factor[] = []
  const places = factors.length > FEW ? new Map<Unit, number>() : undefined
  let gone = false
  for (const f of factors) {
    const at = places === undefined ? placeOf(f.unit, all) : (places.get(f.unit) ?? -1)
    const old = at < 0 ? undefined : all[at]
    if (old === undefined) {
      places?.set(f.unit, all.length)
      all.push(f)
      continue
    }
    const exponent = sumOf(old.exponent, f.exponent)
    all[at] = new Factor(f.unit, exponent)
    gone ||= isZero(exponent)
  }
  return gone ? all.filter(f => !isZero(f.exponent)) : all
}

/** The factors of a product of two terms of few factors. */
function joined(a: readonly Factor[], b: readonly Factor[]): readonly Factor[] {
  const all = a.slice()
  let gone = false
  for (let k = 0; k < b.length; k++) {
    const f = b[k] as Factor
    const at = placeOf(f.unit, a)
    if (at < 0) {
      all.push(f)
      continue
    }
    const exponent = sumOf((a[at] as Factor).exponent, f.exponent)
    all[at] = new Factor(f.unit, exponent)
    gone ||= isZero(exponent)
  }
  return gone ? all.filter(f => !isZero(f.exponent)) : all
}

const sumOf = (a: Expr, b: Expr): Expr =>
  a.kind === 'num' && b.kind === 'num' && !a.decimal && !b.decimal ? num(a.value.add(b.value)) : add(a, b)

/** Whether two of few factors have one unit. */
function mayUnite(factors: readonly Factor[]): boolean {
  for (let k = 1; k < factors.length; k++) if (placeOf((factors[k] as Factor).unit, factors) < k) return true
  return false
}

const placeOf = (unit: Unit, factors: readonly Factor[]): number => {
  for (let k = 0; k < factors.length; k++) if (factors[k]?.unit === unit) return k
  return -1
}

/** The exponent of a unit in a term. */
export function exponentOf(unit: Unit, { factors }: Term): Expr | undefined {
  const at = placeOf(unit, factors)
  return at < 0 ? undefined : factors[at]?.exponent
}

/** A power of a unit as a term. */
export const factorTerm = (unit: Unit, exponent: Expr): Term => new Term(ONE, ONE, false, [new Factor(unit, exponent)])

/** The term with other factors. */
export const withFactors = ({ above, below, decimal }: Term, factors: readonly Factor[]): Term =>
  new Term(above, below, decimal, factors)

/** The term without some of its factors. */
export const without = (t: Term, gone: readonly Factor[]): Term =>
  withFactors(
    t,
    t.factors.filter(f => !gone.includes(f)),
  )

/** One over a term. */
export const inverse = (t: Term): Term =>
  new Term(
    t.below.div(t.above),
    ONE,
    t.decimal,
    mapped(t.factors, f => new Factor(f.unit, opposite(f.exponent))),
  )

const opposite = (e: Expr): Expr => (e.kind === 'num' ? num(e.value.neg(), e.decimal) : mul(num(-1), e))

/** The terms of a sum over another term. */
export function dividedBy(s: Sum, t: Term): Sum {
  if (isOne(t)) return s
  const by = inverse(t)
  return mapped(s, u => times(u, by))
}

export const isOne = (t: Term): boolean => t.above.isOne() && t.below.isOne() && t.factors.length === 0

const multiplied = (p: Rational, q: Rational): Rational => (p.isOne() ? q : q.isOne() ? p : p.mul(q))

export function times(a: Term, b: Term): Term {
  if (a === unity) return b
  if (b === unity) return a
  spend(a.factors.length + b.factors.length)
  return productOfTwo(a, b)
}

function productOfTwo(a: Term, b: Term): Term {
  if (a.factors.length === 0) return multipliedBy(a, b, b.factors)
  if (b.factors.length === 0) return multipliedBy(a, b, a.factors)
  const few = a.factors.length + b.factors.length <= FEW
  return apart(multipliedBy(a, b, few ? joined(a.factors, b.factors) : united(a.factors.concat(b.factors))))
}

/** The numbers of two terms multiplied, with these factors. */
const multipliedBy = (a: Term, b: Term, factors: readonly Factor[]): Term =>
  a.decimal || b.decimal
    ? term(multiplied(a.above, b.above), multiplied(a.below, b.below), true, factors)
    : new Term(multiplied(a.above, b.above), ONE, false, factors)

/**
 * A product that is raised as it stands comes apart where its roots have met: sqrt(2*s)*sqrt(2*s) is 2*s; a number is plain where those of
 * it have: sqrt(2)*sqrt(2) is 2.
 */
function apart(t: Term): Term {
  if ((traitsIn(t) & (TRAIT.whole | TRAIT.number)) === 0) return t
  const gone = t.factors.filter(f => productIn(f) !== undefined)
  if (gone.length === 0) return t
  return gone.map(f => productIn(f) as Term).reduce(times, without(t, gone))
}

/** Whether a term has a product that is raised as it stands. */
export const hasKept = (t: Term): boolean => (traitsIn(t) & TRAIT.whole) !== 0

/** The longest number that is raised, in digits of base 2. */
const LONGEST = 64

/** The product, if a factor is a whole power of one that was kept, (x/2.5)^4 stays; or the number that a power of one is. */
function productIn({ unit, exponent, power }: Factor): Term | undefined {
  if (unit.kind === 'number') return numberIn(unit, power)
  const n = unit.kind === 'whole' ? wholeOf(exponent) : undefined
  const [product, ...others] = unit.terms ?? []
  if (n === undefined || product === undefined || others.length > 0 || product.decimal) return undefined
  if (Math.abs(n) > LONGEST || product.above.bits() * Math.abs(n) > LONGEST) return undefined
  const factors = product.factors.map(f => new Factor(f.unit, timesExponent(f.exponent, num(n))))
  return withFactors(numberTerm(coefficientOf(product).powInt(n)), factors)
}

function numberIn({ value }: Unit, power: number): Term | undefined {
  if (value.kind !== 'num' || value.decimal || power === 0) return undefined
  return value.value.bits() * Math.abs(power) > LONGEST ? undefined : numberTerm(value.value.powInt(power))
}

/** The product of many terms. */
export function productOf(terms: readonly Term[]): Term {
  const [first = unity, second] = terms
  if (second === undefined) return apart(first)
  spend(terms.length)
  if (terms.length === 2) return productOfTwo(first, second)
  // Step by step: a quotient that terminates on the way is a decimal.
  let number = first
  for (let k = 1; k < terms.length; k++) number = multipliedBy(number, terms[k] as Term, [])
  const factors: Factor[] = []
  for (const t of terms) for (const f of t.factors) factors.push(f)
  return apart(withFactors(number, united(factors)))
}

/** The same factors, in whatever order. */
export function alike(a: Term, b: Term): boolean {
  if (a.factors.length !== b.factors.length) return false
  for (const f of a.factors) {
    const exponent = exponentOf(f.unit, b)
    if (exponent === undefined || !equal(f.exponent, exponent)) return false
  }
  return true
}

/** A number that terms with the same factors share, in whatever order, for quick look-ups; `alike` decides. */
function sketch(t: Term): number {
  if (t.sketch !== 0) return t.sketch
  const { factors } = t
  let sum = 0
  for (let k = 0; k < factors.length; k++) {
    const { unit, exponent } = factors[k] as Factor
    sum = (sum + Math.imul(Math.imul(unit.id + 1, 0x9e3779b1), exponent.hash | 1)) | 0
  }
  t.sketch = sum | 1
  return t.sketch
}

const isLike = (a: Term, b: Term): boolean => sketch(a) === sketch(b) && alike(a, b)

/** Like terms collected, each where it first stood; what cancels is gone. */
export function merged(terms: Sum): Sum {
  if (terms.length <= FEW && !mayMerge(terms)) return terms
  const out: Term[] = []
  const groups = terms.length > FEW ? new Map<number, number[]>() : undefined
  let zeros = false
  for (const t of terms) {
    heed()
    let at = 0
    if (groups === undefined) while (at < out.length && !isLike(out[at] as Term, t)) at++
    else at = groups.get(sketch(t))?.find(k => alike(out[k] as Term, t)) ?? out.length
    if (at < out.length) out[at] = plus(out[at] as Term, t)
    else {
      const group = groups?.get(sketch(t))
      if (group === undefined) groups?.set(sketch(t), [at])
      else group.push(at)
      out.push(t)
    }
    zeros ||= (out[at] as Term).above.isZero()
  }
  return zeros ? out.filter(t => !t.above.isZero()) : out
}

/** Whether one of few terms is zero, or like another: most sums stay as they are. */
function mayMerge(terms: Sum): boolean {
  for (let k = 0; k < terms.length; k++) {
    const t = terms[k] as Term
    if (t.above.isZero()) return true
    for (let j = 0; j < k; j++) if (isLike(terms[j] as Term, t)) return true
  }
  return false
}

function plus(a: Term, b: Term): Term {
  const decimal = a.decimal || b.decimal
  if (!decimal) return new Term(a.above.add(b.above), ONE, false, a.factors)
  const sum = multiplied(a.above, b.below).add(multiplied(b.above, a.below))
  return term(sum, a.below.mul(b.below), true, a.factors)
}

export const negated = (s: Sum): Sum => s.map(negatedTerm)

export const negatedTerm = ({ above, below, decimal, factors }: Term): Term =>
  new Term(above.neg(), below, decimal, factors)

/** Brackets that are a term by themselves opened, those of the answer's own behind whole numbers, too: c - 2*(a + b) is c - 2*a - 2*b. */
export function flattened(s: Sum): Sum {
  if (s.length < 2 || !s.some(isBareSum)) return s
  // Like terms that come together may be such a bracket.
  return flattened(merged(s.flatMap(t => (isBareSum(t) ? addends(t) : [t]))))
}

function isBareSum(t: Term): boolean {
  const [f, ...others] = t.factors
  if (f?.unit.kind !== 'sum' || f.power !== 1 || others.length > 0) return false
  return isUnit(t) || (!f.unit.own && t.below.isOne() && t.above.isInteger())
}

function addends(bare: Term): Sum {
  const number = withFactors(bare, [])
  return ((bare.factors[0] as Factor).unit.terms as Sum).map(t => times(number, t))
}

/** The only factor of a term without a coefficient. */
export function single(s: Sum): Factor | undefined {
  const [t] = s
  return s.length === 1 && t !== undefined && t.factors.length === 1 && isUnit(t) ? t.factors[0] : undefined
}

const isUnit = (t: Term): boolean => t.above.isOne() && t.below.isOne()

/** The number that a sum is. */
export function constant(s: Sum): Term | undefined {
  if (s.length === 0) return numberTerm(Rational.ZERO)
  return s.length === 1 && s[0]?.factors.length === 0 ? s[0] : undefined
}

/** The degree of a function that is a root: cbrt(u), root(u, 5). */
export function degreeOf(e: Expr): number | undefined {
  if (e.kind !== 'call') return undefined
  if (e.head === 'cbrt') return 3
  const n = e.head === 'root' ? e.args[1] : undefined
  return n && wholeOf(n)
}

/** The canonical value of a sum. */
export const valueOfSum = (s: Sum): Expr => sum(s.map(valueOfTerm))

function valueOfTerm(t: Term): Expr {
  const c = num(coefficientOf(t), t.decimal)
  if (t.factors.length === 0) return c
  const factors: Expr[] = c === one ? [] : [c]
  for (const f of t.factors) factors.push(f.exponent === one ? f.unit.value : pow(f.unit.value, f.exponent))
  return product(factors)
}
