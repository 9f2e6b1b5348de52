/**
 * How the whole library reads an input: LaTeX as well as text, and vectors and matrices where shapes are declared or one is given.
 */

import { attempted } from '../attempt.js'
import { namesOf } from '../diff/definition.js'
import { FluxionError, ParseError, ShapeError } from '../errors.js'
import type { Expr } from '../expr/node.js'
import { readSides, readSteps } from '../matrix/reading.js'
import type { Declarations } from '../parse/declarations.js'
import { readDeclarations } from '../parse/declared-shapes.js'
import { readerOf } from '../parse/latex/recognise.js'
import { type Language, type ParsedProgram, type ParseOptions, readSyntax, type SyntaxText } from '../parse/parse.js'
import { derivativeIn, described, type TextReading } from '../parse/reading.js'
import { indexed, inOrder } from '../parse/sequencing.js'
import { written } from '../parse/written.js'
import { tensorNames } from '../tensor/read/functions.js'
import { mentionsShapes, scalarDefinitions, shapedNames } from '../tensor/read/mentions.js'
import { readDeclared, readShapedSyntax } from '../tensor/read/read.js'
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
  (language ??= { readerOf, inOrder, indexed, written, declarations: readDeclarations, matrices: () => tensorNames() })

/** The declarations, where one of them has axes: read once for all that is asked of them. Tensors bring theirs. */
function shapesOf(input: unknown, options: Options): SyntaxText | undefined {
  if (options.let === undefined || isTensor(input)) return undefined
  const hasAxes = readDeclarations(options.let).declared.some(({ shape = [] }) => shape.length > 0)
  return hasAxes ? readDeclared(ownNamed(options)) : undefined
}

/** The language of scalars, in which nothing is defined that has a shape. */
function scalarsBeside(shapes: SyntaxText | undefined): Language {
  if (shapes === undefined) return whole()
  const declarations = (text: string): Declarations => {
    const all = readDeclarations(text)
    return { ...all, definitions: scalarDefinitions(all.definitions, shapes) }
  }
  return { ...whole(), declarations }
}

/** Whether a text is one of matrix calculus: it is none of scalars alone, and is read by the declared shapes. */
const isShaped = (
  input: unknown,
  options: Options,
  by: readonly VariableInput[],
  shapes: SyntaxText | undefined,
): boolean => namesShapes(input, options, by, shapes) ?? !isScalar(input, options, shapes)

/** What is given for the names of a formula of scalars, which may have been declared beside vectors and matrices: their values do not matter. */
export function ofScalars<T>(values: Readonly<Record<string, T>>, options: Options): Readonly<Record<string, T>> {
  const shapes = shapesOf(undefined, options)
  if (shapes === undefined) return values
  const shaped = shapedNames(shapes)
  return Object.fromEntries(Object.entries(values).filter(([name]) => !shaped.has(wholeName(name))))
}

/** The same as far as names tell; undefined where only reading does. */
function namesShapes(
  input: unknown,
  options: Options,
  by: readonly VariableInput[],
  shapes: SyntaxText | undefined,
): boolean | undefined {
  if (isTensor(input)) return true
  if (shapes === undefined) return false
  const names = shapedNames(shapes)
  const asked = [...by, ...(options.asked ?? [])].map(v => wholeName(nameOf(v)))
  if (asked.some(name => names.has(name))) return true
  return (typeof input === 'string' && isAboutShapes(input, options, shapes)) || undefined
}

