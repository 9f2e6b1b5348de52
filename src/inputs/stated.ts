/**
 * Functions that a text states before it uses them, `f(x) = x^2; f(t)^2`, are declarations: they are taken out of it and go with those of
 * `let`, and blanks in their place keep the places of the rest. What is nowhere used later, or uses a name that the text defines, stays.
 */
import { parametersOf } from '../calls/checked.js'
import { knownArity } from '../parse/names.js'
import { splitStatements } from '../parse/statements.js'
import type { Signature } from '../signatures/notation.js'
import type { Options } from './input.js'

const NAME = String.raw`\p{L}[\p{L}\p{N}_]*`
const HEAD = new RegExp(String.raw`^\s*(${NAME})\s*\(\s*${NAME}(?:\s*,\s*${NAME})*\s*\)\s*=(?!=)`, 'u')
const DEFINES = new RegExp(String.raw`^\s*(${NAME})\s*=(?!=)`, 'u')
/** A line that goes on with the one before, or is gone on with. */
const CONTINUES = /^\s*[-+*/^=,)<>]|[-+*/^=,(<>]\s*$/u

const uses = (text: string, name: string, call = ''): boolean =>
  new RegExp(String.raw`(?<![\p{L}\p{N}_])${name}(?![\p{L}\p{N}_])${call}`, 'u').test(text)

/** A text without the functions that it states, and these as declarations; undefined where it states none. */
export function withoutFunctions(text: string): { readonly text: string; readonly stated: string } | undefined {
  if (text.includes('\\') || !/[;\n]/.test(text) || !HEAD.test(text)) return undefined
  const statements = splitStatements(text)
  const defined = statements.flatMap(s => DEFINES.exec(s)?.[1] ?? [])
  const stated: string[] = []
  let rest = text
  let from = 0
  for (const [k, statement] of statements.slice(0, -1).entries()) {
    const [head = '', name] = HEAD.exec(statement) ?? []
    if (name === undefined) break
    const later = statements.slice(k + 1)
    const isUsed = later.some(s => uses(s.replace(HEAD, ''), name, String.raw`'*\s*\(`))
    const body = statement.slice(head.length)
    if (!isUsed || knownArity(name) !== undefined || CONTINUES.test(body)) return undefined
    if ([name, ...defined].some(other => uses(body, other)) || CONTINUES.test(later[0] ?? '')) return undefined
    from = rest.indexOf(statement, from)
    const end = from + statement.length
    rest = rest.slice(0, from).padEnd(end + 1) + rest.slice(end + 1)
    stated.push(statement.trim())
  }
  return stated.length === 0 ? undefined : { text: rest, stated: stated.join('; ') }
}

/** The arguments of a call, with the functions that its formula states in its options. */
export function withStated(signature: Signature, all: readonly unknown[]): readonly unknown[] {
  const [f, ...rest] = all
  const found = typeof f === 'string' ? withoutFunctions(f) : undefined
  if (found === undefined || parametersOf(signature).options?.includes('let') !== true) return all
  const options = rest.at(-1) as Options
  if (options.syntax !== undefined) return all
  return [found.text, ...rest.slice(0, -1), { ...options, let: [options.let ?? [], found.stated].flat().join('; ') }]
}
