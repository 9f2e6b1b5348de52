/**
 * Mistaken rules: what comes out where one rule of differentiation is applied as people misapply it. Each is an expression beside the
 * right derivative; a claim that has the values of one at every point that is looked at is explained by it.
 */

import { derivative } from '../diff/derivative.js'
import { isOpenBody } from '../expr/binding.js'
import { add, div, log, minusOne, mul, neg, num, one, pi, pow, product, sub } from '../expr/build.js'
import { isInverse } from '../expr/factors.js'
import { isCondition } from '../expr/kind.js'
import { type Call, type Expr, isCall, sym } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { contains, postorder, replaced } from '../expr/walk.js'

/** A derivative made by a mistaken rule, and what the mistake is. */
export interface Misrule {
  readonly says: string
  readonly slope: Expr
}

/** Larger expressions are not looked at, nor more inner functions. */
const MOST_NODES = 300
const MOST_INNER = 30

/** Stands for a part of the function. No text has such a name. */
const PART = sym('[part]')
const ANGLES: ReadonlySet<string> = new Set(['sin', 'cos', 'tan', 'sec', 'csc', 'cot'])

/** What may have been taken for `right`, the derivative of f by x; the likelier first. */
export function misrules(f: Expr, x: Expr, right: Expr): Misrule[] {
  const nodes = postorder(f)
  if (nodes.length > MOST_NODES) return []
  // What holds a bound variable has no value of its own.
  const inner = nodes.filter(
    (n): n is Call => n.kind === 'call' && contains(n, x) && !isCondition(n) && n.head !== 'list' && !isOpenBody(n),
  )
  const local = inner
    .slice(-MOST_INNER)
    .reverse()
    .flatMap(n => {
      const outer = replaced(derivative(replaced(f, n, PART), PART), PART, n)
      const own = derivative(n, x)
      return [...wrongSlopes(n, x, own), ...underived(n, x)].map(w => ({
        says: w.says,
        slope: add(right, mul(outer, sub(w.slope, own))),
      }))
    })
  return [...(isCall(f, 'add') ? wrongTerms(f.args, x, right) : []), ...local, ...wrongWholes(nodes, x, right)]
}

const wrongTerms = (terms: readonly Expr[], x: Expr, right: Expr): Misrule[] =>
  terms.flatMap(t => {
    const own = derivative(t, x)
    if (!contains(t, x))
      return [{ says: `the derivative of ${t}, which does not depend on ${x}, is 0`, slope: add(right, t) }]
    return [
      { says: `the derivative of the term ${t} is missing`, slope: sub(right, own) },
      { says: `the sign of the derivative of the term ${t} is the opposite`, slope: sub(right, mul(num(2), own)) },
      { says: `the term ${t} stands as it was, without its derivative`, slope: add(sub(right, own), t) },
    ]
  })

/** What people take for the derivative of one call. */
function wrongSlopes(n: Call, x: Expr, own: Expr): Misrule[] {
  if (isCall(n, 'mul')) return wrongProducts(n, x, own)
  if (isCall(n, 'pow')) return wrongPowers(n, x)
  const [u, ...others] = n.args
  if (u === undefined || others.length > 0) return []
  const within = replaced(derivative(replaced(n, u, PART), PART), PART, derivative(u, x))
  return [
    { says: `the sign of the derivative of ${n} is the opposite`, slope: neg(own) },
    ...(equal(u, x)
      ? []
      : [{ says: `the derivative of ${n} is at ${u}, times the derivative of ${u}`, slope: within }]),
  ]
}

/** A function in the place of its derivative, with or without the inner derivative. */
function underived(n: Call, x: Expr): Misrule[] {
  const says = `${n} stands as it was, without its derivative`
  const moving = n.args.filter(u => contains(u, x))
  const [u] = moving
  if (u === undefined || moving.length > 1 || isCondition(u)) return [{ says, slope: n }]
  return [
    { says, slope: mul(n, derivative(u, x)) },
    { says, slope: n },
  ]
}

function wrongProducts(n: Call, x: Expr, own: Expr): Misrule[] {
  const factors = n.args.filter(u => contains(u, x))
  if (factors.length < 2) return []
  const rest = product([one, ...n.args.filter(u => !contains(u, x))])
  const slopes = factors.map(u => derivative(u, x))
  const term = (k: number): Expr => product([rest, slopes[k] as Expr, ...factors.filter((_, j) => j !== k)])
  const missing = factors.map((u, k) => ({
    says: `the product rule for ${n} has a term with the derivative of ${u}, which is missing`,
    slope: sub(own, term(k)),
  }))
  const below = factors.filter(isInverse).map(u => pow(u, minusOne))
  const [v] = below
  if (v === undefined || below.length > 1)
    return [
      {
        says: `the derivative of the product ${n} is not the product of the derivatives`,
        slope: product([rest, ...slopes]),
      },
      ...missing,
    ]
  const u = product([rest, ...factors.filter(g => !isInverse(g))])
  return [
    {
      says: `the derivative of the quotient ${n} is not the quotient of the derivatives`,
      slope: div(derivative(u, x), derivative(v, x)),
    },
    { says: `the quotient rule for ${n} has the square of ${v} below`, slope: mul(own, v) },
    { says: `the terms of the quotient rule for ${n} have their signs exchanged`, slope: neg(own) },
    ...missing,
  ]
}

function wrongPowers(n: Call, x: Expr): Misrule[] {
  const [b, p] = n.args as [Expr, Expr]
  const [db, dp] = [derivative(b, x), derivative(p, x)]
  const byPower = product([p, pow(b, sub(p, one))])
  if (contains(p, x)) {
    const power = { says: `in ${n} the exponent depends on ${x}: the power rule is for constant exponents` }
    if (contains(b, x)) return [{ ...power, slope: mul(byPower, db) }]
    return [
      { ...power, slope: byPower },
      { ...power, slope: mul(byPower, dp) },
      { says: `the derivative of ${n} has the factor ${log(b)}`, slope: mul(n, dp) },
    ]
  }
  return [
    { says: `the exponent of ${n} is lowered by one`, slope: product([p, n, db]) },
    { says: `the exponent of ${n} is lowered by one, and once only`, slope: product([p, pow(b, sub(p, num(2))), db]) },
    { says: `the exponent of ${n} stands as a factor before it`, slope: mul(pow(b, sub(p, one)), db) },
    ...(equal(b, x)
      ? []
      : [{ says: `the derivative of ${b} stands beside the power, not in it`, slope: mul(p, pow(db, sub(p, one))) }]),
  ]
}

/** Mistakes of the whole: a name as a factor, angles in degrees. */
function wrongWholes(nodes: readonly Expr[], x: Expr, right: Expr): Misrule[] {
  const names = nodes.filter(n => n.kind === 'sym' && n.level === 0)
  const inDegrees = nodes.some(n => n.kind === 'call' && ANGLES.has(n.head) && contains(n, x))
  return [
    ...names.flatMap(v => [
      { says: `a factor ${v} is missing`, slope: div(right, v) },
      { says: `a factor ${v} is too many`, slope: mul(right, v) },
    ]),
    ...(inDegrees
      ? [{ says: 'the angle is in radians, not in degrees', slope: replaced(right, x, div(mul(x, pi), num(180))) }]
      : []),
  ]
}
