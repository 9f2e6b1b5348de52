import { describe, expect, test } from 'vitest'
import { equal } from '../../src/expr/order.js'
import { parse } from '../../src/parse/parse.js'
import { latex } from '../../src/print/latex/latex.js'
import { text } from '../../src/print/text.js'
import { CASES } from './cases.js'
import { accepted } from './katex.js'

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  test.each(cases)('$input is $text', ({ input, text: expected }) => {
    const e = parse(input)
    expect(text(e)).toBe(expected)
    expect(equal(parse(expected), e)).toBe(true)
  })

  test.each(cases)('$input in LaTeX', ({ input, latex: expected }) => {
    expect(accepted(latex(parse(input)))).toBe(expected)
  })
})
