/** Functions of matrices whose derivatives are taken in a direction, such as that of expm. */
import type { Space } from './draft.js'
import { formulaOf } from './functions/formula.js'
import { operationRow } from './functions/table.js'
import { type Node, nodesOf } from './node.js'
import { transferParts } from './transfer.js'

/** What has a derivative in a direction, and no formula for it. */
export const isFunctionOfMatrix = (node: Node): boolean =>
  node.kind === 'operation' && operationRow(node.head).directed?.commuting !== undefined

/** Derivatives in a direction as formulas, where there are some: they are differentiated like everything else. */
export function writtenOut(space: Space, y: Node): Node {
  const nodes = nodesOf([y])
  if (!nodes.some(n => n.kind === 'operation' && n.direction !== undefined)) return y
  const made = new Map<Node, Node>()
  for (const node of nodes) {
    const whole = transferParts(space, node, part => made.get(part) as Node)
    made.set(node, formulaFor(space, whole) ?? whole)
  }
  return made.get(y) as Node
}

function formulaFor(space: Space, node: Node): Node | undefined {
  if (node.kind !== 'operation' || node.direction === undefined) return undefined
  const { directed, names } = operationRow(node.head)
  if (directed?.formula === undefined || node.of.shape.length > 2) return undefined
  const v = space.operation(names[0], node.of)
  return formulaOf(space, directed.formula, { u: node.of, v, e: node.direction })
}
