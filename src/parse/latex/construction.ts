/** Commands with arguments in braces: fractions, roots, and the functions of the table that are written so; and plain braces. */
import { row } from '../../functions/table.js'
import { isGreekName, LETTERS } from '../characters.js'
import { knownArity } from '../names.js'
import { bare, type Syntax } from '../syntax.js'
import { binderCommand, differentialAbove } from './binders.js'
import { applyBracket } from './brackets.js'
import { accentOf, adviceForCommand, CONSTANTS, DECLARED, DIVIDERS, DOTLESS, FRACTIONS } from './commands.js'
import { fractionDerivative, PARTIAL } from './derivatives.js'
import type { LatexReader } from './level.js'
import { type Argument, type LatexLevel, type Pending, placeOf, problemAt } from './level.js'
import type { LatexPiece } from './lexer.js'
import { matrixCommand } from './matrix-commands.js'
import { accented, operator, symbol } from './naming.js'
import { notations } from './notations.js'
import { NO_LIST, TWO_NUMBERS, unknownCommand } from './refusal.js'
import { callOf, groupOf, numberOf, quotientOf, rootOf } from './syntax.js'
import type { LatexToken, LatexTokenType } from './token.js'
import { itemsOf, vectorOf } from './vectors.js'

/** Commands around something that change only how it looks. */
const TRANSPARENT: ReadonlySet<string> = new Set(['boxed', 'mathop', 'mathord', 'mathbin', 'ensuremath'])
/** The commands of functions whose names in the table have no capital. */
const CAPITALS: ReadonlySet<string> = new Set(['Re', 'Im'])

/** A command where something begins. */
export function openCommand(reader: LatexReader, piece: LatexPiece) {
  const { value } = piece
  if (reader.scope.table && matrixCommand(reader, piece)) return
  if (binderCommand(reader, piece)) return
  const sized = value.replace(/^[dt](?=binom$)/, '')
  if (FRACTIONS.has(value) || value === 'sqrt') return await_(reader, piece, value === 'sqrt' ? 1 : 2, value === 'sqrt')
  if (value === 'partial') return symbol(reader, piece, PARTIAL, '\\partial')
  const constant = CONSTANTS.get(value)
  if (constant !== undefined) {
    reader.multiply(placeOf(piece))
    return reader.push('group', placeOf(piece), { syntax: callOf(constant, [], placeOf(piece)) })
  }
  if (value === 'differentialD' || value === 'dd') return symbol(reader, piece, 'd', '\\mathrm{d}')
  if (DIVIDERS.has(value)) return divider(reader, piece)
  if (TRANSPARENT.has(value)) return
  if (accentOf(value) !== undefined) return await_(reader, piece, 1, false)
  const dotless = reader.top.purpose === 'accent' ? DOTLESS.get(value) : undefined
  if (dotless !== undefined) return symbol(reader, piece, dotless, dotless, 'letter', 'math')
  if (value === 'root') return openRoot(reader, piece)
  if (isGreekName(value) || LETTERS.has(value)) return symbol(reader, piece, value, `\\${value}`)
  if (adviceForCommand(value) !== undefined && reader.top.purpose !== 'subscript') reader.fail(unknownCommand(piece))
  const infix = notations().infixes.get(value) ?? (value === 'mod' ? row(value) : undefined)
  if (infix !== undefined) {
    reader.top.nextTerm()
    return reader.push('infix', placeOf(piece), { text: infix.name })
  }
  const [command] = notations().commands.get(sized) ?? []
  if (command !== undefined) {
    const doubt = reader.scope.declared.functions.has(command.row.name) ? undefined : DECLARED.get(sized)
    if (doubt)
      reader.scope.postpone(problemAt(placeOf(piece), 'ambiguous-call', `${piece.text} may mean several things`, doubt))
    return await_(reader, piece, command.slots.length, false)
  }
  const name = CAPITALS.has(value) ? value.toLowerCase() : value
  if (
    !notations().heads.has(`\\${value}`) &&
    knownArity(name, reader.scope.table) === undefined &&
    reader.top.purpose !== 'subscript'
  )
    reader.fail(unknownCommand(piece))
  operator(reader, piece, name, `\\${value}`)
}

/** `{a \over b}`. */
function divider(reader: LatexReader, piece: LatexPiece) {
  const level = reader.top
  const allowed = level.start === 'expression' || level.start === 'script' || level.start === 'program'
  if (!allowed || level.divider !== undefined || level.tokens.length === 0)
    reader.fail(
      problemAt(placeOf(piece), 'unexpected-operator', `${piece.text} does not fit here`, 'write \\frac{a}{b}'),
    )
  level.divider = piece
  level.nextTerm()
  reader.push('separator', placeOf(piece), { text: piece.text })
}

