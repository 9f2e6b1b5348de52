/**
 * The zeta functions of Riemann and Hurwitz and Dirichlet's eta, complex. Hurwitz: Euler and Maclaurin's formula from
 * the point at which fifteen Bernoulli terms reach 1e-18; Bernoulli polynomials at s = 0, -1, -2, ...; Hurwitz's
 * formula for real a > 0 and re s < -4.5. Riemann: reflection left of 0. Relative error about 1e-13; about R^-re(s) units
 * in the last place (R near 5) for complex a, -15 < re s < 0; for complex s and a relative to the largest (a + k)^-s.
 * |s| is limited to LARGEST, so that work is bounded.
 * Source: DLMF 24.2.5, 25.4.1, 25.11.5, 25.11.9, 25.11.14; P. Borwein, "An efficient algorithm for the Riemann zeta
 * function" (2000), for eta about s = 1.
 */
import * as C from '../../number/complex.js'
import { spend } from '../../work.js'
import { gammaComplex } from './gamma-complex.js'
import { BERNOULLI } from './stirling.js'

type Complex = C.Complex

const LARGEST = 20_000
const MOST_SHIFTS = 100_000

/** B(2), B(4), ..., B(30). */
const MORE_BERNOULLI = [
  ...BERNOULLI,
  854513 / 138,
  -236364091 / 2730,
  8553103 / 6,
  -23749461029 / 870,
  8615841276005 / 14322,
]
const ORDER = 2 * MORE_BERNOULLI.length

/** Where the remainder of the formula is below 1e-18: (s)(s+1)...(s+29)/(2 pi R)^30 is. */
function farEnough(s: Complex): number {
  let logs = 0
  for (let k = 0; k < ORDER; k++) logs += Math.log(Math.max(C.abs({ re: s.re + k, im: s.im }), 1))
  return Math.max(3, 0.65 * Math.exp(logs / ORDER))
}

/** (a + k)^-s. */
const inversePower = (a: Complex, s: Complex): Complex => C.pow(a, C.neg(s))

/**
 * zeta(s, a) by the formula of Euler and Maclaurin alone, for re s > -29; its absolute error is about R^-re(s) units
 * in the last place.
 */
export function eulerMaclaurin(s: Complex, a: Complex): Complex {
  const count = Math.max(0, Math.ceil(farEnough(s) - a.re))
  if (!(count <= MOST_SHIFTS)) return C.NOTHING
  spend(count / 4)
  let sum = C.ZERO
  for (let k = 0; k < count; k++) sum = C.add(sum, inversePower({ re: a.re + k, im: a.im }, s))
  const far = { re: a.re + count, im: a.im }
  const power = inversePower(far, s)
  const inverse = C.inverse(far)
  const square = C.mul(inverse, inverse)
  let end = C.add(C.div(far, C.sub(s, C.ONE)), { re: 0.5, im: 0 })
  let factor = C.scale(0.5, C.mul(s, inverse))
  MORE_BERNOULLI.forEach((b, j) => {
    end = C.add(end, C.scale(b, factor))
    const rising = C.mul({ re: s.re + 2 * j + 1, im: s.im }, { re: s.re + 2 * j + 2, im: s.im })
    factor = C.scale(1 / ((2 * j + 3) * (2 * j + 4)), C.mul(C.mul(factor, rising), square))
  })
  return C.add(sum, C.mul(power, end))
}

/** The Bernoulli polynomial B_n(a), for n <= 31. */
function bernoulliPolynomial(n: number, a: Complex): Complex {
  const numbers = Array.from({ length: n + 1 }, (_, k) =>
    k === 0 ? 1 : k === 1 ? -0.5 : k % 2 === 1 ? 0 : (MORE_BERNOULLI[k / 2 - 1] ?? NaN),
  )
  let sum = C.ZERO
  let binomial = 1
  for (let k = 0; k <= n; k++) {
    sum = C.add(C.mul(sum, a), { re: binomial * (numbers[k] ?? 0), im: 0 })
    binomial *= (n - k) / (k + 1)
  }
  return sum
}

/** gamma(q)/(2 pi)^q, which overflows later than gamma. */
function reducedGamma(q: Complex): Complex {
  const steps = Math.min(Math.max(0, Math.ceil(q.re - 100)), 400)
  const start = { re: q.re - steps, im: q.im }
  let value = C.mul(gammaComplex(start), C.pow({ re: 2 * Math.PI, im: 0 }, C.neg(start)))
  for (let k = 0; k < steps; k++) value = C.scale(1 / (2 * Math.PI), C.mul(value, { re: start.re + k, im: q.im }))
  return value
}

/** Hurwitz's formula for zeta(1 - q, a), 0 < a <= 1, re q > 5. */
function hurwitzFormula(q: Complex, a: number): Complex {
  let [up, down] = [C.ZERO, C.ZERO]
  for (let n = 1; n < 3000; n++) {
    const power = inversePower({ re: n, im: 0 }, q)
    const turn = 2 * Math.PI * ((n * a) % 1)
    up = C.add(up, C.mul(power, { re: Math.cos(turn), im: Math.sin(turn) }))
    down = C.add(down, C.mul(power, { re: Math.cos(turn), im: -Math.sin(turn) }))
    if (C.abs(power) < 1e-18) break
  }
  const quarter = { re: (-Math.PI / 2) * q.im, im: (Math.PI / 2) * q.re }
  const both = C.add(C.mul(C.exp(C.neg(quarter)), up), C.mul(C.exp(quarter), down))
  return C.mul(reducedGamma(q), both)
}

