/**
 * Evaluation in intervals of any kind of number: what comes out encloses the true value. A function gets its enclosure
 * from the arithmetic (natively), from an exact value at rationals, or from its definition in the table, evaluated in
 * intervals. Truths are the intervals [1, 1], [0, 0] and, where it cannot be told, [0, 1]; then both branches count.
 */
import { DomainError } from '../errors.js'
import { knownNumeric, notesOf } from '../functions/numerics.js'
import { ARGUMENTS, type NamedRow } from '../functions/row.js'
import type { Enclosure, Interval, IntervalArithmetic } from '../number/interval.js'
import * as A from '../number/interval-angle.js'
import * as Infinite from '../number/interval-infinity.js'
import { power, root } from '../number/interval-power.js'
import { type Floating, NO_VALUE, type Refusal } from './field.js'
import { argumentsOf, formulaTape } from './formula.js'
import { run } from './run.js'
import type { Operation, Tape } from './tape.js'

/** A function on intervals; nothing where it has no value anywhere in them. */
export type EnclosingKernel<N> = (...args: Interval<N>[]) => Enclosure<N>

/** What a kind of number brings along: constants, and kernels by the name of the row (undefined: look further). */
export interface Native<N> {
  readonly name: string
  constant(row: NamedRow): Enclosure<N>
  kernel(row: NamedRow): EnclosingKernel<N> | undefined
}

/** Functions that are the same for every kind of number. */
function shared<N>(on: IntervalArithmetic<N>): ReadonlyMap<string, EnclosingKernel<N>> {
  const kernel = <const A extends readonly Interval<N>[]>(f: (...args: A) => Enclosure<N>): EnclosingKernel<N> =>
    f as unknown as EnclosingKernel<N>
  type One = readonly [Interval<N>]
  type Two = readonly [Interval<N>, Interval<N>]
  /** Without a limit at infinity. */
  const wave = (f: (on: IntervalArithmetic<N>, u: Interval<N>) => Enclosure<N>): EnclosingKernel<N> =>
    kernel<One>(u => (Infinite.isInfinite(on, u) ? undefined : f(on, u)))
  const extreme =
    (sign: 1 | -1) =>
    (...args: Interval<N>[]): Enclosure<N> =>
      args.reduce((a, b) => larger(on, a, b, sign))
  return new Map<string, EnclosingKernel<N>>([
    ['log', kernel<One>(u => on.log(u))],
    ['abs', kernel<One>(u => on.abs(u))],
    // Of real numbers.
    ['re', kernel<One>(u => u)],
    ['conj', kernel<One>(u => u)],
    ['im', kernel<One>(u => on.make(on.ends.zero, on.ends.zero, u.partial))],
    ['sin', wave(A.sin)],
    ['cos', wave(A.cos)],
    ['tan', wave(A.tan)],
    ['cot', wave(A.cot)],
    ['sinc', kernel<One>(u => A.sinc(on, u))],
    ['atan', kernel<One>(u => on.increasing(u, x => on.ends.atan(x)))],
    ['atan2', kernel<Two>((y, x) => A.atan2(on, y, x))],
    ['root', kernel<Two>((u, v) => (Infinite.isInfinite(on, v) ? Infinite.root(on, u, v) : root(on, u, v)))],
    ['cbrt', kernel<One>(u => root(on, u, on.quotient(3, 1)))],
    ['floor', kernel<One>(u => on.increasing(u, x => both(on.ends.floor(x))))],
    ['sign', kernel<One>(u => on.increasing(u, x => both(on.small(on.sign(x)))))],
    ['max', extreme(1)],
    ['min', extreme(-1)],
  ])
}

const both = <N>(x: N): readonly [N, N] => [x, x]

function larger<N>(on: IntervalArithmetic<N>, a: Interval<N>, b: Interval<N>, sign: 1 | -1): Interval<N> {
  const pick = (x: N, y: N): N => (on.ends.compare(x, y) * sign >= 0 ? x : y)
  const exact = a.exact && b.exact && (a.exact.compare(b.exact) * sign >= 0 ? a.exact : b.exact)
  return { lo: pick(a.lo, b.lo), hi: pick(a.hi, b.hi), partial: a.partial || b.partial, exact }
}

