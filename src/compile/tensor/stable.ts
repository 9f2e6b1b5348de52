/**
 * Forms that are computed otherwise than they are written: `log(softmax(z))`, which would underflow, is `z - logsumexp(z)`, and a cross
 * product goes entry by entry, for most of a Levi-Civita symbol is zeros. Everything else that is stable is so already when it is made
 * (src/tensor/map.ts).
 */
import { minusOne, mul, num, one } from '../../expr/build.js'
import { isLeviCivita, permutations, THREE } from '../../tensor/levi-civita.js'
import {
  type Basis,
  isOperation,
  type Node,
  nodesOf,
  type Operation,
  partsOf,
  type Sum,
  type Term,
} from '../../tensor/node.js'

/** The same tensors in forms to be computed; nodes without such a form stay the same objects. */
export function stableForms(roots: readonly Node[]): readonly Node[] {
  const nodes = nodesOf(roots)
  if (!nodes.some(n => isLogSoftmax(n) || isLeviCivita(n))) return roots
  const made = new Map<Node, Node>()
  const sums = new Map<Node, Operation>()
  for (const node of nodes) if (isOperation(node, 'logsumexp')) sums.set(node.of, node)
  for (const node of nodes) {
    const parts = partsOf(node)
    const same = parts.every(p => made.get(p) === p)
    const next = same ? node : withParts(node, p => made.get(p) as Node)
    made.set(node, isLogSoftmax(next) ? difference(next, sums) : byEntries(next))
  }
  return roots.map(root => made.get(root) as Node)
}

type LogSoftmax = Node & { readonly kind: 'map'; readonly args: readonly [Operation] }

function isLogSoftmax(node: Node): node is LogSoftmax {
  const [of] = node.kind === 'map' && node.head === 'log' ? node.args : []
  return isOperation(of, 'softmax')
}

/** `z - logsumexp(z)`, with the sum that is there already if there is one. */
function difference(log: LogSoftmax, sums: Map<Node, Operation>): Sum {
  const z = log.args[0].of
  const summed: Operation = sums.get(z) ?? {
    kind: 'operation',
    id: -log.id - 1,
    head: 'logsumexp',
    of: z,
    direction: undefined,
    shape: z.shape.slice(0, -1),
  }
  sums.set(z, summed)
  const term = (node: Node, coefficient: Sum['terms'][number]['coefficient']): Sum['terms'][number] => ({
    coefficient,
    factors: [{ node, at: node.shape.map((_, axis) => axis), power: one }],
    deltas: [],
    bound: [],
  })
  return { kind: 'sum', id: log.id, shape: log.shape, terms: [term(z, one), term(summed, minusOne)] }
}

/** A sum with Levi-Civita symbols entry by entry. */
function byEntries(node: Node): Node {
  if (node.kind !== 'sum' || !node.terms.some(t => t.factors.some(f => isLeviCivita(f.node)))) return node
  return { ...node, terms: node.terms.flatMap(termsByEntries) }
}

function termsByEntries(t: Term): Term[] {
  const k = t.factors.findIndex(f => isLeviCivita(f.node))
  const f = t.factors[k]
  if (f === undefined) return [t]
  const others = t.factors.filter(g => g !== f)
  // Numbers between those of the nodes of a space.
  const unit = (place: number): Basis => {
    return { kind: 'basis', id: f.node.id + place / 4, shape: [THREE], place: num(place) }
  }
  return permutations(3).flatMap(({ places, sign }) => {
    const units = places.map((place, axis) => ({ node: unit(place + 1), at: f.at.slice(axis, axis + 1), power: one }))
    return termsByEntries({ ...t, coefficient: mul(num(sign), t.coefficient), factors: [...others, ...units] })
  })
}

/** The node made of other parts. */
function withParts(node: Node, of: (part: Node) => Node): Node {
  switch (node.kind) {
    case 'variable':
    case 'constant':
    case 'basis':
    case 'placement':
      return node
    case 'map':
      return { ...node, args: node.args.map(of) }
    case 'operation':
      return { ...node, of: of(node.of), direction: node.direction && of(node.direction) }
    case 'reshape':
      return { ...node, of: of(node.of) }
    case 'sum':
      return {
        ...node,
        terms: node.terms.map(t => ({ ...t, factors: t.factors.map(f => ({ ...f, node: of(f.node) })) })),
      }
  }
}
