/**
 * Power series in t with exact coefficients, from some lowest power on (negative ones too) as far as they are known. Sums, products, powers
 * with constant exponents, and functions of a series by the Taylor coefficients of the function. Invariant: the first coefficient is
 * not zero as far as can be told, unless none is known to be. Source of the recurrence of powers: J. C. P. Miller; Knuth, TAOCP 2, 4.7.
 */
import { DomainError } from '../errors.js'
import { smallest } from '../expr/args.js'
import { div, mul, num, one, pow, product, sub, sum, zero } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { spend } from '../work.js'

/** The sum of `terms[k]*t^(low + k)`; powers from low + terms.length on are unknown. */
export interface Series {
  readonly low: number
  readonly terms: readonly Expr[]
}

/** Tells whether a coefficient is zero. */
export type IsZero = (e: Expr) => boolean

/** What an expansion asks of exact values. */
export interface Values {
  /** A value in its simplest form. */
  readonly settle: (e: Expr) => Expr
  readonly isZero: IsZero
}

/** Values with more nodes stay as they are: nobody reads them. */
const MOST_SETTLED = 500

/** The same, without looking for a simpler form of what is long. What divides by zero is refused all the same. */
export const sparing = ({ settle, isZero }: Values): Values => ({
  settle: e => (e.size > MOST_SETTLED && !(e.kind === 'call' && e.singular) ? e : settle(e)),
  isZero,
})

/** More powers are needed than were computed. */
export class TooShort extends Error {}

/** The first power that is not known. */
export const topOf = (s: Series): number => s.low + s.terms.length

export function normal(s: Series, isZero: IsZero): Series {
  const first = s.terms.findIndex(c => !isZero(c))
  if (first < 0) return { low: topOf(s), terms: [] }
  return first === 0 ? s : { low: s.low + first, terms: s.terms.slice(first) }
}

/** A constant, known up to a power. */
export const constantSeries = (c: Expr, top: number): Series =>
  c === zero ? { low: top, terms: [] } : { low: 0, terms: [c, ...new Array<Expr>(Math.max(0, top - 1)).fill(zero)] }

export const coefficient = (s: Series, power: number): Expr => s.terms[power - s.low] ?? zero

export function plusSeries(all: readonly Series[], isZero: IsZero): Series {
  const low = smallest(all.map(s => s.low))
  const top = smallest(all.map(topOf))
  const terms = Array.from({ length: Math.max(0, top - low) }, (_, k) => sum(all.map(s => coefficient(s, low + k))))
  return normal({ low, terms }, isZero)
}

export function timesSeries(a: Series, b: Series, isZero: IsZero): Series {
  const low = a.low + b.low
  const length = Math.min(a.terms.length, b.terms.length)
  spend(length * length)
  const terms = Array.from({ length }, (_, k) => convolution(a.terms, b.terms, k))
  return normal({ low, terms }, isZero)
}

function convolution(a: readonly Expr[], b: readonly Expr[], k: number): Expr {
  const parts: Expr[] = []
  for (let j = 0; j <= k; j++) {
    const [p, q] = [a[j] as Expr, b[k - j] as Expr]
    if (p !== zero && q !== zero) parts.push(mul(p, q))
  }
  return parts.length === 0 ? zero : sum(parts)
}

/** A power with a constant exponent. Raises `DomainError` where it has no expansion in whole powers. */
export function powerSeries(s: Series, exponent: Expr, top: number): Series {
  const n = wholeOf(exponent)
  const [lead] = s.terms
  if (lead === undefined) {
    if (n === undefined || n < 0) throw new TooShort('a power of what may be zero')
    return n === 0 ? constantSeries(one, top) : { low: s.low * n, terms: [] }
  }
  if (s.low !== 0 && n === undefined)
    throw new DomainError(`a power with the exponent ${exponent} is not smooth where its base is zero`, 'not-smooth')
  const out: Expr[] = [pow(lead, exponent)]
  spend(s.terms.length ** 2)
  for (let k = 1; k < s.terms.length; k++) {
    const parts: Expr[] = []
    for (let j = 1; j <= k; j++) {
      const [b, q] = [s.terms[j] as Expr, out[k - j] as Expr]
      if (b === zero || q === zero) continue
      parts.push(product([sub(mul(exponent, num(j)), num(k - j)), b, q]))
    }
    out.push(parts.length === 0 ? zero : div(sum(parts), mul(num(k), lead)))
  }
  return { low: s.low * (n ?? 0), terms: out }
}

/** f of a series, by the coefficients of f in powers of (u - u0), where u0 is the value of the series at 0. */
export function composedSeries(
  s: Series,
  coefficients: (count: number) => readonly Expr[],
  top: number,
  isZero: IsZero,
): Series {
  const inner = normal(s.low === 0 ? { low: 1, terms: s.terms.slice(1) } : s, isZero)
  if (inner.terms.length === 0) return { ...constantSeries(coefficients(1)[0] as Expr, Math.min(top, topOf(s))) }
  const limit = topOf(inner)
  const count = Math.ceil(limit / inner.low)
  const known = coefficients(count)
  // Of a multiple of t the powers need no products.
  if (inner.low === 1 && inner.terms.slice(1).every(c => c === zero)) {
    const [c] = inner.terms as readonly [Expr]
    return normal({ low: 0, terms: known.slice(0, limit).map((q, k) => mul(q, pow(c, num(k)))) }, isZero)
  }
  let out = constantSeries(known.at(-1) as Expr, limit)
  for (const q of known.slice(0, -1).reverse()) {
    const raised = timesPadded(out, inner, limit, isZero)
    out = plusSeries([raised, constantSeries(q, limit)], isZero)
  }
  return out
}

/** The product, known up to `limit` where the other factor is a polynomial. */
function timesPadded(a: Series, inner: Series, limit: number, isZero: IsZero): Series {
  const pad = (s: Series): Series => ({
    low: s.low,
    terms: [...s.terms, ...new Array<Expr>(Math.max(0, limit - topOf(s))).fill(zero)],
  })
  const made = timesSeries(pad(a), pad(inner), isZero)
  return { low: made.low, terms: made.terms.slice(0, Math.max(0, limit - made.low)) }
}

/** The Taylor coefficients of b^u at a point where its value is known; `rate` is log(b). */
export function exponentialCoefficients(value: Expr, rate: Expr, count: number): Expr[] {
  const out: Expr[] = [value]
  for (let k = 1; k < count; k++) out.push(div(mul(out[k - 1] as Expr, rate), num(k)))
  return out
}

/** The Taylor coefficients of log at a point. */
export function logarithmCoefficients(at: Expr, value: Expr, count: number): Expr[] {
  const out: Expr[] = [value]
  for (let k = 1; k < count; k++) out.push(div(num(k % 2 === 1 ? 1 : -1), mul(num(k), pow(at, num(k)))))
  return out
}
