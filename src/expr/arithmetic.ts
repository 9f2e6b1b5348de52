/**
 * Sums, products and powers in canonical form. Invariants:
 * - a sum is flat, sorted, has no two terms that differ in their coefficient alone, at most one number (first);
 * - a product is flat, sorted, has no two powers of one base, at most one rational coefficient (first);
 * - every rewrite here holds for all complex values (principal powers), except that a removable point may be
 *   filled in: x/x is 1.
 * Flattening a large sum into a small one is left out (see `absorbs`), so that a sum built term by term costs
 * linear time; like terms are then collected within each part only.
 */
import { MINUS_ONE, ONE, Rational, TWO, ZERO } from '../number/rational.js'
import { heed } from '../work.js'
import { baseOf, productOfTwo } from './factors.js'
import { requireNumber } from './kind.js'
import { absorbs, bounded, boundedExponent, FLAT, isLongExponent, MAX_BITS } from './limits.js'
import { type Call, type Expr, isCall, isValueless, type Num, num, part, rawCall, rawPair, some } from './node.js'
import { compare, equal } from './order.js'
import { include, isRoot, type Radical, splitRadical } from './radical.js'
import { addendsOf, compareRests, restOf, sort, split, sumOfTwo, type Term } from './terms.js'

const E = rawCall('e', [])
const I = rawCall('i', [])
const zero = num(ZERO)
const one = num(ONE)
const minusOne = num(MINUS_ONE)

// ── sums ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The sum of any number of terms. */
export const add = (...terms: readonly Expr[]): Expr => sum(terms)

/** The sum of a list of terms (of any length: a spread call would overflow the stack). */
export function sum(operands: readonly Expr[]): Expr {
  if (operands.length === 1) return operands[0] as Expr
  const quick = operands.length === 2 ? sumOfTwo(operands[0] as Expr, operands[1] as Expr) : undefined
  if (quick !== undefined) return quick
  let constant = ZERO
  let decimal = false
  const terms: Term[] = []
  const scaled = (e: Expr, factor: Rational, flag: boolean): void => {
    heed()
    if (e.kind === 'num') {
      constant = bounded(constant.add(factor.isOne() ? e.value : e.value.mul(factor)))
      decimal ||= e.decimal || flag
      return
    }
    requireNumber(e)
    const t = split(e)
    const c = factor.isOne() ? t.coefficient : bounded(t.coefficient.mul(factor))
    const addends = addendsOf(t)
    if (addends !== undefined && absorbs(operands.length - 1, addends.length)) {
      for (const a of addends) scaled(a, c, flag || t.decimal)
      return
    }
    t.coefficient = c
    t.decimal ||= flag
    if (!factor.isOne()) t.whole = undefined
    terms.push(t)
  }
  for (let k = 0; k < operands.length; k++) scaled(operands[k] as Expr, ONE, false)
  const merged = mergeTerms(terms)
  if (!constant.isZero()) merged.unshift(num(constant, decimal))
  if (merged.length === 0) return zero
  return merged.length === 1 ? (merged[0] as Expr) : rawCall('add', merged)
}

function mergeTerms(terms: Term[]): Expr[] {
  // Long sums are mostly written in order: then each term is looked at once.
  const apart = isIncreasing(terms)
  if (!apart) sort(terms, compareRests)
  const out: Expr[] = []
  for (let i = 0; i < terms.length; ) {
    heed()
    const t = terms[i] as Term
    let j = i + 1
    for (; !apart && j < terms.length && compareRests(t, terms[j] as Term) === 0; j++) {
      const other = terms[j] as Term
      t.coefficient = bounded(t.coefficient.add(other.coefficient))
      t.decimal ||= other.decimal
      t.whole = undefined
    }
    if (t.whole !== undefined) out.push(t.whole)
    else if (!t.coefficient.isZero() || isValueless(t.rest)) out.push(scale(num(t.coefficient, t.decimal), restOf(t)))
    i = j
  }
  return out
}

function isIncreasing(terms: readonly Term[]): boolean {
  for (let i = 1; i < terms.length; i++) if (compareRests(terms[i - 1] as Term, terms[i] as Term) >= 0) return false
  return true
}

