/**
 * Texts that are right as syntax and that different people read differently, or that mean nothing: each function
 * looks at the tokens around a place and returns the problem, if there is one. The reader reports the leftmost of
 * these, after problems of syntax.
 */

import { advice } from './advice.js'
import { isGreekName } from './characters.js'
import type { Declared } from './declared.js'
import { foreignName, foreignWord } from './foreign.js'
import { unfused } from './fused.js'
import { type Piece, SCALAR } from './lexer.js'
import { type Inside, namesInside } from './lookahead.js'
import {
  arityOf,
  functionButForCase,
  hasOpenSlot,
  isConstantName,
  isFormalLetter,
  isLetter,
  isPlain,
  knownArity,
  readBeforeBracket,
  unavailable,
} from './names.js'
import { problemAt as at, type Problem } from './problem.js'
import type { Stream } from './stream.js'
import { OPERAND_ENDS, type Token } from './syntax.js'
import { bothUses, isOpen } from './uses.js'

/** `erf(x)`, `n!` where only the whole library has them. */
export const elsewhere = (piece: Piece, name: string, declared: Declared): Problem | undefined =>
  declared.elsewhere?.has(name) && !isPlain(name, declared)
    ? { ...unavailable(name), offset: piece.offset, length: piece.text.length }
    : undefined

/** `sin'(x)`: primes are for unknown functions, and for derivatives without a closed form: `besselj'[1](n, x)`. */
export function primedFunction(piece: Piece, name: string, head: string, declared: Declared): Problem | undefined {
  if (knownArity(name, declared) === undefined || hasOpenSlot(head)) return undefined
  return at(piece, 'unexpected-prime', `${name} is a known function`, advice()?.hints.primed(name))
}

/** `f^2(x)` with an undeclared f could be f(x)^2, f(f(x)) or a product; so could `v^2(t)`, and `f^(n)(x)` is a derivative for some. `piece` is the bracket. */
function raisedLetter(tokens: readonly Token[], piece: Piece, source: string, declared: Declared): Problem | undefined {
  const last = tokens.at(-1)
  const isExponent = last?.type === 'number' || last?.type === 'group'
  const raised = isExponent && tokens.at(-2)?.type === 'caret' ? tokens.at(-3) : undefined
  const letter = last?.type === 'superscript' ? tokens.at(-2) : raised
  if (letter?.type !== 'name') return undefined
  const inside = () => namesInside(source, piece.offset, declared.dialect ?? SCALAR)
  const meant = isFormalLetter(letter.text, declared) || holdsOthers(letter.text, inside, declared)
  if (!meant) return undefined
  const hint = advice()?.hints.raised(letter.text)
  return at(letter, 'ambiguous-call', `${letter.text} before a power and a bracket may be a function or a factor`, hint)
}

/** `Σ_i (x_i - w)`, `Σ x`, `sum_i x_i`, `sum_i=1^n x_i`: a sum for most people, where the name would be a factor. `next` is what follows. */
export function sumSign(piece: Piece, name: string, next: Piece | undefined, declared: Declared): Problem | undefined {
  // Most names are letters.
  if (name.length < 2) return undefined
  const [, sign = '', index = 'i'] = /^(Sigma|Pi|[Ss]um|[Pp]rod)(?:_(\p{L}+))?$/u.exec(name) ?? []
  if (sign === '' || next === undefined || !isOpen(name, declared)) return undefined
  const isWord = /^[sp]/i.test(sign) && !isGreekName(sign)
  if (isWord ? name === sign : piece.type !== 'greek') return undefined
  if (!OPERANDS.has(next.type) && !(isWord && next.text === '=')) return undefined
  const written = /^p/i.test(sign) ? 'prod' : 'sum'
  const message = `${piece.text} may be a ${written === 'sum' ? 'sum' : 'product'} over an index or a factor`
  return at(piece, 'ambiguous-call', message, advice()?.hints.binder(written, index))
}

