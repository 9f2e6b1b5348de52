/**
 * Complex doubles with a bound on the error of each part, for complex-step derivatives: there the imaginary part is
 * tiny beside the real one, and carries the derivative, so each part needs a bound of its own.
 */
import { complex as plain } from '../evaluate/complex.js'
import type { Field } from '../evaluate/field.js'
import { notesOf } from '../functions/numerics.js'
import type { Complex } from '../number/complex.js'
import { KERNEL, NATIVE, probe, rounding, type Sample, UNIT, unbounded } from './sample.js'

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

const exactly = (z: Complex): ComplexSample => ({ re: { value: z.re, error: 0 }, im: { value: z.im, error: 0 } })

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

const real = (x: Complex): ComplexSample => exactly(x)

export const measuredComplex: Field<ComplexSample> = {
  name: 'measured complex',
  rational: q =>
    q.isInteger() && Number.isSafeInteger(q.toNumber())
      ? exactly(plain.rational(q))
      : rounded(plain.rational(q), UNIT, true),
  named: row => rounded(plain.named(row), UNIT, true),
  truth: t => real(plain.truth(t)),
  nothing: () => exactly(plain.nothing()),

  add: (a, b) => ({ re: plus(a.re, b.re), im: plus(a.im, b.im) }),
  sub: (a, b) => ({ re: plus(a.re, b.re, -1), im: plus(a.im, b.im, -1) }),
  mul: (a, b) => ({
    re: plus(times(a.re, b.re), times(a.im, b.im), -1),
    im: plus(times(a.re, b.im), times(a.im, b.re)),
  }),
  neg: a => ({ re: { value: -a.re.value, error: a.re.error }, im: { value: -a.im.value, error: a.im.error } }),
  div: lift(plain.div),
  powInt: (a, n) => lift(z => plain.powInt(z, n))(a),
  pow: lift(plain.pow),
  sqrt: lift(plain.sqrt),
  exp: lift(plain.exp),
  kernel: row => lift(plain.kernel(row), notesOf(row)?.code?.js === undefined ? KERNEL : NATIVE),

  lt: (a, b) => real(plain.lt(value(a), value(b))),
  le: (a, b) => real(plain.le(value(a), value(b))),
  eq: (a, b) => real(plain.eq(value(a), value(b))),
  and: (a, b) => real(plain.and(value(a), value(b))),
  or: (a, b) => real(plain.or(value(a), value(b))),
  not: a => real(plain.not(value(a))),
  select: (c, yes, no) => (c.re.value === 1 ? yes : c.re.value === 0 ? no : exactly(plain.nothing())),
}
