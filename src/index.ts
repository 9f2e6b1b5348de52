/** Fluxion: symbolic derivatives to trust, read and run. The public API; see README.md for examples. */

export type { Compiled } from './compile/compile.js'
export type { FunctionDefinition } from './diff/definition.js'
export * from './errors.js'
export type { IntervalValue } from './evaluate/interval.js'
export type { Call, Expr, Num, Sym } from './expr/node.js'
export type { Input, Nested, Options, VariableInput, Verifier } from './input.js'
export { isTensor, Tensor, type TensorForm } from './matrix.js'
export { Decimal } from './number/decimal.js'
export { Rational } from './number/rational.js'
export type { NameReading, TextReading } from './parse/reading.js'
export * from './verbs/index.js'
export type { Certificate } from './verify/certificate.js'
