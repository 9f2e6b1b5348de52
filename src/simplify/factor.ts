/**
 * Taking out what the terms of a sum share: rational content, common powers, and a common denominator. What is left
 * is multiplied out and collected, so that the terms of a quotient rule cancel. Each is only a candidate: the caller
 * keeps the cheapest. Exact and valid wherever both sides are defined; the new form never has a pole that the old one had not.
 */
import { add, mul, pow, product, sum } from '../expr/build.js'
import { ExprMap } from '../expr/map.js'
import { type Call, type Expr, factorsOf, isCall, type Num, num } from '../expr/node.js'
import { remInt } from '../number/integer.js'
import { commonFactor, ONE, type Rational, ZERO } from '../number/rational.js'

/** Sums with more terms than this are left as they are. */
const WIDEST = 40
/** Multiplying out may make at most this many terms. */
const EXPANDED = 60

interface Factored {
  /** The coefficient was written as a decimal fraction: it is not taken apart. */
  readonly decimal: boolean
  readonly coefficient: Rational
  /** Base to numeric exponent; bases are unique objects within one canonical product. */
  readonly powers: ExprMap<Rational>
}

/** Other ways to write a sum, each as a common factor times a shorter sum. */
export function factorings(e: Call): Expr[] {
  if (e.args.length > WIDEST) return []
  const terms = e.args.map(readTerm)
  const bases = new ExprMap<Rational>()
  for (const t of terms) for (const b of t.powers.keys()) bases.set(b, ZERO)
  if (bases.size === 0) return contentOnly(e, terms)
  const common = commonPowers(terms, bases.keys(), false)
  return [
    ...contentOnly(e, terms),
    ...takeOut(e, common),
    ...takeOut(e, commonPowers(terms, bases.keys(), true)),
    ...allButOne(common).flatMap(some => takeOut(e, some)),
  ]
}

/** Other ways to write a product: a sum in it, or below it, replaced by each of its factorings. */
export function refactorings(e: Call): Expr[] {
  const factors: readonly Expr[] = factorsOf(e)
  if (factors.length > WIDEST) return []
  return [
    ...flipped(e, factors),
    ...factors.flatMap((f, k) => {
      const [base, exponent] = isCall(f, 'pow') ? (f.args as [Expr, Expr]) : [f, num(1)]
      if (!isCall(base, 'add') || exponent.kind !== 'num' || !exponent.value.isInteger()) return []
      return factorings(base).map(b => product(factors.toSpliced(k, 1, pow(b, exponent))))
    }),
  ]
}

/** -c*(x - y) as c*(y - x). */
function flipped(e: Call, factors: readonly Expr[]): Expr[] {
  const c = factors[0]
  if (!isCall(e, 'mul') || c?.kind !== 'num' || c.value.sign() > 0) return []
  return factors.flatMap((f, k) => {
    const [base, exponent] = isCall(f, 'pow') ? (f.args as [Expr, Expr]) : [f, num(1)]
    const odd = exponent.kind === 'num' && exponent.value.isInteger() && BigInt(exponent.value.num) % 2n !== 0n
    return isCall(base, 'add') && odd
      ? [
          product([
            num(c.value.neg(), c.decimal),
            ...factors.slice(1).toSpliced(k - 1, 1, pow(negated(base), exponent)),
          ]),
        ]
      : []
  })
}

const negated = (e: Call): Expr => sum(e.args.map(a => mul(num(-1), a)))

function readTerm(term: Expr): Factored {
  let [coefficient, decimal] = [ONE, false]
  const powers = new ExprMap<Rational>()
  for (const f of factorsOf(term)) {
    if (f.kind === 'num') [coefficient, decimal] = [f.value, f.decimal]
    else if (isCall(f, 'pow') && f.args[1]?.kind === 'num' && f.args[0]?.kind !== 'num')
      powers.set(f.args[0] as Expr, f.args[1].value)
    else if (isCall(f, 'pow')) {
      // x^(2*n - 1) is (x^n)^2 and x^(-1).
      const [base, exponent] = f.args as [Expr, Expr]
      const { constant, coefficient, rest } = exponentOf(base, exponent)
      powers.set(pow(base, rest), coefficient)
      if (!constant.isZero()) powers.set(base, constant)
    } else powers.set(f, ONE)
  }
  return { coefficient, decimal, powers }
}

/** e^x is nothing that stands below a bar: 1 + e^(-x) is not (e^x + 1)/e^x. */
const isExponential = (base: Expr): boolean => isCall(base, 'pow') && base.args[1]?.kind !== 'num'

