/**
 * The order of terms and factors, as in the answer keys of textbooks: what the problem has keeps its order; else sums fall in
 * degree, and a product is number, constants, letters, brackets, roots, exponentials, sin, cos, csc, cot, sec, tan, other functions,
 * logarithms, and last a bracket with functions in it.
 */
import { type Expr, every, isCall } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { contains, someCall } from '../expr/walk.js'
import { timesOf } from './exponents.js'
import type { Habits } from './habits.js'
import { degreeOf, exponentOf, type Factor, isBase, rational, type Sum, type Term, TRAIT, type Unit } from './term.js'

/** Whether a term is a product of letters to numeric powers. */
export const isMonomial = (t: Term): boolean => t.factors.every(isLetterPower)

export const isLetterPower = (f: Factor): boolean =>
  isLetter(f.unit) && (f.exponent.kind === 'num' || f.unit.kind === 'constant')

const isLetter = (u: Unit): boolean => (u.traits & TRAIT.letter) !== 0

/** Whether a term is worth what its text is: no root came out of a power, no number is measured. */
export const isLiteral = (t: Term): boolean =>
  !t.decimal &&
  t.factors.every(
    ({ unit, exponent }) =>
      unit.kind !== 'whole' &&
      unit.kind !== 'number' &&
      wholeOf(exponent) !== undefined &&
      degreeOf(unit.value) === undefined,
  )

function degree(t: Term, x: Expr | undefined): number {
  let sum = 0
  for (const { unit, exponent, power } of t.factors) {
    if (unit.kind === 'constant' || unit.kind === 'number') continue
    if (x === undefined || unit.value === x) sum += power !== 0 ? power : (rational(exponent)?.toNumber() ?? 0)
  }
  return sum
}

/** So many terms may rise in degree rather than begin with a minus sign. */
const MOST_RISING = 3

/**
 * A polynomial in falling degree of the variable, of one total degree letter by letter as they are met; a short one rising where it would
 * begin with a minus sign. Any other sum as it is.
 */
export function arranged(s: Sum, x: Expr): Sum {
  if (s.length < 2) return s
  if (!s.every(isMonomial)) return inFallingOrder(s, x)
  const keyed = s.map(t => ({ t, by: degree(t, x), total: degree(t, undefined) }))
  const homogeneous = keyed.every(k => k.total === keyed[0]?.total) && !s.some(t => t.factors.some(f => f.power < 0))
  const falling = keyed
    .sort((a, b) => (homogeneous ? 0 : b.by - a.by || b.total - a.total) || byLetters(a.t, b.t))
    .map(k => k.t)
  const [first, last] = [falling[0] as Term, homogeneous ? (falling.at(-1) as Term) : lowestOf(falling, x)]
  // Where the variable does not decide, a term with plus begins: n - k - 1.
  const begins = falling.find(t => t.above.sign() > 0)
  if (begins !== undefined && keyed.every(k => k.by === keyed[0]?.by))
    return [begins, ...falling.filter(t => t !== begins)]
  const rises = first.above.sign() < 0 && last.above.sign() > 0 && s.length <= MOST_RISING
  if (!rises) return positiveFirst(falling)
  // y^2 + z^2 - x^2, but y^2 + 2*x*y - x^2.
  if (homogeneous && s.every(t => t.factors.length < 2))
    return [...falling.filter(t => t.above.sign() > 0), ...falling.filter(t => t.above.sign() < 0)]
  if (homogeneous) return falling.reverse()
  const rising = falling.toSorted((a, b) => degree(a, x) - degree(b, x))
  return [last, ...rising.filter(t => t !== last)]
}

/**
 * A polynomial in one function or exponential whose powers neither fall nor rise, in falling degree, 2*log(x)^2 - 3*log(x) - 1; in one bracket
 * with the variable where its powers rise as well: (x - m)^2 - s^2.
 */
function fallingIn(s: Sum, x: Expr): Sum | undefined {
  const bracket = s.length < 3 ? undefined : onlyUnit(s, u => contains(u.value, x))
  const moving = bracket?.kind === 'sum' ? bracket : undefined
  const unit = moving ?? (s.length < 3 ? undefined : onlyUnit(s))
  if (unit === undefined || (unit.kind !== 'call' && unit !== moving && !isBase(unit))) return undefined
  const exponents = s.map(t => exponentOf(unit, t))
  const degrees = isBase(unit) ? multiplesIn(exponents) : exponents.map(e => (e === undefined ? 0 : wholeOf(e)))
  if (!degrees.every(n => n !== undefined && n >= 0)) return undefined
  const steps = degrees.slice(1).map((n, k) => (n as number) - (degrees[k] as number))
  if (steps.every(d => d < 0) || (unit !== moving && steps.every(d => d > 0))) return undefined
  const degreeAt = new Map(s.map((t, k) => [t, degrees[k] as number]))
  return s.toSorted((a, b) => (degreeAt.get(b) as number) - (degreeAt.get(a) as number))
}

/** The only unit whose power is not the same in all terms, among some: what all have alike stands below their bar. */
function onlyUnit(s: Sum, among: (u: Unit) => boolean = () => true): Unit | undefined {
  const first = s[0] as Term
  let only: Unit | undefined
  for (const t of s) {
    for (const { unit } of t.factors) {
      if (unit === only || !among(unit) || every(s, o => equalExponents(unit, o, first))) continue
      if (only !== undefined) return undefined
      only = unit
    }
  }
  return only
}

