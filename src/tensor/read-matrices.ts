/** Functions of matrices: determinants, traces, matrix functions, Kronecker products, other shapes. */
import { mul } from '../expr/build.js'
import { transpose } from './algebra.js'
import type { Dim } from './node.js'
import { type Apply, type Arg, here, requireMatrix, sizeArgument } from './read-arguments.js'
import {
  described,
  einsum,
  nodeOf,
  type Origin,
  orderOf,
  own,
  plane,
  refuse,
  renamed,
  sizesOf,
} from './read-operand.js'
import * as op from './read-operators.js'
import * as products from './read-products.js'
import { count, polynomial, sizeText } from './read-sizes.js'

export const trace: Apply = (desk, [x], syntax) => {
  const o = x as Arg
  op.requireSquare(desk, o, 'a trace')
  if (op.isScalar(o)) return renamed(o, syntax)
  return einsum(
    desk,
    { parts: [{ of: o, at: [0, 0] }], shape: [], bound: [sizesOf(o)[0] as Dim] },
    { origins: [], syntax },
  )
}

export const diag: Apply = (desk, [x], syntax) => {
  const o = x as Arg
  if (op.isScalar(o)) return renamed(o, syntax)
  const [n] = sizesOf(o) as [Dim]
  const origins = [o.origins[0] as Origin]
  if (orderOf(o) === 1)
    return einsum(
      desk,
      { parts: [{ of: o, at: [0] }], shape: [n, n], deltas: [[0, 1]] },
      { origins: [...origins, ...origins], syntax },
    )
  op.requireSquare(desk, o, 'a diagonal')
  return einsum(desk, { parts: [{ of: o, at: [0, 0] }], shape: [n] }, { origins, syntax })
}

/** `kron(A,B)[p*(i-1)+k, q*(j-1)+l]` is A[i,j]*B[k,l]: with the first axis fastest, the axes k, i, l, j in pairs. */
export const kron: Apply = (desk, [x, y], syntax) => {
  const [a, b] = [x, y] as [Arg, Arg]
  if (op.isScalar(a) || op.isScalar(b)) return products.multiplied(desk, a, b, syntax)
  const [p, q] = [plane(a), plane(b)]
  if (!p || !q) refuse(desk, syntax, `${described(desk, p ? b : a)}: kron takes matrices`)
  for (const o of [a, b]) op.requireNoIndex(desk, o, 'the Kronecker product')
  const shape: Dim[] = []
  const at: [number[], number[]] = [[], []]
  const place = (o: Arg, labels: number[], side: 0 | 1): void => {
    const axis = op.isMatrix(o) ? side : Number(o.row) === side ? 0 : undefined
    if (axis !== undefined) labels[axis] = shape.push(sizesOf(o)[axis] as Dim) - 1
  }
  for (const side of [0, 1] as const) {
    place(b, at[1], side)
    place(a, at[0], side)
  }
  const origin = here(desk, syntax)
  const look = { origins: shape.map(() => origin), syntax }
  const product = einsum(
    desk,
    {
      parts: [
        { of: a, at: at[0] },
        { of: b, at: at[1] },
      ],
      shape,
    },
    look,
  )
  const sizes = [mul(p[0], q[0]), mul(p[1], q[1])].map(d => polynomial(desk.sizes.use(d)))
  const full = sizes.filter(d => count(d) !== 1)
  return own(desk, desk.space.reshape(nodeOf(desk, product), full), {
    row: count(sizes[0] as Dim) === 1,
    origins: full.map(() => origin),
    syntax,
  })
}

export const vec: Apply = (desk, [x], syntax) => {
  const o = x as Arg
  if (op.isScalar(o)) return renamed(o, syntax)
  if (orderOf(o) === 1) return { ...o, row: false, syntax }
  op.requireNoIndex(desk, o, 'vec')
  const size = polynomial(mul(...sizesOf(o).map(d => desk.sizes.use(d))))
  return own(desk, desk.space.reshape(nodeOf(desk, o), [size]), { origins: [here(desk, syntax)], syntax })
}

export const reshape: Apply = (desk, [x, ...sizes], syntax) => {
  const o = x as Arg
  const shape = sizes.map(a => sizeArgument(desk, a))
  op.requireNoIndex(desk, o, 'reshape')
  const [old, fresh] = [sizesOf(o), shape].map(all => polynomial(mul(...all.map(d => desk.sizes.use(d))))) as [Dim, Dim]
  if (!desk.sizes.same(old, fresh))
    refuse(
      desk,
      syntax,
      `${described(desk, o)}, that is ${sizeText(old)} entries; ${shape.map(sizeText).join('x')} are ${sizeText(fresh)}`,
    )
  return own(desk, desk.space.reshape(nodeOf(desk, o), shape), { origins: shape.map(() => here(desk, syntax)), syntax })
}

/** The lower triangle of the transpose, turned back. */
export const triu: Apply = (desk, [x], syntax) => {
  const o = x as Arg
  if (op.isScalar(o)) return renamed(o, syntax)
  requireMatrix(desk, o, 'triu')
  op.requireNoIndex(desk, o, 'triu')
  const lower = desk.space.operation('tril', transpose(desk.space, nodeOf(desk, o)))
  return own(desk, transpose(desk.space, lower), op.like(o, syntax))
}
