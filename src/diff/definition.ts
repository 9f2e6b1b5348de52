/**
 * Functions of the caller's own: a definition, or derivatives alone, in the notation of the rows of the table, where u, v, w, ... are the
 * arguments. A defined function is replaced by its definition as it is read; of any other the derivatives are put in as they appear. A
 * definition may use those before it and no other, so replacing comes to an end.
 */
import { ShapeError } from '../errors.js'
import { substitute } from '../evaluate/subs.js'
import { readFormal, type Slot } from '../expr/formal.js'
import { type Call, type Expr, sym } from '../expr/node.js'
import { freeSymbols, postorder, rewritten } from '../expr/walk.js'
import { ARGUMENTS } from '../functions/row.js'
import { row } from '../functions/table.js'
import { readDeclarations } from '../parse/declared-shapes.js'
import { canonicalName } from '../parse/lexer.js'
import { FunctionNames } from '../parse/names.js'
import { parse } from '../parse/parse.js'
import { type Rule, readRule } from '../rewrite/rule.js'
import { derivative } from './derivative.js'
import { resolve } from './resolve.js'

/** What is known of a function: `{ definition: 'u*sigmoid(2*u)' }`, or the same text alone, or `{ derivative: ['v', 'u'] }`. */
export type FunctionDefinition =
  | string
  | {
      /** Its value, in u, v, w, s, t, r for the arguments. */
      readonly definition?: string
      /** Other names for the arguments of the definition, all of them in order; any further name in it is one of the whole. */
      readonly arguments?: readonly string[]
      /** Its derivative by each argument, where it has no definition. */
      readonly derivative?: readonly string[]
    }

interface Definition {
  readonly value: Expr | undefined
  readonly derivatives: readonly Expr[]
  readonly parameters: readonly string[]
  readonly arity: number
}

export type Definitions = ReadonlyMap<string, Definition>

/** How functions of the caller's own are given: names of unknown ones, or what is known of each; definitions among the declarations. */
export interface OwnFunctions {
  readonly functions?: Iterable<string> | Readonly<Record<string, FunctionDefinition>>
  readonly let?: string
}

export const isNames = (given: OwnFunctions['functions']): given is Iterable<string> =>
  given !== undefined && Symbol.iterator in given

/** The names of functions that are declared, as the parser wants them. */
export const namesOf = (given: OwnFunctions['functions']): Iterable<string> =>
  isNames(given) ? given : Object.keys(given ?? {})

/** The same, and those of the declarations. */
const functionNames = ({ functions, let: declared }: OwnFunctions): readonly string[] => [
  ...namesOf(functions),
  ...(declared === undefined ? [] : readDeclarations(declared).functions),
]

/** Rules of the caller's own, which may be about such functions. */
export const rulesOf = (options: OwnFunctions & { readonly rules?: readonly string[] }): readonly Rule[] =>
  options.rules?.map(line => readRule(line, functionNames(options))) ?? []

const NO_DEFINITIONS: Definitions = new Map()

/** The functions of the caller's own, from the option and from the declarations. */
export function definitionsOf({ functions, let: declarations }: OwnFunctions): Definitions {
  const given = functions === undefined || isNames(functions) ? undefined : functions
  const defined = declarations === undefined ? [] : readDeclarations(declarations).defined
  if (defined.length === 0) return given === undefined ? NO_DEFINITIONS : readDefinitions(given)
  return readDefinitions({
    ...given,
    ...Object.fromEntries(defined.map(({ name, offset, ...facts }) => [name, facts])),
  })
}

/** The names in definitions that are no arguments. */
export const namesIn = (definitions: Definitions): ReadonlySet<string> =>
  new Set(
    [...definitions.values()].flatMap(({ value, derivatives, parameters }) => {
      const own = new Set(parameters)
      return [...freeSymbols(value === undefined ? derivatives : [value])].filter(name => !own.has(name))
    }),
  )

/** A function in an expression of which only derivatives are stated: it has no values that a certificate could go by. */
export function valueless(e: Expr, definitions: Definitions): string | undefined {
  if (definitions.size === 0) return undefined
  const names = postorder(e).flatMap(n => (n.kind === 'call' ? [readFormal(n.head).name] : []))
  return names.find(name => definitions.has(name) && definitions.get(name)?.value === undefined)
}

