/**
 * Makes a `ParseError` that a person can act on: what is wrong, the line with a caret under the place, and what was
 * expected. Never shows more than a window of the text, however long its lines are, and shows control characters
 * and invisible ones escaped, so that a message cannot disguise an input or a terminal be driven by one.
 */
import { ParseError, ShapeError } from '../errors.js'

/** What went wrong, and where. */
export interface Problem {
  /** Stable, e.g. `unexpected-end`. */
  readonly code: string
  readonly offset: number
  readonly length: number
  /** What is wrong, without the place. */
  readonly message: string
  readonly hint?: string | undefined
  readonly expected?: readonly string[] | undefined
}

/** What is wrong with what stands at a place. */
export const problemAt = (
  place: { readonly offset: number; readonly text: string },
  code: string,
  message: string,
  hint: string | undefined,
): Problem => ({ code, offset: place.offset, length: place.text.length, message, hint })

const WINDOW = 72

/** What helps where a formula stands in a sentence. */
export const ALONE = 'write the expression alone, and the variable after it'

let phrased: (text: string) => string | undefined = () => undefined

/** What is said of the whole of a text that has a problem, in place of a hint. */
export function givePhrases(advise: typeof phrased): void {
  phrased = advise
}

/** The error for a problem in `source`, with what is said of the whole text where something is. */
export const parseError = (source: string, problem: Problem): ParseError =>
  placedError(source, { ...problem, hint: phrased(source) ?? problem.hint })

/** The same with the hint of the problem. */
export function placedError(source: string, { code, offset, length, message, hint, expected }: Problem): ParseError {
  const wanted = expected && expected.length > 0 && hint === undefined ? `; expected ${alternatives(expected)}` : ''
  const said = hint === undefined ? '' : `; ${hint}`
  return new ParseError(code, `${message}${wanted}${said}\n${excerpt(source, offset, length)}`, {
    source,
    offset,
    length,
    ...(hint === undefined ? {} : { hint }),
    ...(expected === undefined ? {} : { expected }),
  })
}

/** The error for operands whose shapes do not fit. */
export function shapeError(source: string, { code, offset, length, message, hint }: Problem): ShapeError {
  const said = hint === undefined ? '' : `; ${hint}`
  const details = { source, offset, length, ...(hint !== undefined && { hint }) }
  return new ShapeError(`${message}${said}\n${excerpt(source, offset, length)}`, code, details)
}

const alternatives = (all: readonly string[]): string =>
  all.length === 1 ? `${all[0]}` : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`

/** The line around `offset`, cut to a window, and a second line with carets. */
function excerpt(source: string, offset: number, length: number): string {
  const before = source.slice(Math.max(0, offset - WINDOW / 2), offset)
  const lead = before.slice(before.lastIndexOf('\n') + 1)
  const cut = offset - lead.length > 0 && source[offset - lead.length - 1] !== '\n' ? '...' : ''
  const rest = source.slice(offset, offset + WINDOW - lead.length)
  const end = rest.indexOf('\n', 1)
  const tail = end < 0 ? rest : rest.slice(0, end)
  const more = end < 0 && offset + tail.length < source.length ? '...' : ''
  const shown = cut + visible(lead)
  const width = visible(tail.slice(0, Math.max(1, length))).length
  return `  ${shown}${visible(tail)}${more}\n  ${' '.repeat(shown.length)}${'^'.repeat(Math.max(1, width))}`
}

const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** Text with control, invisible and lone surrogate characters as `\u{200b}`. */
export const visible = (text: string): string =>
  text.replace(HIDDEN, c => (c === '\t' ? ' ' : `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`))

/** A piece of input for use inside a message: quoted, visible, and short. */
export const quoted = (text: string): string => `"${visible(text.length > 24 ? `${text.slice(0, 24)}...` : text)}"`
