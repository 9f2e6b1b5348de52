/** Says where a value was lost: the first tensor with an entry that is no real number though everything it is made of is. */
import { DomainError } from '../../errors.js'
import { evaluate } from '../../evaluate/evaluate.js'
import { call, exp, pow, sym } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { operationRow } from '../../tensor/functions/table.js'
import { type Map as MapNode, type Node, nodesOf, type Operation, partsOf, type Sum } from '../../tensor/node.js'
import type { Binding } from './binding.js'
import { planOf, roomFor } from './plan.js'
import type { Sizes } from './sizes.js'
import { isCondition } from './use.js'

type Values = ReadonlyMap<Node, Float64Array>

/**
 * Raises a `DomainError` for the operation at which a value was lost. Returns where a result is infinite by overflow alone.
 */
export function blame(roots: readonly Node[], { sizes, arrays }: Binding, numbers: ReadonlyMap<string, number>): void {
  const nodes = nodesOf(roots).filter(n => !isCondition(n))
  const plan = planOf(nodes, sizes, [...numbers.keys()])
  const out = roomFor(plan)
  plan.run(arrays, [...numbers.values()], out)
  const values: Values = new Map(nodes.map((node, k) => [node, out[k] as Float64Array]))
  const lost = (node: Node): boolean => values.get(node)?.every(Number.isFinite) === false
  const point = Object.fromEntries([...numbers, ...sizeValues(sizes, numbers, nodes)])
  for (const node of nodes) {
    if (lost(node) && node.kind !== 'variable' && !partsOf(node).some(lost)) blameNode(node, values, point, sizes)
  }
  const bad = roots.find(root => values.get(root)?.some(Number.isNaN))
  if (bad !== undefined)
    throw new DomainError(`${entry(bad, values.get(bad) as Float64Array, sizes)} has no value`, 'undefined')
}

function sizeValues(sizes: Sizes, numbers: ReadonlyMap<string, number>, nodes: readonly Node[]): [string, number][] {
  const names = new Set(nodes.flatMap(n => n.shape).flatMap(d => (d.kind === 'sym' ? [d.name] : [])))
  return [...names].flatMap(name => {
    const value = sizes.get(name)
    return value === undefined || numbers.has(name) ? [] : [[name, value] as [string, number]]
  })
}

/** Which entry of a result is the first without a value. */
function entry(node: Node, data: Float64Array, sizes: Sizes): string {
  const at = data.findIndex(x => !Number.isFinite(x))
  const shape = sizes.shape(node.shape)
  const index = shape.map((_, axis) => {
    const below = shape.slice(axis + 1).reduce((n, d) => n * d, 1)
    return (Math.floor(at / below) % (shape[axis] as number)) + 1
  })
  return shape.length === 0 ? 'the result' : `entry [${index.join(',')}]`
}

function blameNode(node: Node, values: Values, point: Readonly<Record<string, number>>, sizes: Sizes): void {
  switch (node.kind) {
    case 'map':
      blameMap(node, values, point, sizes)
      return
    case 'sum':
      blameSum(node, values, point)
      return
    case 'operation':
      blameOperation(node, values)
      return
    case 'constant':
      for (const e of node.entries) evaluate(e, point)
      return
    case 'variable':
    case 'basis':
    case 'placement':
    case 'reshape':
      return
  }
}

/** Evaluates the function at the entry, which raises the error that says why. */
function blameMap(node: MapNode, values: Values, point: Readonly<Record<string, number>>, sizes: Sizes): void {
  const data = values.get(node) as Float64Array
  const at = data.findIndex(x => !Number.isFinite(x))
  const args = node.args.map((arg, k) => [`x${k + 1}`, values.get(arg)?.[arg.shape.length === 0 ? 0 : at]] as const)
  if (args.some(([, x]) => x === undefined))
    throw new DomainError(`${node.head} has no value at ${entry(node, data, sizes)}`, 'undefined')
  const [a, b] = args.map(([name]) => sym(name)) as [Expr, Expr]
  const whole =
    node.head === 'exp'
      ? exp(a)
      : node.head === 'pow'
        ? pow(a, b)
        : call(
            node.head,
            args.map(([name]) => sym(name)),
          )
  evaluate(whole, { ...point, ...Object.fromEntries(args as [string, number][]) })
}

function blameSum(node: Sum, values: Values, point: Readonly<Record<string, number>>): void {
  for (const { coefficient, factors } of node.terms) {
    evaluate(coefficient, point)
    for (const { node: base, power } of factors) {
      for (const x of values.get(base) ?? []) evaluate(pow(sym('x1'), power), { ...point, x1: x })
    }
  }
}

function blameOperation(node: Operation, values: Values): void {
  const { missing, kernel } = operationRow(node.head)
  // What is infinite and nothing else has a value beyond the numbers; without entries there is none at all.
  const nan = values.get(node)?.some(Number.isNaN) === true
  if (missing !== undefined && (nan || kernel.by !== 'matrix')) throw new DomainError(missing.message, missing.code)
}