/** Makes the command of a group that was divided. */
export function divide(reader: LatexReader, level: LatexLevel) {
  const piece = level.divider as LatexPiece
  level.divider = undefined
  const at = level.tokens.findIndex(token => token.type === 'separator' && token.offset === piece.offset)
  const parts = [level.tokens.splice(0, at), level.tokens.splice(0).slice(1)]
  const args = parts.map((tokens): Argument => {
    const [first, end] = [tokens[0], tokens.at(-1)]
    const offset = first?.offset ?? piece.offset
    const length = end ? end.offset + end.length - offset : 0
    if (first === undefined)
      reader.fail(problemAt(placeOf(piece), 'missing-argument', `${piece.text} needs something behind it`))
    return { syntax: reader.expression(tokens, { offset, length }), tokens, offset, length }
  })
  const value = DIVIDERS.get(piece.value) ?? ''
  closeCommand(reader, { piece: { ...piece, value }, need: 2, args, degree: undefined, takesDegree: false })
}

function await_(reader: LatexReader, piece: LatexPiece, need: number, takesDegree: boolean) {
  reader.multiply(placeOf(piece), 'beside', piece.spaced)
  reader.top.pending = { piece, need, args: [], degree: undefined, takesDegree }
}

/** `\root 3 \of{x}`: the degree stands without brackets up to `\of`. */
function openRoot(reader: LatexReader, piece: LatexPiece) {
  await_(reader, { ...piece, value: 'sqrt' }, 1, true)
  reader.open('degree', piece, 'expression')
}

/** `\of` ends the degree. */
export const isRoot = ({ purpose, open }: LatexLevel): boolean => purpose === 'degree' && open?.value === 'root'

export function closeCommand(reader: LatexReader, { piece, args, degree }: Pending) {
  const [first, end] = [args[0] as Argument, args.at(-1) as Argument]
  const offset = Math.min(piece.offset, first.offset)
  const place = { offset, length: end.offset + end.length - offset }
  const parts = args.map(argument => argument.syntax)
  if (accentOf(piece.value) !== undefined) return accented(reader, piece, first, place)
  if (FRACTIONS.has(piece.value)) return fraction(reader, args as [Argument, Argument], place)
  const syntax = piece.value === 'sqrt' ? radical(parts[0] as Syntax, degree, place) : tableCommand(piece, parts, place)
  reader.push('group', place, { syntax })
}

function tableCommand(piece: LatexPiece, parts: readonly Syntax[], place: { offset: number; length: number }): Syntax {
  const [shape] = notations().commands.get(piece.value.replace(/^[dt](?=binom$)/, '')) ?? []
  if (shape === undefined) throw new Error(`no command ${piece.value}`)
  const args: Syntax[] = []
  shape.slots.forEach((slot, k) => {
    args[slot] = parts[k] as Syntax
  })
  return callOf(shape.row.name, args, place)
}

/** Of degree 3 and more the real root, as the signs ∛ and ∜ of the other language. */
function radical(of: Syntax, degree: Argument | undefined, place: { offset: number; length: number }): Syntax {
  const only = degree?.tokens.length === 1 ? degree.tokens[0]?.text : undefined
  if (degree === undefined || only === '2') return rootOf(of, place)
  return only === '3' ? callOf('cbrt', [of], place) : callOf('root', [of, degree.syntax], place)
}

function fraction(
  reader: LatexReader,
  [above, below]: [Argument, Argument],
  place: { offset: number; length: number },
) {
  const level = reader.top
  const integral = differentialAbove(level, above.tokens)
  if (integral !== undefined) return integrand(reader, integral, [above, below], place)
  const derivative = isBound(reader, above) ? undefined : fractionDerivative(above.tokens, below.tokens, place)
  if (derivative !== undefined && 'code' in derivative) reader.fail(derivative)
  if (above.tokens[0]?.type === 'tuple') {
    const [vector] = above.tokens
    if (vector.text === '(') reader.fail(problemAt(vector, ...NO_LIST))
    const quotients = itemsOf(above.syntax).map(item => quotientOf(item, groupOf(below.syntax, below), place))
    return level.tokens.push(vectorOf(quotients, place))
  }
  if (derivative === undefined) {
    const syntax = quotientOf(groupOf(above.syntax, above), groupOf(below.syntax, below), place)
    reader.scope.postpone(mixedNumber(level.tokens, syntax, place))
    return reader.push('fraction', place, { syntax })
  }
  reader.scope.claim(above.tokens, below.tokens)
  if (derivative.of.length > 0) {
    const outcome = reader.expression(derivative.of, above)
    return reader.push('group', place, { syntax: callOf('diff', [outcome, ...derivative.by], place) })
  }
  differentiate(level, { type: 'derivative', text: '', ...place, by: derivative.by })
}

