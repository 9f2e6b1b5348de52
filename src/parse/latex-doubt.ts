/**
 * LaTeX that is right as syntax and that different people read differently: what a slash, a derivative or an operator without
 * brackets applies to, and what is raised.
 */
import { type LatexLevel, placeOf, problemAt } from './latex-level.js'
import type { LatexPiece } from './latex-lexer.js'
import type { Problem } from './problem.js'

/** A command or script without braces, before what is more than one character. */
export const needsBraces = (command: LatexPiece, piece: LatexPiece): Problem =>
  command.type === 'script' && /^[-+\d.A-Za-z\\(]/.test(piece.text)
    ? problemAt(
        placeOf(piece),
        'ambiguous-script',
        `only one character after ${command.text} is raised or lowered`,
        `write ${command.text}{...}`,
      )
    : problemAt(placeOf(piece), 'missing-argument', `"${command.text}" needs something behind it`, 'write it in braces')

/** `x^(2)`. */
export const bracketInScript = (piece: LatexPiece): Problem =>
  problemAt(placeOf(piece), 'ambiguous-script', 'only the bracket itself would be raised or lowered', 'write ^{...}')

/** What is unclear about a product without a sign here. */
export function unclearProduct(
  level: LatexLevel,
  place: { readonly offset: number; readonly length: number },
  type: 'beside' | 'next',
): Problem | undefined {
  if (level.slash)
    return problemAt(
      place,
      'ambiguous-quotient',
      'this may stand below the slash or beside the quotient',
      'write \\frac{a}{b}c or \\frac{a}{bc}',
    )
  if (level.derivative === 'bracket')
    return problemAt(
      place,
      'ambiguous-derivative',
      'the derivative may be of the bracket alone or of the whole product',
      'put all that is differentiated, or the derivative itself, in brackets',
    )
  const braced = type === 'beside' && (level.last?.braced || level.last?.open)
  if (braced || (type === 'next' && level.operators > 1))
    return problemAt(
      place,
      'ambiguous-argument',
      'this may belong to the argument or follow it',
      'put the argument in brackets: \\sin(x)',
    )
  return undefined
}

/** What is unclear about a slash here. */
export function unclearSlash(level: LatexLevel, piece: LatexPiece): Problem | undefined {
  if (level.operators > 0 || level.last?.braced || level.last?.open)
    return problemAt(
      placeOf(piece),
      'ambiguous-argument',
      'the slash may belong to the argument or follow it',
      'write \\sin(x)/2, \\sin(x/2), or \\frac',
    )
  if (level.derivative !== 'none')
    return problemAt(
      placeOf(piece),
      'ambiguous-derivative',
      'the derivative may be of the quotient or above the slash',
      'write \\frac',
    )
  return undefined
}
