/** Texts that are derivatives as a whole: the derivative of diff(diff(f, x), x) is one of f, and is answered as diff(f, x, 3) is. */
import type { Variable } from '../diff/derivative.js'
import { orders } from '../diff/resolve.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { hasCall } from '../expr/walk.js'
import type { ParsedProgram } from '../parse/parse.js'

/** A function, and what it is differentiated by in turn. */
export interface Slope {
  readonly of: Expr
  readonly by: readonly Variable[]
}

/** The same with how the function was written. */
export interface StatedSlope extends Slope {
  readonly source: () => Expr
}

/** The function of which a text is the derivative as a whole, by one variable after the other. */
export function slopeIn({ result, source, definition }: ParsedProgram): StatedSlope | undefined {
  if (definition !== undefined || source === undefined || !isCall(result, 'diff')) return undefined
  let [of, depth] = [result as Expr, 0]
  const by: Variable[] = []
  for (; isCall(of, 'diff'); depth++) {
    by.unshift(...orders(of.args.slice(1)))
    of = of.args[0] as Expr
  }
  if (hasCall(of, 'diff')) return undefined
  const inner = (): Expr => {
    let written = source()
    for (let k = 0; k < depth; k++) written = (written as Call).args[0] as Expr
    return written
  }
  return { of, by, source: inner }
}
