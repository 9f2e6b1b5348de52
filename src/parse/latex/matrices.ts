/**
 * What LaTeX writes of vectors and matrices, read where shapes are declared: transposes and inverses in superscripts, indices in
 * subscripts, norms, filled vectors, sums over indices. All of it becomes the syntax that the other language has for the same, so that
 * one reading of matrices gives both their meaning.
 */

import type { Problem } from '../problem.js'
import { bare, type Sequence, type Syntax, sequence, UNTOLD_NORM } from '../syntax.js'
import type { LatexReader } from './level.js'
import { type Argument, problemAt, type Span } from './level.js'
import type { LatexPiece } from './lexer.js'
import { indexNames, placesOf, subscriptParts } from './places.js'
import { subscriptName } from './symbols.js'
import { callOf, groupOf, mentions, nameOf, numberOf } from './syntax.js'
import { LATEX_OPERAND_ENDS, type LatexToken, MARKS, PLUS, TOP } from './token.js'

type Bars = Extract<Syntax, { readonly kind: 'group' | 'abs' }>

// ── signs ───────────────────────────────────────────────────────────────────────────────────────────────────────

const DOTS: ReadonlySet<string> = new Set(['\\cdot', '·', '⋅', '\\centerdot'])
const CROSSES: ReadonlySet<string> = new Set(['\\times', '×'])

/** The sign of a product: a dot and a cross are not the same of vectors. */
export const matrixSign = ({ text, value }: LatexPiece): string =>
  DOTS.has(text) ? '·' : CROSSES.has(text) ? '×' : value

/** `\log\det A` is one function. */
export function logarithmOf({ top }: LatexReader, { offset, length }: Span): boolean {
  const { last } = top
  if (last?.type !== 'operator' || !/^\\(?:log|ln)$/.test(last.head?.key ?? '') || last.base !== undefined) return false
  if (last.head?.sub !== undefined) return false
  const head = { key: '\\log\\det', kind: 'operator' as const, sub: undefined, primes: 0 }
  top.tokens.splice(-1, 1, { ...last, text: 'logdet', length: offset + length - last.offset, head })
  return true
}

// ── superscripts ────────────────────────────────────────────────────────────────────────────────────────────────

/** A superscript that is no power. */
export function matrixSuperscript(reader: LatexReader, argument: Argument, piece: LatexPiece): boolean {
  const { tokens } = reader.top
  const last = tokens.at(-1)
  const place = { offset: piece.offset, length: argument.offset + argument.length - piece.offset }
  if (last?.type === 'summation') {
    tokens.splice(-1, 1, { ...last, to: argument.syntax, length: place.offset + place.length - last.offset })
    return true
  }
  if (last?.awaits === 'unit' && unitOfSize(reader, last, argument)) return true
  const mark = markOf(reader, argument)
  if (mark === undefined) {
    const stray = argument.tokens.find(({ text, type }) => type === 'name' && (text === TOP || text === PLUS))
    if (stray) reader.fail(unclearMark(stray))
    return false
  }
  if (last === undefined || !LATEX_OPERAND_ENDS.has(last.type))
    reader.fail(problemAt(place, 'unexpected-operator', 'nothing stands here that this belongs to'))
  tokens.push({ type: 'superscript', text: mark, ...place, syntax: argument.syntax, inner: argument.tokens })
  return true
}

/** `e_k^{(n)}` is a unit vector with n entries, `e_k^{(n)\top}` its transpose. */
function unitOfSize(reader: LatexReader, unit: LatexToken, { tokens, offset, length }: Argument): boolean {
  const [size, beside, mark, ...others] = tokens
  const isSize = size?.type === 'group' && size.text === '(' && size.syntax !== undefined
  const turned = beside?.type === 'beside' && mark?.type === 'name' && mark.text === TOP && others.length === 0
  const index = bare(unit.syntax as Syntax)
  if (!isSize || index.kind !== 'index' || (beside !== undefined && !turned)) return false
  const { awaits: _, ...rest } = unit
  const end = offset + length
  const vector: Syntax = { ...index, of: callOf('eye', [bare(size.syntax as Syntax)], unit), end }
  const syntax: Syntax = turned ? { kind: 'transpose', of: vector, end } : vector
  reader.top.tokens.splice(-1, 1, { ...rest, syntax, items: [syntax], length: end - unit.offset })
  return true
}

