/** Differentials and Taylor polynomials of functions of vectors and matrices. */
import { ShapeError } from '../errors.js'
import { minusOne, rational, sym } from '../expr/build.js'
import { equal } from '../expr/order.js'
import { add, einsum, factor, scale, whole, zeros } from '../tensor/algebra.js'
import type { TensorInput, TensorOptions } from '../tensor/calls.js'
import type { Node, Property, Shape, Variable } from '../tensor/node.js'
import { Tensor } from '../tensor/tensor.js'
import { tidy } from '../tensor/tidy.js'
import { transfer } from '../tensor/transfer.js'
import { shaped } from './forms.js'
import { jacobianProduct, shapeOf } from './products.js'
import { type By, nameOf, read, readAll, readBy, readFor, tensorVariables } from './reading.js'
import { by } from './slope.js'

/** What a step has of its variable: the kinds of matrices that sums and multiples stay in. */
const KEPT: Readonly<Partial<Record<Property, Property>>> = {
  symmetric: 'symmetric',
  psd: 'symmetric',
  diagonal: 'diagonal',
  lower: 'lower',
}

/** The derivative by each variable times its step: dx of x. */
export function differential(
  f: TensorInput,
  given: readonly TensorInput[] | undefined,
  options: TensorOptions,
): Tensor {
  const t = readFor(f, given, options)
  const { space, variables } = t.setting
  const taken = new Set([...variables.keys(), ...tensorVariables(t)])
  const steps = readAll(t, given).map(from => ({ from, to: stepOf(t, from, taken) }))
  const along = jacobianProduct(
    t,
    steps.map(s => s.from),
    steps.map(({ to }) => ({ x: to, value: to.x.kind === 'sym' ? space.scalar(to.x) : to.x })),
  )
  const stepNames = steps.flatMap(({ to: { x } }) => (x.kind === 'variable' ? [[x.name, x] as const] : []))
  const setting = { ...t.setting, variables: new Map([...variables, ...stepNames]) }
  return shaped(new Tensor(tidy(space, along.node), setting), options)
}

function stepOf({ setting }: Tensor, { x, entry }: By, taken: ReadonlySet<string>): By {
  const name = `d${x.name}`
  if (entry !== undefined) throw new ShapeError(`a differential is by names, not by an entry of ${x.name}`, 'variable')
  if (taken.has(name)) throw new ShapeError(`${name} is a name of the function itself`, 'variable')
  if (x.kind === 'sym') return { x: sym(name) as typeof x, entry }
  const kept = [...x.properties].flatMap(p => KEPT[p] ?? [])
  return { x: setting.space.variable(name, x.shape, kept) as Variable, entry }
}

/** The highest order: the next derivative has three axes or more. */
const highestOf = (t: Tensor): number => (t.node.shape.length === 0 ? 2 : 1)

/** The Taylor polynomial about a point, of the order given or the highest: f(a) + g'*(x - a) + (x - a)'*H*(x - a)/2. */
export function taylor(
  f: TensorInput,
  variable: TensorInput,
  at: TensorInput,
  given: number | undefined,
  options: TensorOptions,
): Tensor {
  const t = readFor(f, [variable], options)
  const x = readBy(t, variable)
  if (x.x.kind !== 'variable' || x.entry !== undefined)
    throw new ShapeError(`${nameOf(x)} is no vector or matrix: the polynomial is in powers of one`, 'variable')
  const highest = highestOf(t)
  const order = given ?? highest
  if (!Number.isInteger(order) || order < 0 || order > highest)
    throw new ShapeError(
      `by vectors and matrices the order is a whole number up to ${highest} here, not ${order}`,
      'order',
    )
  const { space } = t.setting
  const point = pointOf(t, x, at, options)
  const there = (g: Tensor): Node => transfer(space, g.node, new Map([[x.x.name, point]]))
  const step = add(space, point.shape, [x.x, scale(space, minusOne, point)])
  const terms = [there(t)]
  let slope = t
  for (let k = 1; k <= order; k++) {
    slope = by(slope, x)
    terms.push(scale(space, rational(1, k), contracted(t, there(slope), step, k)))
  }
  return shaped(t.with(tidy(space, add(space, t.node.shape, terms))), options)
}

/** A derivative of order k with a step at each of its axes of variables. */
function contracted({ node, setting }: Tensor, slope: Node, step: Node, k: number): Node {
  const [own, width] = [node.shape.length, step.shape.length]
  const steps = Array.from({ length: k }, (_, j) =>
    factor(
      step,
      step.shape.map((_, axis) => own + j * width + axis),
    ),
  )
  return einsum(setting.space, node.shape, [whole(slope), ...steps], slope.shape.slice(own))
}

/** The point: a tensor of the shape of the variable, in which the variable does not occur; 0 is the one of zeros. */
function pointOf(t: Tensor, x: By, at: TensorInput, options: TensorOptions): Node {
  const { space } = t.setting
  const shape: Shape = shapeOf(x)
  if (String(at).trim() === '0') return zeros(space, shape)
  const point = read(at, options)
  const found = point.node.shape
  if (found.length !== shape.length || found.some((d, k) => !equal(d, shape[k] as Shape[number])))
    throw new ShapeError(
      `the point has the shape [${found.join(',')}], and ${nameOf(x)} has [${shape.join(',')}]`,
      'shape',
    )
  if (tensorVariables(point).includes(nameOf(x)))
    throw new ShapeError(`the point ${at} of the expansion changes with ${nameOf(x)}`, 'point')
  return transfer(space, point.node)
}
