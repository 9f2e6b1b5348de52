/**
 * What a person asks a computer algebra system to do with sums and fractions: multiply out, factor, bring over one
 * denominator, split into partial fractions, collect powers, nest them. Each is exact and keeps the value wherever both
 * forms are defined. Factors are over the rationals, with functions such as sin(x) as further variables.
 */

import { recovered } from '../attempt.js'
import { BudgetError, ShapeError } from '../errors.js'
import { greatest } from '../expr/args.js'
import { add, isNegative, mul, neg, one, pow, product, sum, sym, zero } from '../expr/build.js'
import { type Call, type Expr, isCall, num, termsOf } from '../expr/node.js'
import { numberOf, wholeOf } from '../expr/numbers.js'
import { compareNames, equal } from '../expr/order.js'
import { hasPlaceholder } from '../expr/placeholder.js'
import { contains, freeSymbols, postorder, rewritten } from '../expr/walk.js'
import { type Integer, mulInt, quoInt } from '../number/integer.js'
import { Rational } from '../number/rational.js'
import { factorize } from '../polynomial/factorize.js'
import { expressionOf, type Fraction, LARGEST, toFraction } from '../polynomial/fraction.js'
import { coefficientsIn, degreeIn, isConstant, isZero, OutOfWork, type Polynomial } from '../polynomial/polynomial.js'
import { havePartners } from '../polynomial/squares.js'
import { polynomialOf } from './orthogonal.js'

/** Multiplying out makes at most this many terms. */
const MOST_TERMS = 100_000
/** The highest exponent of what is written over one denominator. */
const HIGHEST_POWER = 1000
/** Work on polynomials that a person waits for. */
const PATIENCE = 2_000_000

/** Products and whole powers of sums multiplied out, everywhere: (x + 1)^2 is x^2 + 2*x + 1. */
export const expand = (e: Expr): Expr => expandedBy(e, undefined)

/** The same; with a symbol, of the sums that contain it alone. */
function expandedBy(e: Expr, x: Expr | undefined): Expr {
  return rewritten(e, fresh => expandNode(fresh, x))
}

function expandNode(e: Expr, x: Expr | undefined): Expr {
  const polynomial = polynomialOf(e, HIGHEST_POWER)
  if (polynomial !== undefined && (x === undefined || contains(e, x)))
    return sum(termsOf(polynomial).map(t => expandNode(t, x)))
  if (!isCall(e, 'mul') && !isCall(e, 'pow')) return e
  let terms: readonly Expr[] = [one]
  for (const f of isCall(e, 'mul') ? e.args : [e]) {
    const [base, n] = wholePower(f)
    if (!isCall(base, 'add') || n < 1 || (x !== undefined && !contains(base, x))) {
      terms = terms.map(t => mul(t, f))
      continue
    }
    terms =
      terms.length === 1 && terms[0] === one
        ? termsOf(powerOf(base, n))
        : termsOf(times(terms, termsOf(powerOf(base, n))))
  }
  return sum(terms)
}

/** A factor as base and whole exponent; exponent 0 where it has none. */
function wholePower(f: Expr): [base: Expr, n: number] {
  if (!isCall(f, 'pow')) return [f, 1]
  const [base, exponent] = f.args as [Expr, Expr]
  return [base, wholeOf(exponent) ?? 0]
}

/** A whole power of a sum multiplied out. */
function powerOf(base: Call, n: number): Expr {
  const { args } = base
  if (n === 1) return base
  if (n >= MOST_TERMS) throw tooMany()
  if (mostTerms(args.length, n) <= MOST_TERMS) {
    refuseDigits(args, n)
    return sum(multinomial(args, n).map(t => mul(num(Rational.of(t.coefficient)), t.of)))
  }
  // With so many factors there may still be few terms: (x^2 + x + 1)^1000 has 2001.
  if (freeSymbols(base).size > 1) throw tooMany()
  let terms = args
  for (let k = 1; k < n; k++) terms = termsOf(times(terms, args))
  return sum(terms)
}

const tooMany = (): BudgetError =>
  new BudgetError('terms', `multiplied out, this has more than ${MOST_TERMS} terms; the power itself stays short`)

/** The number of products of n factors from so many: n + m - 1 over n. */
function mostTerms(m: number, n: number): number {
  let count = 1
  for (let k = 1; k < m && count <= MOST_TERMS; k++) count = (count * (n + k)) / k
  return count
}