/** `x^2-3x (parabola)`, `x^2  (2)`: what is told of a formula in a bracket at the end of its line, and no factor. */
function endRemark(tokens: readonly Token[], piece: Piece, source: string, declared: Declared): Problem | undefined {
  if (!OPERAND_ENDS.has(tokens.at(-1)?.type ?? 'plus')) return undefined
  const gap = /\s*$/u.exec(source.slice(Math.max(0, piece.offset - 64), piece.offset))?.[0].length ?? 0
  const [whole, inside = ''] =
    /^\(([^()]{1,200})\)(?=[ \t.]*(?:[\n;]|$))/u.exec(source.slice(piece.offset, piece.offset + 256)) ?? []
  if (whole === undefined || gap === 0) return undefined
  const before = source.slice(Math.max(0, piece.offset - 4_000), piece.offset)
  const isNew = (word: string): boolean =>
    /^\p{L}+$/u.test(word) && knownArity(word) === undefined && isOpen(word, declared) && !before.includes(word)
  const words = inside.trim().split(/[\s,]+/u)
  const isWord = words.every(isNew) && words.some(word => word.length > 3 && !isGreekName(word))
  if (!isWord && !(gap > 1 && /^\d+$/.test(inside))) return undefined
  return at(piece, 'unexpected-bracket', `${whole} may be a remark or a factor`, advice()?.hints.remark())
}

/** What is in doubt about a bracket that is no argument. */
export const beforeRound: typeof raisedLetter = (...at) => raisedLetter(...at) ?? endRemark(...at)

/** Whether a letter that the text leaves open stands before a bracket that holds only other names. */
function holdsOthers(name: string, inside: () => Inside | undefined, declared: Declared): boolean {
  if (!isLetter(name) || name.startsWith('_') || !isOpen(name, declared) || isConstantName(name)) return false
  const found = inside()
  if (found === undefined || found.all.includes(name)) return false
  return found.names.every(other => isPlain(other, declared) || !isConstantName(other))
}

/** What a name before a round bracket is, and what is wrong or doubtful about that. */
export interface Application {
  readonly as: 'product' | 'known' | 'unknown'
  readonly problem?: Problem | undefined
}

/**
 * Reads `name(`. `inside` are the names in the bracket, where it follows directly and holds nothing else. `asLetter`: a Greek letter, not
 * its name.
 */
export function application(
  piece: Piece,
  name: string,
  asLetter: boolean,
  inside: Inside | undefined,
  declared: Declared,
): Application {
  if (declared.asked?.has(name) && !declared.bound.has(name)) {
    const { asked: _, ...unasked } = declared
    const plain = !declared.functions.has(name) && isLetter(name) && !isFormalLetter(name, unasked)
    const meant = inside?.heads.length === 0 && (holdsOthers(name, () => inside, unasked) || isConstantName(name))
    if (plain && !meant) return { as: 'product' }
    const bracket = inside ? `(${inside.names.join(', ')})` : '(...)'
    return { as: 'product', problem: bothUses(name, bracket, piece) }
  }
  const reading = readBeforeBracket(name, declared, asLetter)
  if (reading.as === 'unclear') {
    const as = reading.code === 'unknown-function' ? 'known' : 'product'
    return { as, problem: at(piece, reading.code, reading.message, reading.hint) }
  }
  if (reading.as === 'call') return { as: knownArity(name, declared) === undefined ? 'unknown' : 'known' }
  if (!holdsOthers(name, () => inside, declared)) return { as: 'product' }
  const heads = inside?.heads ?? []
  // `D(f)(x)` of Maple.
  if (name === 'D' && inside?.again) {
    const message = 'D before two brackets may be a derivative or a function'
    return { as: 'unknown', problem: at(piece, 'ambiguous-call', message, advice()?.hints.operator(inside.names)) }
  }
  if (heads.length === 0) return { as: 'unknown' }
  if (heads.some(head => !isLetter(head) || arityOf(head, declared) !== undefined || isPlain(head, declared)))
    return { as: 'product' }
  const hint = advice()?.hints.applied(name)
  return {
    as: 'product',
    problem: at(piece, 'ambiguous-call', `${name} before a bracket may be a function or a factor`, hint),
  }
}

