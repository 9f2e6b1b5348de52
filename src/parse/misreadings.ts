/**
 * What is read, and what some would read differently: the warnings of the verb `reading`. Each function looks at the tokens around a place
 * and says what was understood. They are part of the advice of the whole library.
 */

import type { Logistic } from './advice.js'
import type { Level } from './bracket.js'
import type { Declared } from './declared.js'
import { canonicalName, type Dialect, endOf, type Piece, pieceFrom, SCALAR } from './lexer.js'
import { namesInside } from './lookahead.js'
import { isConstantName, isLetter } from './names.js'
import { problemAt as at, type Problem } from './problem.js'
import { isSlash, type Token } from './syntax.js'
import { isOpen } from './uses.js'

/** `1/2x` is read from left to right; some would read 1/(2x). `piece` begins the operand that multiplies. */
function productAfterSlash(tokens: readonly Token[], piece: Piece, source: string): Problem | undefined {
  let k = tokens.length - 1
  while (k >= 0 && tokens[k]?.type !== 'times' && tokens[k]?.type !== 'plus' && tokens[k]?.type !== 'relation') k--
  const slash = tokens[k]
  if (slash?.type !== 'times' || !isSlash(slash.text)) return undefined
  const start = slash.offset
  const factor = piece.text === '(' ? '(...)' : piece.text.slice(0, 20)
  const below = source.slice(start, piece.offset).trimEnd()
  const short = below.length > 20 ? '/...' : below
  return {
    code: 'left-to-right',
    offset: start,
    length: piece.offset + piece.text.length - start,
    message: `${short}${factor} is read as ${short}*${factor}`,
    hint: `write ${short[0]}(${short.slice(1)}*${factor}) to divide by the product`,
  }
}

/** A product without a sign. `piece` begins the operand that multiplies. */
export const product = (tokens: readonly Token[], piece: Piece, source: string): readonly (Problem | undefined)[] => [
  productAfterSlash(tokens, piece, source),
  unitBehind(piece, source),
  productAfterPower(tokens, piece) ??
    productAfterRoot(tokens, piece) ??
    numberAfterBracket(tokens.at(-1), piece) ??
    numberOfExercise(tokens, piece) ??
    imaginary(tokens.at(-1), piece),
]

/** `5*t (m/s)`: a bracket at the end with names that stand nowhere before it may be a unit. */
function unitBehind(piece: Piece, source: string): Problem | undefined {
  if (piece.text !== '(' || source.length - piece.offset > 24 || !/\s/.test(source.charAt(piece.offset - 1)))
    return undefined
  const behind = source.slice(piece.offset).trimEnd()
  const before = source.slice(Math.max(0, piece.offset - 4_000), piece.offset)
  const isNew = (name: string): boolean => !before.includes(name)
  if (!/^\(\p{L}+(?:[\s*·/]+\p{L}+(?:\^?\d|[²³])?)*\)$/u.test(behind) || !behind.match(/\p{L}+/gu)?.every(isNew))
    return undefined
  return at({ ...piece, text: behind }, 'product', `${behind} is read as a factor`, 'leave out units')
}

/** `1j` of Python; in `2j` the letter may be an index. */
const imaginary = (last: Token | undefined, piece: Piece): Problem | undefined =>
  last?.type === 'number' &&
  /^1(?:\.0*)?$/.test(last.text) &&
  piece.text === 'j' &&
  last.offset + last.length === piece.offset
    ? at(piece, 'name-like-constant', 'j is read as a name', 'the constant is written i')
    : undefined

/** Two factors on two lines. `end` is the end of the first. */
export const lines = (end: Piece): Problem =>
  at(end, 'product', 'the lines are read as factors of one product', 'write * between them, or one expression alone')

/** `2. x^2`, the second exercise of a list. */
function numberOfExercise(tokens: readonly Token[], piece: Piece): Problem | undefined {
  const [only] = tokens
  if (tokens.length > 1 || only?.type !== 'number' || !/^[2-9]\d?\.$/.test(only.text)) return undefined
  if (only.offset + only.length === piece.offset) return undefined
  const [number, factor] = [only.text.slice(0, -1), piece.text.slice(0, 20)]
  return at(
    only,
    'product',
    `${only.text} ${factor} is read as ${number}*${factor}`,
    'leave out the number of an exercise',
  )
}

