/**
 * Doubles that know how wrong they may be: the field in which `check` evaluates, so that a difference which rounding
 * explains is told from one that it does not. Sums and products propagate errors by their formulas; any other
 * function by trying what it does to an argument that is off by its error.
 */

import type { Field } from '../evaluate/field.js'
import { real } from '../evaluate/real.js'
import { numericOf } from '../functions/numerics.js'
import { accuracyOf, hidesJumps, NATIVE, probe, rounding, type Sample, settled, UNIT, unbounded } from './sample.js'

const exactly = (value: number): Sample => ({ value, error: 0 })
const rounded = (value: number): Sample => ({ value, error: rounding(value) })

/** A function of doubles as one of measured values. */
function lift(f: (...args: number[]) => number, unit = NATIVE): (...args: Sample[]) => Sample {
  return (...args) => {
    const values = args.map(a => a.value)
    const value = f(...values)
    let error = rounding(value, unit)
    for (let k = 0; k < args.length; k++) {
      const a = args[k] as Sample
      if (unbounded(a)) return { value, error: Number.POSITIVE_INFINITY }
      if (a.error > 0) error += effect(f, values, k, a, value)
    }
    return { value, error }
  }
}

/** How much the result moves when the k-th argument is off by its error; the side on which there is no value is left out. */
function effect(f: (...args: number[]) => number, args: number[], k: number, a: Sample, value: number): number {
  const delta = probe(a.value, a.error)
  let most = -1
  for (const t of [a.value - delta, a.value + delta]) {
    args[k] = t
    const move = Math.abs(f(...args) - value)
    if (move > most) most = move
  }
  args[k] = a.value
  return most < 0 ? Number.POSITIVE_INFINITY : most * (a.error / delta)
}

const truth =
  (f: (a: number, b: number) => number) =>
  (a: Sample, b: Sample): Sample =>
    exactly(f(a.value, b.value))

const sum = (a: Sample, b: Sample, value: number): Sample => ({
  value,
  error: a.error + b.error + UNIT * Math.abs(value),
})

export const measured: Field<Sample> = {
  name: 'measured',
  steps: 6,
  rational: q => {
    const value = q.toNumber()
    return q.isInteger() && Number.isSafeInteger(value) ? exactly(value) : rounded(value)
  },
  named: row => rounded(numericOf(row).real()),
  truth: value => exactly(real.truth(value)),
  nothing: () => exactly(real.nothing()),

  add: (a, b) => sum(a, b, a.value + b.value),
  sub: (a, b) => sum(a, b, a.value - b.value),
  mul: (a, b) => {
    const value = a.value * b.value
    const inherited = Math.abs(a.value) * b.error + Math.abs(b.value) * a.error + a.error * b.error
    return { value, error: inherited + rounding(value) }
  },
  neg: a => ({ value: -a.value, error: a.error }),
  div: lift(real.div, UNIT),
  powInt: (a, n) => lift(t => real.powInt(t, n), n * UNIT)(a),
  pow: lift(real.pow),
  sqrt: lift(real.sqrt, UNIT),
  exp: lift(real.exp),
  kernel: row => {
    const f = settled(row, lift(numericOf(row).real, accuracyOf(row)), a =>
      Number.isInteger(a.value) ? exactly(a.value) : a,
    )
    return (...args) => {
      const { value, error } = f(...args)
      return { value, error: args.some(a => hidesJumps(row, a.value, value)) ? Number.POSITIVE_INFINITY : error }
    }
  },

  lt: truth(real.lt),
  le: truth(real.le),
  eq: truth(real.eq),
  and: truth(real.and),
  or: truth(real.or),
  not: a => exactly(real.not(a.value)),
  select: (c, yes, no) => (c.value === 1 ? yes : c.value === 0 ? no : exactly(Number.NaN)),
}
