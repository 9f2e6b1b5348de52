/** The advice that the whole library gives (advice.ts): from signs and names of other languages, and from what stands around a place. */

import { each } from '../expr/map.js'
import { allNames } from '../functions/table.js'
import type { Advice } from './advice.js'
import { isBinder } from './binders.js'
import type { Level } from './bracket.js'
import { adviceFor, adviceForSign } from './character-advice.js'
import { declarationHint } from './declaration-advice.js'
import type { Declared } from './declared.js'
import { adviceForWord, adviceForName as foreignAdvice } from './foreign-advice.js'
import { HINTS } from './hints.js'
import type { Piece } from './lexer.js'
import * as misreadings from './misreadings.js'
import { memberOf } from './modules.js'
import { isConstantName, isLetter, knownArity } from './names.js'
import { notationNames } from './notation.js'
import { adviceForPhrase } from './phrase-advice.js'
import { refusalHint } from './refusal-advice.js'
import { closest } from './spelling.js'
import { bare, elements, type Sequence, type Token } from './syntax.js'
import { unwrapped } from './wrapping.js'

/** What the reader calls each type of token, in the order of messages; no others are named. */
const PHRASES: ReadonlyMap<string, string> = new Map([
  ...each('number name function root sign not group list bars', 'an expression'),
  ...each('plus times caret relation and or factorial superscript inverse branch', 'an operator'),
  ...each('comma', '","'),
  ...each('semicolon', '";"'),
  ...each('exponent', 'a whole number from 2'),
  ...each('arguments', '"("'),
  ...each('define', '"="'),
  ...each('entry', 'an expression'),
])

/** What the reader calls the tokens that could have come, without repetitions, in the order of the table. */
const types = (expected: readonly string[]): string[] => [
  ...new Set([...PHRASES].flatMap(([type, phrase]) => (expected.includes(type) ? [phrase] : []))),
]

/** Arguments as an example: as many as the function takes at least. */
function argumentsOf(name: string): string {
  if (name === 'if') return 'x > 0, a, b'
  const [least, most] = knownArity(name) ?? [1, 1]
  // Of max and min.
  const count = most === Number.POSITIVE_INFINITY ? Math.max(least, 2) : least
  return count < 2 ? 'x' : ['a', 'b', 'c', 'd', 'x'].slice(0, count).join(', ')
}

/** Signs of other languages, told by their neighbours. */
function token(tokens: readonly Token[], at: number, expected: readonly string[]): string | undefined {
  const found = tokens[at] as Token
  // Where a comma could stand, a semicolon is the comma of a spreadsheet.
  if (found.type === 'semicolon' && expected.includes('comma')) return 'separate arguments with commas'
  return (
    rangeHint(tokens, at, expected) ??
    hintBeside(found, tokens[at - 1], tokens[at + 1], at === 0) ??
    BY_SIGN.get(found.text)
  )
}

/** `x[1:2:n]`, `x[::2]`, `x[:3]`: ranges of other languages, told by a colon before them in the same place. */
function rangeHint(tokens: readonly Token[], at: number, expected: readonly string[]): string | undefined {
  const place = tokens.slice(tokens.slice(0, at).findLastIndex(t => t.type === 'comma') + 1, at)
  const colons = place.filter(t => t.type === 'colon').length
  if (colons === 0 || !expected.includes('comma')) return undefined
  return (tokens[at] as Token).type === 'colon' ? NO_STEP : BOTH_ENDS
}

const NO_STEP = 'a range has no step: choose the places one by one, as in [x[1], x[3], x[5]]'
const BOTH_ENDS = 'a range names its first place and its last, counted from 1: x[1:3], x[2:end]'

/** `/* ... *\/`, at its first sign that does not fit. */
const isComment = ({ text, offset }: Token, last: Token | undefined, next: Token | undefined): boolean =>
  (text === '*' && last?.text === '/' && last.offset + 1 === offset) ||
  (text === '/' && last?.type !== 'times' && next?.text.startsWith('*') === true && next.offset === offset + 1)

