/**
 * How the whole library reads an input: LaTeX as well as text, and vectors and matrices where shapes are declared or one is given.
 */

import { FluxionError } from './errors.js'
import { list } from './expr/build.js'
import type { Expr } from './expr/node.js'
import { tensorCalls } from './matrix.js'
import { readLatex } from './parse/latex.js'
import type { Language, ParsedProgram } from './parse/parse.js'
import { reading, type TextReading } from './parse/reading.js'
import {
  type Input,
  mapNested,
  namesOf,
  type Options,
  type Reading,
  readScalar,
  readScalarFunction,
  readProgram as readScalarProgram,
} from './scalars.js'
import { tensorNames } from './tensor/read-functions.js'

export * from './scalars.js'

const LANGUAGE: Language = {
  latex: readLatex,
  get matrices() {
    return new Set(tensorNames().keys())
  },
}

/** An input, read; of text it remembers how it was written. */
export function read(input: Input, options: Options, names: Iterable<string> = []): Reading {
  return shaped(input, options, names) ?? readScalar(input, options, names, LANGUAGE)
}

/** The same, and of a definition, `f(x) = x^2`, `y = x^2`, `x -> x^2`, what it defines. */
export function readFunction(input: Input, options: Options, names: Iterable<string> = []): Reading {
  return shaped(input, options, names) ?? readScalarFunction(input, options, names, LANGUAGE)
}

function shaped(input: Input, options: Options, names: Iterable<string>): Reading | undefined {
  const tensors = tensorCalls([input], options)
  if (tensors === undefined) {
    if (options.layout === undefined) return undefined
    throw new FluxionError('option-layout', 'the option layout goes with declared shapes, as in let: "W:[2,3]; x:[n]"')
  }
  const e = tensors.read(input, { ...options, bound: [...(options.bound ?? []), ...names] })
  return { e, assumptions: new Map(), parameters: [] }
}

/** An input with its intermediate results. */
export const readProgram = (input: Input, options: Options, names: Iterable<string>): ParsedProgram =>
  readScalarProgram(input, options, names, LANGUAGE)

/** How a text is understood. */
export const describe = (text: string, options: Options): TextReading =>
  reading(text, { ...options, functions: namesOf(options.functions) }, LANGUAGE)

/** A nested list of inputs, such as a gradient or a Jacobian. */
export type Nested = Input | readonly Nested[]

/** The expression, or the list, that an input stands for. */
export const readNested = (f: Nested, options: Options): Expr =>
  mapNested<Expr>(
    f,
    g => read(g, options).e,
    (parts, keys) => {
      if (keys !== undefined) throw new FluxionError('argument-f', 'the argument f has lists of inputs, and no objects')
      return list(parts)
    },
  )
