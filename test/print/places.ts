/** A function of the table on arguments, and the places where it may stand. */
import { add, call, list, mul, num, pow, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { arity, type NamedRow } from '../../src/functions/row.js'

const [x, y] = [sym('x'), sym('y')]

/** The function on the given arguments in turn. */
export function applied(form: NamedRow, args: readonly Expr[]): Expr {
  const count = arity(form)[0]
  return call(
    form.name,
    Array.from({ length: count }, (_, k) => (form.lists?.includes(k) ? list([x, y]) : (args[k % args.length] as Expr))),
  )
}

/** A place where a function may stand. */
export const PLACES: readonly ((f: Expr) => Expr)[] = [
  f => f,
  f => mul(x, f),
  f => mul(f, add(f, num(2)), pow(y, num(-1))),
  f => pow(f, num(2)),
  f => pow(f, sym('n')),
  f => pow(x, f),
  f => call('index', [f, num(1)]),
  f => pow(f, num(-1)),
]
