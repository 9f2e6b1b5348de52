/**
 * Sums and products over an index and integrals as LaTeX writes them: `\sum_{i=1}^{n} x^i` takes the product that follows, up to + or -;
 * `\int_0^x f\,dt` all up to its differential. Where shapes are declared sums are read by latex-matrices.ts.
 */

import { type Problem, parseError } from '../problem.js'
import { bare, type Syntax } from '../syntax.js'
import { differentialAfter, isProduct, joins, withoutDifferentials } from './differentials.js'
import { unclearProduct } from './doubt.js'
import { type Argument, type LatexLevel, type LatexReader, placeOf, problemAt, type Span } from './level.js'
import type { LatexPiece } from './lexer.js'
import { callOf, nameOf, numberOf } from './syntax.js'
import type { LatexToken } from './token.js'
import { sizeSaid, unsaid } from './unsaid.js'

const BINDERS: ReadonlyMap<string, string> = new Map([
  ['sum', 'sum'],
  ['prod', 'prod'],
  ['int', 'integral'],
])
const EXAMPLES: Readonly<Record<string, string>> = {
  sum: '\\sum_{i=1}^{n} x^i',
  prod: '\\prod_{i=1}^{n} x^i',
  integral: '\\int_0^x e^{-t^2}\\,dt',
}
const example = ({ text }: LatexToken): string => `write ${EXAMPLES[text]}`

/** Takes the sign of a sum, product or integral; whether the command was one. */
export function binderCommand(reader: LatexReader, piece: LatexPiece): boolean {
  const text = BINDERS.get(piece.value)
  if (text === undefined) return false
  if (text === 'integral') reader.top.integral = true
  openSum(reader, piece, text)
  return true
}

/** The sign of a sum, product or integral, whose factors before it multiply the whole. */
export function openSum(reader: LatexReader, piece: LatexPiece, text: string): void {
  const { top, scope } = reader
  const place = placeOf(piece)
  if (reader.operandBefore) {
    scope.postpone(unclearProduct(top, place, 'next'))
    reader.push('ahead', { offset: piece.offset, length: 0 })
  }
  if (top.operatorBefore !== undefined) moveAhead(top.tokens)
  top.nextFactor(top.slash)
  reader.push('summation', place, { text })
}

/** `2\ln\sum_{i=1}^n x_i`: what stands before the operators multiplies the sum with them. */
function moveAhead(tokens: LatexToken[]): void {
  const at = tokens.findLastIndex(({ type }) => type !== 'operator' && type !== 'superscript')
  const before = tokens[at]
  if (before?.type === 'next') tokens[at] = { ...before, type: 'ahead' }
}

/** The lower bound: `i=1` of an index, the bound itself of an integral. */
export function lowerBound(reader: LatexReader, of: LatexToken, { syntax, offset, length }: Argument): LatexToken {
  const end = offset + length
  const below = bare(syntax)
  const wrong = (message: string, hint = example(of)): never =>
    reader.fail(problemAt({ offset, length }, 'binder', message, hint))
  if (of.text === 'integral') return { ...of, from: syntax, length: end - of.offset }
  if (below.kind === 'name') {
    const size = sizeSaid(reader.source, below.name)
    if (size === undefined) throw parseError(reader.source, unsaid(of, below.name))
    reader.scope.declared.bound.add(below.name)
    reader.scope.indices.add(below.name)
    reader.scope.unsaid.add(of.offset)
    return { ...of, by: [below], from: numberOf('1', of), to: of.to ?? nameOf(size, of), length: end - of.offset }
  }
  if (below.kind !== 'relation' || (below.sign !== '=' && below.sign !== '==') || below.left.kind !== 'name')
    return wrong('below the sign stands an index with its first value')
  const { left, right } = below
  // In what follows the index is a symbol.
  reader.scope.declared.bound.add(left.name)
  reader.scope.indices.add(left.name)
  return { ...of, by: [left], from: right, length: end - of.offset }
}

export const upperBound = (of: LatexToken, { syntax, offset, length }: Argument): LatexToken => ({
  ...of,
  to: syntax,
  length: offset + length - of.offset,
})

/** Puts integrals together with what they hold, the inner ones first. */
export function joinIntegrals(reader: LatexReader, level: LatexLevel): void {
  const { tokens } = level
  for (let k = tokens.length - 1; k >= 0; k--) {
    const sign = tokens[k] as LatexToken
    if (sign.type !== 'summation' || sign.text !== 'integral') continue
    const d = differentialAfter(tokens, k + 1)
    if (d === undefined)
      reader.fail(problemAt(sign, 'binder', 'it is not said by what this is integrated', example(sign)))
    const variable = tokens[d.variable] as LatexToken
    if (sign.from === undefined || sign.to === undefined)
      reader.fail(
        problemAt(
          sign,
          'binder',
          'there are no indefinite integrals',
          `${example(sign)}, the antiderivative that is 0 at 0`,
        ),
      )
    const place: Span = { offset: sign.offset, length: variable.offset + variable.length - sign.offset }
    const inner = tokens.slice(k + 1, d.sign)
    if (inner.length === 0 && isProduct(tokens[d.variable + 1]))
      reader.fail(problemAt(place, 'binder', 'what is integrated stands before its differential', example(sign)))
    if (joins(inner.at(-1))) inner.pop()
    const body: Syntax = inner.length === 0 ? numberOf('1', variable) : reader.expression(inner, place)
    const args = [nameOf(variable.text, variable), sign.from, sign.to, body]
    tokens.splice(k, d.variable - k + 1, { type: 'group', text: '', ...place, syntax: callOf('integral', args, place) })
    const before = tokens[k - 1]
    if (before?.type === 'ahead') tokens[k - 1] = { ...before, type: 'beside' }
  }
}

/** `\\int_0^x\\frac{dt}{1+t^2}`: the differentials above the bar, beside which they are read; undefined where they stand in no integral. */
export function differentialAbove(
  { tokens, integral }: LatexLevel,
  above: readonly LatexToken[],
): { readonly rest: readonly LatexToken[]; readonly differentials: readonly LatexToken[] } | undefined {
  const end = withoutDifferentials(above)
  if (!integral || end === above.length) return undefined
  const sign = tokens.findLastIndex(t => t.type === 'summation' && t.text === 'integral')
  if (differentialAfter(tokens, sign + 1) !== undefined) return undefined
  const differentials = above.slice(end)
  if (joins(differentials[0])) differentials.shift()
  return { rest: above.slice(0, end), differentials }
}

/** What is wrong with a sum: it has no bounds. */
export function unboundedSum(tokens: readonly LatexToken[]): Problem | undefined {
  const bare = tokens.find(t => t.type === 'summation' && (t.from === undefined || t.to === undefined))
  return bare && problemAt(bare, 'binder', 'a sum or product over an index has two bounds', example(bare))
}
