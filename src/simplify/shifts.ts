/**
 * Trigonometric functions of an angle with a multiple of pi in it: the multiple brought next to 0 by the period and the quarter
 * turns, for numbers of turns that are rational or known to be whole. sin(x + 3*pi/2) is -cos(x), sin(7*pi/6) is -sin(pi/6).
 * DLMF 4.21(iii), table 4.16.3. Candidates only.
 */
import { add, call, half, minusOne, mul, num, pi, pow, product, sum, zero } from '../expr/build.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { Rational } from '../number/rational.js'
import type { Facts } from './facts.js'

/** What f(u + pi/2) is: the function, and whether it changes its sign. Twice this is half a turn. */
const QUARTER: ReadonlyMap<string, readonly [head: string, sign: 1 | -1]> = new Map([
  ['sin', ['cos', 1]],
  ['cos', ['sin', -1]],
  ['tan', ['cot', -1]],
  ['cot', ['tan', -1]],
  ['sec', ['csc', -1]],
  ['csc', ['sec', 1]],
])

/** Functions with the period pi; the others change their sign after it. */
const HALF_PERIOD: ReadonlySet<string> = new Set(['tan', 'cot'])

/** Other ways to write a function of an angle. */
export function turns(e: Call, facts: Facts): Expr[] {
  if (!QUARTER.has(e.head)) return []
  const terms: readonly Expr[] = isCall(e.args[0], 'add') ? e.args[0].args : [e.args[0] as Expr]
  const counts = terms.map(turnsIn)
  const symbolic = terms.flatMap((_, k) => wholeTurns(e.head, terms, k, counts[k], facts))
  const k = counts.findIndex(c => c?.kind === 'num')
  const c = counts[k]
  if (c?.kind !== 'num') return symbolic
  const rest = sum([zero, ...terms.filter((_, j) => j !== k)])
  return [...symbolic, ...(rest === zero ? constant(e.head, c.value) : moved(e.head, rest, c.value))]
}

/** c of a term c*pi. */
function turnsIn(term: Expr): Expr | undefined {
  if (term === pi) return num(1)
  return isCall(term, 'mul') && term.args.includes(pi) ? product(term.args.filter(f => f !== pi)) : undefined
}

/** sin(u + n*pi) as (-1)^n*sin(u) for whole n. */
function wholeTurns(head: string, terms: readonly Expr[], k: number, n: Expr | undefined, facts: Facts): Expr[] {
  if (n === undefined || n.kind === 'num' || !facts.of(n).integer) return []
  const rest = call(head, [sum([zero, ...terms.filter((_, j) => j !== k)])])
  const even = HALF_PERIOD.has(head) || facts.of(mul(half, n)).integer
  return [even ? rest : mul(pow(minusOne, n), rest)]
}

/** f(u + c*pi): by quarter turns to f(u) or its partner where c allows, else by half turns to the least |c|. */
function moved(head: string, u: Expr, c: Rational): Expr[] {
  const quarters = c.mul(Rational.of(2))
  if (quarters.isInteger()) {
    const by = Number(((BigInt(quarters.num) % 4n) + 4n) % 4n)
    let [name, sign] = [head, 1]
    for (let k = 0; k < by; k++) {
      const [next, s] = QUARTER.get(name) as readonly [string, 1 | -1]
      ;[name, sign] = [next, sign * s]
    }
    return [mul(num(sign), call(name, [u]))]
  }
  const whole = Rational.of(c.add(Rational.of(1, 2)).floor())
  if (whole.isZero()) return []
  return [mul(num(signAfter(head, whole)), call(head, [add(u, mul(num(c.sub(whole)), pi))]))]
}

const signAfter = (head: string, turnsTaken: Rational): number =>
  HALF_PERIOD.has(head) || BigInt(turnsTaken.num) % 2n === 0n ? 1 : -1

/** f(c*pi) with c between 0 and 1/2. */
function constant(head: string, c: Rational): Expr[] {
  const whole = Rational.of(c.floor())
  const rest = c.sub(whole)
  const past = rest.compare(Rational.of(1, 2)) > 0
  if (whole.isZero() && !past) return []
  // f(pi - u) is f(u) for sin and csc, -f(u) for the others.
  const mirrored = past && head !== 'sin' && head !== 'csc' ? -1 : 1
  const angle = mul(num(past ? Rational.ONE.sub(rest) : rest), pi)
  return [mul(num(signAfter(head, whole) * mirrored), call(head, [angle]))]
}
