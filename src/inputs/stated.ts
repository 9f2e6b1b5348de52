/**
 * Functions that a text states before it uses them, `f(x) = x^2; f(t)^2`, in LaTeX with `\\` between as well, are declarations: they are
 * taken out of it and go with those of `let`, and blanks in their place keep the places of the rest. What is nowhere used later, or uses a
 * name that the text defines, stays.
 */
import { parametersOf, plainName } from '../calls/checked.js'
import { ParseError } from '../errors.js'
import { readerOf } from '../parse/latex/recognise.js'
import { canonicalName } from '../parse/lexer.js'
import { knownArity } from '../parse/names.js'
import { parseProgram } from '../parse/parse.js'
import { splitAtCommas, splitStatements } from '../parse/statements.js'
import type { Signature } from '../signatures/notation.js'
import type { Options } from './input.js'

/** How a language writes statements: patterns of `f(x, y) =` and `a =`, what parts them, and whether a name stands in a text. */
interface Notation {
  readonly head: RegExp
  readonly defines: RegExp
  readonly statements: (text: string) => readonly string[]
  readonly uses: (text: string, name: string, call?: string) => boolean
  /** The formula of a function as text of the library; undefined where it has another meaning. */
  readonly formula: (body: string, functions: readonly string[]) => string | undefined
}

const patternsOf = (name: string, end: string) => ({
  head: new RegExp(
    String.raw`^\s*(${name})\s*(?:\\left\s*)?\(\s*(${name}(?:\s*,\s*${name})*)\s*(?:\\right\s*)?\)${end}`,
    'u',
  ),
  defines: new RegExp(String.raw`^\s*(${name})${end}`, 'u'),
})

const TEXT: Notation = {
  ...patternsOf(String.raw`\p{L}[\p{L}\p{N}_]*`, String.raw`\s*=(?!=)`),
  statements: splitStatements,
  uses: (text, name, call = '') =>
    new RegExp(String.raw`(?<![\p{L}\p{N}_])${name}(?![\p{L}\p{N}_])${call}`, 'u').test(text),
  formula: body => body.trim(),
}

const LATEX: Notation = {
  ...patternsOf(
    String.raw`(?:[A-Za-z]|\\[A-Za-z]+)(?:\s*_\s*(?:\\?[A-Za-z]+|\d|\{[^{}]{1,40}\}))?`,
    String.raw`\s*&?\s*:?=`,
  ),
  statements: splitLatex,
  uses(text, name, call = '') {
    const escaped = name.replace(/[\\{}]/g, '\\$&')
    return new RegExp(
      String.raw`(?<!\\[A-Za-z]{0,30})${escaped}${/[A-Za-z]$/.test(name) && name.includes('\\') ? '(?![A-Za-z])' : ''}${call}`,
    ).test(text)
  },
  formula(body, functions) {
    try {
      return String(parseProgram(body, { syntax: 'latex', functions }, { readerOf }).result)
    } catch (error) {
      if (error instanceof ParseError) return undefined
      throw error
    }
  },
}

/** Lines, and what semicolons part, outside of brackets and environments. */
function splitLatex(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (const { 0: sign, index } of text.matchAll(
    /\\(?:begin|end)(?![A-Za-z])|\\\\(?:\s*\[[^\]]*\])?|\\.|[;()[\]{}]/gsu,
  )) {
    if (sign === '\\begin' || '([{'.includes(sign)) depth++
    else if (sign === '\\end' || ')]}'.includes(sign)) depth--
    else if (depth === 0 && (sign === ';' || sign.startsWith('\\\\'))) {
      parts.push(text.slice(from, index))
      from = index + sign.length
    }
  }
  return [...parts, text.slice(from)].filter(part => part.trim() !== '')
}

/** A line that goes on with the one before, or is gone on with. */
const CONTINUES = /^\s*[-+*/^=,)<>&]|[-+*/^=,(<>]\s*$/u

/** A text without the functions that it states, and these as declarations; undefined where it states none. */
export function withoutFunctions(text: string): { readonly text: string; readonly stated: string } | undefined {
  const { head: HEAD, defines, statements: split, uses, formula } = text.includes('\\') ? LATEX : TEXT
  if (!/[;\n\\]/.test(text) || !HEAD.test(text)) return undefined
  const statements = split(text)
  const defined = statements.flatMap(s => defines.exec(s)?.[1] ?? [])
  const stated: string[] = []
  const names: string[] = []
  let rest = text
  let from = 0
  for (const [k, statement] of statements.slice(0, -1).entries()) {
    const [head = '', written, parameters = ''] = HEAD.exec(statement) ?? []
    if (written === undefined) break
    const later = statements.slice(k + 1)
    const isUsed = later.some(s => uses(s.replace(HEAD, ''), written, String.raw`'*\s*(?:\\left\s*)?\(`))
    const [name = '', ...args] = [written, ...splitAtCommas(parameters)].map(named)
    const body = statement.slice(head.length)
    // A formula whose arguments are told, beside definitions: `L(w) = (a - y)^2; a = w*x`.
    if (!isUsed && statements.every(s => s === statement || defines.test(s))) {
      const at = text.indexOf(statement) + head.indexOf('(')
      return { text: blanked(rest, at, text.indexOf(')', at) + 1), stated: stated.join('; ') }
    }
    if (!isUsed || knownArity(name) !== undefined || CONTINUES.test(body)) return undefined
    if ([written, ...defined].some(other => uses(body, other)) || CONTINUES.test(later[0] ?? '')) return undefined
    const value = formula(body, [...names, name])
    if (value === undefined) return undefined
    from = rest.indexOf(statement, from)
    const next = rest.indexOf(later[0] as string, from + statement.length)
    rest = blanked(rest, from, next)
    names.push(name)
    stated.push(`${name}(${args.join(', ')}) = ${value}`)
  }
  return stated.length === 0 ? undefined : { text: rest, stated: stated.join('; ') }
}

const blanked = (text: string, from: number, to: number): string => text.slice(0, from).padEnd(to) + text.slice(to)

const named = (written: string): string => {
  const name = plainName(written.trim())
  return canonicalName(name) ?? name
}

/** The arguments of a call, with the functions that its formula states in its options. */
export function withStated(signature: Signature, all: readonly unknown[]): readonly unknown[] {
  const [f, ...rest] = all
  const found = typeof f === 'string' ? withoutFunctions(f) : undefined
  if (found === undefined || parametersOf(signature).options?.includes('let') !== true) return all
  const options = rest.at(-1) as Options
  if (options.syntax !== undefined && options.syntax !== 'latex') return all
  return [found.text, ...rest.slice(0, -1), { ...options, let: [options.let ?? [], found.stated].flat().join('; ') }]
}
