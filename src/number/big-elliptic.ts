/**
 * Carlson's symmetric elliptic integrals of intervals of long numbers, by duplication: the arguments come together, and the integral lies
 * between its values at the least and at the largest of them (DLMF 19.26.18, 19.20; B. C. Carlson, Numer. Algorithms 10, 1995).
 */
import type { BigFloat } from './big-float.js'
import { type Arithmetic, type Big, hypergeometric, loose, sizeOf } from './big-hypergeometric.js'
import type { Enclosure, Interval } from './interval.js'
import { cos, sin } from './interval-angle.js'
import { Rational } from './rational.js'

type Few = readonly Big[]

/** The hull of intervals. */
const hullOf = (on: Arithmetic, all: Few): Big => all.reduce((a, b) => on.hull(a, b) as Big)

const roots = (on: Arithmetic, all: Few): Big[] | undefined => {
  const found = all.map(x => on.sqrt(x))
  return found.every(r => r !== undefined) ? (found as Big[]) : undefined
}

/** Whether the arguments have come together to so many bits. */
function isClose(on: Arithmetic, all: Few, bits: number): boolean {
  const hull = hullOf(on, all)
  const width = on.sub(on.make(hull.hi, hull.hi), on.make(hull.lo, hull.lo))
  return on.sign(hull.lo) > 0 && sizeOf(width) < sizeOf(hull) - bits + 8
}

/** The most steps: each brings the arguments together by a factor of 4. */
const stepsFor = (bits: number): number => Math.ceil(bits / 2) + 60

/** Arguments that have come together, what was split off from the integral, and the weight of what is left. */
interface Together {
  readonly all: Few
  readonly total: Big
  readonly scale: Big
}

/**
 * Duplication, until the arguments have come together; `part` is what a step splits off, of which each counts a quarter of the one before.
 * Nothing where a step has no real value.
 */
function together(
  on: Arithmetic,
  bits: number,
  given: Few,
  part?: (all: Few, roots: Few, sum: Big) => Enclosure<BigFloat>,
): Together | undefined {
  const quarter = on.quotient(1, 4)
  let all: Few = given.map(t => loose(on, t))
  let total = on.make(on.ends.zero, on.ends.zero)
  let scale = on.rationalOne()
  for (let k = 0; k < stepsFor(bits) && !isClose(on, all, bits); k++) {
    const r = roots(on, all)
    if (r === undefined) return undefined
    const [a, b, c] = r as [Big, Big, Big]
    const sum = on.add(on.add(on.mul(a, b), on.mul(b, c)), on.mul(c, a))
    if (part !== undefined) {
      const split = part(all, r, sum)
      if (split === undefined) return undefined
      total = on.add(total, on.mul(loose(on, scale), split))
      scale = on.mul(scale, quarter)
    }
    all = all.map(x => loose(on, on.mul(on.add(x, sum), quarter)))
  }
  return { all, total, scale: loose(on, scale) }
}

function rf(on: Arithmetic, bits: number, ...given: readonly [Big, Big, Big]): Enclosure<BigFloat> {
  if (given.some(t => on.sign(t.hi) < 0)) return undefined
  const end = together(on, bits, given)
  const root = end && on.sqrt(hullOf(on, end.all))
  return root && on.div(on.rationalOne(), root)
}

/** rf(1, 1 + e, 1 + e): for small e the series of atan(sqrt(e))/sqrt(e). */
function rc(on: Arithmetic, bits: number, e: Big): Enclosure<BigFloat> {
  const one = on.rationalOne()
  if (sizeOf(e) < 0) return hypergeometric(on, bits, [on.quotient(1, 2), one], [on.quotient(3, 2)], on.neg(e))
  return rf(on, bits, one, on.add(one, e), on.add(one, e))
}

/** What was split off so often, and 1/x^(3/2) between the arguments. */
function whole(on: Arithmetic, end: Together | undefined, times: number): Enclosure<BigFloat> {
  if (end === undefined) return undefined
  const hull = hullOf(on, end.all)
  const root = on.sqrt(hull)
  const left = root && on.div(end.scale, on.mul(hull, root))
  return left && on.add(on.mul(on.quotient(times, 1), end.total), left)
}

function rd(on: Arithmetic, bits: number, ...given: readonly [Big, Big, Big]): Enclosure<BigFloat> {
  const one = on.rationalOne()
  const end = together(on, bits, given, ([, , z], [, , root], sum) =>
    on.div(one, on.mul(root as Big, on.add(z as Big, sum))),
  )
  return whole(on, end, 3)
}