/** The field of intervals over an arithmetic. */
export function enclosingField<N>(on: IntervalArithmetic<N>, native: Native<N>): Floating<Enclosure<N>> {
  type E = Enclosure<N>
  const { ends } = on
  const lift =
    (f: (a: Interval<N>) => E) =>
    (a: E): E =>
      a && f(a)
  const lift2 =
    (f: (a: Interval<N>, b: Interval<N>) => E) =>
    (a: E, b: E): E =>
      a && b && f(a, b)
  const truth = (value: boolean | undefined, partial: boolean): Interval<N> =>
    on.make(value === true ? ends.one : ends.zero, value === false ? ends.zero : ends.one, partial)
  const holds = (c: E): boolean | undefined => (c === undefined || !on.isPoint(c) ? undefined : on.sign(c.lo) > 0)
  const compared = (f: (a: Interval<N>, b: Interval<N>) => boolean | undefined) =>
    lift2((a, b) => truth(f(a, b), a.partial || b.partial))
  const common = shared(on)
  const kernels = new Kernels(
    row => native.kernel(row) ?? common.get(row.name),
    () => field,
    on,
  )

  const field: Floating<E> = {
    name: native.name,
    rational: q => on.rational(q),
    named: row => native.constant(row),
    truth: value => truth(value, false),
    nothing: () => undefined,

    add: lift2((a, b) => beyond(a, b, Infinite.add, (x, y) => on.add(x, y))),
    sub: lift2((a, b) => beyond(a, on.neg(b), Infinite.add, (x, y) => on.add(x, y))),
    mul: lift2((a, b) => beyond(a, b, Infinite.mul, (x, y) => on.mul(x, y))),
    div: lift2((a, b) => beyond(a, b, Infinite.div, (x, y) => on.div(x, y))),
    neg: lift(a => on.neg(a)),
    powInt: (a, n) => a && Infinite.reached(on, [a], on.powInt(a, n)),
    pow: lift2((a, b) => beyond(a, b, Infinite.pow, (x, y) => power(on, x, y))),
    sqrt: lift(a => Infinite.reached(on, [a], on.sqrt(a))),
    exp: lift(a => (Infinite.isInfinite(on, a) ? Infinite.exp(on, a) : on.exp(a))),
    kernel: row => kernels.of(row),

    lt: compared((a, b) => below(on, a, b, false)),
    le: compared((a, b) => below(on, a, b, true)),
    eq: compared((a, b) => equal(on, a, b)),
    and: (a, b) => connect(a, b, false),
    or: (a, b) => connect(a, b, true),
    not: lift(a => on.sub(on.make(ends.one, ends.one), a)),
    select: (c, yes, no) => {
      if (c === undefined) return undefined
      const value = holds(c)
      return value === undefined ? on.hull(yes, no) : on.marked(value ? yes : no, c.partial)
    },

    status: x => (x === undefined ? 'undefined' : Infinite.isInfinite(on, x) ? 'infinite' : 'finite'),
    isZero: x => x !== undefined && on.isZero(x),
    holds,
    near: x => (x !== undefined && on.isZero(x) ? [on.quotient(1, 1_000_003)] : []),
    refusal: (o, args) => refusal(on, o, args),
    show: x => shown(on, x),
  }

  /** Of two operands one of which is infinity itself. */
  function beyond(
    a: Interval<N>,
    b: Interval<N>,
    infinite: Infinite.Operation,
    finite: (a: Interval<N>, b: Interval<N>) => E,
  ): E {
    return Infinite.isInfinite(on, a) || Infinite.isInfinite(on, b) ? infinite(on, a, b) : finite(a, b)
  }

  /** `decisive` decides whatever the other is. */
  function connect(a: E, b: E, decisive: boolean): E {
    if (holds(a) === decisive) return a
    if (holds(b) === decisive) return b
    if (a === undefined || b === undefined) return undefined
    const unknown = holds(a) === undefined || holds(b) === undefined
    return truth(unknown ? undefined : !decisive, a.partial || b.partial)
  }
  return field
}

function below<N>(on: IntervalArithmetic<N>, a: Interval<N>, b: Interval<N>, orEqual: boolean): boolean | undefined {
  if (a.exact && b.exact) return a.exact.compare(b.exact) < (orEqual ? 1 : 0)
  const [upper, lower] = [on.ends.compare(a.hi, b.lo), on.ends.compare(a.lo, b.hi)]
  if (orEqual ? upper <= 0 : upper < 0) return true
  return (orEqual ? lower > 0 : lower >= 0) ? false : undefined
}

function equal<N>(on: IntervalArithmetic<N>, a: Interval<N>, b: Interval<N>): boolean | undefined {
  if (a.exact && b.exact) return a.exact.equals(b.exact)
  if (on.ends.compare(a.hi, b.lo) < 0 || on.ends.compare(b.hi, a.lo) < 0) return false
  return on.isPoint(a) && on.isPoint(b) ? true : undefined
}

