/** Texts to expressions, and how a text is understood. */
import { readInForm } from '../answers/answers.js'
import type { Expr } from '../expr/node.js'
import { describe, type FormOptions, type ReadingOptions, readProgram } from '../inputs/input.js'
import { withReader } from '../interchange/readers.js'
import { readLatex } from '../parse/latex/read.js'
import type { ParsedProgram } from '../parse/parse.js'
import type { TextReading } from '../parse/reading.js'
import { callable, verb } from './verb.js'

/** Text to an expression in canonical form: `parse('2x + x')` is 3*x; derivatives written in it are carried out. */
export const parse = /* @__PURE__ */ callable(
  { name: 'parse', takes: 'text:text {&form}' },
  (text: string, options: FormOptions = {}): Expr => {
    return readInForm(text, withReader(options))
  },
)

/**
 * LaTeX to an expression: `parseLatex('\\frac{x^2}{2}')` is x^2/2. Every function takes LaTeX too, by commands in it or with the
 * option `syntax: 'latex'`. Raises `ParseError` where it has two readings: declare what is meant with `bound`, `functions`, `names`.
 */
export const parseLatex = /* @__PURE__ */ callable(
  { name: 'parseLatex', takes: 'text:text {asked bound domain form functions let limits names signal}' },
  (text: string, options: Omit<FormOptions, 'syntax'> = {}): Expr => {
    return parse(text, { ...options, syntax: readLatex })
  },
)

/** Text with named intermediate results: `q = x + y; f = q*z`. */
export const program = /* @__PURE__ */ callable(
  { name: 'program', takes: 'text:text {&}' },
  (text: string, options: ReadingOptions = {}): ParsedProgram => {
    return readProgram(text, withReader(options), [])
  },
)

/**
 * How a text is understood: `reading('2x/3y').text` is `((2*x)/3)*y`, with what each name was taken for and what some would read
 * differently. Raises what `parse` raises.
 */
export const reading = /* @__PURE__ */ verb(
  {
    name: 'reading',
    command: 'read',
    answers: 'document',
    group: 'reading',
    takes: 'text:text {&}',
    about: 'the expression with all its brackets, and what each name was taken for',
    examples: [{ command: 'read "-2^2/3"', prints: '(-(2^2))/3' }],
  },
  (text: string, options: ReadingOptions = {}): TextReading => describe(text, withReader(options)),
)
