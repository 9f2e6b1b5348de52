/**
 * How the whole library reads an input: LaTeX as well as text, and vectors and matrices where shapes are declared or one is given.
 */

import { namesOf } from '../diff/definition.js'
import { FluxionError, ParseError, ShapeError } from '../errors.js'
import { readSteps, read as readTensor } from '../matrix/reading.js'
import type { Declarations } from '../parse/declarations.js'
import { readDeclarations } from '../parse/declared-shapes.js'
import { readLatex } from '../parse/latex/read.js'
import { isLatexOfShapes, readerOf } from '../parse/latex/recognise.js'
import { canonicalName } from '../parse/lexer.js'
import { type Language, type ParsedProgram, readSyntax, type SyntaxText } from '../parse/parse.js'
import { described, isDerivative, type TextReading } from '../parse/reading.js'
import { written } from '../parse/written.js'
import { tensorNames } from '../tensor/read/functions.js'
import { readShapedSyntax } from '../tensor/read/read.js'
import { isTensor } from '../tensor/tensor.js'
import { Intermediates } from './intermediates.js'
import {
  type Input,
  nameOf,
  type Options,
  type Reading,
  readScalar,
  readScalarFunction,
  readProgram as readScalarProgram,
  type VariableInput,
} from './scalars.js'

export * from './scalars.js'

let language: Language | undefined
const whole = (): Language =>
  (language ??= { readerOf, written, declarations: readDeclarations, matrices: () => tensorNames() })

/**
 * Whether a call is one of matrix calculus: a tensor is given, or a text that is none of scalars alone, which is read by the declared shapes.
 * `by` names what is differentiated by. A verb then asks the room matrix for its twin.
 */
export function hasShapes(inputs: readonly unknown[], options: Options, by: readonly VariableInput[] = []): boolean {
  return namesShapes(inputs, options, by) ?? !inputs.every(f => isScalar(f, options))
}

/** What is given for the names of a formula of scalars, which may have been declared beside vectors and matrices: their values do not matter. */
export const ofScalars = <T>(values: Readonly<Record<string, T>>, options: Options): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !hasShapes([], options, [name])))

