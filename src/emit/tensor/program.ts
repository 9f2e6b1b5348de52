/**
 * Tensors as steps over arrays, for sizes that are known only when the text runs: what every language of arrays and every language of
 * loops is written from. A loop goes over the entries of its target; at each it takes sums over further axes, then one value. Labels
 * stand for axes; `~k` in the place of a label is the fixed index k, from 0.
 */
import type { Expr } from '../../expr/node.js'
import { sym } from '../../expr/node.js'
import type { Dim, Node } from '../../tensor/node.js'

export interface TensorArray {
  /** As the text calls it; of arguments, the name that the user gave. */
  readonly name: string
  readonly shape: readonly Dim[]
  readonly role: 'input' | 'temporary' | 'output'
}

/** An entry of an array, or of the part of it that begins at the places `starts`. */
export interface Access {
  readonly array: number
  readonly at: readonly number[]
  readonly starts?: readonly Dim[]
}

/** A sum over some labels; the value reads what the loop reads. */
export interface Reduction {
  readonly labels: readonly number[]
  readonly value: Expr
}

export interface Loop {
  readonly kind: 'loop'
  readonly target: Access
  /** The labels that the loop goes over, outermost first. */
  readonly kept: readonly number[]
  readonly sizes: ReadonlyMap<number, Dim>
  readonly loads: readonly Access[]
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

/** An operation of the table on whole matrices or along the last axis. */
export interface MatrixStep {
  readonly kind: 'operation'
  readonly head: string
  readonly target: number
  readonly of: number
}

/** inv(A)*B or inv(A')*B; the sides have the axis of A first. */
export interface Solution {
  readonly kind: 'solve'
  readonly target: number
  readonly of: number
  readonly sides: number
  readonly transposed: boolean
}

export type Step = Loop | Literal | UnitVector | Reshaping | MatrixStep | Solution

/** A size that has to be at least so large. */
export interface Requirement {
  readonly size: Dim
  readonly least: number
}

export interface TensorProgram {
  readonly arrays: readonly TensorArray[]
  readonly steps: readonly Step[]
  /** The arrays of the results, in order. */
  readonly results: readonly number[]
  readonly requires: readonly Requirement[]
  /** The arrays of the roots that are read by their names. */
  readonly defined: ReadonlyMap<string, number>
}

/** What a text computes, in this order. */
export interface Root {
  readonly node: Node
  /** The name of a result. */
  readonly name?: string
  /** A name, which is none of a user, by which those after it read what is computed here, as a variable or a scalar. */
  readonly defines?: string
}

/** Names that no user can give: the k-th load and the k-th sum of a loop. */
export const loadName = (k: number): string => `@${k}`
export const sumName = (k: number): string => `+${k}`
export const loadSymbol = (k: number): Expr => sym(loadName(k))
export const sumSymbol = (k: number): Expr => sym(sumName(k))

/** The arrays that a step reads. */
export function readsOf(step: Step): readonly number[] {
  switch (step.kind) {
    case 'loop':
      return step.loads.map(a => a.array)
    case 'literal':
    case 'unit':
      return []
    case 'reshape':
    case 'operation':
      return [step.of]
    case 'solve':
      return [step.of, step.sides]
  }
}

/** The array that a step writes. */
export const targetOf = (step: Step): number => (step.kind === 'loop' ? step.target.array : step.target)
