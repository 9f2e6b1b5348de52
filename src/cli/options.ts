/**
 * The options of the command line, one row each: how it is written, what it says in the help, and which option of the library it gives.
 * Values are read by the kind that the library's own table (signatures/options.ts) gives the option.
 */

import { kindOf, parametersOf } from '../calls/checked.js'
import { BUILD_TARGETS } from '../flx/files.js'
import { withReader } from '../interchange/readers.js'
import { meant } from '../parse/spelling.js'
import { splitAtCommas } from '../parse/statements.js'
import { aligned } from '../print/latex/lines.js'
import { DIALECTS, type OptionName, READ_FORMATS, type Signature, WRITTEN_FORMATS } from '../signatures/options.js'
import { isOrder } from '../verbs/verb.js'
import { readClaims } from './point-file.js'
import { UsageError } from './usage.js'

export const FORMATS = [
  ...(['text', 'unicode', 'latex', 'mathml', 'html', 'json', 'markdown', 'svg', 'dot'] as const),
  ...WRITTEN_FORMATS,
  'dask',
] as const
export type Format = (typeof FORMATS)[number]

const ENDINGS: Readonly<Record<string, Format>> = {
  svg: 'svg',
  md: 'markdown',
  tex: 'latex',
  html: 'html',
  json: 'json',
  dot: 'dot',
}

/** The format that the ending of a file's name stands for. */
export const formatOfFile = (file: string): Format | undefined => {
  const ending = /\.(\w+)$/.exec(file)?.[1] ?? ''
  return Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined
}

export interface OptionRow {
  /** What stands for the value in the help; a switch has none. */
  readonly value?: string
  readonly about: string
  /** The option of the library, where it has another name, or none. */
  readonly gives?: OptionName | 'nothing'
  /** Every use counts. */
  readonly multiple?: true
  readonly short?: string
  /** How its texts are read, where its kind does not tell. */
  readonly read?: (texts: readonly string[]) => unknown
}