/** Whether `name(x) =` may define the name. */
export const mayBeDefined = (name: string, declared: Declared): boolean =>
  !declared.bound.has(name) && knownArity(name, declared) === undefined && !isConstantName(name)

/** `Sin[x]`, `Power[x, 2]` are calls in another language. */
export function squareCall(piece: Piece, name: string, declared: Declared): Problem | undefined {
  if (!isOpen(name, declared)) return undefined
  const meant = functionButForCase(name, declared)
  if (meant === undefined && foreignName(name) === undefined) return undefined
  return at(piece, 'unknown-function', `there is no function ${name}`, advice()?.square(name, meant))
}

/** `sinx`: a function and its argument in one word. */
export function fusedCall(piece: Piece, name: string, declared: Declared): Problem | undefined {
  const written = unfused(name, declared)
  if (written === undefined) return undefined
  const hint = advice()?.hints.fused(name, written)
  return at(piece, 'function-without-brackets', 'the argument of a function must stand in brackets', hint)
}

/** `x times y`, `return x`: words that are no factors. */
export function plainWord(
  piece: Piece,
  name: string,
  operandBefore: boolean,
  ahead: Piece | undefined,
  declared: Declared,
): Problem | undefined {
  if (foreignWord(name) === undefined || !isOpen(name, declared)) return undefined
  // `int(x^2, x)` is no declaration, and has advice of its own.
  if (ahead?.type === 'open' && foreignName(name) !== undefined) return undefined
  const isCast = TYPES.has(name) && ahead?.type === 'close'
  const operandBehind = ahead !== undefined && OPERANDS.has(ahead.type)
  if (!operandBefore && !operandBehind && !isCast) return undefined
  return at(piece, 'unexpected-name', `the word ${name} would be read as a factor`, advice()?.word(name))
}

/** `(double)x` converts a number. */
const TYPES: ReadonlySet<string> = new Set(['double', 'float', 'int', 'long'])
/** With what an operand begins. */
const OPERANDS: ReadonlySet<string> = new Set(['number', 'fraction', 'word', 'greek', 'open', 'root'])

/** `1.0f`, `1.0L`, `1.5d0`, `2d0`, `2f0`, `2f64`: numbers of C, Fortran, Julia and Rust, or products. `number` stands directly before the name. */
export function numberSuffix(
  number: Token,
  piece: Piece,
  name: string,
  ahead: Piece | undefined,
  declared: Declared,
): Problem | undefined {
  if (!isOpen(name, declared)) return undefined
  const written = number.text
  const either = (other: string): Problem =>
    at(
      piece,
      'ambiguous-number',
      `${written}${name} may be a number or a product`,
      advice()?.hints.suffix(other, `${written}*${name}`),
    )
  const isFraction = /[.eE]/.test(written)
  if (isFraction && /^[fFlL]$/.test(name) && ahead?.type !== 'open') return either(written)
  if (/^[fiu](?:8|16|32|64|128)$/.test(name)) return either(written)
  const exponent = (isFraction ? /^[dDf]([0-9]+)$/ : /^(?:[dD]|f(?=0$))([0-9]+)$/).exec(name)?.[1]
  if (exponent !== undefined) return either(`${written}e${exponent}`)
  const signed = ahead?.type === 'plus' && ahead.offset === piece.offset + 1
  return signed && written.includes('.') && /^[dD]$/.test(name) ? either(`${written}e${ahead.text}3`) : undefined
}

/** `x |> f`, of R, Julia and F#. No bars begin so. */
export const pipe = (piece: Piece): Problem =>
  at({ ...piece, text: '|>' }, 'unexpected-operator', '"|>" does not fit here', advice()?.hints.pipe())

