/**
 * One mathematical function is one row: everything the library knows of it, as data.
 * The parser's names, the derivative, parity, special values and LaTeX are read from its row; evaluation in every
 * field, emitted code and kinks from its practice, and its help from a line, beside the row in the same file; written nowhere else. A derivative or a definition is text
 * in the project's own notation, in which `u`, `v`, `w` stand for the arguments.
 * Only `derivative`, and beside it a real kernel and a line of help, is needed to add a function everywhere.
 */
import type { Complex } from '../number/complex.js'
import type { Piece } from '../number/interval-extension.js'
import type { Rational } from '../number/rational.js'

/** The names of the arguments in `derivative`, `definition`, `kinks` and `values`. */
export const ARGUMENTS = ['u', 'v', 'w', 's', 't', 'r'] as const

/**
 * The facts of a function under the name of another, told apart by the number of arguments: elliptice(m) is complete,
 * elliptice(phi, m) is not. Nothing is taken over from the other form.
 */
export type Form = Omit<FunctionRow, 'args' | 'aliases' | 'byArity' | 'structure' | 'fold'>

export interface FunctionRow {
  /** The fewest and the most arguments, where they are not as many as there are derivatives. */
  readonly args?: number | readonly [number, number]
  /** Other names for the same function. */
  readonly aliases?: readonly string[]
  /**
   * Forms with other numbers of arguments than `args`, where these mean other functions. The facts beside it are those
   * of the form with `args` arguments. `row(name, count)` (table.ts) answers the form; kernels tell by their arguments.
   */
  readonly byArity?: Readonly<Record<number, Form>>
  /**
   * Which arguments (from 0) are lists: hypergeom([a, b], [c], z). Its kernel gets each list as its length and then its
   * entries, one after the other. A derivative by an entry stays formal, and its text may use LIST_OPERATIONS.
   */
  readonly lists?: readonly number[]
  /** The partial derivative by each argument; `null` where none has a closed form (it then stays formal). */
  readonly derivative: readonly (string | null)[]
  /**
   * Where `derivative` divides by zero though there is a value, as at coinciding arguments, or where there is a simpler one: the first
   * condition that holds identically states the derivatives there.
   */
  readonly exceptions?: readonly { readonly when: string; readonly derivative: readonly (string | null)[] }[]
  /** `f(-u)` is `-f(u)` (odd) or `f(u)` (even), in the first argument of a unary function. */
  readonly parity?: 'odd' | 'even'
  /**
   * The order stands first, and f(-n, v) is f(n, v) for all n (`'even'`) or for whole n (`'whole even'`), or (-1)^n*f(n, v) for whole n
   * (`'whole alternating'`).
   */
  readonly order?: 'even' | 'whole even' | 'whole alternating'
  /** Exact values at special arguments: argument text to value text. */
  readonly values?: Readonly<Record<string, string>>
  /** The function g with f(g(u)) = u wherever g is defined. */
  readonly inverse?: string
  /** The real range where it is narrower than the line: every real value is > 0 or >= 0. */
  readonly sign?: 'positive' | 'nonnegative'
  /** Every real value is a whole number. */
  readonly whole?: true
  /** Whether a real argument may give a non-real value, and for which it does not: a condition in u, v. */
  readonly realWhen?: string
  /** Whether there is no value at such arguments, each a rational number or undefined: 0 times it is then not 0. */
  readonly pole?: (...args: (Rational | undefined)[]) => boolean
  /** The same for an argument of so many times pi. */
  readonly poleAtTurns?: (turns: Rational) => boolean
  /** f(a, b, c) is f(f(a, b), c): the derivative of the binary form is enough. */
  readonly fold?: true
  /** f(a, a) is a, and the value is one of the arguments (max, min): repetitions may go. */
  readonly idempotent?: true
  /** Written as another structure at once: `exp(u)` is the power e^u; the name itself never appears in an `Expr`. */
  readonly structure?: true
  /** The value at rational arguments, where it is rational; undefined where it is not. */
  readonly exact?: (...args: Rational[]) => Rational | undefined
  /** Of a whole degree, its first argument, it is a polynomial of that degree in its last one. */
  readonly polynomial?: true
  /** The LaTeX operator, e.g. `\sin`, or a whole form with `#1` for the argument; `\operatorname{name}` when left out. */
  readonly latex?: string
  /** A power of it is written sin^2 x (trigonometric and hyperbolic functions only). */
  readonly powerOnName?: true
}

/** The kernels of a function. */
export interface Numeric {
  /** Over doubles; NaN outside the real domain. */
  readonly real: (...args: number[]) => number
  /** Over complex doubles, principal branch. */
  readonly complex?: (...args: Complex[]) => Complex
  /** The pieces of the line, from left to right, on which the real function of one argument rises or falls. */
  readonly monotone?: readonly Piece[]
  /** A bound for the relative error of the real kernel in units of 2^-52, where it is not that of `Math`'s functions. */
  readonly units?: number
}

/** What is known of a function beside its row and its kernels: what evaluation, checks and emitted code read. */
export interface Notes {
  /** What it is in terms of other functions. */
  readonly definition?: string
  /** Expressions whose zeros are the points where the derivative does not exist. */
  readonly kinks?: readonly string[]
  /** The end of a sentence that says why it has no value, where it has none. */
  readonly refusal?: string
  /**
   * Not complex differentiable (abs, max, sign), or only between jumps and cuts, where its slopes hold for complex values as well (floor, atan2):
   * the complex step must not be used.
   */
  readonly analytic?: false | 'pieces'
  /** The function of JavaScript that is meant, `Math.sin`, where the kernel is another one. */
  readonly js?: string
}

/**
 * The notes and the kernels of a function. They stand beside its row in the same file, in a table of their own, so
 * that a program that only differentiates and prints carries none of them. Without a kernel a function is
 * differentiated and printed, but not evaluated.
 */
export interface Practice extends Notes, Partial<Numeric> {
  /** The notes of its other forms: see `FunctionRow.byArity`. Kernels tell the forms by their arguments. */
  readonly byArity?: Readonly<Record<number, Notes>>
}

/** Rows by name, in the order of the help. */
export type Family = Readonly<Record<string, FunctionRow>>

/** A row that knows its own name. */
export interface NamedRow extends FunctionRow {
  readonly name: string
  readonly args: number | readonly [number, number]
}

const SAME: readonly (readonly [number, number])[] = [0, 1, 2, 3].map(n => [n, n])

/** The fewest and the most arguments that a row takes, in any of its forms. */
export function arity({ args, byArity }: NamedRow): readonly [number, number] {
  if (byArity === undefined && typeof args === 'number' && args < SAME.length) return SAME[args] as [number, number]
  const [least, most] = typeof args === 'number' ? [args, args] : args
  const others = Object.keys(byArity ?? {}).map(Number)
  return [Math.min(least, ...others), Math.max(most, ...others)]
}

/** Whether a function is a TeX operator, so that it may stand before its argument without brackets. */
export const isOperator = (row: NamedRow | undefined): boolean =>
  row !== undefined &&
  (row.powerOnName === true ||
    /^\\(?:arc(?:sin|cos|tan)|ln|log(?:_\{\d+\})?|operatorname\{ar[a-z]+\})$/.test(row.latex ?? ''))
