/**
 * I and K of real order in the closed right half plane, the core of all Bessel kernels. K at an order within 1/2 of 0
 * by Temme's series (|z| <= 2) or his continued fraction, then upwards by recurrence, which is stable; I from the
 * continued fraction of I(nu + 1)/I(nu) and the Wronskian. Where |z| is large beside nu^2, both by Hankel's expansions; I of a tiny z by
 * its first term. z K(nu + 1) stands for K(nu + 1), which overflows before K(nu) has to.
 * N. M. Temme, "On the numerical evaluation of the modified Bessel function of the third kind" (1975); I. Thompson and
 * A. Barnett (1986); DLMF 10.27, 10.29, 10.33, 10.40. Values carry a factor: K is times e^z and I times e^-z.
 */
import * as C from '../../number/complex.js'
import { gamma } from './gamma.js'
import { polynomial } from './polynomial.js'

type Complex = C.Complex

/** e^z K(nu, z) and e^-z I(nu, z). Where K overflows its real part is infinite, and off the positive axis it has no direction: NaN. */
export interface Modified {
  readonly k: Complex
  readonly i: Complex
}

/** Beyond this there would be too many steps: no value. */
const LARGEST_ORDER = 20_000
/** Up to there the first term of I is all of it. */
export const TINY = 1e-8

const EPSILON = 2 ** -54

/** 1/gamma(1 + x) by powers of x, DLMF 5.7.1. */
const RECIPROCAL_GAMMA: readonly number[] = [
  1, 0.5772156649015329, -0.6558780715202539, -0.04200263503409524, 0.1665386113822915, -0.04219773455554433,
  -0.009621971527876975, 0.007218943246663099, -0.001165167591859065, -0.000215241674114951, 0.0001280502823881162,
  -2.013485478078824e-5, -1.250493482142671e-6, 1.133027231981696e-6, -2.056338416977607e-7, 6.116095104481416e-9,
  5.002007644469223e-9, -1.18127457048702e-9, 1.043426711691101e-10, 7.782263439905071e-12, -3.696805618642206e-12,
  5.100370287454476e-13,
]
export const ODD = RECIPROCAL_GAMMA.filter((_, j) => j % 2 === 1)
export const EVEN = RECIPROCAL_GAMMA.filter((_, j) => j % 2 === 0)

/** I and K for nu >= 0 and Re z >= 0, z not 0 and not infinite; undefined beyond the limits. */
export function modified(nu: number, z: Complex): Modified | undefined {
  const size = C.abs(z)
  if (!(nu <= LARGEST_ORDER && size > 0 && size < Infinity)) return undefined
  if (size >= 30 && nu * nu <= size) return hankel(nu, z)
  const n = Math.round(nu)
  let [k, next] = size <= 2 ? temmeSeries(nu - n, z) : temmeFraction(nu - n, z)
  for (let j = 1; j <= n; j++) {
    const above = C.div(next, z)
    ;[k, next] = [above, C.add(C.scale(2 * (nu - n + j), above), C.mul(z, k))]
  }
  const finite = C.hasValue(k) ? k : { re: Infinity, im: z.im === 0 ? 0 : Number.NaN }
  if (size < TINY) return { k: finite, i: C.mul(C.exp(C.neg(z)), firstTerm(nu, z)) }
  const ratio = ratioOfI(nu, z)
  if (ratio === undefined) return undefined
  // The Wronskian DLMF 10.28.2: z (I(nu) K(nu + 1) + I(nu + 1) K(nu)) = 1.
  const whole = C.add(next, C.mul(z, C.mul(ratio, k)))
  return { k: finite, i: C.hasValue(whole) ? C.inverse(whole) : C.ZERO }
}

/** (z/2)^nu/gamma(shift + nu + 1) for nu >= 0: where z is tiny, I(nu, z) and J(nu, z), and by `shift` their spherical kin. DLMF 10.25.2. */
export const firstTerm = (nu: number, z: Complex, shift = 0): Complex =>
  C.scale(1 / gamma(shift + nu + 1), C.pow(C.scale(0.5, z), { re: nu, im: 0 }))

/** K(mu) and z K(mu + 1) times e^z for |mu| <= 1/2 and |z| <= 2. */
function temmeSeries(mu: number, z: Complex): [Complex, Complex] {
  const mu2 = mu * mu
  const gamma1 = -polynomial(ODD, mu2)
  const gamma2 = polynomial(EVEN, mu2)
  const [over, under] = [gamma2 - mu * gamma1, gamma2 + mu * gamma1] // 1/gamma(1 + mu) and 1/gamma(1 - mu)
  // Half of the least number is 0.
  const logarithm = C.neg(C.shift(C.log(z), -Math.LN2))
  const sigma = C.scale(mu, logarithm)
  const sinc = C.abs(sigma) < 1e-8 ? C.ONE : C.div(C.sinh(sigma), sigma)
  const angle = Math.PI * mu
  const front = angle === 0 ? 1 : angle / Math.sin(angle)
  let f = C.scale(front, C.add(C.scale(gamma1, C.cosh(sigma)), C.scale(gamma2, C.mul(sinc, logarithm))))
  let p = C.scale(0.5 / over, C.exp(sigma))
  let q = C.scale(0.5 / under, C.exp(C.neg(sigma)))
  const square = C.scale(0.25, C.mul(z, z))
  let c = C.ONE
  let sum = f
  let above = p
  for (let k = 1; k < 60; k++) {
    f = C.scale(1 / (k * k - mu2), C.add(C.scale(k, f), C.add(p, q)))
    p = C.scale(1 / (k - mu), p)
    q = C.scale(1 / (k + mu), q)
    c = C.scale(1 / k, C.mul(c, square))
    const [term, termAbove] = [C.mul(c, f), C.mul(c, C.sub(p, C.scale(k, f)))]
    sum = C.add(sum, term)
    above = C.add(above, termAbove)
    if (C.abs(term) <= EPSILON * C.abs(sum) && C.abs(termAbove) <= EPSILON * C.abs(above)) break
  }
  const e = C.exp(z)
  return [C.mul(e, sum), C.mul(e, C.scale(2, above))]
}

