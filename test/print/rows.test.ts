/** Every form of every function: its text is read back, its LaTeX is accepted, wherever it stands. */
import { describe, expect, test } from 'vitest'
import { add, call, list, mul, num, pow, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { equal } from '../../src/expr/order.js'
import { arity, type NamedRow } from '../../src/functions/row.js'
import { allForms } from '../../src/functions/table.js'
import { parse } from '../../src/parse/parse.js'
import { latex } from '../../src/print/latex.js'
import { text } from '../../src/print/text.js'
import { accepted } from './katex.js'

const [x, y] = [sym('x'), sym('y')]
const half = pow(add(x, num(1)), num(-1))

/** The function on the given arguments in turn. */
function applied(form: NamedRow, args: readonly Expr[]): Expr {
  const count = arity(form)[0]
  return call(
    form.name,
    Array.from({ length: count }, (_, k) => (form.lists?.includes(k) ? list([x, y]) : (args[k % args.length] as Expr))),
  )
}

/** A place where a function may stand. */
const PLACES: readonly ((f: Expr) => Expr)[] = [
  f => f,
  f => mul(x, f),
  f => mul(f, add(f, num(2)), pow(y, num(-1))),
  f => pow(f, num(2)),
  f => pow(f, sym('n')),
  f => pow(x, f),
  f => call('index', [f, num(1)]),
  f => pow(f, num(-1)),
]

describe.each([...allForms()].filter(r => arity(r)[1] > 0))('$name', form => {
  test.each([
    ['letters', [x, y]],
    ['fractions', [half, mul(num(2), y)]],
  ] as const)('on %s', (_, args) => {
    for (const place of PLACES) {
      const e = place(applied(form, args))
      accepted(latex(e))
      expect(equal(parse(text(e)), e), text(e)).toBe(true)
    }
  })
})
