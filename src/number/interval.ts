/**
 * Interval arithmetic: the result of an operation on intervals contains that on every choice of numbers in them.
 * Empty (no value at all) is `undefined`. Where a part of an operand lies outside the domain, the result encloses what
 * the rest gives and is marked `partial`. Written for any kind of ends (ends.ts), so doubles and numbers of many digits
 * share every decision. Source: IEEE 1788-2015 (set-based flavour; its decorations are the mark here).
 */
import type { Bounds, Direction, Ends } from './ends.js'
import { Rational } from './rational.js'

/** All numbers from `lo` to `hi`; `lo` may be minus and `hi` plus infinity, which no number is. */
export interface Interval<N> {
  readonly lo: N
  readonly hi: N
  /** For some numbers in the operands there was no value. */
  readonly partial: boolean
  /** The one value, where it is known to be rational. */
  readonly exact: Rational | undefined
}

/** An interval, or nothing. */
export type Enclosure<N> = Interval<N> | undefined

/** Longer rationals are not carried along. */
const MOST_BITS = 1024

export class IntervalArithmetic<N> {
  constructor(readonly ends: Ends<N>) {}

  make(lo: N, hi: N, partial = false): Interval<N> {
    return { lo, hi, partial, exact: undefined }
  }

  between(bounds: Bounds<N>, partial = false): Interval<N> {
    return this.make(bounds[0], bounds[1], partial)
  }

  rational(q: Rational, partial = false): Interval<N> {
    return { lo: this.ends.rational(q, -1), hi: this.ends.rational(q, 1), partial, exact: q }
  }

  /** The interval of a quotient of whole numbers. */
  quotient(p: number, q: number): Interval<N> {
    return this.rational(Rational.of(p, q))
  }

  /** A whole number as an end. */
  small(n: number): N {
    return this.ends.rational(Rational.of(n), -1)
  }

  rationalOne(): Interval<N> {
    return this.rational(Rational.ONE)
  }

  /** The whole line. */
  entire(): Interval<N> {
    return this.make(this.ends.minusInfinity, this.ends.infinity, true)
  }

  sign(a: N): number {
    return this.ends.compare(a, this.ends.zero)
  }

  min(a: N, b: N): N {
    return this.ends.compare(a, b) <= 0 ? a : b
  }

  max(a: N, b: N): N {
    return this.ends.compare(a, b) >= 0 ? a : b
  }

  isPoint(a: Interval<N>): boolean {
    return this.ends.compare(a.lo, a.hi) === 0
  }

  isZero(a: Interval<N>): boolean {
    return this.sign(a.lo) === 0 && this.sign(a.hi) === 0
  }

  contains(a: Interval<N>, x: N): boolean {
    return this.ends.compare(a.lo, x) <= 0 && this.ends.compare(x, a.hi) <= 0
  }

  /** The whole number that is the only one in an interval. */
  integer(a: Interval<N>): number | undefined {
    return a.exact ? a.exact.smallInt() : this.isPoint(a) ? this.ends.integer(a.lo) : undefined
  }

  hull(a: Enclosure<N>, b: Enclosure<N>): Enclosure<N> {
    if (a === undefined || b === undefined) return this.marked(a ?? b, true)
    const same = a.exact !== undefined && b.exact?.equals(a.exact) === true
    const exact = same ? a.exact : undefined
    return { lo: this.min(a.lo, b.lo), hi: this.max(a.hi, b.hi), partial: a.partial || b.partial, exact }
  }

  /** The same interval, marked if `partial`. */
  marked(a: Enclosure<N>, partial: boolean): Enclosure<N> {
    return a === undefined || !partial || a.partial ? a : { ...a, partial }
  }