/** The same as far as names tell; undefined where only reading does. */
function namesShapes(inputs: readonly unknown[], options: Options, by: readonly VariableInput[]): boolean | undefined {
  for (const f of inputs) if (isTensor(f)) return true
  if (options.let === undefined) return false
  const declarations = readDeclarations(options.let)
  const names = shapedNames(declarations)
  if (names.size === 0) return false
  const sizes = new Set(
    declarations.declared.flatMap(d => d.shape?.flatMap(s => [s.text.trim(), ...wordsOf(s.text)]) ?? []),
  )
  const isNamed = (f: unknown): boolean => typeof f === 'string' && isAbout(f, names, sizes, options)
  const asked = [...by, ...(options.asked ?? [])].map(v => nameOf(v).replace(/\[.*$/su, ''))
  return inputs.some(isNamed) || asked.some(name => names.has(name)) || undefined
}

/** The names that are declared with a shape, with the number of their axes, and those of definitions that are made of them. */
type Shaped = ReadonlyMap<string, number | undefined>

function shapedNames({ declared, definitions }: Declarations): Shaped {
  const names = new Map<string, number | undefined>()
  for (const d of declared) if (d.shape !== undefined && d.shape.length > 0) names.set(d.name, d.shape.length)
  if (names.size === 0) return names
  for (const [, name = '', value = ''] of definitions.matchAll(/([\p{L}_][\p{L}\p{N}_]*)\s*=([^;]*)/gu))
    if (/[[\]']|\.[*/^]/u.test(value) || namesAny(value, names)) names.set(name, undefined)
  return names
}

/** Whether a text has one of the names, or an entry of one: `W_ij`. */
const namesAny = (text: string, names: Shaped): boolean =>
  wordsOf(text).some(word => names.has(word) || isEntryName(word, names))

function isEntryName(word: string, names: Shaped): boolean {
  const base = word.slice(0, Math.max(0, word.indexOf('_')))
  const places = word.slice(base.length + 1).replaceAll('_', '')
  return names.has(base) && /^[a-z1-9]+$/.test(places) && places.length === (names.get(base) ?? places.length)
}

/** Whether a text has one of these names. In LaTeX letters side by side are a product, and a subscript may be part of a name. */
function isAbout(text: string, names: Shaped, sizes: ReadonlySet<string>, { syntax }: Options): boolean {
  const isLatex = syntax === readLatex || isLatexOfShapes(text, syntax, name => names.has(name), tensorNames())
  if (!isLatex) return namesAny(text, names)
  // An identity whose size is one of theirs.
  for (const [, size = ''] of text.matchAll(IDENTITY)) if (sizes.has(size.replace('\\', ''))) return true
  const words = text.match(/\p{L}+/gu) ?? []
  const written = new Set([...words, ...words.flatMap(word => [...word])].map(word => canonicalName(word) ?? word))
  return [...names.keys()].some(name => written.has(name) || written.has(name.replace(/_.*$|\d+$/u, '')))
}

const IDENTITY = /(?:(?<![A-Za-z\\])I|\\math(?:bf|bb|rm)\s*\{\s*I\s*\})\s*_\s*(?:\{\s*)?(\\?[A-Za-z]+|\d+)/g

const wordsOf = (text: string): readonly string[] =>
  (text.match(/[\p{L}_][\p{L}\p{M}\p{N}_]*/gu) ?? []).flatMap(word => [canonicalName(word) ?? word, word])

/** Whether a text means something where nothing is a vector or a matrix. */
const isScalar = (f: unknown, options: Options): boolean =>
  typeof f !== 'string' || asScalars(() => readScalarProgram(f, options, [], whole())) !== undefined

/** What is read as scalars; undefined where that has no meaning. */
function asScalars<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof ParseError || error instanceof ShapeError) return undefined
    throw error
  }
}

/** An input, read; of text it remembers how it was written. */
export const read = (input: Input, options: Options, names: Iterable<string> = []): Reading =>
  readWhole(input, options, names, readScalar)

/** The same, and of a definition, `f(x) = x^2`, `y = x^2`, `x -> x^2`, what it defines. */
export const readFunction = (input: Input, options: Options, names: Iterable<string> = []): Reading =>
  readWhole(input, options, names, readScalarFunction)

/** Options that are about vectors and matrices alone. */
const OF_SHAPES = ['layout', 'flat']

function readWhole(input: Input, options: Options, names: Iterable<string>, scalar: typeof readScalar): Reading {
  const asked = Array.isArray(names) ? (names as readonly string[]) : [...names]
  const shaped = namesShapes([input], options, asked)
  const scalars = (): Reading => scalar(input, options, asked, whole())
  const read = shaped === true ? undefined : shaped === false ? scalars() : asScalars(scalars)
  if (read === undefined) return readShaped(input, options, asked)
  const misplaced = OF_SHAPES.find(option => (options as Readonly<Record<string, unknown>>)[option] !== undefined)
  if (misplaced === undefined) return read
  const advice = `the option ${misplaced} goes with declared shapes, as in let: "W:[2,3]; x:[n]"`
  throw new FluxionError(`option-${misplaced}`, advice)
}

function readShaped(input: Input, options: Options, names: readonly string[]): Reading {
  const bound = [...(options.bound ?? []), ...names]
  const e = readTensor(input, { ...options, bound })
  return { e, assumptions: new Map(), parameters: [], intermediates: new Intermediates([]) }
}

/** An input with its intermediate results. */
export const readProgram = (input: Input, options: Options, names: Iterable<string>): ParsedProgram =>
  hasShapes([input], options, [...names])
    ? readSteps(input, options)
    : readScalarProgram(input, options, names, whole())

function syntaxOf(text: string, options: Options): SyntaxText {
  const given = { ...options, functions: namesOf(options.functions) }
  return hasShapes([text], options) ? readShapedSyntax(text, given) : readSyntax(text, given, whole())
}

/** How a text is understood. */
export const describe = (text: string, options: Options): TextReading => described(syntaxOf(text, options))

/** Whether a text as a whole is a derivative. */
export const isWrittenDerivative = (text: string, options: Options): boolean => isDerivative(syntaxOf(text, options))
