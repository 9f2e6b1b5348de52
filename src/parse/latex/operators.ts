/**
 * Where the argument of an operator without brackets ends. `\sin 2\pi x` is a product of numbers and letters; what follows by a bracket
 * or a slash is another factor where nobody would put it into the argument: `\cos\theta(1+2\sin\theta)`, `\sin x/x`, `\ln 4\cdot 4^r`.
 * All else that could be the argument or follow it is refused.
 */
import { isOperator } from '../../functions/row.js'
import { row } from '../../functions/table.js'
import { functionName } from '../names.js'
import type { Problem } from '../problem.js'
import { bare, type Syntax } from '../syntax.js'
import { withoutDifferentials } from './differentials.js'
import { problemAt } from './level.js'
import { mentions, type Place } from './syntax.js'
import type { LatexToken } from './token.js'

/** What may belong to the argument of an operator or follow it. */
export const follows = (place: Place): Problem =>
  problemAt(
    place,
    'ambiguous-argument',
    'what follows may belong to the argument or follow it',
    'put the argument in brackets: \\sin(x)',
  )

export const slashAfterOperator = (place: Place): Problem =>
  problemAt(
    place,
    'ambiguous-argument',
    'the slash may belong to the argument or follow it',
    'write \\sin(x)/2, \\sin(x/2), or \\frac',
  )

/**
 * What is unclear about the arguments of the operators in a complete level. A differential that ends it is no part of them: it belongs to
 * an integral around the level, or is refused by itself.
 */
export function unclearArgument(all: readonly LatexToken[], bound: ReadonlySet<string>): Problem | undefined {
  const tokens = bound.has('d') ? all : all.slice(0, withoutDifferentials(all))
  for (let k = 0; k < tokens.length; k++) {
    if (tokens[k]?.type !== 'operator') continue
    const { end, far } = endOfArgument(tokens, k + 1)
    if (far !== undefined) return follows(far)
    const sign = tokens[end]
    if (sign?.type === 'times' && sign.text === '/' && !isDivisor(tokens, k, end)) return slashAfterOperator(sign)
    if (sign?.type === 'times' && sign.text !== '/' && isConstant(tokens, k, end) && !isFactor(tokens, k, end))
      return follows(sign)
    k = end - 1
  }
  return undefined
}

/** Where the argument that begins at `from` ends, and the first sign of a product that may end it before. */
function endOfArgument(tokens: readonly LatexToken[], from: number): { end: number; far: LatexToken | undefined } {
  let k = from
  while (['operator', 'superscript', 'sign'].includes(tokens[k]?.type ?? '')) k++
  const raised = tokens[k + 1]?.type === 'superscript'
  const simple = BEGINS.has(tokens[k]?.type ?? '') && (!raised || isNumeric(tokens[k + 1]))
  for (k += raised ? 2 : 1; tokens[k]?.type === 'beside'; k += isNumeric(tokens[k + 2]) ? 3 : 2) {
    const [sign, next, power] = [tokens[k], tokens[k + 1], tokens[k + 2]]
    const afterNumber = tokens[k - 1]?.type === 'number'
    const continues = next?.type === 'name' && (power?.type !== 'superscript' || isNumeric(power))
    if (!simple || !continues || (sign?.spaced && !afterNumber)) return { end: k, far: sign }
  }
  return { end: k, far: undefined }
}

/** What a product in an argument without brackets may begin with. */
const BEGINS: ReadonlySet<string> = new Set(['number', 'name', 'fraction', 'group'])

const isNumeric = (token: LatexToken | undefined): boolean =>
  token?.type === 'superscript' && (token.syntax as Syntax).kind === 'number'

/** A logarithm: of a number alone it is a constant of derivatives, `4^r\ln 4`. */
const isLogarithm = (operator: LatexToken | undefined): boolean =>
  row(operator?.text ?? '')?.name.startsWith('log') === true

/** The tokens of an argument, without the power of its operator. */
const argumentOf = (tokens: readonly LatexToken[], operator: number, end: number): readonly LatexToken[] =>
  tokens.slice(operator + (tokens[operator + 1]?.type === 'superscript' ? 2 : 1), end)

