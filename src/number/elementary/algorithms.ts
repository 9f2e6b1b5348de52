/**
 * The elementary functions that compiled programs call most. Each is an algorithm for nearly all arguments, the same to the last bit in
 * whatever way a program is run. The rest, which are zeros, huge and tiny numbers and no numbers, are left to the functions of `Math`.
 */
import type { Arithmetic } from './arithmetic.js'
import { exp, expm1, log, log1p, sech, sigmoid, tanh } from './exponential.js'
import { pow } from './power.js'
import { sec, sincos, tan } from './trigonometric.js'

/** A function of as many arguments with as many results. */
export interface Algorithm {
  readonly arity: 1 | 2
  readonly results: 1 | 2
  /** Whether it holds for arguments. */
  within<T, C>(on: Arithmetic<T, C>, args: readonly T[]): C
  values<T, C>(on: Arithmetic<T, C>, args: readonly T[]): readonly T[]
}

const LEAST = 2 ** -1022
const MOST = 2 ** 1022
const MOST_EXPONENT = 708
const MOST_TANH = 300
/** Whole numbers of quarters up to here have 13 bits. */
const MOST_ANGLE = 12_000
/** The exponent of a power times that of its base, nearly that of the result. */
const MOST_POWER = 1000

type Range = <T, C>(on: Arithmetic<T, C>, x: T) => C
type Unary = <T, C>(on: Arithmetic<T, C>, x: T) => T

const between: <T, C>(on: Arithmetic<T, C>, x: T, least: number, most: number) => C = (on, x, least, most) =>
  on.both(on.less(on.constant(least), x), on.less(x, on.constant(most)))

const ofSizeBelow =
  (most: number): Range =>
  (on, x) =>
    on.less(on.abs(x), on.constant(most))
const ofSizeBetween =
  (least: number, most: number): Range =>
  (on, x) =>
    between(on, on.abs(x), least, most)
const normal: Range = (on, x) => between(on, x, LEAST, MOST)
const angle = ofSizeBetween(0, MOST_ANGLE)

const unary = (f: Unary, within: Range): Algorithm => ({
  arity: 1,
  results: 1,
  within: (on, [x]) => within(on, x as never),
  values: (on, [x]) => [f(on, x as never)],
})

/** By name; `sincos` gives both of an angle, which share nearly all of the work. */
export const ALGORITHMS = {
  exp: unary(exp, ofSizeBelow(MOST_EXPONENT)),
  sigmoid: unary(sigmoid, ofSizeBelow(MOST_EXPONENT)),
  expm1: unary(expm1, ofSizeBetween(0, MOST_EXPONENT)),
  log: unary(log, normal),
  log1p: unary(log1p, (on, x) => on.both(between(on, x, -1, MOST), on.less(on.constant(0), on.abs(x)))),
  tanh: unary(tanh, ofSizeBetween(0, MOST_TANH)),
  sech: unary(sech, ofSizeBelow(MOST_EXPONENT)),
  sin: unary((on, x) => sincos(on, x)[0], angle),
  cos: unary((on, x) => sincos(on, x)[1], angle),
  sincos: {
    arity: 1,
    results: 2,
    within: (on, [x]) => angle(on, x as never),
    values: (on, [x]) => sincos(on, x as never),
  },
  tan: unary(tan, angle),
  sec: unary(sec, angle),
  pow: {
    arity: 2,
    results: 1,
    within<T, C>(on: Arithmetic<T, C>, args: readonly T[]): C {
      const [x, y] = args as readonly [T, T]
      const digits = on.add(on.abs(on.exponent(x)), on.constant(1))
      return on.both(normal(on, x), on.less(on.mul(on.abs(y), digits), on.constant(MOST_POWER)))
    },
    values: (on, [x, y]) => [pow(on, x as never, y as never)],
  },
} as const satisfies Readonly<Record<string, Algorithm>>

export type AlgorithmName = keyof typeof ALGORITHMS