/** `e^2x` is e^2*x; most who write so mean the other. */
function productAfterPower(tokens: readonly Token[], piece: Piece): Problem | undefined {
  const [base, caret, exponent] = tokens.slice(-3)
  if (base?.type !== 'name' || base.text !== 'e' || caret?.type !== 'caret' || exponent?.type !== 'number')
    return undefined
  if (exponent.offset + exponent.length !== piece.offset || piece.type === 'open') return undefined
  const factor = piece.text.slice(0, 20)
  const [power, whole] = [`e^${exponent.text}`, `e^(${exponent.text}*${factor})`]
  return at(piece, 'product', `${power}${factor} is read as ${power}*${factor}`, `write ${whole} for the power`)
}

/** `√2x` is √2*x. */
function productAfterRoot(tokens: readonly Token[], piece: Piece): Problem | undefined {
  const [root, number] = tokens.slice(-2)
  if (root?.type !== 'root' || number?.type !== 'number' || number.offset + number.length !== piece.offset)
    return undefined
  if (piece.type !== 'word' && piece.type !== 'greek') return undefined
  const [short, factor] = [`${root.text}${number.text.slice(0, 20)}`, piece.text.slice(0, 20)]
  const whole = `${root.text}(${number.text.slice(0, 20)}${factor})`
  return at(piece, 'product', `${short}${factor} is read as ${short}*${factor}`, `write ${whole} for the root of both`)
}

/** `(x + 1)2`, where an exponent was lost on the way. */
function numberAfterBracket(last: Token | undefined, piece: Piece): Problem | undefined {
  if (piece.type !== 'number' || (last?.type !== 'group' && last?.type !== 'arguments')) return undefined
  const number = piece.text.slice(0, 20)
  return at(piece, 'product', `(...)${number} is read as (...)*${number}`, `write (...)^${number} for a power`)
}

/** `x^1/2` is x/2; nobody writes a first power. `piece` is what follows the exponent. */
export function firstPower(tokens: readonly Token[], piece: Piece): Problem | undefined {
  const [caret, exponent] = tokens.slice(-2)
  if (piece.text !== '/' || caret?.type !== 'caret' || exponent?.type !== 'number' || exponent.text !== '1')
    return undefined
  return at(piece, 'left-to-right', '^1/ is read as a first power that is divided', 'write ^(1/2) for a root')
}

/** `x<-3` alone: R gives x a value so. `piece` is the relation. */
export function leftArrow(levels: readonly Level[], piece: Piece, ahead: Piece | undefined): Problem | undefined {
  if (piece.text !== '<' || levels.length > 1 || levels[0]?.tokens.length !== 1) return undefined
  const [name] = levels[0].tokens
  if (name?.type !== 'name') return undefined
  if (ahead?.text !== '-' || ahead.offset !== piece.offset + 1) return undefined
  return at(
    { ...piece, text: '<-' },
    'relation',
    `${name.text}<- is read as ${name.text} < -`,
    'to define a name write =',
  )
}

const SIGMA = 'sigma'
const LOGISTIC = 'sigmoid'

/** `sigma(w*x + b)`: the logistic function, for those who write so in LaTeX. */
const likeSigmoid = (piece: Piece): Problem =>
  at(piece, 'product', `${SIGMA}(...) is read as ${SIGMA}*(...)`, `write ${LOGISTIC}(...) for the function`)

/** So many pieces of a bracket are looked at. */
const MOST_PIECES = 200

/**
 * `σ(X*W)` with declared vectors or matrices in a bracket that follows directly: nearly everybody means the function, as in LaTeX. Of
 * scalars σ(w*x + b) is the function for some, and σ(T^4 - t^4) a product for all; what else is known as a name is a factor.
 */
export function logistic(piece: Piece, name: string, source: string, declared: Declared): Logistic | undefined {
  const { axes, dialect = SCALAR, asked } = declared
  if (name !== SIGMA || !isOpen(name, declared) || asked?.has(name) || asked?.has(piece.text)) return undefined
  const from = piece.offset + piece.text.length
  if (axes !== undefined && holdsOne(axes, source, from, dialect)) return { head: LOGISTIC }
  if (namesInside(source, from, dialect) !== undefined) return undefined
  const hint = `write ${LOGISTIC}(...) for the function, ${SIGMA}*(...) for a product`
  return { problem: at(piece, 'ambiguous-call', `${SIGMA} before a bracket may be a function or a factor`, hint) }
}