/** A function that is infinite at a point has a pole there; others are not real, or have no value anywhere. */
function refusal<N>(on: IntervalArithmetic<N>, o: Operation, args: readonly Enclosure<N>[]): Refusal {
  const notReal: Refusal = { text: 'is not real', code: 'not-real' }
  if (o.op !== 'call') return o.op === 'sqrt' || o.op === 'pow' ? notReal : NO_VALUE
  const at = args.map(a => (a && on.isPoint(a) ? on.ends.toNumber(a.lo) : Number.NaN))
  if (Math.abs(knownNumeric(o.row)?.real(...at) ?? 0) === Infinity)
    return { text: 'is infinite', code: 'division-by-zero' }
  return o.row.realWhen === undefined ? NO_VALUE : notReal
}

function shown<N>(on: IntervalArithmetic<N>, x: Enclosure<N>): string {
  if (x === undefined) return 'nothing'
  if (x.exact !== undefined) return String(x.exact)
  const [lo, hi] = [on.ends.toNumber(x.lo), on.ends.toNumber(x.hi)]
  return lo === hi ? String(lo) : `[${lo}, ${hi}]`
}

/** The kernels of rows, found once. */
class Kernels<N> {
  readonly #known = new Map<NamedRow, EnclosingKernel<N>>()
  /** Definitions that are being read: one in terms of itself is none. */
  readonly #open = new Set<NamedRow>()
  readonly #native: (row: NamedRow) => EnclosingKernel<N> | undefined
  readonly #field: () => Floating<Enclosure<N>>
  readonly #on: IntervalArithmetic<N>

  constructor(
    native: (row: NamedRow) => EnclosingKernel<N> | undefined,
    field: () => Floating<Enclosure<N>>,
    on: IntervalArithmetic<N>,
  ) {
    this.#native = native
    this.#field = field
    this.#on = on
  }

  of(row: NamedRow): (...args: Enclosure<N>[]) => Enclosure<N> {
    const known = this.#known.get(row) ?? this.#find(row)
    this.#known.set(row, known)
    return (...args) => {
      const given = args.filter(a => a !== undefined)
      if (given.length < args.length) return undefined
      return this.#exactly(row, given) ?? this.#signed(row, Infinite.reached(this.#on, given, known(...given)))
    }
  }

  /** The exact value at rational arguments. */
  #exactly(row: NamedRow, args: readonly Interval<N>[]): Enclosure<N> {
    if (row.exact === undefined) return undefined
    const rationals = args.map(a => a.exact).filter(q => q !== undefined)
    const value = rationals.length === args.length ? row.exact(...rationals) : undefined
    return (
      value &&
      this.#on.rational(
        value,
        args.some(a => a.partial),
      )
    )
  }

  /** A function that is never negative has no negative values in its enclosure. */
  #signed(row: NamedRow, x: Enclosure<N>): Enclosure<N> {
    if (x === undefined || row.sign === undefined || this.#on.sign(x.lo) >= 0) return x
    return this.#on.sign(x.hi) < 0 ? x : { ...x, lo: this.#on.ends.zero }
  }

  #find(row: NamedRow): EnclosingKernel<N> {
    const native = this.#native(row)
    if (native !== undefined) return native
    return tapeKernel(this.#definition(row), this.#field)
  }

  #definition(row: NamedRow): Tape {
    const text = notesOf(row)?.definition
    if (text === undefined || this.#open.has(row)) throw this.#missing(row)
    this.#open.add(row)
    const tape = formulaTape(text, argumentsOf(row))
    // Finding the kernels now tells at once whether the definition can be used.
    for (const o of tape.operations) {
      if (o.op === 'call') this.of(o.row)
      if (o.op === 'named' && o.row.realWhen === 'false') throw this.#missing(row)
    }
    this.#open.delete(row)
    return tape
  }

  #missing(row: NamedRow): DomainError {
    this.#open.clear()
    return new DomainError(`${row.name} cannot be evaluated in the field '${this.#field().name}'`, 'no-kernel')
  }
}

function tapeKernel<N>(tape: Tape, field: () => Floating<Enclosure<N>>): EnclosingKernel<N> {
  return (...args) => run(tape, field(), args)[tape.outputs[0] as number]
}

/** The kernel of a function of one argument, u, given by a formula. */
export const formulaKernel = <N>(field: () => Floating<Enclosure<N>>, formula: string, args = 1): EnclosingKernel<N> =>
  tapeKernel(formulaTape(formula, ARGUMENTS.slice(0, args)), field)
