/** Fluxion: symbolic derivatives to trust, read and run. The public API; see README.md for examples. */
export {
  type CompileText,
  certificate,
  certify,
  check,
  compile,
  diff,
  equivalent,
  evaluate,
  gradient,
  hessian,
  hvp,
  type Input,
  jacobian,
  jvp,
  type Options,
  parse,
  parseLatex,
  program,
  subs,
  type VariableInput,
  vjp,
} from './api.js'
export { call, num, productOf, sumOf, sym } from './constructors.js'
export type { FunctionDefinition } from './diff/definition.js'
export * from './errors.js'
export type { IntervalValue } from './evaluate/interval.js'
export type { Call, Expr, Num, Sym } from './expr/node.js'
export { reading } from './input.js'
export { isTensor, Tensor, type TensorForm } from './matrix.js'
export { Decimal } from './number/decimal.js'
export { Rational } from './number/rational.js'
export type { NameReading, TextReading } from './parse/reading.js'
export { latex, type Nested, text } from './printing.js'
export {
  apart,
  cancel,
  collect,
  expand,
  factor,
  horner,
  simplify,
  stable,
  together,
  trigExpand,
  trigReduce,
} from './rewriting.js'
export { aligned, equation, unicode } from './typeset.js'
export type { Certificate } from './verify/certificate.js'