const unclearMark = (place: Span): Problem =>
  problemAt(place, 'ambiguous-power', 'it is not clear what is transposed', 'write (A^2)^\\top')

function markOf({ scope }: LatexReader, { tokens, entrywise }: Argument): string | undefined {
  if (entrywise) return MARKS.entrywise
  const isTop = (token: LatexToken | undefined): boolean =>
    token?.type === 'name' && (token.text === TOP || (token.text === 'T' && !scope.declared.bound.has('T')))
  const [first, second, third] = tokens
  if (second === undefined && first?.type === 'name' && first.text === PLUS) return MARKS.pseudoinverse
  if (second === undefined) return isTop(first) ? MARKS.transpose : undefined
  const isInverse = third === undefined && first?.type === 'sign' && first.text === '-'
  return isInverse && isTop(second) ? MARKS.inverseTranspose : undefined
}

/** `A'` is a transpose, unless the name may be a function. */
export function matrixPrime(reader: LatexReader, place: Span): boolean {
  const { last } = reader.top
  if (last === undefined || !LATEX_OPERAND_ENDS.has(last.type) || last.type === 'superscript') return false
  if (last.type === 'name' && !reader.scope.declared.bound.has(last.text)) return false
  reader.push('superscript', place, { text: MARKS.transpose, syntax: numberOf('1', place), inner: [] })
  return true
}

// ── subscripts ──────────────────────────────────────────────────────────────────────────────────────────────────

/** A subscript that is no part of a name: of the last token, or of the one before its superscript. */
export function matrixSubscript(reader: LatexReader, of: LatexToken, at: number, sub: LatexToken): boolean {
  const made = withSubscript(reader, of, sub)
  if (made === undefined) return false
  const { tokens } = reader.top
  const above = tokens[at + 1]
  const index = made.syntax === undefined ? undefined : bare(made.syntax as Syntax)
  tokens[at] = { ...made, length: sub.offset + sub.length - of.offset }
  // x^2_i is a power of an entry, A^{-1}_{ij} an entry of the inverse.
  if (above === undefined || index?.kind !== 'index' || reader.scope.declared.axes?.get(of.text) === 1) return true
  if (above.text === '^' && !isMinusOne(above)) {
    const message = 'this may be a power of the entry or an entry of the power'
    reader.scope.postpone(problemAt(above, 'ambiguous-power', message, 'use brackets: (A^2)_{ij}'))
    return true
  }
  const base: LatexToken = of.type === 'name' ? { ...of, type: 'group', syntax: index.of } : of
  const syntax: Syntax = { ...index, of: reader.expression([base, above], of) }
  tokens.splice(at, 2, { ...made, syntax, items: [syntax], length: sub.offset + sub.length - of.offset })
  return true
}

const isMinusOne = ({ inner = [] }: LatexToken): boolean =>
  inner.length === 2 && inner[0]?.text === '-' && inner[1]?.text === '1'

function withSubscript(reader: LatexReader, of: LatexToken, sub: LatexToken): LatexToken | undefined {
  if (of.type === 'summation') return summation(reader, of, sub)
  const whole = { offset: of.offset, length: sub.offset + sub.length - of.offset }
  const group = (syntax: Syntax, rest: Partial<LatexToken> = {}): LatexToken => {
    const { head: _, awaits: __, ...others } = of
    return { ...others, type: 'group', text: '(', ...whole, syntax, items: [syntax], ...rest }
  }
  if (of.awaits === 'norm') return normed(reader, of, sub, group)
  // <A,B>_F says of which product it is.
  if (of.awaits === 'product' && sub.inner?.length === 1 && sub.inner[0]?.text === 'F')
    return group(of.syntax as Syntax)
  if (of.awaits === 'ones' || of.awaits === 'zeros') return group(callOf(of.awaits, sizesOf(reader, sub), whole))
  if (of.type === 'name') return namedPlace(reader, of, sub, group)
  if (of.type !== 'group' || of.syntax === undefined || (of.text !== '(' && of.text !== '[')) return undefined
  return group(indexOf(of.syntax as Syntax, placesOf(reader, sub, undefined), whole))
}

