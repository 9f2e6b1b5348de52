/**
 * MathML and HTML, through KaTeX, which whoever imports `fluxion/html` must have installed. Nothing else in the library loads it.
 * What stands in the formulas is not trusted: KaTeX runs no link and no script for it.
 */
import katex from 'katex'
import type { Nested } from './answers/answers.js'
import { optionsFor } from './calls/checked.js'
import { BudgetError, FluxionError } from './errors.js'
import type { FormOptions } from './inputs/input.js'
import type { LatexOptions } from './print/latex/latex.js'
import { latex } from './verbs/printing.js'
import { callable } from './verbs/verb.js'

/** How `mathml` and `html` set a formula. */
export type HtmlOptions = FormOptions &
  LatexOptions & {
    /** On a line of its own (the default), or within a text. */
    readonly display?: boolean
  }

/** MathML for browsers and screen readers: a `math` element, with the LaTeX as its annotation. */
export const mathml = /* @__PURE__ */ callable(
  { name: 'mathml', takes: 'f:nested {&form &latex display}' },
  (f: Nested, options: HtmlOptions = {}): string => {
    return typesetMathml(latex(f, optionsFor(latex, options)), options.display)
  },
)

/** HTML for a page with the style sheet of KaTeX, with the MathML beside it. */
export const html = /* @__PURE__ */ callable(
  { name: 'html', takes: 'f:nested {&form &latex display}' },
  (f: Nested, options: HtmlOptions = {}): string => {
    return typesetHtml(latex(f, optionsFor(latex, options)), options.display)
  },
)

/** LaTeX as a `math` element. */
export function typesetMathml(source: string, display = true): string {
  return render(source, 'mathml', display).replace(/^<span class="katex">([\s\S]*)<\/span>$/, '$1')
}

/** LaTeX as HTML of KaTeX. */
export const typesetHtml = (source: string, display = true): string => render(source, 'htmlAndMathml', display)

function render(source: string, output: 'mathml' | 'htmlAndMathml', displayMode: boolean): string {
  try {
    return katex.renderToString(source, { output, displayMode, strict: false, trust: false, throwOnError: true })
  } catch (error) {
    // KaTeX recurses on the depth of what it sets.
    if (error instanceof RangeError) throw new BudgetError('depth', 'this expression is nested too deeply for KaTeX')
    // Our own LaTeX is always accepted; what a caller gives as a name may not be.
    if (error instanceof katex.ParseError) throw new FluxionError('latex', `KaTeX cannot set this: ${error.message}`)
    throw error
  }
}