function hintBeside(
  found: Token,
  last: Token | undefined,
  next: Token | undefined,
  isFirst: boolean,
): string | undefined {
  const { text, type, offset } = found
  const glued = last !== undefined && last.offset + last.length === offset
  if (text === '=' && isFirst)
    return 'leave out the = at the beginning, or read the formula of a spreadsheet: --input spreadsheet'
  if (text === '=' && glued && last.type === 'relation') return 'write == or ='
  if (text === '>' && glued && last.text === '<') return 'write != for "not equal"'
  if (text === '>' && glued && last.text === '-')
    return 'an arrow stands only behind the arguments of a function: x -> x^2'
  if (text === '<' && glued && last.text === '<') return 'write = , and a semicolon after it to define a name'
  if (text === '/' && glued && last.text === '/') return 'a quotient has one /, and there are no comments'
  if (text === '/' && glued && last.text === '<')
    return 'this is HTML: write x^2 for x<sup>2</sup>, x_1 for x<sub>1</sub>'
  if (isComment(found, last, next)) return 'there are no comments'
  if (type === 'superscript') return `write root(x, ${text})`
  if (text === '*' && glued && last.text === '^') return 'write ^ or **'
  if (type !== 'comma') return undefined
  if (glued && last.type === 'number' && next?.type === 'number' && next.offset === offset + 1)
    return withPoint(last.text, next.text)
  return next === undefined
    ? 'leave out the , at the end'
    : 'write one expression; several stand in a list: [x^2, x^3], and cases as if(x > 0, a, b)'
}

/** `1,5`, `1,234.5`, `1.234,5`. */
const withPoint = (whole: string, rest: string): string =>
  whole.includes('.') || rest.includes('.')
    ? `write ${whole.replace('.', '')}${rest.includes('.') ? rest : `.${rest}`}: one decimal point, and nothing else within a number`
    : /^\d{3}$/.test(rest)
      ? `write ${whole}${rest} for thousands, ${whole}.${rest} for a decimal: no commas within a number`
      : `write a decimal point, as in ${whole}.${rest}, and no commas within a number`

const BY_SIGN: ReadonlyMap<string, string> = new Map([
  ['=>', 'write >= for "at least"; of a function x => f(x) write f(x) alone'],
  [':=', 'write = , and a semicolon after it to define a name'],
  ['!', 'write not for a negation; a factorial follows its number'],
  ["'", "a transpose follows its operand, as in A'; there are no strings"],
  [';', 'one expression only, unless it is preceded by definitions: q = x + y; q*z'],
])

