/** Formats of other tools: their readers, and expressions written in them. Each stands in one file of interchange/formats. */
import { BudgetError, FluxionError } from '../errors.js'
import type { Expr } from '../expr/node.js'
import { type Nested, type Options, read, readNested } from '../input.js'
import type { InterchangeFormat } from '../interchange/format.js'
import { INTERCHANGE } from '../interchange/formats/index.js'
import { type MathJson, mathJsonOf, programOfJson } from '../interchange/formats/mathjson.js'
import type { Reader } from '../parse/parse.js'
import { closest } from '../parse/spelling.js'
import { READ_FORMATS, type ReadFormat, WRITTEN_FORMATS, type WrittenFormat } from '../signatures.js'
import { callable } from './verb.js'

export type { MathJson, ReadFormat, WrittenFormat }

/** The formats, each with what it can. */
const FORMATS: Readonly<Record<ReadFormat, InterchangeFormat>> = INTERCHANGE

/** Reads a text of limited length, as every reader does. */
const readerOf =
  (format: ReadFormat): Reader =>
  (text, declared, limits, names) => {
    if (text.length > limits.length)
      throw new BudgetError('length', `the text has ${text.length} characters; the limit is ${limits.length}`)
    return (FORMATS[format].read as Reader)(text, declared, limits, names)
  }

/** The readers of texts of other tools, for the option `syntax` of every function: `diff('Sin[x]^2', 'x', { syntax: readers.wolfram })`. */
export const readers: Readonly<Record<ReadFormat, Reader>> = /* @__PURE__ */ Object.freeze(
  /* @__PURE__ */ Object.fromEntries(/* @__PURE__ */ READ_FORMATS.map(format => [format, readerOf(format)])),
) as Record<ReadFormat, Reader>

/** Options in which a format that is named is its reader. */
export const withReader = (options: Options): Options =>
  typeof options.syntax !== 'string' || options.syntax === 'latex'
    ? options
    : { ...options, syntax: readers[options.syntax] }

/**
 * The expression as a text of another tool: `convert('sin(x)^2', 'wolfram')` is `Sin[x]^2`; also `'sympy'`, `'srepr'`, `'mathjson'`,
 * `'mathml-content'`. Raises a `FluxionError` with the code `no-notation` for what that tool has no word for.
 */
export const convert = /* @__PURE__ */ callable(
  { name: 'convert', takes: 'f:nested format:text {&}' },
  (f: Nested, format: WrittenFormat, options: Options = {}): string => {
    const write = WRITTEN_FORMATS.includes(format) ? FORMATS[format].write : undefined
    if (write === undefined) {
      const near = closest(format, WRITTEN_FORMATS)
      const advice = near === undefined ? `there are ${WRITTEN_FORMATS.join(', ')}` : `do you mean ${near}?`
      throw new FluxionError(
        'argument-format',
        `${JSON.stringify(String(format).slice(0, 40))} is no format that is written; ${advice}`,
      )
    }
    return write(readNested(f, withReader(options)))
  },
)

/** MathJSON as values of JavaScript: `toMathJson('sin(x)/2')` is `['Divide', ['Sin', 'x'], 2]`. */
export const toMathJson = /* @__PURE__ */ callable(
  { name: 'toMathJson', takes: 'f:nested {&}' },
  (f: Nested, options: Options = {}): MathJson => mathJsonOf(readNested(f, withReader(options))),
)

/** The expression that MathJSON means: `fromMathJson(['Divide', 'x', 2])` is x/2. Takes JSON values; `parse` takes their text. */
export const fromMathJson = /* @__PURE__ */ callable(
  { name: 'fromMathJson', takes: 'json:json {&}' },
  (json: MathJson, options: Options = {}): Expr => {
    const syntax: Reader = (source, { functions }) => ({ program: programOfJson(json, source, functions) })
    return read('', { ...options, syntax }).e
  },
)
