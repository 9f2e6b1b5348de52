/** Nodes of a known shape: one plus an exponential, a sum of exponentials. They are read here and used by identities.ts and map.ts. */
import { one, zero } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import type { Map as Entrywise, Label, Node, Term } from './node.js'

/** The exponential that a term is, at the axes of the result in order. */
function exponentialTerm(t: Term): Entrywise | undefined {
  const [f, ...others] = t.factors
  if (f?.node.kind !== 'map' || f.node.head !== 'exp' || others.length > 0 || f.power !== one || t.coefficient !== one)
    return undefined
  return t.deltas.length === 0 ? f.node : undefined
}

/** u where the node is `1 + exp(u)`. */
export function isLogistic(node: Node): Node | undefined {
  if (node.kind !== 'sum' || node.terms.length !== 2) return undefined
  const constant = node.terms.find(
    t => t.factors.length === 0 && t.deltas.length === 0 && t.bound.length === 0 && t.coefficient === one,
  )
  const other = node.terms.find(t => t !== constant)
  const e = other && exponentialTerm(other)
  const inOrder = other?.factors[0]?.at.every((l, k) => l === k) && other.bound.length === 0
  return constant && e && inOrder && e.shape.length === node.shape.length ? e.args[0] : undefined
}

/** A sum of exponentials along one axis: of the exponential, each axis but `axis` is the axis `labels[k]` of the sum. */
export interface SummedExponential {
  readonly exponential: Entrywise
  readonly labels: readonly Label[]
  readonly axis: number
}

export function summedExponential(node: Node): SummedExponential | undefined {
  const [t, ...others] = node.kind === 'sum' ? node.terms : []
  const exponential = t && others.length === 0 ? exponentialTerm(t) : undefined
  const labels = t?.factors[0]?.at
  if (exponential === undefined || labels === undefined || t?.bound.length !== 1) return undefined
  const order = node.shape.length
  const axis = labels.findIndex(l => l >= order)
  const others1 = labels.filter(l => l < order)
  const distinct = new Set(others1).size === others1.length && others1.length === order && labels.length === order + 1
  return distinct ? { exponential, labels, axis } : undefined
}

/** The matrix of which a node is nothing but the transpose. */
export function transposed(node: Node): Node | undefined {
  const [term, ...terms] = node.kind === 'sum' ? node.terms : []
  const [f, ...factors] = term?.factors ?? []
  if (term === undefined || f === undefined || terms.length + factors.length + term.bound.length > 0) return undefined
  if (term.coefficient !== one || f.power !== one || term.deltas.length > 0) return undefined
  return f.at.length === 2 && f.at[0] === 1 && f.at[1] === 0 ? f.node : undefined
}

/** The one value of all entries, where there is only one and no tensor is in it. */
export function uniform(node: Node): Expr | undefined {
  if (node.kind !== 'sum') return undefined
  if (node.terms.length === 0) return zero
  const [t, ...others] = node.terms
  const plain = others.length === 0 && t?.factors.length === 0 && t.deltas.length === 0 && t.bound.length === 0
  return plain ? t.coefficient : undefined
}
