/** Implicit derivatives: dy/dx where an equation makes y a function of x. */
import { finished, requireSmooth, zeroOf } from '../answers/composed.js'
import type { Variable } from '../diff/derivative.js'
import { along, implicitSlope } from '../diff/implicit.js'
import { ShapeError } from '../errors.js'
import { type Expr, isCall, sym } from '../expr/node.js'
import { contains } from '../expr/walk.js'
import { plain } from '../expr/written.js'
import {
  type Input,
  nameOf,
  type Options,
  readEquation,
  readVariable,
  slopeNames,
  type VariableInput,
} from '../inputs/input.js'
import * as shaped from '../matrix/implied.js'
import { modulo } from '../polynomial/modulo.js'
import { isTensor } from '../tensor/tensor.js'
import { leibniz, verb } from './verb.js'

/**
 * dy/dx where an equation, or an expression that is zero, makes y a function of x: `implicit('x^2 + y^2 = 25', 'y', 'x')` is -x/y; of
 * order 2, in x and y, -25/y^3. All other names are constant. Without names it is the last of two in natural order that depends on the
 * other. Raises `ShapeError` where the equation says nothing of y.
 */
export const implicit = /* @__PURE__ */ verb(
  {
    name: 'implicit',
    group: 'derivatives',
    takes: 'equation:input y?:variable x?:variable order?:count {&slope layout}',
    about: 'the derivative of y by x where an equation makes y a function of x',
    symbol: (_, [y = 'y', x = 'x', order]) => leibniz(y, x, order),
    holdsWhere: problem => zeroOf(plain(problem)),
    examples: [
      { command: 'implicit "x^2 + y^2 = 25" y x', prints: '-x/y' },
      { command: 'implicit "x^2 + y^2 = 25" y x 2', prints: '-25/y^3' },
      { command: 'implicit "A*y = sin(x)" y x --let "A:[n,n] x:[n] y:[n]"', prints: 'inv(A)*diag(cos(x))' },
    ],
  },
  (equation: Input, y?: VariableInput, x?: VariableInput, order = 1, options: Options = {}): Expr => {
    const given = [y, x].filter(v => v !== undefined)
    const { e, assumptions } = readEquation(equation, options, given.map(nameOf))
    if (isTensor(e)) {
      if (y === undefined || x === undefined)
        throw new ShapeError('where there are vectors both variables are named: y, then x', 'variable')
      return shaped.implicit(e, y, x, order, options)
    }
    const f = zeroOf(plain(e))
    const [dependent, by] = variablesOf(f, given)
    requireEquation(f, dependent, by)
    const setting = { options, assumptions }
    requireSmooth(f, [dependent, by], setting)
    const slope = implicitSlope(f, dependent, by)
    if (slope === undefined) throw new ShapeError(`the equation does not change with ${dependent}`, 'dependent')
    if (order === 0) return dependent
    const first = finished(slope, e, by, setting)
    let answer = first
    for (let k = 1; k < order; k++) {
      const next = along(plain(answer), dependent, by, plain(first))
      answer = finished(next, e, by, setting, modulo(next, f))
    }
    return answer
  },
)

/** The variable that depends, and the one that it depends on: those named; in an equation of two names these, the last one first. */
function variablesOf(f: Expr, given: readonly VariableInput[]): readonly [Variable, Variable] {
  const names = slopeNames(f)
  const found =
    given.length > 0 || names.length !== 2 ? given.map(readVariable) : names.reverse().map(name => sym(name))
  const [dependent, by] = found
  if (dependent === undefined || by === undefined)
    throw new ShapeError(
      `name two variables, the one that depends first: the equation has ${names.join(', ')}`,
      'variable',
    )
  return [dependent, by]
}

function requireEquation(f: Expr, y: Expr, x: Expr): void {
  if (isCall(f, 'list')) throw new ShapeError('implicit takes one equation, such as x^2 + y^2 = 25')
  if (String(y) === String(x)) throw new ShapeError(`${y} cannot depend on itself: name two variables`, 'dependent')
  if (!contains(f, y)) throw new ShapeError(`the equation has no ${y}, and says nothing of its derivative`, 'dependent')
}
