/**
 * Sums and products written out, for the fields whose values are no doubles: rationals, enclosures, many digits. Their bounds must be whole
 * numbers at the point. Integrals have no such value.
 */
import { BudgetError, DomainError } from '../errors.js'
import { binderOf } from '../expr/binders.js'
import { bindingOf, hasBound, withSymbol } from '../expr/binding.js'
import { call, num } from '../expr/build.js'
import type { Call, Expr } from '../expr/node.js'
import { freeSymbols, postorder, withArgs } from '../expr/walk.js'
import { Rational } from '../number/rational.js'
import { substitute } from './subs.js'
import { exactValue, type Value } from './values.js'
import { shortText } from './wording.js'

/** The most terms, those of sums within sums counted each time. */
const MOST_TERMS = 100_000

/** The roots without binders, of at most so many terms. `what` is what was asked for, for messages. */
export function unrolled(
  roots: readonly Expr[],
  given: ReadonlyMap<string, Value>,
  what: string,
  most = MOST_TERMS,
): readonly Expr[] {
  if (!roots.some(hasBound)) return roots
  let terms = 0
  const end = (bound: Expr, whole: Call): Rational => {
    const known = new Map<string, Expr>()
    for (const name of freeSymbols(bound)) {
      const value = given.get(name)
      if (value !== undefined) known.set(name, exactValue(value, name))
    }
    const value = substitute(bound, known)
    if (value.kind === 'num' && value.value.isInteger()) return value.value
    throw new DomainError(`${shortText(whole)} has no ${what}: its bounds must be whole numbers`, 'index-bound')
  }
  const write = (root: Expr): Expr => {
    const done = new Map<Expr, Expr>()
    for (const e of postorder(root, c => hasBound(c) && bindingOf(c) === undefined)) {
      const binding = bindingOf(e)
      if (binding !== undefined) done.set(e, writtenOut(e as Call))
      else if (e.kind !== 'call' || !hasBound(e)) done.set(e, e)
      else
        done.set(
          e,
          withArgs(
            e,
            e.args.map(a => done.get(a) as Expr),
          ),
        )
    }
    return done.get(root) as Expr
  }
  const writtenOut = (e: Call): Expr => {
    const row = binderOf(e.head)
    const binding = bindingOf(e)
    if (row === undefined || binding === undefined || row.over === 'reals')
      throw new DomainError(`${shortText(e)} has no ${what}; { field: 'real' } gives a decimal value`, 'no-kernel')
    const [from, to] = [end(binding.from, e), end(binding.to, e)]
    const length = to.sub(from).smallInt()
    terms += Math.max(0, (length ?? most) + 1)
    if (length === undefined || terms > most)
      throw new BudgetError('terms', `${shortText(e)} has more than ${most} terms`)
    const parts: Expr[] = []
    for (let k = 0; k <= length; k++)
      parts.push(write(withSymbol(binding.body, binding.variable, num(from.add(Rational.of(k))), call)))
    return call(row.neutral === 0 ? 'add' : 'mul', parts)
  }
  return roots.map(write)
}
