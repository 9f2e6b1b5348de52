/**
 * Airy functions and their derivatives of complex doubles. Maclaurin series in double-double for |z| <= 9.2 (DLMF 9.4),
 * beyond it the expansions DLMF 9.7.5 and 9.7.6 for |arg z| <= 2*pi/3 and the connection formulas 9.2.10 and 9.2.14.
 * Relative error about 1e-14 off the zeros; for large complex z the phase 2/3 z^(3/2) loses its integer part's digits.
 */
import * as C from '../../number/complex.js'
import type { DoubleDouble } from '../../number/double-double.js'
import { airyOscillation } from './airy-oscillation.js'
import { add, type ComplexDD, div, fromDD, mul, ONE_DD, realDD, sizeDD, sub, toDD } from './complex-double-double.js'

type Complex = C.Complex

const turn = (angle: number): Complex => ({ re: Math.cos(angle), im: Math.sin(angle) })

/** Ai(0), -Ai'(0) and the square root of 3. */
const AI_ZERO: DoubleDouble = [0.3550280538878172, 2.05233632436212e-17]
const MINUS_AI_PRIME: DoubleDouble = [0.2588194037928068, -2.522243111610832e-17]
const ROOT_THREE: DoubleDouble = [1.7320508075688772, 1.0035084221806903e-16]

const NEAR = 9.2

type Which = 'value' | 'slope'

/** The two solutions (1 + ..., z + ...) or their derivatives, times Ai(0) and -Ai'(0). */
function maclaurin(z: Complex, which: Which): [ComplexDD, ComplexDD] {
  const w = toDD(z)
  const square = mul(w, w)
  const cube = mul(square, w)
  const half = realDD([0.5, 0])
  const starts: [ComplexDD, number][] =
    which === 'value'
      ? [
          [ONE_DD, 0],
          [w, 1],
        ]
      : [
          [mul(square, half), 2],
          [ONE_DD, 0],
        ]
  // The factors of the denominators: z^n/n! with every third exponent, DLMF 9.4.1-9.4.4.
  const sums = starts.map(([start, first], j) => {
    let term = start
    let sum = start
    for (let n = first; n < 400; n += 3) {
      const [p, q] = which === 'value' ? [n + 2, n + 3] : j === 0 ? [n + 1, n + 3] : [n + 1, n + 3]
      term = div(mul(term, cube), realDD([p * q, 0]))
      sum = add(sum, term)
      if (sizeDD(term) <= 1e-34 * sizeDD(sum)) break
    }
    return sum
  }) as [ComplexDD, ComplexDD]
  return [mul(sums[0], realDD(AI_ZERO)), mul(sums[1], realDD(MINUS_AI_PRIME))]
}

/** Ai or Ai' by the asymptotic expansion, |arg z| <= 2*pi/3. */
function expansion(z: Complex, which: Which): Complex {
  const root = C.sqrt(z)
  const fourth = C.sqrt(root)
  const zeta = C.scale(2 / 3, C.mul(z, root))
  const over = C.neg(C.inverse(zeta))
  let sum: Complex = { re: 1, im: 0 }
  let term = sum
  for (let k = 1; k < 60; k++) {
    const next = C.scale(((6 * k - 5) * (6 * k - 1)) / (72 * k), C.mul(term, over))
    if (C.abs(next) > C.abs(term)) break
    term = next
    // v(k) = (6k + 1)/(1 - 6k) u(k), DLMF 9.7.2
    sum = C.add(sum, which === 'value' ? term : C.scale((6 * k + 1) / (1 - 6 * k), term))
    if (C.abs(term) < 1e-17) break
  }
  const front = C.scale(0.5 / Math.sqrt(Math.PI), C.mul(C.exp(C.neg(zeta)), sum))
  return which === 'value' ? C.div(front, fourth) : C.neg(C.mul(front, fourth))
}

const THIRD = (2 * Math.PI) / 3

/** Ai or Ai' anywhere. */
function first(z: Complex, which: Which): Complex {
  if (!Number.isFinite(z.re) || !Number.isFinite(z.im)) return { re: Number.NaN, im: Number.NaN }
  if (C.abs(z) <= NEAR) {
    const [f, g] = maclaurin(z, which)
    return fromDD(sub(f, g))
  }
  if (z.im === 0 && z.re < 0) return { re: airyOscillation(-z.re, which === 'slope')[0], im: 0 }
  if (Math.abs(C.arg(z)) <= THIRD) return expansion(z, which)
  // Ai(z) = -w Ai(w z) - w^2 Ai(w^2 z) with w = e^(2 pi i/3); the derivative brings another factor.
  const parts = [1, -1].map(side => {
    const turned = expansion(C.mul(z, turn(side * THIRD)), which)
    return C.neg(C.mul(turn(side * THIRD * (which === 'value' ? 1 : 2)), turned))
  }) as [Complex, Complex]
  return C.add(parts[0], parts[1])
}

/** Bi or Bi' anywhere. */
function second(z: Complex, which: Which): Complex {
  if (!Number.isFinite(z.re) || !Number.isFinite(z.im)) return { re: Number.NaN, im: Number.NaN }
  if (C.abs(z) <= NEAR) {
    const [f, g] = maclaurin(z, which)
    return fromDD(mul(add(f, g), realDD(ROOT_THREE)))
  }
  if (z.im === 0 && z.re < 0) return { re: airyOscillation(-z.re, which === 'slope')[1], im: 0 }
  // There it is beyond the largest number, and its parts have no sum.
  if (z.im === 0 && z.re > 105) return { re: Infinity, im: 0 }
  // Bi(z) = e^(pi i/6) Ai(w z) + e^(-pi i/6) Ai(z/w)
  const parts = [1, -1].map(side => {
    const turned = first(C.mul(z, turn(side * THIRD)), which)
    return C.mul(turn(side * (Math.PI / 6 + (which === 'value' ? 0 : THIRD))), turned)
  }) as [Complex, Complex]
  return C.add(parts[0], parts[1])
}

/** The waves on the left decay, and their slopes grow. */
const limit = (f: typeof first, which: Which, right: boolean): number =>
  right ? (f === first ? 0 : Infinity) : which === 'value' ? 0 : Number.NaN

const onAxis =
  (f: (z: Complex, which: Which) => Complex, which: Which) =>
  (z: Complex): Complex => {
    if (z.im === 0 && Math.abs(z.re) === Infinity) return { re: limit(f, which, z.re > 0), im: 0 }
    const value = f(z, which)
    return z.im === 0 ? { re: value.re, im: 0 } : value
  }

/** Ai, Bi, Ai' and Bi'; real for a real argument. */
export const airyAi = onAxis(first, 'value')
export const airyBi = onAxis(second, 'value')
export const airyAiPrime = onAxis(first, 'slope')
export const airyBiPrime = onAxis(second, 'slope')