/** A fraction with differentials above the bar: the fraction without them, then the differentials. */
function integrand(
  reader: LatexReader,
  { rest, differentials }: NonNullable<ReturnType<typeof differentialAbove>>,
  [above, below]: readonly [Argument, Argument],
  place: { offset: number; length: number },
) {
  reader.scope.claim(differentials)
  const one: LatexToken = { type: 'group', text: '', ...place, syntax: numberOf('1', above) }
  const whole = rest.every(token => token.type === 'sign') ? [...rest, one] : rest
  reader.push('fraction', place, {
    syntax: quotientOf(groupOf(reader.expression(whole, above), above), groupOf(below.syntax, below), place),
  })
  reader.push('beside', { offset: place.offset + place.length, length: 0 })
  reader.top.tokens.push(...differentials)
}

/** A derivative before what it applies to. */
function differentiate(level: LatexLevel, derivative: LatexToken) {
  const { last } = level
  if (last?.type === 'beside') level.tokens.splice(-1, 1, { ...last, type: 'ahead' })
  level.derivative = 'open'
  level.tokens.push(derivative)
}

/** A d that the caller has as a symbol is one. */
const isBound = (reader: LatexReader, { tokens }: Argument): boolean =>
  tokens[0]?.text === 'd' && tokens[0].style !== undefined && reader.scope.declared.bound.has('d')

/** `2\frac12` is two and a half for some. */
function mixedNumber(tokens: readonly LatexToken[], fraction: Syntax, place: { offset: number; length: number }) {
  const quotient = bare(fraction)
  if (!isAfterNumber(tokens) || quotient.kind !== 'product') return undefined
  if (![bare(quotient.left), bare(quotient.right)].every(isCount)) return undefined
  return problemAt(
    place,
    'ambiguous-fraction',
    'this may be a mixed number or a product',
    'write \\cdot for the product, + for the mixed number',
  )
}

const isCount = (s: Syntax | undefined): boolean => s?.kind === 'number' && /^\d*[1-9]\d*$/.test(s.text)

/** Whether what comes stands directly behind a whole number. */
const isAfterNumber = (tokens: readonly LatexToken[]): boolean =>
  tokens.at(-1)?.type === 'beside' && tokens.at(-2)?.type === 'number' && /^\d+$/.test(tokens.at(-2)?.text ?? '')

const APPLIED: ReadonlySet<LatexTokenType> = new Set(['function', 'superscript', 'arguments'])
const LOOSE: ReadonlySet<LatexTokenType> = new Set([
  'plus',
  'sign',
  'relation',
  'and',
  'or',
  'not',
  'infix',
  'derivative',
  'loose',
])

/** `\sin{\left(x\right)}`: a bracket in braces behind a name is its bracket. */
export function closeBracketInBraces(reader: LatexReader): boolean {
  const { tokens, pending } = reader.top
  const [only] = tokens
  const { around } = reader
  const last = around?.last
  const head = around?.operatorBefore ?? (last?.type === 'name' ? last : undefined)
  if (pending || tokens.length !== 1 || only?.items === undefined || only.text !== '(' || head === undefined)
    return false
  reader.drop()
  applyBracket(reader, only, false, true)
  return true
}

/** Plain braces do not show: what stands in them is read as if they were not there, or else refused. */
export function closeGroup(reader: LatexReader, piece: LatexPiece) {
  const inside = reader.top
  if (inside.divider && !inside.pending) divide(reader, inside)
  const [alone] = inside.tokens
  if (inside.tokens.length === 1 && alone?.type === 'derivative' && !inside.pending) {
    reader.drop()
    reader.multiply(alone)
    return differentiate(reader.top, alone)
  }
  const [{ open, tokens }, value] = reader.close(placeOf(piece))
  const place = { offset: open?.offset ?? 0, length: piece.offset + 1 - (open?.offset ?? 0) }
  const [only] = tokens
  const level = reader.top
  const braced = level.operatorBefore ? { braced: true } : {}
  reader.multiply(place, only?.type === 'operator' ? 'next' : 'beside')
  // `3{5}` shows 35.
  if (only?.type === 'number' && level.last?.type === 'beside') reader.fail(problemAt(place, ...TWO_NUMBERS))
  if (tokens.length === 1 && only !== undefined) {
    if (only.type === 'fraction') reader.scope.postpone(mixedNumber(level.tokens, only.syntax as Syntax, place))
    level.tokens.push({ ...only, ...braced })
    return
  }
  const syntax = groupOf(value as Syntax, place)
  const call = tokens.length <= 3 && tokens[0]?.type === 'function' && tokens.every(t => APPLIED.has(t.type))
  const loose = tokens.some(t => LOOSE.has(t.type) || (t.type === 'times' && t.text === '/'))
  const bare = tokens.some(t => t.type === 'operator')
  reader.push(call ? 'group' : loose ? 'loose' : 'tight', place, { syntax, ...braced, ...(bare && { open: true }) })
}
