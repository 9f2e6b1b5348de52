/**
 * A decimal number of so many significant digits, as high-precision evaluation answers it: a text that can be asked for
 * its nearest double. Every digit is right; trailing zeros are kept, since they are known as well.
 */

export class Decimal {
  /** -1, 0 or 1; NaN where there is no value. */
  readonly sign: number
  /** The significant digits, without a point; `0` for zero. */
  readonly digits: string
  /** The power of ten of the first digit. */
  readonly exponent: number

  constructor(sign: number, digits: string, exponent: number) {
    this.sign = sign
    this.digits = digits
    this.exponent = exponent
  }

  /** `3.1416`, `-0.00012`, `1.5e+60`: with an exponent below 10^-6 and where the digits end before the point. */
  toString(): string {
    const { digits, exponent } = this
    if (Number.isNaN(this.sign)) return 'NaN'
    if (this.sign === 0) return '0'
    const sign = this.sign < 0 ? '-' : ''
    if (exponent < -6 || exponent >= digits.length) {
      const fraction = digits.length > 1 ? `.${digits.slice(1)}` : ''
      return `${sign}${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`
    }
    if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
    const rest = digits.slice(exponent + 1)
    return `${sign}${digits.slice(0, exponent + 1)}${rest === '' ? '' : `.${rest}`}`
  }

  /** The nearest double. */
  toNumber(): number {
    return Number(this.toString())
  }

  /** In JSON it is its text: a JSON number would lose digits. */
  toJSON(): string {
    return this.toString()
  }

  /** No value. */
  static readonly NOTHING = new Decimal(Number.NaN, 'NaN', 0)
  static readonly ZERO = new Decimal(0, '0', 0)
}
