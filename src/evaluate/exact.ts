/**
 * Exact constants: a value is an expression without symbols in canonical form, so that sqrt(2)*sqrt(8) is 4 on
 * the way. Only a rational result is accepted in the end; anything else is refused, naming the part that is not.
 */
import { BudgetError, DomainError } from '../errors.js'
import { add, call, div, exp, inf, list, mul, neg, no, num, pow, sqrt, sub, yes } from '../expr/build.js'
import { type Expr, isCall, rawCall } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import type { NamedRow } from '../functions/row.js'
import type { Rational } from '../number/rational.js'
import type { Field } from './field.js'
import { floatingValues } from './floating.js'
import { lower } from './lower.js'
import { real } from './real.js'
import { refuseSingular } from './subs.js'
import { shortText } from './wording.js'

const NOTHING = rawCall('piecewise', [])

export const exact: Field<Expr> = {
  name: 'exact',
  rational: q => num(q),
  named: row => call(row.name, []),
  truth: value => (value ? yes : no),
  nothing: () => NOTHING,
  add: (a, b) => add(a, b),
  sub,
  mul: (a, b) => mul(a, b),
  div,
  neg,
  powInt: (a, n) => pow(a, num(n)),
  pow,
  sqrt,
  exp,
  kernel:
    row =>
    (...args) =>
      call(row.name, grouped(row, args)),
  lt: (a, b) => call('lt', [a, b]),
  le: (a, b) => call('le', [a, b]),
  eq: (a, b) => call('eq', [a, b]),
  and: (a, b) => call('and', [a, b]),
  or: (a, b) => call('or', [a, b]),
  not: a => call('not', [a]),
  select: (c, a, b) => (c === yes ? a : c === no ? b : call('piecewise', [a, c, b])),
}

/** The arguments of a kernel as those of the call: lists arrive as their length and then their entries. */
function grouped(row: NamedRow, args: readonly Expr[]): readonly Expr[] {
  if (row.lists === undefined) return args
  const calls: Expr[] = []
  for (let at = 0; at < args.length; ) {
    const first = args[at] as Expr
    const isList = row.lists.includes(calls.length) && first.kind === 'num'
    const length = isList ? (first.value.smallInt() ?? 0) : 0
    calls.push(isList ? list(args.slice(at + 1, at + 1 + length)) : first)
    at += 1 + length
  }
  return calls
}

/** The rational that a computed constant is; `DomainError` for division by zero and for what is not rational. */
export function rationalValue(value: Expr): Rational {
  if (value.kind === 'num') return value.value
  refuseSingular(value)
  if (value === NOTHING) throw new DomainError('no case of the piecewise holds', 'no-case')
  const parts = postorder(value)
  if (parts.includes(inf)) {
    floatingValues(lower([value], []), real, [])
    throw new DomainError(`${shortText(value)} is not a finite number`, 'not-rational')
  }
  const culprit =
    parts.find(e => e.kind === 'call' && !isCall(e, 'add') && !isCall(e, 'mul') && !isBaseOfPower(e, parts)) ?? value
  if (isLargePower(culprit))
    throw new BudgetError('digits', `${shortText(culprit)} has too many digits to be written out`)
  throw new DomainError(
    `${shortText(culprit)} is not known to be rational; { field: 'real' } gives a decimal value`,
    'not-rational',
  )
}

/** e is not what is wrong with e^2: the whole power is named. */
const isBaseOfPower = (e: Expr, parts: readonly Expr[]): boolean => parts.some(p => isCall(p, 'pow') && p.args[0] === e)

/** A power of rationals that the constructors left alone for its size. */
const isLargePower = (e: Expr): boolean =>
  isCall(e, 'pow') && e.args[0]?.kind === 'num' && e.args[1]?.kind === 'num' && e.args[1].value.isInteger()
