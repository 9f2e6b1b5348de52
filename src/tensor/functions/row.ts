/**
 * What is known of an operation on tensors, all in one place: a row. Its names and arguments serve the reader, its slope the
 * derivative, its facts and laws the canonical form, its kernel the compiler, its LaTeX the printer. Slopes and laws are texts in the
 * language of matrices (formula.ts); a typed function stands where a text cannot say it. Its line of help
 * stands in the same file.
 */
import type { Expr } from '../../expr/node.js'
import type { Reduction, Rewrite } from '../../linalg/axis.js'
import type { Factors } from '../../linalg/factorisation.js'
import type { DirectedKernel, MatrixKernel } from '../../linalg/matrix-function.js'
import type { Space } from '../draft.js'
import type { Node, Shape } from '../node.js'

/**
 * What the operation takes: a matrix, a square or symmetric one, or vectors along an axis. Of those along an axis `entries` takes all
 * entries of a tensor where no axis is named, `axis` wants one named, `compared` compares its arguments entry by entry where there are
 * several.
 */
export type Takes = 'matrix' | 'square' | 'symmetric' | 'entries' | 'axis' | 'compared'

/** How it is computed: from the factors of the matrix, by solving, as a function of a matrix, or along the last axis. */
export type Kernel =
  | { readonly by: 'factors'; readonly value: (f: Factors) => number }
  | { readonly by: 'solving' }
  | { readonly by: 'matrix'; readonly of: MatrixKernel }
  | { readonly by: 'reduction'; readonly of: Reduction }
  | { readonly by: 'rewrite'; readonly of: Rewrite }

/** The derivative in a direction e, which has a name of its own where no formula in matrices says it: `expm(u, e)`. */
export interface Directed {
  readonly kernel: DirectedKernel
  /** What it is, as a formula in u, v and e that is right where it has a value; derivatives of the direction use it. */
  readonly formula?: string
  /** Of a function of the matrix: f'(u), by which it is multiplied where e commutes with u. */
  readonly commuting?: string
}

/**
 * The value is never negative; the entries along the axis sum to one; the columns are at right angles and of length one; it equals its
 * transpose always, or if the operand does.
 */
export interface Facts {
  readonly nonnegative?: true
  readonly distribution?: true
  readonly orthonormal?: true
  readonly symmetric?: 'always' | 'kept'
  /** Of the transpose it is the transpose, or the same. */
  readonly transpose?: 'kept' | 'ignored'
  /** What it is of diag(d), as a formula in the vector d. */
  readonly diagonal?: string
}

export interface OperationRow {
  /** The name that is printed, then others that are read. */
  readonly names: readonly [string, ...string[]]
  readonly takes: Takes
  /** The shape of the result; undefined where the sizes do not tell it. */
  readonly shape: (of: Shape) => Shape | undefined
  /** `prod(i, body)`: the first argument may bind an index. */
  readonly binds?: true
  /** It is also a function of the table of scalar functions, and is that for numbers. */
  readonly alsoScalar?: true
  /** What it is of a number, as a formula in u; none where a scalar function of the same name serves. */
  readonly ofNumber?: string
  /**
   * What reaches the operand: a formula in the operand u, the value v, and what reaches the value, g. Of a row with a scalar value the
   * formula may leave out g: then it is the derivative itself. A text in `refused` says why there is none.
   */
  readonly slope: string | { readonly refused: string }
  readonly facts: Facts
  /** Identities beside the facts. */
  readonly canonical?: (space: Space, of: Node) => Node | undefined
  readonly directed?: Directed
  readonly kernel: Kernel
  /** How it is written where that is another function: its name, and the number after its argument. */
  readonly written?: { readonly name: string; readonly after: number }
  /** How it is typeset, as in notation.ts; without it its name upright with brackets. */
  readonly latex?: string
  /** Its entries in those of the operand, row by row; none where they have no closed form. */
  readonly entries?: (rows: readonly (readonly Expr[])[]) => readonly Expr[]
  /** Why it may have no value where the operand has one. */
  readonly missing?: { readonly code: string; readonly message: string }
}

export const same = (of: Shape): Shape => of
export const scalar = (): Shape => []
export const turned = ([rows, columns]: Shape): Shape | undefined => rows && columns && [columns, rows]
export const firstAxis = ([rows]: Shape): Shape | undefined => rows && [rows]
export const secondAxis = ([, columns]: Shape): Shape | undefined => columns && [columns]
export const withoutLast = (of: Shape): Shape => of.slice(0, -1)
