/**
 * Expressions as quotients of polynomials. What is not a sum, a product or a power is a generator: a symbol, sin(x),
 * e^x, the n-th root of something. Relations between generators are kept: (b^(1/n))^n is b, e^(2x) is (e^x)^2,
 * sin(u)^2 is 1 - cos(u)^2. The quotient is in lowest terms over the generators, so an expression that is a rational
 * function is zero exactly when its numerator is.
 */
import { call, mul, one, pow, product, sum } from '../expr/build.js'
import { ExprMap } from '../expr/map.js'
import { type Call, type Expr, isCall, num } from '../expr/node.js'
import { compare, equal } from '../expr/order.js'
import { gcdInt, type Integer, mulInt, quoInt } from '../number/integer.js'
import { Rational } from '../number/rational.js'
import { gcd } from './gcd.js'
import {
  constant,
  degreeIn,
  divideExactly,
  fromTerms,
  isOne,
  isZero,
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
const LARGEST = 4000
/** Exponents beyond this are not multiplied out. */
const HIGHEST = 64
/** Nested further than this, an expression is not multiplied out either; so the recursion below is bounded. */
const DEEPEST = 60
/** More generators than this are not a calculation by hand any more. */
const MOST_GENERATORS = 24

/** The expression as a fraction in lowest terms; undefined where that would be too much work. */
export function toFraction(e: Expr, budget = 10_000): Fraction | undefined {
  if (e.size > LARGEST) return undefined
  const work = { terms: budget }
  try {
    const reader = new Reader(e, work)
    const { n, d } = reader.reduce(reader.read(e))
    return { generators: reader.generators, ...lowest(n, d, work) }
  } catch (error) {
    if (error instanceof OutOfWork) return undefined
    throw error
  }
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
  readonly generators: Expr[] = []
  private readonly index = new ExprMap<number>()
  private readonly relations: Relation[] = []
  private readonly work: Work
  /** For each exponential or root, the denominator that its exponents share. */
  private readonly shares = new ExprMap<ExprMap<Integer>>()

  constructor(e: Expr, work: Work) {
    this.work = work
    this.collect(e)
    this.generators.sort(compare)
    if (this.generators.length > MOST_GENERATORS) throw new OutOfWork('too many generators')
    for (const [k, g] of this.generators.entries()) this.index.set(g, k)
    for (const [k, g] of this.generators.entries()) this.relate(g, k)
  }

  private get arity(): number {
    return this.generators.length
  }

  /** First pass: which generators there are. Recursion stays within one rational expression, whose size is bounded. */
  private collect(e: Expr, depth = 0): void {
    if (depth > DEEPEST) throw new OutOfWork('nested too deeply')
    spend(this.work, 1)
    if (e.kind === 'num') return
    if (isCall(e, 'add') || isCall(e, 'mul')) for (const a of e.args) this.collect(a, depth + 1)
    else if (isCall(e, 'pow')) this.collectPower(e, depth)
    else this.addGenerator(e)
  }

  private collectPower(e: Call, depth: number): void {
    const [base, exponent] = e.args as [Expr, Expr]
    for (const { coefficient, rest } of exponentParts(exponent)) {
      if (rest === one && coefficient.isInteger()) this.collect(base, depth + 1)
      else {
        const shares = this.shares.get(base) ?? new ExprMap<Integer>()
        this.shares.set(base, shares)
        const old = shares.get(rest) ?? 1
        const share = mulInt(old, quoInt(coefficient.den, gcdInt(old, coefficient.den)))
        shares.set(rest, share)
        // A root of a polynomial relates to it.
        if (rest === one) this.collect(base, depth + 1)
      }
    }
    const shares = this.shares.get(base)
    if (shares !== undefined) this.refresh(base, shares)
  }

  private refresh(base: Expr, shares: ExprMap<Integer>): void {
    for (const rest of shares.keys()) {
      const g = this.root(base, rest)
      for (let k = this.generators.length - 1; k >= 0; k--) {
        const old = this.origin.get(this.generators[k] as Expr)
        if (old !== undefined && equal(old.base, base) && equal(old.rest, rest)) this.generators.splice(k, 1)
      }
      this.origin.set(g, { base, rest })
      this.addGenerator(g)
    }
  }

  private readonly origin = new ExprMap<{ base: Expr; rest: Expr }>()

  private root(base: Expr, rest: Expr): Expr {
    const share = this.shares.get(base)?.get(rest) ?? 1
    return pow(base, mul(num(Rational.of(1, share)), rest))
  }

  private addGenerator(e: Expr): void {
    if (!this.generators.some(g => equal(g, e))) this.generators.push(e)
  }

  private relate(g: Expr, index: number): void {
    const origin = this.origin.get(g)
    if (origin?.rest === one) {
      const degree = Number(this.shares.get(origin.base)?.get(one) ?? 1)
      const { n, d } = this.read(origin.base)
      if (isOne(d) && degree > 1 && degreeIn(n, index) <= 0) this.relations.push({ index, degree, value: n })
    } else if (isCall(g, 'sin')) {
      const cosine = this.index.get(call('cos', g.args))
      if (cosine === undefined) return
      const square = variable(this.arity, cosine, 2)
      this.relations.push({ index, degree: 2, value: plus(constant(this.arity, 1), negative(square)) })
    } else if (isCall(g, 'cosh')) {
      const sine = this.index.get(call('sinh', g.args))
      if (sine === undefined) return
      this.relations.push({ index, degree: 2, value: plus(constant(this.arity, 1), variable(this.arity, sine, 2)) })
    } else if (isCall(g, 'i')) this.relations.push({ index, degree: 2, value: constant(this.arity, -1) })
  }

  private generator(e: Expr): Polynomial {
    const index = this.index.get(e)
    if (index === undefined) throw new TypeError(`${e} is not among the generators`)
    return variable(this.arity, index)
  }

  read(e: Expr): Quotient {
    spend(this.work, 1)
    const whole = (n: Polynomial): Quotient => ({ n, d: constant(this.arity, 1) })
    if (e.kind === 'num') return { n: constant(this.arity, e.value.num), d: constant(this.arity, e.value.den) }
    if (isCall(e, 'add')) return e.args.map(a => this.read(a)).reduce((a, b) => this.plus(a, b))
    if (isCall(e, 'mul'))
      return e.args
        .map(a => this.read(a))
        .reduce((a, b) => ({ n: times(a.n, b.n, this.work), d: times(a.d, b.d, this.work) }))
    if (isCall(e, 'pow')) return this.readPower(e)
    return whole(this.generator(e))
  }

  private readPower(e: Call): Quotient {
    const [base, exponent] = e.args as [Expr, Expr]
    let result: Quotient = { n: constant(this.arity, 1), d: constant(this.arity, 1) }
    for (const { coefficient, rest } of exponentParts(exponent)) {
      const integer = rest === one && coefficient.isInteger()
      const share = integer ? 1 : (this.shares.get(base)?.get(rest) ?? 1)
      const n = coefficient.mul(Rational.of(share)).smallInt()
      if (n === undefined || Math.abs(n) > HIGHEST) throw new OutOfWork('an exponent is too large')
      const g = integer ? this.read(base) : { n: this.generator(this.root(base, rest)), d: constant(this.arity, 1) }
      const [up, down] = n < 0 ? [g.d, g.n] : [g.n, g.d]
      if (isZero(down)) throw new OutOfWork('a division by zero')
      result = {
        n: times(result.n, power(up, Math.abs(n), this.work), this.work),
        d: times(result.d, power(down, Math.abs(n), this.work), this.work),
      }
    }
    return result
  }

  private plus(a: Quotient, b: Quotient): Quotient {
    if (isOne(a.d) && isOne(b.d)) return { n: plus(a.n, b.n), d: a.d }
    const g = gcd(a.d, b.d, this.work)
    const [da, db] = [divideExactly(a.d, g, this.work) as Polynomial, divideExactly(b.d, g, this.work) as Polynomial]
    return this.reduce({ n: plus(times(a.n, db, this.work), times(b.n, da, this.work)), d: times(a.d, db, this.work) })
  }

  /** Powers of related generators replaced, in numerator and denominator. */
  reduce({ n, d }: Quotient): Quotient {
    let [p, q] = [n, d]
    for (let again = true; again; ) {
      again = false
      for (const r of this.relations) {
        if (degreeIn(p, r.index) >= r.degree) {
          p = this.replace(p, r)
          again = true
        }
        if (degreeIn(q, r.index) >= r.degree) {
          q = this.replace(q, r)
          again = true
        }
      }
    }
    if (isZero(q)) throw new OutOfWork('a denominator vanishes identically')
    return { n: p, d: q }
  }

  private replace(p: Polynomial, r: Relation): Polynomial {
    let result = fromTerms(this.arity, [])
    const groups = new Map<number, Term[]>()
    for (const t of p.terms) {
      const k = Math.floor((t.exponents[r.index] as number) / r.degree)
      const terms = groups.get(k) ?? []
      groups.set(k, terms)
      terms.push({ ...t, exponents: t.exponents.with(r.index, (t.exponents[r.index] as number) - k * r.degree) })
    }
    for (const [k, terms] of groups)
      result = plus(result, times(fromTerms(this.arity, terms), power(r.value, k, this.work), this.work))
    return result
  }
}

/** An exponent as a sum of rational multiples: 2*x + 3 has the parts 2 of x and 3 of 1. */
function exponentParts(exponent: Expr): { coefficient: Rational; rest: Expr }[] {
  return (isCall(exponent, 'add') ? exponent.args : [exponent]).map(t => {
    if (t.kind === 'num') return { coefficient: t.value, rest: one }
    const c = isCall(t, 'mul') ? t.args[0] : undefined
    if (c?.kind !== 'num') return { coefficient: Rational.ONE, rest: t }
    return { coefficient: c.value, rest: product((t as Call).args.slice(1)) }
  })
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

/** The polynomial as a product of its square-free factors. */
export function factoredExpression(p: Polynomial, generators: readonly Expr[], work: Work): Expr {
  const { content, factors } = squareFree(p, work)
  return product([
    num(Rational.of(content)),
    ...factors.map(f => pow(expressionOf(f.base, generators), num(f.exponent))),
  ])
}

/** Ways to write a fraction: multiplied out, and with each side in square-free factors. */
export function writings(f: Fraction, budget = 8_000): Expr[] {
  const work = { terms: budget }
  const minusOne = num(-1)
  try {
    const [n, d] = [f.numerator, f.denominator].map(p => expressionOf(p, f.generators)) as [Expr, Expr]
    const [fn, fd] = [f.numerator, f.denominator].map(p =>
      isZero(p) ? num(0) : factoredExpression(p, f.generators, work),
    ) as [Expr, Expr]
    const over = (a: Expr, b: Expr): Expr => mul(a, pow(b, minusOne))
    return [over(n, d), over(fn, fd), over(n, fd), over(fn, d)]
  } catch (error) {
    if (error instanceof OutOfWork) return []
    throw error
  }
}