/** Whether one of the names stands in the bracket at a place, as far as it is looked at. */
function holdsOne(names: ReadonlyMap<string, unknown>, source: string, from: number, dialect: Dialect): boolean {
  let depth = 0
  let next = pieceFrom(source, from, dialect)
  for (let k = 0; k < MOST_PIECES && next !== undefined; k++) {
    if (next.type === 'open') depth++
    if (next.type === 'close' && --depth === 0) return false
    const word = next.type === 'word' || next.type === 'greek' ? canonicalName(next.text) : undefined
    if (word !== undefined && names.has(word)) return true
    next = pieceFrom(source, endOf(next), dialect)
  }
  return false
}

/** `x(3)`: a component elsewhere, or the value of a function. `offset` is that of the bracket. */
export function productWithNumber(
  piece: Piece,
  name: string,
  source: string,
  offset: number,
  declared: Declared,
): Problem | undefined {
  if (name === 'sigma' && !declared.bound.has(name)) return likeSigmoid(piece)
  const bracket = /^\([0-9.\s]{1,12}\)/.exec(source.slice(offset, offset + 16))?.[0]
  if (bracket === undefined || !isLetter(name) || declared.bound.has(name) || isConstantName(name)) return undefined
  const hint = `write ${name}[...] for a component, or declare ${name} as a function`
  return at(piece, 'product', `${name}${bracket} is read as ${name}*${bracket.slice(1, -1).trim()}`, hint)
}

/** Constants of other languages that are no other spelling of ours. */
const LIKE_CONSTANT: ReadonlyMap<string, string> = new Map(Object.entries({ M_PI: 'PI', M_E: 'E', oo: 'INF' }))

/** `E`, `Pi`, `I`, `M_PI` are names here, and constants elsewhere. */
export function likeConstant(piece: Piece, name: string, declared: Declared): Problem | undefined {
  const plain = LIKE_CONSTANT.get(name) ?? name
  const lower = plain.length < 4 ? plain.toLowerCase() : plain
  if (lower === name || !isConstantName(lower) || !isOpen(name, declared)) return undefined
  return at(piece, 'name-like-constant', `${name} is read as a name`, `the constant is written ${lower}`)
}

/** `d(x^2)/dx` has been read as a derivative; `∂(x^2)/∂x` is nothing else. */
export const asDerivative = (offset: number, written: string, by: string): Problem | undefined =>
  written.startsWith('∂')
    ? undefined
    : {
        code: 'derivative',
        offset,
        length: written.length,
        message: `${written.length > 40 ? `d(...)/d${by}` : written} is read as a derivative`,
        hint: `write diff(f, ${by}) to be sure`,
      }

/** `xy`, `x2` where x is asked for is one name, and was perhaps meant as a product, or as a power; `sum_i` as a sum. */
export function likeProduct(piece: Piece, name: string, declared: Declared): Problem | undefined {
  const asked = declared.asked
  if (name.length < 2) return undefined
  const [, sum, index] = /^(sum|prod)_(\p{L}+)$/u.exec(name) ?? []
  if (sum !== undefined && isOpen(name, declared))
    return at(piece, 'one-name', `${name} is read as one name`, `write ${sum}(${index}, 1, n, term)`)
  const [, letter, digit] = /^(\p{L})([2-9])$/u.exec(name) ?? []
  if (letter !== undefined && asked?.has(letter) && isOpen(name, declared))
    return at(piece, 'one-name', `${name} is read as one name`, `write ${letter}^${digit} for a power`)
  const letters = [...name]
  if (letters.length !== 2 || !asked || !isOpen(name, declared) || !letters.every(c => /^\p{L}$/u.test(c)))
    return undefined
  if (!letters.some(c => asked.has(c))) return undefined
  const product = `write ${letters.join('*')} for a product`
  const hint = letters[0] === 'd' ? `leave out the differential of an integral, or ${product}` : product
  return at(piece, 'one-name', `${name} is read as one name`, hint)
}
