/** Every verb, and what else takes texts, as a call of one text; made from the signatures, so that a new verb is among them. */
import { parametersOf } from '../../../src/calls/checked.js'
import type { Verb } from '../../../src/verbs/verb.js'

type Library = typeof import('../../../src/index.js')
export type Call = (text: string) => unknown

/** What stands in the places other than the first. */
const OTHERS: Readonly<Record<string, unknown>> = {
  input: 'x',
  variable: 'x',
  by: 'x',
  variables: ['x', 'y'],
  values: { x: 1.3, y: 1.1 },
  place: 'x',
  direction: { x: 1, y: 2 },
  count: 2,
  list: ['1', 'y'],
  written: 'sympy',
  names: ['x', 'y'],
  positive: 60,
}
/** Where the kind does not say it. */
const OWN: Readonly<Record<string, readonly unknown[]>> = {
  implicit: ['y', 'x'],
  plot: [{ x: [-1, 2] }],
  taylor: ['x', 0, 4],
}
const OPTIONS: Readonly<Record<string, object>> = {
  check: { at: { x: 1.3, y: 1.1 } },
  emit: { language: 'c', gradient: true },
  plot: { at: { y: 1 } },
}
/** Fields of vectors of two components. */
const FIELDS: readonly string[] = ['curl', 'divergence', 'parametric']

const isVerb = (f: unknown): f is Verb => typeof f === 'function' && 'row' in f

function callOf(verb: Verb): Call {
  const { row } = verb
  const { args } = parametersOf(row)
  const others = OWN[row.name] ?? args.slice(1).map(({ kind }) => OTHERS[kind])
  const run = verb as unknown as (...all: unknown[]) => unknown
  const options = OPTIONS[row.name] ?? {}
  return FIELDS.includes(row.name)
    ? text => run([text, 'x*y'], ...others, options)
    : text => run(text, ...others, options)
}

const FORMS = ['factored', 'expanded', 'fraction', 'horner', 'stable', 'raw'] as const
const FORMATS = ['sympy', 'wolfram', 'mathjson', 'mathml-content', 'srepr'] as const
const LANGUAGES = ['rust', 'fortran', 'numpy', 'excel', 'sql', 'glsl', 'matlab'] as const

/** The calls by name. What is answered is written, as whoever asked would see it. */
export function callsOf(library: Library): Readonly<Record<string, Call>> {
  const { compile, convert, diff, emit, equivalent, evaluate, explain, factor, latex, parse, parseLatex, program } =
    library
  const at = { x: 1.5, y: 2 }
  const exactly = { x: '3/2', y: 2 }
  return {
    ...Object.fromEntries(
      (Object.values(library) as readonly unknown[]).filter(isVerb).map(verb => [verb.row.name, callOf(verb)]),
    ),
    parse: text => parse(text),
    parseLatex: text => parseLatex(text),
    program: text => program(text).bindings.length,
    compile: text => compile(text, ['x', 'y'])(1, 2),
    'compile, all names': text => compile(text),
    'diff, order 3': text => diff(text, 'x', 3),
    'diff, verify': text => diff(text, 'x', { verify: true }),
    'diff, latex': text => latex(diff(text, 'x')),
    'diff, complex': text => diff(text, 'x', { domain: 'complex' }),
    ...Object.fromEntries(FORMS.map(form => [`diff, ${form}`, (text: string) => diff(text, 'x', { form })])),
    'evaluate, interval': text => evaluate(text, at, { field: 'interval' }),
    'evaluate, complex': text => evaluate(text, at, { field: 'complex' }),
    'evaluate, exact': text => evaluate(text, exactly, { field: 'exact' }),
    'evaluate, precision': text => evaluate(text, exactly, { precision: 30 }),
    'evaluate, nan': text => evaluate(text, at, { undefined: 'nan' }),
    'equivalent to itself': text => equivalent(text, `(${text})*1`),
    'explain, definition': text => explain(text, 'x', { strategy: 'definition' }),
    'explain, logarithm': text => explain(text, 'x', { strategy: 'logarithm' }),
    'factor of the square': text => factor(`(${text})^2`),
    ...Object.fromEntries(FORMATS.map(format => [`convert, ${format}`, (text: string) => convert(text, format)])),
    ...Object.fromEntries(LANGUAGES.map(language => [`emit, ${language}`, (text: string) => emit(text, { language })])),
    'as a declaration': text => diff('x^2', 'x', { let: text }),
    'as a value': text => evaluate('x^2', { x: text }),
    'as a name': text => diff('x^2', text),
    'as names': text => evaluate('x^2', { x: 1, [text]: 2 }),
    ...Object.fromEntries(
      (['mathjson', 'asciimath', 'mathml-content', 'spreadsheet', 'wolfram', 'sympy', 'srepr'] as const).map(syntax => [
        `reading ${syntax}`,
        (text: string) => diff(text, 'x', { syntax }),
      ]),
    ),
  }
}
