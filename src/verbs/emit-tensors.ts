/** `emit` of vectors and matrices: the results that are asked for, with names, and the arguments that they need. */

import { needsOf } from '../compile/tensor/plan.js'
import type { TensorOrder } from '../emit/tensor/emit.js'
import { ShapeError } from '../errors.js'
import { type Expr, isCall } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { freeSymbols } from '../expr/walk.js'
import { Space } from '../tensor/space.js'
import { isTensor, type Tensor } from '../tensor/tensor.js'
import { transfer } from '../tensor/transfer.js'

/** A result before its name is one of the language. */
export interface NamedTensor {
  readonly name: string
  readonly value: Expr
}

type Signature = Pick<TensorOrder, 'results' | 'sizes' | 'arguments'>

/** The results in one space, where what they have in common is one node, and what has to be given to compute them. */
export function signatureOf(named: readonly NamedTensor[], first: readonly string[]): Signature {
  const space = new Space()
  const shapes = new Map<string, Tensor['node']['shape']>()
  const results = named.map(({ name, value }) => {
    if (!isTensor(value)) {
      if (isCall(value, 'list'))
        throw new ShapeError('emit writes one expression in vectors and matrices at a time', 'shape')
      return { name, node: space.scalar(value) }
    }
    for (const [n, v] of value.setting.variables) shapes.set(n, v.shape)
    return { name, node: transfer(space, value.node) }
  })
  const { variables, scalars, sizes } = needsOf(results.map(r => r.node))
  const needed = new Set([...variables.map(v => v.name), ...scalars])
  const declared = [...shapes.entries()].filter(([n]) => needed.has(n) || first.includes(n))
  const told = new Set([...sizes, ...freeSymbols(declared.flatMap(([, shape]) => [...shape]))])
  const args = [...first, ...[...needed].filter(n => !first.includes(n)).sort(compareNames)].filter(n => !told.has(n))
  return {
    results,
    sizes: [...told].sort(compareNames),
    arguments: args.map(name => ({ name, shape: shapes.get(name) ?? [] })),
  }
}
