/**
 * The two sides that a certificate compares, as functions of a point: two formulas, or a numeric derivative and the formula
 * claimed for it. Each side can be had in doubles with a bound on the error, by a second method, and to many digits.
 */
import { derivative } from '../diff/derivative.js'
import { lower } from '../evaluate/lower.js'
import type { Tape } from '../evaluate/tape.js'
import { isFormalCall } from '../expr/formal.js'
import type { Expr } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { hasCall, postorder } from '../expr/walk.js'
import type { Complex } from '../number/complex.js'
import type { Rational } from '../number/rational.js'
import type { Domain } from '../simplify/facts.js'
import { finestStep } from './differences.js'
import { Equations } from './equations.js'
import { type ExactPoint, MOST_SURE, preciseAt, preciseSlope } from './many-digits.js'
import { byCentral } from './methods.js'
import { along, byCircle, byLine, type Measured, measured, modulus, valuesAt } from './slope.js'
import { isAnalytic, leaves, Target } from './target.js'

/** The values of both sides at a point. */
export interface Pair {
  readonly left: Measured
  readonly right: Measured
  /** What is nothing beside this is zero: the size of the function per unit of the variable. */
  readonly scale?: number
}

/** Two values to many digits. */
export interface SurePair {
  readonly values: readonly [Rational, Rational]
  readonly error: number
}

/** Two formulas over the same names, and ways to find their values. */
export interface Comparison {
  readonly names: readonly string[]
  readonly formulas: readonly Expr[]
  readonly tapes: readonly Tape[]
  /** The values at a point, or undefined where one has none that counts. */
  at(point: readonly Complex[]): Pair | undefined
  /** The same by another method, where there is one. */
  again(point: readonly Complex[]): Pair | undefined
  /** The same to many digits, where they can be had, with a bound for their relative error. */
  precise(point: ExactPoint, digits?: number): SurePair | undefined
  /** Conditions that hold at single points alone, where these are to be met. */
  readonly equations?: Equations
  /** The difference of the two, in which common terms have cancelled. */
  difference?(point: readonly Complex[]): Measured | undefined
}

const namesOf = (roots: readonly Expr[], more: readonly string[] = []): string[] =>
  [...new Set([...leaves(roots).keys(), ...more])].sort(compareNames)

/** More digits are not asked for. */
const MOST_DIGITS = 300

/** An imaginary part that rounding explains. */
const isReal = (m: Measured): boolean => Math.abs(m.value.im) <= 8 * m.error + 1e-9 * modulus(m.value)

/** Whether only real values count: not for who writes i. */
const isMeantReal = (formulas: readonly Expr[], domain: Domain | undefined): boolean =>
  domain !== 'complex' && !formulas.some(f => hasCall(f, 'i'))

/** Over the reals the values are compared where both are real. `less`: the difference of the two. */
export function equality(formulas: readonly Expr[], domain: Domain | undefined, less?: Expr): Comparison {
  const names = namesOf(formulas)
  const tape = lower(formulas, names)
  const overReals = isMeantReal(formulas, domain)
  const at = (point: readonly Complex[]): Pair | undefined => {
    const [left, right] = valuesAt(tape, point)
    if (left === undefined || right === undefined) return undefined
    return overReals && !(isReal(left) && isReal(right)) ? undefined : { left, right }
  }
  const cancelled = less && lower([less], names)
  return {
    names,
    formulas,
    tapes: [tape],
    at,
    again: at,
    precise: (point, digits) => {
      if (digits !== undefined && digits > MOST_DIGITS) return undefined
      const [left, right] = preciseAt(formulas, point, digits) ?? []
      return left && right && { values: [left, right], error: 10 ** -(digits === undefined ? MOST_SURE : digits - 2) }
    },
    equations: new Equations(formulas, names),
    ...(cancelled && { difference: (point: readonly Complex[]) => valuesAt(cancelled, point)[0] }),
  }
}

/** A claim by which the function changes by so much of itself within the finest step cannot be told by differences. */
const UNRESOLVED = 0.05

/** Over the reals a derivative must be real where the slope is; where the slope is not, the point lies outside the domain. */
export function slopes(f: Expr, by: Expr, claimed: Expr, domain: Domain | undefined): Comparison {
  const x = String(by).replaceAll(' ', '')
  const names = namesOf([f, claimed], [x])
  const [tape, formula] = [lower([f], names), lower([claimed], names)]
  const index = names.indexOf(x)
  const overReals = isMeantReal([f, claimed], domain)
  const analytic = tape.operations.every(isAnalytic)
  const paired =
    (slope: (point: readonly Complex[]) => Measured | undefined) =>
    (point: readonly Complex[]): Pair | undefined => {
      const [right] = valuesAt(formula, point)
      const left = right && slope(point)
      if (left === undefined || right === undefined) return undefined
      if (overReals && !isReal(left)) return undefined
      const [value] = valuesAt(tape, point)
      const at = modulus(point[index] as Complex)
      const size = value === undefined ? 0 : modulus(value.value)
      if (value !== undefined && modulus(right.value) * finestStep(at) > UNRESOLVED * size) return undefined
      const claimsZero = right.error === 0 && modulus(right.value) === 0
      return claimsZero ? { left, right, scale: size / Math.max(1, at) } : { left, right }
    }
  const circle = (point: readonly Complex[]): Measured | undefined => {
    const z = point[index] as Complex
    const function_ = along(tape, point, index)
    return byCircle(function_, z) ?? byLine(function_, z)
  }
  const pieces = analytic ? [] : ownPieces(f, by)
  const isNotReal = (point: readonly Complex[]): boolean => {
    const [value] = valuesAt(tape, point)
    return value !== undefined && !isReal(value)
  }
  const line = (point: readonly Complex[]): Measured | undefined =>
    byLine(along(tape, point, index), point[index] as Complex)
  const kinked = (point: readonly Complex[]): Measured | undefined =>
    isNotReal(point) ? line(point) : byPieces(f, names, point, x)
  const real = (point: readonly Complex[]): Measured | undefined => byPieces(f, names, point, x) ?? line(point)
  return {
    names,
    formulas: [f, claimed, ...pieces],
    tapes: [tape, formula, ...pieces.map(e => lower([e], names))],
    at: paired(analytic ? circle : kinked),
    again: paired(analytic ? real : kinked),
    precise: point => {
      const right = preciseAt([claimed], point)?.[0]
      const left = right && preciseSlope(f, point, x)
      return left && right && { values: [left.value, right], error: left.error }
    },
  }
}

/** Our own derivative, whose conditions tell where the kinks of f are: a claim must hold between all of them. */
function ownPieces(f: Expr, by: Expr): Expr[] {
  const own = derivative(f, by)
  return postorder(own).some(isFormalCall) ? [] : [own]
}

/** Off the analytic functions: differences along the real line, which know of kinks. */
function byPieces(f: Expr, names: readonly string[], point: readonly Complex[], x: string): Measured | undefined {
  if (point.some(z => z.im !== 0)) return undefined
  const target = new Target(f, new Map(names.map((name, i) => [name, (point[i] as Complex).re])))
  const reach = target.reach(x)
  // Where kinks lie as densely as doubles, as those of floor(e^50) do, differences step over all of them.
  if (reach === undefined || target.isHidden(x, 'left', reach) || target.isHidden(x, 'right', reach)) return undefined
  const { value, error } = byCentral(target, x)
  return measured({ re: { value, error }, im: { value: 0, error: 0 } })
}
