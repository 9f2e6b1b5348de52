/** The course of an explanation: where it starts, its lines, and the way from where calculus ends to the answer. */
import type { Expr } from '../expr/node.js'
import type { Line } from './line.js'

/** What a strategy tells: lines from the first to the last, and the value that each state has, if it is not the derivative. */
export interface Course {
  readonly start: Expr
  readonly lines: readonly Line[]
  /** What the states of the lines are equal to, by line; by default the derivative. */
  readonly values?: ReadonlyMap<Line, Expr>
}

/** The algebra from an expression to the answer; `direct` in one line. */
export type ToAnswer = (from: Expr, direct: boolean) => readonly Line[]
