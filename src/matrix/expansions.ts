/** Differentials and Taylor polynomials of functions of vectors and matrices. */
import { DomainError, ShapeError } from '../errors.js'
import { minusOne, rational, sym, zero } from '../expr/build.js'
import { isNumber, isZero } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { add, einsum, factor, scale, whole, zeros } from '../tensor/algebra.js'
import type { TensorInput, TensorOptions } from '../tensor/calls.js'
import type { Node, Property, Shape, Variable } from '../tensor/node.js'
import { uniform } from '../tensor/shapes.js'
import { Tensor } from '../tensor/tensor.js'
import { tidy } from '../tensor/tidy.js'
import { transfer } from '../tensor/transfer.js'
import { answered, slopeOf, takenBy } from './certifying.js'
import { shaped } from './forms.js'
import { jacobianProduct, shapeOf } from './products.js'
import { type By, nameOf, read, readAll, readBy, readFor, tensorVariables, unlike } from './reading.js'
import { inNumbers, substituted } from './substitution.js'

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
  const taken = new Set(tensorVariables(t))
  const steps = readAll(t, given).map(from => ({ from, to: stepOf(t, from, taken) }))
  const along = jacobianProduct(
    t,
    steps.map(s => s.from),
    steps.map(({ to }) => ({ x: to, value: to.x.kind === 'sym' ? space.scalar(to.x) : to.x })),
    options,
  )
  const stepNames = steps.flatMap(({ to: { x } }) => (x.kind === 'variable' ? [[x.name, x] as const] : []))
  const setting = { ...t.setting, variables: new Map([...variables, ...stepNames]) }
  return answered(new Tensor(tidy(space, along.node), setting), options)
}

function stepOf({ setting }: Tensor, { x, entry }: By, taken: ReadonlySet<string>): By {
  const name = `d${x.name}`
  if (entry !== undefined) throw new ShapeError(`a differential is by names, not by an entry of ${x.name}`, 'variable')
  if (taken.has(name)) throw new ShapeError(`${name} is a name of the function itself`, 'variable')
  if (x.kind === 'sym') return { x: sym(name) as typeof x, entry }
  const declared = setting.variables.get(name)
  if (declared !== undefined) {
    if (setting.space.names(declared.shape) === setting.space.names(x.shape)) return { x: declared, entry }
    throw new ShapeError(
      `${name} is declared with the shape [${declared.shape.join(',')}], and ${x.name} has [${x.shape.join(',')}]`,
      'variable',
    )
  }
  const kept = [...x.properties].flatMap(p => KEPT[p] ?? [])
  return { x: setting.space.variable(name, x.shape, kept) as Variable, entry }
}

/** The highest order by a scalar, and that where none is given. */
const MOST = 16
const USUAL = 5

/** The highest order: of vectors and matrices the next derivative has three axes or more. */
const highestOf = (t: Tensor, { x }: By): number => (x.kind === 'sym' ? MOST : t.node.shape.length === 0 ? 2 : 1)

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
  if (x.entry !== undefined)
    throw new ShapeError(`the polynomial is in powers of all of ${x.x.name}, not of an entry`, 'variable')
  const highest = highestOf(t, x)
  const order = given ?? Math.min(highest, USUAL)
  if (!Number.isInteger(order) || order < 0 || order > highest)
    throw new ShapeError(
      `by vectors and matrices the order is a whole number up to ${highest} here, not ${order}`,
      'order',
    )
  const { space } = t.setting
  const point = pointOf(t, x, at, options)
  const there = (g: Tensor): Node => transfer(space, g.node, new Map([[x.x.name, point]]))
  const step = add(space, point.shape, [nodeOf(t, x), scale(space, minusOne, point)])
  const terms = [there(t)]
  let [slope, factorial] = [t, 1]
  for (let k = 1; k <= order; k++) {
    slope = takenBy(slope, x, options)
    factorial *= k
    terms.push(scale(space, rational(1, factorial), contracted(t, there(slope), step, k)))
  }
  return inPowers(t, terms, options)
}

