/**
 * Writing signs as abs(u)/u, e^lambertw(u) as u/lambertw(u), or a Bessel function by its neighbours divides by what may be 0. Where that does not
 * cancel again the answer would have a pole that the input had not, and is not to be used.
 */
import { zero } from '../expr/build.js'
import { ExprMap } from '../expr/map.js'
import { type Expr, isCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { fold, postorder, withArgs } from '../expr/walk.js'
import { recurrenceOf } from '../rules/recurrences.js'

/** Whether `after` divides by something that `before` does not divide by, and that only another way of writing brought in. */
export function gainsPole(before: Expr, after: Expr): boolean {
  const risks = postorder(before).flatMap(risksOf)
  if (risks.length === 0) return false
  const [old, fresh] = [denominators(before), denominators(after)]
  return risks.some(r => !old.has(r) && [...fresh.keys()].some(d => !old.has(d) && vanishes(d, r)))
}

function risksOf(node: Expr): readonly Expr[] {
  if (node.kind !== 'call') return []
  const [u, v] = node.args as [Expr, Expr | undefined]
  if (node.head === 'sign') return [u]
  if (node.head === 'lambertw' && v === undefined) return [u, node]
  return recurrenceOf(node.head)?.three && v !== undefined ? [v] : []
}

/** What is divided by. */
function denominators(e: Expr): ExprMap<true> {
  const found = new ExprMap<true>()
  for (const n of postorder(e)) {
    if (!isCall(n, 'pow')) continue
    const [base, exponent] = n.args as [Expr, Expr]
    const factors = isCall(base, 'mul') ? base.args : [base]
    if (exponent.kind === 'num' && exponent.value.sign() < 0) for (const f of factors) found.set(f, true)
  }
  return found
}

/** Whether a denominator is 0 where `part` is. */
function vanishes(denominator: Expr, part: Expr): boolean {
  if (equal(denominator, part)) return true
  if (isCall(denominator, 'abs')) return vanishes(denominator.args[0] as Expr, part)
  if (!isCall(denominator, 'add') || part.kind === 'num') return false
  const there = fold<Expr>(denominator, (n, args) =>
    equal(n, part) ? zero : n.kind === 'call' ? withArgs(n, args) : n,
  )
  return there === zero
}
