/**
 * The canonical constructors: the only way in which the rest of the library makes expressions. `call` takes any
 * head: arithmetic goes to arithmetic.ts, structural synonyms (exp, sqrt, log to a base) become what they stand
 * for, and table functions fold what their row knows: exact values, parity.
 */
import { ShapeError } from '../errors.js'
import { arity, type NamedRow } from '../functions/row.js'
import { row } from '../functions/table.js'
import { HALF, MINUS_ONE, ONE, Rational, ZERO } from '../number/rational.js'
import { spend } from '../work.js'
import { add, mul, pow, product, sum } from './arithmetic.js'
import { binderOf } from './binders.js'
import { requireCondition, requireNumber } from './kind.js'
import { type Call, type Expr, isCall, isValueless, mapped, type Num, num, rawCall, some } from './node.js'
import { equal } from './order.js'

export { add, distributed, mul, pow, product, sum } from './arithmetic.js'
export { num, sym } from './node.js'

export const zero = num(ZERO)
export const one = num(ONE)
export const two = num(2)
export const minusOne = num(MINUS_ONE)
export const half = num(HALF)
export const e = rawCall('e', [])
export const pi = rawCall('pi', [])
export const i = rawCall('i', [])
export const inf = rawCall('inf', [])
export const yes = rawCall('true', [])
export const no = rawCall('false', [])

export const neg = (a: Expr): Expr => mul(minusOne, a)
export const sub = (a: Expr, b: Expr): Expr => add(a, neg(b))
export const div = (a: Expr, b: Expr): Expr => mul(a, pow(b, minusOne))
export const sqrt = (a: Expr): Expr => pow(a, half)
export const exp = (a: Expr): Expr => pow(e, a)
export const log = (a: Expr): Expr => call('log', [a])
export const rational = (n: number, d: number): Num => num(Rational.of(n, d))
export const list = (items: readonly Expr[]): Expr => rawCall('list', items)

/** The call of any head on arguments, in canonical form. */
export function call(head: string, args: readonly Expr[]): Expr {
  const a = args[0] as Expr
  const b = args[1] as Expr
  switch (head) {
    case 'add':
      return args.length === 0 ? zero : sum(args)
    case 'mul':
      return args.length === 0 ? one : product(args)
    case 'pow':
      return pow(a, b)
    case 'exp':
      return exp(a)
    case 'sqrt':
      return sqrt(a)
    case 'log':
      return args.length === 2 ? div(log(a), log(b)) : apply('log', args)
    case 'lt':
    case 'le':
    case 'eq':
    case 'ne':
    case 'gt':
    case 'ge':
      return relation(head, a, b)
    case 'and':
      return connective('and', args, yes, no)
    case 'or':
      return connective('or', args, no, yes)
    case 'not':
      return negation(a)
    case 'piecewise':
      return piecewise(args)
    case 'list':
    case 'index':
    case 'diff':
    case 'true':
    case 'false':
      return rawCall(head, args)
    default: {
      return binderOf(head)?.bind(args, call) ?? apply(head, args)
    }
  }
}

/** Which orders (sign of a - b) satisfy each relation, and which relation holds where it does not. */
const RELATION: Readonly<Record<string, { readonly holds: readonly number[]; readonly opposite: string }>> = {
  lt: { holds: [-1], opposite: 'ge' },
  le: { holds: [-1, 0], opposite: 'gt' },
  eq: { holds: [0], opposite: 'ne' },
  ne: { holds: [-1, 1], opposite: 'eq' },
  gt: { holds: [1], opposite: 'le' },
  ge: { holds: [0, 1], opposite: 'lt' },
}

function relation(head: string, a: Expr, b: Expr): Expr {
  requireNumber(a)
  requireNumber(b)
  const known = orderOf(a, b)
  if (known === undefined) return rawCall(head, [a, b])
  return RELATION[head]?.holds.includes(known) ? yes : no
}

