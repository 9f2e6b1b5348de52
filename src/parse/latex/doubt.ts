/**
 * LaTeX that is right as syntax and that different people read differently: what a slash, a derivative or an operator without
 * brackets applies to, and what is raised.
 */

import { isOperator } from '../../functions/row.js'
import { row } from '../../functions/table.js'
import type { Declared } from '../declared.js'
import { knownArity, unknownFunction } from '../names.js'
import type { Problem } from '../problem.js'
import type { Syntax } from '../syntax.js'
import { type LatexLevel, placeOf, problemAt } from './level.js'
import type { LatexPiece } from './lexer.js'
import { follows, slashAfterOperator } from './operators.js'
import type { Place } from './syntax.js'
import type { LatexToken } from './token.js'

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

/**
 * `\ln(3x+2)^5`: the power, or factorial, of the function for some, of the bracket for others. Not so where the bracket holds what needs
 * none to be raised, `\sin(x)^2`, nor where the function is never written without.
 */
export function unclearRaise(tokens: readonly LatexToken[], sign: string): Problem | undefined {
  const last = tokens.at(-1)
  if (last?.type !== 'arguments' || last.clear || !isAlone(last)) return undefined
  const before = tokens.at(-2)
  const head = before?.type === 'superscript' ? tokens.at(-3) : before
  if (head?.head?.kind !== 'operator' || !isOperator(row(head.text))) return undefined
  return problemAt(
    last,
    'ambiguous-power',
    `the ${sign} may belong to the bracket or to the function`,
    'write (\\ln(x+1))^2 or \\ln((x+1)^2)',
  )
}

/** One argument, which has to stand in brackets if it is raised; bars may be raised as they are. */
function isAlone({ text, syntax, inner = [] }: LatexToken): boolean {
  if ((syntax as Syntax[]).length !== 1) return false
  if (text === '') return true
  const [first, second, ...others] = inner
  const plain = second === undefined && ['name', 'number', 'group'].includes(first?.type ?? '')
  const call = first?.type === 'function' && second?.type === 'arguments' && others.length === 0
  return !plain && !call
}

const OPTIMUM = 'of an optimum write what is to be largest or smallest, without the command'

/** An operator without brackets that is no function of one argument. */
export function wrongOperator(
  tokens: readonly LatexToken[],
  { declared, table }: { readonly declared: Declared; readonly table: Declared | undefined },
): Problem | undefined {
  for (const token of tokens) {
    if (token.type !== 'operator') continue
    const [least, most] = knownArity(token.text, table) ?? [0, 0]
    if (least <= 1 && most >= 1 && most < Number.POSITIVE_INFINITY) continue
    const reading =
      most === 0 && !declared.functions.has(token.text) ? unknownFunction(token.text, declared) : undefined
    if (reading?.as === 'unclear') return problemAt(token, reading.code, reading.message, reading.hint)
    const hint = /^(?:max|min)$/.test(token.text) ? OPTIMUM : undefined
    return problemAt(token, 'function-without-brackets', `the arguments of ${token.text} must stand in brackets`, hint)
  }
  return undefined
}

/** What is unclear about a product without a sign here. */
export function unclearProduct(level: LatexLevel, place: Place, type: 'beside' | 'next'): Problem | undefined {
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

/** `y=x^2, x>0`: an equation with a condition, or several equations, are no list of values. */
export function relationInList(tokens: readonly LatexToken[]): Problem | undefined {
  const relation = tokens.find(token => token.type === 'relation')
  if (relation === undefined || !tokens.some(token => token.type === 'separator')) return undefined
  const hint = 'write one of them; conditions stand in \\begin{cases}'
  return problemAt(relation, 'unexpected-comma', 'a list has no equations and conditions', hint)
}

const ENDS_OF_SUMS: ReadonlySet<string> = new Set(['relation', 'separator', 'break', 'cell', 'and', 'or'])

/** A sum with `\Big/`: which of its terms stand above the bar, and which below, is not to be seen. */
export function unclearBar(tokens: readonly LatexToken[]): Problem | undefined {
  let bar: LatexToken | undefined
  let sum = false
  for (const token of tokens) {
    if (ENDS_OF_SUMS.has(token.type)) [bar, sum] = [undefined, false]
    if (token.type === 'over') bar = token
    if (token.type === 'plus') sum = true
    if (bar && sum)
      return problemAt(bar, 'ambiguous-quotient', 'this bar may belong to one term or to the sum', 'write \\frac')
  }
  return undefined
}

/** What is unclear about a slash here. */
export function unclearSlash(level: LatexLevel, piece: LatexPiece): Problem | undefined {
  if (level.last?.open) return slashAfterOperator(placeOf(piece))
  if (level.derivative !== 'none')
    return problemAt(
      placeOf(piece),
      'ambiguous-derivative',
      'the derivative may be of the quotient or above the slash',
      'write \\frac',
    )
  return undefined
}
