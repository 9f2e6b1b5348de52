/**
 * The notation in which calls say what they take, and the options there are, each of one kind everywhere. By it calls are checked
 * (checked.ts), read from the command line, and tested. Pure data.
 */

import { FORMS, SLOPES } from './notation.js'

export * from './notation.js'

/** What an option goes with, where a function does not take it. */
export const PLACES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(FORMS.split(' ').map(option => [option, 'functions that answer formulas, as simplify does'])),
  ...Object.fromEntries(SLOPES.split(' ').map(option => [option, 'functions that take derivatives, as diff does'])),
  layout: 'functions that take derivatives by vectors and matrices, as diff does',
}

/** The databases that `emit` and `sql` write for. */
export const DIALECTS = ['duckdb', 'postgresql', 'sqlite', 'spark', 'clickhouse', 'bigquery'] as const

/** What languages, databases and formats are called besides. */
export const OTHER_NAMES: Readonly<Record<string, string>> = {
  ...{ py: 'numpy', python: 'numpy', np: 'numpy', torch: 'pytorch', cpp: 'c', 'c++': 'c', cxx: 'c', cc: 'c' },
  ...{ javascript: 'js', node: 'js', typescript: 'ts', octave: 'matlab', m: 'matlab', rs: 'rust', jl: 'julia' },
  ...{ f90: 'fortran', f95: 'fortran', xlsx: 'excel', spreadsheet: 'excel', calc: 'excel', webgpu: 'wgsl' },
  ...{ webgl: 'glsl', shader: 'glsl', pg: 'postgresql', sqlite3: 'sqlite', databricks: 'spark' },
  ...{ mathematica: 'wolfram', mathml: 'mathml-content', duckdb: 'sql', postgres: 'sql' },
}

/** What else than text and LaTeX is read: the formats of interchange/formats. All but AsciiMath are written as well. */
export const READ_FORMATS = [
  'asciimath',
  'mathjson',
  'mathml-content',
  'spreadsheet',
  'srepr',
  'sympy',
  'wolfram',
] as const
export type ReadFormat = (typeof READ_FORMATS)[number]
export type WrittenFormat = Exclude<ReadFormat, 'asciimath' | 'spreadsheet'>
export const WRITTEN_FORMATS = READ_FORMATS.filter((f): f is WrittenFormat => f !== 'asciimath' && f !== 'spreadsheet')

/** Texts as the alternatives of a kind. */
export const textsOf = (texts: readonly string[]): string => texts.map(t => `'${t}'`).join(' ')

/** The kind of each option: alternatives, each a kind of checked.ts or, in quotes, the text itself. */
export const OPTIONS = {
  absolute: 'double',
  asked: 'names',
  assumptions: 'map',
  at: 'values',
  backend: "'javascript' 'wasm' 'interpreter'",
  bold: 'flag',
  bound: 'names',
  claimed: 'nested claims function',
  columns: 'texts',
  convergence: 'flag',
  decimals: 'count',
  delta: 'double',
  derivatives: "'prime' 'leibniz'",
  dialect: textsOf(DIALECTS),
  display: 'flag',
  distributions: 'flag',
  domain: "'real' 'complex'",
  field: "'real' 'complex' 'exact' 'interval'",
  flat: 'flag',
  form: "'factored' 'expanded' 'fraction' 'horner' 'stable' 'raw' 'matrix' 'index' 'kron' 'components' 'point-slope' function",
  fractions: "'frac' 'dfrac' 'tfrac' 'slash' 'power'",
  functions: 'names definitions',
  gradient: 'flag',
  hessian: 'flag',
  inline: 'flag',
  inverse: "'arc' 'power'",
  jacobian: 'flag',
  keep: 'names',
  language: "'en' 'ru' 'ko'",
  layout: "'mixed' 'numerator' 'denominator'",
  let: 'text',
  level: "'brief' 'standard' 'full'",
  limits: 'limits',
  lines: 'function',
  main: 'flag',
  method: "'auto' 'central' 'forward' 'complex'",
  milliseconds: 'positive',
  multiply: "'implicit' 'cdot'",
  name: 'text',
  names: 'texts',
  precision: 'positive',
  record: 'function',
  remainder: 'flag',
  removable: 'flag',
  roots: "'sqrt' 'root' 'power'",
  rules: 'names',
  samples: 'positive',
  shared: 'flag',
  signal: 'signal',
  simplify: 'flag',
  step: 'double doubles',
  strategy: "'rules' 'logarithm' 'definition' 'principles'",
  syntax: `'latex' ${textsOf(READ_FORMATS)} function`,
  sum: 'flag',
  table: 'text',
  test: 'flag',
  tolerance: 'double',
  undefined: "'error' 'nan'",
  upright: "flag 'd'",
  value: 'flag',
  variables: 'names',
  verify: 'flag function',
} as const

export type OptionName = keyof typeof OPTIONS
