/**
 * The intermediate results of a formula of vectors and matrices, named from its structure: what is computed on the way from the variables to
 * the result, in the order of its computation. The statements stand for the formula: each uses the names before it.
 */
import { isCall, sym } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { HEAD } from '../tensor/heads.js'
import { Lifter } from '../tensor/lift.js'
import { type Node, nodesOf, partsOf } from '../tensor/node.js'
import type { Tensor } from '../tensor/tensor.js'
import { withParts } from '../tensor/transfer.js'
import { letter } from './formula.js'
import { lineText } from './notation.js'

/** A statement of a program: `q = W*x`. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/** A trace of more has no letters, and nobody reads it. */
const MOST_NAMED = 20

/** `name = t` in statements; the one statement where there is nothing between, or too much. */
export function statementsOf({ name, text }: Statement, t: Tensor): readonly Statement[] {
  const { space, variables } = t.setting
  const inner = computed(t.node)
  if (inner.length === 0 || inner.length > MOST_NAMED) return [{ name, text }]
  const sizes = [...variables.values()].flatMap(v => [...freeSymbols(v.shape)])
  const taken = new Set([name, ...variables.keys(), ...t.symbols(), ...sizes])
  const lifter = new Lifter(new Set(taken))
  const written = (node: Node): string => {
    const form = lifter.form(node)
    return lineText(isCall(form, HEAD.indexed) ? lifter.indexed(node, node.shape.length) : form)
  }
  const stands = new Map<Node, Node>()
  const statements = inner.map((node): Statement => {
    const own = letter('q', taken)
    taken.add(String(own))
    const text = written(withParts(space, node, stands))
    stands.set(node, node.shape.length === 0 ? space.scalar(sym(String(own))) : space.variable(String(own), node.shape))
    return { name: String(own), text }
  })
  return [...statements, { name, text: written(withParts(space, t.node, stands)) }]
}

/** The nodes between the variables and the root, parts first. */
function computed(root: Node): readonly Node[] {
  const depends = new Set<Node>()
  const nodes = nodesOf([root])
  for (const n of nodes) if (n.kind === 'variable' || partsOf(n).some(p => depends.has(p))) depends.add(n)
  return nodes.filter(n => n !== root && n.kind !== 'variable' && depends.has(n))
}
