/** Derivatives of vectors and matrices, as the verbs ask for them: in the layout and the form of their options. */
import { ShapeError } from '../errors.js'
import { mul, num } from '../expr/build.js'
import { equal } from '../expr/order.js'
import { add, einsum, factor, permute } from '../tensor/algebra.js'
import type { TensorInput, TensorOptions } from '../tensor/calls.js'
import type { DraftFactor, DraftTerm } from '../tensor/draft.js'
import { isLeviCivita, leviCivita, permutations } from '../tensor/levi-civita.js'
import { asTerm, type Dim, nodesOf, type Term } from '../tensor/node.js'
import { Tensor } from '../tensor/tensor.js'
import { answered, slopeOf, takenBy } from './certifying.js'
import { shaped } from './forms.js'
import { shapeOf } from './products.js'
import { type By, nameOf, readAll, readBy, readFor, unique } from './reading.js'

/** The axes of a derivative in the order of a layout: those of the function, of which there are `outputs`, come first in ours. */
export function axesIn(layout: TensorOptions['layout'], outputs: number, count: number): number[] {
  const axes = Array.from({ length: count }, (_, k) => k)
  const [own, others] = [axes.slice(0, outputs), axes.slice(outputs)]
  if (layout === 'numerator') return [...own, ...others.reverse()]
  return layout === 'denominator' ? [...others, ...own] : axes
}

/** The derivative in the layout and the form asked for. */
export function laidOut(t: Tensor, options: TensorOptions): Tensor {
  const { layout = 'mixed' } = options
  // By x[k] with indices.
  const isNamed = t.axes.slice(t.outputs).some(name => name !== undefined)
  const form = isNamed && options.form === undefined ? { ...options, form: 'index' as const } : options
  if (layout === 'mixed') return shaped(t, form)
  const count = t.node.shape.length
  const outputs = layout === 'numerator' ? t.outputs : count - t.outputs
  const order = axesIn(layout, t.outputs, count)
  const node = permute(t.setting.space, t.node, order)
  const names = order.map(k => t.axes[k])
  return shaped(new Tensor(node, t.setting, { outputs, axes: names }), form)
}

const MOST_ORDERS = 16

function ordersOf(t: Tensor, given: readonly (TensorInput | number)[]): By[] {
  const all: By[] = []
  for (const v of given) {
    const last = all.at(-1)
    if (typeof v !== 'number') all.push(readBy(t, v))
    else if (last === undefined || !Number.isInteger(v) || v < 0 || v > MOST_ORDERS)
      throw new ShapeError(
        `the order of a derivative is a whole number up to ${MOST_ORDERS} after a variable, not ${v}`,
      )
    else if (v === 0) all.pop()
    else for (let k = 1; k < v; k++) all.push(last)
  }
  return given.length === 0 ? [unique(t)] : all
}

function requireScalar(t: Tensor, what: string): void {
  if (t.node.shape.length === 0) return
  throw new ShapeError(
    `${what} is that of a scalar; this has the shape [${t.shape.join(',')}]: take diff, or sum it`,
    'shape',
  )
}

export function diff(f: TensorInput, given: readonly (TensorInput | number)[], options: TensorOptions): Tensor {
  const t = readFor(f, given, options)
  return laidOut(
    ordersOf(t, given).reduce((g, x) => slopeOf(g, x, options), t),
    options,
  )
}

const rowOf = (t: Tensor, given: readonly TensorInput[] | undefined, options: TensorOptions): Tensor[] =>
  readAll(t, given).map(x => laidOut(slopeOf(t, x, options), options))

export function gradient(f: TensorInput, given: readonly TensorInput[] | undefined, options: TensorOptions): Tensor[] {
  const t = readFor(f, given, options)
  requireScalar(t, 'a gradient')
  return rowOf(t, given, options)
}

/** The sum of the derivatives of every entry by the entry of the variable at its place, of which the axes come last; twice for a Laplacian. */
function traced(t: Tensor, x: By, options: TensorOptions): Tensor {
  const { space } = t.setting
  const slope = takenBy(t, x, options).node
  const shape = x.x.kind === 'variable' && x.entry === undefined ? x.x.shape : []
  const out = t.node.shape.length - shape.length
  if (out < 0 || shape.some((d, k) => !equal(d, t.node.shape[out + k] as Dim)))
    throw new ShapeError(
      `a field by ${nameOf(x)} has its shape [${shape.join(',')}], and this has [${t.shape.join(',')}]`,
      'components',
    )
  const kept = t.node.shape.slice(0, out)
  const places = shape.map((_, k) => out + k)
  return new Tensor(einsum(space, kept, [factor(slope, [...kept.keys(), ...places, ...places])], shape), t.setting)
}

