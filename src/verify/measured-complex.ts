/**
 * Complex doubles with a bound on the error of each part, for complex-step derivatives: there the imaginary part is
 * tiny beside the real one, and carries the derivative, so each part needs a bound of its own.
 */
import { complex as plain } from '../evaluate/complex.js'
import type { Field } from '../evaluate/field.js'
import type { Complex } from '../number/complex.js'
import { accuracyOf, hidesJumps, NATIVE, probe, rounding, type Sample, settled, UNIT, unbounded } from './sample.js'

/** A complex number whose parts are measured. */
export interface ComplexSample {
  readonly re: Sample
  readonly im: Sample
}

const value = (z: ComplexSample): Complex => ({ re: z.re.value, im: z.im.value })

/** A real result of real arguments stays exactly on the axis; any other imaginary part is rounded, or underflowed. */
const rounded = (z: Complex, unit: number, onAxis: boolean): ComplexSample => ({
  re: { value: z.re, error: rounding(z.re, unit) },
  im: { value: z.im, error: onAxis && z.im === 0 ? 0 : rounding(z.im, unit) },
})

export const exactly = (z: Complex): ComplexSample => ({ re: { value: z.re, error: 0 }, im: { value: z.im, error: 0 } })

/** Any function of complex numbers as one of measured ones. */
function lift(f: (...args: Complex[]) => Complex, unit = NATIVE): (...args: ComplexSample[]) => ComplexSample {
  return (...args) => {
    const values = args.map(value)
    const z = f(...values)
    let { re, im } = rounded(
      z,
      unit,
      args.every(a => a.im.value === 0 && a.im.error === 0),
    )
    if (unit > NATIVE) im = { value: im.value, error: im.error + unit * Math.abs(z.re) * tilt(values) }
    if (args.some(a => unbounded(a.re) || unbounded(a.im)))
      return { re: { ...re, error: Number.POSITIVE_INFINITY }, im: { ...im, error: Number.POSITIVE_INFINITY } }
    for (const [k, a] of args.entries()) {
      for (const part of ['re', 'im'] as const) {
        if (a[part].error === 0) continue
        const moved = effect(t => f(...values.with(k, { ...(values[k] as Complex), [part]: t })), a[part], z)
        re = { value: re.value, error: re.error + moved.re }
        im = { value: im.value, error: im.error + moved.im }
      }
    }
    return { re, im }
  }
}

/**
 * How far arguments are off the axis relative to their size: a kernel that is right to a relative error in the plane,
 * as sin(z)/z is, may be wrong by as much of it in the imaginary part alone.
 */
const tilt = (values: readonly Complex[]): number =>
  values.reduce((sum, { re, im }) => sum + (im === 0 ? 0 : Math.abs(im) / Math.max(Math.abs(re), Math.abs(im))), 0)

/** How much each part of the result moves when a part of an argument is off by its error. */
function effect(f: (t: number) => Complex, a: Sample, z: Complex): Complex {
  const delta = probe(a.value, a.error)
  const scale = a.error / delta
  const moves = [f(a.value - delta), f(a.value + delta)].filter(w => !Number.isNaN(w.re) && !Number.isNaN(w.im))
  if (moves.length === 0) return { re: Number.POSITIVE_INFINITY, im: Number.POSITIVE_INFINITY }
  return {
    re: Math.max(...moves.map(w => Math.abs(w.re - z.re))) * scale,
    im: Math.max(...moves.map(w => Math.abs(w.im - z.im))) * scale,
  }
}

const times = (a: Sample, b: Sample): Sample => ({
  value: a.value * b.value,
  error:
    Math.abs(a.value) * b.error +
    Math.abs(b.value) * a.error +
    a.error * b.error +
    (a.value === 0 || b.value === 0 ? 0 : rounding(a.value * b.value)),
})

const plus = (a: Sample, b: Sample, sign = 1): Sample => {
  const sum = a.value + sign * b.value
  return { value: sum, error: a.error + b.error + (b.value === 0 || a.value === 0 ? 0 : rounding(sum)) }
}

/**
 * An analytic function by its derivatives: what an error of either part of an argument does to either part of the
 * result. Only while errors are small beside the distance to the nearest singularity.
 */
function smooth(z: Complex, unit: number, ...effects: readonly (readonly [Complex, ComplexSample])[]): ComplexSample {
  const { re, im } = rounded(
    z,
    unit,
    effects.every(([, a]) => onAxis(a)),
  )
  let [reError, imError] = [re.error, im.error]
  for (const [slope, a] of effects) {
    const [along, across] = [CURVATURE * Math.abs(slope.re), CURVATURE * Math.abs(slope.im)]
    // No error has no effect, however steep the function.
    if (a.re.error !== 0) {
      reError += along * a.re.error
      imError += across * a.re.error
    }
    if (a.im.error !== 0) {
      reError += across * a.im.error
      imError += along * a.im.error
    }
  }
  return { re: { value: re.value, error: reError }, im: { value: im.value, error: imError } }
}

