/**
 * Functions that a text states and uses, `f(x) = x^2; f(t)^2`, are declarations: they are taken out of it and go with those of `let`, and
 * blanks in their place keep the places of the rest. What is nowhere used, or uses a name that the text defines, stays.
 */
import { parametersOf } from '../calls/checked.js'
import { readerOf } from '../parse/latex/recognise.js'
import { statementsOfLatex } from '../parse/latex/stated.js'
import { knownArity } from '../parse/names.js'
import { parse } from '../parse/parse.js'
import { placedError, problemAt } from '../parse/problem.js'
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
  const functions = inOrder(statements.filter(s => isFunction(s) && statements.some(o => o !== s && uses(o, s))))
  const others = statements.filter(s => !functions?.includes(s))
  const defined = statements.filter(s => s.stated && !s.stated.args)
  if (functions === undefined || others.length === 0) return undefined
  if (functions.some(f => defined.some(d => !f.stated?.args?.includes(d.stated?.name ?? '') && mentions(f, d))))
    return undefined
  if (!isLatex) for (const f of functions) requireArguments(f, text)
  let rest = text
  for (const { from, to } of functions) {
    const k = statements.findIndex(s => s.from === from)
    const next = statements[k + 1]
    // With what parts it from the next one, or from the one before.
    rest = next ? blanked(rest, from, next.from) : blanked(rest, statements[k - 1]?.to ?? from, to)
  }
  const open = others.filter(isFunction)
  if (open.length > 1) return undefined
  // A formula whose arguments are told, beside definitions: `L(w) = (a - y)^2; a = w*x`.
  const [formula] = open
  if (formula?.stated && formula !== others.at(-1)) {
    if (others.some(s => s !== formula && s.stated === undefined)) return undefined
    rest = blanked(rest, ...formula.stated.bracket)
  }
  if (rest === text) return undefined
  const names: string[] = []
  const stated = functions.map(f => {
    const [declaration, name] = isLatex ? fromLatex(f, names) : [text.slice(f.from, f.to), f.stated?.name ?? '']
    names.push(name)
    return declaration
  })
  return { text: rest, stated: stated.join('; '), syntax: isLatex ? 'latex' : undefined }
}

/** A function that is none of the table. */
const isFunction = ({ stated }: Statement): boolean =>
  stated?.args !== undefined && knownArity(stated.name) === undefined

/** `f(x) = ax^2`: a function that has none of its arguments, and letters in a row with one of them. */
function requireArguments({ stated, names, calls, from }: Statement, text: string): void {
  const args = stated?.args ?? []
  if (args.some(x => names.has(x))) return
  const glued = [...names].find(n => !calls.has(n) && /^[A-Za-z]{2,4}$/.test(n) && args.some(x => n.includes(x)))
  if (glued === undefined) return
  const place = { offset: text.indexOf(glued, stated?.bracket[1] ?? from), text: glued }
  const hint = `write ${[...glued].join('*')} for a product`
  throw placedError(text, problemAt(place, 'unexpected-name', `${glued} is read as one name`, hint))
}

const uses = (by: Statement, { stated }: Statement): boolean => stated !== undefined && by.calls.has(stated.name)
const mentions = (by: Statement, { stated }: Statement): boolean => stated !== undefined && by.names.has(stated.name)

/** Functions after those that they use; undefined where there is a circle. */
function inOrder(functions: readonly Statement[]): readonly Statement[] | undefined {
  const ordered: Statement[] = []
  const left = new Set(functions)
  while (left.size > 0) {
    const next = [...left].find(f => ![...left].some(g => uses(f, g)))
    if (next === undefined) return undefined
    left.delete(next)
    ordered.push(next)
  }
  return ordered
}

const blanked = (text: string, from: number, to: number): string => text.slice(0, from).padEnd(to) + text.slice(to)

/** A declaration of what LaTeX states, and its name. */
function fromLatex({ value, stated }: Statement, functions: readonly string[]): readonly [text: string, name: string] {
  const read = (text: string, bound: readonly string[] = []): string =>
    String(parse(text, { syntax: 'latex', bound, functions }, { readerOf }))
  const [name, ...parameters] = [stated?.written ?? '', ...(stated?.args ?? [])].map(part => read(part))
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
