/** Functions of vectors: products, norms. */
import type { Syntax } from '../../parse/syntax.js'
import { operationRow } from '../functions/table.js'
import { leviCivita, THREE } from '../levi-civita.js'
import type { Dim } from '../node.js'
import { type Apply, type Arg, here, requireVector } from './arguments.js'
import { along, euclidean, mapOver, totalOver } from './axes.js'
import { entrywiseCall } from './entrywise.js'
import {
  type Context,
  described,
  einsum,
  inOrder,
  type Operand,
  type Origin,
  orderOf,
  refuse,
  renamed,
  sizesOf,
  textOf,
  unfit,
} from './operand.js'
import { operation } from './operation.js'
import * as op from './operators.js'
import * as products from './products.js'

/** All ones, of a size that the rest of the text tells. */
export const vectorOf: Apply = (context, [x], syntax) => {
  const o = x as Arg
  if (o.e === undefined) unfit(context, o, 'vector takes a number', 'write vector(1) for ones of the size that fits')
  const shape = [context.sizes.of(syntax)]
  return einsum(context, { parts: [], shape, coefficient: o.e }, { origins: [here(context, syntax)], syntax })
}

export const outer: Apply = (context, [x, y], syntax) => {
  for (const o of [x, y] as [Arg, Arg]) requireVector(context, o, 'outer')
  return products.outerOf(context, x as Arg, y as Arg, syntax)
}

export const dot: Apply = (context, [x, y], syntax) => {
  const [a, b] = [x, y] as [Arg, Arg]
  if (op.isScalar(a) && op.isScalar(b)) return products.multiplied(context, a, b, syntax)
  const [m, n] = [a, b].map(o => requireVector(context, o, 'dot')) as [Dim, Dim]
  if (!context.sizes.same(m, n))
    refuse(
      context,
      b.syntax,
      `${described(context, a)}, and ${described(context, b)}: a dot product takes vectors of one size`,
    )
  return products.contracted(context, a, b, syntax)
}

/** The sum of the products of entries, of vectors and of matrices. */
export const frobenius: Apply = (context, [x, y], syntax) => {
  const [a, b] = [x, y] as [Arg, Arg]
  const [s, t] = [sizesOf(a), sizesOf(b)]
  if (s.length < 2 && t.length < 2) return dot(context, [a, b], syntax)
  if (s.length !== t.length || !s.every((size, k) => context.sizes.same(size, t[k] as Dim)))
    refuse(
      context,
      b.syntax,
      `${described(context, a)}, and ${described(context, b)}: an inner product takes two vectors or two matrices of one size`,
    )
  const parts = [a, b].map(of => ({ of, at: inOrder(a) }))
  return einsum(context, { parts, shape: [], bound: s }, { origins: [], syntax })
}

export const cross: Apply = (context, [x, y], syntax) => {
  const [a, b] = [x, y] as [Arg, Arg]
  for (const o of [a, b]) requireThree(context, o, 'cross')
  if (a.row !== b.row) refuse(context, b.syntax, 'a cross product takes two columns or two rows')
  if (a.node?.kind === 'variable' && b.node?.kind === 'variable') context.space.wroteBefore(a.node, b.node)
  const parts = [
    { of: leviCivitaSymbol(context, syntax), at: [0, 1, 2] },
    { of: a, at: [1] },
    { of: b, at: [2] },
  ]
  return einsum(context, { parts, shape: [THREE], bound: [THREE, THREE] }, op.like(a, syntax))
}

/** The matrix S of which S*x is the cross product with x. */
export const skew: Apply = (context, [x], syntax) => {
  const a = x as Arg
  requireThree(context, a, 'skew')
  const parts = [
    { of: leviCivitaSymbol(context, syntax), at: [0, 2, 1] },
    { of: a, at: [2] },
  ]
  const [origin] = a.origins as [Origin]
  return einsum(context, { parts, shape: [THREE, THREE], bound: [THREE] }, { origins: [origin, origin], syntax })
}