function equalExponents(u: Unit, a: Term, b: Term): boolean {
  const [m, n] = [exponentOf(u, a), exponentOf(u, b)]
  return m !== undefined && n !== undefined && (m === n || equal(m, n))
}

/** How many times the exponents are the first of them. */
function multiplesIn(exponents: readonly (Expr | undefined)[]): readonly (number | undefined)[] {
  const first = exponents.find(e => e !== undefined)
  return exponents.map(e => (e === undefined ? 0 : first && timesOf(e, first)?.toNumber()))
}

/** The first of the terms of lowest degree, if there is one with plus the first of these. */
function lowestOf(falling: Sum, x: Expr): Term {
  const lowest = falling.filter(t => degree(t, x) === degree(falling.at(-1) as Term, x))
  return (lowest.find(t => t.above.sign() > 0) ?? lowest[0]) as Term
}

/** x^2 before x*y before y^2, the letters in the order in which the problem has them. */
function byLetters(a: Term, b: Term): number {
  let first: Unit | undefined
  let difference = 0
  const compare = ({ unit }: Factor): void => {
    if (unit.kind === 'constant' || unit.kind === 'number' || (first !== undefined && unit.id >= first.id)) return
    const d = powerOf(unit, b) - powerOf(unit, a)
    if (d === 0) return
    first = unit
    difference = d
  }
  a.factors.forEach(compare)
  b.factors.forEach(compare)
  return difference
}

function powerOf(u: Unit, t: Term): number {
  const exponent = exponentOf(u, t)
  return (exponent && rational(exponent)?.toNumber()) ?? 0
}

/** A polynomial in a function in falling degree; of two terms the positive one first. */
export const inFallingOrder = (s: Sum, x: Expr): Sum => fallingIn(s, x) ?? positiveFirst(s)

/** Of two terms the positive one comes first. */
export const positiveFirst = (s: Sum): Sum =>
  s.length === 2 && (s[0] as Term).above.sign() < 0 && (s[1] as Term).above.sign() > 0 ? s.toReversed() : s

const FUNCTIONS: readonly string[] = [
  'sin',
  'cos',
  'csc',
  'cot',
  'sec',
  'tan',
  'sinh',
  'cosh',
  'csch',
  'coth',
  'sech',
  'tanh',
]

/** Where a factor stands among others. */
function rank({ unit, exponent }: Factor, x: Expr): number {
  const { value, kind } = unit
  if (exponent.kind !== 'num') return kind === 'number' || kind === 'constant' ? 50 : 35
  if (kind === 'number') return 0
  // x*log(10), 2^x*log(2), but log(5)*atan(x).
  if (value.mask === 0) return kind === 'constant' ? 10 : 55
  const radical = !exponent.value.isInteger()
  // n*x, where the problem does not have x before n; n*sqrt(x).
  if (kind === 'symbol' || isCall(value, 'index')) return radical ? 27 : value === x ? 25 : 20
  const leads = (unit.own || unit.leads) && kind === 'sum' && exponent.value.isOne()
  if (leads && !contains(value, x) && !hasFunctions(value)) return 22
  // e^x*(1 - e^x), (e^x - 1)*sin(x).
  if (kind === 'sum' || kind === 'whole')
    return hasFunctions(value) ? 99 : radical ? 40 : hasExponentials(value) ? 57 : 30
  if (value.kind !== 'call') return 60
  if (value.head === 'abs') return 30
  if (value.head === 'pow') return 50
  if (value.head === 'log') return 90
  const place = FUNCTIONS.indexOf(value.head)
  return place < 0 ? 80 : 60 + place
}

const hasFunctions = (e: Expr): boolean =>
  someCall(e, n => n.args.length > 0 && n.head !== 'add' && n.head !== 'mul' && n.head !== 'pow')

const hasExponentials = (e: Expr): boolean => someCall(e, n => n.head === 'pow' && n.args[1]?.kind !== 'num')

/** The factors of a product in reading order. */
export function inOrder(factors: readonly Factor[], habits: Habits, variable: Expr): readonly Factor[] {
  if (factors.length < 2) return factors
  const out: Factor[] = []
  // Most products have an order that the problem tells.
  const ranks: (number | undefined)[] = []
  const rankOf = (f: Factor): number => (ranks[factors.indexOf(f)] ??= rank(f, variable))
  const before = (a: Factor, b: Factor): boolean => {
    const known = habits.precedes(a.unit, b.unit)
    if (known !== undefined) return known
    const powers = a.exponent.kind === 'num' && b.exponent.kind === 'num'
    const letters = powers ? habits.letterPrecedes(a.unit, b.unit) : undefined
    if (letters !== undefined) return letters
    const [p, q] = [rankOf(a), rankOf(b)]
    // x*y by either, where the problem makes no difference between them.
    if (p !== q && !habits.interchanges(a.unit, b.unit)) return p < q
    return a.unit.place !== b.unit.place ? a.unit.place < b.unit.place : a.unit.id < b.unit.id
  }
  for (const f of factors) {
    let at = out.length
    while (at > 0 && before(f, out[at - 1] as Factor)) at--
    out.splice(at, 0, f)
  }
  return out
}