/** `x <- 3`: R puts a value into a name so, and nobody spaces x < -3 so. `x<-3` is a comparison. */
function leftArrow(piece: Piece, { ahead, source }: Stream): Problem | undefined {
  if (piece.text !== '<' || ahead?.text !== '-' || ahead.offset !== piece.offset + 1) return undefined
  if (!/\s/.test(source.charAt(ahead.offset + 1))) return undefined
  const arrow = { ...piece, text: '<-' }
  return at(
    arrow,
    'ambiguous-relation',
    '<- may give a name a value, or compare with a negative number',
    advice()?.hints.leftArrow(),
  )
}

/** `x**2 ! squared`: a comment of Fortran. */
const remark = ({ text, offset, ...piece }: Piece, { ahead, source }: Stream): Problem | undefined =>
  text === '!' && ahead?.type === 'word' && /\s!\s/.test(source.slice(offset - 1, offset + 2))
    ? at({ ...piece, text, offset }, 'ambiguous-factorial', '! may be a factorial or begin a comment', 'write n!*x')
    : undefined

/** `Sheet1!A1`: a cell on another sheet. */
function sheet(piece: Piece, { ahead, source }: Stream): Problem | undefined {
  if (piece.text !== '!' || ahead === undefined || ahead.offset !== piece.offset + 1) return undefined
  const [cell] = /^[A-Z]{1,3}[1-9]\d*$/.exec(ahead.text) ?? []
  if (cell === undefined || !/[\p{L}\p{N}]/u.test(source.charAt(piece.offset - 1))) return undefined
  const hint = advice()?.hints.sheet(cell)
  return at(
    { ...piece, text: `!${cell}` },
    'ambiguous-factorial',
    '! may be a factorial or follow the name of a sheet',
    hint,
  )
}

/** A sign that means something else in another language. */
export const foreign = (piece: Piece, stream: Stream): Problem | undefined =>
  leftArrow(piece, stream) ?? remark(piece, stream) ?? sheet(piece, stream)

/** `x^3. Find the slope`: a number with a point and a space before the next factor. At the beginning it may be that of an exercise. */
export function sentence(tokens: readonly Token[], piece: Piece): Problem | undefined {
  const last = tokens.at(-1)
  if (last?.type !== 'number' || !last.text.endsWith('.') || tokens.length === 1) return undefined
  if (last.offset + last.length === piece.offset || !/^\p{L}/u.test(piece.text)) return undefined
  const [number, word] = [last.text.slice(0, -1), piece.text.slice(0, 20)]
  const hint = advice()?.hints.sentence(`${number}*${word}`)
  return at(last, 'ambiguous-number', `the point behind ${number} may end a sentence`, hint)
}

/** `[a, b` and `c, d]` on the next line: rows of MATLAB, which have no sign between them. */
export const rowOfLines = (end: Piece): Problem =>
  at(end, 'unexpected-end', 'a line ends within an entry', advice()?.hints.rows())

/** `x^(1/2)²`: the square of the power, or of the exponent. */
export function raisedExponent(tokens: readonly Token[], piece: Piece): Problem | undefined {
  const last = tokens.at(-1)
  if (last?.type !== 'group' && last?.type !== 'number') return undefined
  const before = tokens.at(-2)
  if (before?.type !== 'caret' && !(before?.type === 'sign' && tokens.at(-3)?.type === 'caret')) return undefined
  return at(piece, 'ambiguous-power', 'it is not clear what this applies to', advice()?.hints.exponent())
}

/** `d(x^2)/dx^2`, `d(x^2)/dx(y)`. */
export function afterQuotient(piece: Piece, ahead: Piece | undefined): Problem | undefined {
  const types = ['caret', 'superscript', 'open', 'openList', 'prime', 'factorial']
  if (ahead === undefined || !types.includes(ahead.type)) return undefined
  const hint = advice()?.hints.afterQuotient(piece.text.slice(1))
  return at(piece, 'ambiguous-derivative', 'it is not clear what follows this derivative', hint)
}