type Grouped = (syntax: Syntax, rest?: Partial<LatexToken>) => LatexToken

/** `W_{ij}`, `\delta_{ij}`, `I_n`, `e_k`, unless the caller has a name that is written so. */
function namedPlace(reader: LatexReader, of: LatexToken, sub: LatexToken, group: Grouped): LatexToken | undefined {
  const { bound, axes } = reader.scope.declared
  const word = subscriptName(sub.inner ?? [])
  const isName = word !== undefined && bound.has(reader.scope.named({ ...of, text: `${of.text}_${word}` }).text)
  if (isName) return undefined
  const whole = { offset: of.offset, length: sub.offset + sub.length - of.offset }
  const order = axes?.get(of.text)
  if (order !== undefined) {
    const places = placesOf(reader, sub, order)
    if (places.length !== order) reader.scope.postpone(wrongCount(of, sub, order, places.length))
    return group(indexOf(nameOf(of.text, of), places, whole))
  }
  if (of.head?.sub !== undefined || bound.has(of.text)) return undefined
  switch (of.text) {
    case 'I':
      return group(callOf('eye', [sub.syntax as Syntax], whole))
    case 'delta': {
      const places = placesOf(reader, sub, 2)
      return places.length === 2 ? group(callOf('delta', places, whole)) : undefined
    }
    case 'e': {
      const all: Syntax = { kind: 'slice', from: undefined, to: undefined, offset: sub.offset }
      const [place, ...others] = placesOf(reader, sub, 1)
      if (place === undefined || others.length > 0) return undefined
      return group(indexOf(nameOf('I', of), [all, place], whole), { awaits: 'unit' })
    }
    default:
      return undefined
  }
}

const wrongCount = ({ text }: LatexToken, sub: LatexToken, order: number, found: number): Problem =>
  problemAt(
    sub,
    'unexpected-subscript',
    `${text} has ${order === 1 ? 'one axis' : `${order} axes`}, and here ${found === 1 ? 'stands one place' : `stand ${found} places`}`,
    order === 2 ? `write ${text}_{i,j}, ${text}_{i,:} for a row; declare ${text}_1 if that is a name` : undefined,
  )

const indexOf = (of: Syntax, places: readonly Syntax[], { offset, length }: Span): Syntax => ({
  kind: 'index',
  of,
  // There is a place: an empty subscript is refused before.
  at: sequence(places) as Sequence,
  end: offset + length,
})

/** The sizes of a filled vector or matrix: `n`, `m\times n`, `m,n`. */
function sizesOf(reader: LatexReader, sub: LatexToken): Syntax[] {
  const parts = subscriptParts(sub, ({ type, text }) => type === 'separator' || (type === 'times' && text === '×'))
  return parts.map(tokens => reader.expression(tokens, sub))
}

/** What stands below double bars. */
function normed(reader: LatexReader, of: LatexToken, sub: LatexToken, group: Grouped): LatexToken {
  const [only, ...others] = sub.inner ?? []
  const isInfinite = only?.syntax !== undefined && (only.syntax as Syntax).kind === 'call'
  const below = others.length > 0 ? '' : isInfinite ? 'inf' : (only?.text ?? '')
  if (!/^(?:[12F]|inf|nuc)$/.test(below))
    reader.fail(problemAt(sub, 'unexpected-subscript', 'there is no such norm', 'a norm is one of 1, 2, F, \\infty'))
  const { of: inside } = of.syntax as Bars
  const kind = below === 'F' ? nameOf('fro', sub) : below === 'inf' ? callOf('inf', [], sub) : numberOf(below, sub)
  return group(below === 'nuc' ? callOf('normNuc', [inside], of) : callOf('norm', [inside, kind], of))
}

