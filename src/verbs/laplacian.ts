/** The Laplacian of a scalar, or of each component of a field. */
import { fieldOf, finished, listed, readField } from '../answers/composed.js'
import { laplacianOf } from '../diff/field.js'
import { ShapeError } from '../errors.js'
import { type Expr, isCall } from '../expr/node.js'
import { plain } from '../expr/written.js'
import type { Input, Options, VariableInput } from '../inputs/input.js'
import * as shaped from '../matrix/derivatives.js'
import { isTensor } from '../tensor/tensor.js'
import { verb } from './verb.js'

/** The Laplacian: `laplacian('x^2*y^3')` is 6*x^2*y + 2*y^3; by all names unless variables are given. */
export const laplacian = /* @__PURE__ */ verb(
  {
    name: 'laplacian',
    group: 'derivatives',
    takes: 'f:input variables?:variables {&slope}',
    about: 'the sum of the second derivatives by all variables',
    symbol: () => '\\nabla^2f',
    examples: [
      { command: 'laplacian "x^2*y^3"', prints: '6*x^2*y + 2*y^3' },
      { command: 'laplacian "x\'*A*x" x --let "A:[n,n] x:[n]"', prints: '2*tr(A)' },
    ],
  },
  (f: Input, variables?: readonly VariableInput[], options: Options = {}): Expr => {
    const field = readField(f, variables, options)
    if (isTensor(field.e)) return shaped.laplacian(field.e, variables, options)
    const { components, by, problem, setting } = fieldOf(field, variables, options, 2)
    const [first] = by
    if (first === undefined) throw new ShapeError('name the variables meant: there are none', 'variable')
    const parts = components.map(c => finished(laplacianOf(plain(c), by), problem, first, setting))
    return isCall(problem, 'list') ? listed(parts) : (parts[0] as Expr)
  },
)
