/** What a draft (draft.ts) has met: each value is read once, and is one unit. */
import { ExprMap, LateMap } from '../expr/map.js'
import type { Expr } from '../expr/node.js'
import type { Sum, Unit } from './unit.js'

export class Memory {
  readonly units = new ExprMap<Unit>()
  /** The first function of an argument. */
  readonly placeOf = new ExprMap<number>()
  readonly sums = new Map<Expr, Sum>()
  readonly values = new LateMap<Sum, Expr>()
  /** Derivatives of functions of the problem by their arguments. */
  readonly partials = new LateMap<Expr, Map<number | string, Expr>>()
}
