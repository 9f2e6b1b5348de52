/**
 * Lerch's transcendent, the sum of z^n/(n + a)^s, and its continuation: its series for |z| < 0.99; about z = 1 the series
 * in log z; elsewhere its integral along a ray that keeps away from the poles, for re s > 0, and by derivatives of that
 * below. Re a is raised by DLMF 25.14.4. Cut from 1 to infinity, and there continuous from below. NaN where fewer than
 * about eleven digits would be left. Source: DLMF 25.14.
 */
import * as C from '../../number/complex.js'
import { gammaComplex } from './gamma-complex.js'
import { logarithms, meanOverOrders, NEAR_MIDDLE, radiusOf, seriesInLog } from './polylog.js'
import { eulerMaclaurin, hurwitzZeta } from './zeta.js'

type Complex = C.Complex

/** By its series, for |z| < 0.99. */
function series(z: Complex, s: Complex, a: Complex): Complex {
  let power = C.ONE
  let sum = C.ZERO
  for (let n = 0; n < 5000; n++) {
    const term = C.mul(power, C.pow({ re: a.re + n, im: a.im }, C.neg(s)))
    sum = C.add(sum, term)
    if (C.abs(term) <= 1e-18 * C.abs(sum) && n + a.re > -s.re) return sum
    power = C.mul(power, z)
  }
  return C.NOTHING
}

/** The series in log z with coefficients zeta(s - k, a), times z^-a, for an order that is not close to 1, 2, 3, ... */
function inLog(z: Complex, s: Complex, a: Complex): Complex {
  const { mu, minus } = logarithms(z)
  const below = C.sub(C.ONE, s)
  // Far terms of a complex a count so little that the absolute accuracy of the plain formula is enough.
  const zeta = a.im === 0 ? hurwitzZeta : eulerMaclaurin
  const sum = seriesInLog(mu, k => zeta({ re: s.re - k, im: s.im }, a), s.re, undefined)
  const single = C.mul(gammaComplex(below), C.pow(minus, C.neg(below)))
  return C.mul(C.exp(C.neg(C.mul(a, mu))), C.add(single, sum))
}

function nearOne(z: Complex, s: Complex, a: Complex): Complex {
  const n = Math.round(s.re)
  const radius = radiusOf(C.log(z))
  const near = n >= 1 && C.abs({ re: s.re - n, im: s.im }) < NEAR_MIDDLE * radius
  const value = (order: Complex): Complex => inLog(z, order, a)
  return near ? meanOverOrders(n, s, radius, value) : value(s)
}

/** The directions between which the integrand has neither poles nor growth, the positive axis among or next to them. */
function sector(z: Complex, a: Complex): readonly [number, number] {
  const log = C.log(z)
  const poles = [-1, 0, 1].map(k => Math.atan2(log.im + 2 * Math.PI * k, log.re))
  const decay = C.arg(a)
  // On the cut the pole counts as one below the axis.
  const below = poles.filter(angle => angle <= 0)
  const above = poles.filter(angle => angle > 0)
  return [Math.max(-Math.PI / 2 - decay, ...below), Math.min(Math.PI / 2 - decay, ...above)]
}

/** What must be left of the terms, for about eleven digits. */
const LEAST_SHARE = 1e-4

/** The integral of x^(s-1) e^(-ax)/(1 - z e^(-x)) over gamma(s), re s > 0, by the trapezoidal rule in log x on a ray. */
function integral(z: Complex, s: Complex, a: Complex): Complex {
  const [from, to] = sector(z, a)
  const [angle, room] = [(from + to) / 2, (to - from) / 2]
  if (!(room > 0.05)) return C.NOTHING
  // At the edge of the sector the integrand grows like the distance to the power -re s.
  const grown = s.re * Math.max(0, 1 + Math.log(80 / (s.re * room)))
  const step = Math.min((2 * Math.PI * room) / (40 + grown), 0.25)
  const direction = { re: Math.cos(angle), im: Math.sin(angle) }
  const rate = C.mul(a, direction)
  const [left, right] = [-42 / Math.min(s.re, 2), Math.log((60 + 5 * s.re) / rate.re + 10)]
  let sum = C.ZERO
  let size = 0
  for (let u = left; u < right; u += step) {
    const x = Math.exp(u)
    const exponent = C.sub(C.mul(s, { re: u, im: angle }), C.scale(x, rate))
    const bottom = C.sub(C.ONE, C.mul(z, C.exp(C.scale(-x, direction))))
    const term = C.div(C.exp(exponent), bottom)
    sum = C.add(sum, term)
    size += C.abs(term)
  }
  return C.abs(sum) > LEAST_SHARE * size ? C.div(C.scale(step, sum), gammaComplex(s)) : C.NOTHING
}

