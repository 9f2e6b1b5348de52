/**
 * Functions with a form of their own, which their row gives as a template: `J_{#1}\left(#2\right)` has its first
 * argument in the subscript and its second in brackets. `#1` at an end of the template (`#1\bmod#2`) is an operand.
 */
import { type Expr, isCall } from '../../expr/node.js'
import type { NamedRow } from '../../functions/row.js'
import { atPlace, LEVEL, type Level, type Mark, type Piece, type Place } from '../walk.js'
import { joined } from './structures.js'

/** The template of a row, if it has one. */
export const templateOf = (row: NamedRow | undefined): string | undefined =>
  row?.latex?.includes('#') ? row.latex : undefined

const MARKS: ReadonlyMap<string, Mark> = new Map([
  ['\\left(', 'open'],
  ['\\right)', 'close'],
  ['\\left|', 'openBar'],
  ['\\right|', 'closeBar'],
])

/** Whether the template is an operator between operands. */
const isInfix = (template: string): boolean => /^#|#\d$/.test(template)

/** How tightly what a row writes holds together: roots and scripts at the end take no exponent, `\ln\Gamma(x)` nothing behind it. */
export function templateLevel(row: NamedRow | undefined, place: Place): Level {
  const written = row?.latex ?? ''
  if (isInfix(written)) return LEVEL.sum
  if (written.startsWith('\\ln')) return place.closed ? LEVEL.sum : LEVEL.application
  return /^\\sqrt|^\\left\(/.test(written) ? LEVEL.power : LEVEL.primary
}

/** The letter that names the function, `J`, if it is one. */
export const letterOf = (template: string): string | undefined =>
  /^(?:[A-Za-z]|\\[A-Za-z]+?)(?=[_^]|\\left\()/.exec(template)?.[0]

/** The template with its arguments in place; round brackets and bars stretch as everywhere. Arguments at `lists` are lists without their brackets. */
export function* latexTemplate(
  template: string,
  args: readonly Expr[],
  lists: readonly number[],
  place: Place,
): Generator<Piece> {
  if (/\\binom|\\frac/.test(template)) yield { mark: 'tall' }
  const scripts: boolean[] = [place.script]
  const level = isInfix(template) ? LEVEL.power : LEVEL.choice
  for (const piece of template.split(/(#\d|[_^]?\{|\}|\[|\]|\\left[(|]|\\right[)|])/)) {
    const slot = /^#\d$/.test(piece) ? Number(piece.slice(1)) - 1 : -1
    const arg = args[slot]
    if (arg === undefined) {
      if (/[{[]$/.test(piece)) scripts.push(piece !== '{' || scripts.at(-1) === true)
      else if (piece === '}' || piece === ']') scripts.pop()
      const mark = MARKS.get(piece)
      yield mark ? { mark } : piece
      continue
    }
    const inside: Place = { level, script: scripts.at(-1) === true, closed: false }
    // Between square brackets TeX would take the first one inside for the closing one.
    const braced = arg.kind === 'call' && template.includes(`[${piece}]`)
    if (braced) yield '{'
    if (isCall(arg, 'list') && lists.includes(slot)) yield* joined(arg.args, ',', p => atPlace(p, inside))
    else yield atPlace(arg, inside)
    if (braced) yield '}'
  }
}
