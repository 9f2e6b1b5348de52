/**
 * Operations on whole matrices and along axes, in canonical form, by the rows of functions/table.ts: what is a formula of a diagonal
 * matrix, of a transpose the transpose, and the identities of each row. A derivative in a direction is linear in the direction, and a
 * product where the direction commutes with the matrix.
 */

import { ShapeError } from '../errors.js'
import { one } from '../expr/build.js'
import { isZero } from '../expr/numbers.js'
import { transpose } from './algebra.js'
import type { Space } from './draft.js'
import { formulaOf } from './functions/formula.js'
import { type Directed, type OperationRow, same } from './functions/row.js'
import { isAlongAxis, operationRow } from './functions/table.js'
import type { Dim, Label, Node, Operation, Shape, Term } from './node.js'

/** The operation on the tensor, or its derivative there in a direction. */
export function makeOperation(space: Space, name: string, of: Node, direction: Node | undefined): Node {
  const row = operationRow(name)
  if (direction !== undefined) return along(space, row, of, direction)
  const { facts } = row
  const d = facts.diagonal === undefined ? undefined : onDiagonal(space, of)
  if (d !== undefined) return formulaOf(space, facts.diagonal as string, { d })
  const known = row.canonical?.(space, of)
  if (known !== undefined) return known
  if (facts.transpose === undefined) return made(space, row, of, undefined)
  const { node, swapped } = space.orient(of)
  // The way round in which it is known may be one that an identity knows.
  const f = (node === of ? undefined : row.canonical?.(space, node)) ?? made(space, row, node, undefined)
  return swapped && facts.transpose === 'kept' ? transpose(space, f) : f
}

function made(space: Space, row: OperationRow, of: Node, direction: Node | undefined): Operation {
  const shape = (direction === undefined ? row.shape : same)(of.shape) ?? unknownShape(row, of.shape)
  const [head] = row.names
  const key = direction === undefined ? '' : `,${direction.id}`
  return space.intern<Operation>(`o${head}${of.id}${key}`, { kind: 'operation', head, of, direction, shape })
}

function unknownShape({ names }: OperationRow, shape: Shape): never {
  throw new ShapeError(
    `${names[0]} of a ${shape.join('x')} matrix needs sizes of which the smaller is known: declare numbers, or one size for both`,
    'unknown-size',
  )
}

/** The vector on the diagonal of a diagonal matrix; ones where it is the identity. */
function onDiagonal(space: Space, node: Node): Node | undefined {
  const terms = node.kind === 'sum' ? node.terms : []
  if (terms.length === 0 || terms.some(t => t.deltas.length !== 1)) return undefined
  // One axis is left of two.
  const label = (l: Label): Label => Math.max(0, l - 1)
  const entries = terms.map(t => ({ ...t, factors: t.factors.map(f => ({ ...f, at: f.at.map(label) })), deltas: [] }))
  return space.sum([node.shape[0] as Dim], entries)
}

/** The derivative in a direction: multiples of the direction are multiples of it. */
function along(space: Space, row: OperationRow, of: Node, direction: Node): Node {
  const t = direction.kind === 'sum' && direction.terms.length === 1 ? direction.terms[0] : undefined
  if (direction.kind === 'sum' && direction.terms.length === 0) return direction
  const outside = t && scalarsOf(t)
  if (t !== undefined && outside !== undefined) {
    const inner = space.sum(direction.shape, [
      { ...t, coefficient: one, factors: t.factors.filter(f => f.at.length > 0) },
    ])
    const value = space.operation(row.names[0], of, inner)
    const axes = value.shape.map((_, k) => k)
    const factors = [...outside.factors, { node: value, at: axes, power: one }]
    return space.sum(value.shape, [{ coefficient: outside.coefficient, factors, deltas: [], bound: [] }])
  }
  const { commuting } = row.directed as Directed
  if (commuting !== undefined && commutes(space, of, direction)) {
    const v = space.operation(row.names[0], of)
    return formulaOf(space, `e*(${commuting})`, { u: of, v, e: direction })
  }
  if (isAlongAxis(row) || row.facts.transpose !== 'kept') return made(space, row, of, direction)
  const { node, swapped } = space.orient(of)
  return swapped
    ? transpose(space, made(space, row, node, transpose(space, direction)))
    : made(space, row, of, direction)
}

/** The scalar factors of a term, if there are any beside the tensor. */
function scalarsOf(t: Term): Pick<Term, 'coefficient' | 'factors'> | undefined {
  const factors = t.factors.filter(f => f.at.length === 0)
  return isZero(t.coefficient) || (t.coefficient === one && factors.length === 0)
    ? undefined
    : { coefficient: t.coefficient, factors }
}

/** Whether both are polynomials in one matrix, as far as it shows. */
export function commutes(space: Space, a: Node, b: Node): boolean {
  const whole = new Set<Node>([a])
  if (generators(space, b, whole) && whole.size === 1) return true
  const of = new Set<Node>()
  return generators(space, a, of) && generators(space, b, of) && of.size <= 1
}

/** Adds the matrices of which a matrix is a sum of products; false where it is something else. */
function generators(space: Space, m: Node, found: Set<Node>): boolean {
  if (found.has(m)) return true
  if (m.kind !== 'sum') return found.add(m).size > 0
  for (const t of m.terms) {
    const matrices = t.factors.filter(f => f.at.length > 0)
    if (matrices.some(f => f.at.length !== 2 || f.power !== one)) return false
    if (matrices.length === 0 ? t.deltas.length !== 1 : t.deltas.length > 0) return false
    if (matrices.length > 0 && matrices.length !== t.bound.length + 1) return false
    for (let label = 0, left = [...matrices]; left.length > 0; ) {
      const f = left.find(g => g.at.includes(label))
      if (f === undefined) return false
      left = left.filter(g => g !== f)
      const forward = f.at[0] === label
      found.add(forward ? f.node : transpose(space, f.node))
      label = (forward ? f.at[1] : f.at[0]) as number
    }
  }
  return true
}
