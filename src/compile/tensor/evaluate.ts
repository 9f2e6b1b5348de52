/**
 * The values of tensors at given arrays and numbers. Never silently wrong: values must have the declared sizes and properties, and a
 * result that is no real number raises a `DomainError` that names the operation and the entry. Overflow is not an error.
 */
import { DomainError } from '../../errors.js'
import { evaluateAll, type Value } from '../../evaluate/evaluate.js'
import { sym } from '../../expr/build.js'
import type { Node, Variable } from '../../tensor/node.js'
import { Demand } from './binding.js'
import { type Nested, type TensorValue, toNested } from './dense.js'
import { blame } from './diagnosis.js'
import { type TensorOutputs, type TensorResults, takeApart } from './outputs.js'
import { type Plan, planOf, roomFor } from './plan.js'
import { isRegular, LOOKING, withoutPoles } from './poles.js'
import { requireProperties } from './property.js'

/** Arrays for tensors and numbers for scalars, by name. Only own properties count. */
export type TensorPoint = Readonly<Record<string, TensorValue | Value>>

/** What a tensor needs, and its plans by the sizes and the names given. */
export type Kept = Map<Node, { readonly demand: Demand; readonly plans: Map<string, Plan> }>

export interface TensorEvaluateOptions {
  /** Variables that may be given without occurring in the tensors: their arrays tell sizes. */
  readonly declared?: readonly Variable[]
  /** Entries as one Float64Array in reading order instead of nested arrays. */
  readonly flat?: boolean
  /** What is kept of each tensor that is evaluated at many points, without `declared`. */
  readonly kept?: Kept
  /** `'nan'`: NaN where there is no value, instead of a `DomainError`. */
  readonly undefined?: 'error' | 'nan'
}

export type TensorEvaluation<O, T extends TensorEvaluateOptions> = TensorResults<
  O,
  T extends { flat: true } ? Float64Array : Nested
>

/**
 * The values of a tensor, or of several at once, which share what they have in common: a number for a scalar, nested arrays for a
 * tensor. Sizes follow from the arrays. Raises `UnboundError` (all missing names), `ShapeError` (sizes that clash), `DomainError`
 * (log(-1), a singular matrix, a value that breaks its declaration), `BudgetError` (more than 10^8 entries).
 */
export function evaluateTensor<O extends TensorOutputs, const T extends TensorEvaluateOptions = TensorEvaluateOptions>(
  outputs: O,
  at: TensorPoint,
  options?: T,
): TensorEvaluation<O, T> {
  const { roots, arrange } = takeApart(outputs)
  const values = new Map<string, unknown>(Object.entries(at))
  const before = roots.length === 1 ? options?.kept?.get(roots[0] as Node) : undefined
  const demand =
    before?.demand ??
    new Demand(
      roots,
      options?.declared?.filter(v => values.has(v.name)),
    )
  demand.requireAll(new Set(values.keys()))
  const numbers = scalarValues([...demand.needs.scalars, ...demand.needs.sizes], values)
  const binding = demand.bind(
    name => values.get(name),
    new Map([...numbers].filter(([name]) => demand.needs.sizes.has(name))),
  )
  const { sizes, arrays } = binding
  for (const v of demand.variables.values())
    requireProperties(v, sizes.shape(v.shape), arrays.get(v.name) as Float64Array)
  const names = [...numbers.keys()]
  const key = `${[...demand.needs.sizes].map(name => sizes.get(name))} ${names}`
  const plan = before?.plans.get(key) ?? planOf(roots, sizes, names)
  if (before !== undefined) before.plans.set(key, plan)
  else if (roots.length === 1) options?.kept?.set(roots[0] as Node, { demand, plans: new Map([[key, plan]]) })
  const out = roomFor(plan)
  plan.run(arrays, [...numbers.values()], out)
  if (options?.undefined !== 'nan') {
    if (out.some(data => !data.every(Number.isFinite))) blame(roots, binding, numbers)
    if (!isRegular(plan))
      throw new DomainError('a matrix that is inverted is singular, or too near to that for doubles', 'singular')
  } else withoutPoles(plan, out, () => planOf(roots, sizes, names, LOOKING), arrays, [...numbers.values()])
  for (const data of out) withoutNegativeZeros(data)
  const results = out.map((data, k) =>
    options?.flat === true ? data : toNested(plan.shapes[k] as readonly number[], data),
  )
  return arrange(results) as TensorEvaluation<O, T>
}

/** Zeros come out without a sign, as those of scalars do. */
function withoutNegativeZeros(data: Float64Array): void {
  for (let k = 0; k < data.length; k++) data[k] = (data[k] as number) + 0
}

/** The numbers given for scalars, in whatever form. */
function scalarValues(names: readonly string[], values: ReadonlyMap<string, unknown>): Map<string, number> {
  const given = [...new Set(names)].filter(name => values.has(name))
  return new Map(
    given.map(name => [name, evaluateAll([sym(name)], { [name]: values.get(name) as Value })[0] as number]),
  )
}
