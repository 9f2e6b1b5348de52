/** Differentials among the tokens of a level, of integrals and on their own: a d with the name of a variable beside it. */
import type { LatexToken } from './token.js'

/** Where the differentials begin that tokens end with. */
export function withoutDifferentials(tokens: readonly LatexToken[]): number {
  let end = tokens.length
  while (isDifferential(tokens, end - 3)) end -= joins(tokens[end - 4]) ? 4 : 3
  return end
}

/** A d with the name of a variable beside it. */
const isDifferential = (tokens: readonly LatexToken[], at: number): boolean =>
  tokens[at]?.type === 'name' &&
  tokens[at]?.text === 'd' &&
  isProduct(tokens[at + 1]) &&
  tokens[at + 2]?.type === 'name'

export const isProduct = (token: LatexToken | undefined): boolean => token?.type === 'beside' || token?.type === 'next'

/** What may stand before a differential: `t\cdot dt`. */
export const joins = (token: LatexToken | undefined): boolean =>
  isProduct(token) || (token?.type === 'times' && token.text !== '/')

/** The places of the d and of the variable behind it. */
export function differentialAfter(
  tokens: readonly LatexToken[],
  from: number,
): { readonly sign: number; readonly variable: number } | undefined {
  for (let k = from; k < tokens.length; k++) {
    if (tokens[k]?.type !== 'name' || tokens[k]?.text !== 'd') continue
    const variable = isProduct(tokens[k + 1]) ? k + 2 : k + 1
    if (tokens[variable]?.type === 'name') return { sign: k, variable }
  }
  return undefined
}

/**
 * Differentials on their own become one name: dx, in `2x\,dx + dy`. A thin space before one tells them from products, of all in the text,
 * unless a d stands elsewhere, too; where dx is declared it needs none.
 */
export function joinDifferentials(tokens: LatexToken[], bound: ReadonlySet<string>): void {
  const places = [...tokens.keys()].filter(k => tokens[k]?.type === 'name' && tokens[k]?.text === 'd')
  const nameAt = (k: number): string => `d${tokens[k + 2]?.text}`
  const isWhole = (k: number): boolean => isDifferential(tokens, k) && tokens[k + 1]?.spaced !== true
  const begins = (k: number): boolean => k === 0 || tokens[k - 1]?.type === 'sign'
  const isSpaced = (k: number): boolean => isProduct(tokens[k - 1]) && tokens[k - 1]?.spaced === true
  const all = places.every(k => isWhole(k) && (isSpaced(k) || begins(k))) && places.some(isSpaced) && !bound.has('d')
  for (const k of places.reverse()) {
    if (!isWhole(k) || !(all || bound.has(nameAt(k)))) continue
    const [d, x] = [tokens[k] as LatexToken, tokens[k + 2] as LatexToken]
    tokens.splice(k, 3, { ...d, text: nameAt(k), length: x.offset + x.length - d.offset })
  }
}