/** Digits of all coefficients together, in binary. */
const MOST_BITS = 1 << 28

/** Refuses a power whose coefficients are too long to be written. */
function refuseDigits(args: readonly Expr[], n: number): void {
  const each = Math.log2(args.length) + greatest(args.map(a => numberOf(a).bits()))
  if (each * n * mostTerms(args.length, n) > MOST_BITS)
    throw new BudgetError(
      'digits',
      'multiplied out, the numbers here have too many digits; the power itself stays short',
    )
}

interface Product {
  readonly coefficient: Integer
  readonly of: Expr
}

/** The terms of (a + b + ...)^n, by how many of the factors are a, then b. */
function multinomial([first, ...others]: readonly Expr[], n: number): Product[] {
  if (first === undefined) return []
  if (others.length === 0) return [{ coefficient: 1, of: pow(first, num(n)) }]
  const terms: Product[] = []
  let binomial: Integer = 1
  for (let k = 0; k <= n; k++) {
    const power = pow(first, num(n - k))
    const rest = k === 0 ? [{ coefficient: 1, of: one }] : multinomial(others, k)
    for (const r of rest) terms.push({ coefficient: mulInt(binomial, r.coefficient), of: mul(power, r.of) })
    binomial = quoInt(mulInt(binomial, n - k), k + 1)
  }
  return terms
}

function times(a: readonly Expr[], b: readonly Expr[]): Expr {
  if (a.length * b.length > MOST_TERMS) throw tooMany()
  return sum(a.flatMap(s => b.map(t => mul(s, t))))
}

function fractionOf(e: Expr, other = false): Fraction {
  const fraction = toFraction(e, { terms: PATIENCE }, { highest: HIGHEST_POWER, generators: Infinity, other })
  if (fraction !== undefined) return fraction
  const what = e.size > LARGEST ? `${LARGEST} nodes fit` : `exponents are at most ${HIGHEST_POWER}`
  throw new BudgetError('terms', `the expression is too large to write over one denominator: ${what}`)
}

/** Numerator and denominator without a common factor, multiplied out: (x^2 - 1)/(x - 1) is x + 1. */
export function cancel(e: Expr): Expr {
  const { numerator, denominator, generators } = fractionOf(e)
  return mul(expressionOf(numerator, generators), pow(expressionOf(denominator, generators), num(-1)))
}

/** The shorter of what is made with either of two partners, such as sin and cos, left without a square. */
function shorter(e: Expr, make: (f: Fraction) => Expr): Expr {
  const first = make(fractionOf(e))
  const heads = new Set(postorder(e).map(n => (n.kind === 'call' ? n.head : '')))
  if (!havePartners(heads)) return first
  const second = make(fractionOf(e, true))
  return second.size < first.size ? second : first
}

/** One fraction in lowest terms, the denominator in factors: 1/x + 1/(x + 1) is (2*x + 1)/(x*(x + 1)). */
export const together = (e: Expr): Expr =>
  shorter(e, ({ numerator, denominator, generators }) => {
    const above = expressionOf(numerator, generators)
    const turned = isCall(above, 'add') && above.args.every(isNegative)
    const below = factorsOf(denominator, generators).map(inverse)
    // A minus sign before the bar.
    return product(turned ? [num(-1), neg(above), ...below] : [above, ...below])
  })

/** Irreducible factors over the rationals: x^2 - y^2 is (x - y)*(x + y). */
export const factor = (e: Expr): Expr =>
  shorter(e, ({ numerator, denominator, generators }) =>
    isZero(numerator)
      ? zero
      : product([...factorsOf(numerator, generators), ...factorsOf(denominator, generators).map(inverse)]),
  )

const inverse = (e: Expr): Expr => pow(e, num(-1))

function factorsOf(p: Polynomial, generators: readonly Expr[]): Expr[] {
  return patient(() => {
    const { content, factors } = factorize(p, { terms: PATIENCE })
    return [num(Rational.of(content)), ...factors.map(f => pow(expressionOf(f.base, generators), num(f.exponent)))]
  })
}

const patient = <T>(run: () => T): T =>
  recovered([OutOfWork], run, () => {
    throw new BudgetError('terms', 'the polynomials here are too large to factor')
  })

