/**
 * Cases that a sign decides. Where every condition of a piecewise function compares with 0 one and the same difference d, it has three
 * values: for d > 0, d = 0 and d < 0. From these it is told whether it is an absolute value, an extreme or a sign. Conditions
 * that are known to hold or not to hold go. Candidates only: the caller keeps the cheapest.
 */
import { call, minusOne, mul, no, pow, sub, sum, yes, zero } from '../expr/build.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { postorder } from '../expr/walk.js'
import { expand } from './algebra.js'
import type { Facts } from './facts.js'

/** For which signs of the difference each relation holds, as in `HOLDS[relation].includes(sign)`. */
const HOLDS: ReadonlyMap<string, readonly number[]> = new Map([
  ['lt', [-1]],
  ['le', [-1, 0]],
  ['eq', [0]],
  ['ne', [-1, 1]],
  ['gt', [1]],
  ['ge', [0, 1]],
])

/** Larger ones (as trees) are left alone. */
const LARGEST = 200

/** Other ways to write a piecewise function. */
export function branchForms(e: Call, facts: Facts): Expr[] {
  if (e.size > LARGEST) return []
  return [...known(e, facts), ...byOneSign(e, facts)]
}

const isConditionPlace = (e: Call, k: number): boolean => k % 2 === 1 && k < e.args.length

/** With the conditions that facts decide decided. */
function known(e: Call, facts: Facts): Expr[] {
  const args = e.args.map((a, k) => {
    const holds = isConditionPlace(e, k) ? facts.prove(a) : undefined
    return holds === undefined ? a : holds ? yes : no
  })
  return args.some((a, k) => a !== e.args[k]) && args.length > 0 ? [call('piecewise', args)] : []
}

interface Signed {
  readonly d: Expr
  /** The values where d is negative, zero and positive. */
  readonly values: readonly [Expr, Expr, Expr]
}

function byOneSign(e: Call, facts: Facts): Expr[] {
  const read = readSigns(e)
  if (read === undefined || !facts.of(read.d).real) return []
  const { d, values } = read
  const [below, at, above] = values
  if (equal(below, above) && equal(at, above)) return [above]
  return [...absolute(d, values), ...signs(d, values), ...extremes(d, values, facts)]
}

/** Undefined where the conditions are about different things, or leave a case open. */
function readSigns(e: Call): Signed | undefined {
  const conditions = e.args.filter((_, k) => isConditionPlace(e, k))
  const first = conditions[0]
  if (first?.kind !== 'call' || !HOLDS.has(first.head)) return undefined
  const d = sub(first.args[0] as Expr, first.args[1] as Expr)
  const value = (sign: number): Expr | undefined => {
    for (let k = 0; k < e.args.length; k += 2) {
      const holds = k + 1 < e.args.length ? holdsAt(e.args[k + 1] as Expr, d, sign) : true
      if (holds === undefined) return undefined
      if (holds) return e.args[k] as Expr
    }
    return undefined
  }
  const [below, at, above] = [value(-1), value(0), value(1)]
  return below && at && above && { d, values: [below, at, above] }
}

/** Whether a condition holds where d has that sign; undefined for any other condition. */
function holdsAt(condition: Expr, d: Expr, sign: number): boolean | undefined {
  const signs = condition.kind === 'call' ? HOLDS.get(condition.head) : undefined
  if (condition.kind !== 'call' || signs === undefined) return undefined
  const k = ratio(sub(condition.args[0] as Expr, condition.args[1] as Expr), d)
  return k === undefined ? undefined : signs.includes(k * sign === 0 ? 0 : k * sign)
}

/** The sign of a rational a/b, where there is one. */
function ratio(a: Expr, b: Expr): number | undefined {
  const [s, t] = [a, b].map(x => (isCall(x, 'add') ? (x.args[0] as Expr) : x)) as [Expr, Expr]
  const q = mul(s, pow(t, minusOne))
  if (q.kind !== 'num' || q.value.isZero() || !equal(expand(mul(q, b)), expand(a))) return undefined
  return q.value.sign()
}

/** q*d above and -q*d below is q*abs(d). */
function absolute(d: Expr, [below, at, above]: Signed['values']): Expr[] {
  if (sum([above, below]) !== zero || !(equal(at, above) || equal(at, below) || at === zero)) return []
  const q = quotient(above, d)
  return q === undefined ? [] : [mul(q, call('abs', [d]))]
}

/** The quotient, where dividing leaves no new denominator. */
function quotient(a: Expr, d: Expr): Expr | undefined {
  const scale = isCall(a, 'add') && isCall(d, 'add') ? ratioOf(a, d) : mul(a, pow(d, minusOne))
  const divides = (n: Expr): boolean => isCall(n, 'pow') && equal(n.args[0] as Expr, d) && n.args[1] === minusOne
  return scale === undefined || postorder(scale).some(divides) ? undefined : scale
}

function ratioOf(a: Expr, b: Expr): Expr | undefined {
  const q = mul((a as Call).args[0] as Expr, pow((b as Call).args[0] as Expr, minusOne))
  return q.kind === 'num' && equal(expand(mul(q, b)), a) ? q : undefined
}

/** v above, 0 at and -v below is v*sign(d). */
function signs(d: Expr, [below, at, above]: Signed['values']): Expr[] {
  return at === zero && sum([above, below]) === zero ? [mul(above, call('sign', [d]))] : []
}

/** Where the values differ by a multiple of d, the larger or the smaller; the one that holds at d = 0 first, as at a tie. */
function extremes(d: Expr, [below, at, above]: Signed['values'], facts: Facts): Expr[] {
  const k = ratio(sub(above, below), d)
  if (k === undefined || !facts.of(above).real || !facts.of(below).real) return []
  if (!equal(at, above) && !equal(at, below)) return []
  const [first, second] = equal(at, above) ? [above, below] : [below, above]
  return [call(k > 0 ? 'max' : 'min', [first, second])]
}
