/**
 * Quotients of powers that overflow though their value does not: x/(x^2 + 1) at 1e200. Where |x| > |y| a homogeneous form of degree d in
 * x and y is x^d times itself at (1, y/x), and what is left of the powers of x is the size of the value; y is another variable, or 1.
 * Source: R. L. Smith, "Algorithm 116: complex division" (1962), which does this for one quotient.
 */
import { greatest, smallest } from '../expr/args.js'
import { call, minusOne, mul, num, one, pow, product, sum } from '../expr/build.js'
import { type Call, type Expr, factorsOf, isCall, sym, termsOf } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { contains, freeSymbols } from '../expr/walk.js'
import { Rational, TWO, ZERO } from '../number/rational.js'
import type { Facts } from './facts.js'

/** What is scaled by, the larger one, and the other: a variable or 1. */
interface Pair {
  readonly x: Expr
  readonly y: Expr
}

/** A factor as x^whole*abs(x)^size*rest, where |x| > |y|. */
interface Scaled {
  readonly whole: Rational
  readonly size: Rational
  readonly rest: Expr
}

/** The product by cases of which variable is the larger, if its factors grow against each other faster than it does. */
export function scaled(e: Call, facts: Facts): Expr | undefined {
  const variables = [...freeSymbols(e)].map(sym).filter(x => facts.of(x).real)
  const [x, y] = variables as [Expr, Expr]
  const both = variables.length === 2 ? byLarger(e, { x, y }) : undefined
  const turned = both && byLarger(e, { x: y, y: x })
  if (both !== undefined && turned !== undefined) return cases(both, turned.value)
  const alone = variables.flatMap(v => byLarger(e, { x: v, y: one }) ?? [])
  const most = greatest(alone.map(l => l.growth))
  const [first, ...others] = alone.filter(l => l.growth === most)
  return first === undefined || others.length > 0 ? undefined : cases(first, e)
}

/** A product where one variable is the larger; its growth is the highest degree of a factor. */
interface Large {
  readonly pair: Pair
  readonly value: Expr
  readonly growth: number
}

const cases = ({ value, pair: { x, y } }: Large, otherwise: Expr): Expr =>
  call('piecewise', [value, call('gt', [call('abs', [x]), y === one ? one : call('abs', [y])]), otherwise])

function byLarger(e: Call, pair: Pair): Large | undefined {
  const parts: Scaled[] = []
  for (const f of factorsOf(e)) {
    const part = scaledFactor(f, pair)
    if (part === undefined) return undefined
    parts.push(part)
  }
  const degrees = parts.map(p => p.whole.add(p.size).toNumber())
  const growth = greatest(degrees.map(Math.abs))
  if (growth <= 1 || !(smallest(degrees) < 0 && greatest(degrees) > 0)) return undefined
  const total = (of: (p: Scaled) => Rational): Rational => parts.reduce((q, p) => q.add(of(p)), ZERO)
  const value = product([
    ...powers(
      pair.x,
      total(p => p.whole),
      total(p => p.size),
    ),
    ...parts.map(p => p.rest),
  ])
  return { pair, value, growth }
}

const isEven = (q: Rational): boolean => q.div(TWO).isInteger()

/** x^whole*abs(x)^size as one power, and a sign. */
function powers(x: Expr, whole: Rational, size: Rational): readonly Expr[] {
  const both = num(whole.add(size))
  const absolute = call('abs', [x])
  if (isEven(size)) return [pow(x, both)]
  return isEven(whole) ? [pow(absolute, both)] : [call('sign', [x]), pow(absolute, both)]
}

function scaledFactor(f: Expr, { x, y }: Pair): Scaled | undefined {
  if (!contains(f, x) && (y === one || !contains(f, y))) return { whole: ZERO, size: ZERO, rest: f }
  const [base, exponent] = isCall(f, 'pow') ? (f.args as [Expr, Expr]) : [f, one]
  if (exponent.kind !== 'num') return undefined
  const q = exponent.value
  const found = isCall(base, 'hypot') ? legs(base, { x, y }) : form(base, { x, y })
  if (found === undefined) return undefined
  const degree = Rational.of(found.degree).mul(q)
  const rest = isCall(found.at, 'mul') && q.isInteger() ? powerOf(found.at, q.toNumber()) : pow(found.at, exponent)
  // The root of an even power is one of the absolute value.
  if (isCall(base, 'hypot') || (!q.isInteger() && found.degree % 2 === 0)) return { whole: ZERO, size: degree, rest }
  return q.isInteger() ? { whole: degree, size: ZERO, rest } : undefined
}

interface Form {
  readonly degree: number
  /** The form where x is 1 and y is y/x. */
  readonly at: Expr
}

/** A form of one degree in x and y; of any polynomial in x where y is 1. */
function form(e: Expr, { x, y }: Pair): Form | undefined {
  const terms = termsOf(e).map(t => monomial(t, { x, y }))
  const degree = greatest(terms.map(t => t?.degree ?? Number.NaN))
  const ratio = mul(y, pow(x, minusOne))
  const at: Expr[] = []
  for (const t of terms) {
    if (t === undefined || Number.isNaN(degree) || (y !== one && t.degree !== degree)) return undefined
    at.push(mul(t.coefficient, powerOf(ratio, y === one ? degree - t.degree : t.ofOther)))
  }
  return { degree, at: sum(at) }
}

/** A power of a quotient that stays one: (y/x)^2 is y^2/x^2 at once. */
function powerOf(ratio: Expr, n: number): Expr {
  const size = isCall(ratio, 'mul') ? call('abs', [ratio]) : ratio
  return n % 2 === 0 ? pow(size, num(n)) : mul(ratio, pow(size, num(n - 1)))
}

/** hypot(a, b) is abs(x) times that of its legs over x. */
function legs(e: Call, pair: Pair): Form | undefined {
  const all = e.args.map(a => (a.kind === 'num' && pair.y === one ? { degree: 0, at: a } : form(a, pair)))
  const ratio = pow(pair.x, minusOne)
  const at = all.flatMap(l => (l === undefined || l.degree > 1 ? [] : [l.degree === 1 ? l.at : mul(l.at, ratio)]))
  const isOne = at.length === all.length && (pair.y === one || all.every(l => l?.degree === 1))
  return isOne ? { degree: 1, at: call('hypot', at) } : undefined
}

/** c*x^a*y^b, where c has neither. */
function monomial(
  t: Expr,
  { x, y }: Pair,
): { readonly coefficient: Expr; readonly degree: number; readonly ofOther: number } | undefined {
  const others: Expr[] = []
  const degrees = new Map<Expr, number>()
  for (const f of factorsOf(t)) {
    const [base, q] = isCall(f, 'pow') ? (f.args as [Expr, Expr]) : [f, one]
    const n = wholeOf(q) ?? -1
    if (base === x || base === y) {
      if (n < 0) return undefined
      degrees.set(base, n)
    } else if (contains(f, x) || (y !== one && contains(f, y))) return undefined
    else others.push(f)
  }
  const [a, ofOther] = [degrees.get(x) ?? 0, y === one ? 0 : (degrees.get(y) ?? 0)]
  return { coefficient: product(others), degree: a + ofOther, ofOther }
}
