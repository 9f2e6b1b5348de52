/**
 * Parts of an expression that are related by what cancels only between them: of e^u and e^v with a short u - v one is written by the
 * other, a logarithm of squares by that of the absolute value, and a root of a sum of fractions by the roots of numerator and
 * denominator. Candidates only.
 */
import { call, e as E, half, mul, one, pow, product, sub, two, zero } from '../expr/build.js'
import { ExprMap } from '../expr/map.js'
import { type Call, type Expr, factorsOf, isCall } from '../expr/node.js'
import { fold, postorder, rewritten, withArgs } from '../expr/walk.js'
import { toFraction, writings } from '../polynomial/fraction.js'
import { type Costs, cost } from './cost.js'
import { factorings } from './factor.js'
import type { Facts } from './facts.js'
import { denominatorIn } from './faults.js'

/** More exponentials than this are not compared: the work grows with the square. */
const MOST = 6
/** Exponents smaller than this (as trees) have no shorter difference. */
const SMALLEST = 6
/** Terms that may be made for one difference. */
const PATIENCE = 2_000

/** Other ways to write the whole. */
export const relatedForms = (e: Expr, facts: Facts): Expr[] => [
  ...exponentials(e),
  ...[denominatorsOut(e, facts), logarithms(e, facts)].filter(f => f !== e),
]

/** e^u for the e^v from which it differs by a factor whose exponent is shorter than both. */
function exponentials(e: Expr): Expr[] {
  const found = postorder(e).filter(
    (n): n is Call => isCall(n, 'pow') && isCall(n.args[0], 'e') && (n.args[1] as Expr).size >= SMALLEST,
  )
  if (found.length < 2 || found.length > MOST) return []
  return found.flatMap(p => {
    const images = new ExprMap<Expr>()
    for (const q of found) {
      const factor = q === p ? undefined : quotient(q, p)
      if (factor !== undefined) images.set(q, mul(p, factor))
    }
    return images.size === 0 ? [] : [replaced(e, images)]
  })
}

/** e^(u - v), where that is shorter. */
function quotient(q: Call, p: Call): Expr | undefined {
  const [u, v] = [q.args[1] as Expr, p.args[1] as Expr]
  const work = { terms: PATIENCE }
  const difference = toFraction(sub(u, v), work)
  const costs: Costs = new Map()
  const limit = Math.min(cost(u, costs), cost(v, costs))
  const short = difference && writings(difference, work).find(d => cost(d, costs) < limit)
  return short && pow(E, short)
}

const replaced = (e: Expr, images: ExprMap<Expr>): Expr =>
  fold<Expr>(e, (node, args) => (node.kind === 'call' ? (images.get(node) ?? withArgs(node, args)) : node))

/** log(t^2) as 2*log(abs(t)), where the logarithm of an absolute value is there already. */
function logarithms(e: Expr, facts: Facts): Expr {
  if (!isCall(e, 'add') || !postorder(e).some(n => isCall(n, 'log') && isCall(n.args[0], 'abs'))) return e
  return fold<Expr>(e, (node, args) => {
    if (node.kind !== 'call') return node
    const root = isCall(node, 'log') ? rootOf(node.args[0] as Expr, facts) : undefined
    return root === undefined ? withArgs(node, args) : mul(two, call('log', [call('abs', [root])]))
  })
}

/** The real u of u^2, where each factor is an even power. */
function rootOf(square: Expr, facts: Facts): Expr | undefined {
  const roots = factorsOf(square).map(f => {
    const [base, n] = isCall(f, 'pow') ? f.args : []
    const even = n?.kind === 'num' && n.value.isInteger() && BigInt(n.value.num) % 2n === 0n
    return base !== undefined && even && facts.of(base).real ? pow(base, mul(half, n)) : undefined
  })
  return roots.every(r => r !== undefined) ? product([one, ...roots]) : undefined
}

/** sqrt(1 - z^2/r) as sqrt(r - z^2)/sqrt(r) for positive r. */
const denominatorsOut = (e: Expr, facts: Facts): Expr =>
  rewritten(e, fresh => {
    const [base, q] = isCall(fresh, 'pow') ? fresh.args : []
    if (q?.kind !== 'num' || q.value.isInteger() || !isCall(base, 'add') || denominatorIn(base) === undefined)
      return fresh
    return factorings(base).flatMap(w => split(w, q, facts))[0] ?? fresh
  })

/** (d^n)^q as d^(n*q), for positive d. */
function rootOfPower(f: Expr, q: Expr): Expr {
  const [d, n] = (f as Call).args as [Expr, Expr]
  return pow(d, mul(n, q))
}

/** (n/d)^q as n^q*d^(-q), where n is real and d is positive. */
function split(quotient: Expr, q: Expr, facts: Facts): Expr[] {
  if (!isCall(quotient, 'mul')) return []
  const isPositive = (f: Expr): boolean => {
    const [base, n] = isCall(f, 'pow') ? f.args : []
    return (
      base !== undefined && n?.kind === 'num' && n.value.sign() < 0 && facts.prove(call('ge', [base, zero])) === true
    )
  }
  const below = quotient.args.filter(isPositive)
  const above = product([one, ...quotient.args.filter(f => !below.includes(f))])
  const whole = below.length > 0 && facts.of(above).real && denominatorIn(above) === undefined
  return whole ? [product([pow(above, q), ...below.map(f => rootOfPower(f, q))])] : []
}
