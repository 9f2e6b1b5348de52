/**
 * What stands before the formula as its name, and is no expression: `\ln L(\lambda) =`, `p(x\mid\theta) =`, `h_\theta(x) =`, `\theta^* =`,
 * `\mathbb{E}[X] =`, `\frac{\partial L}{\partial w} =`. The formula is the right side. What could be a side of an equation is none of these:
 * `\ln y =`, `x^2 =`, `\sin(x) =`, `\frac{dy}{dx} =` before a formula that has y. A lone letter with its arguments stays: it states a function.
 */
import { arity } from '../../functions/row.js'
import { LETTERS } from '../characters.js'
import type { Declared } from '../declared.js'
import { canonicalName } from '../lexer.js'
import { isConstantName, isLetter, knownArity } from '../names.js'
import { notations } from './notations.js'

const LETTER = String.raw`\\?[A-Za-z]+|\{\s*\\?[A-Za-z]+\s*\}`
const FONTS = 'text|mathrm|operatorname\\*?|mathcal|mathscr|mathfrak|mathbb|mathbf|mathit|boldsymbol|bm'
const NAME = String.raw`\\(?:${FONTS})\s*\{[^{}]{1,60}\}|\\(?:wide)?(?:hat|bar|tilde|vec)\s*(?:${LETTER})|\\[A-Za-z]+|[A-Za-z]`
const SCRIPTS = String.raw`(?:\s*(?:[_^]\s*(?:\{[^{}]{1,60}\}|\\[A-Za-z]+|[A-Za-z0-9*])|'))*`
const ROUND = String.raw`(?:\\left\s*)?\((?:[^()]|\([^()]*\)){1,200}?\)`
const SQUARE = String.raw`(?:\\left\s*)?\[[^[\]]{1,200}?\]`
const EQUALS = String.raw`\s*:?=(?!=)`

/** How far before the equals sign a label is looked for. */
const LONGEST = 400

const at = (...parts: readonly string[]): RegExp => new RegExp(`^\\s*${parts.join('\\s*')}${EQUALS}`)

