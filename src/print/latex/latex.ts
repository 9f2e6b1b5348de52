/** Expressions as LaTeX: the entry points. The style is that of latex-notation.ts. */
import type { Expr } from '../../expr/node.js'
import type { Part, Structures } from '../layout.js'
import { Presentation } from '../presentation.js'
import type { Names } from '../reading.js'
import { share } from '../shared.js'
import { checkSize, LEVEL, type Level, type PrintLimits, walk } from '../walk.js'
import { latexName } from './names.js'
import { LatexNotation } from './notation.js'
import { LatexSink, type Multiply } from './sink.js'
import type { LatexStyle } from './style.js'

export interface LatexOptions extends LatexStyle {
  /** Name what occurs several times, as `latexShared` does. */
  readonly shared?: boolean
  /** `2xy` (implicit, the default) or `2\cdot x\cdot y`. */
  readonly multiply?: Multiply
  /** For a line of text: fractions with a slash, small brackets, lists as rows. */
  readonly inline?: boolean
  /** Breaks long sums and equations into lines: `aligned(60)`. */
  readonly lines?: LineBreaker
  readonly limits?: PrintLimits
  /** How nodes of matrix notation are written. */
  readonly structures?: Structures
}

/** Writes parts of an expression; `unsigned` without the minus sign. A part that has a name is written out. */
export interface Writer {
  readonly presentation: Presentation
  readonly write: (part: Part, level?: Level, unsigned?: boolean) => string
}

/** Writes an expression, on several lines where that is better. */
export type LineBreaker = (e: Expr, writer: Writer) => string

/** The expression as LaTeX: `\frac{x^2}{2}`. Raises `BudgetError` when the text would be too long. */
export function latex(e: Expr, options: LatexOptions = {}): string {
  if (options.shared === true) return latexShared(e, options)
  checkSize(e, options.limits)
  return whole(e, writerOf(e, new Map(), options), options)
}

/** The expression with repeated subexpressions named, one definition a line in an `aligned` environment. */
export function latexShared(e: Expr, options: LatexOptions = {}): string {
  const { names, definitions } = share(e, options.structures)
  const writer = writerOf(e, names, options)
  if (definitions.length === 0) return whole(e, writer, options)
  const lines = definitions.map(d => `${latexName(d.name)}&=${writer.write(d.value)}`)
  return `\\begin{aligned}${[...lines, `&${writer.write(e)}`].join('\\\\')}\\end{aligned}`
}

const whole = (e: Expr, writer: Writer, { lines }: LatexOptions): string => lines?.(e, writer) ?? writer.write(e)

/** Writes an expression and parts of it in one style. */
function writerOf(e: Expr, names: Names, options: LatexOptions): Writer {
  const { multiply = 'implicit', inline = false, limits } = options
  const presentation = new Presentation(e, names, options)
  const notation = new LatexNotation(e, presentation, options, options.structures)
  const write = (part: Part, level: Level = LEVEL.choice, unsigned = false): string => {
    const sink = new LatexSink(multiply, limits)
    const open = presentation.open(part, unsigned)
    walk({ part: open, level, unsigned, script: inline, closed: false }, presentation, notation, sink)
    return sink.collector.result()
  }
  return { presentation, write }
}
