/**
 * Limits at removable points, as of sin(x)/x at 0: by L'Hopital's rule, for quotients of sums, products, whole powers and functions
 * that are smooth wherever they have a value. Undefined where no limit is found.
 */

import { minusOne, mul, one, pow, product, sum } from '../expr/build.js'
import { isInverse } from '../expr/factors.js'
import { ExprMap } from '../expr/map.js'
import { type Expr, factorsOf, isCall, isValueless, type Num } from '../expr/node.js'
import { isZero } from '../expr/numbers.js'
import { postorder, replaced } from '../expr/walk.js'

/** How often both parts of a quotient are differentiated. */
const MOST_ROUNDS = 6
const MOST_NODES = 200

const SMOOTH: ReadonlySet<string> = new Set(
  (
    'add mul pow e pi i sin cos tan sec csc cot sinh cosh tanh sech csch coth ' +
    'log log1p expm1 asin acos atan asinh atanh erf erfc sinc sigmoid softplus si besselj jn gamma digamma'
  ).split(' '),
)

/** The limit of `e` as x goes to r; `slope` differentiates. */
export function limitAt(e: Expr, x: Expr, r: Expr, slope: (e: Expr) => Expr): Expr | undefined {
  let whole = e
  for (let round = 0; round <= MOST_ROUNDS; round++) {
    const nodes = postorder(whole)
    if (nodes.length > MOST_NODES || nodes.some(n => n.kind === 'call' && !SMOOTH.has(n.head))) return undefined
    const quotient = overOneBar(whole)
    const direct = [whole, quotient].map(f => replaced(f, x, r)).find(f => !isValueless(f))
    if (direct !== undefined) return direct
    const [above, below] = parts(quotient)
    if (below === one) return undefined
    const [n, d] = [replaced(above, x, r), replaced(below, x, r)]
    if (isValueless(n) || isValueless(d) || !isZero(n) || !isZero(d)) return undefined
    whole = mul(slope(above), pow(slope(below), minusOne))
  }
  return undefined
}

/** A sum over the product of all that its terms are divided by. */
function overOneBar(e: Expr): Expr {
  if (!isCall(e, 'add')) return e
  const lowest = new ExprMap<Num>()
  for (const f of e.args.flatMap(factorsOf).filter(isInverse)) {
    const [base, exponent] = f.args as [Expr, Num]
    const old = lowest.get(base)
    if (old === undefined || exponent.value.compare(old.value) < 0) lowest.set(base, exponent)
  }
  const below = [...lowest.entries()].map(([base, exponent]) => pow(base, exponent))
  if (below.length === 0) return e
  const inverse = product([one, ...below.map(f => pow(f, minusOne))])
  return product([sum(e.args.map(t => mul(t, inverse))), ...below])
}

/** Numerator and denominator of a product. */
function parts(e: Expr): [Expr, Expr] {
  const factors = factorsOf(e)
  return [
    product([one, ...factors.filter(f => !isInverse(f))]),
    product([one, ...factors.filter(isInverse).map(f => pow(f, minusOne))]),
  ]
}
