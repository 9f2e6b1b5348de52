/** Fluxion: symbolic derivatives to trust, read and run. The public API; see README.md for examples. */
export {
  apart,
  type CompileText,
  cancel,
  certificate,
  check,
  collect,
  compile,
  diff,
  equivalent,
  evaluate,
  expand,
  factor,
  gradient,
  hessian,
  horner,
  hvp,
  type Input,
  jacobian,
  jvp,
  latex,
  type Nested,
  type Options,
  parse,
  parseLatex,
  program,
  simplify,
  subs,
  text,
  together,
  trigExpand,
  trigReduce,
  type VariableInput,
  vjp,
} from './api.js'
export type { FunctionDefinition } from './diff/definition.js'
export * from './errors.js'
export type { IntervalValue } from './evaluate/interval.js'
export { call, num, product as productOf, sum as sumOf, sym } from './expr/build.js'
export type { Call, Expr, Num, Sym } from './expr/node.js'
export { reading } from './input.js'
export { isTensor, Tensor, type TensorForm } from './matrix.js'
export { Decimal } from './number/decimal.js'
export { Rational } from './number/rational.js'
export type { NameReading, TextReading } from './parse/reading.js'
export { stable } from './simplify/stable.js'
export { aligned, equation, unicode } from './typeset.js'
export { type Certificate, certify } from './verify/certificate.js'
