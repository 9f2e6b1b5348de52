/**
 * The forward and the backward pass over a computational graph, symbolically and in numbers: each node's value, the derivative of each
 * node by each that it is computed from, and the derivative of the result by every node, which is the sum over what is computed
 * from it (the chain rule). Numbers are exact as long as all that they come from is rational; without values for the inputs there are formulas
 * alone.
 */

import { DomainError, ShapeError, UnboundError } from '../errors.js'
import { leafName } from '../evaluate/component.js'
import { evaluate } from '../evaluate/evaluate.js'
import { substitute } from '../evaluate/subs.js'
import { exactValue, type Value } from '../evaluate/values.js'
import { add, mul, one, zero } from '../expr/build.js'
import { ExprMap } from '../expr/map.js'
import type { Expr, Num } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { contains, postorder, replaced } from '../expr/walk.js'
import { canonical } from '../expr/written.js'
import { stable } from '../form/stable.js'
import { foresee, spend } from '../work.js'
import type { Graph, GraphNode } from './graph.js'

/** A number, exact where it is rational. */
export interface Quantity {
  readonly exact: Num | undefined
  readonly value: number
}

/** What one consumer hands back: the derivative of the result by it, times its own by the node. */
export interface Contribution {
  readonly consumer: GraphNode
  /** d consumer / d node, in terms of nodes. */
  readonly local: Expr
  readonly localValue: Quantity | undefined
}

export interface Passed {
  readonly node: GraphNode
  /** None where the inputs have no values. */
  readonly value: Quantity | undefined
  /** Whom the node hands its value to. */
  readonly contributions: readonly Contribution[]
  /** d result / d node, in terms of nodes. */
  readonly adjoint: Expr
  readonly adjointValue: Quantity | undefined
}

export interface PassSettings {
  /** The derivative of a definition, canonical or as it was written, as it is handed out. */
  readonly derivative: (definition: Expr, by: Expr) => Expr
}

/** Steps that a slope of one operation takes, with its value, for it is an answer as a person would have written it. */
const SLOPE = 1500

/** Both passes. Raises `UnboundError` for inputs without values where others have one, `DomainError` where there is no value or no derivative. */
export function passes(graph: Graph, at: Readonly<Record<string, Value>>, settings: PassSettings): readonly Passed[] {
  const slopes = graph.nodes.reduce((n, { parents }) => n + parents.length, 0)
  foresee(SLOPE * slopes)
  const values = forward(graph, at)
  const consumers = new Map<GraphNode, Contribution[]>(graph.nodes.map(n => [n, []]))
  for (const node of graph.nodes) {
    if (node.definition === undefined) continue
    const definition = node.definition
    for (const parent of node.parents) {
      spend(SLOPE)
      const local = slopeOf(node, definition, parent.name, settings)
      consumers.get(parent)?.push({ consumer: node, local, localValue: quantityOf(local, node, values) })
    }
  }
  const adjoints = new Map<GraphNode, { readonly adjoint: Expr; readonly adjointValue: Quantity | undefined }>()
  for (const node of graph.nodes.toReversed()) {
    let adjoint: Expr = node === graph.result ? one : zero
    let total: Quantity | undefined = values && { exact: adjoint as Num, value: node === graph.result ? 1 : 0 }
    for (const { consumer, local, localValue } of consumers.get(node) ?? []) {
      const above = adjoints.get(consumer)
      if (above === undefined) continue
      adjoint = add(adjoint, mul(above.adjoint, local))
      // Along a chain each product has one factor more than the one before.
      spend(adjoint.kind === 'call' ? adjoint.args.length : 1)
      total = total && above.adjointValue && localValue && plus(total, times(above.adjointValue, localValue))
    }
    adjoints.set(node, { adjoint, adjointValue: total })
  }
  return graph.nodes.map(node => ({
    node,
    value: values?.get(node.name),
    contributions: consumers.get(node) ?? [],
    ...(adjoints.get(node) as { adjoint: Expr; adjointValue: Quantity | undefined }),
  }))
}

const times = (a: Quantity, b: Quantity): Quantity => ({
  exact: a.exact && b.exact && (mul(a.exact, b.exact) as Num),
  value: a.value * b.value,
})

const plus = (a: Quantity, b: Quantity): Quantity => ({
  exact: a.exact && b.exact && (add(a.exact, b.exact) as Num),
  value: a.value + b.value,
})

type Values = ExprMap<Quantity>

function forward(graph: Graph, at: Readonly<Record<string, Value>>): Values | undefined {
  const values: Values = new ExprMap()
  const inputs = graph.nodes.filter(n => n.definition === undefined)
  if (inputs.length > 0 && Object.keys(at).length === 0) return undefined
  const missing = inputs.map(n => leafName(n.name) ?? String(n.name)).filter(name => !Object.hasOwn(at, name))
  if (missing.length > 0) throw new UnboundError(missing)
  for (const node of inputs) {
    const name = leafName(node.name) ?? String(node.name)
    values.set(node.name, given(at[name] as Value, name))
  }
  for (const node of graph.nodes)
    if (node.definition !== undefined)
      values.set(node.name, quantityOf(canonical(node.definition), node, values) as Quantity)
  return values
}

function given(value: Value, name: string): Quantity {
  const exact = exactValue(value, name)
  const number = evaluate(exact)
  if (typeof number !== 'number') throw new ShapeError(`the value given for ${name} is not a number`, 'not-a-number')
  return { exact: exact.kind === 'num' ? exact : undefined, value: number }
}

/** The value of an expression in terms of a node and what it is computed from, where values are given. */
function quantityOf(e: Expr, node: GraphNode, values: Values | undefined): Quantity | undefined {
  if (values === undefined) return undefined
  const near = [...node.parents, ...(values.has(node.name) ? [node] : [])].map(n => n.name).filter(n => contains(e, n))
  const known = near.map(name => [name, values.get(name) as Quantity] as const)
  const exact = known.every(([, q]) => q.exact !== undefined)
    ? substitute(e, new Map(known.map(([name, q]) => [leafName(name) as string, q.exact as Num])))
    : undefined
  const value = evaluate(e, Object.fromEntries(known.map(([name, q]) => [leafName(name) as string, q.value])))
  if (typeof value !== 'number') throw new DomainError(`${node.name} is not a number`, 'not-a-number')
  return { exact: exact?.kind === 'num' ? exact : undefined, value }
}

/**
 * The derivative of a node by what it is computed from, in terms of itself where that is shorter: that of e^u is e^u, the node itself;
 * 1/(1 + e^(-u)) is a sigmoid, whose derivative is f*(1 - f).
 */
function slopeOf(node: GraphNode, definition: Expr, by: Expr, { derivative }: PassSettings): Expr {
  const whole = canonical(definition)
  const plain = inTermsOf(node, whole, derivative(definition, by))
  const known = stable(whole)
  if (equal(known, whole)) return plain
  const other = inTermsOf(node, known, derivative(known, by))
  return other.size < plain.size ? other : plain
}

/** With the name of a node for what it is. */
function inTermsOf({ name }: GraphNode, whole: Expr, e: Expr): Expr {
  if (whole.kind !== 'call' || !postorder(e).some(n => equal(n, whole))) return e
  return replaced(e, whole, name)
}
