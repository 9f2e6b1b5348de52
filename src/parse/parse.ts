/**
 * Text to expressions: reader and grammar (syntax), then build (meaning). Every function of the library that takes
 * text comes through here, so that all understand the same language and fail with the same errors.
 */

import { BudgetError, FluxionError, ShapeError } from '../errors.js'
import { componentsOfText } from '../expr/binders.js'
import { call } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import type { ReadFormat } from '../signatures/options.js'
import { spend, type WorkLimits } from '../work.js'
import { advice } from './advice.js'
import { build } from './build.js'
import { requireNumbers } from './conditions.js'
import { type Declaration, type Declarations, splitDeclarations } from './declarations.js'
import { type Declared, Names } from './declared.js'
import { definitionIn, definitionWarnings, namesIn, type Stated } from './definition.js'
import { DigitBudget } from './literal.js'
import type { Indexed, Meaning } from './meaning.js'
import { FunctionNames, isOfTable } from './names.js'
import type { Problem } from './problem.js'
import { type ReadLimits, read } from './reader.js'
import { type Definition, elements, type Program, type Syntax } from './syntax.js'

export type { Declaration } from './declarations.js'

/** Limits on what is parsed; each has a default that a person never meets. */
export interface ParseLimits {
  /** Characters of the text: 2,000,000. */
  readonly length?: number
  /** Digits of a number, and its largest exponent: 100,000. */
  readonly digits?: number
  /** Brackets open at once: 1,000,000. */
  readonly depth?: number
}

export interface ParseOptions {
  /** Names that are plain symbols here, whatever the table of functions says: `['e', 'i']`. */
  readonly bound?: Iterable<string>
  /** Names that are differentiated by or given values: plain symbols too. A text in which one of them is a function is refused. */
  readonly asked?: Iterable<string>
  /** Names of unknown functions: `foo(x)` is an error unless `foo` is among them. */
  readonly functions?: Iterable<string>
  /** Declarations and definitions: `x:positive; foo:function; q = x + y`. */
  readonly let?: string
  /**
   * `'latex'`: the text is LaTeX. One with commands is read so anyway, unless it names a function without a backslash. Other formats are read
   * by their reader, `readers.wolfram`; `parse`, `program` and `reading` know them by name as well, `'wolfram'`.
   */
  readonly syntax?: 'latex' | ReadFormat | Reader
  /** In LaTeX, how symbols are written: `{ lr: '\\eta' }`, as in the options of `latex`. */
  readonly names?: Readonly<Record<string, string>>
  readonly limits?: ParseLimits & WorkLimits
  /** Looked at every few thousand steps. A timer cannot fire while a call runs: for that there is `limits: { milliseconds }`. */
  readonly signal?: AbortSignal
}

/** The same, where what is not given may be there without a value. */
type Given = { readonly [K in keyof ParseOptions]: ParseOptions[K] | undefined }

/** Reads a text into syntax. */
export type Reader = (
  text: string,
  declared: Declared,
  limits: ReadLimits,
  names?: Readonly<Record<string, string>>,
) => { readonly program: Program; readonly warnings?: readonly Problem[] }

/** What else of the language is known: the core has scalars in text alone. */
export interface Language {
  /** The reader of a text that is not of this language, such as LaTeX; undefined for one that is. */
  readonly readerOf?: (text: string, syntax: Exclude<ParseOptions['syntax'], Reader>) => Reader | undefined
  /** Puts definitions in the order of their use. */
  readonly inOrder?: (program: Program) => Program
  /** The definitions that are for each index of the sums in a text, if there are any, and the others. */
  readonly indexed?: (
    definitions: readonly Definition[],
    result: Syntax | undefined,
  ) => { readonly indexed: Indexed; readonly others: readonly Definition[] } | undefined
  /** What a statement is as it was written, after the definitions before it. */
  readonly written?: (definitions: readonly Definition[], statement: Syntax, meaning: Meaning) => Expr
  /** The functions of vectors and matrices with the fewest and the most arguments; for advice where no shapes are declared. */
  readonly matrices?: Declared['matrices']
  /** The functions that only the whole library has, where this is a part of it. */
  readonly elsewhere?: ReadonlySet<string>
  /** Takes declarations with shapes apart, which are refused otherwise: they are passed over, because the text has none of their names. */
  readonly declarations?: (text: string) => Declarations
}

const LIMITS = { length: 2_000_000, digits: 100_000, depth: 1_000_000 }

/** A named intermediate result. */
export interface Binding {
  readonly name: string
  /** Earlier names are replaced by their values; the same object wherever the name is used. */
  readonly value: Expr
  /** The value as it was written. */
  readonly source?: (() => Expr) | undefined
}

