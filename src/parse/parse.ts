/**
 * Text to expressions: reader and grammar (syntax), then build (meaning). Every function of the library that takes
 * text comes through here, so that all understand the same language and fail with the same errors.
 */
import { BudgetError, FluxionError, ShapeError } from '../errors.js'
import type { Expr } from '../expr/node.js'
import { build, type Meaning, writtenConstructors } from './build.js'
import { type Declaration, readDeclarations } from './declarations.js'
import { DigitBudget } from './literal.js'
import { type Declared, knownArity } from './names.js'
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
  /** Names of unknown functions: `foo(x)` is an error unless `foo` is among them. */
  readonly functions?: Iterable<string>
  /** Declarations and definitions: `x:positive; foo:function; q = x + y`. */
  readonly let?: string
  /** `'latex'`: the text is LaTeX. One with commands is read so anyway, unless it names a function without a backslash. In a bundle pass `readLatex` itself, or use `parseLatex`. */
  readonly syntax?: 'latex' | Reader
  /** In LaTeX, how symbols are written: `{ lr: '\\eta' }`, as in the options of `latex`. */
  readonly names?: Readonly<Record<string, string>>
  readonly limits?: ParseLimits
  /** Checked before the work begins: nothing can abort it while it runs. */
  readonly signal?: AbortSignal
}

/** Reads a text into syntax. */
export type Reader = (
  text: string,
  declared: Declared,
  limits: ReadLimits,
  names?: Readonly<Record<string, string>>,
) => { readonly program: Program }

let latexReader: Reader | undefined

/** What reads LaTeX lies in a file of its own and registers itself when it is loaded: a bundle without LaTeX input has none of it. */
export function registerLatex(reader: Reader): void {
  latexReader = reader
}

/**
 * Whether a text is meant as LaTeX without being called so: it has commands, is more than one, and names no function without a
 * backslash. A lone \theta is a name typed the TeX way, and sin\theta is neither language.
 */
function isLatex(text: string): boolean {
  if (!text.includes('\\') || /^\s*\\[A-Za-z]+\s*$/.test(text)) return false
  const outside = text.replace(/\\[A-Za-z]+\*?(?:\s*\{[A-Za-z *]*\})?/g, ' ')
  const words = outside.match(/[A-Za-z]{2,}/g) ?? []
  return !words.some(word => (word.length > 2 || word === 'ln') && knownArity(word) !== undefined)
}

/** The reader of a text: only LaTeX has backslashes where no shapes are declared. */
function readerOf(text: string, syntax: ParseOptions['syntax']): Reader {
  if (typeof syntax === 'function') return syntax
  const reader = syntax === 'latex' || isLatex(text) ? latexReader : undefined
  if (reader === undefined && syntax === 'latex') throw new FluxionError('no-latex', 'use parseLatex to read LaTeX')
  return reader ?? ((source, declared, limits) => read(source, declared, limits))
}

/** A named intermediate result. */
export interface Binding {
  readonly name: string
  /** Earlier names are replaced by their values; the same object wherever the name is used. */
  readonly value: Expr
}

/** A text with its intermediate results. */
export interface ParsedProgram {
  readonly bindings: readonly Binding[]
  readonly declarations: readonly Declaration[]
  /** The last expression, or the value of the last definition. */
  readonly result: Expr
  /** The same as it was written (see expr/written.ts), with the values of names put in. */
  readonly source?: () => Expr
}

/**
 * The expression that a text means, in canonical form: `parse('2x + x')` is 3*x. Definitions are replaced by their
 * values. Raises `ParseError` with the offset of the first thing that is wrong, `BudgetError` beyond a limit.
 */
export function parse(text: string, options: ParseOptions = {}): Expr {
  return parseProgram(text, options).result
}

/** Like `parse`, but keeps the intermediate results: `q = x + y; f = q*z` has the bindings q and f. */
export function parseProgram(text: string, options: ParseOptions = {}): ParsedProgram {
  if (options.signal?.aborted) throw new BudgetError('signal', 'the parse was aborted')
  const limits = { length: 2_000_000, digits: 100_000, depth: 1_000_000, ...options.limits }
  const bound = new Set(options.bound)
  const functions = new Set(options.functions)
  const budget = new DigitBudget(limits.digits, text.length + (options.let?.length ?? 0))
  const values = new Map<string, Expr>()
  const bindings: Binding[] = []
  const definitions: Definition[] = []
  const meaning: Meaning = { values, bound, budget }
  const define = (definition: Definition): void => {
    const value = build(definition.value, meaning)
    values.set(definition.name, value)
    definitions.push(definition)
    bindings.push({ name: definition.name, value })
  }
  let declarations: readonly Declaration[] = []
  if (options.let !== undefined) {
    if (options.let.length > limits.length)
      throw new BudgetError('length', `the declarations are longer than ${limits.length} characters`)
    const given = readDeclarations(options.let)
    declarations = given.declared
    const shaped = declarations.find(d => d.shape !== undefined)
    if (shaped)
      throw new ShapeError(
        `${shaped.name} is declared as a vector or matrix; here only scalars are understood`,
        'unsupported-shape',
      )
    for (const { name } of declarations) bound.add(name)
    for (const name of given.functions) functions.add(name)
    if (given.definitions !== '') {
      const { program } = read(given.definitions, { bound, functions }, limits, options.let)
      for (const definition of elements(program.definitions)) define(definition)
    }
  }
  const declared = { bound: new Set([...bound, ...values.keys()]), functions }
  const { program } = readerOf(text, options.syntax)(text, declared, limits, options.names)
  for (const definition of elements(program.definitions)) define(definition)
  const result = resultOf(program, bindings, s => build(s, meaning))
  return { bindings, declarations, result, source: () => written(definitions, program.result, meaning) }
}

/** The text as it was written: definitions in order, and the result in terms of them. */
function written(definitions: readonly Definition[], result: Syntax | undefined, { bound, budget }: Meaning): Expr {
  const values = new Map<string, Expr>()
  const make = (s: Syntax): Expr => build(s, { values, bound, budget }, writtenConstructors)
  let last: Expr | undefined
  for (const { name, value } of definitions) {
    last = make(value)
    values.set(name, last)
  }
  if (result !== undefined) return make(result)
  if (last === undefined) throw new Error('a program without statements')
  return last
}

function resultOf(program: Program, bindings: readonly Binding[], make: (syntax: Syntax) => Expr): Expr {
  const last = bindings.at(-1)
  if (program.result !== undefined) return make(program.result)
  if (last === undefined) throw new Error('a program without statements')
  return last.value
}
