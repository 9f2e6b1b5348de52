/** What matrix calculus does for each verb, and what it takes. */
import type { Recorder } from '../diff/derivative.js'
import type { Assumptions } from '../expr/assumption.js'
import type { Expr } from '../expr/node.js'
import type { ParsedProgram, ParseOptions } from '../parse/parse.js'

export type TensorInput = string | number | bigint | Expr

/** What the calls take; options of other rooms are passed on. */
export interface TensorOptions extends Omit<ParseOptions, 'functions'> {
  readonly form?: unknown
  readonly layout?: 'mixed' | 'numerator' | 'denominator'
  /** Told of each step: the rule, a part of the formula, and the derivative of the whole by it, both tensors. */
  readonly record?: Recorder
  /** Derivatives are certified before they are handed out. */
  readonly verify?: unknown
}

/** A Hessian or a Jacobian times a vector, or a vector times a Jacobian. */
export type ProductKind = 'hvp' | 'jvp' | 'vjp'

/** What matrix calculus does for each call. */
export interface TensorCalls {
  /** LaTeX in bold for the names of vectors and matrices in an expression. */
  bold(e: Expr): Readonly<Record<string, string>>
  read(f: TensorInput, options: TensorOptions): Expr
  /** With its intermediate results. */
  program(f: TensorInput, options: TensorOptions): ParsedProgram
  diff(f: TensorInput, by: readonly (TensorInput | number)[], options: TensorOptions): Expr
  gradient(f: TensorInput, by: readonly TensorInput[] | undefined, options: TensorOptions): Expr[]
  jacobian(f: readonly TensorInput[], by: readonly TensorInput[] | undefined, options: TensorOptions): Expr[][]
  hessian(f: TensorInput, by: readonly TensorInput[] | undefined, options: TensorOptions): Expr[][]
  products(
    kind: ProductKind,
    f: readonly TensorInput[],
    by: readonly TensorInput[],
    vector: readonly TensorInput[],
    options: TensorOptions,
  ): Expr[]
  /** With its entries rewritten as scalars are; `rewrite` is told what is known of them. */
  rewritten(f: TensorInput, options: TensorOptions, rewrite: (e: Expr, assumptions: Assumptions) => Expr): Expr
  subs(f: TensorInput, values: Readonly<Record<string, unknown>>, options: TensorOptions): Expr
  evaluate(f: TensorInput, at: Readonly<Record<string, unknown>>, options: TensorOptions): unknown
  compile(f: unknown, args: readonly string[] | undefined, options: TensorOptions): (...values: never[]) => unknown
  check(f: TensorInput, options: TensorOptions & { readonly at: Readonly<Record<string, unknown>> }): unknown
  certificate(f: TensorInput, by: TensorInput, derivative: TensorInput | undefined, options: TensorOptions): unknown
  equivalent(a: TensorInput, b: TensorInput, options: TensorOptions): unknown
}
