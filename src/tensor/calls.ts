/** What the calls of matrix calculus take. */
import type { Recorder } from '../diff/derivative.js'
import type { Assumptions } from '../expr/assumption.js'
import type { Expr } from '../expr/node.js'
import type { ParseOptions } from '../parse/parse.js'
import type { Domain } from '../simplify/facts.js'

export type TensorInput = string | number | bigint | Expr

/** Compares a derivative with the function it came from. */
export type Verifier = (
  f: Expr,
  by: Expr,
  derivative: Expr,
  options: { readonly assumptions: Assumptions; readonly domain?: Domain },
) => { readonly verdict: 'verified' | 'refuted' | 'unknown'; readonly witness?: object }

/** What the calls take; options of other rooms are passed on. */
export interface TensorOptions extends Omit<ParseOptions, 'functions'> {
  readonly form?: unknown
  readonly layout?: 'mixed' | 'numerator' | 'denominator'
  readonly domain?: Domain
  /** Told of each step: the rule, a part of the formula, and the derivative of the whole by it, both tensors. */
  readonly record?: Recorder
  /** Derivatives are certified before they are handed out. */
  readonly verify?: boolean | Verifier
}

/** A Hessian or a Jacobian times a vector, or a vector times a Jacobian. */
export type ProductKind = 'hvp' | 'jvp' | 'vjp'
