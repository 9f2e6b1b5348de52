/**
 * Checks of functions whose entries have no closed form, such as those of pinv: every entry of the derivative against extrapolated differences
 * of values, each found by the kernel of the function. An entry moves within what is declared of its matrix.
 */

import { attempted } from '../attempt.js'
import { evaluateTensor, type TensorPoint } from '../compile/tensor/evaluate.js'
import { DomainError, ShapeError } from '../errors.js'
import { evaluateAll } from '../evaluate/evaluate.js'
import { exactValue, type Value } from '../evaluate/values.js'
import type { Expr } from '../expr/node.js'
import type { Tensor } from '../tensor/tensor.js'
import { type ArrayValue, lengthsOf } from '../tensor/values.js'
import type { CheckOptions } from '../verify/check.js'
import type { RealFunction } from '../verify/differences.js'
import { findingOf } from '../verify/line.js'
import { type CheckedVariable, CheckReport, type Nested } from '../verify/report.js'
import type { Line } from '../verify/study.js'

/** The derivatives of all outputs by one entry of a variable, or by a scalar: numbers, in the order of reading. */
export interface SampledColumn {
  /** The name of the variable, and its place in reading order; undefined of a scalar. */
  readonly of: string
  readonly place: number | undefined
  readonly name: string
  readonly values: readonly number[]
  readonly derivative: Expr
  readonly mistake: string | undefined
}

/** The value of a variable, as numbers in reading order, with the entries that move together with each. */
interface Moving {
  readonly base: readonly number[]
  readonly partners: (k: number) => readonly number[]
  readonly rebuilt: (values: readonly number[]) => unknown
}

function nested(values: readonly number[], [rows = 0, ...inner]: readonly number[]): unknown {
  if (inner.length === 0) return [...values]
  const width = values.length / rows
  return Array.from({ length: rows }, (_, k) => nested(values.slice(k * width, (k + 1) * width), inner))
}

function movingOf(t: Tensor, name: string, array: ArrayValue | undefined, at: unknown): Moving {
  const base = evaluateAll(array?.entries ?? [exactValue(at as Value, name)], {}) as number[]
  if (array === undefined) return { base, partners: k => [k], rebuilt: ([x]) => x }
  const { shape, place } = array
  const has = t.setting.variables.get(name)?.properties
  const partners = (k: number): readonly number[] => {
    const [i = 0, j = 0] = place(k)
    if (shape.length !== 2 || i === j || has === undefined) return [k]
    if (has.has('diagonal') || (has.has('lower') && i < j)) return []
    return has.has('symmetric') || has.has('psd') ? [k, (j - 1) * (shape[1] as number) + i - 1] : [k]
  }
  return { base, partners, rebuilt: values => nested(values, shape) }
}

/** The report on the columns. */
export function checkSampled(
  t: Tensor,
  at: Readonly<Record<string, unknown>>,
  arrays: ReadonlyMap<string, ArrayValue>,
  columns: readonly SampledColumn[],
  options: CheckOptions,
): CheckReport {
  const { method = 'auto', step } = options
  if (method === 'complex' || typeof step === 'object' || options.delta !== undefined)
    throw new ShapeError(
      'entries without closed form are checked by real differences, with one step at most: leave out complex, steps and delta',
      'method',
    )
  const declared = [...t.setting.variables.values()]
  const valueAt = (point: Readonly<Record<string, unknown>>): unknown =>
    evaluateTensor(t.node, point as TensorPoint, { declared })
  const value = valueAt(at)
  const shape = lengthsOf(value)
  const moving = new Map(
    [...new Set(columns.map(c => c.of))].map(name => [name, movingOf(t, name, arrays.get(name), at[name])]),
  )
  const lines: Line[] = []
  const entries = flat(value).flatMap((own, output) =>
    columns.map((c): CheckedVariable => {
      const { base, partners, rebuilt } = moving.get(c.of) as Moving
      const place = c.place ?? 0
      const x = base[place] as number
      const together = partners(place)
      const f: RealFunction = u => {
        const moved = [...base]
        for (const k of together) moved[k] = (moved[k] as number) + (u - x) / together.length
        return attempted([DomainError], () => flat(valueAt({ ...at, [c.of]: rebuilt(moved) }))[output]) ?? Number.NaN
      }
      const slope = c.values[output] as number
      lines.push({ f, x, slope })
      const finding = findingOf({ f, x, slope }, own, options)
      const absolute = Math.abs(finding.symbolic - finding.numeric)
      const size = Math.max(Math.abs(finding.symbolic), Math.abs(finding.numeric))
      return {
        variable: c.name,
        ...(shape.length > 0 && { output: placeIn(output, shape) }),
        derivative: c.derivative,
        ...finding,
        absolute,
        relative: absolute === 0 ? 0 : absolute / size,
        ...(finding.verdict === 'wrong' && c.mistake !== undefined && { mistake: c.mistake }),
      }
    }),
  )
  const point = [...moving].flatMap(([name, { base }]) =>
    base.map((x, k) => [arrays.has(name) ? `${name}[${arrays.get(name)?.place(k).join(',')}]` : name, x] as const),
  )
  return new CheckReport({
    value: value as Nested<number>,
    at: new Map(point),
    method,
    variables: entries,
    lines,
    decimals: options.decimals,
    convergence: options.convergence === true,
  })
}

const flat = (value: unknown): number[] => [value].flat(Number.POSITIVE_INFINITY) as number[]

/** The place of output k in reading order, counted from 1. */
function placeIn(k: number, shape: readonly number[]): number[] {
  const place: number[] = []
  let rest = k
  for (const size of [...shape].reverse()) {
    place.unshift((rest % size) + 1)
    rest = Math.floor(rest / size)
  }
  return place
}