/** coefficient * rest for a canonical rest without a coefficient. */
function scale(coefficient: Num, rest: Expr): Expr {
  if (coefficient.value.isOne()) return rest
  if (isRoot(rest) || isCall(rest, 'add') || (isCall(rest, 'mul') && some(rest.args, isRoot)))
    return product([coefficient, rest])
  return isCall(rest, 'mul') ? rawCall('mul', [coefficient, ...rest.args]) : rawPair('mul', coefficient, rest)
}

// ── products ────────────────────────────────────────────────────────────────────────────────────────────────────

interface Power {
  readonly base: Expr
  exponent: Expr
  /** The factor as it came, while nothing was merged into it. */
  whole: Expr | undefined
}

/** The product of any number of factors. */
export const mul = (...factors: readonly Expr[]): Expr => product(factors)

/** The product of a list of factors. */
export function product(operands: readonly Expr[]): Expr {
  if (operands.length === 1) return operands[0] as Expr
  const quick = operands.length < 4 ? productOfFew(operands) : undefined
  if (quick !== undefined) return quick
  let coefficient = ONE
  let decimal = false
  let powers: Power[] = []
  let radical: Radical | undefined
  const take = (f: Expr): void => {
    requireNumber(f)
    if (f.kind === 'num') {
      coefficient = bounded(coefficient.mul(f.value))
      decimal ||= f.decimal
    } else if (isCall(f, 'mul') && absorbs(operands.length - 1, f.args.length))
      for (let k = 0; k < f.args.length; k++) take(f.args[k] as Expr)
    else if (isRoot(f)) {
      radical ??= new Map()
      include(radical, f.args[0].value, f.args[1].value)
    } else if (isCall(f, 'pow')) powers.push({ base: f.args[0] as Expr, exponent: f.args[1] as Expr, whole: f })
    else powers.push({ base: f, exponent: one, whole: f })
  }
  for (let k = 0; k < operands.length; k++) take(operands[k] as Expr)
  // Merging two powers may leave a number or a product, which takes part again; each round removes a factor.
  for (let again = powers.length > 1; again; ) {
    const { kept, changed } = mergePowers(powers)
    powers = kept
    if (changed === undefined) break
    changed.forEach(take)
    again = powers.length > 1
  }
  const roots: Expr[] = []
  if (radical !== undefined) {
    const parts = splitRadical(coefficient, radical, true)
    coefficient = parts.coefficient
    for (const r of parts.roots) roots.push(rawCall('pow', [num(Rational.of(r.base)), num(r.exponent)]))
  }
  const factors: Expr[] = []
  for (const p of powers) factors.push(p.whole as Expr)
  return assemble(num(coefficient, decimal), roots.length > 0 ? [...roots, ...factors] : factors)
}

/** The product of two or three, one after the other. */
function productOfFew(operands: readonly Expr[]): Expr | undefined {
  let all: Expr | undefined = operands[operands.length - 1]
  for (let k = operands.length - 2; k >= 0 && all !== undefined; k--)
    all = productOfTwo(operands[k] as Expr, all, onePower)
  return all
}

function assemble(coefficient: Num, factors: Expr[]): Expr {
  const c = coefficient.value
  if (c.isZero()) {
    const bad = factors.filter(isValueless)
    return bad.length === 0 ? zero : rawCall('mul', [coefficient, ...bad])
  }
  if (factors.length === 0) return coefficient
  const first = factors[0] as Expr
  if (c.isOne()) return factors.length === 1 ? first : rawCall('mul', factors)
  if (factors.length === 1 && isCall(first, 'add') && c.equals(MINUS_ONE) && first.args.length <= FLAT) {
    return sum(first.args.map(a => product([minusOne, a])))
  }
  return rawCall('mul', [coefficient, ...factors])
}

const compareBases = (a: Power, b: Power): number => compare(a.base, b.base)

