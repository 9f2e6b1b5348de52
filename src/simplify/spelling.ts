/**
 * One spelling for expressions that differ by numbers multiplied into sums alone: 5*(x + 1) and 5*x + 5, q*(y - x) and -q*(x - y),
 * sqrt(2)*sqrt(x + 1) and sqrt(2*x + 2). A sum that is a factor is primitive: its coefficients are coprime whole numbers, the
 * first of them positive; a number alone is multiplied into a sum; a root of a number joins the root of a sum of the same degree.
 * Simplification starts from this spelling, so that its answer does not depend on which one was written.
 */

import { call, minusOne, mul, num, pow, product, sum } from '../expr/build.js'
import { isEvenPower } from '../expr/factors.js'
import { type Call, type Expr, factorsOf, isCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { rewritten } from '../expr/walk.js'
import { row } from '../functions/table.js'
import { commonFactor, Rational } from '../number/rational.js'

/** Sums with more terms than this stay as they were written. */
const WIDEST = 40

/** The expression in the one spelling; the same object where it has it already. */
export function respelt(e: Expr): Expr {
  return rewritten(e, fresh => {
    return isCall(fresh, 'mul') || isCall(fresh, 'pow') ? factorsRespelt(fresh) : turned(fresh)
  })
}

/** f(y - x) as -f(x - y) of odd functions, and f(x - y) of even ones. */
export function turned(e: Expr): Expr {
  const [u, ...others] = e.kind === 'call' ? e.args : []
  const parity = e.kind === 'call' && others.length === 0 ? row(e.head, 1)?.parity : undefined
  if (e.kind !== 'call' || parity === undefined || !isBackward(u)) return e
  const other = call(e.head, [opposite(u as Expr)])
  return parity === 'odd' ? mul(minusOne, other) : other
}

/**
 * Differences turned so that their first coefficient is positive wherever that costs nothing: below even powers, in even functions,
 * and two by two in products.
 */
export function oriented(e: Expr): Expr {
  return rewritten(e, fresh => {
    if (isCall(fresh, 'mul')) return factorsOriented(fresh)
    if (fresh.kind === 'call' && isEvenPower(fresh)) return pow(unsigned(fresh.args[0] as Expr), fresh.args[1] as Expr)
    return fresh.kind === 'call' && row(fresh.head, fresh.args.length)?.parity === 'even' ? turned(fresh) : fresh
  })
}

/** The same up to its sign. */
function unsigned(e: Expr): Expr {
  if (isBackward(e)) return opposite(e)
  const other = e.kind === 'call' && row(e.head, e.args.length)?.parity === 'odd' ? turned(e) : e
  return isCall(other, 'mul') ? product(other.args.slice(1)) : other
}

/** Of the factors that change their sign when turned an even number are. */
function factorsOriented(e: Call): Expr {
  if (e.args.length > WIDEST) return e
  const places = e.args.flatMap((f, k) => (isBackward(f) || isOddPower(f) ? [k] : []))
  const turning = new Set(places.slice(0, places.length & ~1))
  if (turning.size === 0) return e
  return product(e.args.map((f, k) => (turning.has(k) ? opposite(f) : f)))
}

/** An odd whole power of a sum that is backward. */
const isOddPower = (f: Expr): boolean =>
  isCall(f, 'pow') &&
  isBackward(f.args[0]) &&
  f.args[1]?.kind === 'num' &&
  f.args[1].value.isInteger() &&
  !isEvenPower(f)

/** A sum with the other sign, or an odd power of one. */
export const opposite = (f: Expr): Expr =>
  isCall(f, 'pow')
    ? pow(opposite(f.args[0] as Expr), f.args[1] as Expr)
    : sum((f as Call).args.map(a => mul(minusOne, a)))

/** A sum without its numeric factor, and the sign of that; undefined among decimals. */
export function directed(e: Call): { readonly sum: Expr; readonly sign: number } | undefined {
  const c = e.args.length <= WIDEST ? content(e) : undefined
  return c && { sum: scaled(e, c.inverse()), sign: c.sign() }
}

/** Whether the first coefficient of a sum is negative. */
function isBackward(e: Expr | undefined): boolean {
  return isCall(e, 'add') && e.args.length <= WIDEST && (content(e)?.sign() ?? 1) < 0
}

function factorsRespelt(e: Call): Expr {
  const factors = factorsOf(e)
  if (factors.length > WIDEST) return e
  const parts = factors.flatMap(primitive)
  const whole = parts.length === factors.length ? e : product(parts)
  return isCall(whole, 'mul') ? multipliedIn(joinedRoots(whole)) : whole
}

/** (c*P)^q as c^q and P^q for a primitive sum P; of a root only c > 0 may come out. */
function primitive(f: Expr): Expr[] {
  const [base, exponent] = isCall(f, 'pow') ? (f.args as [Expr, Expr]) : [f, num(1)]
  if (!isCall(base, 'add') || exponent.kind !== 'num' || base.args.length > WIDEST) return [f]
  const c = content(base)
  if (c === undefined) return [f]
  const scale = exponent.value.isInteger() ? c : c.abs()
  if (scale.isOne()) return [f]
  return [pow(num(scale), exponent), pow(scaled(base, scale.inverse()), exponent)]
}

const scaled = (e: Call, c: Rational): Expr => sum(e.args.map(a => mul(num(c), a)))

/** The rational by which a sum is a primitive one, with the sign of its first coefficient; undefined among decimals. */
function content(e: Call): Rational | undefined {
  const all = e.args.map(coefficientOf)
  if (!all.every(c => c !== undefined)) return undefined
  const first = coefficientOf(leading(e)) as Rational
  const size = commonFactor(all)
  return first.sign() < 0 ? size.neg() : size
}

/** The term that is to be positive: of x - m the one in x, as people write it, else the first that is no number. */
const leading = (e: Call): Expr => e.args.find(isVariable) ?? (e.args.find(a => a.kind !== 'num') as Expr)

/** Whether a term is a multiple of a symbol from the end of the alphabet, or of its power. */
function isVariable(term: Expr): boolean {
  const factors = factorsOf(term)
  return factors.some(f => {
    const base = isCall(f, 'pow') ? f.args[0] : f
    return base?.kind === 'sym' && /^[u-z]/i.test(base.name)
  })
}

/** The rational factor of a term, of which 1/sqrt(2) is sqrt(2)/2; undefined where it is a decimal. */
function coefficientOf(term: Expr): Rational | undefined {
  const factors = factorsOf(term)
  const [first] = factors
  if (first?.kind === 'num' && (first.decimal || first.value.isZero())) return undefined
  return factors.reduce((c, f) => c.mul(rationalPart(f)), Rational.ONE)
}

function rationalPart(f: Expr): Rational {
  if (f.kind === 'num') return f.value
  const [base, q] = isCall(f, 'pow') ? f.args : []
  return base?.kind === 'num' && q?.kind === 'num' && q.value.sign() < 0 && !base.value.isZero()
    ? base.value.inverse()
    : Rational.ONE
}

/** 2^q*P^q as (2*P)^q, where that is no whole power: only one root is left. */
function joinedRoots(e: Call): Expr {
  const roots = e.args.filter(f => isCall(f, 'pow') && f.args[0]?.kind === 'num' && f.args[1]?.kind === 'num') as Call[]
  for (const r of roots) {
    const [c, q] = r.args as [Expr, Expr]
    if (c.kind !== 'num' || c.value.sign() < 0) continue
    const partner = e.args.find(f => isCall(f, 'pow') && isCall(f.args[0], 'add') && equal(f.args[1] as Expr, q))
    if (partner === undefined) continue
    const base = scaled((partner as Call).args[0] as Call, c.value)
    return product([...e.args.filter(f => f !== r && f !== partner), pow(base, q)])
  }
  return e
}

/** A number times a sum, and nothing else, is that sum. */
function multipliedIn(e: Expr): Expr {
  const [c, s] = isCall(e, 'mul') && e.args.length === 2 ? e.args : []
  if (c?.kind !== 'num' || !isCall(s, 'add') || s.args.length > WIDEST) return e
  return sum(s.args.map(a => mul(c, a)))
}
