/**
 * Expressions as quotients of polynomials. What is not a sum, a product or a power is a generator: a symbol, sin(x),
 * e^x, the n-th root of something. Relations between generators are kept: (b^(1/n))^n is b, e^(2x) is (e^x)^2,
 * sin(u)^2 is 1 - cos(u)^2. The quotient is in lowest terms over the generators, so an expression that is a rational
 * function is zero exactly when its numerator is.
 */

import { attempted } from '../attempt.js'
import { call, mul, one, pow, product, sum } from '../expr/build.js'
import { type Call, type Expr, isCall, num } from '../expr/node.js'
import { Rational } from '../number/rational.js'
import { gcd } from './gcd.js'
import { exponentParts, Generators } from './generators.js'
import { linearFactors } from './linear.js'
import {
  coefficientsIn,
  constant,
  degreeIn,
  divideExactly,
  fromTerms,
  isOne,
  isZero,
  minus,
  negative,
  OutOfWork,
  type Polynomial,
  plus,
  power,
  spend,
  type Term,
  times,
  variable,
  type Work,
} from './polynomial.js'
import { squareFree } from './squarefree.js'
import { squareOf } from './squares.js'

/** A quotient of polynomials in the generators. */
export interface Fraction {
  readonly generators: readonly Expr[]
  readonly numerator: Polynomial
  readonly denominator: Polynomial
}

interface Quotient {
  readonly n: Polynomial
  readonly d: Polynomial
}

/** Generators with the powers that can be replaced: generator^degree is a polynomial. */
interface Relation {
  readonly index: number
  readonly degree: number
  readonly value: Polynomial
}

/** Larger expressions (as trees) are not looked at. */
export const LARGEST = 4000
/** Exponents beyond this are not multiplied out where nothing else is asked for. */
const HIGHEST = 64
/** More generators than this are no calculation by hand any more, where nothing else is asked for. */
const MOST_GENERATORS = 24
/** Larger divisions make no short answer. */
const WIDEST_DIVISION = 60

/** Choices in reading a fraction. */
export interface Reading {
  /** Which of two functions such as sin and cos is left without a square. */
  readonly other?: boolean
  /** e^x is a generator even where all exponents are negative. */
  readonly upright?: boolean
  /** Square roots are taken out of the denominator: 1/(x + sqrt(y)) is (x - sqrt(y))/(x^2 - y). */
  readonly rational?: boolean
  /** The highest exponent that is multiplied out; of sums of more than two terms none higher than usual is. */
  readonly highest?: number
  /** The most generators. */
  readonly generators?: number
}

/** The expression as a fraction in lowest terms; undefined where that would be too much work. What it takes is spent. */
export function toFraction(e: Expr, work: Work, reading: Reading = {}): Fraction | undefined {
  if (e.size > LARGEST) return undefined
  return attempted([OutOfWork], () => {
    const reader = new Reader(e, work, reading)
    const whole = reader.reduce(reader.read(e))
    const { n, d } = reading.rational ? reader.rationalized(whole) : whole
    return { generators: reader.generators, ...lowest(n, d, work) }
  })
}

function lowest(n: Polynomial, d: Polynomial, work: Work): { numerator: Polynomial; denominator: Polynomial } {
  if (isZero(n)) return { numerator: n, denominator: constant(n.arity, 1) }
  const g = gcd(n, d, work)
  const [a, b] = [divideExactly(n, g, work) as Polynomial, divideExactly(d, g, work) as Polynomial]
  return (b.terms[0] as Term).coefficient < 0
    ? { numerator: negative(a), denominator: negative(b) }
    : { numerator: a, denominator: b }
}

class Reader {
  readonly generators: readonly Expr[]
  readonly #known: Generators
  readonly #relations: Relation[] = []
  readonly #work: Work
  readonly #other: boolean
  readonly #highest: number

  constructor(e: Expr, work: Work, reading: Reading) {
    const { other = false, upright = false, highest = HIGHEST, generators = MOST_GENERATORS } = reading
    this.#highest = highest
    this.#work = work
    this.#other = other
    this.#known = new Generators(e, work, upright, generators)
    this.generators = this.#known.list
    for (const [k, g] of this.generators.entries()) this.#relate(g, k)
  }