/** The name of what a component is one of: `x` of `x[1]`. */
const wholeName = (name: string): string => name.replace(/\[.*$/su, '')

/** Whether a text is about what is declared with a shape. Of one that the language of shapes refuses the language of scalars tells it. */
function isAboutShapes(text: string, options: Options, shapes: SyntaxText): boolean {
  const shaped = readable(() => shapedSyntax(text, options))
  if (shaped !== undefined) return mentionsShapes(shaped)
  const scalar = readable(() => readSyntax(text, ownNamed(options), scalarsBeside(shapes)))
  return scalar !== undefined && mentionsShapes(scalar, name => name.replace(/_.*$/su, ''))
}

/** The options with the names alone of functions of the caller's own. */
const ownNamed = (options: Options): ParseOptions => ({ ...options, functions: namesOf(options.functions) })
const shapedSyntax = (text: string, options: Options): SyntaxText => readShapedSyntax(text, ownNamed(options))

/** Whether a text means something where nothing is a vector or a matrix. */
const isScalar = (f: unknown, options: Options, shapes: SyntaxText | undefined): boolean =>
  typeof f !== 'string' || readable(() => readScalarProgram(f, options, [], scalarsBeside(shapes))) !== undefined

/** What a text is read as; undefined where it has no meaning of that kind. */
const readable = <T>(read: () => T): T | undefined => attempted([ParseError, ShapeError], read)

/** An input as it means something where nothing is a vector or a matrix, whatever is declared; undefined where it has no such meaning. */
export const asScalars = (input: Input, options: Options, names: Iterable<string>): Expr | undefined =>
  readable(() => readScalarFunction(input, options, names, scalarsBeside(shapesOf(input, options))).e)

/** An input, read; of text it remembers how it was written. */
export const read = (input: Input, options: Options, names: Iterable<string> = []): Reading =>
  readWhole(input, options, names, readScalar)

/** The same, and of a definition, `f(x) = x^2`, `y = x^2`, `x -> x^2`, what it defines. */
export const readFunction = (input: Input, options: Options, names: Iterable<string> = []): Reading =>
  readWhole(input, options, names, readScalarFunction)

/** What may be an equation: of vectors and matrices it is read as its left side less the right one. */
export const readEquation = (input: Input, options: Options, names: Iterable<string>): Reading =>
  readWhole(input, { ...options, equation: true } as Options, names, readScalar)

/** The same where a definition means what it defines, and no equation. */
export const readCurve = (input: Input, options: Options, names: Iterable<string>): Reading =>
  readWhole(input, { ...options, equation: true } as Options, names, readScalarFunction)

/** Options that are about vectors and matrices alone. */
const OF_SHAPES = ['layout', 'flat']

function readWhole(input: Input, options: Options, names: Iterable<string>, scalar: typeof readScalar): Reading {
  const asked = Array.isArray(names) ? (names as readonly string[]) : [...names]
  const shapes = shapesOf(input, options)
  const shaped = namesShapes(input, options, asked, shapes)
  const scalars = (): Reading => scalar(input, options, asked, scalarsBeside(shapes))
  const read = shaped === true ? undefined : shaped === false ? scalars() : readable(scalars)
  if (read === undefined) return readShaped(input, options, asked)
  const misplaced = OF_SHAPES.find(option => (options as Readonly<Record<string, unknown>>)[option] !== undefined)
  if (misplaced === undefined) return read
  const advice = `the option ${misplaced} goes with declared shapes, as in let: "W:[2,3]; x:[n]"`
  throw new FluxionError(`option-${misplaced}`, advice)
}

function readShaped(input: Input, options: Options, names: readonly string[]): Reading {
  const sides = readSides(input, options, names.map(wholeName))
  return { ...sides, assumptions: new Map(), parameters: [], intermediates: new Intermediates([]) }
}

/** An input with its intermediate results. */
export function readProgram(input: Input, options: Options, names: Iterable<string>): ParsedProgram {
  const shapes = shapesOf(input, options)
  return isShaped(input, options, [...names], shapes)
    ? readSteps(input, options)
    : readScalarProgram(input, options, names, scalarsBeside(shapes))
}

function syntaxOf(text: string, options: Options): SyntaxText {
  const shapes = shapesOf(text, options)
  return isShaped(text, options, [], shapes)
    ? shapedSyntax(text, options)
    : readSyntax(text, ownNamed(options), scalarsBeside(shapes))
}

/** How a text is understood. */
export const describe = (text: string, options: Options): TextReading => described(syntaxOf(text, options))

/** What a text that is a derivative as a whole is of, and by what. */
export const writtenDerivative = (text: string, options: Options): ReturnType<typeof derivativeIn> =>
  derivativeIn(syntaxOf(text, options))