/** By the names on the command line, in the order of the help. */
export const OPTION_ROWS = {
  at: {
    value: 'x=2,y=1/3',
    multiple: true,
    gives: 'nothing',
    about: 'values; exact ones stay exact; arrays as in W=[[1,2],[3,4]],x=[1;2]',
  },
  'at-file': { value: 'FILE', gives: 'nothing', about: 'values in a JSON object: {"W": [[1,2],[3,4]], "x": [1,2]}' },
  let: {
    value: '"q = x + y"',
    multiple: true,
    about:
      'named results, functions (f(t) = t^2; g:function), assumptions (x:positive; n:integer), shapes (W:[2,3]; x, y:[n]) and properties (symmetric, psd, diagonal, lower, positive, unit)',
  },
  from: { value: 'FILE', gives: 'nothing', about: 'problems from a file, one a line' },
  input: {
    value: 'FORMAT',
    gives: 'syntax',
    about: `what the expression is: text, latex (one with commands is read so anyway), ${READ_FORMATS.join(', ')} (what begins with = is of a spreadsheet)`,
    read: ([text = '']) => {
      const format = oneOf(text, ['text', 'latex', ...READ_FORMATS], '--input')
      return format === 'text' ? undefined : withReader({ syntax: format }).syntax
    },
  },
  format: {
    value: 'FORMAT',
    gives: 'nothing',
    about: `${FORMATS.slice(0, 6).join(', ')}; formulas also ${WRITTEN_FORMATS.join(', ')}; some verbs have markdown, svg, dot; of grad dask: a program that sums over the rows of data on a cluster`,
  },
  output: {
    value: 'FILE',
    short: 'o',
    gives: 'nothing',
    about: 'write to a file; its ending says the format where none is given: svg, md, tex, html, json, dot',
  },
  form: {
    value: 'FORM',
    about:
      'factored, expanded, fraction, horner, stable (neither overflows nor cancels), raw (canonical); of vectors and matrices: matrix, index, kron, components; of tangents: point-slope',
  },
  domain: { value: 'complex', about: 'variables may be complex: no identity that holds for reals only is used' },
  function: {
    value: '"g=u^2"',
    multiple: true,
    gives: 'functions',
    about: 'a function of your own; u, v, w are its arguments',
  },
  rule: { value: '"n: g(u) => u"', multiple: true, gives: 'rules', about: 'a rule of simplification of your own' },
  layout: { value: 'LAYOUT', about: 'axes of derivatives by vectors and matrices: mixed, numerator, denominator' },
  verify: { about: 'compare derivatives with the function at sampled points; status 1 unless verified' },
  field: { value: 'FIELD', about: 'arithmetic of values: real, complex, exact, interval (--at x=1..2)' },
  precision: { value: 'N', about: 'values to N significant digits, all of them right' },
  claim: {
    value: 'x=2*x',
    multiple: true,
    gives: 'claimed',
    about:
      'check this derivative instead of our own; a wrong one is told with its likely mistake; "2*x" by one variable',
    read: texts => readClaim(texts),
  },
  'claim-file': {
    value: 'FILE',
    gives: 'claimed',
    about: 'such derivatives in a JSON object: {"W": [[1,2],[3,4]], "x": "2*x"}',
    read: ([file = '']) => readClaims(file),
  },
  method: { value: 'METHOD', about: 'check by central, forward or complex differences (default: auto)' },
  removable: { about: 'at points: the limit where a division by zero is only apparent, as in sin(x)/x at 0' },
  distributions: { about: "derivatives with Dirac's delta where a function jumps" },
  remainder: { about: "Taylor polynomials with Lagrange's remainder" },
  step: {
    value: 'H',
    multiple: true,
    about: 'the step of the differences; of several, the quotients at each side by side',
    read: texts => {
      const steps = texts.map(text => positive(text, '--step'))
      return steps.length === 1 ? steps[0] : steps
    },
  },
  delta: { value: 'D', about: 'the change of f for this change of each variable, beside the differential' },
  tolerance: { value: 'T', about: 'how far apart the two may be, relatively' },
  absolute: { value: 'T', about: 'how far apart the two may be, absolutely' },
  decimals: { value: 'N', about: 'numbers in tables with so many decimals' },
  convergence: { about: 'draw how the error goes with the step; --format svg is the same drawing' },
  level: { value: 'LEVEL', about: 'steps: brief, standard, full' },
  language: { value: 'LANGUAGE', about: 'words of steps and traces: en, ru, ko; of emit: those that --emit lists' },
  strategy: {
    value: 'STRATEGY',
    about: 'steps by rules, logarithm, definition (as a limit), principles (of the first rule)',
  },
  equation: {
    gives: 'nothing',
    about: 'diff as a whole equation, d/dx f = ..., in latex (the default then), mathml, html',
  },
  shared: { about: 'name what occurs several times: t1 = sin(x); t1^2 + t1' },
  fractions: { value: 'STYLE', about: 'LaTeX: frac, dfrac, tfrac, slash, power' },
  roots: { value: 'STYLE', about: 'LaTeX: sqrt, root, power' },
  inverse: { value: 'STYLE', about: 'LaTeX: arc (arccosh x) or power (cosh^-1 x)' },
  multiply: { value: 'STYLE', about: 'LaTeX: implicit (2xy) or cdot' },
  derivatives: { value: 'STYLE', about: 'LaTeX of unknown functions: prime or leibniz' },
  upright: { about: 'LaTeX: upright d, e, i' },
  inline: { about: 'LaTeX for a line of text' },
  width: {
    value: 'N',
    gives: 'lines',
    about: 'LaTeX: lines of about N characters',
    read: ([text = '']) => aligned(positive(text, '--width')),
  },
  name: {
    value: '"lr=\\eta"',
    multiple: true,
    gives: 'names',
    about: 'LaTeX for a symbol; of emit: the name of the function',
  },
  to: {
    value: 'FORMAT',
    gives: 'nothing',
    about: 'notes: md, html or tex (default: by the ending of the file written)',
  },
  emit: {
    value: 'c,numpy,ts',
    multiple: true,
    gives: 'nothing',
    about: `build: what is written: ${BUILD_TARGETS.join(', ')}`,
  },
  watch: { gives: 'nothing', about: 'notes, build: run again whenever the file changes' },
  dialect: { value: 'NAME', about: `sql, and emit --language sql: ${DIALECTS.join(', ')}` },
  over: {
    value: 'FILE',
    gives: 'nothing',
    about:
      'sql: run it over a file of Parquet or CSV by DuckDB, or over a table of --database; -o writes Parquet or CSV',
  },
  database: { value: 'FILE', gives: 'nothing', about: 'sql: the database of DuckDB that holds the table of --over' },
  table: { value: 'NAME', about: 'sql: the table of the query (default: points)' },
  column: {
    value: '"x=unit price"',
    multiple: true,
    gives: 'columns',
    about: 'sql: the column of a variable that is called otherwise',
    read: readColumns,
  },
  keep: {
    value: 'COLUMN',
    multiple: true,
    about: 'sql: a column beside the results (default: those of the variables; with --over all)',
  },
  value: { about: 'sql: the value, too' },
  sum: { about: 'sql: one row, the sums of the results over all rows' },
  gradient: { about: 'emit: the gradient beside the value; sql: derivatives by all variables, or by those of --at' },
  jacobian: { about: 'emit: the Jacobian beside the values' },
  hessian: { about: 'emit: the Hessian beside the value' },
  main: { about: 'emit: a program that reads points from standard input, one a line' },
  test: { about: 'emit: a program that checks the derivatives by differences' },
  timeout: { value: 'SECONDS', gives: 'nothing', about: 'give up after so long; of notes: each command' },
  help: { short: 'h', gives: 'nothing', about: 'this; after a command, its own help' },
  version: { short: 'V', gives: 'nothing', about: 'the version' },
} as const satisfies Readonly<Record<string, OptionRow>>

