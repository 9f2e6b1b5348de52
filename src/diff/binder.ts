/**
 * The derivatives of sums, products and integrals: the rows of expr/binders.ts say what they are. Differentiation under the sign is by what is
 * free in the body; a bound of an index cannot move, for sums over whole numbers do not depend smoothly on it.
 */
import { ShapeError } from '../errors.js'
import { binderAlgebra } from '../expr/binder.js'
import type { BinderRow } from '../expr/binders.js'
import { bindingOf } from '../expr/binding.js'
import { call, zero } from '../expr/build.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import { row as functionRow } from '../functions/table.js'

/** The derivative of a binder, canonical or written, given those of its bounds and of its body. */
export function binderSlope(
  row: BinderRow,
  e: Call,
  d: readonly Expr[],
  x: Expr,
  canonical: (e: Expr) => Expr,
  nonzero = isNonzero,
): Expr {
  const binding = bindingOf(e)
  const [, dFrom, dTo, dBody] = d
  if (binding === undefined || dFrom === undefined || dTo === undefined || dBody === undefined)
    throw new ShapeError(`${e} is no ${row.name} over a variable`, 'argument-count')
  const { variable } = binding
  const [from, to, body] = [binding.from, binding.to, binding.body].map(canonical) as [Expr, Expr, Expr]
  if (row.over === 'integers' && (dFrom !== zero || dTo !== zero))
    throw new ShapeError(
      `${e} has no derivative by ${x}: its index runs over whole numbers, so a bound cannot depend on what is differentiated by; an integral has one`,
      'index-bound',
    )
  return row.slope(binderAlgebra(variable, call, nonzero), { from, to, body, dFrom, dTo, dBody })
}

/** Whether an expression is nowhere zero on the reals, as far as its form tells. */
export function isNonzero(e: Expr): boolean {
  const known = new Map<Expr, boolean>()
  for (const n of postorder(e))
    known.set(
      n,
      nonzeroOf(n, a => known.get(a) === true),
    )
  return known.get(e) === true
}

function nonzeroOf(e: Expr, of: (a: Expr) => boolean): boolean {
  if (e.kind === 'num') return !e.value.isZero()
  if (e.kind === 'sym') return false
  const [base] = e.args
  if (isCall(e, 'e') || isCall(e, 'pi')) return true
  if (isCall(e, 'mul')) return e.args.every(of)
  if (isCall(e, 'pow')) return base !== undefined && of(base)
  return functionRow(e.head, e.args.length)?.sign === 'positive'
}