/** A text with its intermediate results. */
export interface ParsedProgram {
  readonly bindings: readonly Binding[]
  readonly declarations: readonly Declaration[]
  /** The last expression, or the value of the last definition. */
  readonly result: Expr
  /** The same as it was written (see expr/written.ts), with the values of names put in. */
  readonly source?: (() => Expr) | undefined
  /** Where the last expression states what a function is, `f(x) = x^2`, `y = x^2`, `x -> x^2`: that function. */
  readonly definition?: FunctionText | undefined
  /** What some would read differently. */
  readonly warnings: readonly Problem[]
}

/** A function as a text states it. */
export interface FunctionText {
  readonly parameters: readonly string[]
  readonly value: Expr
  /** The value as it was written. */
  readonly source?: (() => Expr) | undefined
}

/** A text as syntax, with what was known of its names when it was read. */
export interface SyntaxText {
  readonly program: Program
  readonly warnings: readonly Problem[]
  readonly declarations: readonly Declaration[]
  /** The definitions of the declarations. */
  readonly given: readonly Definition[]
  /** The indices that a header names, `[k;i,j]`, and how many of them stand before its semicolon. */
  readonly header?: { readonly names: readonly string[]; readonly outputs: number } | undefined
  readonly bound: ReadonlySet<string>
  readonly functions: ReadonlySet<string>
  /** Where shapes are declared: the functions of vectors and matrices. */
  readonly shaped?: Declared['shaped']
  readonly asked: ReadonlySet<string>
}

/**
 * The expression that a text means, in canonical form: `parse('2x + x')` is 3*x. Definitions are replaced by their
 * values. Raises `ParseError` with the offset of the first thing that is wrong, `BudgetError` beyond a limit.
 */
export function parse(text: string, options: ParseOptions = {}, language: Language = {}): Expr {
  return parseProgram(text, options, language).result
}

/** Whether a name stands in LaTeX, where letters are written side by side. */
const isWritten = (name: string, text: string): boolean => text.replaceAll('\\_', '_').includes(name)

/** A text as syntax; `own` is what its last statement defines. Raises `ParseError`, `ShapeError`, `BudgetError`. */
export function readSyntax(
  wrapped: string,
  options: Given = {},
  language: Language = {},
): SyntaxText & { readonly own: Stated | undefined } {
  const text = advice()?.unwrapped(wrapped) ?? wrapped
  if (options.signal?.aborted) throw new BudgetError('signal', 'the parse was aborted')
  const limits = options.limits === undefined ? LIMITS : { ...LIMITS, ...options.limits }
  const bound = new Names(options.bound)
  const given = options.functions instanceof FunctionNames ? options.functions : new FunctionNames(options.functions)
  const named = new Names(given.all)
  const { elsewhere, matrices } = language
  const isOwn = (name: string): boolean => elsewhere?.has(name) !== true
  const functions = new Names(elsewhere === undefined ? given.unknown : [...given.unknown].filter(isOwn))
  const stated: string[] = []
  const names = [...(options.asked ?? [])]
  // Each of many texts is read among all the names.
  spend((bound.all.size + names.length) >> 1)
  const asked: ReadonlySet<string> = new Set(names)
  let declarations: readonly Declaration[] = []
  let definitions: readonly Definition[] = []
  if (options.let !== undefined) {
    if (options.let.length > limits.length)
      throw new BudgetError('length', `the declarations are longer than ${limits.length} characters`)
    const split = (language.declarations ?? splitDeclarations)(options.let)
    declarations = split.declared
    for (const { name } of declarations) bound.add(name)
    for (const name of split.functions.filter(isOwn)) {
      stated.push(name)
      named.add(name)
      functions.add(name)
    }
    if (split.definitions !== '') {
      const { program } = read(
        split.definitions,
        { bound: bound.all, functions: functions.all, asked, elsewhere, matrices },
        limits,
        options.let,
      )
      definitions = elements(program.definitions)
    }
  }
  const known = definitions.length === 0 ? bound.all : new Set([...bound.all, ...definitions.map(d => d.name)])
  const { syntax } = options
  if (typeof syntax === 'string' && language.readerOf === undefined)
    throw new FluxionError('no-reader', `${syntax} is not read here`)
  const reader = typeof syntax === 'function' ? syntax : language.readerOf?.(text, syntax)
  const isText = reader === undefined
  const declared = isText
    ? { bound: known, functions: functions.all, asked, elsewhere, matrices }
    : { bound: new Set([...known, ...asked]), functions: named.all, unknown: functions.all, matrices }
  // Another function than that of the table is called by its name: `sigmoid` that is written nowhere tells what the letter sigma is.
  if (!isText) for (const name of stated) if (isOfTable(name) && !isWritten(name, text)) functions.delete(name)
  const found = reader?.(text, declared, limits, options.names) ?? read(text, declared, limits)
  const program = language.inOrder?.(found.program) ?? found.program
  for (const parameter of program.header?.parameters ?? []) bound.add(parameter)
  if (program.header?.name !== undefined) functions.add(program.header.name)
  requireNumbers(text, program, definitions)
  const own = definitionIn(program, asked, functions.all)
  const warnings = [
    ...(found.warnings ?? []),
    ...(own ? definitionWarnings(own, asked) : []),
    ...(isText ? [] : differentialWarnings(program, asked)),
  ]
  const meant = { bound: bound.all, functions: functions.all, asked }
  return { program, warnings, declarations, given: definitions, own, ...meant }
}

