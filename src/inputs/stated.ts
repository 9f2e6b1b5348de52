/**
 * Functions that a text states and uses, `f(x) = x^2; f(t)^2`, are declarations: they are taken out of it and go with those of `let`, and
 * blanks in their place keep the places of the rest. What is nowhere used, or uses a name that the text defines, stays.
 */
import { parametersOf } from '../calls/checked.js'
import { gather, memo } from '../memo.js'
import { readerOf } from '../parse/latex/recognise.js'
import { statementsOfLatex } from '../parse/latex/stated.js'
import { knownArity } from '../parse/names.js'
import { parse } from '../parse/parse.js'
import { placedError, problemAt } from '../parse/problem.js'
import { type Statement, statementsOf } from '../parse/stated.js'
import type { Signature } from '../signatures/notation.js'
import type { Options } from './input.js'

/** A text without the functions that it states, and the options that have these among the declarations; undefined where it states none. */
export function withoutFunctions(
  text: string,
  { let: given, syntax }: Options,
): { readonly text: string; readonly options: Pick<Options, 'let' | 'syntax'> } | undefined {
  if ((syntax !== undefined && syntax !== 'latex') || !/[;\n\\,]/.test(text) || !/\([^()=]*\)[\s&:]*=/.test(text))
    return undefined
  const isLatex = readerOf(text, syntax) !== undefined
  const statements = isLatex ? statementsOfLatex(text) : statementsOf(text)
  const callers = new Map<string, Set<Statement>>()
  for (const s of statements) for (const name of s.calls) memo(callers, name, () => new Set<Statement>()).add(s)
  const isUsed = (s: Statement): boolean => {
    const by = callers.get(s.stated?.name ?? '')
    return by !== undefined && by.size > (by.has(s) ? 1 : 0)
  }
  const functions = inOrder(statements.filter(s => isFunction(s) && isUsed(s)))
  if (functions === undefined) return undefined
  const taken = new Set(functions)
  const others = statements.filter(s => !taken.has(s))
  const defined = new Set(statements.flatMap(({ stated }) => (stated && !stated.args ? [stated.name] : [])))
  if (others.length === 0) return undefined
  if (functions.some(f => [...f.names].some(name => defined.has(name) && !f.stated?.args?.includes(name))))
    return undefined
  if (!isLatex) for (const f of functions) requireArguments(f, text)
  const ranges = statements.flatMap((s, k) => {
    if (!taken.has(s)) return []
    const next = statements[k + 1]
    // With what parts it from the next one, or from the one before.
    return [next ? ([s.from, next.from] as const) : ([statements[k - 1]?.to ?? s.from, s.to] as const)]
  })
  const open = others.filter(isFunction)
  if (open.length > 1) return undefined
  // A formula whose arguments are told, beside definitions: `L(w) = (a - y)^2; a = w*x`.
  const [formula] = open
  if (formula?.stated && formula !== others.at(-1)) {
    if (others.some(s => s !== formula && s.stated === undefined)) return undefined
    ranges.push(formula.stated.bracket)
  }
  if (ranges.length === 0) return undefined
  const names = new Map<string, string>()
  const stated = functions.map(f => {
    const used = [...f.calls].flatMap(name => names.get(name) ?? [])
    const [declaration, name] = isLatex ? fromLatex(f, used) : [text.slice(f.from, f.to), f.stated?.name ?? '']
    names.set(f.stated?.name ?? '', name)
    return declaration
  })
  const declared = [given ?? [], ...stated].flat().join('; ')
  return { text: blanked(text, ranges), options: { let: declared, ...(isLatex && { syntax: 'latex' }) } }
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

/** Functions after those that they use; undefined where there is a circle. */
function inOrder(functions: readonly Statement[]): readonly Statement[] | undefined {
  const byName = new Map(functions.map(f => [f.stated?.name ?? '', f]))
  const missing = new Map<Statement, number>()
  const users = new Map<Statement, Statement[]>()
  for (const f of functions) {
    const used = [...f.calls].flatMap(name => byName.get(name) ?? [])
    missing.set(f, used.length)
    for (const g of used) gather(users, g, f)
  }
  const ordered = functions.filter(f => missing.get(f) === 0)
  for (let k = 0; k < ordered.length; k++)
    for (const f of users.get(ordered[k] as Statement) ?? []) {
      const left = (missing.get(f) as number) - 1
      missing.set(f, left)
      if (left === 0) ordered.push(f)
    }
  return ordered.length === functions.length ? ordered : undefined
}

/** A text with blanks in some places. */
function blanked(text: string, ranges: readonly (readonly [from: number, to: number])[]): string {
  const parts: string[] = []
  let end = 0
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    parts.push(text.slice(end, from), ' '.repeat(Math.max(0, to - Math.max(from, end))))
    end = Math.max(end, to)
  }
  return parts.join('') + text.slice(end)
}

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
  const found = withoutFunctions(f, options)
  return found === undefined ? all : [found.text, ...rest.slice(0, -1), { ...options, ...found.options }]
}