/** Powers of one symbol collected, each with one coefficient: a*x + b*x is (a + b)*x. */
export function collect(e: Expr, x: Expr): Expr {
  const { numerator, denominator, generators } = fractionOf(e)
  const index = generators.indexOf(x)
  if (index < 0) return e
  refuseHidden(generators, x, index)
  const parts = coefficientsIn(numerator, index).map((c, n) => mul(expressionOf(c, generators), pow(x, num(n))))
  const below = expressionOf(denominator, generators)
  return contains(below, x) ? mul(sum(parts), pow(below, num(-1))) : sum(parts.map(p => mul(p, pow(below, num(-1)))))
}

/**
 * Horner's form of a polynomial in one symbol, or of the numerator and the denominator of a fraction: x^3 + 2*x^2 + x + 1 is
 * x*(x*(x + 2) + 1) + 1, which takes one multiplication and one addition for each power.
 */
export function horner(e: Expr, x: Expr): Expr {
  const plain = powersOf(e, x)
  if (plain !== undefined) return nested(plain, x)
  const { numerator, denominator, generators } = fractionOf(e)
  const index = generators.indexOf(x)
  if (index < 0) return e
  refuseHidden(generators, x, index)
  const [above, below] = [numerator, denominator].map(p =>
    nested(new Map(coefficientsIn(p, index).map((c, n) => [n, expressionOf(c, generators)])), x),
  ) as [Expr, Expr]
  return mul(above, pow(below, num(-1)))
}

/** Horner's form by the symbol of the highest power in a polynomial, of several the first in natural order; others stay. */
export function hornerByHighest(e: Expr): Expr {
  let best: { readonly x: Expr; readonly powers: ReadonlyMap<number, Expr>; readonly degree: number } | undefined
  for (const name of [...freeSymbols(e)].sort(compareNames)) {
    const powers = powersOf(e, sym(name))
    const degree = powers === undefined ? 0 : greatest(powers.keys())
    if (powers !== undefined && degree > (best?.degree ?? 0)) best = { x: sym(name), powers, degree }
  }
  return best === undefined ? e : nested(best.powers, best.x)
}

/** The coefficients of a polynomial in x by their powers, as they are written; undefined for what is none. */
function powersOf(e: Expr, x: Expr): Map<number, Expr> | undefined {
  const terms = new Map<number, Expr[]>()
  for (const t of termsOf(expandedBy(e, x))) {
    const factors = isCall(t, 'mul') ? t.args : [t]
    const power = factors.find(f => equal(wholePower(f)[0], x) && wholePower(f)[1] > 0)
    const c = product([one, ...factors.filter(f => f !== power)])
    if (contains(c, x)) return undefined
    const n = power === undefined ? 0 : wholePower(power)[1]
    terms.set(n, [...(terms.get(n) ?? []), c])
  }
  return new Map([...terms].map(([n, cs]) => [n, sum(cs)]))
}

/** x*(x*a + b) + c of the coefficients by their powers; those that are missing are passed over at once. */
function nested(coefficients: ReadonlyMap<number, Expr>, x: Expr): Expr {
  const powers = [...coefficients].filter(([, c]) => c !== zero).sort(([n], [m]) => m - n)
  let [result, last]: [Expr, number] = [zero, 0]
  for (const [n, c] of powers) {
    result = add(mul(pow(x, num(last - n)), result), c)
    last = n
  }
  return mul(pow(x, num(last)), result)
}

function refuseHidden(generators: readonly Expr[], x: Expr, index: number): void {
  const hidden = generators.find((g, k) => k !== index && contains(g, x))
  if (hidden !== undefined)
    throw new ShapeError(
      `${x} also occurs inside ${hasPlaceholder(hidden) ? 'a function' : hidden}: the expression is no rational function of ${x}`,
    )
}

