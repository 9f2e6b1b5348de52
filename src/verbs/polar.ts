/** dy/dx of a curve in polar coordinates. */
import { finished, requireScalar, requireSmooth } from '../composing.js'
import { polarVelocity, slopeBy } from '../diff/curve.js'
import { DomainError } from '../errors.js'
import { call, mul, zero } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { plain } from '../expr/written.js'
import { type Input, nameOf, type Options, readFunction, readVariable, type VariableInput } from '../input.js'
import { leibniz, verb } from './verb.js'

/** dy/dx of a curve r(theta), or a derivative of higher order by x: `polar('1 + sin(theta)', 'theta')`. */
export const polar = /* @__PURE__ */ verb(
  {
    name: 'polar',
    answers: 'formula',
    group: 'derivatives',
    takes: 'r:input theta:variable order?:count {&}',
    about: 'dy/dx of the curve r(theta) in polar coordinates',
    symbol: (_, [, order]) => leibniz('y', 'x', order),
    examples: [{ command: 'polar "e^theta" theta', prints: '(cos(theta) + sin(theta))/(cos(theta) - sin(theta))' }],
  },
  (r: Input, theta: VariableInput, order = 1, options: Options = {}): Expr => {
    const { e, assumptions } = readFunction(r, options, [nameOf(theta)])
    requireScalar(e, 'polar')
    const by = readVariable(theta)
    const setting = { options, assumptions }
    requireSmooth(e, [by], setting)
    const velocity = polarVelocity(plain(e), by)
    if (velocity.dx === zero) throw new DomainError(`x does not change with ${by}: the curve is vertical`, 'vertical')
    if (order === 0) return mul(plain(e), call('sin', [by]))
    return slopeBy(velocity, by, order, s => finished(plain(s), e, by, setting))
  },
)
