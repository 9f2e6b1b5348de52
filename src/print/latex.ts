/** Expressions as LaTeX: the entry points. The style is that of latex-notation.ts. */
import type { Expr } from '../expr/node.js'
import { latexName } from './latex-names.js'
import { LatexNotation } from './latex-notation.js'
import { LatexSink, type Multiply } from './latex-sink.js'
import { Presentation } from './presentation.js'
import type { Names } from './reading.js'
import { share } from './shared.js'
import { at, checkSize, LEVEL, type PrintLimits, walk } from './walk.js'

export interface LatexOptions {
  /** Name what occurs several times, as `latexShared` does. */
  readonly shared?: boolean
  /** LaTeX for symbols, used as it is: `{ v: '\\mathbf{v}' }`. */
  readonly names?: Readonly<Record<string, string>>
  /** `2xy` (implicit, the default) or `2\cdot x\cdot y`. */
  readonly multiply?: Multiply
  readonly limits?: PrintLimits
}

/** The expression as LaTeX: `\frac{x^2}{2}`. Raises `BudgetError` when the text would be too long. */
export function latex(e: Expr, options: LatexOptions = {}): string {
  if (options.shared === true) return latexShared(e, options)
  checkSize(e, options.limits)
  return written(e, new Map(), options)
}

/** The expression with repeated subexpressions named, one definition a line in an `aligned` environment. */
export function latexShared(e: Expr, options: LatexOptions = {}): string {
  const { names, definitions } = share(e)
  if (definitions.length === 0) return written(e, names, options)
  const lines = definitions.map(d => `${latexName(d.name)}&=${written(d.value, names, options)}`)
  return `\\begin{aligned}${[...lines, `&${written(e, names, options)}`].join('\\\\')}\\end{aligned}`
}

function written(e: Expr, names: Names, options: LatexOptions): string {
  const presentation = new Presentation(e, names)
  const notation = new LatexNotation(presentation, new Map(Object.entries(options.names ?? {})))
  const sink = new LatexSink(options.multiply ?? 'implicit', options.limits)
  walk(at(e, LEVEL.choice), presentation, notation, sink)
  return sink.collector.result()
}
