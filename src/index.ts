/** Fluxion: symbolic derivatives to trust, read and run. The public API; see README.md for examples. */
export {
  apart,
  cancel,
  check,
  collect,
  compile,
  type CompileText,
  diff,
  evaluate,
  expand,
  factor,
  gradient,
  hessian,
  type Input,
  jacobian,
  latex,
  type Nested,
  type Options,
  parse,
  program,
  simplify,
  subs,
  text,
  together,
  type VariableInput,
} from './api.js'
export * from './errors.js'
export type { Call, Expr, Num, Sym } from './expr/node.js'
export { call, num, sum as sumOf, product as productOf, sym } from './expr/build.js'
export { Rational } from './number/rational.js'
