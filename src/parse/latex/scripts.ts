/** Superscripts, subscripts and primes, put on the token that they belong to. */

import { row } from '../../functions/table.js'
import type { Problem } from '../problem.js'
import { bare, type Syntax, sequence } from '../syntax.js'
import { isAbove, withAbove } from './above.js'
import { lowerBound, upperBound } from './binders.js'
import { PARTIAL, subscriptVariables, withOrder } from './derivatives.js'
import { unclearRaise } from './doubt.js'
import type { LatexReader } from './level.js'
import { type Argument, placeOf, problemAt } from './level.js'
import type { LatexPiece } from './lexer.js'
import { matrixPrime, matrixSubscript, matrixSuperscript } from './matrices.js'
import { operatorRow } from './naming.js'
import { notations } from './notations.js'
import { placesOf } from './places.js'
import { subscriptName } from './symbols.js'
import { callOf, nameOf } from './syntax.js'
import type { LatexToken } from './token.js'

const isMinusOne = ({ tokens }: Argument): boolean =>
  tokens.length === 2 && tokens[0]?.type === 'sign' && tokens[0].text === '-' && tokens[1]?.text === '1'

/** `^` with what follows it. */
export function attachSuperscript(reader: LatexReader, argument: Argument, piece: LatexPiece) {
  const level = reader.top
  const { last } = level
  if (reader.scope.table && matrixSuperscript(reader, argument, piece)) return
  if (last?.type === 'summation') {
    level.tokens.splice(-1, 1, upperBound(last, argument))
    return
  }
  const indexed = withAbove(reader.scope, last, argument)
  if (indexed !== undefined) {
    level.tokens.splice(-1, 1, indexed)
    return
  }
  const place = { offset: piece.offset, length: argument.offset + argument.length - piece.offset }
  const token: LatexToken = {
    type: 'superscript',
    text: '^',
    ...place,
    syntax: argument.syntax,
    inner: argument.tokens,
  }
  if (last?.type === 'operator' && isMinusOne(argument)) return inverse(reader, last, place)
  if (last?.type === 'derivative') {
    const raised = withOrder(last, token)
    if (raised === undefined)
      reader.fail(
        problemAt(
          place,
          'ambiguous-derivative',
          'this order cannot be read',
          'write \\frac{\\partial^2}{\\partial x^2}',
        ),
      )
    level.tokens.splice(-1, 1, raised)
    return
  }
  if (last?.braced) {
    const hint = 'put the argument in brackets: \\sin(x)^2'
    reader.scope.postpone(
      problemAt(place, 'ambiguous-power', 'this may be a power of the argument or of the function', hint),
    )
  }
  reader.scope.postpone(unclearRaise(level.tokens, 'power'))
  const issue = unclearPower(reader, last, argument, place)
  level.tokens.push(issue ? { ...token, issue } : token)
}

/** A superscript that is no power, unless it is part of the name of a function. */
function unclearPower(
  reader: LatexReader,
  last: LatexToken | undefined,
  { tokens }: Argument,
  place: { offset: number; length: number },
): Problem | undefined {
  const [only, ...others] = tokens
  // z^{[1](i)} is no product.
  if (only !== undefined && others.length > 0 && tokens.every(isIndexBracket))
    return problemAt(
      place,
      'ambiguous-power',
      'these may be indices or factors',
      'write z_{1,i}, or \\cdot between factors',
    )
  if (others.length > 0 || only === undefined) return undefined
  if (only.type === 'tuple') return problemAt(place, 'unexpected-comma', 'a superscript is one expression')
  const [inside] = only.items ?? []
  const plain = inside && ['name', 'number'].includes(bare(inside).kind)
  if (only.text === '(' && only.items?.length === 1 && plain)
    return problemAt(place, 'ambiguous-power', 'this may be a power or an index', 'write x^2, or x_{i}')
  if (only.text === '[' && only.type === 'group' && last?.type === 'name' && last.text !== 'e')
    return problemAt(
      place,
      'ambiguous-power',
      'this may be a power or the index of a layer',
      'write x^{n+1} without the bracket, or a name: a_{prev}',
    )
  const transposed = only.type === 'name' && only.text === 'T' && last?.type === 'name' && last.text !== 'e'
  if (transposed && !reader.scope.declared.bound.has('T'))
    return problemAt(
      place,
      'ambiguous-power',
      'this may be a power or a transpose',
      'declare T as a symbol for the power; there are no matrices here',
    )
  return undefined
}

/** `(i)`, `[1]`, or the product that two of them side by side would be. */
const isIndexBracket = ({ type, text, items = [] }: LatexToken): boolean => {
  const [inside] = items
  if (type === 'beside') return true
  return (
    (text === '(' || text === '[') &&
    items.length === 1 &&
    inside !== undefined &&
    ['name', 'number'].includes(bare(inside).kind)
  )
}

