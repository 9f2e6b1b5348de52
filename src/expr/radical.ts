/**
 * Roots of rational numbers, exactly: a product of prime powers with rational exponents. Each prime's total
 * exponent t (its share in the rational coefficient included) decides where it goes: the whole part into the
 * coefficient, the rest under a root. A prime with -1 < t < 0 stays below the line as p^t, so that 1/sqrt(2)
 * is kept as it is; everything else has its fraction between 0 and 1. So every value has one form.
 */
import { type Integer, mulInt, quoInt, remInt, rootInt } from '../number/integer.js'
import { ONE, Rational, ZERO } from '../number/rational.js'
import { type Call, type Expr, isCall, type Num, num, rawCall } from './node.js'

/** Prime (or a factor too large to split) to exponent. */
export type Radical = Map<Integer, Rational>

/** A root of a positive integer: `base^exponent`, the exponent a proper fraction. */
export interface Root {
  readonly base: Integer
  readonly exponent: Rational
}

/** Trial division beyond this bound costs more than it tidies. */
const LARGEST_PRIME = 1000

/** Multiplies `base^exponent` (base > 0) into the radical. */
export function include(radical: Radical, base: Rational, exponent: Rational): void {
  includeInteger(radical, base.num, exponent)
  includeInteger(radical, base.den, exponent.neg())
}

function includeInteger(radical: Radical, n: Integer, exponent: Rational): void {
  let rest = n
  for (let p = 2; p <= LARGEST_PRIME && rest !== 1; p += p === 2 ? 1 : 2) {
    if (remInt(rest, p) === 0) {
      const taken = takenOut(rest, p)
      rest = taken.rest
      multiply(radical, p, exponent.mul(Rational.of(taken.times)))
    }
    if (typeof rest === 'number' && rest > 1 && p * p > rest) break
  }
  if (rest === 1) return
  const degree = exponent.den
  const root = typeof degree === 'number' && degree > 1 ? rootInt(rest, degree) : undefined
  if (root === undefined) multiply(radical, rest, exponent)
  else multiply(radical, root, exponent.mul(Rational.of(degree)))
}

function multiply(radical: Radical, prime: Integer, exponent: Rational): void {
  radical.set(prime, (radical.get(prime) ?? ZERO).add(exponent))
}

/**
 * Splits `coefficient * radical` into a rational and roots with distinct exponents. With `below` false no
 * exponent is negative: the form by which like terms are recognised.
 */
export function splitRadical(
  coefficient: Rational,
  radical: Radical,
  below: boolean,
): { coefficient: Rational; roots: Root[] } {
  let c = coefficient
  const groups = new Map<string, { base: Integer; exponent: Rational }>()
  for (const [prime, exponent] of radical) {
    const share = valuation(c, prime)
    const total = exponent.add(Rational.of(share))
    const stays = below && total.compare(Rational.of(-1)) > 0 && total.sign() < 0
    const whole = stays ? 0 : Number(total.floor())
    c = c.mul(Rational.of(prime).powInt(whole - share))
    const fraction = total.sub(Rational.of(whole))
    if (fraction.isZero()) continue
    const key = fraction.toString()
    const group = groups.get(key)
    groups.set(key, { base: group ? mulInt(group.base, prime) : prime, exponent: fraction })
  }
  const roots = [...groups.values()].sort((a, b) => a.exponent.compare(b.exponent))
  return { coefficient: c, roots }
}

/** How often the prime divides the rational (negative: the denominator). */
function valuation(q: Rational, prime: Integer): number {
  if (q.isZero()) return 0
  return takenOut(q.num, prime).times - takenOut(q.den, prime).times
}

/** How often the prime divides an integer, and what is left: by its powers of doubling exponents, up and down again. */
function takenOut(n: Integer, prime: Integer): { readonly times: number; readonly rest: Integer } {
  const powers: Integer[] = []
  let rest = n
  let times = 0
  for (let power = prime; remInt(rest, power) === 0; power = mulInt(power, power)) {
    rest = quoInt(rest, power)
    times += 2 ** powers.length
    powers.push(power)
  }
  for (let k = powers.length - 1; k >= 0; k--) {
    const power = powers[k] as Integer
    if (remInt(rest, power) !== 0) continue
    rest = quoInt(rest, power)
    times += 2 ** k
  }
  return { times, rest }
}

/** A root of a positive number, such as 2^(-1/2). */
export function isRoot(e: Expr): e is RootCall {
  if (!isCall(e, 'pow')) return false
  const base = e.args[0] as Expr
  const exponent = e.args[1] as Expr
  return base.kind === 'num' && exponent.kind === 'num' && base.value.sign() > 0 && isProperFraction(exponent.value)
}

/** Canonical roots have such exponents; another one was too large to take apart. */
const isProperFraction = (q: Rational): boolean => !q.isInteger() && q.abs().compare(ONE) < 0

type RootCall = Call & { readonly head: 'pow'; readonly args: readonly [Num, Num] }

/** The number that factors have together and the others, roots of numbers in lowest terms first. */
export function rootsApart(factors: readonly Expr[]): { coefficient: Rational; decimal: boolean; all: Expr[] } {
  let coefficient = ONE
  let decimal = false
  const radical: Radical = new Map()
  const others: Expr[] = []
  for (const f of factors) {
    if (f.kind === 'num') {
      coefficient = f.value
      decimal = f.decimal
    } else if (isRoot(f)) include(radical, f.args[0].value, f.args[1].value)
    else others.push(f)
  }
  const { coefficient: c, roots } = splitRadical(coefficient, radical, false)
  const all = [...roots.map(r => rawCall('pow', [num(Rational.of(r.base)), num(r.exponent)])), ...others]
  return { coefficient: c, decimal, all }
}
