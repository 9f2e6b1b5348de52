/** Diagonals of functions of entries are written as functions of diagonals: tr(log(A)) would be taken for the trace of the logarithm of a matrix. */
import { type Call, type Expr, isCall, rawCall } from '../expr/node.js'
import { row } from '../functions/table.js'
import { apply, functionHead, HEAD, isFunction } from './heads.js'

/** The diagonal of a matrix; of a function of its entries that of the diagonal. */
export function diagonalWithin(e: Expr): Expr {
  const around: Call[] = []
  let inner = e
  while (isOfEntries(inner)) {
    around.push(inner)
    inner = inner.args[0] as Expr
  }
  return around.reduceRight(
    (of: Expr, { head, args }) => onEntries(head, [of, ...args.slice(1)]),
    apply('diagonal', inner),
  )
}

/** A power or a function of one matrix, entry by entry. */
const isOfEntries = (e: Expr): e is Call =>
  e.kind === 'call' &&
  (isCall(e, HEAD.raise) ||
    isFunction(e, 'abs') ||
    isCall(e, 'pow') ||
    (e.args.length === 1 && row(e.head) !== undefined))

const onEntries = (head: string, args: readonly Expr[]): Expr =>
  rawCall(head === functionHead('abs') ? 'abs' : head, args)
