/** The readers of all formats of interchange, by name. */
import { BudgetError } from '../errors.js'
import type { ParseOptions, Reader } from '../parse/parse.js'
import { READ_FORMATS, type ReadFormat } from '../signatures/options.js'
import type { InterchangeFormat } from './format.js'
import { INTERCHANGE } from './formats/index.js'

/** Reads a text of limited length, as every reader does. */
const readerOf =
  (format: ReadFormat): Reader =>
  (text, declared, limits, names) => {
    if (text.length > limits.length)
      throw new BudgetError('length', `the text has ${text.length} characters; the limit is ${limits.length}`)
    const formats: Readonly<Record<ReadFormat, InterchangeFormat>> = INTERCHANGE
    return (formats[format].read as Reader)(text, declared, limits, names)
  }

/** The readers of texts of other tools, for the option `syntax` of every function: `diff('Sin[x]^2', 'x', { syntax: readers.wolfram })`. */
export const readers: Readonly<Record<ReadFormat, Reader>> = /* @__PURE__ */ Object.freeze(
  /* @__PURE__ */ Object.fromEntries(/* @__PURE__ */ READ_FORMATS.map(format => [format, readerOf(format)])),
) as Record<ReadFormat, Reader>

/** Options in which a format that is named is its reader. */
export const withReader = <O extends Pick<ParseOptions, 'syntax'>>(options: O): O =>
  typeof options.syntax !== 'string' || options.syntax === 'latex'
    ? options
    : { ...options, syntax: readers[options.syntax] }