/** `\sin^{-1}`: the inverse function. Of a function without one the power could be meant, or the inverse. */
function inverse(reader: LatexReader, last: LatexToken, place: { offset: number; length: number }) {
  const known = row(last.text)
  if (known?.inverse === undefined)
    reader.fail(
      problemAt(
        place,
        'ambiguous-inverse',
        `${last.text}^{-1} may be the inverse function or 1/${last.text}`,
        'write \\frac{1}{...}',
      ),
    )
  const head = { key: `\\operatorname{${known.inverse}}`, kind: 'operator' as const, sub: undefined, primes: 0 }
  reader.top.tokens.splice(-1, 1, { ...last, text: known.inverse, head })
}

/** `_` with what follows it. */
export function attachSubscript(reader: LatexReader, argument: Argument, piece: LatexPiece) {
  const level = reader.top
  const at = level.last?.type === 'superscript' ? level.tokens.length - 2 : level.tokens.length - 1
  const of = level.tokens[at]
  const end = argument.offset + argument.length
  const place = { offset: piece.offset, length: end - piece.offset }
  const sub: LatexToken = { type: 'superscript', text: '_', ...place, syntax: argument.syntax, inner: argument.tokens }
  if (of?.type === 'summation' && (!reader.scope.table || of.text === 'integral')) {
    level.tokens[at] = lowerBound(reader, of, argument)
    return
  }
  if (reader.scope.table && of !== undefined && matrixSubscript(reader, of, at, sub)) return
  if (of?.type === 'group' && at === level.tokens.length - 1 && of.items !== undefined) {
    level.tokens.splice(at, 1, subscripted(reader, of, sub, place))
    return
  }
  const head = of?.head
  if (of === undefined || head === undefined || (head.sub !== undefined && !isAbove(head.sub)))
    reader.fail(problemAt(place, 'unexpected-subscript', 'a subscript belongs to a letter', 'write x_{12}'))
  if (of.text === PARTIAL) return partial(reader, of, sub, at)
  const longer = { ...of, length: end - of.offset, head: { ...head, sub } }
  level.tokens[at] = of.type === 'operator' ? subscriptedOperator(longer, sub) : subscriptedName(reader, longer, sub)
}

function subscriptedName(reader: LatexReader, token: LatexToken, sub: LatexToken): LatexToken {
  const name = subscriptName(sub.inner ?? [])
  if (name !== undefined) {
    const issue = unclearPlaces(reader, token, sub)
    return reader.scope.named({ ...token, text: `${token.text}_${name}`, ...(issue && { issue }) })
  }
  const hint = 'a subscript is a name or a number: x_{12}, x_{max}, x_{i,j}'
  const issue = problemAt(sub, 'unexpected-subscript', 'this is no part of a name', hint)
  const component = runningComponent(reader, token, sub)
  return { ...token, issue, ...(component && { component }) }
}

/** `a_{2k}` in a sum over k: every other component, or one of the second row, as beside `x_{1k}`. Nobody writes the product 1k. */
function unclearPlaces({ scope, source }: LatexReader, { text }: LatexToken, sub: LatexToken): Problem | undefined {
  const [number, beside, index, more] = sub.inner ?? []
  if (number?.type !== 'number' || beside?.type !== 'beside' || index?.type !== 'name' || more !== undefined)
    return undefined
  if (!scope.indices.has(index.text) || /^[01]$/.test(number.text)) return undefined
  if (new RegExp(String.raw`_\s*\{\s*[01]\s*${index.text}\s*\}`).test(source)) return undefined
  const hint = `write ${text}_{${number.text},${index.text}} for two places, ${text}_{${number.text}\\cdot ${index.text}} for the product`
  return problemAt(sub, 'ambiguous-name', `${number.text}${index.text} may be two places or their product`, hint)
}

/** `x_{i+1}`, `A_{i,j-1}` in a sum over i: the component. */
function runningComponent(reader: LatexReader, token: LatexToken, sub: LatexToken): Syntax | undefined {
  const inner = sub.inner ?? []
  if (!inner.some(({ type, text }) => type === 'name' && reader.scope.indices.has(text))) return undefined
  // ij+1 may be a product, or two places.
  if (inner.some((t, k) => t.type === 'beside' && inner[k - 1]?.type === 'name')) return undefined
  const at = sequence(placesOf(reader, sub, undefined))
  return at && { kind: 'index', of: nameOf(token.text, token), at, end: sub.offset + sub.length }
}

