/**
 * Other ways to write powers of quotients, and products of roots. x^(-1/2) of a quotient q is sqrt(q)/q, always. Where two real
 * numbers a and b are never both negative, sqrt(a)*sqrt(b) is sqrt(a*b), and sqrt(a/b) is sqrt(a*b)/b wherever it is real;
 * that they are not is seen from a sum a + k*b that is positive, as (1 + x) + (1 - x) is. Candidates only.
 */

import { add, call, half, mul, num, one, pow, product, sub, zero } from '../expr/build.js'
import { isEvenPower, isInverse } from '../expr/factors.js'
import { type Call, type Expr, factorsOf, isCall, termsOf } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { rewritten } from '../expr/walk.js'
import { HALF, MINUS_ONE, ONE, Rational, TWO } from '../number/rational.js'
import { factorings, multiplyOut } from './factor.js'
import type { Facts } from './facts.js'

/** Other ways to write the powers in a product (or a single power). */
export function rootWritings(e: Call, facts: Facts): Expr[] {
  const factors: readonly Expr[] = factorsOf(e)
  if (factors.length > 12) return []
  return factors.flatMap((f, k) => {
    const others = factors.toSpliced(k, 1)
    return [
      ...denested(f),
      ...rootOfSquaredRoot(f, facts),
      ...rationalised(f),
      ...shifted(f, facts),
      ...split(f, facts),
      ...evenPowersOut(f, facts),
      ...joined(f, others, facts),
    ].map(g => ('rest' in g ? product([...g.rest, g.value]) : product([...others, g])))
  })
}

const isFractional = (q: Expr): boolean => q.kind !== 'num' || !q.value.isInteger()

/** (x/y)^(k - 1) as (x/y)^k*y/x, and back where x is never 0; the same for a root of a quotient. */
function shifted(f: Expr, facts: Facts): Expr[] {
  if (!isCall(f, 'pow')) return []
  const [base, exponent] = f.args as [Expr, Expr]
  if (!isCall(base, 'mul') || !isFractional(exponent)) return []
  const whole = isCall(exponent, 'add') ? exponent.args[0] : exponent
  if (whole?.kind !== 'num') return []
  const up = whole.value.sign() < 0
  if (!up && !base.args.every(a => isInverse(a) || facts.prove(call('ne', [a, zero])) === true)) return []
  const step = num(up ? 1 : -1)
  return [mul(pow(base, add(exponent, step)), pow(base, mul(num(-1), step)))]
}

/** A power that is infinite, and not 0, where its base is 0. */

/** c*sqrt(m), or a number. */
interface Surd {
  readonly outside: Rational
  readonly inside: Rational
}

function surdOf(t: Expr): Surd | undefined {
  const [c, r] = isCall(t, 'mul') && t.args.length === 2 ? (t.args as [Expr, Expr]) : [one, t]
  if (r.kind === 'num') return c === one ? { outside: r.value, inside: ONE } : undefined
  const m = isCall(r, 'pow') && isHalf(r.args[1]) ? (r.args[0] as Expr) : undefined
  return c.kind === 'num' && m?.kind === 'num' && m.value.sign() > 0 ? { outside: c.value, inside: m.value } : undefined
}

const isHalf = (e: Expr | undefined): boolean => e?.kind === 'num' && e.value.equals(HALF)

/** The two surds of a sum of numbers and their roots. */
function surdsOf(e: Expr): readonly [Surd, Surd] | undefined {
  if (!isCall(e, 'add') || e.args.length !== 2 || e.mask !== 0) return undefined
  const [a, b] = e.args.map(surdOf)
  return a && b && [a, b]
}

const squareOf = ({ outside, inside }: Surd): Rational => outside.mul(outside).mul(inside)

/** sqrt(3 + 2*sqrt(2)) as 1 + sqrt(2): sqrt(a + b) is sqrt((a + d)/2) and sqrt((a - d)/2), where d^2 = a^2 - b^2 is a square. */
function denested(f: Expr): Expr[] {
  const exponent = isCall(f, 'pow') && f.args[1]?.kind === 'num' ? f.args[1].value : undefined
  if (exponent === undefined || !exponent.abs().equals(HALF)) return []
  const surds = surdsOf((f as Call).args[0] as Expr)
  const [a, b] = surds?.[0].inside.isOne() ? surds : [surds?.[1], surds?.[0]]
  if (a === undefined || b === undefined || !a.inside.isOne() || a.outside.sign() <= 0) return []
  const d = pow(num(a.outside.mul(a.outside).sub(squareOf(b))), half)
  if (d.kind !== 'num' || d.value.isZero() || d.value.equals(a.outside)) return []
  const [p, q] = [a.outside.add(d.value), a.outside.sub(d.value)].map(s => s.mul(HALF)) as [Rational, Rational]
  // One over it: p - q is d.
  const front = exponent.sign() > 0 ? one : num(d.value.inverse())
  const together = b.outside.sign() > 0 === exponent.sign() > 0 ? add : sub
  const [large, small, ratio] = [p, q, p.div(q)].map(s => pow(num(s), half)) as [Expr, Expr, Expr]
  return [multiplyOut(mul(front, together(large, small))), product([front, small, together(ratio, one)])]
}

