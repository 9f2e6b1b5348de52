/**
 * How lines of a derivation are written: as text and LaTeX, with derivatives that are still to be taken as d/dx, and what changed in
 * colour. A changed part is marked by a head that no expression has.
 */
import { type Expr, isCall, rawCall } from '../expr/node.js'
import { minus, SIGN } from '../expr/written.js'
import { LatexNotation } from '../print/latex/notation.js'
import { LatexSink } from '../print/latex/sink.js'
import type { Layout } from '../print/layout.js'
import { Presentation } from '../print/presentation.js'
import { PLAIN, printed } from '../print/text.js'
import { at, atPlace, LEVEL, type Level, type Notation, type Piece, type Place, walk } from '../print/walk.js'
import { HEAD } from '../tensor/heads.js'
import { STRUCTURES } from '../tensor/notation.js'

const CHANGED = '[changed]'
const COLOUR = 'blue'
/** Stand in the output for the ends of what is coloured: signs that no name has. */
const [START, END] = ['\uE000', '\uE001'] as const

/** The part, marked as what changed; a minus sign stays outside, where a sum takes it for its own. */
export const changed = (e: Expr): Expr =>
  isCall(e, SIGN.minus) ? minus(rawCall(CHANGED, e.args)) : rawCall(CHANGED, [e])

/** The terms of a sum, each marked where the sum is. */
export function termsOf(e: Expr): readonly Expr[] {
  if (isCall(e, SIGN.plus)) return e.args
  const inner = isCall(e, CHANGED) ? e.args[0] : undefined
  return isCall(inner, SIGN.plus) ? inner.args.map(changed) : [e]
}

/** What is marked within a node, if it is such a mark. */
const markedIn = (node: Layout): Expr | undefined =>
  node.kind === 'function' && node.head === CHANGED ? node.args[0] : undefined

/** The sign of differentiation: d, or that of partial derivatives where there are other variables. */
export type Sign = 'd' | '∂'

/** Whether a derivative is written as a quotient: df/dx of a letter, not d/dx of an expression. */
const isCompact = (of: Expr): boolean => of.kind === 'sym' || (isCall(of, HEAD.entry) && of.args[0]?.kind === 'sym')

class Marked implements Notation {
  constructor(
    private readonly presentation: Presentation,
    private readonly notation: Notation,
    private readonly derivative: (node: Layout & { kind: 'derivative' }) => Iterable<Piece>,
    private readonly marks: readonly [string, string],
  ) {}

  level(node: Layout, place: Place): Level {
    const marked = markedIn(node)
    if (marked !== undefined) return this.level(this.presentation.layout(marked), place)
    return node.kind === 'derivative' ? LEVEL.primary : this.notation.level(node, place)
  }

  write(node: Layout, place: Place): string | Iterable<Piece> {
    const marked = markedIn(node)
    if (marked !== undefined) return [this.marks[0], atPlace(marked, place), this.marks[1]]
    return node.kind === 'derivative' ? this.derivative(node) : this.notation.write(node, place)
  }
}

/** A line as text: `cos(x^2)*d/dx(x^2)`. */
export function lineText(e: Expr, sign: Sign = 'd'): string {
  return printed(
    e,
    { structures: STRUCTURES },
    presentation => new Marked(presentation, PLAIN, node => textDerivative(node, sign), ['', '']),
  )
}

function* textDerivative({ of, by }: Layout & { kind: 'derivative' }, d: Sign): Generator<Piece> {
  const [x] = by as [Expr]
  yield d
  if (isCompact(of)) yield at(of, LEVEL.primary)
  yield `/${d}`
  yield at(x, LEVEL.primary)
  if (isCompact(of)) return
  yield '('
  yield at(of, LEVEL.choice)
  yield ')'
}

/** `\\frac{du}{dx}` of a letter; what is more stands in square brackets, so that it is seen where it ends. */
function* latexDerivative({ of, by }: Layout & { kind: 'derivative' }, d: string): Generator<Piece> {
  const [x] = by as [Expr]
  yield { mark: 'tall' }
  yield `\\frac{${d}`
  if (isCompact(of)) yield at(of, LEVEL.primary)
  yield `}{${d}`
  yield at(x, LEVEL.primary)
  yield '}'
  if (isCompact(of)) return
  yield '\\left['
  yield at(of, LEVEL.choice)
  yield '\\right]'
}

class ColouringSink extends LatexSink {
  override text(s: string): void {
    // Marks have no width: what stands side by side is decided as if they were not there.
    if (s === START || s === END) this.collector.add(s, false)
    else super.text(s)
  }
}

/** How formulas are set. */
export interface LineStyle {
  readonly sign?: Sign
  readonly colour?: boolean
  /** LaTeX for symbols. */
  readonly names?: Readonly<Record<string, string>>
}

/** How the lines of a trace are written. */
export const styleOfTrace = (names: LineStyle['names'] | undefined): LineStyle => ({
  ...{ sign: '∂', colour: false },
  ...(names && { names }),
})

export function lineLatex(e: Expr, { sign = 'd', colour = true, names }: LineStyle = {}): string {
  const presentation = new Presentation(e, new Map(), { structures: STRUCTURES })
  const d = sign === 'd' ? 'd' : '\\partial '
  const notation = new Marked(
    presentation,
    new LatexNotation(e, presentation, { ...(names && { names }) }, STRUCTURES),
    node => latexDerivative(node, d),
    [START, END],
  )
  const sink = new ColouringSink('implicit', undefined)
  walk(at(e, LEVEL.choice), presentation, notation, sink)
  const whole = sink.collector.result()
  return whole.replaceAll(START, colour ? `\\textcolor{${COLOUR}}{` : '').replaceAll(END, colour ? '}' : '')
}
