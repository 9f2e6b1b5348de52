/**
 * Formats beside text and LaTeX, for whoever wants them: plain text with the signs of Unicode, and derivatives as whole equations.
 * They stand apart so that a program which only differentiates and prints carries none of them.
 */

import { type Nested, readInForm } from '../answers/answers.js'
import { optionsFor } from '../calls/checked.js'
import { type Expr, isCall, num, rawCall, sym } from '../expr/node.js'
import { asWritten } from '../expr/written.js'
import {
  type FormOptions,
  type Input,
  namesAmong,
  type Options,
  onlySymbol,
  read,
  readVariable,
  type VariableInput,
} from '../inputs/input.js'
import { type LatexOptions, type LineBreaker, latex } from '../print/latex/latex.js'
import { aligned as alignedLines } from '../print/latex/lines.js'
import type { TextOptions } from '../print/text.js'
import { unicode as unicodeExpr } from '../print/unicode.js'
import { entry, HEAD, writing } from '../tensor/heads.js'
import { STRUCTURES } from '../tensor/notation.js'
import { diff } from './derivative.js'
import { callable, verb } from './verb.js'

/** What to give `latex` as `lines`: lines of about so many characters, as they stand on the page. 60 fill a printed page. */
export const aligned = /* @__PURE__ */ callable(
  { name: 'aligned', takes: 'width?:positive' },
  (width?: number): LineBreaker => alignedLines(width),
)

/** Plain text as people write it: `unicode('x^2 + 2*x')` is `x² + 2x`. `parse` reads it back. Takes nested lists as well. */
export const unicode = /* @__PURE__ */ verb(
  {
    name: 'unicode',
    group: 'reading',
    takes: 'f:nested {&form shared}',
    about: 'the expression itself in plain signs, as people write it',
    examples: [{ command: 'unicode "x^2 + 2*x"', prints: 'x² + 2x' }],
    writes: 'unicode',
  },
  (f: Nested, options: FormOptions & TextOptions = {}): string => {
    return unicodeExpr(readInForm(f, options), { ...options, structures: STRUCTURES })
  },
)

/** How `equation` writes its left side. */
export interface EquationOptions {
  /** A name for the function: `f` makes the left side that of f(x), not of the expression. */
  readonly name?: string
}

/**
 * The derivative as an equation in LaTeX: `equation('x^2', 'x')` is `\frac{d}{dx}x^2=2x`; with `{ name: 'f', derivatives: 'prime' }` it is
 * `f'(x)=2x`. Takes what `diff` and `latex` take, and raises what they raise.
 */
export const equation = /* @__PURE__ */ callable(
  { name: 'equation', takes: 'f:input by*:by {&slope layout &latex name}' },
  (f: Input, ...rest: readonly (VariableInput | number | (Options & LatexOptions & EquationOptions))[]): string => {
    const last = rest.at(-1)
    const options = typeof last === 'object' && !('kind' in last) ? last : {}
    const by = (options === last ? rest.slice(0, -1) : rest) as readonly (VariableInput | number)[]
    return latex(equate(f, by, diff(f, ...by, optionsFor(diff, options)), options), {
      ...options,
      structures: STRUCTURES,
    })
  },
)

/** An axis without its size. */
const nameOfAxis = (e: Expr): Expr => (isCall(e, HEAD.sized) ? (e.args[0] as Expr) : e)

/** A derivative, not carried out, and what it is, as an equation. Of a definition, such as f(x) = x^2, the left side is what it defines. */
function equate(
  f: Input,
  by: readonly (VariableInput | number)[],
  derivative: Expr,
  options: Options & EquationOptions = {},
): Expr {
  const { e } = read(f, options, namesAmong(by))
  const variables = by.length === 0 ? [onlySymbol(e)] : by.map(v => (typeof v === 'number' ? num(v) : readVariable(v)))
  const left = isCall(e, 'eq') ? e.args[0] : undefined
  const name = options.name ?? (left?.kind === 'sym' ? left.name : undefined)
  const of =
    name === undefined
      ? writing(left ?? asWritten(e))
      : rawCall(name, [...new Set(variables.filter(v => v.kind !== 'num'))])
  const right = writing(derivative)
  const [x, ...others] = variables
  // With indices on the right, those of the function and of the variable stand on the left as well.
  if (isCall(right, HEAD.indexed) && x !== undefined && others.length === 0) {
    const [out, by] = right.args.map(indices => (isCall(indices, 'list') ? indices.args.map(nameOfAxis) : [])) as [
      Expr[],
      Expr[],
    ]
    const f = name === undefined ? of : sym(name)
    return rawCall('eq', [rawCall('diff', [entry(f, out), entry(x, by)]), right.args[2] as Expr])
  }
  return rawCall('eq', [rawCall('diff', [of, ...variables]), right])
}