/** The sum of the terms of a polynomial, in the form asked for; each power on its own, unless they have terms in common. */
function inPowers(t: Tensor, terms: readonly Node[], options: TensorOptions): Tensor {
  const { space } = t.setting
  const whole = add(space, t.node.shape, terms)
  const apart = terms.reduce((n, term) => n + termsIn(term), 0)
  if (options.form !== undefined || termsIn(whole) < apart) return shaped(t.with(tidy(space, whole)), options)
  return t.inTerms(terms.map(term => tidy(space, term)))
}

const termsIn = (node: Node): number => (node.kind === 'sum' ? node.terms.length : 1)

/**
 * The tangent at a point, f(a) + g'*(x - a) for each variable; of several outputs the linear map that touches them there. Of an equation, which
 * is not solved for a vector, that of the one side less the other, which is zero: g'*(x - a) == 0.
 */
export function tangent(
  t: Tensor,
  isEquation: boolean,
  at: Readonly<Record<string, unknown>>,
  options: TensorOptions,
): Tensor {
  const names = Object.keys(at)
  if (names.length === 0) throw new ShapeError('a tangent is that at a point: give one, as in x=a', 'point')
  const { space, variables } = t.setting
  // 0 is the point of which all entries are zero.
  const zerosFor = (name: string, value: unknown): unknown =>
    variables.has(name) && String(value).trim() === '0' ? `zeros(${variables.get(name)?.shape.join(', ')})` : value
  const point = Object.fromEntries(Object.entries(at).map(([name, value]) => [name, zerosFor(name, value)]))
  const there = (node: Node): Tensor => substituted(t.with(node), point, options)
  const value = there(t.node)
  if (isEquation) requireOnCurve(inNumbers(value.setting.space, value.node))
  const moving: Variable[] = []
  const terms = names.map(name => {
    const x = readBy(t, name)
    const { node: a } = there(nodeOf(t, x))
    const own = x.x.kind === 'sym' ? space.scalar(x.x) : (space.variable(x.x.name, a.shape) as Variable)
    if (own.kind === 'variable') moving.push(own)
    const step = add(space, a.shape, [own, scale(space, minusOne, a)])
    return contracted(value, there(slopeOf(t, x, options).node).node, step, 1)
  })
  const setting = {
    ...value.setting,
    variables: new Map([...variables, ...value.setting.variables, ...moving.map(v => [v.name, v] as const)]),
  }
  const along = add(space, value.node.shape, terms)
  if (isEquation) return shaped(new Tensor(space.map('eq', [tidy(space, along), space.scalar(zero)]), setting), options)
  return inPowers(
    new Tensor(value.node, setting, { outputs: value.outputs, row: value.row }),
    [value.node, along],
    options,
  )
}

/** Refuses a point of which it is known that the sides of the equation differ there: `DomainError`. */
function requireOnCurve(difference: Node): void {
  const values = difference.kind === 'constant' ? difference.entries : [uniform(difference) ?? zero]
  if (values.some(e => isNumber(e) && !isZero(e)))
    throw new DomainError('the point does not satisfy the equation', 'off-curve')
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

/** The variable as a tensor. */
const nodeOf = ({ setting }: Tensor, { x }: By): Node => (x.kind === 'sym' ? setting.space.scalar(x) : x)

/** The point: a tensor of the shape of the variable, in which the variable does not occur; 0 is the one of zeros. */
function pointOf(t: Tensor, x: By, at: TensorInput, options: TensorOptions): Node {
  const { space } = t.setting
  const shape: Shape = shapeOf(x)
  if (String(at).trim() === '0') return shape.length === 0 ? space.scalar(zero) : zeros(space, shape)
  const point = read(at, options)
  const found = point.node.shape
  if (found.length !== shape.length || found.some((d, k) => !equal(d, shape[k] as Shape[number])))
    throw unlike('the point', found, `and ${nameOf(x)} has`, shape)
  if (tensorVariables(point).includes(nameOf(x)))
    throw new ShapeError(`the point ${at} of the expansion changes with ${nameOf(x)}`, 'point')
  return transfer(space, point.node)
}
