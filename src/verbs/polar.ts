/** dy/dx of a curve in polar coordinates. */
import { requireScalar, requireSmooth, slopeOf } from '../answers/composed.js'
import { polarVelocity } from '../diff/curve.js'
import type { Variable } from '../diff/derivative.js'
import { call, mul } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { plain } from '../expr/written.js'
import { type Input, nameOf, type Options, ordersOf, readFunction, type VariableInput } from '../inputs/input.js'
import { leibniz, verb } from './verb.js'

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
