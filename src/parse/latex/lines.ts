/**
 * Several statements without an environment around them: `z = wx + b \\ a = \tanh(z)`, and definitions with commas, a new line, a wide space or
 * `\text{where}` between, `L = (a-y)^2, \quad a = wx + b`. They are read as the lines of one. A comma before anything but a definition is none.
 */

import { lostWarnings } from '../definition.js'
import type { Problem } from '../problem.js'
import { accentOf } from './commands.js'
import type { LatexPiece } from './lexer.js'

/** What parts two statements: the pieces from one place up to another; none where a new line of the text does. */
export type Gap = readonly [from: number, to: number]

const WORDS: ReadonlySet<string> = new Set(['where', 'with', 'and', 'for'])
const STYLES: ReadonlySet<string> = new Set(['text', 'textrm', 'mathrm'])
const isWord = (p: LatexPiece | undefined): boolean => p?.type === 'word' && STYLES.has(p.style) && WORDS.has(p.value)

function depthAt({ type, style }: LatexPiece): -1 | 0 | 1 {
  if (type === 'openBrace' || type === 'begin' || (type === 'bracket' && style === 'open')) return 1
  return type === 'closeBrace' || type === 'end' || (type === 'bracket' && style === 'close') ? -1 : 0
}

/** Behind the piece at a place, or the whole bracket or group that opens there. */
export function behind(pieces: readonly LatexPiece[], from: number): number {
  let at = from
  let depth = 0
  do depth += depthAt(pieces[at] as LatexPiece)
  while (++at < pieces.length && depth > 0)
  return at
}

const NAMED: ReadonlySet<string> = new Set(['letter', 'word', 'custom', 'command'])

/** Behind the name at a place with its scripts, `\hat{y}`, `h_\theta`, `W^{[1]}`; the place itself where there is none. */
function nameEnd(pieces: readonly LatexPiece[], from: number): number {
  const first = pieces[from]
  if (first === undefined || !NAMED.has(first.type)) return from
  let at = from + 1
  if (first.type === 'command' && accentOf(first.value) !== undefined && at < pieces.length) at = behind(pieces, at)
  while (at + 1 < pieces.length && isScript(pieces, at)) at = behind(pieces, at + 1)
  return at
}

