/**
 * Carlson's symmetric elliptic integrals RF, RD and RJ of complex doubles: principal values, that is the integrals
 * along the positive axis for arguments off the negative axis; an argument on it counts as its limit from above.
 * Duplication with the series of degree 7: B. C. Carlson, "Numerical computation of real or complex elliptic integrals"
 * (1995); DLMF 19.36(i). For RJ the steps are those of F. Johansson, "Numerical evaluation of elliptic functions,
 * elliptic integrals and modular forms" (2018), valid where one half plane holds all arguments; elsewhere the integral
 * itself is summed (exponential-sinh rule along a ray free of singularities).
 */
import * as C from '../../number/complex.js'

type Complex = C.Complex

const times = (...factors: readonly Complex[]): Complex => factors.reduce(C.mul)
const plus = (...terms: readonly Complex[]): Complex => terms.reduce(C.add)

/** On the negative axis the limit from above, whatever the sign of the zero. */
const above = (z: Complex): Complex => (z.im === 0 ? { re: z.re, im: 0 } : z)

/** Where the truncated series are exact to the last bit: (3 eps)^(-1/8) and (eps/4)^(-1/8). */
const NEAR_RF = 90
const NEAR_RJ = 135
/** Every step brings the arguments four times nearer; this many always do. */
const MOST_STEPS = 600

/** The mean of the arguments, and how far from it they may be at most for the series to start. */
function spread(args: readonly Complex[], near: number): { mean: Complex; limit: number } {
  const mean = C.scale(1 / args.length, plus(...args))
  return { mean, limit: near * Math.max(...args.map(a => C.abs(C.sub(mean, a)))) }
}

/** Arguments that have come together: how far each is from their mean, as a part of it, and what was split off from the integral. */
interface Together {
  readonly mean: Complex
  readonly deltas: readonly [Complex, Complex, Complex]
  readonly sum: Complex
  /** The weight of what is left. */
  readonly power: number
}

/**
 * Duplication brings arguments together, of which the last counts `repeats` times more in their mean; `part` is what a step splits off, of which
 * each counts a quarter of the one before.
 */
function together(
  given: readonly Complex[],
  repeats: number,
  near: number,
  part: (args: readonly Complex[], roots: readonly Complex[], shift: Complex) => Complex = () => C.ZERO,
): Together {
  let args = given
  let { mean, limit } = spread([...args, ...Array.from({ length: repeats }, () => args.at(-1) as Complex)], near)
  let sum = C.ZERO
  let power = 1
  for (let n = 0; n < MOST_STEPS && limit >= C.abs(mean); n++) {
    const roots = args.slice(0, 3).map(C.sqrt)
    const [sx, sy, sz] = roots as [Complex, Complex, Complex]
    const shift = plus(C.mul(sx, sy), C.mul(sx, sz), C.mul(sy, sz))
    const next = (a: Complex): Complex => C.scale(0.25, C.add(a, shift))
    sum = C.add(sum, C.scale(power, part(args, roots, shift)))
    args = args.map(next)
    mean = next(mean)
    power /= 4
    limit /= 4
  }
  const deltas = args.slice(0, 3).map(a => C.sub(C.ONE, C.div(a, mean))) as [Complex, Complex, Complex]
  return { mean, deltas, sum, power }
}

/** RF(x, y, z); at most one argument may be 0. */
export function carlsonF(...given: readonly [Complex, Complex, Complex]): Complex {
  const args = given.map(above)
  if (!args.every(C.hasValue) || args.filter(C.isZero).length > 1) return C.NOTHING
  const { mean, deltas } = together(args, 0, NEAR_RF)
  const [dx, dy] = deltas
  const dz = C.neg(C.add(dx, dy))
  const e2 = C.sub(C.mul(dx, dy), C.mul(dz, dz))
  const e3 = times(dx, dy, dz)
  const e22 = C.mul(e2, e2)
  const series = plus(
    C.ONE,
    C.scale(-1 / 10, e2),
    C.scale(1 / 14, e3),
    C.scale(1 / 24, e22),
    C.scale(-3 / 44, C.mul(e2, e3)),
    C.scale(-5 / 208, C.mul(e22, e2)),
    C.scale(3 / 104, C.mul(e3, e3)),
    C.scale(1 / 16, C.mul(e22, e3)),
  )
  return C.div(series, C.sqrt(mean))
}

/** The series of degree 7 that RD and RJ share, DLMF 19.36.2. */
function seriesJ(e2: Complex, e3: Complex, e4: Complex, e5: Complex): Complex {
  const e22 = C.mul(e2, e2)
  return plus(
    C.ONE,
    C.scale(-3 / 14, e2),
    C.scale(1 / 6, e3),
    C.scale(9 / 88, e22),
    C.scale(-3 / 22, e4),
    C.scale(-9 / 52, C.mul(e2, e3)),
    C.scale(3 / 26, e5),
    C.scale(-1 / 16, C.mul(e22, e2)),
    C.scale(3 / 40, C.mul(e3, e3)),
    C.scale(3 / 20, C.mul(e2, e4)),
    C.scale(45 / 272, C.mul(e22, e3)),
    C.scale(-9 / 68, C.add(C.mul(e3, e4), C.mul(e2, e5))),
  )
}