function besideToken({ text, offset }: Piece, last: Token | undefined, declared: Declared): string | undefined {
  const sign = adviceForSign(text)
  if (sign !== undefined) return sign
  if (last === undefined) return /^['’]/.test(text) ? 'there are no strings; write the expression alone' : undefined
  if (text.startsWith('{') && last.type === 'caret') return 'write an exponent in round brackets: e^(-x)'
  if (last.offset + last.length !== offset) return undefined
  if (last.text === '/' && text.startsWith('.')) return 'values are put in with --at x=3, or subs'
  if (last.type === 'number' && /^['’]\d/.test(text)) return 'write digits without separators'
  if (last.type === 'number' && text.startsWith('..')) return 'write the number as a fraction, as in 1/3'
  if (last.type === 'function' && text.startsWith('.(')) return `write ${last.text}(x)`
  return besideObject(text, last, declared)
}

/** Functions of other modules that mean something else than ours of that name. */
const OF_MODULES: ReadonlyMap<string, string> = new Map([
  ['sinc', 'write sinc(pi*x)'],
  ['round', 'write round(x): halves are rounded away from 0'],
])

/** `np.linalg.norm(x)`, `math.pi`, `x.powi(2)`, `(x + 1).sqrt()`. */
function besideObject(text: string, last: Token, declared: Declared): string | undefined {
  const [path = '', member, call] = /^(?:\.[A-Za-z_]\w*)*\.([A-Za-z_]\w*)(\(\)|\()?/.exec(text) ?? []
  if (member === undefined || member === 'T') return undefined
  const isModule = last.type === 'name' || last.type === 'function'
  const isBracket = last.type === 'group' || last.type === 'arguments'
  if (!isModule && !(isBracket && call !== undefined)) return undefined
  const lower = member.toLowerCase()
  const known = OF_MODULES.get(member) ?? foreignAdvice(member) ?? foreignAdvice(lower)
  if (known !== undefined) return known
  const ofMatrices = [member, lower].find(name => declared.shaped?.has(name))
  if (ofMatrices !== undefined) {
    const isMethod = path === `.${member}` && declared.bound.has(last.text)
    return isMethod || call === '()'
      ? `write ${ofMatrices}(${last.text})`
      : `write ${ofMatrices}(...) without "${last.text}${path.slice(0, path.lastIndexOf('.'))}."`
  }
  const plain = knownArity(member) !== undefined || isConstantName(member) ? member : lower
  const outer = `"${last.text}${path.slice(0, path.indexOf(`.${member}`))}."`
  if (isConstantName(plain)) return `write ${plain} without ${outer}`
  const ofShapes =
    isBinder(plain, declared) || knownArity(plain) === undefined ? matrixAdvice(plain, declared) : undefined
  if (ofShapes !== undefined) return ofShapes
  if (knownArity(plain) === undefined) return isModule ? 'a name has no points, and numbers no units' : undefined
  // A method of what stands before it; one large letter is a module: F.softplus(x).
  if (call !== undefined && isBracket) return `write ${plain}(...) around the bracket`
  if (call !== undefined && last.text.length === 1 && (call === '()' || /^[a-z]$/.test(last.text)))
    return `write ${plain}(${[last.text, ...argumentsOf(plain).split(', ').slice(1)].join(', ')})`
  return `write ${plain}(${argumentsOf(plain)}) without ${outer}`
}

function adviceForName(name: string, declared: Declared | undefined): string {
  const known = foreignAdvice(name) ?? matrixAdvice(name, declared)
  if (known !== undefined) return known
  const inner = declared && innerCall(name, declared)
  if (inner !== undefined) return `write ${inner}(x), with a * before it`
  const near = nearest(name, declared)
  const other = 'to multiply write a *, or declare it as a function'
  return near === undefined ? other : `did you mean ${near}? Else ${other}`
}

/** `xsin`: the function with which a name before a bracket ends, after a letter or digits. */
function innerCall(name: string, declared: Declared): string | undefined {
  for (let at = 1; at < Math.min(name.length - 1, 4); at++) {
    const end = name.slice(at)
    if (isLetter(name.slice(0, at)) && end.length > 2 && knownArity(end, declared) !== undefined) return end
  }
  return undefined
}

const matrixAdvice = (name: string, declared: Declared | undefined): string | undefined =>
  declared?.matrices?.().has(name)
    ? `${name} is for vectors and matrices: declare a shape, as in let: "x:[n]; A:[m,n]"`
    : undefined

/** The known function whose name is closest, if it is close. */
export function nearest(name: string, declared?: Declared): string | undefined {
  const all = [...(declared?.shaped?.keys() ?? []), ...allNames(), ...notationNames()]
  return closest(
    name,
    all.filter(candidate => knownArity(candidate, declared) !== undefined),
  )
}

function count(level: Level, offset: number): string {
  const [least, most] = level.arity ?? [1, Number.POSITIVE_INFINITY]
  const comma = level.tokens.findIndex(token => token.offset === offset)
  const [before, after] = [level.tokens[comma - 1], level.tokens[comma + 1]]
  const decimal = before?.type === 'number' && after?.type === 'number' && after.offset === offset + 1
  const point = decimal ? `; a decimal has a point: ${before.text}.${after.text}` : ''
  return `${counted(least, most)} wanted${point}`
}

/** `1 argument is`, `2 to 3 arguments are`: for messages about their number. */
function counted(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return `at least ${least} ${least === 1 ? 'is' : 'are'}`
  return least === most ? `${least} ${least === 1 ? 'is' : 'are'}` : `${least} to ${most} are`
}

/** How each is written, for messages. */
const example = (name: string): string => (name === 'integral' ? 'integral(t, 0, x, t^2)' : `${name}(i, 1, n, i^2)`)

function binder(name: string, args: Sequence, matrices: Declared['matrices']): ReturnType<Advice['binder']> {
  const parts = elements(args)
  const isIntegral = name === 'integral'
  const variable = isIntegral ? 'a variable' : 'an index'
  const second = bare(parts[1])
  const text = second?.kind === 'name' ? second.name : isIntegral ? 't' : 'i'
  if (parts.length === 4 && second?.kind === 'name')
    return {
      message: `${name} takes ${variable} first, then the bounds, then the body`,
      hint: `write ${name}(${text}, a, b, body), as in ${example(name)}`,
    }
  if (isIntegral && parts.length <= 2)
    return {
      message: 'there are no indefinite integrals',
      hint: `give bounds: ${example(name)}, the antiderivative that is 0 at 0`,
    }
  const shapes =
    matrices?.().has(name) && parts.length < 3
      ? `; ${name} of vectors and matrices: declare a shape, as in let: "x:[n]; A:[m,n]"`
      : ''
  return { message: `${name} takes ${variable}, two bounds and a body`, hint: `as in ${example(name)}${shapes}` }
}

export const ADVICE: Advice = {
  unwrapped,
  member: memberOf,
  phrase: adviceForPhrase,
  character: adviceFor,
  beside: besideToken,
  token,
  types,
  name: adviceForName,
  square: (name, meant) =>
    meant === undefined
      ? foreignAdvice(name)
      : `write ${meant}(x), or read the whole as Wolfram Language: --input wolfram`,
  word: adviceForWord,
  refusal: (code, text, tokens) => refusalHint(code, text, tokens, name => `write ${name}(${argumentsOf(name)})`),
  hints: HINTS,
  misreadings,
  count,
  declaration: declarationHint,
  binder,
}
