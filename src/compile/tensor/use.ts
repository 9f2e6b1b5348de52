/** How tensors are used: in how many places, and which of them are truths that only decide something. */
import { one } from '../../expr/build.js'
import { type Node, partsOf, type Sum } from '../../tensor/node.js'

/** Truths are never stored: they are computed where they decide something. */
const CONDITIONS: ReadonlySet<string> = new Set(['lt', 'le', 'gt', 'ge', 'eq', 'ne', 'and', 'or', 'not'])

/** Whether a node is a truth rather than a number. */
export const isCondition = (node: Node): boolean => node.kind === 'map' && CONDITIONS.has(node.head)

/** In how many places each node is used, where one that is written out into its users counts as often as they do. */
export function countUses(nodes: readonly Node[], roots: readonly Node[]): Map<Node, number> {
  const uses = new Map<Node, number>()
  const use = (node: Node, times: number): void => void uses.set(node, Math.min(2, (uses.get(node) ?? 0) + times))
  for (const root of roots) use(root, 1)
  for (const node of [...nodes].reverse()) {
    const spread =
      node.kind === 'sum' && (isRenamed(node) || node.terms.some(t => t.deltas.length > 0)) ? (uses.get(node) ?? 1) : 1
    for (const part of partsOf(node)) use(part, isCondition(node) ? 2 : spread)
  }
  return uses
}

/** Another tensor with its axes in another order, or along its diagonal. */
function isRenamed({ terms }: Sum): boolean {
  const [t, ...others] = terms
  return (
    t !== undefined && others.length === 0 && t.coefficient === one && t.factors.length === 1 && t.bound.length === 0
  )
}
