/**
 * Absolute values and signs of real values in a term: abs(u)*sign(u) is u, and one sign may stand before a bracket.
 * Nothing is done in the complex domain.
 */
import { call, num } from '../expr/build.js'
import { type Expr, isCall } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import type { Draft } from './draft.js'
import {
  type Factor,
  factorTerm,
  hasTrait,
  merged,
  rational,
  type Sum,
  type Term,
  TRAIT,
  times,
  without,
} from './term.js'

/** The only argument of a call. */
export const argument = (e: Expr): Expr | undefined =>
  e.kind === 'call' && e.args.length === 1 ? e.args[0] : undefined

/** Of real values: abs(u)*sign(u) is u, u*sign(u) is abs(u), u^2 beside abs(u) is abs(u)^2, sign(u)^3 is sign(u). */
export function signs(t: Term, draft: Draft): Term {
  if (draft.domain === 'complex') return t
  for (const f of t.factors) {
    const u = isCall(f.unit.value, 'sign') || isCall(f.unit.value, 'abs') ? argument(f.unit.value) : undefined
    const better = u && signsOf(u, t, draft)
    if (better !== undefined) return signs(better, draft)
  }
  return t
}

/** The same of one argument; undefined where nothing changes. */
function signsOf(u: Expr, t: Term, draft: Draft): Term | undefined {
  const find = (test: (e: Expr) => boolean): Factor | undefined => t.factors.find(f => test(f.unit.value))
  const of =
    (head: string) =>
    (e: Expr): boolean =>
      isCall(e, head) && equal(argument(e) as Expr, u)
  const [sign, size, bare] = [find(of('sign')), find(of('abs')), find(e => equal(e, u))]
  const [k, n, m] = [sign, size, bare].map(f => (f && wholeOf(f.exponent)) ?? 0) as [number, number, number]
  const value = (power: number): Term => draft.bracket(draft.raised(draft.of(u), num(power), u))
  const absolute = (power: number): Term => draft.bracket(draft.raised(draft.of(call('abs', [u])), num(power), u))
  const replaced = (by: Term, ...gone: readonly (Factor | undefined)[]): Term =>
    times(
      without(
        t,
        gone.filter(f => f !== undefined),
      ),
      by,
    )
  if (size !== undefined && !size.unit.own && n !== 0 && n % 2 === 0) return replaced(value(n), size)
  if (sign !== undefined && k > 2) return times(t, factorTerm(sign.unit, num(-2)))
  if (k === 1 && n !== 0) return replaced(times(value(Math.sign(n)), absolute(n - Math.sign(n))), sign, size)
  // x^5/abs(x)^3 is x*abs(x), as x^3/x^2 is x.
  const even = n < 0 ? 2 * Math.floor(Math.min(m, 1 - n) / 2) : 0
  if (even > 0) {
    const parts = [value(m - even), absolute(n + even)]
    return replaced((n + m) % 2 === 0 && n + even === 0 ? value(m - even) : parts.reduce(times), size, bare)
  }
  if (n !== 0 && m !== 0 && m % 2 === 0) return replaced(absolute(n + m), size, bare)
  if (n === 1 && m === -1) return replaced(draft.bracket(draft.of(call('sign', [u]))), size, bare)
  if (k === 1 && m > 0) return replaced(times(value(m - 1), absolute(1)), sign, bare)
  return undefined
}

function signIn(s: Sum): Factor | undefined {
  if (!hasTrait(s, TRAIT.modulus)) return undefined
  for (const t of s)
    for (const f of t.factors) if (isCall(f.unit.value, 'sign') && rational(f.exponent)?.isOne()) return f
  return undefined
}

/** x*abs(x) + sign(x) with one sign in all terms, x^2*sign(x) + sign(x), so that it may stand before a bracket. */
export function withSign(s: Sum, draft: Draft): Sum | undefined {
  const sign = signIn(s)
  const u = sign && argument(sign.unit.value)
  if (sign === undefined || u === undefined || s.length < 2 || draft.domain === 'complex') return undefined
  const terms = s.map(t => {
    if (t.factors.some(f => f.unit === sign.unit && f.exponent === sign.exponent)) return t
    const size = t.factors.find(f => isCall(f.unit.value, 'abs') && equal(argument(f.unit.value) as Expr, u))
    return size && rational(size.exponent)?.isOne()
      ? times(times(without(t, [size]), draft.bracket(draft.of(u))), factorTerm(sign.unit, sign.exponent))
      : undefined
  })
  return terms.every(t => t !== undefined) ? merged(terms) : undefined
}
