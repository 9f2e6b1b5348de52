/** Directional derivatives, along the unit vector of a direction. */
import type { Setting } from '../answers/answers.js'
import {
  assignmentsIn,
  exactIn,
  finished,
  readPoint,
  requireReal,
  requireScalar,
  requireSmooth,
  settledValue,
  vanishes,
} from '../answers/composed.js'
import { derivative } from '../diff/derivative.js'
import { alongLine, isPlane, linear, type Place } from '../diff/tangent.js'
import { DomainError, ShapeError } from '../errors.js'
import { substitute } from '../evaluate/subs.js'
import { div, mul, num, pow, sqrt, sub, sum, zero } from '../expr/build.js'
import { type Expr, isCall, sym } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { freeSymbols } from '../expr/walk.js'
import { plain } from '../expr/written.js'
import { type Input, isExpr, type Options, read, readFunction, readVariable } from '../inputs/input.js'
import * as shaped from '../matrix/products.js'
import { isTensor } from '../tensor/tensor.js'
import type { Substitute } from './values.js'
import { verb } from './verb.js'

/** A direction: components by name, or a list of them for the variables in natural order, or either as a text. */
export type Direction = Readonly<Record<string, Substitute>> | readonly Substitute[] | Input

export interface DirectionalOptions extends Options {
  /** The point, where a value is wanted. */
  readonly at?: Readonly<Record<string, Substitute>>
}

/**
 * The derivative along the unit vector of a direction: `directional('e^x*cos(y)', { x: 0, y: 'pi/2' })`, or at a point
 * `directional('x^2*y', [3, 4], { at: { x: 2, y: 1 } })`, exactly. Raises `DomainError` for the direction 0, and at kinks and poles.
 */
export const directional = /* @__PURE__ */ verb(
  {
    name: 'directional',
    group: 'derivatives',
    takes: 'f:input direction:direction {&slope at}',
    about: 'the derivative along the unit vector of a direction',
    symbol: () => 'D_{\\vec u}f',
    examples: [
      { command: 'directional "e^x*cos(y)" "x=0,y=pi/2"', prints: '-e^x*sin(y)' },
      { command: 'directional "x^2*y" "x=3,y=4" --at x=2,y=1', prints: '28/5' },
    ],
  },
  (f: Input, direction: Direction, options: DirectionalOptions = {}): Expr => {
    const { at = {}, ...others } = options
    const given = typeof direction === 'string' ? (assignmentsIn(direction) ?? direction) : direction
    const isNamed = typeof given === 'object' && !isExpr(given) && !Array.isArray(given)
    const asked = [...Object.keys(at), ...(isNamed ? Object.keys(given) : [])]
    const { e, assumptions, parameters } = readFunction(f, others, asked)
    if (isTensor(e)) {
      const along = isNamed ? { of: given as Readonly<Record<string, Substitute>> } : { only: given }
      return shaped.directional(e, along, at, others)
    }
    requireScalar(e, 'directional')
    const setting = { options: others, assumptions }
    const point = readPoint(at, others)
    const names =
      parameters.length > 0 ? parameters : [...new Set([...freeSymbols(e), ...point.keys()])].sort(compareNames)
    const components = isNamed
      ? readPoint(given as Readonly<Record<string, Substitute>>, others)
      : listedComponents(given as readonly Substitute[] | Input, names, others)
    const along = [...components].filter(([, c]) => plain(c) !== zero)
    const length = settledValue(sqrt(sum(along.map(([, c]) => pow(plain(c), num(2))))), setting)
    if (length === zero || vanishes(length))
      throw new DomainError('the direction is the vector 0, and has no unit vector', 'direction')
    const weights = along.map(([name, c]) => [readVariable(name), plain(c)] as const)
    requireSmooth(
      e,
      weights.map(([x]) => x),
      setting,
    )
    if (point.size > 0) return valueAlong(plain(e), weights, length, point, setting)
    const total = div(sum(weights.map(([x, c]) => mul(c, derivative(plain(e), x)))), length)
    return finished(total, e, (weights[0] as readonly [Expr, Expr])[0], setting)
  },
)

type Weights = readonly (readonly [variable: Expr, component: Expr])[]

/** By the partial derivatives, where a variable has no value. */
const slopeOf = (f: Expr, weights: Weights, point: ReadonlyMap<string, Expr>, setting: Setting): Expr =>
  sum(weights.map(([x, c]) => mul(c, settledValue(substitute(derivative(f, x), point), setting))))

/** By the partial derivatives where these make a plane, else along the line itself. */
function slopeAlong(f: Expr, place: Place, weights: Weights, setting: Setting): Expr {
  const exact = exactIn(setting)
  const steps = weights.map(([, c]) => c)
  const partial = linear(f, place, exact)
  if (isPlane(f, place, partial)) return sum(partial.slopes.map((m, k) => mul(m, steps[k] as Expr)))
  const [value, slope] = alongLine(f, place, steps, exact)
  if (vanishes(sub(value, partial.value)) === false)
    throw new DomainError('the function has no derivative in this direction: its values do not meet there', 'kink')
  return slope
}

/** At a point, where slopes come from power series: kinks are refused. */
function valueAlong(f: Expr, weights: Weights, length: Expr, point: ReadonlyMap<string, Expr>, setting: Setting): Expr {
  const moving = weights.map(([x]) => x)
  const missing = moving.filter(x => !point.has(String(x)))
  // Variables without a value stay as they are: their own value is the point.
  const place = { variables: moving, values: moving.map(x => plain(point.get(String(x)) ?? x)) }
  const others = new Map([...point].filter(([name]) => !moving.some(x => String(x) === name)))
  const there = substitute(f, new Map([...others].map(([name, value]) => [name, plain(value)])))
  const slope = missing.length > 0 ? slopeOf(f, weights, point, setting) : slopeAlong(there, place, weights, setting)
  requireReal([slope], setting)
  const total = settledValue(div(slope, length), setting)
  return finished(total, total, moving[0] ?? sym('x'), setting)
}

function listedComponents(
  given: readonly Substitute[] | Input,
  names: readonly string[],
  options: Options,
): Map<string, Expr> {
  const parts = Array.isArray(given) ? (given as readonly Substitute[]) : partsOf(given as Input, options)
  if (parts.length !== names.length)
    throw new ShapeError(
      `the direction has ${parts.length} components for ${names.join(', ') || 'no variables'}: name them, as in x=1,y=2`,
      'direction',
    )
  return new Map(names.map((name, k) => [name, read(parts[k] as Input, { ...options, asked: [] }).e]))
}

function partsOf(given: Input, options: Options): readonly Substitute[] {
  const { e } = read(given, { ...options, asked: [] })
  if (!isCall(e, 'list')) throw new ShapeError('a direction is x=1,y=2 or a list such as [1, 2]', 'direction')
  return e.args
}