const onAxis = (a: ComplexSample): boolean => a.im.value === 0 && a.im.error === 0

/** A function is not quite straight within an error of a 16th of the way to its singularity. */
const CURVATURE = 1.25

const size = (a: ComplexSample): number => Math.max(Math.abs(a.re.value), Math.abs(a.im.value))
/** So uncertain that a singularity at 0 is near. */
const nearZero = (a: ComplexSample): boolean => !(16 * (a.re.error + a.im.error) <= size(a)) || size(a) === 0
const overflown = (...args: readonly ComplexSample[]): boolean => args.some(a => unbounded(a.re) || unbounded(a.im))

const lifted = { div: lift(plain.div), sqrt: lift(plain.sqrt), exp: lift(plain.exp) }

function quotient(a: ComplexSample, b: ComplexSample): ComplexSample {
  if (nearZero(b) || overflown(a, b)) return lifted.div(a, b)
  const q = plain.div(value(a), value(b))
  const w = plain.div({ re: 1, im: 0 }, value(b))
  return smooth(q, NATIVE, [w, a], [plain.mul(q, w), b])
}

function exponential(a: ComplexSample): ComplexSample {
  if (overflown(a) || a.re.error + a.im.error > 1 / 16) return lifted.exp(a)
  const z = plain.exp(value(a))
  return smooth(z, NATIVE, [z, a])
}

/** The cut lies on the negative axis: an argument on it stays there if its imaginary part is exactly 0. */
function squareRoot(a: ComplexSample): ComplexSample {
  if (nearZero(a) || overflown(a) || (a.re.value < 0 && !onAxis(a) && Math.abs(a.im.value) <= a.im.error))
    return lifted.sqrt(a)
  const z = plain.sqrt(value(a))
  const slope = plain.div({ re: 0.5, im: 0 }, z)
  const root = smooth(z, NATIVE, [slope, a])
  // The root of a negative number is exactly imaginary.
  return onAxis(a) && z.re === 0 ? { re: { value: 0, error: 0 }, im: root.im } : root
}

function power(a: ComplexSample, n: number): ComplexSample {
  if (nearZero(a) || overflown(a) || 16 * n * (a.re.error + a.im.error) > size(a))
    return lift(z => plain.powInt(z, n))(a)
  const z = plain.powInt(value(a), n)
  const slope = plain.mul({ re: n, im: 0 }, plain.div(z, value(a)))
  return smooth(z, n * NATIVE, [slope, a])
}

export const measuredComplex: Field<ComplexSample> = {
  name: 'measured complex',
  steps: 12,
  rational: q =>
    q.isInteger() && Number.isSafeInteger(q.toNumber())
      ? exactly(plain.rational(q))
      : rounded(plain.rational(q), UNIT, true),
  named: row => rounded(plain.named(row), UNIT, true),
  truth: t => exactly(plain.truth(t)),
  nothing: () => exactly(plain.nothing()),

  add: (a, b) => ({ re: plus(a.re, b.re), im: plus(a.im, b.im) }),
  sub: (a, b) => ({ re: plus(a.re, b.re, -1), im: plus(a.im, b.im, -1) }),
  mul: (a, b) => ({
    re: plus(times(a.re, b.re), times(a.im, b.im), -1),
    im: plus(times(a.re, b.im), times(a.im, b.re)),
  }),
  neg: a => ({ re: { value: -a.re.value, error: a.re.error }, im: { value: -a.im.value, error: a.im.error } }),
  div: quotient,
  powInt: power,
  pow: lift(plain.pow),
  sqrt: squareRoot,
  exp: exponential,
  kernel: row => {
    const f = settled(row, lift(plain.kernel(row), accuracyOf(row)), a =>
      Number.isInteger(a.re.value) ? exactly(value(a)) : a,
    )
    return (...args) => {
      const { re, im } = f(...args)
      const hidden = args.some(a => hidesJumps(row, a.re.value, re.value))
      return { re: hidden ? { ...re, error: Number.POSITIVE_INFINITY } : re, im }
    }
  },

  lt: (a, b) => exactly(plain.lt(value(a), value(b))),
  le: (a, b) => exactly(plain.le(value(a), value(b))),
  eq: (a, b) => exactly(plain.eq(value(a), value(b))),
  and: (a, b) => exactly(plain.and(value(a), value(b))),
  or: (a, b) => exactly(plain.or(value(a), value(b))),
  not: a => exactly(plain.not(value(a))),
  select: (c, yes, no) => (c.re.value === 1 ? yes : c.re.value === 0 ? no : exactly(plain.nothing())),
}