/** Sorts by base and merges equal bases: those still plain powers of their base, and what became of the others. */
function mergePowers(powers: Power[]): { kept: Power[]; changed: Expr[] | undefined } {
  sort(powers, compareBases)
  const kept: Power[] = []
  let changed: Expr[] | undefined
  for (let i = 0; i < powers.length; ) {
    const p = powers[i] as Power
    let j = i + 1
    while (j < powers.length && equal(p.base, (powers[j] as Power).base)) j++
    if (j > i + 1) {
      p.exponent = exponentOf(powers.slice(i, j).map(q => q.exponent))
      p.whole = undefined
    }
    i = j
    if (p.whole !== undefined) kept.push(p)
    else {
      const merged = pow(p.base, p.exponent)
      if (isPlain(merged, p.base)) kept.push({ base: p.base, exponent: p.exponent, whole: merged })
      else {
        changed ??= []
        changed.push(merged)
      }
    }
  }
  return { kept, changed }
}

/** That of the product of powers of one base. */
function exponentOf(exponents: readonly Expr[]): Expr {
  const all = sum(exponents)
  if (all.kind === 'num') boundedExponent(all.value)
  return all
}

/** Whether a power of the base is no other thing. */
const isPlain = (power: Expr, base: Expr): boolean =>
  isCall(power, 'pow')
    ? equal(power.args[0] as Expr, base)
    : equal(power, base) && power.kind !== 'num' && !isCall(power, 'mul')

/** Two powers of one base as one; undefined where that becomes another thing, which may meet other factors. */
function onePower(a: Expr, b: Expr): Expr | undefined {
  const base = baseOf(a)
  const merged = pow(base, exponentOf([a, b].map(f => (isCall(f, 'pow') ? (f.args[1] as Expr) : one))))
  return isPlain(merged, base) ? merged : undefined
}

// ── powers ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** base^exponent, the principal value. 0^0 is 1. */
export function pow(base: Expr, exponent: Expr): Expr {
  requireNumber(base)
  requireNumber(exponent)
  if (exponent.kind === 'num') {
    const q = exponent.value
    if (q.isOne()) return base
    if (q.isZero()) return isValueless(base) ? product([zero, base]) : one
    if (base.kind === 'num') return numberPower(base, exponent)
    if (isCall(base, 'mul')) return productPower(base, exponent)
    if (isCall(base, 'i') && q.isInteger()) return minusOneTo(q.div(TWO))
  } else if (isMultipleOfSum(exponent)) return pow(base, distributed(exponent))
  if (base.kind === 'num') {
    if (base.value.isOne() && !isValueless(exponent)) return one
    return numberToSymbol(base, exponent)
  }
  if (isCall(base, 'pow')) return powerOfPower(base, exponent)
  if (isCall(base, 'e')) return exponential(exponent)
  return rawPair('pow', base, exponent)
}

/** A number times a sum; long sums are not multiplied out. */
const isMultipleOfSum = (e: Expr): boolean => {
  if (!isCall(e, 'mul') || e.args.length !== 2 || e.args[0]?.kind !== 'num') return false
  const [, s] = e.args
  return isCall(s, 'add') && s.args.length <= FLAT
}

/** The one form of an exponent, whose numbers stand at its terms, as in the exponents of products: 2*x + 2*y for 2*(x + y). */
export const distributed = (e: Expr): Expr => (isMultipleOfSum(e) ? sum([zero, e]) : e)

function numberPower(base: Num, exponent: Num): Expr {
  const b = base.value
  const q = exponent.value
  if (b.isOne()) return one
  if (b.isZero()) return q.sign() > 0 ? zero : rawCall('pow', [base, exponent], true)
  const n = q.smallInt()
  if (n !== undefined && b.bits() * Math.abs(n) <= MAX_BITS + 64) return num(b.powInt(n), base.decimal)
  if (q.isInteger()) return b.equals(MINUS_ONE) ? minusOneTo(q) : rawPair('pow', base, exponent)
  if (b.sign() < 0) return mul(minusOneTo(q), pow(num(b.neg(), base.decimal), exponent))
  if (b.bits() * (Number(q.abs().floor()) + 1) > MAX_BITS) return rawPair('pow', base, exponent)
  const radical: Radical = new Map()
  include(radical, b, q)
  const { coefficient, roots } = splitRadical(ONE, radical, true)
  const factors = roots.map(r => rawCall('pow', [num(Rational.of(r.base)), num(r.exponent)]))
  return assemble(num(coefficient, exponent.decimal || base.decimal), factors)
}