/** The same for |z| > 2, from the continued fraction of K(mu + 1)/K(mu) and the sum that normalises it. */
function temmeFraction(mu: number, z: Complex): [Complex, Complex] {
  const start = 0.25 - mu * mu
  let b = { re: 2 + 2 * z.re, im: 2 * z.im }
  let d = C.inverse(b)
  let step = d
  let h = d
  let [older, old] = [C.ZERO, C.ONE]
  let q: Complex = { re: start, im: 0 }
  let c = start
  let a = -start
  let s = C.add(C.ONE, C.mul(q, step))
  for (let j = 2; j < 1000; j++) {
    a -= 2 * (j - 1)
    c *= -a / j
    const fresh = C.scale(1 / a, C.sub(older, C.mul(b, old)))
    ;[older, old] = [old, fresh]
    q = C.add(q, C.scale(c, fresh))
    b = C.shift(b, 2)
    d = C.inverse(C.add(b, C.scale(a, d)))
    step = C.mul(C.shift(C.mul(b, d), -1), step)
    h = C.add(h, step)
    const term = C.mul(q, step)
    s = C.add(s, term)
    if (C.abs(term) <= EPSILON * C.abs(s)) break
  }
  const k = C.div(C.sqrt(C.div({ re: Math.PI / 2, im: 0 }, z)), s)
  return [k, C.mul(k, C.sub(C.shift(z, mu + 0.5), C.scale(start, h)))]
}

/** I(nu + 1)/I(nu) by the modified Lentz method; it takes about |z| steps at worst, so there is a limit. */
function ratioOfI(nu: number, z: Complex): Complex | undefined {
  const tiny = 1e-280
  const twice = C.scale(2, C.inverse(z))
  let f: Complex = { re: tiny, im: 0 }
  let c = f
  let d = C.ZERO
  for (let j = 1; j < 2_000_000; j++) {
    const b = C.scale(nu + j, twice)
    d = C.add(b, d)
    d = C.inverse(C.abs(d) < tiny ? { re: tiny, im: 0 } : d)
    c = C.add(b, C.inverse(c))
    if (C.abs(c) < tiny) c = { re: tiny, im: 0 }
    const change = C.mul(c, d)
    f = C.mul(f, change)
    if (C.abs(C.shift(change, -1)) <= 2 ** -52) return f
  }
  return undefined
}

/** Hankel's expansions, DLMF 10.40.2, 10.40.5: I has a second part that counts near the imaginary axis. */
function hankel(nu: number, z: Complex): Modified {
  const root = C.sqrt(C.div({ re: Math.PI / 2, im: 0 }, z))
  const forK = hankelSum(nu, z, 1)
  const main = C.mul(root, hankelSum(nu, z, -1))
  // e^(-2z) e^(+-i pi (nu + 1/2)), the upper sign in the upper half plane; twice the largest z is infinite.
  const side = z.im >= 0 ? 1 : -1
  const fall = C.exp(C.neg(z))
  const turned = C.mul(C.mul(fall, fall), { re: cosPi(nu + 0.5), im: side * sinPiOf(nu + 0.5) })
  const small = C.mul(C.mul(root, forK), turned)
  return {
    k: C.mul(root, forK),
    i: C.scale(1 / Math.PI, C.add(main, small)),
  }
}

/** The sum of s^k a_k(nu)/z^k up to its smallest term. */
function hankelSum(nu: number, z: Complex, s: number): Complex {
  const four = 4 * nu * nu
  const over = C.scale(s / 8, C.inverse(z))
  let sum = C.ONE
  let term = C.ONE
  for (let k = 1; k < 200; k++) {
    const next = C.scale((four - (2 * k - 1) ** 2) / k, C.mul(term, over))
    if (C.abs(next) >= C.abs(term) && k > nu) break
    term = next
    sum = C.add(sum, term)
    if (C.abs(term) <= EPSILON * C.abs(sum)) break
  }
  return sum
}

/** sin(pi*x) and cos(pi*x), exact at multiples of 1/2. */
export function sinPiOf(x: number): number {
  const r = x - 2 * Math.round(x / 2)
  if (r === 0 || Math.abs(r) === 1) return 0
  return Math.abs(r) <= 0.5 ? Math.sin(Math.PI * r) : Math.sign(r) * Math.sin(Math.PI * (1 - Math.abs(r)))
}

export const cosPi = (x: number): number => sinPiOf((Math.abs(x) % 2) + 0.5)
