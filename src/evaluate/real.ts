/**
 * Doubles. NaN is 'no value'; truths are 1, 0 and NaN. Division by zero follows IEEE 754 here: `evaluate` finds
 * poles afterwards, compiled code lets them be. Emitted JavaScript performs exactly these operations.
 */
import { notesOf, numericOf } from '../functions/numerics.js'
import { exp, pow } from '../number/elementary/doubles.js'
import { type Floating, NO_VALUE, type Refusal } from './field.js'
import { notComputed, type Operation } from './tape.js'

/** Whole powers up to this one are products of squares; larger ones are powers as others. */
export const LONGEST_CHAIN = 64

/** x^n by squaring, from the leading bit of n down: x^6 is ((x*x)*x) squared. */
export function powerChain(x: number, n: number): number {
  if (n > LONGEST_CHAIN) return pow(x, n)
  let r = x
  for (let bit = leadingBit(n) >> 1; bit > 0; bit >>= 1) {
    r *= r
    if (n & bit) r *= x
  }
  return r
}

/** The largest power of two that is not above n. */
export const leadingBit = (n: number): number => 1 << (31 - Math.clz32(n))

/** log(-1), sqrt(-1), (-1)^(1/3) have values, but not real ones; gamma(-1) has none anywhere. */
function refusal(o: Operation, args: readonly number[]): Refusal {
  const notReal: Refusal = { text: 'is not real', code: 'not-real' }
  if (o.op !== 'call') return o.op === 'sqrt' || o.op === 'pow' ? notReal : NO_VALUE
  if (o.row.realWhen !== undefined) return notReal
  const why = notesOf(o.row)?.refusal
  const z = numericOf(o.row).complex?.(...args.map(re => ({ re, im: 0 })))
  return z !== undefined && Number.isFinite(z.re) && Number.isFinite(z.im)
    ? notReal
    : why === undefined
      ? NO_VALUE
      : { text: why, code: 'domain' }
}

export const real: Floating<number> = {
  name: 'real',
  rational: q => q.toNumber(),
  named: row => numericOf(row).real(),
  truth: value => (value ? 1 : 0),
  nothing: () => Number.NaN,

  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: a => -a,
  powInt: powerChain,
  pow,
  sqrt: Math.sqrt,
  exp,
  kernel: row => numericOf(row).real,

  lt: (a, b) => (a < b ? 1 : a >= b ? 0 : Number.NaN),
  le: (a, b) => (a <= b ? 1 : a > b ? 0 : Number.NaN),
  eq: (a, b) => (a === b ? 1 : Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : 0),
  and: (a, b) => (a === 0 || b === 0 ? 0 : a * b),
  or: (a, b) => (a === 1 || b === 1 ? 1 : a + b),
  not: a => 1 - a,
  select: (c, yes, no) => (c === 1 ? yes : c === 0 ? no : Number.NaN),

  status: x => (Number.isFinite(x) ? 'finite' : Number.isNaN(x) ? 'undefined' : 'infinite'),
  isZero: x => x === 0,
  holds: c => (c === 1 ? true : c === 0 ? false : undefined),
  near: x => (x === 0 ? [1e-30, -1e-30] : [x * (1 + Number.EPSILON), x * (1 - Number.EPSILON)]),
  refusal,
  show: String,
}

/** An operation as a function of the values of its operands. */
export function kernelOf(o: Operation): (...args: number[]) => number {
  switch (o.op) {
    case 'call':
      return numericOf(o.row).real
    case 'powInt':
      return a => powerChain(a, o.n)
    case 'rational':
    case 'named':
    case 'truth':
    case 'nothing':
    case 'argument':
      return notComputed(o)
    default:
      return real[o.op] as (...args: number[]) => number
  }
}
