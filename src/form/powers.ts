/** Powers of sums of terms with numeric exponents: principal values, and on the reals what a person expects of roots of powers. */
import { smallest } from '../expr/args.js'
import { call, mul, pow } from '../expr/build.js'
import { type Call, type Expr, factorsOf, isCall, num, rawCall } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { contains } from '../expr/walk.js'
import { SIGN } from '../expr/written.js'
import { isShortDecimal, ONE, type Rational } from '../number/rational.js'
import type { Domain } from '../simplify/facts.js'
import { timesExponent } from './exponents.js'
import {
  coefficientOf,
  constant,
  exponentOf,
  Factor,
  factorTerm,
  numberTerm,
  one,
  rational,
  type Sum,
  single,
  Term,
  times,
  type Unit,
  type UnitKind,
  unity,
  withFactors,
} from './term.js'

/** What powers are made with: the draft (draft.ts) that a problem is read into. */
export interface Powers {
  readonly reading: boolean
  readonly domain: Domain
  readonly known: (e: Expr) => Expr
  readonly of: (e: Expr) => Sum
  readonly written: (s: Sum) => Expr
  readonly variable: Expr
  readonly canonical: (e: Expr) => Expr
  readonly product: (factors: readonly Sum[]) => Sum
  bracket(s: Sum, turns?: boolean): Term
  raisedWhole(s: Sum, base: Expr): Unit
  unit(kind: UnitKind, value: Expr, makeWritten: () => Expr, terms?: Sum): Unit
}

/** base^exponent, of a canonical exponent; `written` is how the whole is. */
export function powerOf(base: Expr, exponent: Expr, written: () => Expr, draft: Powers): Sum {
  if (exponent.kind === 'num') {
    // No power of a quotient by a decimal is split: (x/2.5)^4.
    const measured = isCall(base, SIGN.over) && draft.of(base)[0]?.decimal
    return measured && wholeOf(exponent) !== -1
      ? [factorTerm(draft.raisedWhole(draft.of(base), base), exponent)]
      : raised(draft.of(base), exponent, base, draft)
  }
  const root = draft.canonical(base)
  if (isConstantBase(root)) {
    // e^(3*log(x)) is x^3, but e^(x^3*log(x)) stays as it was written.
    const power = draft.canonical(rawCall('pow', [base, exponent]))
    const same = isCall(power, 'pow') && equal(power.args[0] as Expr, root)
    return !same && plainPower(power) ? draft.of(power) : exponential(root, base, exponent, draft)
  }
  if (contains(exponent, draft.variable))
    return [factorTerm(draft.unit('call', draft.canonical(rawCall('pow', [base, exponent])), written), one)]
  const inner = single(draft.of(base))
  const bare = inner !== undefined && inner.exponent === one ? inner.unit : undefined
  return [factorTerm(bare ?? draft.raisedWhole(draft.of(base), base), exponent)]
}

/** What exponentials have below: e, or a positive number. */
export const isConstantBase = (base: Expr): boolean =>
  isCall(base, 'e') || (base.kind === 'num' && base.value.sign() > 0)

/** b^(u + v), where e^(u + log(v)) is v*e^u. */
function exponential(root: Expr, base: Expr, exponent: Expr, draft: Powers): Sum {
  const unit = draft.unit('number', root, () => base)
  const terms = isCall(root, 'e') && isCall(exponent, 'add') ? exponent.args : []
  const logarithms = terms.filter(t => isCall(t, 'log'))
  if (logarithms.length === 0) return [factorTerm(unit, exponent)]
  const rest = call(
    'add',
    terms.filter(t => !isCall(t, 'log')),
  )
  return draft.product([...logarithms.map(t => draft.of((t as Call).args[0] as Expr)), [factorTerm(unit, rest)]])
}

/** x^3, or a product of such and numbers: what e^(3*log(x)) is. */
function plainPower(e: Expr): boolean {
  const factors = factorsOf(e)
  return factors.every(f => f.kind !== 'call' || !isCall(f, 'pow') || f.args[1]?.kind === 'num')
}

/** Powers of numbers with more digits than this stay powers. */
const LONGEST_POWER = 64

