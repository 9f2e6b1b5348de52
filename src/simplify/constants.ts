/**
 * Values of functions at constants, where people know them: sec(pi/4) is sqrt(2), asin(sqrt(3)/2) is pi/3, cosh(log(2)) is 5/4, and
 * quotients and sums of them that are plainer: log(8)/log(2) is 3, (1 + i)/(1 - i) is i, atan(1/2) + atan(1/3) is pi/4. What is
 * not known so stays. An inverse function's value is guessed by its number and taken only where the function itself confirms it.
 */
import { evaluate } from '../evaluate/evaluate.js'
import { add, call, div, isNegative, minusOne, mul, num, one, pi, pow, product, sub, zero } from '../expr/build.js'
import { isInverse } from '../expr/factors.js'
import { isFormalCall } from '../expr/formal.js'
import { type Call, type Expr, factorsOf, isCall, rawCall } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { fold, postorder, someCall, withArgs } from '../expr/walk.js'
import { commonFactor, Rational } from '../number/rational.js'
import { simplify } from './simplify.js'

/** Functions by others whose values at angles are known. */
const BY_OTHERS: Readonly<Record<string, (u: Expr) => Expr>> = {
  sec: u => pow(call('cos', [u]), minusOne),
  csc: u => pow(call('sin', [u]), minusOne),
  cot: u => div(call('cos', [u]), call('sin', [u])),
}

const HALF = num(Rational.of(1, 2))
const imaginaryUnit = rawCall('i', [])

/** Hyperbolic functions of log(c) by c, for symbols too. */
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
    if (next.kind !== 'call' || next.args.length === 0) return next
    return (next.mask === 0 ? knownValue(next) : plainer(next)) ?? next
  })
}

/** What has symbols, but constants or a logarithm to be valued. */
function plainer(e: Call): Expr | undefined {
  if (e.head === 'mul') return ofLogarithms(e)
  if (e.head === 'add') return ofArctangents(e)
  // Not tanh(log(1 + e^x)), which has its digits where 1 - 2/(u^2 + 1) loses them.
  const u = isCall(e.args[0], 'log') && e.args[0].args.length === 1 ? e.args[0].args[0] : undefined
  const isProduct = u && !someCall(u, n => n.head !== 'mul' && n.head !== 'pow')
  return isProduct ? hyperbolic(e.head)?.(u) : undefined
}

const hyperbolic = (head: string): ((c: Expr) => Expr) | undefined =>
  Object.hasOwn(OF_LOGARITHM, head) ? OF_LOGARITHM[head] : undefined

function knownValue(e: Call): Expr | undefined {
  if (e.head === 'add') return ofArctangents(e)
  if (e.head === 'mul') return ofLogarithms(e) ?? gaussian(e)
  if (e.head === 'pow') return gaussian(e)
  if (e.head === 'cbrt' || e.head === 'root') return rootOut(e)
  const [u, v] = e.args as [Expr, Expr | undefined]
  const other = Object.hasOwn(BY_OTHERS, e.head) ? BY_OTHERS[e.head] : undefined
  if (other !== undefined) return isAngle(u) ? confirmed(other(u)) : undefined
  const exponential = hyperbolic(e.head)
  if (exponential !== undefined) return isCall(u, 'log') ? exponential(u.args[0] as Expr) : undefined
  if (e.head === 'atan2' && v !== undefined && v.kind === 'num' && v.value.sign() > 0)
    return angleOf(call('atan', [div(u, v)]))
  return angleOf(e)
}

/** Powers of one number are told up to this exponent. */
const HIGHEST = 64

/** log(8)/log(4) is 3/2: 8^2 is 4^3. */
function ofLogarithms(e: Call): Expr | undefined {
  for (const above of e.args) {
    const a = argumentOfLog(above)
    if (a === undefined) continue
    for (const below of e.args) {
      const b = isInverse(below) ? argumentOfLog(below.args[0] as Expr) : undefined
      const ratio = b && ratioOfLogs(a, b)
      if (ratio !== undefined) return product([num(ratio), ...e.args.filter(f => f !== above && f !== below)])
    }
  }
  return undefined
}

/** The positive rational number that it is the logarithm of. */
function argumentOfLog(e: Expr): Rational | undefined {
  const u = isCall(e, 'log') ? e.args[0] : undefined
  return u?.kind === 'num' && !u.decimal && u.value.sign() > 0 ? u.value : undefined
}

/** p/q where a^q is b^p. */
function ratioOfLogs(a: Rational, b: Rational): Rational | undefined {
  const ratio = Math.log(a.toNumber()) / Math.log(b.toNumber())
  for (let q = 1; q <= HIGHEST; q++) {
    const p = Math.round(ratio * q)
    if (Math.abs(p) > HIGHEST || Math.abs(ratio * q - p) > CLOSE) continue
    return p !== 0 && a.powInt(q).equals(b.powInt(p)) ? Rational.of(p, q) : undefined
  }
  return undefined
}

