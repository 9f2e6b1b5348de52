/** Sums of forms written short: common factors at the ends of products, a common operand of entrywise products, a common number in front. */
import { mul, num, one, pow } from '../expr/build.js'
import { type Expr, isCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import type { Rational } from '../number/rational.js'
import { entrywise, lengthOf, product, scale, shortest, signed, total, unscaled } from './forms.js'
import { HEAD, partsOf } from './heads.js'

/** The shortest way found to write a sum of forms. */
export function shorter(forms: readonly Expr[], content: Rational): Expr {
  const plain = total(forms)
  if (forms.length === 1 || forms.length > 60) return plain
  const factored = total(gathered(forms))
  return shortest(plain, factored, withContent(forms, content))
}

/** The number that all terms share in front of them all. */
function withContent(forms: readonly Expr[], content: Rational): Expr {
  const c = num(content)
  if (c === one) return total(forms)
  const rest = forms.map(f => scale(pow(c, num(-1)), f))
  return scale(c, total(gathered(rest)))
}

/** Terms with a common first or last factor joined, as long as that makes the sum shorter. */
function gathered(forms: readonly Expr[]): readonly Expr[] {
  let best = forms
  for (;;) {
    const next = pairs(best)
      .map(([i, j]) => join(best, i, j))
      .filter(f => f !== undefined)
    const shortestNext = next.reduce<readonly Expr[] | undefined>(
      (a, b) => (a === undefined || lengthOf(total(b)) < lengthOf(total(a)) ? b : a),
      undefined,
    )
    if (shortestNext === undefined || lengthOf(total(shortestNext)) >= lengthOf(total(best))) return best
    best = shortestNext
  }
}

const pairs = (forms: readonly Expr[]): [number, number][] =>
  forms.flatMap((_, i) => forms.slice(i + 1).map((_, j): [number, number] => [i, i + 1 + j]))

/** Two terms as one product, if they share a factor at an end. */
function join(forms: readonly Expr[], i: number, j: number): readonly Expr[] | undefined {
  const joined = shared(forms[i] as Expr, forms[j] as Expr)
  if (joined === undefined) return undefined
  return [...forms.slice(0, i), joined, ...forms.slice(i + 1, j), ...forms.slice(j + 1)]
}

function shared(a: Expr, b: Expr): Expr | undefined {
  const [p, q] = [unscaled(a), unscaled(b)]
  const candidates: Expr[] = []
  const scalarOf = (s: typeof p): Expr => mul(s.negative ? num(-1) : one, s.above, pow(s.below, num(-1)))
  const [u, v] = [partsOf(p.tensor), partsOf(q.tensor)]
  const same = equal(scalarOf(p), scalarOf(q))
  const opposite = equal(scalarOf(p), mul(num(-1), scalarOf(q)))
  const outer = same || opposite ? scalarOf(p) : one
  const within = (s: typeof p, rest: readonly Expr[]): Expr => {
    const inner = rest.length === 0 ? undefined : product(...rest)
    const c = same ? one : opposite ? (s === p ? one : num(-1)) : scalarOf(s)
    return inner === undefined ? signed(c) : scale(c, inner)
  }
  const most = Math.min(u.length, v.length) - 1
  const left = commonLength(u, v, most)
  const right = commonLength([...u].reverse(), [...v].reverse(), most)
  if (left > 0)
    candidates.push(
      scale(outer, product(...u.slice(0, left), total(gathered([within(p, u.slice(left)), within(q, v.slice(left))])))),
    )
  if (right > 0)
    candidates.push(
      scale(
        outer,
        product(total(gathered([within(p, u.slice(0, -right)), within(q, v.slice(0, -right))])), ...u.slice(-right)),
      ),
    )
  const common =
    isCall(p.tensor, HEAD.times) && isCall(q.tensor, HEAD.times)
      ? sharedEntrywise(p.tensor.args, q.tensor.args)
      : undefined
  if (common !== undefined) {
    const [f, s, t] = common
    const inside = total(gathered([within(p, [entrywise(s, [])]), within(q, [entrywise(t, [])])]))
    candidates.push(scale(outer, entrywise([f, inside], [])))
  }
  return candidates.length === 0 ? undefined : shortest(...candidates)
}

function commonLength(u: readonly Expr[], v: readonly Expr[], most: number): number {
  let n = 0
  while (n < most && equal(u[n] as Expr, v[n] as Expr)) n++
  return n
}

function sharedEntrywise(a: readonly Expr[], b: readonly Expr[]): [Expr, Expr[], Expr[]] | undefined {
  const f = a.find(x => b.some(y => equal(x, y)))
  if (f === undefined) return undefined
  const without = (all: readonly Expr[]): Expr[] => {
    const k = all.findIndex(x => equal(x, f))
    return [...all.slice(0, k), ...all.slice(k + 1)]
  }
  return [f, without(a), without(b)]
}
