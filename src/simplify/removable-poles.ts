/**
 * Writing signs as abs(u)/u, e^lambertw(u) as u/lambertw(u), or a Bessel function by its neighbours divides by what may be 0. Where that does not
 * cancel again the answer would have a pole that the input had not; and where abs(u)/u does cancel, as abs(u)/abs(u), the
 * answer may have another value than sign(0) gave. Neither is to be used.
 */
import { minusOne, mul, pow, sub, zero } from '../expr/build.js'
import { ExprMap } from '../expr/map.js'
import { type Expr, factorsOf, isCall, isValueless, termsOf } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { contains, postorder, replaced } from '../expr/walk.js'
import { recurrenceOf } from '../rules/recurrences.js'
import { withoutZeros } from './vanishing.js'

/** Whether `after` has a pole that `before` has not, or another value at a zero, that only another way of writing brought in. */
export function gainsPole(before: Expr, after: Expr): boolean {
  const nodes = postorder(before)
  return (
    nodes.some(n => isCall(n, 'sign') && !agreeAtZero(before, after, n.args[0] as Expr)) ||
    divides(nodes, before, after)
  )
}

function divides(nodes: readonly Expr[], before: Expr, after: Expr): boolean {
  const risks = nodes.flatMap(risksOf).flatMap(r => factorsOf(r))
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
    const factors = factorsOf(base)
    if (exponent.kind === 'num' && exponent.value.sign() < 0) for (const f of factors) found.set(f, true)
  }
  return found
}

/** Whether a denominator is 0 where `part` is. */
function vanishes(denominator: Expr, part: Expr): boolean {
  if (equal(denominator, part)) return true
  if (isCall(denominator, 'abs')) return vanishes(denominator.args[0] as Expr, part)
  if (!isCall(denominator, 'add') || part.kind === 'num') return false
  return atZero(denominator, part) === zero
}

/** Whether two expressions are seen to have the same values where `part` is 0, unless the first has none there. */
function agreeAtZero(before: Expr, after: Expr, part: Expr): boolean {
  const [a, b] = [atZero(before, part), atZero(after, part)]
  return isValueless(a) || withoutZeros(sub(a, b)) === zero
}

/** An expression as it is where `part` is 0: a sum c*s + t that is 0 has s = -t/c for each of its symbols s that stands alone. */
function atZero(e: Expr, part: Expr): Expr {
  const terms = termsOf(part)
  const alone = terms.find(t => linear(t) !== undefined && !terms.some(o => o !== t && contains(o, linear(t) as Expr)))
  const [of, value] = alone === undefined ? [part, zero] : [linear(alone) as Expr, solved(part, alone)]
  return replaced(e, of, value)
}

/** The symbol of a term c*s. */
function linear(term: Expr): Expr | undefined {
  if (term.kind === 'sym') return term
  const [c, s] = isCall(term, 'mul') && term.args.length === 2 ? term.args : []
  return c?.kind === 'num' && s?.kind === 'sym' ? s : undefined
}

const solved = (part: Expr, term: Expr): Expr => {
  const s = linear(term) as Expr
  return mul(sub(term, part), mul(s, pow(term, minusOne)))
}
