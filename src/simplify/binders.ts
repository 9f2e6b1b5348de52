/**
 * Sums, products and integrals as a person writes them: factors that do not depend on the variable before the sign, and for a body that does
 * not depend on it at all the number of terms times it. That number is taken only where it is not negative, for a sum whose upper bound is
 * below the lower one is 0 and not a negative number of terms. Names that bound a sum stand for natural numbers.
 */
import { binderAlgebra, isCount, outside } from '../expr/binder.js'
import { binderOf } from '../expr/binders.js'
import { bindingOf, dependsOn, hasBound } from '../expr/binding.js'
import { add, call, minusOne, mul, one, zero } from '../expr/build.js'
import { type Expr, isValueless } from '../expr/node.js'
import { postorder, withArgs } from '../expr/walk.js'
import type { Facts } from './facts.js'

/** The expression with the constants of its sums and integrals outside. */
export function constantsOutside(e: Expr, facts: Facts): Expr {
  if (!hasBound(e)) return e
  const done = new Map<Expr, Expr>()
  for (const n of postorder(e, hasBound)) {
    const next =
      n.kind === 'call' && hasBound(n)
        ? withArgs(
            n,
            n.args.map(a => done.get(a) as Expr),
          )
        : n
    done.set(n, tidied(next, facts))
  }
  return done.get(e) as Expr
}

function tidied(e: Expr, facts: Facts): Expr {
  const binding = bindingOf(e)
  const row = binding && binderOf(binding.head)
  if (binding === undefined || row === undefined) return e
  const { variable, from, to, body } = binding
  if (dependsOn(body, variable)) return outside(row.name, variable, from, to, body, call)
  if (row.over === 'reals' || isValueless(body)) return e
  const length = add(to, mul(minusOne, from), one)
  return isCount(length) || facts.prove(call('ge', [length, zero]))
    ? row.constant(binderAlgebra(variable, call), body, length)
    : e
}
