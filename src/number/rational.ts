/**
 * Exact rational numbers. Invariant: numerator and denominator have no common factor and the denominator is
 * positive, so equal values have equal parts. Immutable; small values never touch BigInt.
 */
import { DomainError } from '../errors.js'
import {
  absInt,
  addInt,
  bitLength,
  gcdInt,
  type Integer,
  mulInt,
  negInt,
  powInt,
  quoInt,
  remInt,
  shrink,
} from './integer.js'

const SMALL = 32
const small: (Rational | undefined)[] = new Array(2 * SMALL + 1).fill(undefined)

export class Rational {
  /** The numerator; carries the sign. */
  readonly num: Integer
  /** The denominator, at least 1. */
  readonly den: Integer

  private constructor(num: Integer, den: Integer) {
    this.num = num
    this.den = den
  }

  /** The rational `num/den` in lowest terms: `Rational.of(2, -4)` is -1/2. A zero denominator is a `DomainError`. */
  static of(num: Integer, den: Integer = 1): Rational {
    const n = typeof num === 'bigint' ? shrink(num) : num
    const d = typeof den === 'bigint' ? shrink(den) : den
    if (d === 0) throw new DomainError('division by zero', 'division-by-zero')
    if (d === 1) return Rational.whole(n)
    const g = gcdInt(n, d)
    const s = d < 0 ? negInt(g) : g
    return s === 1 ? new Rational(n, d) : new Rational(quoInt(n, s), quoInt(d, s))
  }

  /**
   * The exact value of a decimal literal such as `12.5e-3`. The caller has checked its shape and the size of
   * its exponent.
   */
  static parse(literal: string): Rational {
    const [mantissa = '', exponent = '0'] = literal.toLowerCase().split('e')
    const [whole = '', fraction = ''] = mantissa.split('.')
    const digits = `${whole}${fraction}` || '0'
    const value = digits.length < 16 ? Number(digits) : shrink(BigInt(digits))
    const shift = Number(exponent) - fraction.length
    return shift >= 0 ? Rational.of(mulInt(value, powInt(10, shift))) : Rational.of(value, powInt(10, -shift))
  }

  /** The rational that a finite double is, exactly: 0.5 is 1/2, 0.1 is 3602879701896397/2^55. */
  static fromDouble(x: number): Rational {
    if (!Number.isFinite(x)) throw new DomainError(`${x} is not a rational number`, 'not-finite')
    if (Number.isSafeInteger(x)) return Rational.of(x === 0 ? 0 : x)
    // One more than the 52 binary places of a double: the logarithm of a number just below 2^n is rounded to n.
    const exponent = Math.max(Math.floor(Math.log2(Math.abs(x))) - 53, -1074)
    // Two steps, for 2^-exponent may itself overflow.
    const half = Math.trunc(exponent / 2)
    const scaled = BigInt(x / 2 ** half / 2 ** (exponent - half))
    return exponent >= 0 ? Rational.of(scaled << BigInt(exponent)) : Rational.of(scaled, 1n << BigInt(-exponent))
  }

  add(that: Rational): Rational {
    if (this.den === 1 && that.den === 1) return Rational.of(addInt(this.num, that.num))
    return Rational.of(addInt(mulInt(this.num, that.den), mulInt(that.num, this.den)), mulInt(this.den, that.den))
  }

  sub(that: Rational): Rational {
    return this.add(that.neg())
  }

  mul(that: Rational): Rational {
    if (this.den === 1 && that.den === 1) return Rational.of(mulInt(this.num, that.num))
    return Rational.of(mulInt(this.num, that.num), mulInt(this.den, that.den))
  }

  div(that: Rational): Rational {
    if (that.num === 1 && that.den === 1) return this
    return Rational.of(mulInt(this.num, that.den), mulInt(this.den, that.num))
  }

  neg(): Rational {
    return this.den === 1 ? Rational.whole(negInt(this.num)) : new Rational(negInt(this.num), this.den)
  }

  abs(): Rational {
    return this.num < 0 ? this.neg() : this
  }

  inverse(): Rational {
    return Rational.of(this.den, this.num)
  }

  /** `this^n` for any integer n; 0^0 is 1, and 0 to a negative power is a `DomainError`. */
  powInt(n: number): Rational {
    if (n < 0) return this.inverse().powInt(-n)
    const num = powInt(this.num, n)
    return this.den === 1 ? Rational.whole(num) : new Rational(num, powInt(this.den, n))
  }

  /** The largest integer not above the value. */
  floor(): Integer {
    const q = quoInt(this.num, this.den)
    return this.num < 0 && remInt(this.num, this.den) !== 0 ? addInt(q, -1) : q
  }

  compare(that: Rational): -1 | 0 | 1 {
    const a = this.den === that.den ? this.num : mulInt(this.num, that.den)
    const b = this.den === that.den ? that.num : mulInt(that.num, this.den)
    return a < b ? -1 : a > b ? 1 : 0
  }

