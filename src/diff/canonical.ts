/** The algebra of derivatives in canonical form, for the rules of calculus.ts. */
import { call, list, log, minusOne, mul, one, pow, product, sum, zero } from '../expr/build.js'
import { type Expr, isCall, termsOf } from '../expr/node.js'
import type { Algebra } from './calculus.js'
import { partial, partialByEntry } from './partial.js'

export const CANONICAL: Algebra<Expr> = {
  zero,
  one,
  isZero: e => e === zero,
  of: e => e,
  sum,
  product,
  negative: e => mul(minusOne, e),
  lowered: (base, exponent) => pow(base, sum([exponent, minusOne])),
  inverse: e => pow(e, minusOne),
  log: base => (isCall(base, 'e') ? one : log(base)),
  partial: (r, e, k, entry) => (entry === undefined ? partial(r, e, k) : partialByEntry(e, k, entry)),
  shifts: true,
  addends: e => termsOf(e),
  value: e => e,
  canonical: e => e,
  piecewise: (branches, otherwise) => call('piecewise', [...branches.flat(), ...(otherwise ? [otherwise] : [])]),
  list,
  items: e => (isCall(e, 'list') ? e.args : undefined),
}