/** `\cos 2\pi`: with a number alone an operator is seldom meant. */
const isConstant = (tokens: readonly LatexToken[], operator: number, end: number): boolean =>
  argumentOf(tokens, operator, end).every(t => t.type === 'number' || t.type === 'beside' || t.text === 'pi')

/** Whether what comes after `\cdot` is a factor: another function, or behind the logarithm of a number what is more than a number. */
function isFactor(tokens: readonly LatexToken[], operator: number, end: number): boolean {
  const next = tokens[end + 1]
  if (next?.type === 'operator' || next?.type === 'function') return true
  return isLogarithm(tokens[operator]) && (next?.type !== 'number' || !endsFactor(tokens[end + 2]))
}

const endsFactor = (token: LatexToken | undefined): boolean =>
  token === undefined || token.type === 'times' || token.type === 'plus' || token.type === 'relation'

/** Whether what stands below a slash divides the function: another function, or what has a letter of the argument: `\sin x/x`. */
function isDivisor(tokens: readonly LatexToken[], operator: number, slash: number): boolean {
  const [next, after] = [tokens[slash + 1], tokens[slash + 2]]
  const argument = argumentOf(tokens, operator, slash)
  if (argument[0]?.type === 'operator' || !isOperator(row(tokens[operator]?.text ?? ''))) return false
  if (next?.type === 'operator') return true
  const letters = lettersOf(argument)
  if (next?.type === 'function') return next.head?.kind === 'operator' || sharesAny(after?.syntax as Syntax[], letters)
  if (next?.type === 'name') return letters.has(next.text) || raisedBy(after, letters)
  if (next?.type === 'number') return raisedBy(after, letters)
  if (next === undefined) return false
  return raisedBy(after, letters) || isOwnFactor(next, letters, isLogarithm(tokens[operator]))
}

const raisedBy = (power: LatexToken | undefined, letters: ReadonlySet<string>): boolean =>
  power?.type === 'superscript' && sharesAny([power.syntax as Syntax], letters)

/** Whether a bracket right behind the argument of an operator multiplies the function. `tokens` end where the bracket opens. */
export function multipliesOperator(tokens: readonly LatexToken[], bracket: LatexToken): boolean {
  const operator = tokens.findLastIndex(token => token.type === 'operator')
  if (!isOperator(row(tokens[operator]?.text ?? ''))) return false
  const { end, far } = endOfArgument(tokens, operator + 1)
  if (far !== undefined || end < tokens.length) return false
  const argument = argumentOf(tokens, operator, end)
  const long = argument.some(token => token.type === 'beside')
  return isOwnFactor(bracket, lettersOf(argument), long || isLogarithm(tokens[operator]))
}

/**
 * A bracket or the like with a letter of the argument is no part of it. But a sum may be: `\ln x(x+1)`, `\ln x/(x+1)`, `\sin 2x(x+1)`
 * are the function of it all for some; not where the sum has functions itself.
 */
function isOwnFactor(token: LatexToken, letters: ReadonlySet<string>, mayTakeSums: boolean): boolean {
  if (token.syntax === undefined || !sharesAny([token.syntax as Syntax], letters)) return false
  if (!mayTakeSums || bare(token.syntax as Syntax).kind !== 'sum') return true
  return token.inner?.some(t => t.type === 'operator' || t.head?.kind === 'operator') ?? false
}

/** The letters in an argument without brackets; constants are none. */
function lettersOf(tokens: readonly LatexToken[]): ReadonlySet<string> {
  const letters = new Set<string>()
  const collect = (name: string): false => {
    if (row(name) === undefined || functionName(name) !== undefined) letters.add(name)
    return false
  }
  for (const { type, text, syntax } of tokens) {
    if (type === 'name') collect(text)
    else if (syntax !== undefined) mentions(syntax as Syntax, collect)
  }
  return letters
}

const sharesAny = (parts: readonly Syntax[], letters: ReadonlySet<string>): boolean =>
  parts.some(part => mentions(part, name => letters.has(name)))
