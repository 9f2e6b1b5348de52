/**
 * Airy functions of large negative numbers. Their phase 2/3 t^(3/2) is formed and reduced in double-double, so that its
 * integer part costs no digits. Source: DLMF 9.7.9-9.7.12.
 */
import { addDD, type DoubleDouble, mulDD, productError } from '../../number/double-double.js'

/** P and Q: the even and the odd terms of the expansion in 1/zeta, with signs in pairs. */
function sums(zeta: number, slope: boolean): readonly [number, number] {
  const parts: [number, number] = [1, 0]
  let term = 1
  for (let k = 1; k < 60; k++) {
    const next = (term * (6 * k - 5) * (6 * k - 1)) / (72 * k * zeta)
    if (next > term) break
    term = next
    const sign = k % 4 < 2 ? 1 : -1
    parts[k % 2 === 0 ? 0 : 1] += sign * (slope ? (term * (6 * k + 1)) / (1 - 6 * k) : term)
    if (term < 1e-18) break
  }
  return parts
}

const TWO_THIRDS: DoubleDouble = [2 / 3, 3.700743415417188e-17]
const TWO_PI: DoubleDouble = [2 * Math.PI, 2.4492935982947064e-16]
const QUARTER_PI: DoubleDouble = [-Math.PI / 4, -3.061616997868383e-17]

/** 2/3 t^(3/2). */
function phase(t: number): DoubleDouble {
  const root = Math.sqrt(t)
  const square = root * root
  const rest = (t - square - productError(root, root, square)) / (2 * root)
  return mulDD(TWO_THIRDS, mulDD([t, 0], addDD([root, 0], [rest, 0])))
}

/** sin and cos of zeta - pi/4. */
function direction(zeta: DoubleDouble): readonly [number, number] {
  const turns = Math.round(zeta[0] / TWO_PI[0])
  const [high, low] = addDD(addDD(zeta, mulDD([-turns, 0], TWO_PI)), QUARTER_PI)
  const [sine, cosine] = [Math.sin(high), Math.cos(high)]
  return [sine + low * cosine, cosine - low * sine]
}

/** Ai(-t) and Bi(-t), or their slopes Ai'(-t) and Bi'(-t), for large t. */
export function airyOscillation(t: number, slope: boolean): readonly [number, number] {
  const zeta = phase(t)
  const [p, q] = sums(zeta[0], slope)
  const [sine, cosine] = direction(zeta)
  const fourth = Math.sqrt(Math.sqrt(t))
  const size = (slope ? fourth : 1 / fourth) / Math.sqrt(Math.PI)
  return slope
    ? [size * (sine * p - cosine * q), size * (cosine * p + sine * q)]
    : [size * (cosine * p + sine * q), size * (cosine * q - sine * p)]
}