/** Reads definitions. Raises `ShapeError` for a name that is taken and for circles, `ParseError` for what cannot be read. */
export function readDefinitions(given: Readonly<Record<string, FunctionDefinition>>): Definitions {
  const known = new Map<string, Definition>()
  const names = new FunctionNames(Object.keys(given))
  // A definition holds those before it: what was looked at there is not looked at again.
  const [sound, arities] = [new Set<Expr>(), new Map<Expr, number>()]
  for (const [name, facts] of Object.entries(given)) {
    refuseName(name)
    if (typeof facts !== 'string') refuseArguments(name, facts.arguments ?? [])
    const stated: Exclude<FunctionDefinition, string> = typeof facts === 'string' ? { definition: facts } : facts
    const { definition, derivative: slopes, arguments: named } = stated
    const parameters = definition === undefined ? ARGUMENTS : (named ?? ARGUMENTS)
    const read = (text: string): Expr => expanded(resolve(parse(text, { bound: parameters, functions: names })), known)
    const value = definition === undefined ? undefined : read(definition)
    const derivatives = value === undefined ? (slopes ?? []).map(read) : []
    for (const e of [...derivatives, ...(value ? [value] : [])])
      refuseCircle(name, e, given, known, value !== undefined, sound)
    const arity = value === undefined ? derivatives.length : (named?.length ?? arityOf(value, arities))
    known.set(name, { value, derivatives, parameters, arity })
  }
  return known
}

const NAME = /^\p{L}[\p{L}\p{M}\p{N}_]*$/u

function refuseArguments(name: string, given: readonly string[]): void {
  const seen = new Set<string>()
  for (const [k, a] of given.entries()) {
    if (canonicalName(a) !== a || !NAME.test(a) || seen.has(a))
      throw new ShapeError(`"${a}" is no name for argument ${k + 1} of ${name}`, 'defined')
    seen.add(a)
  }
}

function refuseName(name: string): void {
  if (row(name)?.name === name) throw new ShapeError(`${name} is a function of the library already`, 'defined')
  if (!NAME.test(name)) throw new ShapeError(`"${name}" is no name for a function`, 'defined')
}

/**
 * A definition is in terms of those before it; a derivative may also be in terms of its own function, but not of its derivative. What is
 * `sound` in a value is so in all definitions after it.
 */
function refuseCircle(
  name: string,
  e: Expr,
  given: object,
  known: Definitions,
  isValue: boolean,
  sound: Set<Expr>,
): void {
  for (const node of postorder(e, c => !sound.has(c))) {
    if (node.kind !== 'call') continue
    const { name: other, slots } = readFormal(node.head)
    const open = Object.hasOwn(given, other) && known.get(other)?.value === undefined
    if (open && (slots.length > 0 || (isValue && !known.has(other))))
      throw new ShapeError(`${name} is stated in terms of ${node.head}, which is not known before it`, 'defined')
    if (isValue) sound.add(node)
  }
}

/** How many arguments a value takes, by the last that is in it; that of each part, too. */
function arityOf(value: Expr, arities: Map<Expr, number>): number {
  const of = (e: Expr): number => arities.get(e) ?? 0
  for (const e of postorder(value, c => !arities.has(c)))
    if (e.kind === 'sym') arities.set(e, (ARGUMENTS as readonly string[]).indexOf(e.name) + 1)
    else if (e.kind === 'call' && !arities.has(e))
      arities.set(
        e,
        e.args.reduce((most, a) => Math.max(most, of(a)), 0),
      )
  return Math.max(1, of(value))
}

/** The expression with defined functions replaced, and derivatives of the others put in. */
export function expanded(e: Expr, definitions: Definitions): Expr {
  if (definitions.size === 0) return e
  return rewritten(e, fresh => {
    return fresh.kind === 'call' && fresh.args.length > 0 ? replaced(fresh, definitions) : fresh
  })
}

function replaced(e: Call, definitions: Definitions): Expr {
  const { name, slots } = readFormal(e.head)
  const known = definitions.get(name)
  if (known === undefined) return e
  if (known.arity > 0 && e.args.length !== known.arity) {
    const count = `${known.arity} argument${known.arity === 1 ? '' : 's'}`
    throw new ShapeError(`${name} takes ${count}, not ${e.args.length}`, 'argument-count')
  }
  const template = templateOf(known, slots, definitions)
  if (template === undefined) return e
  const values = e.args.map((a, k) => [known.parameters[k] as string, a] as const)
  // What is put in for itself: definitions of one argument, each by the one before it.
  if (values.every(([name, a]) => a === sym(name))) return template
  return substitute(template, new Map(values))
}

/** The value, or its derivative by the slots; undefined where it is not known. */
function templateOf(known: Definition, slots: readonly Slot[], definitions: Definitions): Expr | undefined {
  const [first, ...others] = slots
  const start = known.value === undefined && first !== undefined ? known.derivatives[first.argument - 1] : known.value
  return (known.value === undefined ? others : slots).reduce<Expr | undefined>((e, { argument }) => {
    const by = known.parameters[argument - 1]
    return e && by !== undefined ? expanded(derivative(e, sym(by)), definitions) : undefined
  }, start)
}
