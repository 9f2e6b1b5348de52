/** Vectors and matrices compiled: what is compiled together shares what it has in common. */
import { compileTensor, type TensorCompileOptions } from '../compile/tensor/compile.js'
import type { TensorOutputs } from '../compile/tensor/outputs.js'
import { isExpr } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import type { TensorInput, TensorOptions } from '../tensor/calls.js'
import type { Node, Variable } from '../tensor/node.js'
import { Space } from '../tensor/space.js'
import { transfer } from '../tensor/transfer.js'
import { read, tensorVariables } from './reading.js'

/** What is compiled, all in one space, and the variables declared for it. */
function outputsOf(
  f: unknown,
  args: readonly string[],
  options: TensorOptions,
): { outputs: TensorOutputs; declared: Variable[]; names: string[] } {
  const space = new Space()
  const declared = new Map<string, Variable>()
  const found = new Set<string>()
  const bound = args.filter(name => !/[^\p{L}\p{N}_]/u.test(name))
  const one = (g: unknown): Node => {
    const t = read(g as TensorInput, options, bound)
    for (const name of tensorVariables(t)) found.add(name)
    for (const [name, v] of t.setting.variables) declared.set(name, transfer(space, v) as Variable)
    return transfer(space, t.node)
  }
  const several = (g: unknown): Node | Node[] => (Array.isArray(g) ? g.map(one) : one(g))
  const isObject = typeof f === 'object' && f !== null && !isExpr(f) && !Array.isArray(f)
  const outputs = isObject ? Object.fromEntries(Object.entries(f).map(([key, g]) => [key, several(g)])) : several(f)
  return { outputs, declared: [...declared.values()], names: [...found].sort(compareNames) }
}

/** A function of the names given, by default of all there are. */
export function compile(
  f: unknown,
  args: readonly string[] | undefined,
  options: TensorOptions & TensorCompileOptions,
): (...values: never[]) => unknown {
  const { outputs, declared, names } = outputsOf(f, args ?? [], options)
  return compileTensor(outputs, args ?? names, { ...options, declared }) as (...values: never[]) => unknown
}
