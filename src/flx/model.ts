/**
 * What an expression file means: each export as a function with its arguments and formulas, and their values at its points. Definitions are
 * read as the library reads `let`, derivatives are those of its verbs.
 */
import type { FunctionDefinition } from '../diff/definition.js'
import { leavesOf } from '../emit/results.js'
import { takeApart } from '../evaluate/outputs.js'
import { list } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import type { Options } from '../input.js'
import { isTensor } from '../matrix.js'
import type { ParsedProgram } from '../parse/parse.js'
import { program } from '../verbs/index.js'
import { commandOf } from '../verbs/list.js'
import type { Verb } from '../verbs/verb.js'
import { type Piece, placeOf, placing, type Readings, type Source } from './error.js'
import { called, type Said, saidIn } from './export.js'
import { type Definition, FileNames } from './names.js'
import { type Point, pointsIn } from './point.js'
import { type Name, problem, type Statement, statementsIn } from './source.js'

/** One result of an export; several where a derivative is by several arrays. */
export interface Result {
  readonly name: string
  readonly value: Expr
}

export interface Export {
  readonly name: string
  /** What the file says of it: `sigmoid(q)`, `gradient f by w, x`. */
  readonly says: string
  /** Of numbers alone, or also of vectors and matrices. */
  readonly kind: 'numbers' | 'arrays'
  /** In the order of the function, then of the declarations, then as they first appear in the file. */
  readonly arguments: readonly string[]
  readonly results: readonly Result[]
}

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
  readonly #exported = new Map<string, Name>()

  constructor(source: Source, statements: readonly Statement[]) {
    this.#source = source
    this.#names = new FileNames(source, statements)
    for (const d of this.#names.definitions) this.#define(d)
  }

  exported(s: ExportStatement): Export {
    const before = this.#exported.get(s.name.name)
    if (before !== undefined) throw problem(this.#source, s.name, `${s.name.name} is exported already`)
    this.#exported.set(s.name.name, s.name)
    const lone = this.#names.definition(s.name.name)
    if (s.body === undefined && lone === undefined)
      throw problem(this.#source, s.name, `${s.name.name} is not defined; define it first, as in ${s.name.name} = x^2`)
    if (s.body !== undefined && lone !== undefined)
      throw problem(
        this.#source,
        s.name,
        `${s.name.name} is defined already; export it by its name alone, or choose another`,
      )
    const name = { text: s.name.name, offset: s.name.offset }
    const said: Said =
      s.body === undefined
        ? { verb: undefined, expression: name, by: [] }
        : saidIn(this.#source, s.body, n => this.#names.isKnown(n))
    return this.#made(s, said)
  }

  #made(s: ExportStatement, said: Said): Export {
    const { verb, expression, by } = said
    const own = this.#names.definition(expression.text)
    const reading = this.#readingOf(own?.kind === 'function' ? own.whole : expression)
    const { readings, options, piece } = reading
    return placing(this.#source, s.whole, readings, () => {
      const read = this.#read(reading)
      const base = read.definition?.value ?? read.result
      const value = verb === undefined ? base : called({ ...said, verb }, piece.text, options)
      const results = resultsOf(value, verb, by)
      const kind = results.some(r => isTensor(r.value)) || isTensor(base) ? 'arrays' : 'numbers'
      const parameters = read.definition?.parameters ?? []
      const says = own !== undefined && verb === undefined ? own.body.text : (s.body?.text ?? expression.text)
      return {
        name: s.name.name,
        says: says.replace(/\s+/g, ' '),
        kind,
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
    const piece = d.kind === 'function' ? d.whole : d.body
    const { readings, options } = this.#readingOf(piece)
    const { definition, result, warnings } = placing(this.#source, piece, readings, () => program(piece.text, options))
    for (const w of warnings) {
      const { line, column } = placeOf(this.#source.text, piece.offset + w.offset)
      const advice = w.hint === undefined ? '' : `; ${w.hint}`
      this.warnings.push({ message: w.message + advice, line, column })
    }
    if (d.kind === 'value') return
    const value = definition?.value ?? result
    if (isTensor(value)) return
    const parameters = d.parameters.map(p => p.name)
    this.#functions.set(d.name.name, { definition: String(value), arguments: parameters })
  }

  /** A text with the definitions that it needs. */
  #readingOf(piece: Piece): Reading {
    const needed = this.#names.neededBy(piece).filter(d => d.whole !== piece)
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

  #read({ piece, options }: Reading): ParsedProgram {
    return program(piece.text, options)
  }
}

/** The results of a verb by name, each an expression. */
function resultsOf(value: unknown, verb: Verb | undefined, by: readonly string[]): readonly Result[] {
  if (!Array.isArray(value)) return [{ name: 'value', value: value as Expr }]
  const rows = value as readonly (Expr | readonly Expr[])[]
  const all = rows.flat()
  const [only] = all
  if (!all.some(isTensor)) return [{ name: 'value', value: list(rows.map(r => (isRow(r) ? list(r) : r))) }]
  if (all.length === 1 && only !== undefined) return [{ name: 'value', value: only }]
  const word = verb === undefined ? 'value' : commandOf(verb)
  const named = (k: number): string => by[k] ?? String(k + 1)
  return rows.flatMap((r, k) =>
    isRow(r)
      ? r.map((e, l) => ({ name: `${word}_${named(k)}_${named(l)}`, value: e }))
      : [{ name: `${word}_${named(k)}`, value: r }],
  )
}

const isRow = (r: Expr | readonly Expr[]): r is readonly Expr[] => Array.isArray(r)
