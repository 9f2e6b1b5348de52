/** Subscripts as places: `W_{ij}` and `W_{i,j}`, `x_{12}`, `W_{:,1:3}`, and the names of indices below a sum. */

import type { Syntax } from '../syntax.js'
import type { LatexReader } from './level.js'
import { nameOf } from './syntax.js'
import type { LatexToken } from './token.js'

/** The tokens of a subscript between separators. */
export function subscriptParts(
  { inner = [] }: LatexToken,
  separates: (token: LatexToken) => boolean,
): readonly (readonly LatexToken[])[] {
  const parts: LatexToken[][] = [[]]
  for (const token of inner) {
    if (separates(token)) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts
}

const isSeparator = ({ type }: LatexToken): boolean => type === 'separator'

/**
 * The places of a subscript. Without commas letters and digits side by side are one each, where as many are wanted; where it is not
 * known how many, only letters are, for a product of two indices is no place.
 */
export function placesOf(reader: LatexReader, sub: LatexToken, order: number | undefined): Syntax[] {
  const parts = subscriptParts(sub, isSeparator)
  const [only, ...others] = parts
  const side = only && others.length === 0 ? sideBySide(only, order) : undefined
  return (side ?? parts).map(tokens => place(reader, tokens, sub))
}

function sideBySide(tokens: readonly LatexToken[], order: number | undefined): LatexToken[][] | undefined {
  const single = tokens.flatMap(token => {
    if (token.type === 'beside') return []
    if (token.type !== 'number' || order === undefined) return [[token]]
    return [...token.text].map((digit, k) => [{ ...token, text: digit, offset: token.offset + k, length: 1 }])
  })
  const isPlain = ([token]: readonly LatexToken[]): boolean =>
    token !== undefined && (token.type === 'name' || (order !== undefined && /^[0-9]$/.test(token.text)))
  // Of one axis digits are one number; letters side by side are too many places, not a product.
  const isNames = single.length > 1 && single.every(([token]) => token?.type === 'name')
  const fits = isNames || (order !== undefined && order > 1 && single.length === order)
  return fits && single.every(isPlain) ? single : undefined
}

function place(reader: LatexReader, tokens: readonly LatexToken[], sub: LatexToken): Syntax {
  const at = tokens.findIndex(token => token.type === 'colon')
  if (at < 0) return reader.expression(tokens, sub)
  const offset = tokens[at]?.offset ?? sub.offset
  if (tokens.length === 1) return { kind: 'slice', from: undefined, to: undefined, offset }
  const [from, to] = [reader.expression(tokens.slice(0, at), sub), reader.expression(tokens.slice(at + 1), sub)]
  return { kind: 'slice', from, to, offset }
}

/** Names of indices, with commas or side by side. */
export function indexNames(tokens: readonly LatexToken[]): Syntax[] | undefined {
  const names = tokens.filter(({ type, text }) => type !== 'beside' && !(type === 'separator' && text === ','))
  if (names.length === 0 || names.some(token => token.type !== 'name' || token.head?.primes !== 0)) return undefined
  return names.map(token => nameOf(token.text, token))
}
