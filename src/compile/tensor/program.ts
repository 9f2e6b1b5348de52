/**
 * Tensors as steps over arrays: what compiled functions run and what the text in every language is written from. A loop goes over the
 * entries of its target; at each it takes sums over further axes, then one value. Labels stand for axes; `~k` in the place of a label is
 * the fixed index k, from 0. Sizes are numbers where they are known, else polynomials in size symbols.
 */
import type { Expr } from '../../expr/node.js'
import { sym } from '../../expr/node.js'
import type { Dim } from '../../tensor/node.js'

/** An argument under the name that the user gave, a result by its number, or neither. */
export type TensorArray<S = Dim> =
  | { readonly role: 'input'; readonly name: string; readonly shape: readonly S[] }
  | { readonly role: 'output'; readonly index: number; readonly shape: readonly S[] }
  | { readonly role: 'temporary'; readonly shape: readonly S[] }

/** An entry of an array, or of the part of it that begins at the places `starts`. */
export interface Access<S = Dim> {
  readonly array: number
  readonly at: readonly number[]
  readonly starts?: readonly S[]
}

/** A sum over some labels; the value reads what the loop reads. */
export interface Reduction {
  readonly labels: readonly number[]
  readonly value: Expr
}

export interface Loop<S = Dim> {
  readonly kind: 'loop'
  readonly target: Access<S>
  /** The labels that the loop goes over, outermost first. */
  readonly kept: readonly number[]
  readonly sizes: ReadonlyMap<number, S>
  readonly loads: readonly Access<S>[]
  readonly sums: readonly Reduction[]
  /** In loads, sums, scalars and sizes. */
  readonly value: Expr
  readonly mode: 'set' | 'add'
}

/** Numbers in reading order. */
export interface Literal {
  readonly kind: 'literal'
  readonly target: number
  readonly entries: readonly Expr[]
}

/** A one at a place, counted from 1, and zeros. */
export interface UnitVector {
  readonly kind: 'unit'
  readonly target: number
  readonly place: Dim
}

/** The same entries in another shape, the first axis running fastest. */
export interface Reshaping {
  readonly kind: 'reshape'
  readonly target: number
  readonly of: number
}

/** An operation of the table on whole matrices or along the last axis, or its derivative in a direction. */
export interface MatrixStep {
  readonly kind: 'operation'
  readonly head: string
  readonly target: number
  readonly of: number
  readonly direction?: number
}

/** inv(A)*B or inv(A')*B; the sides have the axis of A first. */
export interface Solution {
  readonly kind: 'solve'
  readonly target: number
  readonly of: number
  readonly sides: number
  readonly transposed: boolean
}

export type Step<S = Dim> = Loop<S> | Literal | UnitVector | Reshaping | MatrixStep | Solution

export interface TensorProgram<S = Dim> {
  readonly arrays: readonly TensorArray<S>[]
  readonly steps: readonly Step<S>[]
  /** The arrays of the results, in order. */
  readonly results: readonly number[]
}

/** Names that no user can give: the k-th load and the k-th sum of a loop, and the k-th scalar of a program. */
export const loadName = (k: number): string => `@${k}`
export const sumName = (k: number): string => `+${k}`
export const scalarName = (k: number): string => `$${k}`
export const loadSymbol = (k: number): Expr => sym(loadName(k))
export const sumSymbol = (k: number): Expr => sym(sumName(k))

/** The arrays that a step reads. */
export function readsOf(step: Step<unknown>): readonly number[] {
  switch (step.kind) {
    case 'loop':
      return step.loads.map(a => a.array)
    case 'literal':
    case 'unit':
      return []
    case 'reshape':
      return [step.of]
    case 'operation':
      return step.direction === undefined ? [step.of] : [step.of, step.direction]
    case 'solve':
      return [step.of, step.sides]
  }
}