  get #arity(): number {
    return this.generators.length
  }

  #relate(g: Expr, index: number): void {
    const root = this.#known.rootAt(g)
    if (root !== undefined) {
      const { n, d } = this.read(root.base)
      const { degree } = root
      if (isOne(d) && degree > 1 && degreeIn(n, index) <= 0) this.#relations.push({ index, degree, value: n })
    } else if (isCall(g, 'i')) this.#relations.push({ index, degree: 2, value: constant(this.#arity, -1) })
    else if (g.kind === 'call') this.#relateSquare(g, index)
  }

  #relateSquare(g: Call, index: number): void {
    const square = squareOf(g.head, this.#other)
    const partner = square && this.#known.indexOf(call(square.partner, g.args))
    if (square === undefined || partner === undefined) return
    const other = variable(this.#arity, partner, 2)
    const value = plus(constant(this.#arity, square.constant), square.sign < 0 ? negative(other) : other)
    this.#relations.push({ index, degree: 2, value })
  }

  #generator(e: Expr): Polynomial {
    const index = this.#known.indexOf(e)
    if (index === undefined) throw new TypeError(`${e} is not among the generators`)
    return variable(this.#arity, index)
  }

  read(e: Expr): Quotient {
    spend(this.#work, 1)
    const whole = (n: Polynomial): Quotient => ({ n, d: constant(this.#arity, 1) })
    if (e.kind === 'num') return { n: constant(this.#arity, e.value.num), d: constant(this.#arity, e.value.den) }
    if (isCall(e, 'add')) return e.args.map(a => this.read(a)).reduce((a, b) => this.#plus(a, b))
    if (isCall(e, 'mul'))
      return e.args
        .map(a => this.read(a))
        .reduce((a, b) => ({ n: times(a.n, b.n, this.#work), d: times(a.d, b.d, this.#work) }))
    if (isCall(e, 'pow')) return this.#readPower(e)
    return whole(this.#generator(e))
  }

  #readPower(e: Call): Quotient {
    const [base, exponent] = e.args as [Expr, Expr]
    let result: Quotient = { n: constant(this.#arity, 1), d: constant(this.#arity, 1) }
    for (const { coefficient, rest } of exponentParts(base, exponent)) {
      const integer = rest === one && coefficient.isInteger()
      const share = integer ? 1 : this.#known.shareOf(base, rest)
      const n = coefficient.mul(Rational.of(share)).smallInt()
      if (n === undefined || Math.abs(n) > this.#highest) throw new OutOfWork('an exponent is too large')
      const g = integer
        ? this.read(base)
        : { n: this.#generator(this.#known.root(base, rest)), d: constant(this.#arity, 1) }
      const [up, down] = n < 0 ? [g.d, g.n] : [g.n, g.d]
      if (Math.abs(n) > HIGHEST && up.terms.length > 2) throw new OutOfWork('a power has too many terms')
      if (isZero(down)) throw new OutOfWork('a division by zero')
      result = {
        n: times(result.n, power(up, Math.abs(n), this.#work), this.#work),
        d: times(result.d, power(down, Math.abs(n), this.#work), this.#work),
      }
    }
    return result
  }

  #plus(a: Quotient, b: Quotient): Quotient {
    if (isOne(a.d) && isOne(b.d)) return { n: plus(a.n, b.n), d: a.d }
    const g = gcd(a.d, b.d, this.#work)
    const [da, db] = [divideExactly(a.d, g, this.#work) as Polynomial, divideExactly(b.d, g, this.#work) as Polynomial]
    return this.reduce({
      n: plus(times(a.n, db, this.#work), times(b.n, da, this.#work)),
      d: times(a.d, db, this.#work),
    })
  }

  /** Powers of related generators replaced, in numerator and denominator. */
  reduce({ n, d }: Quotient): Quotient {
    let [p, q] = [n, d]
    for (let again = true; again; ) {
      again = false
      for (const r of this.#relations) {
        if (degreeIn(p, r.index) >= r.degree) {
          p = this.#replace(p, r)
          again = true
        }
        if (degreeIn(q, r.index) >= r.degree) {
          q = this.#replace(q, r)
          again = true
        }
      }
    }
    if (isZero(q)) throw new OutOfWork('a denominator vanishes identically')
    return { n: p, d: q }
  }

  /** With a denominator in which no square root is left: each is removed by the conjugate. */
  rationalized(start: Quotient): Quotient {
    let { n, d } = start
    for (const { index, degree } of this.#relations) {
      if (degree !== 2 || degreeIn(d, index) !== 1 || this.#known.rootAt(this.generators[index] as Expr) === undefined)
        continue
      const [without, linear] = coefficientsIn(d, index) as [Polynomial, Polynomial]
      const conjugate = minus(without, times(linear, variable(this.#arity, index), this.#work))
      const both = this.reduce({ n: times(n, conjugate, this.#work), d: times(d, conjugate, this.#work) })
      n = both.n
      d = both.d
    }
    return { n, d }
  }

  #replace(p: Polynomial, r: Relation): Polynomial {
    let result = fromTerms(this.#arity, [])
    const groups = new Map<number, Term[]>()
    for (const t of p.terms) {
      const k = Math.floor((t.exponents[r.index] as number) / r.degree)
      const terms = groups.get(k) ?? []
      groups.set(k, terms)
      terms.push({ ...t, exponents: t.exponents.with(r.index, (t.exponents[r.index] as number) - k * r.degree) })
    }
    for (const [k, terms] of groups)
      result = plus(result, times(fromTerms(this.#arity, terms), power(r.value, k, this.#work), this.#work))
    return result
  }
}

// ── and back ────────────────────────────────────────────────────────────────────────────────────────────────────

/** The polynomial as an expression, multiplied out. */
export function expressionOf(p: Polynomial, generators: readonly Expr[]): Expr {
  return sum(
    p.terms.map(t =>
      product([
        num(Rational.of(t.coefficient)),
        ...t.exponents.flatMap((n, i) => (n === 0 ? [] : [pow(generators[i] as Expr, num(n))])),
      ]),
    ),
  )
}

/** The polynomial as a product of its square-free factors, and linear ones where that is shorter. */
function factoredExpression(p: Polynomial, generators: readonly Expr[], work: Work): Expr {
  const { content, factors } = squareFree(p, work)
  return product([
    num(Rational.of(content)),
    ...factors.flatMap(({ base, exponent }) =>
      linearFactors(base, exponent, work).map(f => pow(expressionOf(f, generators), num(exponent))),
    ),
  ])
}

/** Ways to write a fraction: multiplied out, with each side in square-free factors, and with a whole part taken off. */
export function writings(f: Fraction, work: Work): Expr[] {
  const minusOne = num(-1)
  const over = (a: Expr, b: Expr): Expr => mul(a, pow(b, minusOne))
  try {
    const [n, d] = [f.numerator, f.denominator].map(p => expressionOf(p, f.generators)) as [Expr, Expr]
    const [fn, fd] = [f.numerator, f.denominator].map(p =>
      isZero(p) ? num(0) : factoredExpression(p, f.generators, work),
    ) as [Expr, Expr]
    const parts = wholeParts(f, work).map(({ whole, rest }) =>
      sum([expressionOf(whole, f.generators), over(expressionOf(rest, f.generators), fd)]),
    )
    return [over(n, d), over(fn, fd), over(n, fd), over(fn, d), ...parts]
  } catch (error) {
    if (error instanceof OutOfWork) return []
    throw error
  }
}

/** By each generator: the quotient and the remainder of the long division, where it stays within the integers. */
function wholeParts({ numerator, denominator }: Fraction, work: Work): { whole: Polynomial; rest: Polynomial }[] {
  const { arity } = numerator
  if (denominator.terms.length < 2 || numerator.terms.length * denominator.terms.length > WIDEST_DIVISION) return []
  const parts: { whole: Polynomial; rest: Polynomial }[] = []
  for (let x = 0; x < arity; x++) {
    const degree = degreeIn(denominator, x)
    if (degree < 1 || degreeIn(numerator, x) < degree) continue
    const lead = coefficientsIn(denominator, x)[degree] as Polynomial
    let [whole, rest] = [constant(arity, 0), numerator]
    for (let k = degreeIn(rest, x); k >= degree; k = degreeIn(rest, x)) {
      const c = divideExactly(coefficientsIn(rest, x)[k] as Polynomial, lead, work)
      if (c === undefined) break
      const term = times(c, variable(arity, x, k - degree), work)
      whole = plus(whole, term)
      rest = minus(rest, times(term, denominator, work))
    }
    if (!isZero(whole)) parts.push({ whole, rest })
  }
  return parts
}
