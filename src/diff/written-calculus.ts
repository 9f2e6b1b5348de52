/** The rules of calculus.ts for what is differentiated as it was written (expr/written.ts): those of its signs, and of all else the same. */
import { half } from '../expr/build.js'
import type { Call, Expr } from '../expr/node.js'
import { SIGN } from '../expr/written.js'
import { type Algebra, differentiate, powerRule, productRule, type Step } from './calculus.js'

/** The derivative of a call, canonical or written, given those of its arguments. */
export function differentiateWritten<T>(
  e: Call,
  d: readonly T[],
  x: Expr,
  algebra: Algebra<T>,
  below?: (e: Expr) => T,
): Step<T> {
  const [a, b] = e.args as [Expr, Expr]
  const [da, db] = d as readonly [T, T]
  const { of, product, isZero } = algebra
  switch (e.head) {
    case SIGN.plus:
      return { rule: 'sum', value: algebra.sum(d.filter(t => !isZero(t))) }
    case SIGN.times:
      return { rule: 'product', value: productRule(e.args, d, algebra) }
    case SIGN.minus:
      return { rule: 'product', value: algebra.negative(da) }
    case SIGN.over: {
      if (isZero(db)) return { rule: 'quotient', value: product([da, algebra.inverse(b)]) }
      const loss = algebra.negative(product([of(a), algebra.inverse(b), db, algebra.inverse(b)]))
      return { rule: 'quotient', value: isZero(da) ? loss : algebra.sum([product([da, algebra.inverse(b)]), loss]) }
    }
    case SIGN.power:
      return powerRule(e, da, db, algebra)
    case SIGN.root:
      return { rule: 'power', value: product([of(half), algebra.lowered(a, half), da]) }
    default:
      return differentiate(e, d, x, algebra, below)
  }
}
