/**
 * Some terms of a sum taken together by what they share: x*cos(x) + x*sin(x) + sin(x) is x*cos(x) + (x + 1)*sin(x). And the
 * opposite, a number multiplied into a sum: 7*(6*x - 1) is 42*x - 7. Candidates only: the caller keeps the cheapest.
 */
import { minusOne, mul, num, one, pow, product, sum } from '../expr/build.js'
import { ExprMap } from '../expr/map.js'
import { type Call, type Expr, isCall, type Num } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { hasMinus } from './cost.js'
import { multiplyOut } from './factor.js'
import { isBelow } from './faults.js'

/** Sums and products with more operands than this are left as they are: the work grows with the square, or the cube. */
const WIDEST = 14
/** Sums of more terms are not multiplied by what stands beside them. */
const SHORT = 4

/** Other ways to write a sum, each with the terms that share one factor taken together. */
export function groupings(e: Call): Expr[] {
  if (e.args.length > WIDEST || e.args.length < 3) return []
  const shared = new ExprMap<number>()
  for (const term of e.args)
    for (const f of factorsOf(term)) for (const d of divisors(f)) shared.set(d, (shared.get(d) ?? 0) + 1)
  return [...shared.entries()]
    .filter(([, count]) => count > 1 && count < e.args.length)
    .map(([factor]) => gather(e, factor))
}

/** Terms with one denominator among others, each such group as one fraction: a*x/(x + 1) + b*x/(x + 1)^2 + c beside c. */
export function fractionsGathered(e: Call): Expr[] {
  if (e.args.length > WIDEST || e.args.length < 3) return []
  const least = new ExprMap<Expr>()
  const count = new ExprMap<number>()
  for (const f of e.args.flatMap(factorsOf).filter(isBelow)) {
    const [base, exponent] = (f as Call).args as [Expr, Num]
    const known = least.get(base)
    if (known?.kind !== 'num' || exponent.value.compare(known.value) < 0) least.set(base, exponent)
    count.set(base, (count.get(base) ?? 0) + 1)
  }
  return [...least.entries()].flatMap(([base, exponent]) => {
    const within = (t: Expr): boolean => factorsOf(t).some(f => isBelow(f) && equal((f as Call).args[0] as Expr, base))
    const n = count.get(base) as number
    if (n < 2 || n === e.args.length) return []
    const below = pow(base, exponent)
    const above = pow(below, minusOne)
    const inside = e.args.filter(within).map(t => multiplyOut(mul(t, above)))
    return [sum([...e.args.filter(t => !within(t)), mul(below, sum(inside))])]
  })
}

const factorsOf = (e: Expr): readonly Expr[] => (isCall(e, 'mul') ? e.args : [e]).filter(f => f.kind !== 'num')

/** A factor, and the lower powers that divide it: of x^3, x^3 and x. */
function divisors(f: Expr): Expr[] {
  const [base, exponent] = isCall(f, 'pow') ? (f.args as [Expr, Expr]) : [f, num(1)]
  const n = wholeOf(exponent) ?? 0
  if (base.kind === 'num' || n < 2) return [f]
  return n === 2 ? [f, base] : [f, pow(base, num(n - 1)), base]
}

function gather(e: Call, factor: Expr): Expr {
  const inverse = pow(factor, num(-1))
  const inside: Expr[] = []
  const rest: Expr[] = []
  for (const term of e.args) {
    const has = factorsOf(term).some(f => divisors(f).some(d => equal(d, factor)))
    if (has) inside.push(mul(term, inverse))
    else rest.push(term)
  }
  return sum([...rest, mul(factor, sum(inside))])
}

/** A rational coefficient, or a symbol, multiplied into a sum beside it. */
export function distributions(e: Call): Expr[] {
  const [c] = e.args
  if (c?.kind !== 'num' || e.args.length > WIDEST) return []
  return e.args.flatMap((f, k) => {
    if (!isCall(f, 'add') || f.args.length > WIDEST) return []
    return [product([...e.args.slice(1).toSpliced(k - 1, 1), sum(f.args.map(a => mul(c, a)))])]
  })
}

