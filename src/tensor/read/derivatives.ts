/** Derivatives inside a text: `diff(f, x)'*v`, so that Hessian-vector products and the like can be written down. */
import { derivative } from '../derivative.js'
import type { Node } from '../node.js'
import { type Apply, here } from './arguments.js'
import { nodeOf, type Operand, own, refuse } from './operand.js'

/** `diff(f, x, y)`: by each variable in turn; the axes are those of f, then those of the variables. */
export const differentiated: Apply = (context, [f, ...by], syntax) => {
  const of = f as Operand
  if (of.indices.length > 0) refuse(context, of.syntax, 'a term with free indices is not differentiated here')
  const node = by.reduce((y: Node, x) => derivative(context.space, y, variableOf(context, x)), nodeOf(context, of))
  const origin = here(context, syntax)
  return own(context, node, { origins: node.shape.map(() => origin), syntax })
}

function variableOf(context: Parameters<Apply>[0], x: Operand): Parameters<typeof derivative>[2] {
  if (x.node?.kind === 'variable') return x.node
  if (x.e?.kind === 'sym') return x.e
  return refuse(context, x.syntax, 'a derivative is by a variable', 'name a declared vector or matrix, or a scalar')
}
