/**
 * Trigonometric and hyperbolic functions by their angles: `trigExpand` writes functions of sums and multiples by functions of the parts,
 * `trigReduce` writes products and powers by functions of sums and multiples. Exact for complex values, and defined wherever
 * the input is: tan(a + b) goes through sin and cos, for tan(a) may have no value. Functions of multiples are linearly independent, so
 * what vanishes as a polynomial in sines and cosines reduces to 0. DLMF 4.21.1 to 4.21.3, 4.21.15 to 4.21.17, 4.35.1 to 4.35.3, 18.5.
 */
import { BudgetError } from '../errors.js'
import { add, call, half, minusOne, mul, num, one, pow, product, sub, sum, zero } from '../expr/build.js'
import { type Call, type Expr, factorsOf, isCall, termsOf } from '../expr/node.js'
import { rewritten } from '../expr/walk.js'
import { expand } from './algebra.js'
import { simplify } from './simplify.js'
import { turned } from './spelling.js'

/** Products of terms that a person waits for. */
const PATIENCE = 30_000
/** Larger multiples are not written out. */
const HIGHEST_MULTIPLE = 1000

/** The odd and the even function of a kind, and the square of the odd one as c*(1 - even^2). */
interface Kind {
  readonly odd: string
  readonly even: string
  /** -1 for sinh: sinh^2 = -(1 - cosh^2). */
  readonly sign: 1 | -1
}

const CIRCULAR: Kind = { odd: 'sin', even: 'cos', sign: 1 }
const HYPERBOLIC: Kind = { odd: 'sinh', even: 'cosh', sign: -1 }
const KINDS = [CIRCULAR, HYPERBOLIC]

/** Functions as products of powers of the odd and the even one: tan is odd^1*even^(-1). */
const QUOTIENTS: ReadonlyMap<string, readonly [kind: Kind, odd: number, even: number]> = new Map([
  ['sin', [CIRCULAR, 1, 0]],
  ['cos', [CIRCULAR, 0, 1]],
  ['tan', [CIRCULAR, 1, -1]],
  ['cot', [CIRCULAR, -1, 1]],
  ['sec', [CIRCULAR, 0, -1]],
  ['csc', [CIRCULAR, -1, 0]],
  ['sinh', [HYPERBOLIC, 1, 0]],
  ['cosh', [HYPERBOLIC, 0, 1]],
  ['tanh', [HYPERBOLIC, 1, -1]],
  ['coth', [HYPERBOLIC, -1, 1]],
  ['sech', [HYPERBOLIC, 0, -1]],
  ['csch', [HYPERBOLIC, -1, 0]],
])