/** A subscript, or an index above, `{(i)}` or `{[1]}`, which is no power. */
const isScript = (pieces: readonly LatexPiece[], at: number): boolean =>
  pieces[at]?.type === 'script' && (pieces[at]?.value === '_' || /^[[(]$/.test(pieces[at + 2]?.value ?? ''))

/** Behind `=`, perhaps with `&` or a colon before it; undefined where there is none. */
function equalsEnd(pieces: readonly LatexPiece[], from: number): number | undefined {
  let at = from
  if (pieces[at]?.type === 'cell') at++
  if (pieces[at]?.type === 'colon') at++
  const isEquals = (k: number): boolean => pieces[k]?.type === 'relation' && pieces[k]?.value === '='
  return isEquals(at) && !isEquals(at + 1) ? at + 1 : undefined
}

/** What is stated at a place, `y =` or `f(x) =`: where the name ends, the bracket behind it, and the equals sign. */
export interface Heading {
  readonly name: number
  readonly bracket: number
  readonly equals: number
}

export function headingAt(pieces: readonly LatexPiece[], from: number): Heading | undefined {
  const name = nameEnd(pieces, from)
  const bracket = name > from && isRound(pieces[name]) ? behind(pieces, name) : name
  const equals = name > from ? equalsEnd(pieces, bracket) : undefined
  return equals === undefined ? undefined : { name, bracket, equals }
}

const isRound = (piece: LatexPiece | undefined): boolean => piece?.type === 'bracket' && piece.value === '('

/** The text of pieces as it tells names apart: braces do not. */
const tight = (pieces: readonly LatexPiece[]): string =>
  pieces.map(({ type, text }) => (type === 'openBrace' || type === 'closeBrace' ? '' : text)).join('')

/** The name at a place. */
export function nameAt(pieces: readonly LatexPiece[], from: number): string | undefined {
  const end = nameEnd(pieces, from)
  return end > from ? tight(pieces.slice(from, end)) : undefined
}

/** The function that is applied at a place, `f(`, `h_\theta'(`. */
export function appliedAt(pieces: readonly LatexPiece[], from: number): string | undefined {
  const name = nameEnd(pieces, from)
  return isRound(pieces[pieces[name]?.type === 'prime' ? name + 1 : name]) ? nameAt(pieces, from) : undefined
}

/** What parts statements outside of brackets; nothing where there is one, or all stands in an environment. */
export function gapsIn(pieces: readonly LatexPiece[], source: string): readonly Gap[] {
  const heads: string[] = []
  const begin = (at: number): void => {
    if (headingAt(pieces, at) !== undefined) heads.push(nameAt(pieces, at) ?? '')
  }
  begin(0)
  const gaps: Gap[] = []
  for (let at = 0, depth = 0; at < pieces.length; ) {
    const to = depth === 0 && at > (gaps.at(-1)?.[1] ?? 0) ? gapEnd(pieces, at, heads, source) : undefined
    if (to !== undefined) {
      gaps.push([at, to])
      begin(to)
    }
    if (to === undefined || to === at) depth += depthAt(pieces[at++] as LatexPiece)
    else at = to
  }
  return gaps
}

/** Where the next statement begins, if one ends at a place; `heads` are the names that those before define. */
function gapEnd(
  pieces: readonly LatexPiece[],
  from: number,
  heads: readonly string[],
  source: string,
): number | undefined {
  const { type, text } = pieces[from] as LatexPiece
  let at = from
  if (type === 'break') {
    do at++
    while (pieces[at]?.type === 'cell' || pieces[at]?.type === 'break')
    return at < pieces.length ? at : undefined
  }
  if (heads.length === 0) return undefined
  if (type === 'separator' && /[,;]/.test(text)) at++
  while (isWord(pieces[at])) at++
  const isLine = at === from && isLineBetween(pieces[from - 1] as LatexPiece, pieces[from] as LatexPiece, source)
  if (at === pieces.length || (at === from && !isLine)) return undefined
  if (text === ';' || headingAt(pieces, at) !== undefined) return at
  return isLine && heads.includes(appliedAt(pieces, at) ?? '') ? at : undefined
}

const isLineBetween = (a: LatexPiece, b: LatexPiece, source: string): boolean =>
  /\n|\\q?quad/.test(source.slice(a.offset + a.text.length, b.offset))

/** Where the lines begin or end that no environment is around. */
export const edgeAt = (type: 'begin' | 'end' | 'break', offset: number): LatexPiece => ({
  type,
  text: '',
  offset,
  value: '',
  style: '',
  size: '',
  spaced: false,
})

/** The pieces without the ends of lines behind the last of them. */
export const withoutLastBreaks = (pieces: readonly LatexPiece[]): readonly LatexPiece[] =>
  pieces.slice(0, pieces.findLastIndex(({ type }) => type !== 'break') + 1)

/** The pieces with the end of a line in place of each gap. */
export function inLines(pieces: readonly LatexPiece[], gaps: readonly Gap[]): readonly LatexPiece[] {
  const lines: LatexPiece[] = []
  let from = 0
  for (const [at, to] of gaps) {
    for (let k = from; k < at; k++) lines.push(pieces[k] as LatexPiece)
    lines.push(edgeAt('break', (pieces[at] as LatexPiece).offset))
    from = to
  }
  for (let k = from; k < pieces.length; k++) lines.push(pieces[k] as LatexPiece)
  return lines
}

/** What a label names in brackets, `p(x|\mu, \sigma) =`, and the formula behind it does not have. */
export function lostArguments(
  label: readonly LatexPiece[],
  formula: readonly LatexPiece[],
  bound: ReadonlySet<string>,
): readonly Problem[] {
  const heading = headingAt(label, 0)
  const base = ({ value }: LatexPiece): string => value
  const isSymbol = ({ type }: LatexPiece): boolean => type === 'letter' || type === 'command' || type === 'word'
  if (heading === undefined || heading.bracket === heading.name) return []
  const args: string[] = []
  for (let k = heading.name + 1; k < heading.bracket - 1; k = Math.max(k + 1, nameEnd(label, k)))
    if (nameEnd(label, k) > k) args.push(base(label[k] as LatexPiece))
  return lostWarnings(args, formula.filter(isSymbol).map(base), bound)
}