/** cbrt(16) is 2*cbrt(2). */
function rootOut(e: Call): Expr | undefined {
  const [u, n = num(3)] = e.args as [Expr, Expr | undefined]
  if (u.kind !== 'num' || n.kind !== 'num' || u.decimal || u.value.sign() <= 0) return undefined
  const [outside, root, ...others] = factorsOf(pow(u, pow(n, minusOne)))
  if (outside?.kind !== 'num' || !isCall(root, 'pow') || others.length > 0) return undefined
  const [inside, exponent] = root.args as [Expr, Expr]
  return equal(mul(exponent, n), one) ? mul(outside, call(e.head, [inside, ...e.args.slice(1)])) : undefined
}

/** Multiples of arctangents that come to one of pi/4: atan(1/2) + atan(1/3), for (2 + i)*(3 + i) is 5 + 5*i. */
function ofArctangents(e: Call): Expr | undefined {
  const [found, others]: [Arctangent[], Expr[]] = [[], []]
  for (const t of e.args) {
    const a = arctangentOf(t)
    if (a === undefined) others.push(t)
    else found.push(a)
  }
  if (found.length < 2) return undefined
  const measure = commonFactor(found.map(a => a.times))
  const counts = found.map(a => a.times.div(measure).smallInt())
  if (!counts.every(n => n !== undefined && Math.abs(n) <= HIGHEST)) return undefined
  const powers = found.map((a, k) => powerOfGaussian([Rational.ONE, a.of], counts[k] as number) as Gaussian)
  const [real, imaginary] = powers.reduce(timesGaussian)
  if (!real.isZero() && !imaginary.isZero() && !real.abs().equals(imaginary.abs())) return undefined
  // The product tells the angle but for whole turns, which are far apart.
  const angle = found.reduce((sum, a, k) => sum + (counts[k] as number) * Math.atan(a.of.toNumber()), 0)
  const quarters = Rational.of(Math.round(angle / (Math.PI / 4)), 4)
  return add(...others, product([num(measure), num(quarters), pi]))
}

/** A multiple of the arctangent of a rational number. */
interface Arctangent {
  readonly times: Rational
  readonly of: Rational
}

function arctangentOf(t: Expr): Arctangent | undefined {
  const [c, f] = isCall(t, 'mul') && t.args.length === 2 ? (t.args as [Expr, Expr]) : [one, t]
  const u = isCall(f, 'atan') ? f.args[0] : undefined
  if (c.kind !== 'num' || c.decimal || u?.kind !== 'num' || u.decimal) return undefined
  return { times: c.value, of: u.value }
}

/** A quotient of whole numbers with i in it, as a + b*i: (1 + i)/(1 - i) is i. */
function gaussian(e: Call): Expr | undefined {
  const divides = factorsOf(e).some(
    f => isCall(f, 'pow') && isNegative(f.args[1] as Expr) && f.args[0]?.kind === 'call',
  )
  const parts = divides ? fold<Gaussian | undefined>(e, gaussianOf) : undefined
  return parts && add(num(parts[0]), mul(num(parts[1]), imaginaryUnit))
}

type Gaussian = readonly [real: Rational, imaginary: Rational]

function gaussianOf(e: Expr, args: readonly (Gaussian | undefined)[]): Gaussian | undefined {
  if (e.kind === 'num') return e.decimal ? undefined : [e.value, Rational.ZERO]
  if (e.kind === 'sym') return undefined
  if (isCall(e, 'i')) return [Rational.ZERO, Rational.ONE]
  if (!args.every(a => a !== undefined)) return undefined
  switch (e.head) {
    case 'add':
      return args.reduce((a, b) => [a[0].add(b[0]), a[1].add(b[1])])
    case 'mul':
      return args.reduce(timesGaussian)
    case 'pow': {
      const n = wholeOf(e.args[1])
      return n === undefined || Math.abs(n) > HIGHEST ? undefined : powerOfGaussian(args[0] as Gaussian, n)
    }
    default:
      return undefined
  }
}

const timesGaussian = ([a, b]: Gaussian, [c, d]: Gaussian): Gaussian => [a.mul(c).sub(b.mul(d)), a.mul(d).add(b.mul(c))]

function powerOfGaussian([a, b]: Gaussian, n: number): Gaussian | undefined {
  const size = a.mul(a).add(b.mul(b))
  if (size.isZero()) return undefined
  const base: Gaussian = n < 0 ? [a.div(size), b.neg().div(size)] : [a, b]
  return Array.from({ length: Math.abs(n) }, () => base).reduce(timesGaussian, [Rational.ONE, Rational.ZERO])
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
