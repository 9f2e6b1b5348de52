/** Functions of vectors: products, norms. */
import { num } from '../expr/build.js'
import type { Syntax } from '../parse/syntax.js'
import { operationRow } from './functions/table.js'
import type { Dim } from './node.js'
import { type Apply, type Arg, here, requireVector } from './read-arguments.js'
import { along, euclidean, mapOver, totalOver } from './read-axes.js'
import { entrywiseCall } from './read-entrywise.js'
import {
  type Desk,
  described,
  einsum,
  inOrder,
  type Operand,
  orderOf,
  refuse,
  renamed,
  type Sketch,
  sumOf,
  textOf,
} from './read-operand.js'
import { operation } from './read-operation.js'
import * as op from './read-operators.js'
import * as products from './read-products.js'

/** All ones, of a size that the rest of the text tells. */
export const vectorOf: Apply = (desk, [x], syntax) => {
  const o = x as Arg
  if (o.e === undefined)
    refuse(
      desk,
      o.syntax,
      `${described(desk, o)}: vector takes a number`,
      'write vector(1) for ones of the size that fits',
    )
  const shape = [desk.sizes.of(syntax)]
  return einsum(desk, { parts: [], shape, coefficient: o.e }, { origins: [here(desk, syntax)], syntax })
}

export const outer: Apply = (desk, [x, y], syntax) => {
  for (const o of [x, y] as [Arg, Arg]) requireVector(desk, o, 'outer')
  return products.outerOf(desk, x as Arg, y as Arg, syntax)
}

export const dot: Apply = (desk, [x, y], syntax) => {
  const [a, b] = [x, y] as [Arg, Arg]
  if (op.isScalar(a) && op.isScalar(b)) return products.multiplied(desk, a, b, syntax)
  const [m, n] = [a, b].map(o => requireVector(desk, o, 'dot')) as [Dim, Dim]
  if (!desk.sizes.same(m, n))
    refuse(desk, b.syntax, `${described(desk, a)}, and ${described(desk, b)}: a dot product takes vectors of one size`)
  return products.contracted(desk, a, b, syntax)
}

export const cross: Apply = (desk, [x, y], syntax) => {
  const [a, b] = [x, y] as [Arg, Arg]
  for (const o of [a, b]) {
    const n = requireVector(desk, o, 'cross')
    if (!desk.sizes.same(n, num(3)))
      refuse(desk, o.syntax, `${described(desk, o)}: a cross product takes vectors of 3 entries`)
  }
  if (a.row !== b.row) refuse(desk, b.syntax, 'a cross product takes two columns or two rows')
  // Entry by entry, so that it and its derivatives are lists.
  const entry = (of: Operand, label: number, k: number): Sketch['parts'] => [
    { of, at: [label] },
    { of: single(desk, k, syntax), at: [label] },
  ]
  const sketches = PERMUTATIONS.map(([i, j, k, sign]): Sketch => {
    const parts = [{ of: single(desk, i, syntax), at: [0] }, ...entry(a, 1, j), ...entry(b, 2, k)]
    return { parts, shape: [], bound: [num(3), num(3)], coefficient: num(sign) }
  })
  return sumOf(desk, sketches, [num(3)], op.like(a, syntax))
}

/** The vector of three entries with a one at `place`. */
const single = (desk: Desk, place: number, syntax: Syntax): Operand => {
  const node = desk.space.basis(num(3), num(place))
  return { node, indices: [], row: false, origins: [], syntax }
}

/** The permutations of three places, with their signs. */
const PERMUTATIONS = [
  [1, 2, 3, 1],
  [1, 3, 2, -1],
  [2, 3, 1, 1],
  [2, 1, 3, -1],
  [3, 1, 2, 1],
  [3, 2, 1, -1],
] as const

const absolute = (desk: Desk, o: Arg): Arg =>
  op.isScalar(o) ? entrywiseCall(desk, 'abs', [o], o.syntax) : mapOver(desk, 'abs', o, o.syntax)

export const norm1: Apply = (desk, [x], syntax) => {
  const o = absolute(desk, x as Arg)
  return totalOver(desk, o, inOrder(o), syntax)
}
export const norm2: Apply = (desk, [x], syntax) =>
  op.isScalar(x as Arg) ? renamed(absolute(desk, x as Arg), syntax) : euclidean(desk, x as Arg, syntax)
export const normInf: Apply = (desk, [x], syntax) => {
  const o = absolute(desk, x as Arg)
  return renamed(along(desk, 'max', o, inOrder(o), syntax), syntax)
}

/** The sum of the absolute values of each column (or row), and the largest of them. */
const largestSum = (desk: Desk, x: Arg, axis: 0 | 1, syntax: Syntax): Operand => {
  const sums = totalOver(desk, absolute(desk, x), [axis], syntax)
  return renamed(along(desk, 'max', sums, inOrder(sums), syntax), syntax)
}

/**
 * `norm(x, p)`: of a vector for p = 1, 2, inf; of a matrix the norms on which NumPy and MATLAB agree. Without p a matrix has two, the
 * largest singular value in MATLAB and the root of the sum of squares in NumPy, so that it must be said.
 */
export const norm: Apply = (desk, [x, p], syntax) => {
  const o = x as Arg
  const text = textOf(desk, o)
  if (!op.isMatrix(o) && orderOf(o) < 3) return normOfVector(desk, o, p, syntax)
  const kinds = `norm(${text}, fro) is the root of the sum of squares, norm(${text}, 2) the largest singular value`
  if (p === undefined) refuse(desk, syntax, `${described(desk, o)}: norm of a matrix has two meanings`, kinds)
  switch (nameOfNorm(p)) {
    case 'fro':
      return norm2(desk, [o], syntax)
    case '1':
      return largestSum(desk, o, 0, syntax)
    case 'inf':
      return largestSum(desk, o, 1, syntax)
    case '2':
      return spectral(desk, o, 'normSpectral', syntax)
    case 'nuc':
      return spectral(desk, o, 'normNuc', syntax)
    default:
      return refuse(desk, p.syntax, `there is no norm ${textOf(desk, p)}`, `${kinds}; also 1, inf and nuc`)
  }
}

const spectral = (desk: Desk, o: Arg, name: string, syntax: Parameters<Apply>[2]): Operand =>
  operation(operationRow(name))(desk, [o], syntax)

/** How the second argument names a norm. */
function nameOfNorm({ e }: Operand): string | undefined {
  if (e?.kind === 'num') return e.value.smallInt()?.toString()
  if (e?.kind === 'call' && e.head === 'inf') return 'inf'
  return e?.kind === 'sym' ? e.name.toLowerCase() : undefined
}

function normOfVector(desk: Desk, o: Arg, p: Operand | undefined, syntax: Parameters<Apply>[2]): Operand {
  switch (p === undefined ? '2' : nameOfNorm(p)) {
    case '2':
    case 'fro':
      return norm2(desk, [o], syntax)
    case '1':
      return norm1(desk, [o], syntax)
    case 'inf':
      return normInf(desk, [o], syntax)
    default:
      return refuse(
        desk,
        (p as Operand).syntax,
        `there is no norm ${textOf(desk, p as Operand)}`,
        'norm(x, 1), norm(x, 2), norm(x, inf)',
      )
  }
}
