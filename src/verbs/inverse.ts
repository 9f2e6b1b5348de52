/** The derivative of an inverse function. */
import { finished, requireScalar, requireSmooth } from '../answers/composed.js'
import { slopeBy } from '../diff/curve.js'
import { derivative, type Variable } from '../diff/derivative.js'
import { DomainError } from '../errors.js'
import { one, zero } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { plain } from '../expr/written.js'
import { type Input, nameOf, type Options, ordersOf, readFunction, type VariableInput } from '../inputs/input.js'
import * as shaped from '../matrix/implied.js'
import { isTensor } from '../tensor/tensor.js'
import { verb } from './verb.js'

/**
 * The derivative of the inverse of f at the value f(x), in terms of x: `inverse('x^3 + x', 'x')` is 1/(3*x^2 + 1). Of order 2 its second
 * derivative, and so on. Raises `DomainError` where f is constant.
 */
export const inverse = /* @__PURE__ */ verb(
  {
    name: 'inverse',
    group: 'derivatives',
    takes: 'f:input x?:variable order?:count {&slope layout}',
    about: 'the derivative of the inverse function at f(x), in terms of x',
    symbol: (_, [x = 'x', order = '1']) =>
      `\\left(f^{-1}\\right)${order.length > 1 || order > '3' ? `^{(${order})}` : "'".repeat(Number(order))}(f(${x}))`,
    examples: [
      { command: 'inverse "x^3 + x" x', prints: '1/(3*x^2 + 1)' },
      { command: 'inverse "A*x" x --let "A:[n,n] x:[n]"', prints: 'inv(A)' },
    ],
  },
  (f: Input, x?: VariableInput, order = 1, options: Options = {}): Expr => {
    const given = x === undefined ? [] : [x]
    const { e, assumptions, parameters } = readFunction(f, options, given.map(nameOf))
    if (isTensor(e)) return shaped.inverse(e, x, order, options)
    requireScalar(e, 'inverse')
    const [by] = ordersOf(e, given, parameters) as [Variable]
    const setting = { options, assumptions }
    requireSmooth(e, [by], setting)
    const dx = derivative(plain(e), by)
    if (dx === zero) throw new DomainError(`the function does not change with ${by}: it has no inverse`, 'no-inverse')
    if (order === 0) return by
    return slopeBy({ dx, dy: one }, by, order, s => finished(plain(s), e, by, setting))
  },
)