/** Partial fractions by one symbol: 1/(x^2 - 1) is 1/(2*(x - 1)) - 1/(2*(x + 1)). */
export function apart(e: Expr, x: Expr): Expr {
  const { numerator, denominator, generators } = fractionOf(e)
  const index = generators.indexOf(x)
  if (index < 0 || degreeIn(denominator, index) < 1) return expand(cancel(e))
  refuseHidden(generators, x, index)
  const { content, factors } = patient(() => factorize(denominator, { terms: PATIENCE }))
  const inX = factors.filter(f => degreeIn(f.base, index) > 0)
  const others = factors
    .filter(f => degreeIn(f.base, index) < 1)
    .map(f => pow(expressionOf(f.base, generators), num(f.exponent)))
  const scale = pow(product([num(Rational.of(content)), ...others]), num(-1))
  const unknowns = inX.flatMap(f =>
    Array.from({ length: f.exponent }, (_, k) => ({
      base: expressionOf(f.base, generators),
      power: k + 1,
      degree: degreeIn(f.base, index),
    })),
  )
  const whole = product(inX.map(f => pow(expressionOf(f.base, generators), num(f.exponent))))
  const { quotient, remainder } = divideIn(expressionOf(numerator, generators), whole, x)
  const fractions = solveParts(remainder, whole, unknowns, x)
  return add(expand(mul(scale, quotient)), ...fractions.map(f => mul(scale, f)))
}

/** The coefficients of a polynomial in x, from the constant up, as expressions. */
function coefficients(e: Expr, x: Expr): Expr[] {
  const { numerator, denominator, generators } = fractionOf(e)
  const index = generators.indexOf(x)
  const below = pow(expressionOf(denominator, generators), num(-1))
  const parts = index < 0 ? [numerator] : coefficientsIn(numerator, index)
  return parts.map(c => (isConstant(c) && isZero(c) ? zero : mul(expressionOf(c, generators), below)))
}

/** Long division by x. */
function divideIn(n: Expr, d: Expr, x: Expr): { quotient: Expr; remainder: Expr } {
  const r = coefficients(n, x)
  const b = coefficients(d, x)
  const top = b.length - 1
  const q: Expr[] = []
  for (let k = r.length - 1 - top; k >= 0; k--) {
    const c = cancel(mul(r[k + top] as Expr, pow(b[top] as Expr, num(-1))))
    q[k] = c
    for (let j = 0; j <= top; j++) r[k + j] = cancel(add(r[k + j] as Expr, mul(num(-1), c, b[j] as Expr)))
  }
  const polynomial = (cs: readonly Expr[]): Expr => sum([zero, ...cs.map((c, n2) => mul(c, pow(x, num(n2))))])
  return { quotient: polynomial(q), remainder: polynomial(r.slice(0, top)) }
}

interface Part {
  readonly base: Expr
  readonly power: number
  readonly degree: number
}

/** remainder/whole as a sum of numerators of lower degree over each part: a linear system for their coefficients. */
function solveParts(remainder: Expr, whole: Expr, parts: readonly Part[], x: Expr): Expr[] {
  const size = coefficients(whole, x).length - 1
  const columns = parts.flatMap(p => {
    const cofactor = expand(cancel(mul(whole, pow(p.base, num(-p.power)))))
    return Array.from({ length: p.degree }, (_, k) => coefficients(expand(mul(cofactor, pow(x, num(k)))), x))
  })
  const right = coefficients(remainder, x)
  const rows = Array.from({ length: size }, (_, i) => [...columns.map(c => c[i] ?? zero), right[i] ?? zero])
  const solution = solve(rows)
  let at = 0
  return parts.flatMap(p => {
    const above = sum([zero, ...solution.slice(at, at + p.degree).map((c, k) => mul(c, pow(x, num(k))))])
    at += p.degree
    return above === zero ? [] : [mul(above, pow(p.base, num(-p.power)))]
  })
}

/** The solution of a regular linear system given as rows with the right side last (Gauss and Jordan). */
function solve(rows: Expr[][]): Expr[] {
  const n = rows.length
  for (let k = 0; k < n; k++) {
    const pivot = rows.findIndex((row, i) => i >= k && row[k] !== zero)
    const chosen = rows[pivot] as Expr[]
    rows[pivot] = rows[k] as Expr[]
    const scale = pow(chosen[k] as Expr, num(-1))
    const unit = chosen.map(c => cancel(mul(c, scale)))
    rows[k] = unit
    for (let i = 0; i < n; i++) {
      const row = rows[i] as Expr[]
      const c = row[k] as Expr
      if (i !== k && c !== zero) rows[i] = row.map((v, j) => cancel(add(v, mul(num(-1), c, unit[j] as Expr))))
    }
  }
  return rows.map(row => row[n] as Expr)
}