function requireThree(context: Context, o: Arg, name: string): void {
  const n = requireVector(context, o, name)
  if (!context.sizes.same(n, THREE)) unfit(context, o, 'a cross product takes vectors of 3 entries')
}

const leviCivitaSymbol = (context: Context, syntax: Syntax): Operand => {
  return { node: leviCivita(context.space), indices: [], row: false, origins: [], syntax }
}

const absolute = (context: Context, o: Arg): Arg =>
  op.isScalar(o) ? entrywiseCall(context, 'abs', [o], o.syntax) : mapOver(context, 'abs', o, o.syntax)

export const norm1: Apply = (context, [x], syntax) => {
  const o = absolute(context, x as Arg)
  return totalOver(context, o, inOrder(o), syntax)
}
export const norm2: Apply = (context, [x], syntax) =>
  op.isScalar(x as Arg) ? renamed(absolute(context, x as Arg), syntax) : euclidean(context, x as Arg, syntax)
export const normInf: Apply = (context, [x], syntax) => {
  const o = absolute(context, x as Arg)
  return renamed(along(context, 'max', o, inOrder(o), syntax), syntax)
}

/** The sum of the absolute values of each column (or row), and the largest of them. */
const largestSum = (context: Context, x: Arg, axis: 0 | 1, syntax: Syntax): Operand => {
  const sums = totalOver(context, absolute(context, x), [axis], syntax)
  return renamed(along(context, 'max', sums, inOrder(sums), syntax), syntax)
}

/**
 * `norm(x, p)`: of a vector for p = 1, 2, inf; of a matrix the norms on which NumPy and MATLAB agree. Without p a matrix has two, the
 * largest singular value in MATLAB and the root of the sum of squares in NumPy, so that it must be said.
 */
export const norm: Apply = (context, [x, p], syntax) => {
  const o = x as Arg
  const text = textOf(context, o)
  if (!op.isMatrix(o) && orderOf(o) < 3) return normOfVector(context, o, p, syntax)
  const kinds = `norm(${text}, fro) is the root of the sum of squares, norm(${text}, 2) the largest singular value`
  if (p === undefined) refuse(context, syntax, `${described(context, o)}: norm of a matrix has two meanings`, kinds)
  switch (nameOfNorm(p)) {
    case 'fro':
      return norm2(context, [o], syntax)
    case '1':
      return largestSum(context, o, 0, syntax)
    case 'inf':
      return largestSum(context, o, 1, syntax)
    case '2':
      return spectral(context, o, 'normSpectral', syntax)
    case 'nuc':
      return spectral(context, o, 'normNuc', syntax)
    default:
      return refuse(context, p.syntax, `there is no norm ${textOf(context, p)}`, `${kinds}; also 1, inf and nuc`)
  }
}

const spectral = (context: Context, o: Arg, name: string, syntax: Parameters<Apply>[2]): Operand =>
  operation(operationRow(name))(context, [o], syntax)

/** How the second argument names a norm. */
function nameOfNorm({ e }: Operand): string | undefined {
  if (e?.kind === 'num') return e.value.smallInt()?.toString()
  if (e?.kind === 'call' && e.head === 'inf') return 'inf'
  return e?.kind === 'sym' ? e.name.toLowerCase() : undefined
}

function normOfVector(context: Context, o: Arg, p: Operand | undefined, syntax: Parameters<Apply>[2]): Operand {
  switch (p === undefined ? '2' : nameOfNorm(p)) {
    case '2':
    case 'fro':
      return norm2(context, [o], syntax)
    case '1':
      return norm1(context, [o], syntax)
    case 'inf':
      return normInf(context, [o], syntax)
    default:
      return refuse(
        context,
        (p as Operand).syntax,
        `there is no norm ${textOf(context, p as Operand)}`,
        'norm(x, 1), norm(x, 2), norm(x, inf)',
      )
  }
}
