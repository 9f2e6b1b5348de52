/** A derivation as it is told: lines, each equal to the one before, and what was used to get there. */
import type { Expr } from '../expr/node.js'
import type { Formula } from './formula.js'
import type { AlgebraId, MoveId, RuleId } from './words.js'

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
