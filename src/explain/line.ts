/** A derivation as it is told: lines, each equal to the one before, and what was used to get there. */
import type { Expr } from '../expr/node.js'
import type { Formula } from './formula.js'
import type { RuleId } from './step.js'

/** What is done to an expression without differentiating, by stable names. */
export type AlgebraId =
  | 'collect-factors'
  | 'cancel'
  | 'collect-terms'
  | 'expand'
  | 'factor'
  | 'common-denominator'
  | 'split-fraction'
  | 'identity'
  | 'simplify'

/** What strategies do besides using rules. */
export type MoveId =
  | 'logarithm'
  | 'logarithm-laws'
  | 'both-sides'
  | 'multiply-back'
  | 'definition'
  | 'substitute'
  | 'conjugate'
  | 'difference'
  | 'cancel-increment'
  | 'limit'
  | 'rearrange'
  | 'use-rule'
  | 'entry'
  | 'deltas'
  | 'contract'
  | 'matrix-form'
  | 'kronecker'
  | 'name'
  | 'backward'
  | 'matrix-rule'
  | 'put-back'

/** One thing done between two lines. */
export interface Use {
  readonly id: RuleId | AlgebraId | MoveId
  /** What is named: the function whose derivative was used, by its name, or an expression. */
  readonly of?: string | Expr
  readonly formula?: Formula | undefined
  /** The fresh name, and the expression within that it stands for. */
  readonly inner?: { readonly name: Expr; readonly of: Expr } | undefined
}

export type Kind = 'calculus' | 'algebra'

export interface Line {
  readonly kind: Kind
  readonly uses: readonly Use[]
  /** What stands left of the equals sign, where it is not what stood there before. */
  readonly left?: Expr
  /** A limit that is still to be taken: the name that goes to zero. */
  readonly limit?: Expr | undefined
  /** The expression, with derivatives that are still to be taken. */
  readonly state: Expr
  /** The same, with what changed marked (notation.ts). */
  readonly marked: Expr
}
