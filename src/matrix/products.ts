/**
 * Derivatives times vectors, where the variables are vectors and matrices: a direction has the shape of its variable, a weight that of its
 * output. No Jacobian and no Hessian is formed: the directions and weights are names of which everything is linear, and whose values are
 * put in last, so that they are constant whatever they hold.
 */
import { ShapeError } from '../errors.js'
import { rational } from '../expr/build.js'
import { equal } from '../expr/order.js'
import { placeholder } from '../expr/placeholder.js'
import * as algebra from '../tensor/algebra.js'
import type { ProductKind, TensorInput, TensorOptions } from '../tensor/calls.js'
import type { Node, Shape, Variable } from '../tensor/node.js'
import { Tensor } from '../tensor/tensor.js'
import { tidy } from '../tensor/tidy.js'
import { transfer } from '../tensor/transfer.js'
import { rowOf } from '../tensor/values.js'
import { answered, takenBy } from './certifying.js'
import { type By, nameOf, read, readBy, readFor, unique, unlike } from './reading.js'
import { by } from './slope.js'
import { inNumbers, sized, substituted } from './substitution.js'

/** One name in the place of a vector, and what stands there. */
export interface Constant {
  readonly x: By
  readonly value: Node
}

/** The products, as many as there are outputs for a Jacobian times a vector, else as many as there are variables, in the form asked for. */
export const products = (...asked: Parameters<typeof derivativeProducts>): Tensor[] =>
  derivativeProducts(...asked).map(t => answered(t, asked[4]))

function derivativeProducts(
  kind: ProductKind,
  f: readonly TensorInput[],
  variables: readonly TensorInput[],
  vector: readonly TensorInput[],
  options: TensorOptions,
): Tensor[] {
  const values = vector.map(v => read(v, options))
  const named = kind === 'vjp' ? [] : values.slice(0, variables.length)
  const directed = new Map(named.map((v, k) => [String(variables[k]), v] as const))
  const outputs = f.map(g => sized(readFor(g, variables, options), directed))
  const [first] = outputs
  if (first === undefined) return []
  const { space } = first.setting
  const all = outputs.map(t => new Tensor(transfer(space, t.node), first.setting))
  const xs = variables.map(v => readBy(first, v))
  const given = (names: readonly string[], shapes: readonly Shape[], what: string): Constant[] => {
    if (values.length !== names.length)
      throw new ShapeError(`the vector has ${values.length} entries, where there are ${names.length} ${what}`)
    return values.map((v, k) => constant(first, k, v, names[k] as string, shapes[k] as Shape))
  }
  const directions = (): Constant[] => given(xs.map(nameOf), xs.map(shapeOf), 'variables')
  switch (kind) {
    case 'hvp': {
      if (first.node.shape.length > 0)
        throw new ShapeError('a Hessian is that of a scalar: take jvp, or sum it', 'shape')
      const constants = directions()
      const slope = all.map(t => along(t, xs, constants, options))[0] as Tensor
      return xs.map(x => valued(takenBy(slope, x, options), constants))
    }
    case 'jvp': {
      const constants = directions()
      return all.map(t => valued(jacobianProduct(t, xs, constants, options), constants))
    }
    case 'vjp': {
      const names = all.map((_, k) => `output ${k + 1}`)
      const constants = given(
        names,
        all.map(t => t.node.shape),
        'outputs',
      )
      const whole = total(
        first,
        all.map((t, k) => paired(t, constants[k] as Constant)),
      )
      return xs.map(x => valued(takenBy(whole, x, options), constants))
    }
    default:
      return kind satisfies never
  }
}

export const shapeOf = ({ x, entry }: By): Shape => (entry === undefined && x.kind === 'variable' ? x.shape : [])

/** A name for a vector. Raises `ShapeError` where its shape is not the one wanted. */
function constant({ setting }: Tensor, k: number, value: Tensor, of: string, shape: Shape): Constant {
  const found = value.node.shape
  const fits = found.length === shape.length && found.every((d, axis) => equal(d, shape[axis] as Shape[number]))
  if (!fits) throw unlike(`the part of the vector for ${of}`, found, `and ${of} has`, shape)
  const name = placeholder(`d${k}`)
  const x = shape.length === 0 ? name : (setting.space.variable(name.name, shape) as Variable)
  return { x: { x, entry: undefined } as By, value: transfer(setting.space, value.node) }
}

/** The product of a tensor and a constant of its shape, summed over all entries. */
function paired(t: Tensor, { x: { x } }: Constant): Tensor {
  const { space } = t.setting
  const c = x.kind === 'sym' ? space.scalar(x) : x
  return t.with(algebra.einsum(space, [], [algebra.whole(t.node), algebra.whole(c)], t.node.shape))
}

const total = (like: Tensor, parts: readonly Tensor[]): Tensor =>
  like.with(
    algebra.add(
      like.setting.space,
      [],
      parts.map(p => p.node),
    ),
  )

/** An array as the text of a literal; others are as they are. */
const literal = (value: unknown): TensorInput => {
  const row = rowOf(value)
  return row === undefined ? (value as TensorInput) : `[${row.map(literal).join(', ')}]`
}

/**
 * The derivative along the unit vector of a direction, given as a value for each variable that changes, or as one for the only variable; at
 * a point where one is given.
 */
export function directional(
  f: TensorInput,
  direction: { readonly of: Readonly<Record<string, unknown>> } | { readonly only: unknown },
  at: Readonly<Record<string, unknown>>,
  options: TensorOptions,
): Tensor {
  const entries =
    'of' in direction
      ? Object.entries(direction.of)
      : [[nameOf(unique(readFor(f, [], options))), direction.only] as const]
  const names = entries.map(([name]) => name)
  const values = entries.map(([, value]) => literal(value))
  const [slope] = derivativeProducts('jvp', [f], names, values, options) as [Tensor]
  const { space } = slope.setting
  const squares = values.map(v => algebra.squares(space, transfer(space, read(v, options).node)))
  const length = inNumbers(space, algebra.add(space, [], squares))
  const factors = [algebra.whole(slope.node), algebra.factor(length, [], rational(-1, 2))]
  const unit = algebra.einsum(space, slope.node.shape, factors)
  const whole = slope.with(unit)
  return answered(Object.keys(at).length === 0 ? whole : substituted(whole, at, options), options)
}

/** The derivative of a scalar along the directions. */
const along = (t: Tensor, xs: readonly By[], directions: readonly Constant[], options: TensorOptions): Tensor =>
  total(
    t,
    xs.map((x, k) => paired(takenBy(t, x, options), directions[k] as Constant)),
  )

/** What is linear in a weight of the output, is differentiated by the weight. */
export function jacobianProduct(
  t: Tensor,
  xs: readonly By[],
  directions: readonly Constant[],
  options: TensorOptions,
): Tensor {
  const { shape } = t.node
  if (shape.length === 0) return along(t, xs, directions, options)
  const weight = t.setting.space.variable('`w', shape) as Variable
  const x: By = { x: weight, entry: undefined }
  return by(along(paired(t, { x, value: weight }), xs, directions, options), x)
}

function valued(t: Tensor, constants: readonly Constant[]): Tensor {
  const { space } = t.setting
  const values = new Map(constants.map(c => [c.x.x.name, c.value]))
  return new Tensor(tidy(space, transfer(space, t.node, values)), t.setting)
}
