/** What a node remembers beside its value (written.ts): nodes of the table have nothing of it. */
import type { Expr } from './node.js'

/** How a node was, or is to be, written, and where it comes from. */
export interface Writing {
  readonly of: 'text' | 'answer' | 'nothing'
  readonly tree: Expr
  readonly origin?: Origin
}

/** What a derivative was taken of, and by what in turn; `plain`: the derivative in canonical form, where that is known. */
export interface Origin {
  readonly of: Expr
  readonly by: readonly Expr[]
  readonly plain?: Expr
}
