/** Vectors and matrices at arrays and numbers: in doubles as wholes, in another arithmetic entry by entry. */
import { evaluateTensor, type TensorPoint } from '../compile/tensor/evaluate.js'
import { type EvaluateOptions, evaluate as evaluateExpr, type Point } from '../evaluate/evaluate.js'
import type { Value } from '../evaluate/values.js'
import type { TensorInput, TensorOptions } from '../tensor/calls.js'
import { componentsOf } from '../tensor/components.js'
import type { Tensor } from '../tensor/tensor.js'
import { type ArrayValue, arrayValue, sizesOf } from '../tensor/values.js'
import { readFor } from './reading.js'

/** What is given for the variables of a tensor, as arrays. */
export const arraysAmong = (t: Tensor, at: Readonly<Record<string, unknown>>): Map<string, ArrayValue> =>
  new Map(
    Object.entries(at)
      .filter(([name]) => t.setting.variables.has(name))
      .map(([name, v]) => [name, arrayValue(name, v)] as const),
  )

/** Values under the names of entries: `W[1,2]`. */
export function pointOf(arrays: ReadonlyMap<string, ArrayValue>, at: Readonly<Record<string, unknown>>): Point {
  const point: [string, Value][] = []
  for (const [name, value] of Object.entries(at)) {
    const array = arrays.get(name)
    if (array === undefined) point.push([name, value as Value])
    else for (const [k, e] of array.entries.entries()) point.push([`${name}[${array.place(k).join(',')}]`, e])
  }
  return Object.fromEntries(point)
}

/** Whether another arithmetic than that of doubles is asked for. */
const isOtherField = ({ field, precision }: EvaluateOptions): boolean =>
  precision !== undefined || (field !== undefined && field !== 'real')

/** Exact values, complex ones, intervals, many digits: entry by entry. */
function evaluateEntries(t: Tensor, at: Readonly<Record<string, unknown>>, options: EvaluateOptions): unknown {
  const arrays = arraysAmong(t, at)
  const entries = componentsOf(t.node, sizesOf(t.setting.variables, arrays))
  return evaluateExpr(entries, pointOf(arrays, at), options)
}

/** The value of a text or tensor, in the arithmetic of the options. */
export function evaluate(
  f: TensorInput,
  at: Readonly<Record<string, unknown>>,
  options: TensorOptions & EvaluateOptions,
): unknown {
  const t = readFor(f, Object.keys(at), options)
  const declared = [...t.setting.variables.values()]
  return isOtherField(options)
    ? evaluateEntries(t, at, options)
    : evaluateTensor(t.node, at as TensorPoint, { ...options, declared } as object)
}
