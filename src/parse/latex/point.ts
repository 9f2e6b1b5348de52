/** Bars that say at which point a formula is meant, `\left.\frac{d}{dx}x^2\right|_{x=3}`: values stand beside a text, not in it. */
import type { Problem } from '../problem.js'
import { problemAt } from './level.js'
import type { LatexPiece } from './lexer.js'
import { behind } from './lines.js'

/** One name with a number or another name after the other. */
const POINT = /^\s*\w+\s*=\s*[-+]?[\w.]+(?:\s*,\s*\w+\s*=\s*[-+]?[\w.]+)*\s*$/

const BETWEEN = 'write the value at the upper end minus that at the lower one'

export function pointBar(pieces: readonly LatexPiece[], source: string): Problem | undefined {
  const isOpen = pieces.some(({ value, style }) => value === '.' && style === 'open')
  const at = pieces.findIndex((piece, k) => isBar(piece) && isPoint(pieces, k + 1, isOpen && piece.size === 'right'))
  const bar = pieces[at]
  if (bar === undefined) return undefined
  const said = pieces[at + 1]?.value === '_' ? pieces[at + 2] : undefined
  const [from, to] = said === undefined ? [source.length, at + 1] : [said.offset, behind(pieces, at + 2)]
  const last = pieces[to - 1] as LatexPiece
  const end = last.offset + last.text.length
  const inside = source.slice(from, end).replace(/^\{|\}$/g, '')
  const point = POINT.test(inside) ? inside.replace(/\s/g, '') : 'x=3'
  const hint =
    pieces[to]?.value === '^' ? BETWEEN : `leave out the bar, and put the point behind the text: --at ${point}, or subs`
  const place = { offset: bar.offset, length: end - bar.offset }
  return problemAt(place, 'unexpected-bracket', 'this bar says at which point the formula is meant', hint)
}

const isBar = ({ type, value }: LatexPiece): boolean => (type === 'bracket' || type === 'separator') && value === '|'

/** Whether a subscript follows with an equation, or with the values of a point in a bracket; behind `\left.` anything. */
function isPoint(pieces: readonly LatexPiece[], at: number, isPaired: boolean): boolean {
  if (pieces[at]?.value !== '_' || at + 1 >= pieces.length) return isPaired
  const inside = pieces.slice(at + 1, behind(pieces, at + 1))
  const first = inside.find(({ type }) => type !== 'openBrace')
  return isPaired || first?.value === '(' || inside.some(({ type, value }) => type === 'relation' && value === '=')
}
