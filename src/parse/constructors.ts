/**
 * What arithmetic is built with as a text is given its meaning: the canonical constructors, or those that keep everything where it was
 * written (written.ts).
 */
import { call, minusOne, neg, pow } from '../expr/build.js'
import type { Expr } from '../expr/node.js'

/** What arithmetic is built with: the canonical constructors, or those that keep it as it was written. */
export interface Constructors {
  readonly neg: (a: Expr) => Expr
  readonly sum: (terms: Expr[]) => Expr
  /** A product; `inverted` says of each factor whether it divides. */
  readonly product: (factors: Expr[], inverted: readonly boolean[], negative: boolean) => Expr
  readonly pow: (base: Expr, exponent: Expr) => Expr
  readonly call: (head: string, args: Expr[]) => Expr
}

export const canonicalConstructors: Constructors = {
  neg,
  sum: terms => call('add', terms),
  product: (factors, inverted, negative) => {
    for (let k = 0; k < factors.length; k++) if (inverted[k]) factors[k] = pow(factors[k] as Expr, minusOne)
    return call('mul', negative ? [minusOne, ...factors] : factors)
  },
  pow,
  call,
}
