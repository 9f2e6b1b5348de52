/** The curl of a vector field. */
import { fieldOf, finished, listed, readField, requireSquare } from '../answers/composed.js'
import { curlOf, planeCurl } from '../diff/field.js'
import { ShapeError } from '../errors.js'
import type { Expr } from '../expr/node.js'
import { plain } from '../expr/written.js'
import type { Input, Options, VariableInput } from '../inputs/input.js'
import * as shaped from '../matrix/derivatives.js'
import { isTensor } from '../tensor/tensor.js'
import { verb } from './verb.js'

/** The curl: `curl('[-y, x, z]')` is [0, 0, 2], and of a field in the plane the number `curl('[-y, x]')`, 2. */
export const curl = /* @__PURE__ */ verb(
  {
    name: 'curl',
    group: 'derivatives',
    takes: 'field:inputs variables?:variables {&slope}',
    about: 'the curl of a field of three components; of two, the component along the normal',
    symbol: () => '\\nabla\\times F',
    examples: [
      { command: 'curl "[-y, x, z]"', prints: '[0, 0, 2]' },
      { command: 'curl "cross(w, x)" x --let "w:[3] x:[3]"', prints: '2*w' },
    ],
  },
  (field: Input | readonly Input[], variables?: readonly VariableInput[], options: Options = {}): Expr => {
    const read = readField(field, variables, options)
    if (isTensor(read.e)) return shaped.curl(read.e, variables, options)
    const { components, by, problem, setting } = fieldOf(read, variables, options)
    requireSquare(components, by, 'curl')
    const shown = (e: Expr): Expr => finished(e, problem, by[0] as Expr, setting)
    const [p, q, r] = components.map(plain) as [Expr, Expr, Expr?]
    const [x, y, z] = by as [Expr, Expr, Expr?]
    if (components.length === 2) return shown(planeCurl([p, q], [x, y]))
    if (components.length !== 3 || r === undefined || z === undefined)
      throw new ShapeError('a curl is that of two or three components', 'components')
    return listed(curlOf([p, q, r], [x, y, z]).map(shown))
  },
)
