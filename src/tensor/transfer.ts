/** Tensors rebuilt: in another space, or with other tensors in the place of variables and scalars. */
import { one, zero } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { freeSymbols, rebuild } from '../expr/walk.js'
import type { DraftFactor, DraftTerm, Space } from './draft.js'
import { elementwise } from './elementwise.js'
import { type Node, nodesOf } from './node.js'

/** What stands for names: tensors for variables, tensors or expressions for scalar symbols. */
export type Replacements = ReadonlyMap<string, Node>

/** The tensor in a space, with replacements. */
export const transfer = (space: Space, root: Node, replacements?: Replacements): Node =>
  transferred(space, nodesOf([root]), root, replacements)

/** The same, its nodes made in that order, parts before what is made of them. */
export function transferred(
  space: Space,
  order: readonly Node[],
  root: Node,
  replacements: Replacements = new Map(),
): Node {
  const made = new Map<Node, Node>()
  const scalar = (e: Expr): Expr => rebuild(e, leaf => scalarValue(leaf, replacements))
  for (const node of order)
    made.set(
      node,
      remade(space, node, n => made.get(n) as Node, scalar, replacements),
    )
  return made.get(root) as Node
}

/** The expression for a scalar symbol, where its replacement is a plain expression. */
function scalarValue(leaf: Expr, replacements: Replacements): Expr {
  const node = leaf.kind === 'sym' ? replacements.get(leaf.name) : undefined
  const [t, ...others] = node?.kind === 'sum' ? node.terms : []
  if (node?.kind === 'sum' && node.terms.length === 0) return zero
  return t && others.length === 0 && t.factors.length === 0 && t.deltas.length === 0 ? t.coefficient : leaf
}

/** The tensor with other tensors in the place of some of its parts. */
export const withParts = (space: Space, root: Node, parts: ReadonlyMap<Node, Node>): Node =>
  allWithParts(space, [root], parts)[0] as Node

/** The same of several, in one pass. */
export function allWithParts(space: Space, roots: readonly Node[], parts: ReadonlyMap<Node, Node>): Node[] {
  const made = new Map<Node, Node>()
  for (const node of nodesOf(roots, parts))
    made.set(node, parts.get(node) ?? transferParts(space, node, part => made.get(part) as Node))
  return roots.map(root => made.get(root) as Node)
}

/** The same node on other parts. */
export const transferParts = (space: Space, node: Node, of: (part: Node) => Node): Node =>
  node.kind === 'variable' ? node : remade(space, node, of, e => e, new Map())

function remade(
  space: Space,
  node: Node,
  of: (part: Node) => Node,
  scalar: (e: Expr) => Expr,
  replacements: Replacements,
): Node {
  const shape = node.shape.map(scalar)
  switch (node.kind) {
    case 'variable':
      return replacements.get(node.name) ?? space.variable(node.name, shape, node.properties)
    case 'constant':
      return space.constant(shape, node.entries.map(scalar))
    case 'basis':
      return space.basis(shape[0] as Expr, scalar(node.place))
    case 'placement':
      return space.placement(shape[0] as Expr, shape[1] as Expr, scalar(node.offset))
    case 'map':
      return space.map(node.head, node.args.map(of))
    case 'operation':
      return space.operation(node.head, of(node.of), node.direction && of(node.direction))
    case 'reshape':
      return space.reshape(of(node.of), shape)
    case 'sum': {
      const terms = node.terms.map((t): DraftTerm => {
        const factors = t.factors.map((f): DraftFactor => ({ node: of(f.node), at: f.at, power: scalar(f.power) }))
        const deep = tensorScalars(space, t.coefficient, replacements)
        return {
          coefficient: deep === undefined ? scalar(t.coefficient) : one,
          factors: deep === undefined ? factors : [...factors, { node: deep, at: [], power: one }],
          deltas: t.deltas,
          bound: t.bound.map(scalar),
        }
      })
      return space.sum(shape, terms)
    }
  }
}

/** A coefficient in which a symbol becomes a scalar made of tensors. */
function tensorScalars(space: Space, e: Expr, replacements: Replacements): Node | undefined {
  const names = [...freeSymbols(e)].filter(name => {
    const node = replacements.get(name)
    return node !== undefined && !(node.kind === 'sum' && node.terms.every(t => t.factors.length === 0))
  })
  return names.length === 0 ? undefined : elementwise(space, e, replacements)
}