/** Components take the place of the names that no bracket has made functions. */
export function takeComponents(tokens: LatexToken[]): void {
  for (const [k, { type, component, offset, length }] of tokens.entries())
    if (type === 'name' && component) tokens[k] = { type: 'group', text: '', offset, length, syntax: component }
}

/** `\log_b`, `\operatorname{Li}_2`. */
function subscriptedOperator(
  token: LatexToken & { readonly head: NonNullable<LatexToken['head']> },
  sub: LatexToken,
): LatexToken {
  const fixed = operatorRow(token.head, token.text)
  if (fixed !== undefined) return { ...token, text: fixed }
  const several = sub.inner?.some(t => t.type === 'separator')
  if (token.head.key === '\\log' && !several) return { ...token, base: sub.syntax as Syntax }
  const known = notations()
    .heads.get(token.head.key)
    ?.some(shape => shape.sub !== undefined)
  const issue = problemAt(sub, 'unexpected-subscript', `${token.text} has no subscript`, 'a base belongs to \\log')
  return known ? token : { ...token, issue }
}

/** `\partial_x` before what is differentiated. */
function partial(reader: LatexReader, of: LatexToken, sub: LatexToken, at: number) {
  const level = reader.top
  const by = subscriptVariables(sub.inner ?? [])
  if (by === undefined)
    reader.fail(problemAt(sub, 'ambiguous-derivative', 'these are no variables', 'write \\partial_x'))
  const before = level.tokens[at - 1]
  if (before?.type === 'beside') level.tokens[at - 1] = { ...before, type: 'ahead' }
  const derivative: LatexToken = {
    type: 'derivative',
    text: '',
    offset: of.offset,
    length: sub.offset + sub.length - of.offset,
    by,
  }
  const power = level.tokens[at + 1]
  const raised = power ? withOrder(derivative, power) : derivative
  if (raised === undefined)
    reader.fail(problemAt(sub, 'ambiguous-derivative', 'this order cannot be read', 'write \\partial_x^2'))
  level.tokens.splice(at, power ? 2 : 1, raised)
  level.derivative = 'open'
}

/** `(x)_n`: the function of the table that is written so. */
function subscripted(
  reader: LatexReader,
  of: LatexToken,
  sub: LatexToken,
  place: { offset: number; length: number },
): LatexToken {
  const known = notations().subscripted
  const whole = { offset: of.offset, length: place.offset + place.length - of.offset }
  if (of.syntax !== undefined && bare(of.syntax as Syntax).kind === 'list') {
    const at = sub.inner?.some(t => t.type === 'separator') ? undefined : sequence([sub.syntax as Syntax])
    if (at)
      return {
        type: 'group',
        text: '',
        ...whole,
        syntax: { kind: 'index', of: of.syntax as Syntax, at, end: whole.offset + whole.length },
      }
  }
  if (known && !reader.scope.declared.functions.has(known.name))
    reader.scope.postpone(
      problemAt(
        place,
        'ambiguous-call',
        `this may be the function ${known.name} or a component`,
        `declare the function ${known.name}, or write \\operatorname{${known.name}}`,
      ),
    )
  if (known === undefined || of.text !== '(' || sub.inner?.some(t => t.type === 'separator'))
    reader.fail(problemAt(place, 'unexpected-subscript', 'a subscript belongs to a letter', 'write x_{12}'))
  return {
    type: 'group',
    text: '',
    ...whole,
    syntax: callOf(known.name, [of.syntax as Syntax, sub.syntax as Syntax], whole),
  }
}

/** `f'`, `f^{\prime}`. */
export function attachPrimes(reader: LatexReader, piece: LatexPiece, marks: string) {
  const level = reader.top
  const { last } = level
  if (level.purpose === 'superscript' && level.tokens.length === 0 && !level.single) {
    level.primes += marks
    return
  }
  if (reader.scope.table && marks.length === 1 && matrixPrime(reader, placeOf(piece))) return
  const head = last?.head
  if (last === undefined || head === undefined || last.type === 'function')
    reader.fail(
      problemAt(
        placeOf(piece),
        'unexpected-prime',
        'a prime belongs to a function',
        "write f'(x), or \\frac{d}{dx} before an expression",
      ),
    )
  const primed = { ...head, primes: head.primes + marks.length }
  const length = piece.offset + piece.text.length - last.offset
  const text = last.type === 'operator' ? (operatorRow(primed, last.text) ?? last.text) : last.text
  const issue = problemAt(
    placeOf(piece),
    'unexpected-prime',
    'a prime belongs to a function with its argument',
    "write f'(x)",
  )
  const settled = last.type === 'operator' && operatorRow(primed, last.text) !== undefined
  level.tokens.splice(-1, 1, { ...last, text, length, head: primed, ...(settled ? {} : { issue }) })
}
