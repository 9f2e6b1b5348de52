/** Every form of every function: its text is read back, its LaTeX is accepted, wherever it stands. */
import { describe, expect, test } from 'vitest'
import { add, mul, num, pow, sym } from '../../src/expr/build.js'
import { equal } from '../../src/expr/order.js'
import { arity } from '../../src/functions/row.js'
import { allForms } from '../../src/functions/table.js'
import { parse } from '../../src/parse/parse.js'
import { latex } from '../../src/print/latex/latex.js'
import { text } from '../../src/print/text.js'
import { accepted } from './katex.js'
import { applied, PLACES } from './places.js'

const [x, y] = [sym('x'), sym('y')]
const half = pow(add(x, num(1)), num(-1))

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