/** Derivatives by name, or one text without names: that of the one variable, or a list. */
function readClaim(texts: readonly string[]): unknown {
  const [text = '', ...more] = texts
  const isNamed = more.length > 0 || /^[^=<>!(]*=(?!=)/u.test(text)
  return isNamed ? Object.fromEntries(assignments(texts, '--claim', 'x=2*x')) : text
}

/** `x=unit price`, each whole: names of columns may hold anything. */
function readColumns(texts: readonly string[]): Readonly<Record<string, string>> {
  const pairs = texts.map(text => {
    const at = text.indexOf('=')
    if (at < 1) throw new UsageError(`--column takes a variable and its column, as in "x=unit price"; not "${text}"`)
    return [text.slice(0, at).trim(), text.slice(at + 1)] as const
  })
  const twice = pairs.find(([name], k) => pairs.findIndex(([other]) => other === name) < k)
  if (twice !== undefined) throw new UsageError(`--column gives ${twice[0]} two columns`)
  return Object.fromEntries(pairs)
}

export type Flag = keyof typeof OPTION_ROWS

/** The rows by name, without what is particular to each. */
export const optionRow = (flag: string): OptionRow | undefined =>
  Object.hasOwn(OPTION_ROWS, flag) ? OPTION_ROWS[flag as Flag] : undefined

/** The option of the library that a flag gives: the one of its own name where the verb has it. */
export function givenBy(flag: string, verb?: Signature): OptionName | undefined {
  if (verb !== undefined && parametersOf(verb).options?.includes(flag)) return flag as OptionName
  const { gives = flag } = optionRow(flag) as OptionRow
  return gives === 'nothing' ? undefined : (gives as OptionName)
}

/** The flag for an option of the library, if there is one: the one that gives it everywhere, or the one of its name. */
export const flagOf = (option: string): string | undefined =>
  Object.keys(OPTION_ROWS).find(f => givenBy(f) === option) ?? Object.keys(OPTION_ROWS).find(f => f === option)

/** The values of an option as the library takes them. Raises `UsageError`. */
export function readOption(flag: string, texts: readonly string[], verb: Signature): unknown {
  const { read, value = '' } = optionRow(flag) as OptionRow
  if (read !== undefined) return read(texts)
  const [text = ''] = texts
  const kind = kindOf(verb, givenBy(flag, verb) as OptionName)
  if (kind.startsWith("'")) {
    const allowed = kind.split(' ').filter(k => k.startsWith("'"))
    return oneOf(
      text,
      allowed.map(k => k.slice(1, -1)),
      `--${flag}`,
    )
  }
  switch (kind) {
    case 'text':
      return texts.join('; ')
    case 'positive':
    case 'double':
      return positive(text, `--${flag}`)
    case 'count':
      return isOrder(text) ? Number(text) : text
    case 'names':
      return texts
    default:
      return Object.fromEntries(assignments(texts, `--${flag}`, value.replaceAll('"', '')))
  }
}

export function oneOf<T extends string>(value: string, allowed: readonly T[], option: string): T {
  const found = allowed.find(a => a === value)
  if (found === undefined) {
    const near = meant(value, allowed)
    const advice = near === undefined ? '' : `; do you mean ${near}?`
    throw new UsageError(`${option} takes ${allowed.join(', ')}; not "${value}"${advice}`)
  }
  return found
}

/** What a number is in an expression, too: neither 0x10 nor 1_000. */
const DECIMAL = /^\+?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

export function positive(text: string, option: string): number {
  const value = Number(text)
  if (!DECIMAL.test(text) || !(value > 0) || value === Number.POSITIVE_INFINITY)
    throw new UsageError(`${option} takes a positive number; not "${text}"`)
  return value
}

/** `x=2,y=max(1,2)`, `x=2; y=1`, `x=2 y=1`: what stands inside brackets belongs to the value. */
export function assignments(texts: readonly string[], option: string, example: string): Map<string, string> {
  const map = new Map<string, string>()
  for (const part of texts.flatMap(splitAtCommas).flatMap(splitAssignments)) {
    const at = part.indexOf('=')
    const name = part.slice(0, at).trim()
    const value = part.slice(at + 1).trim()
    if (at < 0 || name === '' || value === '')
      throw new UsageError(`${option} takes assignments such as ${example}; not "${part.trim()}"`)
    if (map.has(name)) throw new UsageError(`${option} gives ${name} two values`)
    map.set(name, value)
  }
  return map
}

/** Assignments that a semicolon or white space parts. */
function splitAssignments(text: string): string[] {
  const parts: string[] = []
  for (const part of text.trim().split(/[\s;]+(?=[\p{L}_][\p{L}\p{N}_]*\s*=(?![=>]))/u)) {
    const last = parts.at(-1)
    if (last !== undefined && /[([{]/.test(last) && splitAtCommas(`${last},`).length === 1)
      parts[parts.length - 1] += ` ${part}`
    else parts.push(part)
  }
  return parts
}
