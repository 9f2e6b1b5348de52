/** Functions of matrices: determinants, traces, matrix functions, Kronecker products, other shapes. */
import { mul } from '../../expr/build.js'
import { wholeOf } from '../../expr/numbers.js'
import { transpose } from '../algebra.js'
import type { Dim } from '../node.js'
import { type Apply, type Arg, here, requireMatrix, sizeArgument } from './arguments.js'
import { described, einsum, nodeOf, type Origin, orderOf, own, plane, refuse, renamed, sizesOf } from './operand.js'
import * as op from './operators.js'
import * as products from './products.js'
import { polynomial, sizeText } from './sizes.js'

export const trace: Apply = (context, [x], syntax) => {
  const o = x as Arg
  op.requireSquare(context, o, 'a trace')
  if (op.isScalar(o)) return renamed(o, syntax)
  return einsum(
    context,
    { parts: [{ of: o, at: [0, 0] }], shape: [], bound: [sizesOf(o)[0] as Dim] },
    { origins: [], syntax },
  )
}

export const diag: Apply = (context, [x], syntax) => {
  const o = x as Arg
  if (op.isScalar(o)) return renamed(o, syntax)
  const [n] = sizesOf(o) as [Dim]
  const origins = [o.origins[0] as Origin]
  if (orderOf(o) === 1)
    return einsum(
      context,
      { parts: [{ of: o, at: [0] }], shape: [n, n], deltas: [[0, 1]] },
      { origins: [...origins, ...origins], syntax },
    )
  op.requireSquare(context, o, 'a diagonal')
  return einsum(context, { parts: [{ of: o, at: [0, 0] }], shape: [n] }, { origins, syntax })
}

/** `kron(A,B)[p*(i-1)+k, q*(j-1)+l]` is A[i,j]*B[k,l]: with the first axis fastest, the axes k, i, l, j in pairs. */
export const kron: Apply = (context, [x, y], syntax) => {
  const [a, b] = [x, y] as [Arg, Arg]
  if (op.isScalar(a) || op.isScalar(b)) return products.multiplied(context, a, b, syntax)
  const [p, q] = [plane(a), plane(b)]
  if (!p || !q) refuse(context, syntax, `${described(context, p ? b : a)}: kron takes matrices`)
  for (const o of [a, b]) op.requireNoIndex(context, o, 'the Kronecker product')
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
  const origin = here(context, syntax)
  const traits = { origins: shape.map(() => origin), syntax }
  const product = einsum(
    context,
    {
      parts: [
        { of: a, at: at[0] },
        { of: b, at: at[1] },
      ],
      shape,
    },
    traits,
  )
  const sizes = [mul(p[0], q[0]), mul(p[1], q[1])].map(d => polynomial(context.sizes.use(d)))
  const full = sizes.filter(d => wholeOf(d) !== 1)
  return own(context, context.space.reshape(nodeOf(context, product), full), {
    row: wholeOf(sizes[0] as Dim) === 1,
    origins: full.map(() => origin),
    syntax,
  })
}

export const vec: Apply = (context, [x], syntax) => {
  const o = x as Arg
  if (op.isScalar(o)) return renamed(o, syntax)
  if (orderOf(o) === 1) return { ...o, row: false, syntax }
  op.requireNoIndex(context, o, 'vec')
  const size = polynomial(mul(...sizesOf(o).map(d => context.sizes.use(d))))
  return own(context, context.space.reshape(nodeOf(context, o), [size]), { origins: [here(context, syntax)], syntax })
}

export const reshape: Apply = (context, [x, ...sizes], syntax) => {
  const o = x as Arg
  const shape = sizes.map(a => sizeArgument(context, a))
  op.requireNoIndex(context, o, 'reshape')
  const [old, fresh] = [sizesOf(o), shape].map(all => polynomial(mul(...all.map(d => context.sizes.use(d))))) as [
    Dim,
    Dim,
  ]
  if (!context.sizes.same(old, fresh))
    refuse(
      context,
      syntax,
      `${described(context, o)}, that is ${sizeText(old)} entries; ${shape.map(sizeText).join('x')} are ${sizeText(fresh)}`,
    )
  return own(context, context.space.reshape(nodeOf(context, o), shape), {
    origins: shape.map(() => here(context, syntax)),
    syntax,
  })
}

/** The lower triangle of the transpose, turned back. */
export const triu: Apply = (context, [x], syntax) => {
  const o = x as Arg
  if (op.isScalar(o)) return renamed(o, syntax)
  requireMatrix(context, o, 'triu')
  op.requireNoIndex(context, o, 'triu')
  const lower = context.space.operation('tril', transpose(context.space, nodeOf(context, o)))
  return own(context, transpose(context.space, lower), op.like(o, syntax))
}
