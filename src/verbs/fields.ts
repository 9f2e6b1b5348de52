/** What is asked of fields: curl, divergence, Laplacian. */

import { fieldOf, finished, listed, readField, requireSquare } from '../answers/composed.js'
import { curlOf, divergenceOf, laplacianOf, planeCurl } from '../diff/field.js'
import { ShapeError } from '../errors.js'
import { type Expr, isCall } from '../expr/node.js'
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