function exponentOf(base: Expr, exponent: Expr): { constant: Rational; coefficient: Rational; rest: Expr } {
  const first = isCall(exponent, 'add') && base.kind !== 'num' ? exponent.args[0] : undefined
  const constant = first?.kind === 'num' ? first.value : ZERO
  const moving = constant.isZero() ? exponent : add(exponent, num(constant.neg()))
  const c = isCall(moving, 'mul') ? moving.args[0] : undefined
  return c?.kind === 'num' && c.value.isInteger()
    ? { constant, coefficient: c.value, rest: mul(moving, num(c.value.inverse())) }
    : { constant, coefficient: ONE, rest: moving }
}

/** The least exponent of each base over all terms; a term without the base counts as exponent 0. */
function commonPowers(terms: readonly Factored[], bases: Iterable<Expr>, denominators: boolean): ExprMap<Rational> {
  const common = new ExprMap<Rational>()
  for (const base of bases) {
    const exponents = terms.map(t => t.powers.get(base) ?? ZERO)
    const least = exponents.reduce((a, b) => (a.compare(b) <= 0 ? a : b))
    const below = least.sign() < 0 && ((denominators && !isExponential(base)) || exponents.every(x => x.sign() < 0))
    if (least.sign() > 0 || below) common.set(base, least)
  }
  return common
}

/** The common factors without one of them: k*(x^3 + x) has one name less than k*x*(x^2 + 1). */
const allButOne = (common: ExprMap<Rational>): ExprMap<Rational>[] =>
  common.size < 2 || common.size > 4
    ? []
    : [...common.keys()].map(left => {
        const some = new ExprMap<Rational>()
        for (const [b, x] of common.entries()) if (b !== left) some.set(b, x)
        return some
      })

/** The rational that every coefficient is an integer multiple of, negative where all of them are. */
function content(terms: readonly Factored[]): Num {
  const [first] = terms
  // Decimal fractions are taken out where all are the same, and never apart.
  if (first?.decimal && terms.every(t => t.coefficient.abs().equals(first.coefficient.abs()))) {
    const c = first.coefficient.abs()
    return num(terms.every(t => t.coefficient.sign() < 0) ? c.neg() : c, true)
  }
  if (terms.some(t => t.decimal)) return num(ONE)
  const g = commonOf(terms.map(t => t.coefficient))
  return num(terms.every(t => t.coefficient.sign() < 0) ? g.neg() : g)
}

/** Longer coefficients have a common factor only where they are all multiples of one of them: a search for another takes long. */
const LONGEST = 2n ** 256n

function commonOf(all: readonly Rational[]): Rational {
  const sizes = all.map(c => c.abs())
  if (!sizes.some(c => c.num > LONGEST)) return commonFactor(all)
  const least = sizes.reduce((a, b) => (a.compare(b) <= 0 ? a : b))
  return sizes.every(c => c.isInteger() && remInt(c.num, least.num) === 0) ? least : ONE
}

function contentOnly(e: Call, terms: readonly Factored[]): Expr[] {
  const c = content(terms)
  // Zero times what has no value is all that may be left of a sum.
  if (c.value.isOne() || c.value.isZero()) return []
  const scale = num(c.value.inverse())
  return [mul(c, sum(e.args.map(a => mul(scale, a))))]
}

function takeOut(e: Call, common: ExprMap<Rational>): Expr[] {
  if (common.size === 0) return []
  const outside = [...common.entries()].map(([b, x]) => pow(b, num(x)))
  const inverse = outside.map(f => pow(f, num(-1)))
  const inside = e.args.map(a => product([a, ...inverse]))
  const collected = sum(inside.map(multiplyOut))
  const plain = sum(inside)
  return [collected, plain].map(s => withContent(s, outside))
}

/** outside * inside, the content of the inner sum pulled out as well. */
function withContent(inside: Expr, outside: readonly Expr[]): Expr {
  if (!isCall(inside, 'add')) return product([inside, ...outside])
  const c = content(inside.args.map(readTerm))
  if (c.value.isOne() || c.value.isZero()) return product([inside, ...outside])
  const scale = num(c.value.inverse())
  return product([c, sum(inside.args.map(a => mul(scale, a))), ...outside])
}

/** A product of sums and small positive powers of sums as one sum, as long as that stays short. */
export function multiplyOut(e: Expr): Expr {
  const factors = factorsOf(e)
  let terms: Expr[] = [num(1)]
  for (const f of factors) {
    const [base, n] =
      isCall(f, 'pow') && f.args[1]?.kind === 'num' ? [f.args[0] as Expr, f.args[1].value.smallInt() ?? 0] : [f, 1]
    const repeat = isCall(base, 'add') && n >= 1 && n <= 4 ? n : 0
    if (repeat === 0) terms = terms.map(t => mul(t, f))
    for (let k = 0; k < repeat; k++) {
      const parts = (base as Call).args
      if (terms.length * parts.length > EXPANDED) return e
      const next = sum(terms.flatMap(t => parts.map(p => mul(t, p))))
      terms = isCall(next, 'add') ? [...next.args] : [next]
    }
  }
  return sum(terms)
}
