/** dy/dx of plane curves: by a parameter, and in polar coordinates. */
import { fieldOf, readField, requireScalar, requireSmooth, slopeOf } from '../answers/composed.js'
import { polarVelocity, velocityOf } from '../diff/curve.js'
import type { Variable } from '../diff/derivative.js'
import { ShapeError } from '../errors.js'
import { call, mul } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { plain } from '../expr/written.js'
import { type Input, nameOf, type Options, ordersOf, readFunction, type VariableInput } from '../inputs/input.js'
import { leibniz, verb } from './verb.js'

/**
 * dy/dx of a curve by its parameter, or a derivative of higher order by x: `parametric('[t^2 - 3, 2*t - 1]', 't')` is 1/t. A curve
 * of one variable needs no name. Raises `DomainError` where x does not change.
 */
export const parametric = /* @__PURE__ */ verb(
  {
    name: 'parametric',
    group: 'derivatives',
    takes: 'curve:inputs t?:variable order?:count {&slope}',
    about: 'dy/dx of the curve [x(t), y(t)]',
    symbol: (_, [, order]) => leibniz('y', 'x', order),
    examples: [
      { command: 'parametric "[t^2, t^3]" t', prints: '3*t/2' },
      { command: 'parametric "[t^2, t^3]" t 2', prints: '3/(4*t)' },
    ],
  },
  (curve: Input | readonly Input[], t?: VariableInput, order = 1, options: Options = {}): Expr => {
    const given = t === undefined ? [] : [t]
    const { components, problem, setting } = fieldOf(readField(curve, given, options), given, options)
    const [by] = ordersOf(problem, given) as [Variable]
    if (components.length !== 2) throw new ShapeError('a plane curve is a list of two: [t^2, t^3]')
    const [x, y] = components.map(plain) as [Expr, Expr]
    if (order === 0) return y
    return slopeOf(velocityOf(x, y, by), by, order, problem, setting)
  },
)

/** dy/dx of a curve r(theta), or a derivative of higher order by x: `polar('1 + sin(theta)', 'theta')`. A function of one variable needs no name. */
export const polar = /* @__PURE__ */ verb(
  {
    name: 'polar',
    group: 'derivatives',
    takes: 'r:input theta?:variable order?:count {&slope}',
    about: 'dy/dx of the curve r(theta) in polar coordinates',
    symbol: (_, [, order]) => leibniz('y', 'x', order),
    examples: [{ command: 'polar "e^theta" theta', prints: '(cos(theta) + sin(theta))/(cos(theta) - sin(theta))' }],
  },
  (r: Input, theta?: VariableInput, order = 1, options: Options = {}): Expr => {
    const given = theta === undefined ? [] : [theta]
    const { e, assumptions, parameters } = readFunction(r, options, given.map(nameOf))
    requireScalar(e, 'polar')
    const [by] = ordersOf(e, given, parameters) as [Variable]
    const setting = { options, assumptions }
    requireSmooth(e, [by], setting)
    if (order === 0) return mul(plain(e), call('sin', [by]))
    return slopeOf(polarVelocity(plain(e), by), by, order, e, setting)
  },
)