// ── sums ────────────────────────────────────────────────────────────────────────────────────────────────────────

function summation(reader: LatexReader, of: LatexToken, sub: LatexToken): LatexToken {
  const tokens = sub.inner ?? []
  const at = tokens.findIndex(token => token.type === 'relation')
  const names = indexNames(at < 0 ? tokens : tokens.slice(0, at))
  if (names === undefined || (at >= 0 && (names.length !== 1 || tokens[at]?.text !== '=')))
    reader.fail(problemAt(sub, 'index', 'this names no index', 'write \\sum_{i}, \\sum_{i,j} or \\sum_{i=1}^{n}'))
  for (const index of names) if (index.kind === 'name') reader.scope.indices.add(index.name)
  const from = at < 0 ? {} : { from: reader.expression(tokens.slice(at + 1), sub) }
  return { ...of, by: names, ...from, length: sub.offset + sub.length - of.offset }
}

/** A sum that does not say over what, and one below a slash. */
export function unclearSum(tokens: readonly LatexToken[]): Problem | undefined {
  for (const [k, token] of tokens.entries()) {
    if (token.type !== 'summation') continue
    const before = tokens[k - 1]
    if (before?.type === 'times' && before.text === '/')
      return problemAt(before, 'ambiguous-quotient', 'it is not clear what the sum divides', 'write \\frac')
    if (token.by === undefined || (token.from === undefined) !== (token.to === undefined))
      return problemAt(token, 'index', 'a sum names its index', 'write \\sum_{i} or \\sum_{i=1}^{n}')
  }
  return undefined
}

// ── brackets ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Single bars, double ones, and double ones of two single ones each. */
export function barsOf({ text, items = [], offset, length }: LatexToken): Bars | undefined {
  const [only, ...others] = items
  if ((text !== '|' && text !== '‖') || only === undefined || others.length > 0) return undefined
  const place = { offset, end: offset + length }
  const inner = bare(only)
  const isDouble = inner.kind === 'abs' && inner.norm === '|' && inner.offset === offset + 1
  if (text === '|' && isDouble) return { kind: 'abs', of: inner.of, norm: UNTOLD_NORM, ...place }
  return { kind: 'abs', of: only, norm: text === '|' ? '|' : UNTOLD_NORM, ...place }
}

/** `\langle x,y\rangle` of two vectors, or of two matrices entry by entry. */
export function dotProduct(reader: LatexReader, content: LatexToken): LatexToken | undefined {
  const { items = [], separators } = content
  const { axes } = reader.scope.declared
  const isVector = (item: Syntax | undefined): boolean =>
    item !== undefined && bare(item).kind !== 'index' && mentions(item, name => axes?.has(name) === true)
  if (axes === undefined || items.length !== 2 || separators !== ',' || !items.some(isVector)) return undefined
  const [left, right] = items
  if (left === undefined || right === undefined) return undefined
  const syntax = callOf('frobenius', [groupOf(left, content), groupOf(right, content)], content)
  return { ...content, text: '|', syntax, items: [syntax], separators: '', awaits: 'product' }
}

// ── filled vectors ──────────────────────────────────────────────────────────────────────────────────────────────

const BOLD: ReadonlySet<string> = new Set(['mathbf', 'boldsymbol', 'bm', 'pmb', 'textbf', 'mathbb'])

/** `\mathbf{1}`, `\mathbf{0}`: of the size that fits, or that a subscript tells. */
export function filled(reader: LatexReader, { offset, text, style }: LatexPiece, digit: string): boolean {
  if (!BOLD.has(style) || (digit !== '1' && digit !== '0')) return false
  const place = { offset, length: text.length }
  reader.multiply(place)
  const syntax = callOf('vector', [numberOf(digit, place)], place)
  reader.push('group', place, { text: digit, syntax, awaits: digit === '1' ? 'ones' : 'zeros' })
  return true
}
