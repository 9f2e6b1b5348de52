/**
 * Names of symbols: `x_{12}` is x_12, `x_{i,j}` is x_i_j, `\theta` is theta, `\mathrm{learning\_rate}` is what it says.
 * Where the caller has a name that is written the same (x12 is written `x_{12}` too), that name is meant.
 */

import { isGreekName } from '../characters.js'
import type { Declared } from '../declared.js'
import { canonicalName } from '../lexer.js'
import type { LatexToken } from './token.js'

/** `w0`, `theta12`: names that are written like `w_0`, `theta_12`. */
const DIGITS_AT_END = /^([A-Za-z]+)([0-9]+)$/

/** The names of a caller by how they are written. Beside x_1, x1 is not written so: it is an upright word. */
export function writtenNames(declared: Declared): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const name of [...declared.bound, ...declared.functions]) {
    const written = writtenAs(name)
    if (written === name || !names.has(written)) names.set(written, name)
  }
  return names
}

function writtenAs(name: string): string {
  const [, letter = '', digits] = DIGITS_AT_END.exec(name) ?? []
  return digits !== undefined && (letter.length === 1 || isGreekName(letter)) ? `${letter}_${digits}` : name
}

/** Characters that text has in another form. */
const ESCAPES: readonly (readonly [RegExp, string])[] = [
  [/\\textbackslash\{\}/g, '\\'],
  [/\\textasciitilde\{\}/g, '~'],
  [/\\textasciicircum\{\}/g, '^'],
  [/\\([_{}#%&$ ])/g, '$1'],
  [/\\[,;!]/g, ''],
]

export const plainWord = (content: string): string =>
  ESCAPES.reduce((text, [written, plain]) => text.replace(written, plain), content).trim()

/** A word as a name, or undefined where it has characters that no name has. */
export const wordName = (content: string): string | undefined =>
  content === '' || /^\d/.test(content) ? undefined : canonicalName(content)

/** The part of a name that a subscript is, or undefined where it is no name: `12`, `max`, `i_j` for `i,j`. */
export function subscriptName(tokens: readonly LatexToken[]): string | undefined {
  const parts: string[] = ['']
  for (const { type, text, head } of tokens) {
    const last = parts.length - 1
    if (type === 'beside') continue
    if (type === 'separator' && text === ',') parts.push('')
    else if (type === 'number' ? !/^\d+$/.test(text) : type !== 'name' || head?.sub !== undefined) return undefined
    else if (isGreekName(text) && parts[last] !== '') parts.push(text)
    else parts[last] += text
  }
  return parts.includes('') ? undefined : parts.join('_')
}