/** `x^2\\,dx` of LaTeX is a differential: perhaps only the sign of an integral was lost. In text such a name is warned of where it stands. */
function differentialWarnings({ result }: Program, asked: ReadonlySet<string>): readonly Problem[] {
  const differentials = [...asked].map(name => `d${name}`).filter(name => !asked.has(name))
  const found =
    result && differentials.length > 0 ? namesIn(result).find(name => differentials.includes(name)) : undefined
  if (found === undefined) return []
  const hint = 'leave out the differential of an integral'
  return [{ code: 'one-name', offset: 0, length: 0, message: `${found} is read as one name`, hint }]
}

/** Like `parse`, but keeps the intermediate results: `q = x + y; f = q*z` has the bindings q and f. */
export function parseProgram(text: string, options: Given = {}, language: Language = {}): ParsedProgram {
  const { program, warnings, declarations, given, own, bound, functions, asked } = readSyntax(text, options, language)
  const digits = options.limits?.digits ?? LIMITS.digits
  const length = text.length + (options.let?.length ?? 0)
  const budget = (): DigitBudget => new DigitBudget(digits, length)
  const values = new Map<string, Expr>()
  const bindings: Binding[] = []
  const components = componentsOfText()
  const stated = [...given, ...elements(program.definitions)]
  const apart = language.indexed?.(stated, program.result)
  const definitions = apart?.others ?? stated
  const meaning: Meaning = {
    values,
    components,
    indexed: apart?.indexed,
    declared: bound,
    bound: asked.size === 0 ? bound : bound.size === 0 ? asked : new Set([...bound, ...asked]),
    functions,
    budget: budget(),
  }
  const { written } = language
  // An intermediate result that is asked for is a variable, not what it stands for.
  const source = (count: number, s: Syntax | undefined): (() => Expr) | undefined =>
    written &&
    s &&
    (() =>
      written(
        definitions.slice(0, count).filter(d => !asked.has(d.name)),
        s,
        { ...meaning, budget: budget() },
      ))
  const first = new Map<string, number>()
  for (let k = definitions.length; k-- > 0; ) first.set((definitions[k] as Definition).name, k)
  for (const [k, definition] of definitions.entries()) {
    const value = build(definition.value, meaning)
    refuseLater(definition, value, name => (first.get(name) ?? -1) >= k && !values.has(name) && !asked.has(name))
    if (!asked.has(definition.name)) values.set(definition.name, value)
    bindings.push({ name: definition.name, value, source: source(k, definition.value) })
  }
  const named = definitions.length === 0 ? asked : [...asked, ...definitions.map(d => d.name)]
  const make = (s: Syntax): Expr => build(s, meaning)
  const value = own === undefined ? resultOf(program, bindings, make) : make(own.value)
  const result = own?.left === undefined ? value : call('eq', [make(own.left), value])
  components?.refuse(result, named, bound)
  const last = source(definitions.length, own?.value ?? program.result ?? definitions.at(-1)?.value)
  const definition = own && { parameters: own.parameters, value, source: last }
  return { bindings, declarations, result, source: own?.left === undefined ? last : undefined, definition, warnings }
}

/** Refuses a definition by a name that gets its value only there or later: `q = q + 1`, `a = b; b = 2`. */
function refuseLater(definition: Definition, value: Expr, isLater: (name: string) => boolean): void {
  const name = namesIn(definition.value).find(isLater)
  // What is bound in a sum is another thing of that name.
  if (name === undefined || !freeSymbols(value).has(name)) return
  const own = definition.name
  throw new ShapeError(
    own === name
      ? `${name} is defined by itself; give the new value a name of its own, such as ${name}_1`
      : `${own} is defined by ${name}, which gets its value only later; put the definition of ${name} first`,
    'definition-order',
  )
}

function resultOf(program: Program, bindings: readonly Binding[], make: (syntax: Syntax) => Expr): Expr {
  const last = bindings.at(-1)
  if (program.result !== undefined) return make(program.result)
  if (last === undefined) throw new Error('a program without statements')
  return last.value
}