/** RD(x, y, z); z is not 0, and at most one of the others is. */
export function carlsonD(...given: readonly [Complex, Complex, Complex]): Complex {
  const args = given.map(above)
  const [first, second, last] = args as [Complex, Complex, Complex]
  if (!args.every(C.hasValue) || C.isZero(last) || (C.isZero(first) && C.isZero(second))) return C.NOTHING
  const { mean, deltas, sum, power } = together(args, 2, NEAR_RJ, ([, , z], [, , sz], shift) =>
    C.inverse(C.mul(sz as Complex, C.add(z as Complex, shift))),
  )
  const [dx, dy] = deltas
  const dz = C.scale(-1 / 3, C.add(dx, dy))
  const xy = C.mul(dx, dy)
  const zz = C.mul(dz, dz)
  const series = seriesJ(
    C.sub(xy, C.scale(6, zz)),
    C.mul(C.sub(C.scale(3, xy), C.scale(8, zz)), dz),
    C.scale(3, C.mul(C.sub(xy, zz), zz)),
    times(xy, dz, zz),
  )
  return C.add(C.div(C.scale(power, series), C.mul(mean, C.sqrt(mean))), C.scale(3, sum))
}

/** RJ(x, y, z, p); p is not 0, and at most one of the others is. For p < 0 it is the limit from above, not the principal value of Cauchy. */
export function carlsonJ(...given: readonly [Complex, Complex, Complex, Complex]): Complex {
  const args = given.map(above)
  const p = args[3] as Complex
  if (!args.every(C.hasValue) || C.isZero(p) || args.slice(0, 3).filter(C.isZero).length > 1) return C.NOTHING
  const angles = args.filter(a => !C.isZero(a)).map(C.arg)
  const middle = (Math.max(...angles) + Math.min(...angles)) / 2
  const half = (Math.max(...angles) - Math.min(...angles)) / 2
  if (half <= 0.5 * Math.PI && angles.every(a => Math.abs(a) <= 0.5 * Math.PI)) return duplicatedJ(args)
  // RJ(c*x, ...) = c^(-3/2)*RJ(x, ...) while no argument crosses the cut: turn all into the middle.
  const turned = args.map(a => turn(a, -middle))
  const value = half <= 0.5 * Math.PI ? duplicatedJ(turned) : integratedJ(turned, Math.PI - half)
  return turn(value, -1.5 * middle)
}

const turn = (z: Complex, angle: number): Complex => C.mul(z, { re: Math.cos(angle), im: Math.sin(angle) })

/** atan(sqrt(q))/sqrt(q), which is RC(1, 1 + q). */
function arcTangent(q: Complex): Complex {
  const root = C.sqrt(q)
  return C.isZero(root) ? C.ONE : C.div(C.atan(root), root)
}

function duplicatedJ(args: readonly Complex[]): Complex {
  const { mean, deltas, sum, power } = together(args, 1, NEAR_RJ, (now, roots) => {
    const sp = C.sqrt(now[3] as Complex)
    const d = times(...roots.map(r => C.add(sp, r)))
    const q = times(...roots.map(r => C.div(C.sub(sp, r), C.add(sp, r))))
    return C.div(arcTangent(q), d)
  })
  const [dx, dy, dz] = deltas
  const dp = C.scale(-0.5, plus(dx, dy, dz))
  const pp = C.mul(dp, dp)
  const xyz = times(dx, dy, dz)
  const e2 = C.sub(plus(C.mul(dx, dy), C.mul(dx, dz), C.mul(dy, dz)), C.scale(3, pp))
  const e2p = C.mul(e2, dp)
  const ppp = C.mul(pp, dp)
  const series = seriesJ(
    e2,
    plus(xyz, C.scale(2, e2p), C.scale(4, ppp)),
    C.mul(plus(C.scale(2, xyz), e2p, C.scale(3, ppp)), dp),
    C.mul(xyz, pp),
  )
  return C.add(C.div(C.scale(power, series), C.mul(mean, C.sqrt(mean))), C.scale(6, sum))
}

/** The narrowest sector about the path, in radians, in which the integral is still summed. */
const NARROWEST = 0.004

/** 3/2 of the integral of dt/(sqrt(t + x) sqrt(t + y) sqrt(t + z) (t + p)); `free` is the angle free of singularities. */
function integratedJ(args: readonly Complex[], free: number): Complex {
  if (!(free > NARROWEST)) return C.NOTHING
  const sizes = args.filter(a => !C.isZero(a)).map(C.abs)
  const unit = Math.exp(sizes.reduce((s, a) => s + Math.log(a), 0) / sizes.length)
  const [x, y, z, p] = args.map(a => C.scale(1 / unit, a)) as [Complex, Complex, Complex, Complex]
  const integrand = (u: number): Complex => {
    const t = Math.exp(0.5 * Math.PI * Math.sinh(u))
    const [tx, ty, tz, tp] = [x, y, z, p].map(a => ({ re: t + a.re, im: a.im })) as [Complex, Complex, Complex, Complex]
    const weight = 0.5 * Math.PI * Math.cosh(u) * t
    return C.div({ re: weight, im: 0 }, times(C.sqrt(tx), C.sqrt(ty), C.sqrt(tz), tp))
  }
  return C.scale(1.5 * unit ** -1.5, refined(integrand, 4.4))
}

/** The trapezoidal sum over [-end, end], the step halved until it settles; NaN where it does not. */
function refined(f: (u: number) => Complex, end: number): Complex {
  let step = 0.125
  let sum = C.ZERO
  const count = Math.round(end / step)
  for (let k = -count; k <= count; k++) sum = C.add(sum, f(k * step))
  let value = C.scale(step, sum)
  for (let halvings = 0; halvings < 11; halvings++) {
    const points = Math.round(end / step)
    for (let k = -points; k < points; k++) sum = C.add(sum, f((k + 0.5) * step))
    step /= 2
    const better = C.scale(step, sum)
    // The error squares with each halving: an agreement of 1e-9 means the last bit.
    if (C.abs(C.sub(better, value)) <= 1e-9 * C.abs(better)) return better
    value = better
  }
  return C.NOTHING
}
