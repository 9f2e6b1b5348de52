/** Square-free factors by Yun's algorithm (1976), one variable after another. */

import type { Integer } from '../number/integer.js'
import { gcd } from './gcd.js'
import {
  coefficientsIn,
  constant,
  contentOf,
  degreeIn,
  derivativeIn,
  dividedBy,
  divideExactly,
  isConstant,
  minus,
  type Polynomial,
  variable,
  type Work,
} from './polynomial.js'

export interface Factorization {
  readonly content: Integer
  /** Primitive, pairwise coprime, none constant. */
  readonly factors: readonly { readonly base: Polynomial; readonly exponent: number }[]
}

/** content * product of base^exponent, each base without a repeated factor. */
export function squareFree(p: Polynomial, work: Work): Factorization {
  const content = contentOf(p)
  const factors: { base: Polynomial; exponent: number }[] = []
  let rest = dividedBy(p, content)
  for (let x = 0; x < p.arity; x++) {
    const n = rest.terms.reduce((least, t) => Math.min(least, t.exponents[x] as number), Number.POSITIVE_INFINITY)
    if (n > 0 && n < Number.POSITIVE_INFINITY) {
      factors.push({ base: variable(p.arity, x), exponent: n })
      rest = divideExactly(rest, variable(p.arity, x, n), work) as Polynomial
    }
  }
  // What does not contain x is set aside and looked at by a later variable.
  for (let x = 0; x < p.arity && !isConstant(rest); x++) {
    if (degreeIn(rest, x) < 1) continue
    const outer = coefficientsIn(rest, x).reduce((g, c) => gcd(g, c, work), constant(p.arity, 0))
    yun(divideExactly(rest, outer, work) as Polynomial, x, factors, work)
    rest = outer
  }
  return { content, factors: factors.sort((a, b) => a.exponent - b.exponent) }
}

function yun(p: Polynomial, x: number, factors: { base: Polynomial; exponent: number }[], work: Work): void {
  if (degreeIn(p, x) === 1) {
    factors.push({ base: p, exponent: 1 })
    return
  }
  const derivative = derivativeIn(p, x)
  const repeated = gcd(p, derivative, work)
  let b = divideExactly(p, repeated, work) as Polynomial
  let d = minus(divideExactly(derivative, repeated, work) as Polynomial, derivativeIn(b, x))
  for (let n = 1; !isConstant(b); n++) {
    const a = gcd(b, d, work)
    if (!isConstant(a)) factors.push({ base: a, exponent: n })
    b = divideExactly(b, a, work) as Polynomial
    d = minus(divideExactly(d, a, work) as Polynomial, derivativeIn(b, x))
  }
}
