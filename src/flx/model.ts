/**
 * What an expression file means: each export as a function with its arguments and formulas, and their values at its points. Definitions are
 * read as the library reads `let`, derivatives are those of its verbs.
 */
import type { FunctionDefinition } from '../diff/definition.js'
import { leavesOf } from '../emit/results.js'
import { takeApart } from '../evaluate/outputs.js'
import { list } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import type { Options } from '../inputs/input.js'
import type { Problem } from '../parse/problem.js'
import { isTensor } from '../tensor/tensor.js'
import { program } from '../verbs/index.js'
import { commandOf } from '../verbs/list.js'
import { placeOf, placing, type Readings, type Source } from './error.js'
import { called, type Export, type Result, type Said } from './export.js'
import { type Definition, FileNames } from './names.js'
import type { Piece } from './piece.js'
import { type Point, pointsIn } from './point.js'
import { problem, type Statement, statementsIn } from './source.js'

export interface Model {
  readonly source: Source
  readonly exports: readonly Export[]
  readonly points: readonly Point[]
  /** What some would read differently, with file and line. */
  readonly warnings: readonly Warning[]
}

export interface Warning {
  readonly message: string
  readonly line: number
  readonly column: number
}

/** Reads a file. Raises `ModelError`. */
export function readModel(source: Source): Model {
  const statements = statementsIn(source)
  const reader = new ModelReader(source, statements)
  const exports = statements.flatMap(s => (s.kind === 'export' ? [reader.exported(s)] : []))
  const [first] = statements
  if (exports.length === 0)
    throw problem(
      source,
      { name: first?.whole.text.split('\n')[0] ?? '', offset: first?.whole.offset ?? 0 },
      'nothing is exported; write export f, or export g = gradient f by x',
    )
  return { source, exports, points: pointsIn(source, statements, exports), warnings: reader.warnings }
}

type ExportStatement = Extract<Statement, { readonly kind: 'export' }>

/** A text that is read, and what is read with it. */
interface Reading {
  readonly piece: Piece
  readonly options: Options
  readonly readings: Readings
}

class ModelReader {
  readonly warnings: Warning[] = []
  readonly #source: Source
  readonly #names: FileNames
  readonly #functions = new Map<string, FunctionDefinition>()
  readonly #exported = new Set<string>()

