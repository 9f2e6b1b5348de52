/** The divergence of a vector field. */
import { fieldOf, finished, readField, requireSquare } from '../answers/composed.js'
import { divergenceOf } from '../diff/field.js'
import type { Expr } from '../expr/node.js'
import { plain } from '../expr/written.js'
import type { Input, Options, VariableInput } from '../inputs/input.js'
import * as shaped from '../matrix/derivatives.js'
import { isTensor } from '../tensor/tensor.js'
import { verb } from './verb.js'

/** The divergence: `divergence('[x^2, x*y]')` is 3*x; by x, y, z or the names in natural order unless variables are given. */
export const divergence = /* @__PURE__ */ verb(
  {
    name: 'divergence',
    group: 'derivatives',
    takes: 'field:inputs variables?:variables {&slope}',
    about: 'the divergence of a field, one component for each variable',
    symbol: () => '\\nabla\\cdot F',
    examples: [
      { command: 'divergence "[x^2*y, y*z, z^3]"', prints: '2*x*y + 3*z^2 + z' },
      { command: 'divergence "A*x" x --let "A:[n,n] x:[n]"', prints: 'tr(A)' },
    ],
  },
  (field: Input | readonly Input[], variables?: readonly VariableInput[], options: Options = {}): Expr => {
    const read = readField(field, variables, options)
    if (isTensor(read.e)) return shaped.divergence(read.e, variables, options)
    const { components, by, problem, setting } = fieldOf(read, variables, options)
    requireSquare(components, by, 'divergence')
    return finished(divergenceOf(components.map(plain), by), problem, by[0] as Expr, setting)
  },
)
