/** Tangent lines and planes: of functions, of what equations describe, and of curves. */
import { inForm, type Setting } from '../answers/answers.js'
import { exactIn, isLaidOut, readPoint, requireReal, requireSmooth, zeroOf } from '../answers/composed.js'
import type { Values } from '../diff/series.js'
import { constantOf, direction, implicitTangent, type Linear, type Place, plane } from '../diff/tangent.js'
import { ShapeError } from '../errors.js'
import { call, div, list, zero } from '../expr/build.js'
import { type Call, type Expr, isCall, sym } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { freeSymbols } from '../expr/walk.js'
import { plain, withLayout } from '../expr/written.js'
import { type Power, shift, writtenPowers } from '../form/series.js'
import { type Input, type Options, readCurve, readVariable } from '../inputs/input.js'
import * as shaped from '../matrix/expansions.js'
import { isTensor } from '../tensor/tensor.js'
import type { Substitute } from './values.js'
import { verb } from './verb.js'

export interface TangentOptions extends Omit<Options, 'form'> {
  /** `'point-slope'` is 6*(x - 3) + 9; multiplied out, 6*x - 9, where nothing is said. */
  readonly form?: Options['form'] | 'point-slope'
}

/**
 * The tangent at a point, solved for the last name: `tangent('x^2', { x: 3 })` is 6*x - 9, of two variables a plane, of an equation
 * (`tangent('x^2 + y^2 = 25', { x: 3, y: -4 })`) or a curve (`tangent('[t^2, t^3]', { t: 1 })`) the line in x. A vertical line is the
 * equation x == a. Raises `DomainError` off the curve, at kinks, poles and singular points.
 */
export const tangent = /* @__PURE__ */ verb(
  {
    name: 'tangent',
    group: 'derivatives',
    takes: 'f:input at:values {&slope}',
    left: nameOfTangent,
    about: 'the tangent line or plane at a point: its right-hand side',
    examples: [
      { command: 'tangent "x^2" --at x=3', prints: 'y = 6*x - 9' },
      { command: 'tangent "x^2 + y^2 = 25" --at x=3,y=-4', prints: 'y = 3*x/4 - 25/4' },
      { command: 'tangent "x\'*x" --at x=a --let "x:[n] a:[n]"', prints: "y = a'*a + 2*a'*(x - a)" },
      { command: 'tangent "x^2" --at x=3 --form point-slope', prints: 'y = 6*(x - 3) + 9' },
    ],
  },
  (f: Input, at: Readonly<Record<string, Substitute>>, options: TangentOptions = {}): Expr => {
    const { form, ...others } = options
    const pointSlope = form === 'point-slope'
    const given: Options = pointSlope || form === undefined ? others : { ...others, form }
    const { e, assumptions, isEquation = false } = readCurve(f, given, Object.keys(at))
    if (isTensor(e)) return shaped.tangent(e, isEquation, at, given)
    const setting = { options: given, assumptions }
    const place = placeOf(at, given)
    requireSmooth(e, place.variables, setting)
    const exact = exactIn(setting)
    const answer = (solved: Linear, where: Place): Expr => written(solved, where, pointSlope, setting, exact)
    if (isCall(e, 'list')) return ofCurve(e, place, setting, pointSlope, exact)
    if (!isCall(e, 'eq')) return answer(plane(plain(e), place, exact), place)
    if (place.variables.length < 2)
      throw new ShapeError('the point of an equation has a value for each of its variables: x=3,y=-4', 'point')
    const { name, place: rest, line } = implicitTangent(zeroOf(plain(e)), place, exact)
    const side = answer(line, rest)
    return name === place.variables.at(-1) ? side : vertical(name, side)
  },
)

/** What the answer is called: the last name of an equation, y of a plane curve, y or z or w of a function. */
function nameOfTangent(problem: Expr, names: readonly string[]): string | undefined {
  if (isCall(problem, 'eq')) return [...names].sort(compareNames).at(-1)
  const count = isCall(problem, 'list') ? problem.args.length - 1 : names.length
  if (isCall(problem, 'list') && count !== 1) return undefined
  return ['y', 'z', 'w', 'f'].slice(count - 1).find(name => !names.includes(name) && !freeSymbols(problem).has(name))
}

/** What no right-hand side can be: x = a. */
const vertical = (name: Expr, side: Expr): Expr => call('eq', [name, plain(side)])

/** The point, its names in natural order. */
function placeOf(at: Readonly<Record<string, Substitute>>, options: Options): Place {
  const point = [...readPoint(at, options)].sort(([a], [b]) => compareNames(a, b))
  if (point.length === 0) throw new ShapeError('a tangent is that at a point: give one, as in x=3', 'point')
  return { variables: point.map(([name]) => readVariable(name)), values: point.map(([, value]) => plain(value)) }
}

function written(line: Linear, place: Place, pointSlope: boolean, setting: Setting, exact: Values): Expr {
  requireReal([line.value, ...line.slopes], setting)
  const { variables, values } = place
  const constant = pointSlope ? line.value : constantOf(line, place, exact)
  const unit = (k: number): readonly number[] => variables.map((_, j) => (j === k ? 1 : 0))
  const powers: Power[] = line.slopes.map((coefficient, k) => ({ coefficient, exponents: unit(k) }))
  powers.push({ coefficient: constant, exponents: unit(-1) })
  const shifts = variables.map((x, k) => (pointSlope ? shift(x, values[k] as Expr) : x))
  return finishedSum(powers, shifts, setting)
}

function finishedSum(powers: readonly Power[], shifts: readonly Expr[], setting: Setting): Expr {
  const kept = powers.filter(p => p.coefficient !== zero)
  const sum = withLayout(writtenPowers(kept, shifts, shifts[0] as Expr))
  return isLaidOut(setting) ? sum : inForm(plain(sum), setting)
}

/** The line y = m*x + b of a curve in the plane, the point and direction of another one. */
function ofCurve(e: Call, { variables, values }: Place, setting: Setting, pointSlope: boolean, exact: Values): Expr {
  const [t, ...more] = variables as readonly [Expr, ...Expr[]]
  if (more.length > 0) throw new ShapeError('the point of a curve is one value of its parameter, as in t=1', 'point')
  const { point, along } = direction(e.args.map(plain), t, values[0] as Expr, exact)
  requireReal([...point, ...along], setting)
  const [x0, y0] = point as readonly [Expr, Expr]
  const [dx, dy] = along as readonly [Expr, Expr]
  if (point.length !== 2)
    return list(
      point.map((p, k) =>
        finishedSum(
          [
            { coefficient: p, exponents: [0] },
            { coefficient: along[k] as Expr, exponents: [1] },
          ],
          [t],
          setting,
        ),
      ),
    )
  const x = sym(String(t) === 'x' ? 'X' : 'x')
  if (exact.isZero(dx)) return vertical(x, x0)
  const place = { variables: [x], values: [x0] }
  return written({ value: y0, slopes: [exact.settle(div(dy, dx))] }, place, pointSlope, setting, exact)
}