/** zeta(s, a) for real a > 0 and re s < -4: Hurwitz's formula for the fractional part of a. */
function farLeft(s: Complex, a: number): Complex {
  const whole = Math.ceil(a) - 1
  const start = a - whole
  let value = hurwitzFormula(C.sub(C.ONE, s), start)
  if (whole > MOST_SHIFTS) return C.NOTHING
  for (let k = 0; k < whole; k++) value = C.sub(value, inversePower({ re: start + k, im: 0 }, s))
  return value
}

/** zeta(s, a) for a = 0, -1, -2, ...: for re s < 0 the term of 0 is 0, otherwise it is infinite. */
function fromWhole(s: Complex, a: number): Complex {
  if (!(s.re < 0 && -a <= MOST_SHIFTS)) return C.NOTHING
  spend(-a / 4)
  let sum = riemannZeta(s)
  for (let k = a; k < 0; k++) sum = C.add(sum, inversePower({ re: k, im: 0 }, s))
  return sum
}

/** Hurwitz's zeta function; NaN at s = 1, at its other poles a = 0, -1, -2, ... for re s >= 0, and beyond its bounds. */
export function hurwitzZeta(s: Complex, a: Complex): Complex {
  if (!(C.abs(s) < LARGEST) || (s.re === 1 && s.im === 0)) return C.NOTHING
  const whole = s.im === 0 && Number.isInteger(s.re)
  if (whole && s.re <= 0 && s.re > -31) {
    return C.scale(1 / (s.re - 1), bernoulliPolynomial(1 - s.re, a))
  }
  if (a.im === 0 && a.re <= 0 && Number.isInteger(a.re)) return fromWhole(s, a.re)
  if (s.re >= -4.5 || (a.im !== 0 && s.re >= -6)) return eulerMaclaurin(s, a)
  if (a.im === 0 && a.re > 0 && (a.re <= farEnough(s) || s.re < -15)) return farLeft(s, a.re)
  return s.re > -15 ? eulerMaclaurin(s, a) : C.NOTHING
}

/** sin(pi s/2), accurate about its zeros as well. */
function sineOfHalf(s: Complex): Complex {
  const turns = Math.round(s.re / 2)
  const sine = C.sin({ re: (Math.PI / 2) * (s.re - 2 * turns), im: (Math.PI / 2) * s.im })
  return turns % 2 === 0 ? sine : C.neg(sine)
}

/** Left of this zeta is too large for a double wherever it is not 0 on the real axis. */
const OVERFLOW = -1000

/** Riemann's zeta function; NaN at 1. */
export function riemannZeta(s: Complex): Complex {
  if (s.re > 60 && s.im === 0) return { re: 1 + 2 ** -s.re, im: 0 }
  if (s.re > 60) return C.add(C.ONE, C.pow({ re: 2, im: 0 }, C.neg(s)))
  if (s.re >= 0 || (s.re > -1 && Math.abs(s.im) < 1)) return hurwitzZeta(s, C.ONE)
  if (s.im === 0 && s.re % 2 === 0) return C.ZERO
  if (s.im === 0 && s.re < OVERFLOW) return { re: Infinity * sineOfHalf(s).re, im: 0 }
  const other = C.sub(C.ONE, s)
  return C.scale(2, C.mul(C.mul(reducedGamma(other), sineOfHalf(s)), hurwitzZeta(other, C.ONE)))
}

const BORWEIN = 30
/** The weights of Borwein's second algorithm: 1 - d_k/d_n. */
const WEIGHTS = borweinWeights()

function borweinWeights(): readonly number[] {
  const d: number[] = []
  let term = 1 / BORWEIN
  let sum = 0
  for (let k = 0; k <= BORWEIN; k++) {
    sum += term
    d.push(BORWEIN * sum)
    term *= (4 * (BORWEIN + k) * (BORWEIN - k)) / ((2 * k + 1) * (2 * k + 2))
  }
  return d.map(x => 1 - x / (d[BORWEIN] ?? NaN))
}

/** Dirichlet's eta function (1 - 2^(1-s)) zeta(s). */
export function dirichletEta(s: Complex): Complex {
  if (s.re > 60 && s.im === 0) return { re: 1 - 2 ** -s.re, im: 0 }
  const away = C.sub(s, C.ONE)
  if (s.im === 0 && s.re < 0) {
    const zeta = riemannZeta(s).re
    return { re: zeta === 0 ? 0 : (1 - 2 ** -away.re) * zeta, im: 0 }
  }
  if (C.abs(away) > 0.5) {
    return C.mul(C.sub(C.ONE, C.pow({ re: 2, im: 0 }, C.neg(away))), riemannZeta(s))
  }
  let sum = C.ZERO
  for (let k = 0; k < BORWEIN; k++) {
    sum = C.add(sum, C.scale((k % 2 === 0 ? 1 : -1) * (WEIGHTS[k] ?? 0), inversePower({ re: k + 1, im: 0 }, s)))
  }
  return sum
}