/** For p > 0. */
export function rj(on: Arithmetic, bits: number, ...given: readonly [Big, Big, Big, Big]): Enclosure<BigFloat> {
  const p = given[3]
  if (on.sign(p.lo) <= 0) return undefined
  const one = on.rationalOne()
  let shrunk = given.slice(0, 3).reduce((d, t) => on.mul(d, on.sub(loose(on, p), loose(on, t))), one)
  const end = together(on, bits, given, (_, r) => {
    const d = r.slice(0, 3).reduce((q, t) => on.mul(q, on.add(r[3] as Big, t)), one)
    const e = on.div(shrunk, on.mul(d, d))
    shrunk = on.mul(shrunk, on.rational(Rational.of(1, 64)))
    const c = e && rc(on, bits, e)
    return c && on.div(c, d)
  })
  return whole(on, end, 6)
}

// ── Legendre's integrals ────────────────────────────────────────────────────────────────────────────────────────

/** ellipticf of one quarter: s*rf(c^2, 1 - m*s^2, 1), and in the same way the others (DLMF 19.25). */
interface Quarter {
  readonly c2: Big
  readonly d: Big
  readonly s: Big
  readonly s2: Big
}

function quarterOf(on: Arithmetic, phi: Big | undefined, m: Big): Quarter {
  const one = on.rationalOne()
  if (phi === undefined) return { c2: on.make(on.ends.zero, on.ends.zero), d: on.sub(one, m), s: one, s2: one }
  const [s, c] = [sin(on, phi), cos(on, phi)]
  const [s2, c2] = [on.powInt(s, 2), on.powInt(c, 2)]
  return { c2, d: on.sub(one, on.mul(m, s2)), s, s2 }
}

type Integral = (on: Arithmetic, q: Quarter) => Enclosure<BigFloat>

/** The integral up to phi: that of what is beyond whole half turns, and twice the complete one for each of these. */
function upTo(on: Arithmetic, phi: Big, m: Big, of: Integral): Enclosure<BigFloat> {
  const pi = on.between(on.ends.pi())
  const turns = Math.round(on.ends.toNumber(phi.lo) / Math.PI)
  const count = on.quotient(turns, 1)
  const part = of(on, quarterOf(on, turns === 0 ? phi : on.sub(phi, on.mul(count, pi)), m))
  if (turns === 0 || part === undefined) return part
  const whole = of(on, quarterOf(on, undefined, m))
  return whole && on.add(part, on.mul(on.mul(on.quotient(2, 1), count), whole))
}

const first =
  (bits: number): Integral =>
  (on, { c2, d, s }) => {
    const value = rf(on, bits, c2, d, on.rationalOne())
    return value && on.mul(s, value)
  }

const second =
  (bits: number, m: Big): Integral =>
  (on, q) => {
    const one = on.rationalOne()
    const [f, g] = [rf(on, bits, q.c2, q.d, one), rd(on, bits, q.c2, q.d, one)]
    const less = g && on.mul(on.mul(m, on.quotient(1, 3)), on.mul(q.s2, g))
    return f && less && on.mul(q.s, on.sub(f, less))
  }

const third =
  (bits: number, n: Big): Integral =>
  (on, q) => {
    const one = on.rationalOne()
    const f = rf(on, bits, q.c2, q.d, one)
    const g = rj(on, bits, q.c2, q.d, one, on.sub(one, on.mul(n, q.s2)))
    const more = g && on.mul(on.mul(n, on.quotient(1, 3)), on.mul(q.s2, g))
    return f && more && on.mul(q.s, on.add(f, more))
  }

type Args = readonly Interval<BigFloat>[]

/** ellipticf(phi, m). */
export const ellipticF = (on: Arithmetic, bits: number, [phi, m]: Args): Enclosure<BigFloat> =>
  phi && m && upTo(on, phi, m, first(bits))
/** elliptick(m). */
export const ellipticK = (on: Arithmetic, bits: number, [m]: Args): Enclosure<BigFloat> =>
  m && (m.exact?.isOne() ? undefined : first(bits)(on, quarterOf(on, undefined, m)))
/** elliptice(m), elliptice(phi, m). */
export function ellipticE(on: Arithmetic, bits: number, args: Args): Enclosure<BigFloat> {
  const [a, b] = args
  if (a === undefined) return undefined
  if (b !== undefined) return upTo(on, a, b, second(bits, b))
  return a.exact?.isOne() ? on.rationalOne() : second(bits, a)(on, quarterOf(on, undefined, a))
}
/** ellipticpi(n, m), ellipticpi(n, phi, m). */
export function ellipticPi(on: Arithmetic, bits: number, args: Args): Enclosure<BigFloat> {
  const [n, b, c] = args
  if (n === undefined || b === undefined) return undefined
  if (c !== undefined) return upTo(on, b, c, third(bits, n))
  return third(bits, n)(on, quarterOf(on, undefined, b))
}
