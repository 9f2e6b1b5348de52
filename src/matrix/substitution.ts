/** Arrays, numbers, texts and tensors in the place of names, exactly; sizes follow from arrays. */

import { exactValue, type Value } from '../evaluate/values.js'
import { num } from '../expr/build.js'
import { type Expr, isCall, isExpr } from '../expr/node.js'
import { simplify } from '../simplify/simplify.js'
import type { TensorInput, TensorOptions } from '../tensor/calls.js'
import { componentsOf } from '../tensor/components.js'
import type { Space as Drafts } from '../tensor/draft.js'
import { operationRow } from '../tensor/functions/table.js'
import { LARGEST } from '../tensor/minors.js'
import { type Node, nodesOf, type Variable } from '../tensor/node.js'
import { Space } from '../tensor/space.js'
import { Tensor } from '../tensor/tensor.js'
import { transfer } from '../tensor/transfer.js'
import { type ArrayValue, arrayValue, sizesOf } from '../tensor/values.js'
import { shaped } from './forms.js'
import { read, readFor, unlike } from './reading.js'

/** The text or tensor with values put in, in the form asked for. */
export const subs = (f: TensorInput, values: Readonly<Record<string, unknown>>, options: TensorOptions): Tensor =>
  shaped(substituted(readFor(f, Object.keys(values), options), values, options), options)

/** Arrays, numbers, texts and tensors in the place of names. */
export function substituted(t: Tensor, values: Readonly<Record<string, unknown>>, options: TensorOptions): Tensor {
  const arrays = arraysGiven(t, values)
  const whole = sizedBy(t, arrays)
  const { space, variables } = whole.setting
  const replacements = new Map<string, Node>()
  for (const [name, value] of Object.entries(values))
    replacements.set(name, replacement(whole, name, value, arrays.get(name), options))
  const node = transfer(space, whole.node, replacements)
  const left = [...variables].filter(([name]) => !(name in values))
  return new Tensor(
    inNumbers(space, node),
    { ...whole.setting, variables: new Map(left) },
    { outputs: t.outputs, row: t.row },
  )
}

/** The tensor with the sizes that go with values of names, where these have numbers for them. */
export function sized(t: Tensor, values: ReadonlyMap<string, Tensor>): Tensor {
  const shapes = [...values].flatMap(([name, { shape }]) => {
    const numbers = shape.map(n => Number(String(n)))
    return t.setting.variables.get(name)?.shape.length === shape.length && !numbers.some(Number.isNaN)
      ? [[name, { shape: numbers }] as const]
      : []
  })
  return sizedBy(t, new Map(shapes))
}

const arraysGiven = ({ setting }: Tensor, values: Readonly<Record<string, unknown>>): Map<string, ArrayValue> =>
  new Map(
    Object.entries(values)
      .filter(([name]) => setting.variables.has(name))
      .flatMap(([name, v]) => (typeof v === 'string' || isExpr(v) ? [] : [[name, arrayValue(name, v)] as const])),
  )

/** In a space of its own, since a space knows a name with one shape. */
function sizedBy(t: Tensor, arrays: ReadonlyMap<string, Pick<ArrayValue, 'shape'>>): Tensor {
  const sizes = sizesOf(t.setting.variables, arrays)
  if (sizes.size === 0) return t
  const space = new Space()
  const numbers = new Map([...sizes].map(([name, n]) => [name, space.scalar(num(n))]))
  const variables = [...t.setting.variables].map(
    ([name, v]) => [name, transfer(space, v, numbers) as Variable] as const,
  )
  const setting = { ...t.setting, space, variables: new Map(variables) }
  return new Tensor(transfer(space, t.node, numbers), setting, { outputs: t.outputs, row: t.row })
}

function replacement(
  t: Tensor,
  name: string,
  value: unknown,
  array: ArrayValue | undefined,
  options: TensorOptions,
): Node {
  const { space, variables } = t.setting
  if (array !== undefined)
    return space.constant(
      array.shape.map(n => num(n)),
      array.entries,
    )
  const given = typeof value === 'string' || isExpr(value) ? read(value, options) : undefined
  const node = given === undefined ? space.scalar(exactValue(value as Value, name)) : transfer(space, given.node)
  const wanted = variables.get(name)?.shape ?? []
  if (space.names(node.shape) !== space.names(wanted)) throw unlike(name, wanted, 'and its value', node.shape)
  return node
}

/** Whether the entries have no closed form, or one that is too long. */
export function isUnwritten(n: Node): boolean {
  if (n.kind !== 'operation') return false
  const { entries, takes } = operationRow(n.head)
  return entries === undefined || n.direction !== undefined || (takes === 'square' && rowsOf(n.of) > LARGEST)
}

const rowsOf = ({ shape: [rows] }: Node): number => (rows?.kind === 'num' ? rows.value.toNumber() : 0)

/** A tensor of numbers only as the numbers. */
export function inNumbers(space: Drafts, node: Node): Node {
  const parts = nodesOf([node])
  const free = parts.some(n => n.kind === 'variable' || n.shape.some(d => d.kind !== 'num'))
  const inner = parts.some(n => n.kind === 'constant' || n.kind === 'basis' || n.kind === 'placement')
  if (free || !inner || parts.some(isUnwritten)) return node
  const entries = componentsOf(node)
  return node.shape.length === 0
    ? space.scalar(simplify(entries))
    : space.constant(
        node.shape,
        flat(entries).map(e => simplify(e)),
      )
}

const flat = (e: Expr): Expr[] => (isCall(e, 'list') ? e.args.flatMap(flat) : [e])
