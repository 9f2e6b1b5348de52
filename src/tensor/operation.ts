/** Operations on whole matrices and along axes, in canonical form: transposes, multiples, inverses and products taken out where that is always right. */
import { minusOne, mul, num, one, pow } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { negate, raise, scale, total, transpose } from './algebra.js'
import { isZero } from './coefficient.js'
import type { AxisHead, Dim, MatrixHead, Node, Operation, Sum, Term } from './node.js'
import type { Space } from './space.js'

/** The operation on the tensor. */
export function makeOperation(space: Space, head: MatrixHead | AxisHead, of: Node): Node {
  switch (head) {
    case 'softmax':
    case 'argmax':
    case 'argmin':
      return made(space, head, of, of.shape)
    case 'logsumexp':
    case 'max':
    case 'min':
    case 'prod':
      return made(space, head, of, of.shape.slice(0, -1))
    case 'inv':
      return inverse(space, of)
    case 'tril':
      return made(space, head, of, of.shape)
    case 'det':
    case 'logdet':
      return determinant(space, head, of)
    case 'expm':
    case 'logm':
    case 'sqrtm': {
      const { node, swapped } = space.orient(of)
      const f = made(space, head, node, node.shape)
      return swapped ? transpose(space, f) : f
    }
    case 'trexpm':
    case 'trlogm':
    case 'trsqrtm':
      return made(space, head, space.orient(of).node, [])
  }
}

const made = (space: Space, head: MatrixHead | AxisHead, of: Node, shape: Node['shape']): Operation =>
  space.intern<Operation>(`o${head}${of.id}`, { kind: 'operation', head, of, shape })

/** The only term of a sum. */
function onlyTerm(node: Node): Term | undefined {
  return node.kind === 'sum' && node.terms.length === 1 ? node.terms[0] : undefined
}

/** The matrices whose product a term is, in order, if it is a chain of square ones. */
function chain(space: Space, node: Node, t: Term): Node[] | undefined {
  if (t.deltas.length > 0 || t.factors.length < 2 || t.factors.length !== t.bound.length + 1) return undefined
  const size = space.names([node.shape[0] as Dim])
  const left = new Set(t.factors)
  const found: Node[] = []
  for (let label = 0; ; ) {
    const f = [...left].find(g => g.at.includes(label))
    if (f === undefined || f.at.length !== 2 || f.power !== one) return undefined
    if (f.node.shape.some(d => space.names([d]) !== size)) return undefined
    left.delete(f)
    const forward = f.at[0] === label
    found.push(forward ? f.node : transpose(space, f.node))
    label = (forward ? f.at[1] : f.at[0]) as number
    if (left.size === 0) return label === 1 ? found : undefined
  }
}

/** The vector on the diagonal of a diagonal matrix; ones where it is the identity. */
function onDiagonal(space: Space, node: Node, t: Term): Node | undefined {
  if (t.deltas.length !== 1 || t.bound.length > 0) return undefined
  return space.sum([node.shape[0] as Dim], [{ ...t, deltas: [] }])
}

const range2 = [0, 1] as const

function inverse(space: Space, of: Node): Node {
  if (of.kind === 'operation' && of.head === 'inv') return of.of
  const t = onlyTerm(of)
  if (t !== undefined && t.coefficient !== one && !isZero(t.coefficient)) {
    const rest = space.sum(of.shape, [{ ...t, coefficient: one }])
    const inverted = space.operation('inv', rest)
    return space.sum(of.shape, [
      {
        coefficient: pow(t.coefficient, minusOne),
        factors: [{ node: inverted, at: range2, power: one }],
        deltas: [],
        bound: [],
      },
    ])
  }
  const diagonal = t && onDiagonal(space, of, t)
  if (diagonal !== undefined)
    return space.sum(of.shape, [
      { coefficient: one, factors: [{ node: diagonal, at: [0], power: minusOne }], deltas: [range2], bound: [] },
    ])
  const links = t && chain(space, of, t)
  if (links !== undefined) return inverseOfChain(space, of, links)
  const { node, swapped } = space.orient(of)
  const result = node.kind === 'operation' && node.head === 'inv' ? node.of : made(space, 'inv', node, node.shape)
  return swapped ? transpose(space, result) : result
}

/** `inv(A*B)` is `inv(B)*inv(A)` for square A and B. */
function inverseOfChain(space: Space, of: Node, links: readonly Node[]): Node {
  const n = of.shape[0] as Dim
  const last = links.length - 1
  const label = (k: number): number => (k === 0 ? 0 : k === links.length ? 1 : k + 1)
  const factors = links.map((_, k) => ({
    node: space.operation('inv', links[last - k] as Node),
    at: [label(k), label(k + 1)],
    power: one,
  }))
  return space.sum(of.shape, [{ coefficient: one, factors, deltas: [], bound: Array.from({ length: last }, () => n) }])
}

function determinant(space: Space, head: 'det' | 'logdet', of: Node): Node {
  const { node } = space.orient(of)
  const inner = node.kind === 'operation' && node.head === 'inv' ? node.of : undefined
  if (inner !== undefined) {
    const d = space.operation(head, inner)
    return head === 'det' ? raise(space, d, minusOne) : negate(space, d)
  }
  const t = onlyTerm(node)
  const diagonal = t && onDiagonal(space, node, t)
  if (diagonal !== undefined) {
    return head === 'det' ? space.operation('prod', diagonal) : total(space, space.map('log', [diagonal]))
  }
  if (t !== undefined && t.coefficient.kind === 'num' && t.coefficient !== one)
    return scaled(space, head, node as Sum, t)
  return made(space, head, node, [])
}

/** `det(c*A)` is `c^n*det(A)`. */
function scaled(space: Space, head: 'det' | 'logdet', node: Sum, t: Term): Node {
  const n = node.shape[0] as Dim
  const rest = space.operation(head, space.sum(node.shape, [{ ...t, coefficient: one }]))
  if (head === 'det') return scale(space, pow(t.coefficient, n), rest)
  if (t.coefficient.kind === 'num' && t.coefficient.value.sign() < 0) return made(space, head, node, [])
  const logarithm: Expr = mul(n, logOf(space, t.coefficient))
  return space.sum(
    [],
    [
      { coefficient: one, factors: [{ node: rest, at: [], power: one }], deltas: [], bound: [] },
      { coefficient: logarithm, factors: [], deltas: [], bound: [] },
    ],
  )
}

function logOf(space: Space, e: Expr): Expr {
  const node = space.map('log', [space.scalar(e)])
  return node.kind === 'sum' ? (node.terms[0]?.coefficient ?? num(0)) : num(0)
}