const even = (q: Rational): boolean => BigInt(q.num) % 2n === 0n

/** (-1)^q: a sign for a whole q, i for 1/2; otherwise (-1)^f with 0 < f < 1 and a sign. */
function minusOneTo(q: Rational): Expr {
  const whole = Rational.of(q.floor())
  const f = q.sub(whole)
  if (f.isZero()) return even(whole) ? one : minusOne
  const root = f.den === 2 ? I : rawCall('pow', [minusOne, num(f)])
  return even(whole) ? root : rawCall('mul', [minusOne, root])
}

/** (c*x*y)^q: an integer power of each factor; otherwise only the positive rational part of c comes out. */
function productPower(base: Call, exponent: Num): Expr {
  if (exponent.value.isInteger()) return product(base.args.map(a => pow(a, exponent)))
  const c = base.args[0] as Expr
  if (c.kind !== 'num' || c.value.isZero() || c.value.abs().isOne()) return rawPair('pow', base, exponent)
  const rest = product([num(Rational.of(c.value.sign())), ...part(base.args, 1)])
  return mul(pow(num(c.value.abs(), c.decimal), exponent), pow(rest, exponent))
}

/** 2^(x + 1) is 2*2^x, so that powers of a number have one form. */
function numberToSymbol(base: Num, exponent: Expr): Expr {
  const first = isCall(exponent, 'add') ? (exponent.args[0] as Expr) : undefined
  if (!isCall(exponent, 'add') || first?.kind !== 'num' || !first.value.isInteger() || base.value.isZero()) {
    return rawPair('pow', base, exponent)
  }
  const factor = pow(base, first)
  // A power too large to write out would meet its own base again in the product.
  if (factor.kind !== 'num') return rawPair('pow', base, exponent)
  return mul(factor, rawCall('pow', [base, sum(part(exponent.args, 1))]))
}

/**
 * (x^a)^b is x^(a*b) for an integer b, and for -1 < a <= 1 whatever b is: then the argument of x^a stays within
 * the principal range.
 */
function powerOfPower(base: Call, exponent: Expr): Expr {
  const inner = base.args[0] as Expr
  const a = base.args[1] as Expr
  const integer = exponent.kind === 'num' && exponent.value.isInteger()
  const narrow = a.kind === 'num' && a.value.abs().compare(ONE) < 0
  const merged = integer || narrow ? mul(a, exponent) : undefined
  const long = merged?.kind === 'num' && isLongExponent(merged.value)
  return merged === undefined || long ? rawPair('pow', base, exponent) : pow(inner, merged)
}

/** A logarithm, or a number times one. */
const isMultipleOfLog = (e: Expr): boolean =>
  isCall(e, 'log') || (isCall(e, 'mul') && e.args.length === 2 && e.args[0]?.kind === 'num' && isCall(e.args[1], 'log'))

/** e^(c*log(u)) is u^c, by the definition of the principal power. */
function exponential(exponent: Expr): Expr {
  if (isCall(exponent, 'log')) return exponent.args[0] as Expr
  if (isCall(exponent, 'mul')) {
    const logs = exponent.args.filter(a => isCall(a, 'log'))
    const log = logs[0]
    if (logs.length === 1 && log) return pow(log.args[0] as Expr, product(exponent.args.filter(a => a !== log)))
  }
  if (isCall(exponent, 'add')) {
    // e^(y + 2*log(u)) is u^2*e^y.
    const logs = exponent.args.filter(isMultipleOfLog)
    if (logs.length > 0) {
      const rest = exponent.args.filter(a => !isMultipleOfLog(a))
      return product([...logs.map(exponential), exponential(sum([zero, ...rest]))])
    }
  }
  return rawPair('pow', E, exponent)
}