const LOGARITHM = at(
  '-?',
  String.raw`\\(?:ln|log)`,
  '(?:\\\\left\\s*)?[([]?',
  `(?:${NAME})${SCRIPTS}`,
  ROUND,
  '(?:\\\\right\\s*)?[)\\]]?',
)
/** `\ln L =`, and `\chi^2 =` before a sum: no side of an equation, unless the letter is on the other one, too. `\ln y =` may be one. */
const LOGARITHM_ALONE = at(
  String.raw`-?\\(?:ln|log)`,
  String.raw`(?:\{\s*)?(\\math(?:cal|scr)\s*\{?\s*[A-Z]\s*\}?|\\Lambda|[A-Z])${SCRIPTS}(?:\s*\})?`,
)
const SQUARE_ALONE = at(String.raw`(\\[A-Za-z]+|[A-Za-z])(?:_(?:\{[^{}]*\}|[A-Za-z0-9]))?\s*\^\s*(?:2|\{\s*2\s*\})`)
const APPLIED = at(`(${NAME})(${SCRIPTS})`, `(${ROUND})`)
const MEAN = at(String.raw`(?:\\(?:${FONTS})\s*\{\s*(?:E|Var|Cov)\s*\}|E|Var|Cov)${SCRIPTS}`, SQUARE)
const MARKED = at(`((?:${NAME})${SCRIPTS})`)
const SLOPE = at(
  String.raw`\\[dt]?frac\s*\{\s*(?:\\partial|d|\\mathrm\s*\{?d\}?)\s*(${NAME})${SCRIPTS}\s*(?:${ROUND})?\s*\}\s*\{\s*(?:\\partial|d|\\mathrm\s*\{?d\}?)[^{}]*(?:\{[^{}]*\}[^{}]*)*\}`,
)
const GRADIENT = at(String.raw`\\nabla${SCRIPTS}`, `(${NAME})${SCRIPTS}`, `(?:${ROUND})?`)
/** What no name of a symbol has: a star, an index above, a sum or a bar below. */
const MARK = /\^\s*(?:\*|\{\s*(?:\*|\\ast|\\star)\s*\}|\{?\s*\\(?:ast|star)|\{\s*[([])|_\s*\{[^{}]*[+|-][^{}]*\}/
/** A symbol alone, perhaps in a font and with a subscript. */
const symbol = (letters: string, behind = ''): RegExp =>
  new RegExp(
    String.raw`^\s*(?:\\(?:math(?:bf|rm|it)|boldsymbol|bm|vec)\s*\{?\s*)?(?:${letters})\s*\}?(?:_(?:\{[^{}]*\}|[A-Za-z0-9]))?${behind}\s*$`,
  )
const ARGUMENT = symbol(String.raw`\\?[A-Za-z]+|\\[lc]?dots`, String.raw`(?:\^2)?`)
const SYMBOL = symbol(String.raw`\\[A-Za-z]+|[A-Za-z]`)

/** How many characters at the beginning of a formula are its label. What is declared is applied, and no label. */
export function labelLength(formula: string, { functions, bound, axes }: Declared): number {
  const head = formula.slice(0, LONGEST)
  const logarithm = LOGARITHM.exec(head) ?? MEAN.exec(head)
  if (logarithm !== null) return logarithm[0].length
  const alone = aloneLength(formula, head, bound)
  if (alone > 0) return alone
  const slope = SLOPE.exec(head) ?? GRADIENT.exec(head)
  if (slope !== null) return has(formula.slice(slope[0].length), slope[1] as string) ? 0 : slope[0].length
  const applied = APPLIED.exec(head)
  if (applied !== null) {
    const name = `${applied[1]}${applied[2]}`.replace(/[\\{}\s]/g, '')
    const isDeclared = functions.has(name) || (axes !== undefined && (axes.has(name) || bound.has(name)))
    return !isDeclared && isApplied(formula, applied, axes !== undefined) ? applied[0].length : 0
  }
  const [marked = '', written = ''] = MARKED.exec(head) ?? []
  return MARK.test(written) && !tight(formula.slice(marked.length)).includes(tight(written)) ? marked.length : 0
}

/** The length of a name without arguments, where nothing says that it is a variable. */
function aloneLength(formula: string, head: string, bound: ReadonlySet<string>): number {
  const logarithm = LOGARITHM_ALONE.exec(head)
  const [whole = '', written = ''] = logarithm ?? SQUARE_ALONE.exec(head) ?? []
  const rest = formula.slice(whole.length)
  const letter = written.replace(/\\math(?:cal|scr)|[{}\s]/g, '')
  if (letter === '' || bound.has(letter.replace('\\', ''))) return 0
  if (logarithm === null && !/\\(?:sum|prod)(?![A-Za-z])/.test(rest)) return 0
  const isThere = letter.startsWith('\\') ? has(rest, letter) : rest.replace(/\\[A-Za-z]+/g, ' ').includes(letter)
  return isThere ? 0 : whole.length
}

const tight = (text: string): string => text.replace(/\s+/g, '')

/** Whether a letter stands in a formula, other than in a command or a word. */
const has = (formula: string, name: string): boolean =>
  new RegExp(`(?<![A-Za-z\\\\])${name.replace(/[\\{}]/g, '\\$&')}(?![A-Za-z])`).test(formula)

/**
 * `p(x|\theta)`, `p(x;\theta)`, `P(y=1)` are no products; a name with a subscript or a word before its arguments is one that the formula states.
 * A single letter is one where shapes are declared; elsewhere it is read as a definition.
 */
function isApplied(
  formula: string,
  [whole, name = '', scripts = '', bracket = '']: RegExpExecArray,
  isShaped: boolean,
): boolean {
  if (/[|;=]|\\mid(?![A-Za-z])/.test(bracket)) return true
  const word = /^\\(?:text|mathrm|operatorname)\*?\s*\{\s*(\w{2,})\s*\}$/.exec(name)?.[1]
  const args = bracket.replace(/^(?:\\left\s*)?\(|(?:\\right\s*)?\)$/g, '').split(',')
  if (!args.every(arg => ARGUMENT.test(arg)) || scripts.includes("'")) return false
  if (!isShaped && word === undefined && scripts === '' && args.length === 1 && !/\^/.test(bracket)) return false
  if (word !== undefined && knownArity(word) !== undefined) return false
  if (isOfTable(name, scripts, args.length)) return false
  return !tight(formula.slice(whole.length)).includes(tight(name + scripts + (scripts === '' ? '(' : '')))
}

/** Whether the table has a function that is written so: `P_n(x) = 0` is an equation. */
function isOfTable(name: string, scripts: string, count: number): boolean {
  if (/\^/.test(scripts)) return false
  if (/^\\[A-Za-z]+$/.test(name) && knownArity(name.slice(1)) !== undefined && !notations().heads.has(name)) return true
  const isBelow = scripts !== ''
  return (notations().heads.get(name) ?? []).some(({ row, sub, sup }) => {
    const [least, most] = arity(row)
    const given = count + (isBelow ? 1 : 0)
    return sup === undefined && (sub !== undefined) === isBelow && given >= least && given <= most
  })
}

/** How long the left side is at most that states a function. */
const LONGEST_STATED = 300
const STATED =
  /^\s*(?:\\math(?:cal|scr|rm|frak)\s*\{?\s*([A-Za-z])\s*\}?|\\([A-Za-z]+)|([A-Za-z]))\s*(?:\\left\s*)?\(([^()=]{1,200}?)(?:\\right\s*)?\)\s*=/

/** `J(\theta) =`: the letter of the function that a formula states, whatever it is elsewhere; the formula itself has nothing of it. */
export function statedFunction(formula: string): string | undefined {
  const [head = '', font, command = '', letter, args = ''] = STATED.exec(formula.slice(0, LONGEST_STATED)) ?? []
  const name = font ?? letter ?? (LETTERS.has(command) ? command : canonicalName(command))
  if (head === '' || name === undefined || knownArity(name) !== undefined || isConstantName(name)) return undefined
  if (!isLetter(name) && !LETTERS.has(name)) return undefined
  const isElsewhere = new RegExp(`(?<![A-Za-z])${name}(?![A-Za-z])`).test(formula.slice(head.length))
  return !isElsewhere && args.split(',').every(arg => SYMBOL.test(arg)) ? name : undefined
}
