/** Why LaTeX does not fit: the problem to report for a token, piece or end that the grammar cannot take. The places are in latex.ts. */
import { each } from '../../expr/map.js'
import { nearest } from '../advisor.js'
import { adviceFor } from '../character-advice.js'
import { codePoint } from '../characters.js'
import type { Outcome } from '../level.js'
import { type Problem, quoted } from '../problem.js'
import { adviceForCommand } from './commands.js'
import { type LatexLevel, placeOf, problemAt } from './level.js'
import type { LatexPiece } from './lexer.js'
import type { Place } from './syntax.js'
import { LATEX_OPERAND_ENDS, type LatexToken, type LatexTokenType } from './token.js'

/** What the reader calls the tokens that could have come. */
const PHRASES: ReadonlyMap<string, string> = new Map([
  ...each('number name group', 'an expression'),
  ...each('plus times relation', 'an operator'),
  ...each('separator', '","'),
  ...each('cell', '"&"'),
  ...each('break', '"\\\\"'),
])

/** What the reader calls the tokens that could have come, without repetitions. */
function describeLatex(expected: readonly string[]): string[] {
  const phrases = expected.map(type => PHRASES.get(type)).filter(phrase => phrase !== undefined)
  return [...new Set(phrases)]
}

const KINDS: ReadonlyMap<LatexTokenType, string> = new Map<LatexTokenType, string>([
  ['number', 'number'],
  ['separator', 'comma'],
  ...(['name', 'operator', 'function'] as const).map(type => [type, 'name'] as const),
  ...(['group', 'tuple', 'arguments', 'tight', 'loose'] as const).map(type => [type, 'bracket'] as const),
])

/** The problem of the first among `tokens` that does not fit. */
export function latexRefusal(
  token: LatexToken,
  tokens: readonly LatexToken[],
  expected: readonly string[],
  source: string,
): Problem {
  const at = tokens.indexOf(token)
  const last = tokens[at - 1]
  const found = source.slice(token.offset, token.offset + token.length)
  const fault = inRow(token, last)
  if (fault) return { ...problemAt(token, ...fault), expected: describeLatex(expected) }
  const code = `unexpected-${KINDS.get(token.type) ?? 'operator'}`
  return {
    ...problemAt(token, code, `${found === '' ? 'an expression' : quoted(found)} does not fit here`),
    expected: describeLatex(expected),
  }
}

type Fault = readonly [code: string, message: string, hint?: string]

const AMBIGUOUS_POWER: Fault = [
  'ambiguous-power',
  'it is not clear what is raised to this power',
  'use brackets: \\left(\\frac{a}{b}\\right)^2',
]

const BRACES: Fault = [
  'invisible-braces',
  'these braces do not show, and their content would be read differently',
  'write brackets: (x+1)',
]

/** Numbers side by side. */
export const TWO_NUMBERS: Fault = [
  'unexpected-number',
  'a number follows without an operator',
  'write \\cdot between them, and digits without spaces',
]

/** Two tokens that do not go together. */
function inRow(token: LatexToken, last: LatexToken | undefined): Fault | undefined {
  if (last?.type === 'loose') return BRACES
  switch (token.type) {
    case 'number':
      return last && LATEX_OPERAND_ENDS.has(last.type) ? TWO_NUMBERS : undefined
    case 'superscript':
      if (last === undefined || !LATEX_OPERAND_ENDS.has(last.type))
        return ['unexpected-operator', 'there is nothing to raise to this power']
      return last.type === 'superscript'
        ? ['ambiguous-power', 'two superscripts stand in a row', 'use braces: x^{2^3}, or brackets: (x^2)^3']
        : AMBIGUOUS_POWER
    case 'factorial':
      return last?.type === 'factorial'
        ? ['ambiguous-factorial', '!! may be a factorial of a factorial or a double factorial', 'write (n!)!']
        : last && LATEX_OPERAND_ENDS.has(last.type)
          ? ['ambiguous-power', 'it is not clear what this applies to', 'use brackets: (x^2)!']
          : undefined
    case 'loose':
      return BRACES
    case 'tuple':
      return NO_LIST
    case 'separator':
      return token.text === ',' ? COMMA : undefined
    case 'lines':
      return ['unexpected-environment', 'an environment of several lines must stand alone']
    default:
      return last?.type === 'tuple' ? NO_LIST : withoutArgument(last)
  }
}

