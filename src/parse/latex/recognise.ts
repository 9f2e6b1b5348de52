/** Which texts are LaTeX, by what their caller says or by their commands, and which reader a text has that is not of this language. */
import { FluxionError } from '../../errors.js'
import type { Declared } from '../declared.js'
import { knownArity } from '../names.js'
import type { ParseOptions, Reader } from '../parse.js'
import { readLatex } from './read.js'

/** Whether a text has what no other language has: dollars around the whole, a comma in braces, or exponents in braces, where no words are that may be names. */
const isMarked = (text: string): boolean =>
  (text.includes('$') && /^\s*(\$\$?)[^$]+\1\s*$/u.test(text)) ||
  (text.includes('{') &&
    (/\d\{,\}\d/u.test(text) || (/\^\s*\{/u.test(text) && !/[A-Za-z]{2}/u.test(text.replace(/_\{\w*\}/gu, '')))))

/**
 * Whether a text is meant as LaTeX without being called so: it has commands, is more than one, or has its marks, and names no function
 * without a backslash. A lone \theta is a name typed the TeX way, and sin\theta is neither language.
 */
function isLatex(text: string): boolean {
  if (!isMarked(text) && (!text.includes('\\') || /^\s*\\[A-Za-z]+\s*$/.test(text))) return false
  return !namesFunction(text)
}

/** Whether a text names a function without a backslash. */
function namesFunction(text: string, matrices?: Declared['shaped']): boolean {
  // What a command is given, and a subscript, are words of their own: \mathrm{det}, V_{max}.
  const outside = text.replace(/(?:\\[A-Za-z]+\*?(?:\s*\{[A-Za-z *]*\})?|_\s*\{[^{}]*\})/g, ' ')
  const words = outside.match(/[A-Za-z]{2,}/g) ?? []
  const isFunction = (word: string): boolean => knownArity(word) !== undefined || matrices?.has(word) === true
  return words.some(word => (word.length > 2 || word === 'ln') && isFunction(word))
}

/**
 * The same where shapes are declared: a backslash before a name may be a division, `A\b`, so that a command must be one that LaTeX has,
 * and is not what somebody declared. `isName` tells what is; `matrices` are the functions of vectors and matrices.
 */
export function isLatexOfShapes(
  text: string,
  syntax: ParseOptions['syntax'],
  isName: (name: string) => boolean,
  matrices: Declared['shaped'],
): boolean {
  if (syntax !== undefined) return syntax === 'latex'
  if (namesFunction(text, matrices)) return false
  // An exponent in braces is nothing in the other language.
  if (/\^\s*\{/.test(text)) return true
  // So we write an identity; a name is written so in the other language, where products have an asterisk.
  if (/(?<![\p{L}\p{N}_\\])I_\{/u.test(text) && !/[*']/.test(text) && !isName('I')) return true
  if (!isLatex(text)) return false
  const commands = [...text.matchAll(/\\(?:([A-Za-z]{2,})|[|,;:!{}])/g)].map(([, name]) => name)
  return commands.some(name => name === undefined || !isName(name))
}

/** The reader of a text; undefined for one of this language. Only LaTeX has backslashes where no shapes are declared. */
export function readerOf(text: string, syntax: Exclude<ParseOptions['syntax'], Reader>): Reader | undefined {
  if (syntax !== undefined && syntax !== 'latex')
    throw new FluxionError(
      'no-reader',
      `${syntax} is not read here by its name: read it with parse(text, { syntax: '${syntax}' }), or give syntax its reader, which is readers${/^\w+$/.test(syntax) ? `.${syntax}` : `['${syntax}']`}`,
    )
  return syntax === 'latex' || isLatex(text) ? readLatex : undefined
}
