/**
 * Derivatives of what an equation, or a function, says only between the lines: of y where F(x, y) = 0, and of the inverse of a function. Both
 * divide by a derivative, which must be a number or a square matrix.
 */
import { DomainError, ShapeError } from '../errors.js'
import { minusOne } from '../expr/build.js'
import { add, einsum, factor, raise, scale, whole } from '../tensor/algebra.js'
import type { TensorInput, TensorOptions } from '../tensor/calls.js'
import type { Node, Shape } from '../tensor/node.js'
import { isSingular } from '../tensor/rank.js'
import { Tensor } from '../tensor/tensor.js'
import { finished, slopeOf, takenBy } from './certifying.js'
import { laidOut } from './derivatives.js'
import { shapeOf } from './products.js'
import { type By, nameOf, readBy, readFor, tensorVariables, unique } from './reading.js'

const shown = (shape: Shape): string => (shape.length === 0 ? 'a number' : `[${shape.join(',')}]`)

/** The inverse of the derivative of t by y, which has as many entries as t. */
function inverseSlope(t: Tensor, y: By, options: TensorOptions): Node {
  const { space } = t.setting
  const { shape } = t.node
  const own = shapeOf(y)
  if (space.names(shape) !== space.names(own))
    throw new ShapeError(
      `${nameOf(y)} is ${shown(own)}, and what is to tell it ${shown(shape)}: it takes one equation for each entry`,
      'shape',
    )
  if (shape.length > 1)
    throw new ShapeError(
      'the derivative by a matrix has four axes, and is not inverted: write it with vectors, as in vec(X)',
      'shape',
    )
  const slope = slopeOf(t, y, options).node
  if (slope.kind === 'sum' && slope.terms.length === 0)
    throw new DomainError(`nothing changes with ${nameOf(y)}`, 'no-inverse')
  if (shape.length === 0) return raise(space, slope, minusOne)
  if (isSingular(slope))
    throw new DomainError(
      `the derivative by ${nameOf(y)}, ${new Tensor(slope, t.setting)}, is a singular matrix: the equation does not tell all of ${nameOf(y)}`,
      'no-inverse',
    )
  return space.operation('inv', slope)
}

/** A tensor before whose first axes, those of y, a matrix or number stands. */
function timesInverse({ setting: { space } }: Tensor, inverse: Node, t: Node): Node {
  const [n] = inverse.shape
  if (n === undefined) return einsum(space, t.shape, [whole(inverse), whole(t)])
  const last = t.shape.length
  const rest = t.shape.slice(1).map((_, k) => k + 1)
  return einsum(space, t.shape, [factor(inverse, [0, last]), factor(t, [last, ...rest])], [n])
}

/** dy/dx, and its derivatives, where an equation makes y a function of x: -inv(dF/dy)*dF/dx. */
export function implicit(t: Tensor, y: TensorInput, x: TensorInput, order: number, options: TensorOptions): Tensor {
  const [dependent, of] = [readBy(t, y), readBy(t, x)]
  if (dependent.x.name === of.x.name)
    throw new ShapeError(`${y} cannot depend on itself: name two variables`, 'dependent')
  if (dependent.entry !== undefined)
    throw new ShapeError(`an equation is solved for all of ${dependent.x.name}, not for an entry`, 'dependent')
  if (!tensorVariables(t).includes(dependent.x.name))
    throw new ShapeError(`the equation has no ${y}, and says nothing of its derivative`, 'dependent')
  const { space } = t.setting
  const inverse = inverseSlope(t, dependent, options)
  const own = shapeOf(dependent)
  const answer = (node: Node): Tensor => finished(new Tensor(node, t.setting, { outputs: own.length }), options)
  const first = answer(scale(space, minusOne, timesInverse(t, inverse, slopeOf(t, of, options).node)))
  let slope = first
  for (let k = 1; k < order; k++) slope = answer(along(slope, dependent, of, first.node, options))
  return laidOut(
    order === 0 ? answer(dependent.x.kind === 'sym' ? space.scalar(dependent.x) : dependent.x) : slope,
    options,
  )
}

/** The derivative by x, with what y adds to it. */
function along(t: Tensor, y: By, x: By, slope: Node, options: TensorOptions): Node {
  const { space } = t.setting
  const direct = takenBy(t, x, options).node
  const own = t.node.shape.map((_, k) => k)
  const moving = shapeOf(x).map((_, k) => own.length + k)
  const inner = shapeOf(y).map((_, k) => direct.shape.length + k)
  const through = einsum(
    space,
    direct.shape,
    [factor(takenBy(t, y, options).node, [...own, ...inner]), factor(slope, [...inner, ...moving])],
    shapeOf(y),
  )
  return add(space, direct.shape, [direct, through])
}

/** The derivative of the inverse of a function at f(x), in terms of x: the inverse of its Jacobian. */
export function inverse(
  f: TensorInput,
  variable: TensorInput | undefined,
  order: number,
  options: TensorOptions,
): Tensor {
  const t = readFor(f, variable === undefined ? [] : [variable], options)
  const x = variable === undefined ? unique(t) : readBy(t, variable)
  if (order !== 1)
    throw new ShapeError(`of vectors the derivative of the inverse is taken once, not ${order} times`, 'order')
  return laidOut(finished(t.with(inverseSlope(t, x, options)), options), options)
}