/** A power with a numeric exponent. `base` is how it is written, where it has to stay as it is. */
export function raised(s: Sum, exponent: Expr, base: Expr, draft: Powers): Sum {
  const n = wholeOf(exponent)
  if (n === 1) return s
  const number = constant(s)
  if (number !== undefined && number.factors.length === 0) return numberPower(number, exponent, base, draft)
  if (n !== undefined) return wholePower(s, n, draft)
  const t = draft.bracket(s, false)
  const [only] = t.factors
  const q = rational(exponent)
  const inner = only && rational(only.exponent)
  const narrow =
    only !== undefined &&
    t.factors.length === 1 &&
    coefficientOf(t).isOne() &&
    inner !== undefined &&
    inner.abs().compare(ONE) <= 0 &&
    !inner.neg().isOne()
  if (narrow && q !== undefined) return [factorTerm(only.unit, mul(only.exponent, exponent))]
  if (only !== undefined && q !== undefined && t.factors.length === 1 && coefficientOf(t).isOne()) {
    const real = realPower(only, q, draft)
    if (real !== undefined) return real
  }
  return [factorTerm(draft.raisedWhole(s, base), exponent)]
}

/** On the reals (u^3)^(1/2) is u^(3/2) wherever it has a value, and a new (u^2)^(1/2) is abs(u), (u^6)^(1/3) abs(u)^2. */
function realPower({ unit, exponent }: Factor, q: Rational, draft: Powers): Sum | undefined {
  const n = wholeOf(exponent)
  if (n === undefined || draft.domain === 'complex') return undefined
  if (n % 2 !== 0) return n > 0 && q.den === 2 ? [factorTerm(unit, mul(exponent, num(q)))] : undefined
  if (draft.reading) return undefined
  const size = draft.of(draft.known(call('abs', [unit.value])))
  return raised(size, mul(exponent, num(q)), unit.written, draft)
}

function wholePower(s: Sum, n: number, draft: Powers): Sum {
  if (n === 0) return [unity]
  const t = draft.bracket(s)
  const bits = t.above.abs().isOne() && t.below.isOne() ? 0 : t.above.bits() + t.below.bits()
  // Powers of measured numbers are written as such.
  const small = bits * (t.decimal ? 1 : Math.abs(n)) <= LONGEST_POWER || Math.abs(n) === 1
  if (!small || Math.abs(n) > LONGEST_POWER * 1000) return [factorTerm(draft.raisedWhole(s, draft.written(s)), num(n))]
  const by = num(n)
  const factors = t.factors.map(f => new Factor(f.unit, f.exponent === one ? by : timesExponent(f.exponent, by)))
  // Without decimals nothing is below.
  const number = t.decimal ? decimalPower(t, n) : t.above.isOne() ? unity : numberTerm(t.above.powInt(n))
  return [withFactors(number, factors)]
}

function decimalPower(t: Term, n: number): Term {
  const [above, below] = n > 0 ? [t.above, t.below] : [t.below, t.above]
  let result = numberTerm(ONE, true)
  const factor = new Term(above, below, true, [])
  for (let k = 0; k < Math.abs(n); k++) result = times(result, factor)
  return result
}

const MOST_DIGITS = 25

function numberPower(number: Term, exponent: Expr, base: Expr, draft: Powers): Sum {
  const n = wholeOf(exponent)
  if (number.above.isZero()) return draft.of(pow(num(0), exponent))
  if (n !== undefined && n < 0 && number.decimal) return [decimalPower(number, n)]
  const value = pow(num(coefficientOf(number), number.decimal), exponent)
  // Of a measured number no power with more digits than one reads: 1.05^20.
  const long = number.decimal && n !== undefined && (value.kind !== 'num' || !isShortDecimal(value.value, MOST_DIGITS))
  if (value.kind === 'num' && !long) return [numberTerm(value.value, number.decimal)]
  const decimal = long || number.decimal || (exponent.kind === 'num' && exponent.decimal)
  if (decimal || isCall(value, 'pow'))
    return [
      factorTerm(
        draft.unit('number', num(coefficientOf(number), number.decimal), () => base),
        exponent,
      ),
    ]
  return draft.of(value)
}

/** How many times a product without a number stands in a term: x*(x/l)^(k - 1)/l is (x/l)^k. */
export function timesWithin(product: Term, t: Term): number {
  if (!coefficientOf(product).isOne()) return 0
  const counts = product.factors.map(g => {
    const [n, m] = [exponentOf(g.unit, t), g.exponent].map(e => (e && wholeOf(e)) ?? 0) as [number, number]
    return m === 0 ? 0 : Math.floor(n / m)
  })
  return Math.max(0, smallest(counts))
}
