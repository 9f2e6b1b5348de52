/**
 * Functions that a text states before it uses them, `f(x) = x^2; f(t)^2`, are declarations: they are taken out of it and go with those of
 * `let`, and blanks in their place keep the places of the rest. What is nowhere used later, or uses a name that the text defines, stays.
 */
import { parametersOf } from '../calls/checked.js'
import { readerOf } from '../parse/latex/recognise.js'
import { statementsOfLatex } from '../parse/latex/stated.js'
import { knownArity } from '../parse/names.js'
import { parse } from '../parse/parse.js'
import { type Statement, statementsOf } from '../parse/stated.js'
import type { Signature } from '../signatures/notation.js'
import type { Options } from './input.js'

/** A text without the functions that it states, and these as declarations; undefined where it states none. */
export function withoutFunctions(
  text: string,
  syntax: Options['syntax'],
): { readonly text: string; readonly stated: string; readonly syntax: Options['syntax'] } | undefined {
  if ((syntax !== undefined && syntax !== 'latex') || !/[;\n\\,]/.test(text) || !/\([^()=]*\)[\s&:]*=/.test(text))
    return undefined
  const isLatex = readerOf(text, syntax) !== undefined
  const statements = isLatex ? statementsOfLatex(text) : statementsOf(text)
  const defined = statements.flatMap(({ stated }) => (stated && !stated.args ? [stated.name] : []))
  const found: string[] = []
  const names: string[] = []
  let rest = text
  for (const [k, statement] of statements.slice(0, -1).entries()) {
    const { from, next, stated, calls } = statement
    if (stated?.args === undefined || knownArity(stated.name) !== undefined) break
    if (!statements.slice(k + 1).some(later => later.calls.has(stated.name))) {
      // A formula whose arguments are told, beside definitions: `L(w) = (a - y)^2; a = w*x`.
      if (!statements.every(s => s === statement || (s.stated && s.stated.args === undefined))) return undefined
      rest = blanked(rest, ...stated.bracket)
      break
    }
    if ([stated.name, ...defined].some(name => statement.names.has(name) || calls.has(name))) return undefined
    const [declaration, name] = isLatex ? fromLatex(statement, stated, names) : [text.slice(from, next), stated.name]
    found.push(declaration.trim().replace(/;$/, ''))
    names.push(name)
    rest = blanked(rest, from, next)
  }
  return rest === text ? undefined : { text: rest, stated: found.join('; '), syntax: isLatex ? 'latex' : undefined }
}

const blanked = (text: string, from: number, to: number): string => text.slice(0, from).padEnd(to) + text.slice(to)

/** A declaration of what LaTeX states, and its name. */
function fromLatex(
  { value }: Statement,
  { written, args = [] }: NonNullable<Statement['stated']>,
  functions: readonly string[],
): readonly [declaration: string, name: string] {
  const read = (text: string, bound: readonly string[] = []): string =>
    String(parse(text, { syntax: 'latex', bound, functions }, { readerOf }))
  const [name, ...parameters] = [written, ...args].map(text => read(text))
  return [`${name}(${parameters.join(', ')}) = ${read(value, parameters)}`, name as string]
}

/** The arguments of a call, with the functions that its formula states in its options. */
export function withStated(signature: Signature, all: readonly unknown[]): readonly unknown[] {
  const [f, ...rest] = all
  if (typeof f !== 'string' || parametersOf(signature).options?.includes('let') !== true) return all
  const options = rest.at(-1) as Options
  const found = withoutFunctions(f, options.syntax)
  if (found === undefined) return all
  const declared = [options.let ?? [], found.stated].flat().join('; ')
  return [found.text, ...rest.slice(0, -1), { ...options, let: declared, syntax: found.syntax }]
}
