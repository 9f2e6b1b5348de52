/**
 * Forms that are computed otherwise than they are written, because what is written would underflow: `log(softmax(z))` is
 * `z - logsumexp(z)`. Everything else that is stable is so already when it is made (src/tensor/map.ts).
 */
import { minusOne, one } from '../../expr/build.js'
import { isOperation, type Node, nodesOf, type Operation, partsOf, type Sum } from '../../tensor/node.js'

/** The same tensors in forms to be computed; nodes without such a form stay the same objects. */
export function stableForms(roots: readonly Node[]): readonly Node[] {
  const nodes = nodesOf(roots)
  if (!nodes.some(isLogSoftmax)) return roots
  const made = new Map<Node, Node>()
  const sums = new Map<Node, Operation>()
  for (const node of nodes) if (isOperation(node, 'logsumexp')) sums.set(node.of, node)
  for (const node of nodes) {
    const parts = partsOf(node)
    const same = parts.every(p => made.get(p) === p)
    const next = same ? node : withParts(node, p => made.get(p) as Node)
    made.set(node, isLogSoftmax(next) ? difference(next, sums) : next)
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
