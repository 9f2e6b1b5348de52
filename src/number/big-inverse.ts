/**
 * Inverse functions of long numbers by Newton's method: points until they settle, then one step in intervals, whose result encloses the zero
 * where it lies within what it came from (R. E. Moore, "Interval Analysis", 1966).
 */
import { BudgetError } from '../errors.js'
import { bigEnds } from './big-ends.js'
import { erf } from './big-error.js'
import type { BigFloat } from './big-float.js'
import { type Arithmetic, type Big, sizeOf, widened } from './big-hypergeometric.js'
import type { Bounds } from './ends.js'
import { type Enclosure, IntervalArithmetic } from './interval.js'
import { Rational } from './rational.js'

interface Equation {
  /** The function whose zero is wanted, and its derivative. */
  readonly value: (on: Arithmetic, w: Big) => Big
  readonly slope: (on: Arithmetic, w: Big) => Big
}

/** The zero near a guess. */
function zeroOf({ value, slope }: Equation, guess: number, bits: number): Bounds<BigFloat> {
  const on = new IntervalArithmetic(bigEnds(bits + 32))
  const pointAt = (x: Big): Big => on.make(x.lo, x.lo)
  let w = pointAt(on.rational(Rational.fromDouble(guess)))
  for (let round = 0; round < 80; round++) {
    const step = on.div(value(on, w), slope(on, w))
    if (step === undefined) break
    const moved = pointAt(on.sub(w, step))
    const small = on.mul(on.abs(step), on.quotient(2, 1))
    const shift = sizeOf(on.sub(moved, w))
    w = moved
    if (shift > sizeOf(w) - bits / 2 && round < 79) continue
    const wide = widened(
      on,
      w,
      on.add(small, on.mul(on.abs(w), on.rational(Rational.of(1n, 1n << BigInt(Math.floor(bits * 0.9)))))),
    )
    const newton = on.div(value(on, w), slope(on, wide))
    const found = newton && on.sub(w, newton)
    if (found && on.ends.compare(wide.lo, found.lo) <= 0 && on.ends.compare(found.hi, wide.hi) <= 0)
      return [found.lo, found.hi]
  }
  throw new BudgetError('digits', 'an inverse function cannot be told to so many digits here')
}

/** The branch 0 or -1 of Lambert's W, for real values. */
export function lambertW(on: Arithmetic, bits: number, branch: number, x: Big): Enclosure<BigFloat> {
  const least = on.neg(on.exp(on.neg(on.rationalOne())))
  if (branch === 0 && on.isZero(x)) return on.rational(Rational.ZERO, x.partial)
  if (on.ends.compare(x.hi, least.lo) < 0) return undefined
  if (branch === -1 && on.sign(x.lo) >= 0) return undefined
  if (on.ends.compare(x.lo, least.hi) <= 0 || (branch === -1 && on.sign(x.hi) >= 0))
    throw new BudgetError('digits', 'lambertw cannot be told to so many digits so close to its branch point')
  const at = (end: BigFloat): Bounds<BigFloat> => {
    const number = on.ends.toNumber(end)
    // (w - x*e^(-w)) has its zero there and does not overflow.
    const equation: Equation = {
      value: (o, w) => o.sub(w, o.mul(o.make(end, end), o.exp(o.neg(w)))),
      slope: (o, w) => o.add(o.rationalOne(), o.mul(o.make(end, end), o.exp(o.neg(w)))),
    }
    return zeroOf(equation, guessOf(branch, number), bits)
  }
  if (branch === 0) return on.increasing(x, at)
  return on.isPoint(x) ? on.between(at(x.lo), x.partial) : on.make(at(x.hi)[0], at(x.lo)[1], x.partial)
}

/** A few steps in doubles from the asymptotic values. */
function guessOf(branch: number, x: number): number {
  const p = Math.sqrt(Math.max(0, 2 * (Math.E * x + 1)))
  let w = x < 0.5 ? -1 + (branch === 0 ? p - (p * p) / 3 : -p - (p * p) / 3) : Math.log1p(x)
  if (branch === -1 && x > -0.25) w = Math.log(-x) - Math.log(-Math.log(-x))
  for (let k = 0; k < 40; k++) {
    const e = Math.exp(-w) * x
    const step = (w - e) / (1 + e)
    if (!Number.isFinite(step)) break
    w -= step
  }
  return w
}

export function erfInverse(on: Arithmetic, bits: number, x: Big): Enclosure<BigFloat> {
  const one = on.ends.one
  if (on.isZero(x)) return on.rational(Rational.ZERO, x.partial)
  if (on.ends.compare(x.lo, one) >= 0 || on.ends.compare(x.hi, on.ends.neg(one)) <= 0) return undefined
  if (on.ends.compare(x.hi, one) >= 0 || on.ends.compare(x.lo, on.ends.neg(one)) <= 0)
    throw new BudgetError('digits', 'erfinv cannot be told to so many digits so close to 1')
  const at = (end: BigFloat): Bounds<BigFloat> => {
    const equation: Equation = {
      value: (o, w) => o.sub(erf(o, bits + 32, w), o.make(end, end)),
      slope: (o, w) => {
        const root = o.sqrt(o.between(o.ends.pi())) as Big
        return o.mul(o.div(o.quotient(2, 1), root) as Big, o.exp(o.neg(o.powInt(w, 2))))
      },
    }
    return zeroOf(equation, guessOfErf(on.ends.toNumber(end)), bits)
  }
  return on.increasing(x, at)
}

/** S. Winitzki's approximation. */
function guessOfErf(x: number): number {
  const log = Math.log1p(-x * x)
  const a = 2 / (Math.PI * 0.147) + log / 2
  return Math.sign(x) * Math.sqrt(Math.max(0, Math.sqrt(a * a - log / 0.147) - a))
}
