/** dy/dx of a plane curve that is given by a parameter. */
import { fieldOf, readField, slopeOf } from '../answers/composed.js'
import { velocityOf } from '../diff/curve.js'
import type { Variable } from '../diff/derivative.js'
import { ShapeError } from '../errors.js'
import type { Expr } from '../expr/node.js'
import { plain } from '../expr/written.js'
import { type Input, type Options, ordersOf, type VariableInput } from '../inputs/input.js'
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