/** Multiplication with a budget. */
class Work {
  #left = PATIENCE
  spend(amount: number): void {
    this.#left -= amount
    if (this.#left < 0) throw new BudgetError('terms', `this would take more than ${PATIENCE} products of terms`)
  }

  times(a: Expr, b: Expr): Expr {
    const [s, t] = [termsOf(a), termsOf(b)]
    this.spend(s.length * t.length)
    return sum([zero, ...s.flatMap(x => t.map(y => mul(x, y)))])
  }
}

/** The sum of the terms of both, all like terms collected. */
const plus = (a: Expr, b: Expr): Expr => sum([...termsOf(a), ...termsOf(b)])

const collected = (sums: readonly Expr[]): Expr => sum(sums.flatMap(termsOf))

const scaled = (c: Expr, s: Expr): Expr => sum(termsOf(s).map(t => mul(c, t)))

const minus = (a: Expr, b: Expr): Expr => plus(a, scaled(minusOne, b))

// ── sums and multiples taken apart ──────────────────────────────────────────────────────────────────────────────

/** sin(a + b) as sin(a)*cos(b) + cos(a)*sin(b), cos(2*x) as 2*cos(x)^2 - 1, everywhere. Raises `BudgetError`. */
export function trigExpand(e: Expr): Expr {
  const work = new Work()
  return rewritten(e, fresh => {
    const known = fresh.kind === 'call' ? QUOTIENTS.get(fresh.head) : undefined
    if (known === undefined) return fresh
    const [kind, odd, even] = known
    const parts = angles((fresh as Call).args[0] as Expr)
    if (parts.length === 1 && parts[0]?.times === 1) return fresh
    const pair = parts.map(p => ofMultiple(kind, p, work)).reduce((a, b) => ofSum(kind, a, b, work))
    return mul(pow(pair.odd, num(odd)), pow(pair.even, num(even)))
  })
}

/** An angle, and how often it is taken. */
interface Angle {
  readonly times: number
  readonly angle: Expr
}

/** 2*x + 3*y/2 + pi/4 as 2 times x, 3 times y/2 and once pi/4; what is constant stays together. */
function angles(u: Expr): Angle[] {
  const terms = termsOf(expand(u))
  const constant = terms.filter(t => t.mask === 0)
  const moving = terms.filter(t => t.mask !== 0).map(multiple)
  return constant.length === 0 ? moving : [...moving, { times: 1, angle: sum(constant) }]
}

function multiple(term: Expr): Angle {
  const c = isCall(term, 'mul') ? (term.args[0] as Expr) : one
  const times = c.kind === 'num' && !c.decimal ? Number(c.value.num) : 1
  if (Math.abs(times) > HIGHEST_MULTIPLE)
    throw new BudgetError('terms', `a function of ${times} times an angle would be too long`)
  return { times, angle: mul(term, pow(num(times), minusOne)) }
}

/** The odd and the even function of one angle. */
interface Pair {
  readonly odd: Expr
  readonly even: Expr
}

/** Functions of n*u: with c = cos(u), cos(n*u) is T_n(c) and sin(n*u) is sin(u)*U_(n-1)(c), by their recurrence. */
function ofMultiple(kind: Kind, { times, angle }: Angle, work: Work): Pair {
  const value = (head: string): Expr => (angle.mask === 0 ? simplify(call(head, [angle])) : call(head, [angle]))
  const [odd, even] = [value(kind.odd), value(kind.even)]
  const n = Math.abs(times)
  const double = mul(num(2), even)
  let [t0, t1]: [Expr, Expr] = [one, even]
  let [u0, u1]: [Expr, Expr] = [zero, one]
  for (let k = 1; k < n; k++) {
    ;[t0, t1] = [t1, minus(work.times(double, t1), t0)]
    ;[u0, u1] = [u1, minus(work.times(double, u1), u0)]
  }
  return { odd: mul(num(Math.sign(times)), work.times(odd, u1)), even: t1 }
}

function ofSum(kind: Kind, a: Pair, b: Pair, work: Work): Pair {
  const both = work.times(a.odd, b.odd)
  return {
    odd: plus(work.times(a.odd, b.even), work.times(a.even, b.odd)),
    even: plus(work.times(a.even, b.even), kind.sign > 0 ? scaled(minusOne, both) : both),
  }
}

// ── products put together ───────────────────────────────────────────────────────────────────────────────────────

/** sin(x)*cos(y) as (sin(x + y) + sin(x - y))/2, cos(x)^2 as (cos(2*x) + 1)/2, everywhere. Raises `BudgetError`. */
export function trigReduce(e: Expr): Expr {
  const work = new Work()
  return rewritten(e, fresh => {
    // One writing of each angle, so that equal waves meet.
    if (KINDS.some(kind => isWave(fresh, kind))) return reangled(fresh as Call)
    if (!isCall(fresh, 'mul') && !isCall(fresh, 'pow')) return fresh
    return collected(termsOf(multipliedOut(fresh, work)).map(t => reduced(t, work)))
  })
}

/** A wave of the angle multiplied out, and not of its opposite. */
const reangled = (e: Call): Expr => turned(call(e.head, [expand(e.args[0] as Expr)]))

/** Sums with waves in them multiplied out, so that every product of waves is seen. */
function multipliedOut(e: Call, work: Work): Expr {
  const factors = factorsOf(e)
  const sums = factors.filter(f => isSumOfWaves(powerOf(f)))
  if (sums.length === 0) return e
  const others = product([one, ...factors.filter(f => !sums.includes(f))])
  return sums.reduce<Expr>((left, f) => {
    const { base, n } = powerOf(f)
    let result = left
    for (let k = 0; k < n; k++) result = collected(termsOf(work.times(result, base)).map(t => reduced(t, work)))
    return result
  }, others)
}

interface Power {
  readonly base: Expr
  /** 0 where the exponent is no positive whole number. */
  readonly n: number
}

function powerOf(f: Expr): Power {
  if (!isCall(f, 'pow')) return { base: f, n: 1 }
  const [base, exponent] = f.args as [Expr, Expr]
  return { base, n: exponent.kind === 'num' ? Math.max(0, exponent.value.smallInt() ?? 0) : 0 }
}

const isSumOfWaves = ({ base, n }: Power): boolean =>
  n > 0 && isCall(base, 'add') && base.args.some(t => KINDS.some(k => wavesIn(t, k).length > 0))

const wavesIn = (term: Expr, kind: Kind): Power[] =>
  factorsOf(term)
    .map(powerOf)
    .filter(p => p.n > 0 && isWave(p.base, kind))

const isWave = (e: Expr, { odd, even }: Kind): boolean => isCall(e, odd) || isCall(e, even)

/** A product as a sum of products with one function of each kind at most. */
function reduced(term: Expr, work: Work): Expr {
  const factors = factorsOf(term)
  const parts = KINDS.map(kind => waveSum(wavesIn(term, kind), kind, work))
  const others = factors.filter(f => !KINDS.some(kind => wavesIn(f, kind).length > 0))
  return parts.reduce((left, part) => work.times(left, part), product([one, ...others]))
}

/** The product of waves of one kind as a sum of single waves. */
function waveSum(waves: readonly Power[], kind: Kind, work: Work): Expr {
  let result: Expr = one
  for (const { base, n } of waves) {
    for (let k = 0; k < n; k++) {
      const terms = termsOf(result)
      work.spend(terms.length)
      result = collected(terms.map(t => timesWave(t, base as Call, kind)))
    }
  }
  return result
}

/** c*p*q as a sum, for a number c and waves p and q. */
function timesWave(term: Expr, q: Call, kind: Kind): Expr {
  const factors = factorsOf(term)
  const p = factors.find((f): f is Call => isWave(f, kind))
  if (p === undefined) return mul(term, q)
  const c = product([half, ...factors.filter(f => f !== p)])
  const [more, less] = [add(p.args[0] as Expr, q.args[0] as Expr), sub(p.args[0] as Expr, q.args[0] as Expr)]
  const wave = (head: string, u: Expr): Expr => turned(call(head, [u]))
  if (p.head !== q.head) {
    const [sign, a] = [p.head === kind.odd ? one : minusOne, wave(kind.odd, less)]
    return scaled(c, plus(wave(kind.odd, more), mul(sign, a)))
  }
  const [a, b] = [wave(kind.even, less), wave(kind.even, more)]
  if (p.head === kind.even) return scaled(c, plus(a, b))
  return scaled(c, kind.sign > 0 ? minus(a, b) : minus(b, a))
}