/** (x + y)/z as x/z + y/z: a short sum multiplied by what stands beside it. */
export function shared(e: Call): Expr[] {
  if (e.args.length > WIDEST) return []
  return e.args.flatMap((f, k) => {
    if (!isCall(f, 'add') || f.args.length > SHORT) return []
    const others = product([one, ...e.args.toSpliced(k, 1)])
    return [sum(f.args.map(a => mul(a, others)))]
  })
}

/** x*y + (1 - x^2)/x as x*y + 1/x - x: such a product among the terms of a sum. */
export function opened(e: Call): Expr[] {
  if (e.args.length > WIDEST) return []
  return e.args.flatMap((t, k) => (isCall(t, 'mul') ? shared(t).map(s => sum(e.args.toSpliced(k, 1, s))) : []))
}

/** (x - 1)*(x + 1) as x^2 - 1: two sums of two terms to the same power, below the bar as above it, where two terms are left. */
export function multipliedPairs(e: Call): Expr[] {
  if (e.args.length > WIDEST) return []
  const bases = e.args.map(f => (isCall(f, 'pow') ? (f.args as [Expr, Expr]) : ([f, one] as const)))
  return bases.flatMap(([p, n], j) =>
    bases.slice(j + 1).flatMap(([q, m], k) => {
      const short = isCall(p, 'add') && isCall(q, 'add') && p.args.length === 2 && q.args.length === 2
      if (!short || n.kind !== 'num' || !n.value.isInteger() || !equal(n, m)) return []
      const both = sum(p.args.flatMap(a => q.args.map(b => mul(a, b))))
      if (isCall(both, 'add') && both.args.length > 2) return []
      return [product([...e.args.filter((_, i) => i !== j && i !== j + 1 + k), pow(both, n)])]
    }),
  )
}

/** (x - 1)^2*(1 - x)^b as (1 - x)^(b + 2): even powers of a difference do not mind its sign, odd ones give it off. */
export function matchedSigns(e: Call): Expr[] {
  const bases = e.args.map(f => (isCall(f, 'pow') ? (f.args as [Expr, Expr]) : ([f, num(1)] as const)))
  return bases.flatMap(([base, exponent], k) => {
    if (!isCall(base, 'add') || exponent.kind !== 'num' || !exponent.value.isInteger() || base.args.length > WIDEST)
      return []
    const opposite = sum(base.args.map(a => mul(num(-1), a)))
    const meets = bases.some(([other], j) => j !== k && equal(other, opposite))
    return meets ? [product([...e.args.toSpliced(k, 1), pow(num(-1), exponent), pow(opposite, exponent)])] : []
  })
}

/**
 * e^u/(1 + e^u) as 1/(1 + e^(-u)): an exponential above the bar taken into a sum of two terms below it. Not into a longer one,
 * or e^(-x)/(1 + e^(-x))^2, who has it so, would come back as 1/(2 + 2*cosh(x)).
 */
export function withinDenominators(e: Call): Expr[] {
  const exponentials = e.args.filter(f => isCall(f, 'pow') && isCall(f.args[0], 'e'))
  if (exponentials.length !== 1) return []
  const [above] = exponentials as [Expr]
  return e.args.flatMap((f, k) => {
    const [base, n] = isCall(f, 'pow') ? (f.args as [Expr, Expr]) : [f, num(1)]
    if (!isCall(base, 'add') || n.kind !== 'num' || n.value.num !== -1 || base.args.length > 2) return []
    if (!n.value.isInteger()) return []
    const inverse = pow(above, num(-1))
    const below = sum(base.args.map(a => mul(a, inverse)))
    return [product([...e.args.toSpliced(k, 1).filter(g => g !== above), pow(below, num(-1))])]
  })
}

/** 1/(-x - 1) as -1/(x + 1). */
export function minusOut(e: Call): Expr[] {
  const factors: readonly Expr[] = isCall(e, 'mul') ? e.args : [e]
  return factors.flatMap((f, k) => {
    const [base, n] = isCall(f, 'pow') ? (f.args as [Expr, Expr]) : [f, num(1)]
    const whole = n.kind === 'num' && n.value.isInteger()
    if (!whole || !isCall(base, 'add') || base.args.length > WIDEST || !base.args.every(hasMinus)) return []
    return [product([pow(num(-1), n), ...factors.toSpliced(k, 1), pow(sum(base.args.map(a => mul(num(-1), a))), n)])]
  })
}
