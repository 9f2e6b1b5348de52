/** The functions that write: text that is read back, and LaTeX. Both take nested lists of inputs as well, such as a gradient. */
import { type Nested, readInForm } from '../answers/answers.js'
import type { FormOptions } from '../inputs/input.js'
import { boldNames } from '../matrix/bold.js'
import { type LatexOptions, latex as latexExpr } from '../print/latex/latex.js'
import { type TextOptions, text as textExpr } from '../print/text.js'
import { STRUCTURES } from '../tensor/notation.js'
import { callable, verb } from './verb.js'

/** LaTeX to paste: `latex('1/(1+exp(-x))')` is `\frac{1}{1+e^{-x}}`. Takes nested lists as well. `bold` sets vectors and matrices in bold. */
export const latex = /* @__PURE__ */ verb(
  {
    name: 'latex',
    group: 'reading',
    takes: 'f:nested {&form &latex}',
    about: 'the expression itself as LaTeX',
    examples: [{ command: 'latex "sqrt(x)/2"', prints: '\\frac{\\sqrt{x}}{2}' }],
    writes: 'latex',
  },
  (f: Nested, options: FormOptions & LatexOptions & { readonly bold?: boolean } = {}): string => {
    const e = readInForm(f, options)
    const bold = options.bold === true ? boldNames(e) : undefined
    const names = bold ? { ...bold, ...options.names } : options.names
    return latexExpr(e, { ...options, ...(names && { names }), structures: STRUCTURES })
  },
)

/** Text that `parse` reads back; the same as `String(e)`. */
export const text = /* @__PURE__ */ callable(
  { name: 'text', takes: 'f:nested {&form shared}' },
  (f: Nested, options: FormOptions & TextOptions = {}): string => {
    return textExpr(readInForm(f, options), { ...options, structures: STRUCTURES })
  },
)
