/**
 * LaTeX that is right as syntax and that different people read differently: what a slash, a derivative or an operator without
 * brackets applies to, and what is raised.
 */
import { type LatexLevel, placeOf, problemAt } from './latex-level.js'
import type { LatexPiece } from './latex-lexer.js'
import type { LatexToken } from './latex-token.js'
import { type Declared, knownArity, unknownFunction } from './names.js'
import type { Problem } from './problem.js'
import type { Syntax } from './syntax.js'

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

/** `\left.` */
export const noBracket = (piece: LatexPiece): Problem =>
  problemAt(
    placeOf(piece),
    'unknown-command',
    'a bracket that does not show closes nothing here',
    'for the value at a point write the expression, and put the value in afterwards',
  )

/** An operator without brackets that is no function of one argument. */
export function wrongOperator(tokens: readonly LatexToken[], declared: Declared): Problem | undefined {
  for (const token of tokens) {
    if (token.type !== 'operator') continue
    const [least, most] = knownArity(token.text) ?? [0, 0]
    if (least <= 1 && most >= 1 && most < Number.POSITIVE_INFINITY) continue
    const reading = most === 0 && !declared.functions.has(token.text) ? unknownFunction(token.text) : undefined
    if (reading?.as === 'unclear') return problemAt(token, reading.code, reading.message, reading.hint)
    return problemAt(token, 'function-without-brackets', `the arguments of ${token.text} must stand in brackets`)
  }
  return undefined
}

/** What an operator without brackets applies to: a product of numbers and letters, `2\pi x`; more is unclear. */
export function unclearArgument(tokens: readonly LatexToken[]): Problem | undefined {
  for (let k = 0; k < tokens.length; k++) {
    if (tokens[k]?.type !== 'operator') continue
    const far = endOfArgument(tokens, k + 1)
    if (far !== undefined) return follows(far)
  }
  return undefined
}

/** The first product sign behind an operator that may end its argument. */
function endOfArgument(tokens: readonly LatexToken[], from: number): LatexToken | undefined {
  let k = from
  while (['operator', 'superscript', 'sign'].includes(tokens[k]?.type ?? '')) k++
  const raised = tokens[k + 1]?.type === 'superscript'
  const simple = BEGINS.has(tokens[k]?.type ?? '') && (!raised || isNumeric(tokens[k + 1]))
  for (k += raised ? 2 : 1; tokens[k]?.type === 'beside'; k += isNumeric(tokens[k + 2]) ? 3 : 2) {
    const [sign, next, power] = [tokens[k], tokens[k + 1], tokens[k + 2]]
    const afterNumber = tokens[k - 1]?.type === 'number'
    const continues = next?.type === 'name' && (power?.type !== 'superscript' || isNumeric(power))
    if (!simple || !continues || (sign?.spaced && !afterNumber)) return sign
  }
  // `\cos 2\pi\cdot x`: with a number alone an operator is seldom meant.
  const constant = tokens.slice(from, k).every(t => t.type === 'number' || t.type === 'beside' || t.text === 'pi')
  const goesOn = tokens[k]?.type === 'times' && tokens[k + 1]?.type !== 'operator' && tokens[k + 1]?.type !== 'function'
  return constant && goesOn ? tokens[k] : undefined
}

/** What a product in an argument without brackets may begin with. */
const BEGINS: ReadonlySet<string> = new Set(['number', 'name', 'fraction', 'group'])

const isNumeric = (token: LatexToken | undefined): boolean =>
  token?.type === 'superscript' && (token.syntax as Syntax).kind === 'number'

const follows = (place: { readonly offset: number; readonly length: number }): Problem =>
  problemAt(
    place,
    'ambiguous-argument',
    'what follows may belong to the argument or follow it',
    'put the argument in brackets: \\sin(x)',
  )

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
  if (braced || (type === 'next' && level.operators > 1)) return follows(place)
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