/** sqrt(x + 2*sqrt(x - 1)) as sqrt(x - 1) + 1, for r + c*sqrt(r) + c^2/4 is the square of sqrt(r) + c/2; for c < 0 its size, over the reals. */
function rootOfSquaredRoot(f: Expr, facts: Facts): Expr[] {
  const [base, exponent] = isCall(f, 'pow') ? f.args : []
  if (!isHalf(exponent) || !isCall(base, 'add') || base.mask === 0) return []
  return base.args.flatMap((t, k) => {
    const [c, r] = isCall(t, 'mul') && t.args.length === 2 ? (t.args as [Expr, Expr]) : [one, t]
    if (c.kind !== 'num' || !isCall(r, 'pow') || !isHalf(r.args[1])) return []
    const middle = mul(half, c)
    const rest = add(r.args[0] as Expr, mul(middle, middle))
    if (!equal(add(...base.args.toSpliced(k, 1)), rest)) return []
    const sum = add(r, middle)
    if (c.value.sign() > 0) return [sum]
    return facts.domain === 'real' && facts.of(r.args[0] as Expr).real ? [call('abs', [sum])] : []
  })
}

/** A trace of so many parts of one is tried. */
const PARTS = 12
const CLOSE = 1e-9

/**
 * cbrt(2 + sqrt(5)) as (1 + sqrt(5))/2. Of x + y*sqrt(m), whose norm is n, the cube a + b*sqrt(m) has the norm n^3, and its trace 2*a is
 * t^3 - 3*n*t for the trace t = 2*x; then b is y*(4*x^2 - n).
 */
export function cubeRootsOut(e: Call): Expr[] {
  const surds = surdsOf(e.args[0] as Expr)
  const [a, b] = surds?.[0].inside.isOne() ? surds : [surds?.[1], surds?.[0]]
  if (!isCall(e, 'cbrt') || a === undefined || b === undefined || !a.inside.isOne()) return []
  const [norm, root] = [squareOf(a).sub(squareOf(b)).toNumber(), surdNumber(a) + surdNumber(b)]
  const n = Rational.of(Math.round(Math.cbrt(norm) * PARTS), PARTS)
  const t = Rational.of(Math.round((Math.cbrt(root) + n.toNumber() / Math.cbrt(root)) * PARTS), PARTS)
  if (!(Math.abs(norm) < LARGEST && Math.abs(root) < LARGEST && Math.abs(root) > CLOSE)) return []
  const isTrace = t.powInt(3).sub(Rational.of(3).mul(n).mul(t)).equals(a.outside.mul(TWO))
  const slope = t.powInt(2).sub(n)
  if (!n.powInt(3).equals(squareOf(a).sub(squareOf(b))) || !isTrace || slope.isZero()) return []
  return [add(num(t.mul(HALF)), mul(num(b.outside.div(slope)), pow(num(b.inside), half)))]
}

/** Larger numbers are not tried. */
const LARGEST = 1e6

const surdNumber = ({ outside, inside }: Surd): number => outside.toNumber() * Math.sqrt(inside.toNumber())

/** 1/(sqrt(3) - sqrt(2)) as sqrt(3) + sqrt(2). */
function rationalised(f: Expr): Expr[] {
  if (!isCall(f, 'pow') || f.args[1]?.kind !== 'num' || !f.args[1].value.equals(MINUS_ONE)) return []
  const surds = surdsOf(f.args[0] as Expr)
  if (surds === undefined) return []
  const [p, q] = (f.args[0] as Call).args as [Expr, Expr]
  const norm = squareOf(surds[0]).sub(squareOf(surds[1]))
  return norm.isZero() ? [] : [mul(num(norm.inverse()), sub(p, q))].map(multiplyOut)
}

/** sqrt(a/b) as sqrt(a*b)/b, over the reals. */
function split(f: Expr, facts: Facts): Expr[] {
  if (!isCall(f, 'pow') || facts.domain !== 'real') return []
  const [base, exponent] = f.args as [Expr, Expr]
  if (!isCall(base, 'mul') || exponent.kind !== 'num' || exponent.value.den !== 2) return []
  const isBelow = (g: Expr): boolean =>
    isCall(g, 'pow') && g.args[1]?.kind === 'num' && g.args[1].value.equals(MINUS_ONE)
  const below = product([num(1), ...base.args.filter(isBelow).map(g => pow(g, num(-1)))])
  const above = product([num(1), ...base.args.filter(g => !isBelow(g))])
  if (!isCall(below, 'add') || !neverBothNegative(above, below, facts)) return []
  const inside = mul(above, below)
  const outside = pow(below, mul(num(-2), exponent))
  return [inside, multiplyOut(inside)].map(a => mul(pow(a, exponent), outside))
}

