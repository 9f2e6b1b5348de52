/**
 * What every function that people call takes: its arguments by name and kind, and its options. From this table calls are checked
 * (checked.ts), and tested. Pure data. Of an argument, `?` means that it may be left out, `*` that there may be any number; options
 * in braces come last, `&` among them means those of every function, `!` that it must be given.
 */

export const CALLS = {
  parse: 'text:text {&}',
  parseLatex: 'text:text {&}',
  program: 'text:text {&}',
  reading: 'text:text {&}',
  diff: 'f:input by*:by {&}',
  gradient: 'f:input variables?:variables {&}',
  jacobian: 'f:inputs variables?:variables {&}',
  hessian: 'f:input variables?:variables {&}',
  hvp: 'f:input variables:variables vector:list {&}',
  jvp: 'f:inputs variables:variables vector:list {&}',
  vjp: 'f:inputs variables:variables vector:list {&}',
  simplify: 'f:input {&}',
  expand: 'f:input {&}',
  factor: 'f:input {&}',
  cancel: 'f:input {&}',
  together: 'f:input {&}',
  apart: 'f:input x?:variable {&}',
  horner: 'f:input x?:variable {&}',
  trigReduce: 'f:input {&}',
  trigExpand: 'f:input {&}',
  collect: 'f:input x:variable {&}',
  equivalent: 'a:input b:input {& samples shape}',
  certificate: 'f:input x:variable derivative?:input {& samples}',
  subs: 'f:input values:values {&}',
  evaluate: 'f:input at?:values {& field precision undefined flat}',
  compile: 'f:outputs args?:names {& backend flat}',
  check: 'f:input {& at! variables method step tolerance claimed assumptions}',
  latex: 'f:nested {& shared multiply inline lines fractions roots derivatives upright inverse bold}',
  text: 'f:nested {& shared}',
  unicode: 'f:nested {& shared}',
  equation: 'f:input by*:by {& shared multiply inline lines fractions roots derivatives upright inverse bold name}',
  mathml: 'f:nested {& shared multiply inline lines fractions roots derivatives upright inverse bold display}',
  html: 'f:nested {& shared multiply inline lines fractions roots derivatives upright inverse bold display}',
  aligned: 'width?:positive',
  stable: 'e:expression {assumptions domain}',
  certify: 'f:expression by:expression derivative:expression {assumptions domain samples milliseconds}',
  num: 'value:number',
  sym: 'name:text',
  call: 'head:text args:inputs',
  sumOf: 'terms:inputs',
  productOf: 'factors:inputs',
} as const

export type CallName = keyof typeof CALLS

/** The options of every function. */
export const COMMON =
  'asked bound domain form functions layout let limits names record rules signal simplify syntax verify' as const

/** The kind of each option: alternatives, each a kind of checked.ts or, in quotes, the text itself. */
export const OPTIONS = {
  asked: 'names',
  assumptions: 'map',
  at: 'values',
  backend: "'javascript' 'interpreter'",
  bold: 'flag',
  bound: 'names',
  claimed: 'values',
  derivatives: "'prime' 'leibniz'",
  display: 'flag',
  domain: "'real' 'complex'",
  field: "'real' 'complex' 'exact' 'interval'",
  flat: 'flag',
  form: "'factored' 'expanded' 'fraction' 'horner' 'stable' 'raw' 'matrix' 'index' 'kron' 'components' function",
  fractions: "'frac' 'dfrac' 'tfrac' 'slash' 'power'",
  functions: 'names definitions',
  inline: 'flag',
  inverse: "'arc' 'power'",
  layout: "'mixed' 'numerator' 'denominator'",
  let: 'text',
  limits: 'limits',
  lines: 'function',
  method: "'auto' 'central' 'forward' 'complex'",
  milliseconds: 'positive',
  multiply: "'implicit' 'cdot'",
  name: 'text',
  names: 'texts',
  precision: 'positive',
  record: 'function',
  roots: "'sqrt' 'root' 'power'",
  rules: 'names',
  samples: 'positive',
  shape: 'inputs',
  shared: 'flag',
  signal: 'signal',
  simplify: 'flag',
  step: 'double',
  syntax: "'latex' function",
  tolerance: 'double',
  undefined: "'error' 'nan'",
  upright: "flag 'd'",
  variables: 'names',
  verify: 'flag function',
} as const

export type OptionName = keyof typeof OPTIONS

/** What `limits` may hold; all are numbers from 0 up. */
export const LIMITS = ['length', 'digits', 'depth', 'characters', 'nodes', 'steps', 'milliseconds'] as const
