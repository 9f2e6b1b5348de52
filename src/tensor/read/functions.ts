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
import { cross, dot, norm, norm1, norm2, normInf, outer, vectorOf } from './vectors.js'

export interface TensorFunction {
  readonly names: readonly [string, ...string[]]
  readonly args: readonly [number, number]
  /** One line of help. */
  readonly about: string
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
    about: row.about,
    apply: operation(row),
    ...(row.binds && { binds: true as const }),
    ...(row.alsoScalar && { alsoScalar: true as const }),
  }),
)

/** The table. `delta` and the sums over indices are read in read-walk.ts: their arguments are no values. */
export const FUNCTIONS: readonly TensorFunction[] = [
  ...operations,
  {
    names: ['sum'],
    args: [1, MANY],
    binds: true,
    apply: total,
    about:
      'the sum of all entries; sum(X, 1) of each column, sum(X, 2) of each row; sum(i, x[i]), sum(i, 1, n, x[i]) over an index',
  },
  {
    names: ['mean'],
    args: [1, 2],
    apply: mean,
    about: 'the mean of all entries, of each column (X, 1) or of each row (X, 2)',
  },
  {
    names: ['norm2', 'norm_2', 'normF', 'norm_F'],
    args: [1, 1],
    apply: norm2,
    about: 'the square root of the sum of squares of all entries (of a matrix the Frobenius norm)',
  },
  {
    names: ['norm'],
    args: [1, 2],
    apply: norm,
    about:
      'of a vector norm2, with 1 and inf as second argument norm1 and normInf; of a matrix norm(A, fro), norm(A, 2), norm(A, nuc), norm(A, 1), norm(A, inf)',
  },
  {
    names: ['norm1', 'norm_1'],
    args: [1, 1],
    apply: norm1,
    about: 'the sum of the absolute values of all entries, of a matrix too',
  },
  {
    names: ['normInf', 'norm_inf'],
    args: [1, 1],
    apply: normInf,
    about: 'the largest absolute value of all entries, of a matrix too',
  },
  {
    names: ['diff'],
    args: [2, MANY],
    apply: differentiated,
    about: "the derivative by variables in turn: diff(diff(f, x)'*v, x) is the Hessian of f times v",
  },
  { names: ['tr', 'trace', 'Tr'], args: [1, 1], apply: trace, about: 'the sum of the diagonal of a square matrix' },
  {
    names: ['transpose'],
    args: [1, 1],
    apply: (context, [x], syntax) => op.transposed(context, x as Arg, syntax),
    about: "the transpose, also A' and A.T",
  },
  {
    names: ['diag', 'Diag'],
    args: [1, 1],
    apply: diag,
    about: 'the matrix with a vector on its diagonal; the diagonal of a matrix as a column',
  },
  { names: ['triu'], args: [1, 1], apply: triu, about: 'a matrix with zeros below its diagonal' },
  { names: ['kron'], args: [2, 2], apply: kron, about: 'the Kronecker product' },
  { names: ['vec'], args: [1, 1], apply: vec, about: 'the columns of a matrix one below the other' },
  {
    names: ['reshape'],
    args: [2, MANY],
    apply: reshape,
    about: 'the same entries, column by column, in another shape: reshape(v, m, n)',
  },
  { names: ['ones'], args: [1, MANY], apply: filled(one), about: 'a column of ones; ones(m, n) a matrix' },
  { names: ['zeros'], args: [1, MANY], apply: filled(zero), about: 'a column of zeros; zeros(m, n) a matrix' },
  { names: ['eye', 'identity'], args: [1, 1], apply: eye, about: 'the identity matrix' },
  { names: ['vector'], args: [1, 1], apply: vectorOf, about: 'vector(1): a column of ones of the size that fits' },
  { names: ['outer'], args: [2, 2], apply: outer, about: "x*y': every entry of x times every entry of y" },
  { names: ['dot', 'inner'], args: [2, 2], apply: dot, about: "x'*y: the sum of the products of entries" },
  { names: ['cross'], args: [2, 2], apply: cross, about: 'the cross product of two vectors of 3 entries' },
]

/** `delta(i, j)`: its arguments are places. */
export const DELTA = {
  name: 'delta',
  args: [2, 2] as const,
  about: '1 where two places are the same, else 0: delta(i, j)',
}

const byName = new Map(FUNCTIONS.flatMap(f => f.names.map(name => [name, f] as const)))

/** The function of that name. */
export const tensorFunction = (name: string): TensorFunction | undefined => byName.get(name)

/** All names with the fewest and the most arguments, for the reader. */
export const tensorNames = (): Map<string, readonly [number, number]> =>
  new Map([...[...byName].map(([name, f]) => [name, f.args] as const), [DELTA.name, DELTA.args]])
