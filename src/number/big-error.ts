/**
 * The error function of long numbers. erf by the series 2x/sqrt(pi)*e^(-x^2)*sum (2x^2)^k/(1*3*...*(2k + 1)), whose
 * terms are positive (DLMF 7.6.2); erfc of large x by its asymptotic series, whose error is below the first term left out
 * (DLMF 7.12.1), of others as 1 - erf with as many more bits as cancel.
 */
import { spend } from '../work.js'
import { bigEnds } from './big-ends.js'
import { type BigFloat, fixedOf, isInfiniteBig, quotientBig } from './big-float.js'
import type { Bounds } from './ends.js'
import { type Interval, IntervalArithmetic } from './interval.js'

type Big = Interval<BigFloat>

/** erf of an interval: it increases. */
export function erf(on: IntervalArithmetic<BigFloat>, bits: number, x: Big): Big {
  return on.increasing(x, a => erfAt(a, bits))
}

/** erfc of an interval: it decreases. */
export function erfc(on: IntervalArithmetic<BigFloat>, bits: number, x: Big): Big {
  if (on.isPoint(x)) return on.between(erfcAt(x.lo, bits), x.partial)
  return on.make(erfcAt(x.hi, bits)[0], erfcAt(x.lo, bits)[1], x.partial)
}

const bounds = (x: Big): Bounds<BigFloat> => [x.lo, x.hi]

/** Whether e^(-x^2) is below 2^-bits by a good margin. */
const isFar = (square: number, bits: number): boolean => square > (bits + 40) * Math.LN2

function erfAt(x: BigFloat, bits: number): Bounds<BigFloat> {
  const on = new IntervalArithmetic(bigEnds(bits))
  if (x.m === 0n) return [x, x]
  if (x.m < 0n) return bounds(on.neg(on.between(erfAt(on.ends.neg(x), bits))))
  const square = on.ends.toNumber(x) ** 2
  const one = on.make(on.ends.one, on.ends.one)
  if (isFar(square, bits)) return bounds(on.sub(one, on.between(erfcFar(x, bits))))
  const point = on.make(x, x)
  const scale = on.exp(on.neg(on.mul(point, point)))
  const product = on.mul(on.mul(on.add(point, point), scale), on.between(series(x, bits)))
  return bounds(on.div(product, on.sqrt(on.between(on.ends.pi())) as Big) as Big)
}

function erfcAt(x: BigFloat, bits: number): Bounds<BigFloat> {
  const on = new IntervalArithmetic(bigEnds(bits))
  const one = on.make(on.ends.one, on.ends.one)
  if (x.m <= 0n) return bounds(on.add(one, on.between(erfAt(on.ends.neg(x), bits))))
  const square = on.ends.toNumber(x) ** 2
  if (isFar(square, bits)) return erfcFar(x, bits)
  const wide = bits + Math.ceil(square / Math.LN2) + 16
  const more = new IntervalArithmetic(bigEnds(wide))
  return bounds(more.sub(one, more.between(erfAt(x, wide))))
}

/** The sum of (2x^2)^k/(1*3*...*(2k + 1)). */
function series(x: BigFloat, bits: number): Bounds<BigFloat> {
  const w = bits + 32
  const W = BigInt(w)
  const [a, b] = [x.m * x.m, 2 * x.e + 1]
  const y = fixedOf({ m: a, e: b }, w)
  let [sum, term, k] = [1n << W, 1n << W, 1n]
  // From 2k + 1 = 4x^2 on each term is at most half of the one before.
  while (term > sum >> W || 2n * y > (2n * k + 1n) << W) {
    spend(1 + w / 256)
    term = ((term * y) >> W) / (2n * k + 1n)
    sum += term
    k++
  }
  const error = 8n * k * k * ((sum >> W) + 1n)
  return [quotientBig(sum - error, 1n, -w, bits, -1), quotientBig(sum + error, 1n, -w, bits, 1)]
}

/** e^(-x^2)/(x*sqrt(pi))*(1 - 1/(2x^2) + 3/(2x^2)^2 - ...) for large x > 0. */
function erfcFar(x: BigFloat, bits: number): Bounds<BigFloat> {
  const on = new IntervalArithmetic(bigEnds(bits + 64))
  if (isInfiniteBig(x)) return [on.ends.zero, on.ends.zero]
  const point = on.make(x, x)
  const square = on.mul(point, point)
  const w = bits + 16
  const W = BigInt(w)
  const one = on.make(on.ends.one, on.ends.one)
  const z = fixedOf((on.div(one, on.add(square, square)) as Big).lo, w)
  let [sum, term, k] = [1n << W, 1n << W, 1n]
  while (term > 0n) {
    spend(1 + w / 256)
    term = (term * (2n * k - 1n) * z) >> W
    sum += k % 2n === 1n ? -term : term
    k++
  }
  const error = 8n * k * k + 8n
  const total = on.make(quotientBig(sum - error, 1n, -w, bits, -1), quotientBig(sum + error, 1n, -w, bits, 1))
  const root = on.sqrt(on.between(on.ends.pi())) as Big
  return bounds(on.div(on.mul(on.exp(on.neg(square)), total), on.mul(point, root)) as Big)
}
