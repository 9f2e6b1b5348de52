/** `emit` of vectors and matrices: the results that are asked for, with names, and the arguments that they need. */

import { needsOf } from '../compile/tensor/plan.js'
import type { TensorOrder } from '../emit/tensor/emit.js'
import { ShapeError } from '../errors.js'
import { type Expr, isCall } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { freeSymbols } from '../expr/walk.js'
import type { Node, Variable } from '../tensor/node.js'
import { Space } from '../tensor/space.js'
import { isTensor, type Tensor } from '../tensor/tensor.js'
import { transfer } from '../tensor/transfer.js'
import { type Slope, tensorCheck } from './emit-check.js'

/** A result before its name is one of the language. */
export interface NamedTensor {
  readonly name: string
  readonly value: Expr
  /** Of a derivative: what it is that of, by which variable, and the order of its axes (those of the function come first in ours). */
  readonly slope?: { readonly of: Expr; readonly by: string; readonly axes: readonly number[] }
}

type Signature = Pick<TensorOrder, 'roots' | 'sizes' | 'arguments'>

/** The results in one space, where what they have in common is one node, and what has to be given to compute them; with `check` one more tells how far the derivatives are from differences. */
export function signatureOf(named: readonly NamedTensor[], first: readonly string[], check = false): Signature {
  const space = new Space()
  const shapes = new Map<string, Tensor['node']['shape']>()
  const declared = new Map<string, Variable>()
  const nodeOf = (value: Expr): Node => {
    if (!isTensor(value)) return space.scalar(value)
    for (const [n, v] of value.setting.variables) {
      shapes.set(n, v.shape)
      declared.set(n, space.variable(n, v.shape, v.properties) as Variable)
    }
    return transfer(space, value.node)
  }
  const results = named.map(({ name, value }) => {
    if (isCall(value, 'list')) throw new ShapeError('vectors and matrices are emitted one by one', 'shape')
    return { name, node: nodeOf(value) }
  })
  const slopes = named.flatMap(({ name, slope }, k): Slope[] => {
    const node = results[k]?.node
    if (slope === undefined || node === undefined) return []
    return [{ of: nodeOf(slope.of), by: slope.by, node, name, axes: slope.axes }]
  })
  const { variables, scalars, sizes } = needsOf(results.map(r => r.node))
  const needed = new Set([...variables.map(v => v.name), ...scalars])
  const asked = [...shapes.entries()].filter(([n]) => needed.has(n) || first.includes(n))
  const told = new Set([...sizes, ...freeSymbols(asked.flatMap(([, shape]) => [...shape]))])
  const args = [...first, ...[...needed].filter(n => !first.includes(n)).sort(compareNames)].filter(n => !told.has(n))
  return {
    roots: check ? tensorCheck(space, results, slopes, declared) : results,
    sizes: [...told].sort(compareNames),
    arguments: args.map(name => ({ name, shape: shapes.get(name) ?? [] })),
  }
}
