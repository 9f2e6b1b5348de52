/**
 * What a caller may give as a value, and how each field reads it. A JavaScript number stands for itself in
 * floating arithmetic, and for the decimal it prints as in exact arithmetic: 0.1 is 1/10.
 */
import { BudgetError, DomainError, ShapeError } from '../errors.js'
import { add, i, mul, num } from '../expr/build.js'
import { Call, type Expr, Num, Sym } from '../expr/node.js'
import type { Complex } from '../number/complex.js'
import { Rational } from '../number/rational.js'
import { heed } from '../work.js'

/** All numbers from `lo` to `hi`: a value for the interval field. */
export interface Bracket {
  readonly lo: number
  readonly hi: number
}

/**
 * A number in any form: `2`, `2n`, `'2/3'`, `'1.5e-3'`, a `Rational`, `{ re, im }`, or an expression without names; in
 * the interval field `{ lo, hi }` as well.
 */
export type Value = number | bigint | string | Rational | Complex | Bracket | Expr

/** Values by name. Only own properties count, so any name is possible. */
export type Point = Readonly<Record<string, Value>>

const LITERAL = /^\s*([+-]?)((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:\/(\d+))?\s*$/
/** Decimal exponents beyond this are refused rather than written out. */
const MOST_DIGITS = 100_000

/** A value as an exact expression. Raises `DomainError` for NaN and infinities, `ShapeError` for what is no number. */
export function exactValue(value: Value, name: string): Expr {
  heed()
  if (value instanceof Num || value instanceof Sym || value instanceof Call) return value
  if (value instanceof Rational) return num(value)
  switch (typeof value) {
    case 'bigint':
    case 'number':
      return exactNumber(value, name)
    case 'string':
      return num(readLiteral(value, name), value.includes('.'))
    default: {
      const { re, im } = complexParts(value, name)
      return im === 0 ? exactNumber(re, name) : add(exactNumber(re, name), mul(exactNumber(im, name), i))
    }
  }
}

/** A JavaScript number as the decimal it prints as. Raises `DomainError` for NaN and infinities. */
export function exactNumber(value: number | bigint, name: string): Expr {
  if (typeof value === 'bigint') return num(Rational.of(value))
  if (typeof value !== 'number') throw new ShapeError(`the value given for ${name} is not a number`, 'not-a-number')
  if (!Number.isFinite(value))
    throw new DomainError(`the value ${value} given for ${name} is not a number`, 'not-a-number')
  const q = Rational.parse(String(Math.abs(value)))
  return num(value < 0 ? q.neg() : q, true)
}

function readLiteral(text: string, name: string): Rational {
  const [, sign, decimal, divisor = '1'] = LITERAL.exec(text) ?? []
  if (decimal === undefined)
    throw new ShapeError(`the value "${text.slice(0, 40)}" given for ${name} is not a number`, 'not-a-number')
  const exponent = Number(/[eE](.*)$/.exec(decimal)?.[1] ?? 0)
  if (Math.abs(exponent) > MOST_DIGITS)
    throw new BudgetError('digits', `the value given for ${name} has too many digits`)
  const q = Rational.parse(decimal).div(Rational.of(BigInt(divisor)))
  return sign === '-' ? q.neg() : q
}

function complexParts(value: Value, name: string): Complex {
  if (isBracket(value))
    throw new ShapeError(`the value given for ${name} is an interval; use { field: 'interval' }`, 'not-a-number')
  if (typeof value === 'object' && value !== null && 're' in value && 'im' in value) {
    const { re, im } = value
    if (typeof re === 'number' && typeof im === 'number') return { re, im }
  }
  throw new ShapeError(`the value given for ${name} is not a number`, 'not-a-number')
}

/** Whether the value is a pair { re, im }. */
export function isComplex(value: Value): value is Complex {
  return typeof value === 'object' && value !== null && 're' in value && 'im' in value
}

/** Whether the value is an interval { lo, hi }. */
export function isBracket(value: Value): value is Bracket {
  if (typeof value !== 'object' || value === null || !('lo' in value && 'hi' in value)) return false
  return typeof value.lo === 'number' && typeof value.hi === 'number'
}
