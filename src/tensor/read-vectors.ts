/** Functions of vectors: products, norms. */
import { num, one } from '../expr/build.js'
import { equal } from '../expr/order.js'
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
  refuse,
  renamed,
  type Sketch,
  sumOf,
  textOf,
} from './read-operand.js'
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
  // Constants of order three have no notation: a[k] times a matrix times b, for each k.
  const bare = (node: Operand['node']): Operand => ({ node, indices: [], row: false, origins: [], syntax })
  const sketches = TURNS.map((entries, k): Sketch => {
    const parts = [
      { of: a, at: [1] },
      { of: bare(desk.space.basis(num(3), num(k + 1))), at: [1] },
      { of: bare(desk.space.constant([num(3), num(3)], entries)), at: [0, 2] },
      { of: b, at: [2] },
    ]
    return { parts, shape: [], bound: [num(3), num(3)] }
  })
  return sumOf(desk, sketches, [num(3)], op.like(a, syntax))
}

/** The matrices of the products of the unit vectors with a vector. */
const TURNS = [0, 1, 2].map(k =>
  Array.from({ length: 9 }, (_, n) => {
    const [i, j] = [Math.floor(n / 3), n % 3] as [number, number]
    return num(((k - i) * (j - i) * (j - k)) / 2)
  }),
)

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

/** `norm(x, p)` for p = 1, 2, inf. */
export const norm: Apply = (desk, [x, p], syntax) => {
  if (p === undefined || (p.e !== undefined && equal(p.e, num(2)))) return norm2(desk, [x as Arg], syntax)
  if (p.e === one) return norm1(desk, [x as Arg], syntax)
  if (p.e?.kind === 'call' && p.e.head === 'inf') return normInf(desk, [x as Arg], syntax)
  return refuse(desk, p.syntax, `there is no norm ${textOf(desk, p)}`, 'norm(x, 1), norm(x, 2), norm(x, inf)')
}
