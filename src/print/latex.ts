/** Expressions as LaTeX: the entry points. The style is that of latex-notation.ts. */
import type { Expr } from '../expr/node.js'
import { latexName } from './latex-names.js'
import { LatexNotation, type LatexStyle } from './latex-notation.js'
import { LatexSink, type Multiply } from './latex-sink.js'
import { Presentation } from './presentation.js'
import type { Names } from './reading.js'
import { share } from './shared.js'
import { at, checkSize, LEVEL, type PrintLimits, walk } from './walk.js'

export interface LatexOptions extends LatexStyle {
  /** Name what occurs several times, as `latexShared` does. */
  readonly shared?: boolean
  /** `2xy` (implicit, the default) or `2\cdot x\cdot y`. */
  readonly multiply?: Multiply
  readonly limits?: PrintLimits
}

/** The expression as LaTeX: `\frac{x^2}{2}`. Raises `BudgetError` when the text would be too long. */
export function latex(e: Expr, options: LatexOptions = {}): string {
  if (options.shared === true) return latexShared(e, options)
  checkSize(e, options.limits)
  return writer(e, new Map(), options)(e)
}

/** The expression with repeated subexpressions named, one definition a line in an `aligned` environment. */
export function latexShared(e: Expr, options: LatexOptions = {}): string {
  const { names, definitions } = share(e)
  const write = writer(e, names, options)
  if (definitions.length === 0) return write(e)
  const lines = definitions.map(d => `${latexName(d.name)}&=${write(d.value)}`)
  return `\\begin{aligned}${[...lines, `&${write(e)}`].join('\\\\')}\\end{aligned}`
}

/** Writes the whole of an expression, or a part of it that has a name. */
function writer(e: Expr, names: Names, options: LatexOptions): (part: Expr) => string {
  const presentation = new Presentation(e, names, options)
  const notation = new LatexNotation(presentation, options)
  return part => {
    const sink = new LatexSink(options.multiply ?? 'implicit', options.limits)
    walk(at(presentation.open(part), LEVEL.choice), presentation, notation, sink)
    return sink.collector.result()
  }
}