  constructor(source: Source, statements: readonly Statement[]) {
    this.#source = source
    this.#names = new FileNames(source, statements)
    for (const d of this.#names.definitions) this.#define(d)
  }

  exported(s: ExportStatement): Export {
    if (this.#exported.has(s.name.name)) throw problem(this.#source, s.name, `${s.name.name} is exported already`)
    this.#exported.add(s.name.name)
    const { said, name } = s
    const expression = said?.expression ?? { text: name.name, offset: name.offset }
    const own = this.#names.definition(expression.text)
    if (said === undefined && own === undefined)
      throw problem(this.#source, name, `${name.name} is not defined; define it first, as in ${name.name} = x^2`)
    const reading = own === undefined ? this.#readingOf(expression) : this.#readingOfDefinition(own, expression)
    const parameters = own?.kind === 'function' ? own.parameters.map(p => p.name) : []
    const { readings, options, piece } = reading
    return placing(this.#source, s.whole, readings, () => {
      const { result: base, warnings } = program(piece.text, options)
      if (own === undefined) this.#warn(piece, warnings)
      const value = said === undefined ? base : called(said, piece.text, parameters, options)
      const results = resultsOf(value, said)
      return {
        name: name.name,
        says: saysOf(said, own?.body ?? expression),
        statement: s.whole,
        kind: results.some(r => isTensor(r.value)) || isTensor(base) ? 'arrays' : 'numbers',
        arguments: this.#argumentsOf(base, results, parameters),
        results,
      }
    })
  }

  /** The arguments of the function that is given, and what else the results need. */
  #argumentsOf(base: Expr, results: readonly Result[], parameters: readonly string[]): string[] {
    const names = new Set<string>(parameters)
    const found = [base, ...results.map(r => r.value)].flatMap(e =>
      isTensor(e) ? e.symbols() : leavesOf(takeApart(e).roots),
    )
    const rank = (n: string): number => this.#names.rank(n)
    for (const n of found.sort((a, b) => rank(a) - rank(b))) names.add(n)
    return [...names]
  }

  /** Reads a definition where it stands; of a function, what others need to call it. */
  #define(d: Definition): void {
    const { readings, options } = this.#readingOfDefinition(d, d.body)
    const { result, warnings } = placing(this.#source, d.body, readings, () => program(d.body.text, options))
    this.#warn(d.body, warnings)
    if (d.kind === 'value' || isTensor(result)) return
    const parameters = d.parameters.map(p => p.name)
    this.#functions.set(d.name.name, { definition: String(result), arguments: parameters })
  }

  #warn(piece: Piece, warnings: readonly Problem[]): void {
    for (const w of warnings) {
      const { line, column } = placeOf(this.#source.text, piece.offset + w.offset)
      const advice = w.hint === undefined ? '' : `; ${w.hint}`
      this.warnings.push({ message: w.message + advice, line, column })
    }
  }

  /** A definition by its name, so that it stands for itself in the derivative; of a function, its body in the names of its arguments. */
  #readingOfDefinition(d: Definition, name: Piece): Reading {
    if (d.kind === 'value') return this.#readingOf(name)
    const { options, ...reading } = this.#readingOf(d.body)
    return { ...reading, options: { ...options, bound: d.parameters.map(p => p.name) } }
  }

  /** A text with the definitions that it needs. */
  #readingOf(piece: Piece): Reading {
    const needed = this.#names.neededBy(piece)
    const given = this.#names.asLet(needed)
    const functions = needed.flatMap(d =>
      d.kind === 'function' ? [[d.name.name, this.#function(d, piece)] as const] : [],
    )
    const options: Options = {
      ...(given !== '' && { let: given }),
      ...(functions.length > 0 && { functions: Object.fromEntries(functions) }),
    }
    const readings = new Map([
      [given, 0],
      [piece.text, piece.offset],
    ])
    return { piece, options, readings }
  }

  #function({ name }: Definition, piece: Piece): FunctionDefinition {
    const known = this.#functions.get(name.name)
    if (known !== undefined) return known
    throw problem(
      this.#source,
      { name: piece.text.split('\n')[0] ?? '', offset: piece.offset },
      `${name.name} is a function of vectors or matrices, which can be exported but not called; name a result instead, as in ${name.name} = ...`,
    )
  }
}

/** What the file says of an export, on one line. */
const saysOf = (said: Said | undefined, body: Piece): string =>
  (said === undefined ? body.text : said.whole).replace(/\s+/g, ' ')

/** The results of a verb by name, each an expression. */
function resultsOf(value: unknown, said: Said | undefined): readonly Result[] {
  if (!Array.isArray(value)) return [{ name: 'value', value: value as Expr }]
  const rows = value as readonly (Expr | readonly Expr[])[]
  const all = rows.flat()
  const [only] = all
  if (!all.some(isTensor)) return [{ name: 'value', value: list(rows.map(r => (isRow(r) ? list(r) : r))) }]
  if (all.length === 1 && only !== undefined) return [{ name: 'value', value: only }]
  const word = said === undefined ? 'value' : commandOf(said.verb)
  const named = (k: number): string => said?.by[k] ?? String(k + 1)
  return rows.flatMap((r, k) =>
    isRow(r)
      ? r.map((e, l) => ({ name: `${word}_${named(k)}_${named(l)}`, value: e }))
      : [{ name: `${word}_${named(k)}`, value: r }],
  )
}

const isRow = (r: Expr | readonly Expr[]): r is readonly Expr[] => Array.isArray(r)