  equals(that: Rational): boolean {
    return this === that || (this.num === that.num && this.den === that.den)
  }

  isInteger(): boolean {
    return this.den === 1
  }

  isZero(): boolean {
    return this.num === 0
  }

  isOne(): boolean {
    return this.num === 1 && this.den === 1
  }

  sign(): -1 | 0 | 1 {
    return this.num < 0 ? -1 : this.num === 0 ? 0 : 1
  }

  /** The value as a small JavaScript integer, or undefined where it is a fraction or too large for one. */
  smallInt(): number | undefined {
    return this.den === 1 && typeof this.num === 'number' ? this.num : undefined
  }

  /** The nearest double, ties to even; an infinity beyond the largest. */
  toNumber(): number {
    if (typeof this.num === 'number' && typeof this.den === 'number') return this.num / this.den
    // The value lies between 2^(size - 1) and 2^(size + 1).
    const size = bitLength(this.num) - bitLength(this.den)
    const sign = this.num < 0 ? -1 : 1
    if (size < -1076) return sign * 0
    const tiny = size < -1021
    const shift = tiny ? -1074 : size - 64
    const num = BigInt(absInt(this.num)) << BigInt(Math.max(0, -shift))
    const den = BigInt(this.den) << BigInt(Math.max(0, shift))
    const quotient = tiny ? roundedQuotient(num, den) : stickyQuotient(num, den)
    // In two steps, for 2^shift may itself overflow or vanish.
    const half = Math.trunc(shift / 2)
    return sign * Number(quotient) * 2 ** half * 2 ** (shift - half)
  }

  /** `-3/4`, `7`. */
  toString(): string {
    return this.den === 1 ? String(this.num) : `${this.num}/${this.den}`
  }

  /** The terminating decimal expansion (`0.6`), or undefined where there is none or it is longer than `digits`. */
  toDecimal(digits = 40): string | undefined {
    let d = this.den
    let twos = 0
    let fives = 0
    while (remInt(d, 2) === 0 && twos <= digits) {
      d = quoInt(d, 2)
      twos++
    }
    while (remInt(d, 5) === 0 && fives <= digits) {
      d = quoInt(d, 5)
      fives++
    }
    const places = Math.max(twos, fives)
    if (d !== 1 || places > digits) return undefined
    if (places === 0) return String(this.num)
    const scaled = mulInt(absInt(this.num), quoInt(powInt(10, places), this.den))
    const text = String(scaled).padStart(places + 1, '0')
    return `${this.num < 0 ? '-' : ''}${text.slice(0, -places)}.${text.slice(-places)}`
  }

  /** The number of binary digits of numerator and denominator together. */
  bits(): number {
    return bitLength(this.num) + bitLength(this.den)
  }

  /** Small whole numbers are made once: most coefficients and exponents are such. */
  private static whole(n: Integer): Rational {
    if (typeof n !== 'number' || n < -SMALL || n > SMALL) return new Rational(n, 1)
    small[n + SMALL] ??= Object.freeze(new Rational(n, 1))
    return small[n + SMALL] as Rational
  }

  /** 0. */
  static readonly ZERO = Rational.whole(0)
  /** 1. */
  static readonly ONE = Rational.whole(1)
}

/** The nearest integer to num/den, ties to even: below 2^-1021 doubles are the multiples of 2^-1074. */
function roundedQuotient(num: bigint, den: bigint): bigint {
  const q = num / den
  const rest = 2n * (num - q * den)
  return rest > den || (rest === den && q % 2n === 1n) ? q + 1n : q
}

/** num/den rounded down, odd where it is not exact: so many bits are then rounded to 53 as the exact value would be. */
function stickyQuotient(num: bigint, den: bigint): bigint {
  const q = num / den
  return q * den === num ? q : q | 1n
}

/** The largest number of which all are whole multiples: the greatest common divisor over the least common denominator; 0 of none. */
export function commonFactor(all: Iterable<Rational>): Rational {
  let n: Integer = 0
  let d: Integer = 1
  for (const { num, den } of all) {
    n = n === 1 || num === 1 || num === -1 ? 1 : gcdInt(n, num)
    if (den !== 1) d = mulInt(d, quoInt(den, gcdInt(d, den)))
  }
  return Rational.of(n, d).abs()
}

/** Whether a number is whole, or a decimal of at most so many characters. */
export const isShortDecimal = (q: Rational, most: number): boolean =>
  q.isInteger() || (q.toDecimal()?.length ?? most + 1) <= most

export const ZERO = Rational.ZERO
export const ONE = Rational.ONE
export const TWO = Rational.of(2)
export const MINUS_ONE = Rational.of(-1)
export const HALF = Rational.of(1, 2)
