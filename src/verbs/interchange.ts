/** Formats of other tools: their readers, and expressions written in them. Each stands in one file of interchange/formats. */

import { type Nested, readInForm } from '../answers/answers.js'
import type { Expr } from '../expr/node.js'
import { type FormOptions, type ReadingOptions, read } from '../inputs/input.js'
import { INTERCHANGE } from '../interchange/formats/index.js'
import { type MathJson, mathJsonOf, programOfJson } from '../interchange/formats/mathjson.js'
import { withReader } from '../interchange/readers.js'
import type { Reader } from '../parse/parse.js'
import type { ReadFormat, WrittenFormat } from '../signatures/options.js'
import { callable } from './verb.js'

export type { MathJson, ReadFormat, WrittenFormat }

/**
 * The expression as a text of another tool: `convert('sin(x)^2', 'wolfram')` is `Sin[x]^2`; also `'sympy'`, `'srepr'`, `'mathjson'`,
 * `'mathml-content'`. Raises a `FluxionError` with the code `no-notation` for what that tool has no word for.
 */
export const convert = /* @__PURE__ */ callable(
  { name: 'convert', takes: 'f:nested format:written {&form}' },
  (f: Nested, format: WrittenFormat, options: FormOptions = {}): string => {
    return INTERCHANGE[format].write(readInForm(f, withReader(options)))
  },
)

/** MathJSON as values of JavaScript: `toMathJson('sin(x)/2')` is `['Divide', ['Sin', 'x'], 2]`. */
export const toMathJson = /* @__PURE__ */ callable(
  { name: 'toMathJson', takes: 'f:nested {&form}' },
  (f: Nested, options: FormOptions = {}): MathJson => mathJsonOf(readInForm(f, withReader(options))),
)

/** The expression that MathJSON means: `fromMathJson(['Divide', 'x', 2])` is x/2. Takes JSON values; `parse` takes their text. */
export const fromMathJson = /* @__PURE__ */ callable(
  { name: 'fromMathJson', takes: 'json:json {asked bound functions let limits signal}' },
  (json: MathJson, options: Omit<ReadingOptions, 'names' | 'syntax'> = {}): Expr => {
    const syntax: Reader = (source, { functions }) => ({ program: programOfJson(json, source, functions) })
    return read('', { ...options, syntax }).e
  },
)