/** The sign of a - b of two numbers; 0 for equal sides, whatever they are. */
function orderOf(a: Expr, b: Expr): number | undefined {
  if (a.kind === 'num' && b.kind === 'num') return a.value.compare(b.value)
  return equal(a, b) && !isValueless(a) ? 0 : undefined
}

/** What holds where a condition does not: x >= y for x < y. */
function negation(condition: Expr): Expr {
  requireCondition(condition)
  if (condition === yes) return no
  if (condition === no) return yes
  if (isCall(condition, 'not')) return condition.args[0] as Expr
  const opposite = condition.kind === 'call' ? RELATION[condition.head]?.opposite : undefined
  return opposite === undefined ? rawCall('not', [condition]) : rawCall(opposite, (condition as Call).args)
}

function connective(head: string, args: readonly Expr[], unit: Expr, absorber: Expr): Expr {
  const kept = new Set<Expr>()
  for (const a of args) {
    if (a === absorber) return absorber
    requireCondition(a)
    const parts = a.kind === 'call' && a.head === head ? a.args : [a]
    for (const p of parts) if (p !== unit) kept.add(p)
  }
  const opposed = kept.size <= WIDEST && [...kept].some(c => kept.has(negation(c)))
  return opposed ? absorber : connect(head, [...kept], unit)
}

/** In longer conditions no opposites are looked for. */
const WIDEST = 16

function connect(head: string, kept: readonly Expr[], unit: Expr): Expr {
  return kept.length === 0 ? unit : kept.length === 1 ? (kept[0] as Expr) : rawCall(head, kept)
}

/**
 * v1, c1, v2, c2, ..., [default]: false branches and those whose condition came before go, a true one ends it, equal neighbours
 * merge. Cases in the default are further cases.
 */
function piecewise(given: readonly Expr[]): Expr {
  const last = given.at(-1)
  const args = given.length % 2 === 1 && isCall(last, 'piecewise') ? [...given.slice(0, -1), ...last.args] : given
  const kept: Expr[] = []
  const seen = new Set<Expr>()
  for (let k = 0; k + 1 < args.length; k += 2) {
    const [value, condition] = [args[k] as Expr, args[k + 1] as Expr]
    requireCondition(condition)
    if (condition === no || seen.has(condition)) continue
    seen.add(condition)
    if (condition === yes || seen.has(negation(condition))) return closePiecewise(kept, value)
    if (kept.length > 0 && equal(kept[kept.length - 2] as Expr, value)) {
      kept[kept.length - 1] = call('or', [kept[kept.length - 1] as Expr, condition])
    } else kept.push(value, condition)
  }
  if (args.length % 2 === 0) return rawCall('piecewise', kept)
  return closePiecewise(kept, args[args.length - 1] as Expr)
}

/** A last branch with the default's value is the default. */
function closePiecewise(kept: Expr[], fallback: Expr): Expr {
  while (kept.length > 0 && equal(kept[kept.length - 2] as Expr, fallback)) kept.splice(-2)
  return kept.length === 0 ? fallback : rawCall('piecewise', [...kept, fallback])
}

/** A function of the table on its arguments, or an unknown function. */
function apply(head: string, args: readonly Expr[]): Expr {
  const named = row(head)
  if (named === undefined) return rawCall(head, args)
  const [least, most] = arity(named)
  if (args.length < least || args.length > most) {
    throw new ShapeError(`${named.name} takes ${describeArity(least, most)}, not ${args.length}`, 'argument-count')
  }
  const r = row(head, args.length) ?? named
  if (r.fold && args.length > 0) return folded(r, args)
  for (let k = 0; k < args.length; k++) if (!r.lists?.includes(k)) requireNumber(args[k] as Expr)
  const value = exactValue(r, args)
  if (value !== undefined) return value
  const u = args[0]
  if (r.parity !== undefined && u !== undefined && isNegative(u)) {
    const positive = apply(r.name, [neg(u)])
    return r.parity === 'odd' ? neg(positive) : positive
  }
  return reflected(r, args) ?? rawCall(r.name, args, isPole(r, args))
}

