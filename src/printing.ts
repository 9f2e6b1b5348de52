/** The functions that write: text that is read back, and LaTeX. Both take nested lists of inputs as well, such as a gradient. */
import { checked } from './checked.js'
import { FluxionError } from './errors.js'
import { list } from './expr/build.js'
import type { Expr } from './expr/node.js'
import { type Input, mapNested, type Options, read } from './input.js'
import { type LatexOptions, latex as latexExpr } from './print/latex.js'
import { type TextOptions, text as textExpr } from './print/text.js'
import { tensorCalls } from './tensor/registry.js'

/** A nested list of inputs, such as a gradient or a Jacobian. */
export type Nested = Input | readonly Nested[]

/** The expression, or the list, that an input stands for. */
export const readNested = (f: Nested, options: Options): Expr =>
  mapNested<Expr>(
    f,
    g => read(g, options).e,
    (parts, keys) => {
      if (keys !== undefined) throw new FluxionError('argument-f', 'the argument f has lists of inputs, and no objects')
      return list(parts)
    },
  )

/** LaTeX to paste: `latex('1/(1+exp(-x))')` is `\frac{1}{1+e^{-x}}`. Takes nested lists as well. `bold` sets vectors and matrices in bold. */
export const latex = /* @__PURE__ */ checked(
  'latex',
  (f: Nested, options: Options & LatexOptions & { readonly bold?: boolean } = {}): string => {
    const e = readNested(f, options)
    const bold = options.bold === true ? tensorCalls([f].flat(2), options)?.bold(e) : undefined
    return latexExpr(e, bold ? { ...options, names: { ...bold, ...options.names } } : options)
  },
)

/** Text that `parse` reads back; the same as `String(e)`. */
export const text = /* @__PURE__ */ checked('text', (f: Nested, options: Options & TextOptions = {}): string => {
  return textExpr(readNested(f, options), options)
})