const POINTS = 40

/** For re s <= 1/2: the operator a + z d/dz lowers s by 1, and e^(at) times the function is differentiated in t = log z. */
function lowered(z: Complex, s: Complex, a: Complex): Complex {
  const n = Math.ceil(1 - s.re)
  const t = C.log(z)
  const toCut = t.re > 0 ? Math.abs(t.im) : C.abs(t)
  const radius = 0.4 * Math.min(toCut, 2, 10 / C.abs(a))
  if (!(radius > 0.02) || n > 12) return C.NOTHING
  const order = { re: s.re + n, im: s.im }
  let sum = C.ZERO
  let size = 0
  for (let k = 0; k < POINTS; k++) {
    const angle = (2 * Math.PI * (k + 0.5)) / POINTS
    const offset = { re: radius * Math.cos(angle), im: radius * Math.sin(angle) }
    const value = C.mul(C.exp(C.mul(a, offset)), lerchPhi(C.exp(C.add(t, offset)), order, a))
    const weight = { re: Math.cos(n * angle), im: -Math.sin(n * angle) }
    sum = C.add(sum, C.mul(weight, value))
    size += C.abs(value)
  }
  let factor = 1 / POINTS
  for (let k = 1; k <= n; k++) factor *= k / radius
  return C.abs(sum) > LEAST_SHARE * size ? C.scale(factor, sum) : C.NOTHING
}

const MOST_RAISED = 40

/** With re a so large that e^(-ax) decays in a wide sector: the first terms, and z^m times the value at a + m. */
function raised(z: Complex, s: Complex, a: Complex): Complex {
  const count = Math.max(0, Math.ceil(Math.max(0.5, Math.abs(a.im)) - a.re))
  if (count > MOST_RAISED) return C.NOTHING
  let power = C.ONE
  let sum = C.ZERO
  let size = 0
  for (let n = 0; n < count; n++) {
    const term = C.mul(power, C.pow({ re: a.re + n, im: a.im }, C.neg(s)))
    sum = C.add(sum, term)
    size += C.abs(term)
    power = C.mul(power, z)
  }
  const high = { re: a.re + count, im: a.im }
  const value = C.abs(C.log(z)) < 1 ? nearOne(z, s, high) : s.re > 0.5 ? integral(z, s, high) : lowered(z, s, high)
  const rest = C.mul(power, value)
  const total = C.add(sum, rest)
  return C.abs(total) > LEAST_SHARE * (size + C.abs(rest)) ? total : C.NOTHING
}

const lerchPhi = (z: Complex, s: Complex, a: Complex): Complex => (C.abs(z) < 0.99 ? series(z, s, a) : raised(z, s, a))

/** Lerch's transcendent; NaN at its poles. Exactly real where its arguments are, z < 1 and a > 0. */
export function lerchPhiComplex(z: Complex, s: Complex, a: Complex): Complex {
  if (![z, s, a].every(w => Number.isFinite(w.re) && Number.isFinite(w.im))) return C.NOTHING
  // The term of 0 is infinite, but 1 where s is 0, and 0 left of that.
  const finite = s.re < 0 || (s.re === 0 && s.im === 0)
  if (a.im === 0 && a.re <= 0 && Number.isInteger(a.re) && !finite) return C.NOTHING
  if (z.re === 1 && z.im === 0) return s.re > 1 ? hurwitzZeta(s, a) : C.NOTHING
  const value = lerchPhi(z, s, a)
  const real = z.im === 0 && s.im === 0 && a.im === 0 && z.re < 1 && a.re > 0
  return real ? { re: value.re, im: 0 } : value
}