/** A function of a negative order by that of the positive one: besselj(-1, x) is -besselj(1, x). */
function reflected(r: NamedRow, [n, ...others]: readonly Expr[]): Expr | undefined {
  if (r.order === undefined || n === undefined || !isNegative(n)) return undefined
  const whole = n.kind === 'num' && n.value.isInteger()
  if (!whole && r.order !== 'even') return undefined
  const turned = [neg(n), ...others]
  const positive = rawCall(r.name, turned, isPole(r, turned))
  const odd = whole && BigInt(n.value.num) % 2n !== 0n
  return odd && r.order === 'whole alternating' ? neg(positive) : positive
}

const describeArity = (least: number, most: number): string => {
  const plural = (n: number): string => `${n} argument${n === 1 ? '' : 's'}`
  return least === most
    ? plural(least)
    : most === Number.POSITIVE_INFINITY
      ? `at least ${plural(least)}`
      : `${least} or ${plural(most)}`
}

/** log(0), gamma(-1), tan(pi/2): the function has no value there, so that 0 times it is not 0. */
function isPole(r: NamedRow, args: readonly Expr[]): boolean {
  const { pole, poleAtTurns } = r
  if (pole?.(...mapped(args, a => (a.kind === 'num' ? a.value : undefined)))) return true
  const turns = poleAtTurns && turnsOf(args[0] as Expr)
  return turns !== undefined && poleAtTurns?.(turns) === true
}

/** The number q where the angle is q*pi. */
export function turnsOf(angle: Expr): Rational | undefined {
  if (angle === pi) return ONE
  if (!isCall(angle, 'mul') || angle.args.length !== 2 || angle.args[1] !== pi) return undefined
  const q = angle.args[0] as Expr
  return q.kind === 'num' ? q.value : undefined
}

function exactValue(r: NamedRow, args: readonly Expr[]): Expr | undefined {
  if (args.length === 0 || some(args, a => a.kind !== 'num')) return undefined
  const numbers = args as readonly Num[]
  const exact = r.exact?.(...numbers.map(a => a.value))
  if (exact !== undefined)
    return num(
      exact,
      numbers.some(a => a.decimal),
    )
  const text = r.values?.[numbers.map(a => a.value).join(',')]
  return text !== undefined && /^-?\d+(\/\d+)?$/.test(text) ? num(readRational(text)) : undefined
}

const readRational = (text: string): Rational => {
  const [n = '0', d = '1'] = text.split('/')
  return Rational.of(BigInt(n), BigInt(d))
}

/**
 * max(max(a, b), b, c) is max(a, b, c): flat, the numbers among neighbours folded, and without repetitions where these
 * do not count. Of a single list it is that of the entries.
 */
function folded(r: NamedRow, given: readonly Expr[]): Expr {
  const [only] = given
  const args = given.length === 1 && only !== undefined && isCall(only, 'list') ? only.args : given
  const flat = args.flatMap(x => (isCall(x, r.name) ? x.args : [x]))
  spend(4 * flat.length)
  const kept: Expr[] = []
  for (const a of r.idempotent ? new Set(flat) : flat) {
    const last = kept.at(-1)
    const both = last && exactValue(r, [last, a])
    if (both) kept[kept.length - 1] = both
    else kept.push(a)
  }
  if (kept.length === 0) throw new ShapeError(`${r.name} of an empty list`, 'argument-count')
  return kept.length === 1 ? (kept[0] as Expr) : rawCall(r.name, kept)
}

/** Written with a minus sign: a negative number, a product with one, or a sum of nothing else. */
export function isNegative(a: Expr): boolean {
  if (a.kind === 'num') return a.value.sign() < 0
  if (a.kind === 'sym' || a.args.length === 0) return false
  const first = a.args[0] as Expr
  if (a.head === 'mul') return first.kind === 'num' && first.value.sign() < 0
  return (
    a.head === 'add' &&
    a.args.every(t => (t.kind === 'num' ? t.value.sign() < 0 : t.kind === 'call' && t.head === 'mul' && isNegative(t)))
  )
}
