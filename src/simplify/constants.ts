/**
 * Values of functions at constants, where people know them: sec(pi/4) is sqrt(2), asin(sqrt(3)/2) is pi/3, cosh(log(2)) is 5/4. What is
 * not known so stays. An inverse function's value is guessed by its number and taken only where the function itself confirms it.
 */
import { evaluate } from '../evaluate/evaluate.js'
import { add, call, div, minusOne, mul, num, one, pi, pow, sub, zero } from '../expr/build.js'
import { isFormalCall } from '../expr/formal.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { fold, postorder, withArgs } from '../expr/walk.js'
import { Rational } from '../number/rational.js'
import { simplify } from './simplify.js'

/** Functions by others whose values at angles are known. */
const BY_OTHERS: Readonly<Record<string, (u: Expr) => Expr>> = {
  sec: u => pow(call('cos', [u]), minusOne),
  csc: u => pow(call('sin', [u]), minusOne),
  cot: u => div(call('cos', [u]), call('sin', [u])),
}

const HALF = num(Rational.of(1, 2))

/** Hyperbolic functions of log(c) by c. */
const OF_LOGARITHM: Readonly<Record<string, (c: Expr) => Expr>> = {
  sinh: c => mul(HALF, sub(c, div(one, c))),
  cosh: c => mul(HALF, add(c, div(one, c))),
  tanh: c => div(sub(pow(c, num(2)), one), add(pow(c, num(2)), one)),
}

/** What each inverse function undoes. */
const INVERSES: Readonly<Record<string, string>> = {
  asin: 'sin',
  acos: 'cos',
  atan: 'tan',
  asec: 'sec',
  acsc: 'csc',
  acot: 'cot',
}

/** Angles are multiples of pi/12. */
const PARTS = 12
const CLOSE = 1e-9

/** The expression with its constant parts valued. */
export function withKnownConstants(e: Expr): Expr {
  return fold<Expr>(e, (n, args) => {
    if (n.kind !== 'call' || args.length === 0) return n
    const next = withArgs(n, args)
    return next.kind === 'call' && next.mask === 0 && next.args.length > 0 ? (knownValue(next) ?? next) : next
  })
}

function knownValue(e: Call): Expr | undefined {
  const [u, v] = e.args as [Expr, Expr | undefined]
  const other = Object.hasOwn(BY_OTHERS, e.head) ? BY_OTHERS[e.head] : undefined
  if (other !== undefined) return isAngle(u) ? confirmed(other(u)) : undefined
  const exponential = Object.hasOwn(OF_LOGARITHM, e.head) ? OF_LOGARITHM[e.head] : undefined
  if (exponential !== undefined) return isCall(u, 'log') ? exponential(u.args[0] as Expr) : undefined
  if (e.head === 'atan2' && v !== undefined && v.kind === 'num' && v.value.sign() > 0)
    return angleOf(call('atan', [div(u, v)]))
  return angleOf(e)
}

/** A multiple of pi. */
const isAngle = (u: Expr): boolean =>
  u === zero || u === pi || (isCall(u, 'mul') && u.args.length === 2 && u.args[0]?.kind === 'num' && u.args[1] === pi)

/** What has no function left in it. */
function confirmed(e: Expr): Expr | undefined {
  if (e.kind === 'call' && e.singular) return undefined
  const value = simplify(e)
  return postorder(value).some(n => n.kind === 'call' && n.args.length > 0 && !ARITHMETIC.has(n.head))
    ? undefined
    : value
}

const ARITHMETIC: ReadonlySet<string> = new Set(['add', 'mul', 'pow'])

/** The angle that an inverse function answers, where it is a known one. */
function angleOf(e: Expr): Expr | undefined {
  if (e.kind !== 'call' || !Object.hasOwn(INVERSES, e.head) || postorder(e).some(isFormalCall)) return undefined
  const value = evaluate(e, {}, { undefined: 'nan' })
  const parts = (value / Math.PI) * PARTS
  const k = Math.round(parts)
  if (!(Math.abs(parts - k) < CLOSE)) return undefined
  const angle = mul(num(Rational.of(k, PARTS)), pi)
  const back = call(INVERSES[e.head] as string, [angle])
  const [u] = e.args as [Expr]
  const image = knownValue(back as Call) ?? simplify(back)
  return equal(image, u) || simplify(sub(image, u)) === zero ? angle : undefined
}
