/**
 * The functions of vectors and matrices, one row each: names, the fewest and the most arguments, one line of help, and what the
 * function makes of its arguments. Functions of the function table that are not here apply entry by entry (read-entrywise.ts).
 */
import { one, zero } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { OPERATIONS } from '../functions/table.js'
import { type Apply, type Arg, here, sizeArgument } from './arguments.js'
import { axesOf, meanOver, totalOver } from './axes.js'
import { differentiated } from './derivatives.js'
import { diag, kron, reshape, trace, triu, vec } from './matrices.js'
import { einsum } from './operand.js'
import { argumentsOf, operation } from './operation.js'
import * as op from './operators.js'
import { cross, dot, frobenius, norm, norm1, norm2, normInf, outer, skew, vectorOf } from './vectors.js'

export interface TensorFunction {
  readonly names: readonly [string, ...string[]]
  readonly args: readonly [number, number]
  readonly apply: Apply
  /** It is also a function of the function table, and is that for scalars. */
  readonly alsoScalar?: true
  /** `sum(i, body)`: the first argument may bind an index. */
  readonly binds?: true
}

const MANY = Number.POSITIVE_INFINITY
const filled =
  (entry: Expr): Apply =>
  (context, args, syntax) => {
    const shape = args.map(a => sizeArgument(context, a))
    const origin = here(context, syntax)
    return einsum(context, { parts: [], shape, coefficient: entry }, { origins: shape.map(() => origin), syntax })
  }

const eye: Apply = (context, [n], syntax) =>
  op.identity(context, sizeArgument(context, n as Arg), here(context, syntax), syntax)
const total: Apply = (context, [x, axis], syntax) =>
  totalOver(context, x as Arg, axesOf(context, x as Arg, axis), syntax)
const mean: Apply = (context, [x, axis], syntax) => meanOver(context, x as Arg, axesOf(context, x as Arg, axis), syntax)

/** Operations as functions: their rows say all that the reader needs. */
const operations = OPERATIONS.map(
  (row): TensorFunction => ({
    names: row.names,
    args: argumentsOf(row),
    apply: operation(row),
    ...(row.binds && { binds: true as const }),
    ...(row.alsoScalar && { alsoScalar: true as const }),
  }),
)

/** The table. `delta` and the sums over indices are read in read-walk.ts: their arguments are no values. */
export const FUNCTIONS: readonly TensorFunction[] = [
  ...operations,
  { names: ['sum'], args: [1, MANY], binds: true, apply: total },
  { names: ['mean'], args: [1, 2], apply: mean },
  { names: ['norm2', 'norm_2', 'normF', 'norm_F'], args: [1, 1], apply: norm2 },
  { names: ['norm'], args: [1, 2], apply: norm },
  { names: ['norm1', 'norm_1'], args: [1, 1], apply: norm1 },
  { names: ['normInf', 'norm_inf'], args: [1, 1], apply: normInf },
  { names: ['diff'], args: [2, MANY], apply: differentiated },
  { names: ['tr', 'trace', 'Tr'], args: [1, 1], apply: trace },
  { names: ['transpose'], args: [1, 1], apply: (context, [x], syntax) => op.transposed(context, x as Arg, syntax) },
  { names: ['diag', 'Diag'], args: [1, 1], apply: diag },
  { names: ['triu'], args: [1, 1], apply: triu },
  { names: ['kron'], args: [2, 2], apply: kron },
  { names: ['vec'], args: [1, 1], apply: vec },
  { names: ['reshape'], args: [2, MANY], apply: reshape },
  { names: ['ones'], args: [1, MANY], apply: filled(one) },
  { names: ['zeros'], args: [1, MANY], apply: filled(zero) },
  { names: ['eye', 'identity'], args: [1, 1], apply: eye },
  { names: ['vector'], args: [1, 1], apply: vectorOf },
  { names: ['outer'], args: [2, 2], apply: outer },
  { names: ['dot', 'inner'], args: [2, 2], apply: dot },
  { names: ['frobenius'], args: [2, 2], apply: frobenius },
  { names: ['cross'], args: [2, 2], apply: cross },
  { names: ['skew'], args: [1, 1], apply: skew },
]

/** `delta(i, j)`: its arguments are places. */
export const DELTA = { name: 'delta', args: [2, 2] as const }

const byName = new Map(FUNCTIONS.flatMap(f => f.names.map(name => [name, f] as const)))

export const tensorFunction = (name: string): TensorFunction | undefined => byName.get(name)

/** All names with the fewest and the most arguments, for the reader. */
export const tensorNames = (): Map<string, readonly [number, number]> =>
  new Map([...[...byName].map(([name, f]) => [name, f.args] as const), [DELTA.name, DELTA.args]])

/** One line of help for each of the functions above. */
export const help = {
  sum: 'the sum of all entries; sum(X, 1) of each column, sum(X, 2) of each row; sum(i, x[i]), sum(i, 1, n - 1, (x[i+1] - x[i])^2) over an index',
  mean: 'the mean of all entries, of each column (X, 1) or of each row (X, 2)',
  norm2: 'the square root of the sum of squares of all entries (of a matrix the Frobenius norm)',
  norm: 'of a vector norm2, with 1 and inf as second argument norm1 and normInf; of a matrix norm(A, fro), norm(A, 2), norm(A, nuc), norm(A, 1), norm(A, inf)',
  norm1: 'the sum of the absolute values of all entries, of a matrix too',
  normInf: 'the largest absolute value of all entries, of a matrix too',
  diff: "the derivative by variables in turn: diff(diff(f, x)'*v, x) is the Hessian of f times v",
  tr: 'the sum of the diagonal of a square matrix',
  transpose: "the transpose, also A' and A.T",
  diag: 'the matrix with a vector on its diagonal; the diagonal of a matrix as a column',
  triu: 'a matrix with zeros below its diagonal',
  kron: 'the Kronecker product',
  vec: 'the columns of a matrix one below the other',
  reshape: 'the same entries, column by column, in another shape: reshape(v, m, n)',
  ones: 'a column of ones; ones(m, n) a matrix',
  zeros: 'a column of zeros; zeros(m, n) a matrix',
  eye: 'the identity matrix',
  vector: 'vector(1): a column of ones of the size that fits',
  outer: "x*y': every entry of x times every entry of y",
  dot: "x'*y: the sum of the products of entries",
  frobenius: "tr(A'*B), also of vectors: the sum of the products of entries",
  cross: 'the cross product of two vectors of 3 entries',
  skew: 'the matrix of a cross product: skew(a)*b is cross(a, b)',
  delta: '1 where two places are the same, else 0: delta(i, j)',
}