/** The divergence of a field that has the shape of its variable. */
export function divergence(f: TensorInput, given: readonly TensorInput[] | undefined, options: TensorOptions): Tensor {
  const t = readFor(f, given, options)
  const [x, ...others] = given === undefined ? [unique(t)] : readAll(t, given)
  if (x === undefined || others.length > 0)
    throw new ShapeError('the divergence of a vector or matrix is by one variable of its shape', 'variable')
  return answered(traced(t, x, options), options)
}

/** The curl of a field of three components by a vector of three, and of two the component along the normal. */
export function curl(f: TensorInput, given: readonly TensorInput[] | undefined, options: TensorOptions): Tensor {
  const t = readFor(f, given, options)
  const { space } = t.setting
  const [x, ...others] = given === undefined ? [unique(t)] : readAll(t, given)
  if (x === undefined || others.length > 0)
    throw new ShapeError('the curl of a vector is by one variable of its shape', 'variable')
  const [n] = t.node.shape
  const size = n?.kind === 'num' && t.node.shape.length === 1 ? n.value.toNumber() : 0
  const own = shapeOf(x)
  if ((size !== 2 && size !== 3) || space.names(own) !== space.names(t.node.shape))
    throw new ShapeError(
      `a curl is that of two or three components by as many: this has the shape [${t.shape.join(',')}], and ${nameOf(x)} has [${own.join(',')}]`,
      'components',
    )
  const slope = takenBy(t, x, options).node
  // Behind the axis of the curl, which one of two components has not, come those of the slope.
  const order = size - 2
  const kept = own.slice(0, order)
  const both = [...own, ...own]
  if (size === 3) {
    const whole = einsum(space, kept, [factor(leviCivita(space), [0, 2, 1]), factor(slope, [1, 2])], both)
    if (!nodesOf([whole]).some(isLeviCivita)) return answered(new Tensor(whole, t.setting), options)
  }
  // The terms one by one, so that entries which are zero vanish.
  const terms = slope.kind === 'sum' ? slope.terms : [asTerm(slope)]
  const at = (place: number, label: number): DraftFactor => factor(space.basis(n as Dim, num(place + 1)), [label])
  const part = (t: Term, places: readonly number[], sign: number): DraftTerm => ({
    coefficient: mul(num(sign), t.coefficient),
    factors: [
      ...t.factors.map(f => ({ ...f, at: f.at.map(l => l + order) })),
      ...[...places].reverse().map((place, k) => at(place, (order + k) % (order + 2))),
    ],
    deltas: t.deltas.map(([a, b]) => [a + order, b + order] as const),
    bound: [...both, ...t.bound],
  })
  const parts = permutations(size).flatMap(({ places, sign }) => terms.map(t => part(t, places, sign)))
  return answered(new Tensor(space.sum(kept, parts), t.setting), options)
}

/** The Laplacian, of every entry. */
export function laplacian(f: TensorInput, given: readonly TensorInput[] | undefined, options: TensorOptions): Tensor {
  const t = readFor(f, given, options)
  const parts = readAll(t, given).map(x => traced(takenBy(t, x, options), x, options).node)
  return answered(new Tensor(add(t.setting.space, t.node.shape, parts), t.setting), options)
}

export function jacobian(
  f: readonly TensorInput[],
  given: readonly TensorInput[] | undefined,
  options: TensorOptions,
): Tensor[][] {
  return f.map(g => readFor(g, given, options)).map(t => rowOf(t, given, options))
}

export function hessian(f: TensorInput, given: readonly TensorInput[] | undefined, options: TensorOptions): Tensor[][] {
  const t = readFor(f, given, options)
  requireScalar(t, 'a Hessian')
  const all = readAll(t, given)
  return all.map(x => {
    const slope = slopeOf(t, x, options)
    return all.map(y => laidOut(slopeOf(slope, y, options), options))
  })
}