  /** What two exact operands give exactly, unless that is long. */
  #exactly(a: Interval<N>, b: Interval<N>, f: (p: Rational, q: Rational) => Rational): Enclosure<N> {
    if (a.exact === undefined || b.exact === undefined) return undefined
    if (a.exact.bits() + b.exact.bits() > MOST_BITS) return undefined
    return this.rational(f(a.exact, b.exact), a.partial || b.partial)
  }

  neg(a: Interval<N>): Interval<N> {
    const { ends } = this
    return { lo: ends.neg(a.hi), hi: ends.neg(a.lo), partial: a.partial, exact: a.exact?.neg() }
  }

  add(a: Interval<N>, b: Interval<N>): Interval<N> {
    const { ends } = this
    const exact = this.#exactly(a, b, (p, q) => p.add(q))
    return exact ?? this.make(ends.add(a.lo, b.lo, -1), ends.add(a.hi, b.hi, 1), a.partial || b.partial)
  }

  sub(a: Interval<N>, b: Interval<N>): Interval<N> {
    return this.add(a, this.neg(b))
  }

  mul(a: Interval<N>, b: Interval<N>): Interval<N> {
    const exact = this.#exactly(a, b, (p, q) => p.mul(q))
    if (exact !== undefined) return exact
    if (this.sign(a.hi) <= 0) return this.neg(this.#mulPlain(this.neg(a), b))
    return this.#mulPlain(a, b)
  }

  #mulPlain(a: Interval<N>, b: Interval<N>): Interval<N> {
    const { ends } = this
    const partial = a.partial || b.partial
    const at = (x: N, y: N, to: Direction): N => ends.mul(x, y, to)
    if (this.sign(a.lo) < 0) {
      const lo = this.min(
        this.min(at(a.lo, b.lo, -1), at(a.lo, b.hi, -1)),
        this.min(at(a.hi, b.lo, -1), at(a.hi, b.hi, -1)),
      )
      const hi = this.max(
        this.max(at(a.lo, b.lo, 1), at(a.lo, b.hi, 1)),
        this.max(at(a.hi, b.lo, 1), at(a.hi, b.hi, 1)),
      )
      return this.make(lo, hi, partial)
    }
    const lo = at(this.sign(b.lo) < 0 ? a.hi : a.lo, b.lo, -1)
    const hi = at(this.sign(b.hi) < 0 ? a.lo : a.hi, b.hi, 1)
    return this.make(lo, hi, partial)
  }

  /** Half a line where 0 is an end of the divisor, the whole line where it is inside; nothing for a/0. */
  div(a: Interval<N>, b: Interval<N>): Enclosure<N> {
    if (this.isZero(b)) return undefined
    const exact = this.#exactly(a, b, (p, q) => p.div(q))
    if (exact !== undefined) return exact
    if (this.sign(b.hi) <= 0) return this.div(this.neg(a), this.neg(b))
    if (this.sign(b.lo) > 0) return this.#divPositive(a, b)
    if (this.isZero(a)) return this.marked(a, true)
    if (this.sign(b.lo) < 0) return this.entire()
    if (this.sign(a.lo) >= 0) return this.make(this.ends.div(a.lo, b.hi, -1), this.ends.infinity, true)
    return this.sign(a.hi) <= 0 ? this.make(this.ends.minusInfinity, this.ends.div(a.hi, b.hi, 1), true) : this.entire()
  }

  #divPositive(a: Interval<N>, b: Interval<N>): Interval<N> {
    const { ends } = this
    const lo = ends.div(a.lo, this.sign(a.lo) < 0 ? b.lo : b.hi, -1)
    const hi = ends.div(a.hi, this.sign(a.hi) < 0 ? b.hi : b.lo, 1)
    return this.make(lo, hi, a.partial || b.partial)
  }

  /** The part of `a` that is not below `least`; marked if that is not all of it. */
  atLeast(a: Interval<N>, least: N): Enclosure<N> {
    if (this.ends.compare(a.hi, least) < 0) return undefined
    return this.ends.compare(a.lo, least) >= 0 ? a : this.make(least, a.hi, true)
  }

  abs(a: Interval<N>): Interval<N> {
    if (this.sign(a.lo) >= 0) return a
    const b = this.neg(a)
    return this.sign(a.hi) <= 0 ? b : this.make(this.ends.zero, this.max(a.hi, b.hi), a.partial)
  }

  /** a^n for whole n >= 1. */
  powInt(a: Interval<N>, n: number): Interval<N> {
    if (a.exact !== undefined && a.exact.bits() * n <= MOST_BITS) return this.rational(a.exact.powInt(n), a.partial)
    const power = (x: N, to: Direction): N =>
      this.sign(x) < 0
        ? this.ends.neg(this.ends.powInt(this.ends.neg(x), n, to === 1 ? -1 : 1))
        : this.ends.powInt(x, n, to)
    const b = n % 2 === 0 ? this.abs(a) : a
    return this.make(power(b.lo, -1), power(b.hi, 1), a.partial)
  }

  sqrt(a: Interval<N>): Enclosure<N> {
    const b = this.atLeast(a, this.ends.zero)
    return b && this.make(this.ends.sqrt(b.lo, -1), this.ends.sqrt(b.hi, 1), b.partial)
  }

  exp(a: Interval<N>): Interval<N> {
    return this.increasing(a, x => this.ends.exp(x))
  }

  /** Of the positive part. */
  log(a: Interval<N>): Enclosure<N> {
    const { ends } = this
    if (this.sign(a.hi) <= 0) return undefined
    const hi = ends.compare(a.hi, ends.infinity) === 0 ? ends.infinity : ends.log(a.hi)[1]
    if (this.sign(a.lo) <= 0) return this.make(ends.minusInfinity, hi, true)
    return this.isPoint(a) ? this.between(ends.log(a.lo), a.partial) : this.make(ends.log(a.lo)[0], hi, a.partial)
  }

  /** The values of an increasing function, given its bounds at a point. */
  increasing(a: Interval<N>, f: (x: N) => Bounds<N>): Interval<N> {
    if (this.isPoint(a)) return this.between(f(a.lo), a.partial)
    return this.make(f(a.lo)[0], f(a.hi)[1], a.partial)
  }
}