/** A list, tuple or vector where one number must stand. */
export const NO_LIST: Fault = ['unexpected-comma', 'there is no list or vector here', 'write one component']

const COMMA: Fault = ['unexpected-comma', '"," does not fit here', 'decimals are written 1.5, thousands 10{,}000']

const withoutArgument = (last: LatexToken | undefined): Fault | undefined =>
  last?.type === 'operator' ? ['function-without-brackets', `${last.text} needs an argument`] : undefined

/** The problem of a level that ends too early, at a closing piece or at the end of the text. */
export function unfinished(level: LatexLevel, outcome: Outcome<LatexToken>, place: Place, atEnd: boolean): Problem {
  const { last } = level
  const where = level.open && atEnd ? `; the ${quoted(level.open.text)} at ${level.open.offset} is still open` : ''
  if (level.pending)
    return problemAt(place, 'missing-argument', `${quoted(level.pending.piece.text)} needs something behind it${where}`)
  if (level.open === undefined && level.tokens.length === 0) return problemAt(place, 'empty', 'there is no expression')
  const operator = level.operatorBefore
  if (operator) return problemAt(place, 'function-without-brackets', `${operator.text} needs an argument`)
  if (last?.type === 'derivative')
    return problemAt(place, 'unexpected-end', 'the derivative needs something to differentiate')
  if (outcome.complete) return { ...problemAt(place, 'unclosed-bracket', `the text ends too early${where}`) }
  const message = atEnd ? `the text ends too early${where}` : 'this comes too early'
  const code = atEnd ? 'unexpected-end' : 'unexpected-bracket'
  return { ...problemAt(place, code, message), expected: describeLatex(outcome.expected) }
}

/** The problem of a piece that closes nothing, or something else than what is open. */
export function wrongEnd(level: LatexLevel, piece: LatexPiece): Problem {
  const found = quoted(piece.text)
  if (level.open === undefined) return problemAt(placeOf(piece), 'unmatched-bracket', `${found} closes nothing`)
  return problemAt(
    placeOf(piece),
    'mismatched-bracket',
    `${found} does not close the ${quoted(level.open.text)} at ${level.open.offset}`,
  )
}

/** The problem of a character that LaTeX has no place for here. */
export function unknownLatex(piece: LatexPiece): Problem {
  const command = /^\\(?:[A-Za-z]+|.)?/su.exec(piece.text)?.[0]
  if (command !== undefined)
    return problemAt(
      { offset: piece.offset, length: command.length },
      'unknown-command',
      `${quoted(command)} does not fit here`,
      /^\\\[[A-Z][A-Za-z]*\]/.test(piece.text) ? 'read the whole as Wolfram Language: --input wolfram' : undefined,
    )
  const character = String.fromCodePoint(piece.text.codePointAt(0) ?? 0)
  const hint = HINTS.get(character) ?? adviceFor(character)
  return problemAt(
    { offset: piece.offset, length: character.length },
    'unexpected-character',
    `${quoted(character)} (${codePoint(character)}) is not part of a formula`,
    hint,
  )
}

const HINTS: ReadonlyMap<string, string> = new Map([
  ['%', 'delete the comment; for a percentage divide by 100'],
  ['$', 'write one formula'],
  ['#', 'delete it'],
  ['?', 'write cases: \\begin{cases}'],
  [':', 'a quotient is written \\frac{a}{b}, an equation with ='],
])

/** `A\b`, in other languages. */
const SOLVES = 'a \\ that solves A*x = b needs shapes: declare them with let: "A:[n,n]; b:[n]"'

/** The problem of a command that is not understood. */
export function unknownCommand(piece: LatexPiece): Problem {
  const isWord = /^(?:text|math|mbox|operatorname|boldsymbol|bm$)/.test(piece.value)
  const advice =
    adviceForCommand(piece.value) ??
    (isWord ? 'one word or letter is read in its braces' : piece.value.length === 1 ? SOLVES : undefined)
  const near = advice === undefined ? nearest(piece.value) : undefined
  const hint = advice ?? (near === undefined ? undefined : `did you mean \\operatorname{${near}}?`)
  return problemAt(placeOf(piece), 'unknown-command', `${quoted(piece.text)} is not understood`, hint)
}