/** sqrt(1 + x^2/y^2) as sqrt(x^2 + y^2)/abs(y): even powers of real factors, or of those that the terms share, come out. */
function evenPowersOut(f: Expr, facts: Facts): Expr[] {
  if (!isCall(f, 'pow') || facts.domain !== 'real') return []
  const [base, exponent] = f.args as [Expr, Expr]
  if (exponent.kind !== 'num' || exponent.value.den !== 2) return []
  const writings = isCall(base, 'add') ? factorings(base) : isCall(base, 'mul') ? [base] : []
  return writings.flatMap(g => {
    const factors = factorsOf(g)
    const squares = factors.filter(h => isEvenPower(h) && facts.of((h as Call).args[0] as Expr).real)
    if (squares.length === 0) return []
    const outside = squares.map(h => {
      const [b, n] = (h as Call).args as [Expr, Expr]
      return pow(call('abs', [b]), mul(n, exponent))
    })
    return [product([...outside, pow(product([one, ...factors.filter(h => !squares.includes(h))]), exponent)])]
  })
}

/** The whole with the denominators under each root taken out of it, so that roots may meet. */
export const rootsCleared = (e: Expr, facts: Facts): Expr =>
  rewritten(e, fresh => {
    return evenPowersOut(fresh, facts).find(g => isCall(g, 'mul')) ?? fresh
  })

/** log(u + sqrt(u^2 + 1)) as asinh(u), and with a minus sign as acosh(u) where u is not negative. */
export function inverseHyperbolic(e: Call, facts: Facts): Expr[] {
  const [sum] = e.args
  if (!isCall(e, 'log') || e.args.length > 1 || !isCall(sum, 'add') || sum.args.length > MOST_BESIDE) return []
  return sum.args.flatMap((r, k) => {
    if (!isCall(r, 'pow') || !isHalf(r.args[1])) return []
    const u = add(...sum.args.toSpliced(k, 1))
    const square = mul(u, u)
    const exceeds = (by: Expr): boolean => [square, multiplyOut(square)].some(q => equal(sub(r.args[0] as Expr, q), by))
    if (exceeds(one)) return [call('asinh', [u])]
    return facts.prove(call('ge', [u, zero])) === true && exceeds(num(-1)) ? [call('acosh', [u])] : []
  })
}

/** Sums of more terms are no arguments of these. */
const MOST_BESIDE = 4

interface Joined {
  readonly value: Expr
  readonly rest: readonly Expr[]
}

/** sqrt(a)*sqrt(b) as sqrt(a*b). */
function joined(f: Expr, others: readonly Expr[], facts: Facts): Joined[] {
  if (!isCall(f, 'pow') || !isRoot(f.args[1])) return []
  const [a, exponent] = f.args as [Expr, Expr]
  return others.flatMap((g, j) => {
    if (!isCall(g, 'pow') || !equal(g.args[1] as Expr, exponent)) return []
    const b = g.args[0] as Expr
    if (!neverBothNegative(a, b, facts)) return []
    const inside = mul(a, b)
    return [inside, multiplyOut(inside)].map(c => ({ value: pow(c, exponent), rest: others.toSpliced(j, 1) }))
  })
}

/** A square root, above or below the bar. */
const isRoot = (q: Expr | undefined): boolean =>
  q?.kind === 'num' && q.value.den === 2 && Math.abs(Number(q.value.num)) === 1

/** Real, and a + k*b > 0 for some k > 0; or r - c and r + c for a root r, which is in the right half of the complex plane. */
function neverBothNegative(a: Expr, b: Expr, facts: Facts): boolean {
  const [difference, middle] = [sub(a, b), mul(half, add(a, b))]
  if (difference.kind === 'num' && isCall(middle, 'pow') && equal(middle.args[1] as Expr, half)) return true
  if (!facts.of(a).real || !facts.of(b).real) return false
  if ([a, b].some(x => facts.prove(call('ge', [x, zero])) === true)) return true
  return ratios(a, b).some(k => facts.prove(call('gt', [add(a, mul(num(k), b)), zero])) === true)
}

/** The positive k for which a term of a cancels one of k*b. */
function ratios(a: Expr, b: Expr): Rational[] {
  const terms = (e: Expr): readonly Expr[] => termsOf(e)
  return terms(a).flatMap(s =>
    terms(b).flatMap(t => {
      const q = mul(s, pow(t, num(-1)))
      return q.kind === 'num' && q.value.sign() < 0 && s.kind !== 'num' ? [q.value.neg()] : []
    }),
  )
}
