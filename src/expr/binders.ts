/**
 * What a binder is: a sum or a product over an index, or an integral. The whole library puts in the rows (binder-rows.ts) with what its rooms
 * do for them before it does anything (calls/language.ts); elsewhere there are none.
 */
import type { Complex } from '../number/complex.js'
import type { Call, Expr, Sym } from './node.js'

/** A binder taken apart. */
export interface Binding {
  readonly head: string
  readonly variable: Sym
  readonly from: Expr
  readonly to: Expr
  readonly body: Expr
}

/** How calls are made: by the canonical constructors, or as they stand. */
export type Make = (head: string, args: readonly Expr[]) => Expr

/** The arithmetic of expressions, as the rows need it. */
export interface BinderAlgebra {
  readonly zero: Expr
  readonly one: Expr
  readonly add: (...terms: Expr[]) => Expr
  readonly sub: (a: Expr, b: Expr) => Expr
  readonly mul: (...factors: Expr[]) => Expr
  readonly div: (a: Expr, b: Expr) => Expr
  readonly pow: (a: Expr, b: Expr) => Expr
  /** A binder over the variable of the one at hand; factors that do not depend on it may stand before it. */
  readonly over: (head: string, from: Expr, to: Expr, body: Expr) => Expr
  /** The same with a variable of its own, put into bounds and body. */
  readonly fresh: (head: string, from: Expr, to: Expr, body: (index: Expr) => Expr, around: readonly Expr[]) => Expr
  /** The body at a value of the variable. */
  readonly at: (body: Expr, value: Expr) => Expr
  /** Whether it is known to be nowhere zero. */
  readonly isNonzero: (e: Expr) => boolean
  /** The whole numbers between two bounds, where they are few. */
  readonly few: (from: Expr, to: Expr) => readonly Expr[] | undefined
}

/** A binder with its derivatives by a variable: of the bounds, and of the body. */
export interface Moving {
  readonly from: Expr
  readonly to: Expr
  readonly body: Expr
  readonly dFrom: Expr
  readonly dTo: Expr
  readonly dBody: Expr
}

export interface BinderRow {
  readonly name: 'sum' | 'prod' | 'integral'
  /** What runs: an index over whole numbers, or a variable over the line. */
  readonly over: 'integers' | 'reals'
  /** The sign in LaTeX and in Unicode. */
  readonly latex: string
  readonly unicode: string
  /** The body for which the binder has that value itself, whatever the bounds are: a sum of zeros is zero. */
  readonly neutral: 0 | 1
  /** Two values of the running one together, of an index: how terms are joined. */
  readonly joined?: (a: BinderAlgebra, x: Expr, y: Expr) => Expr
  /** Its value where the body does not depend on the variable, for so many terms (of an integral, its length). */
  readonly constant: (a: BinderAlgebra, body: Expr, length: Expr) => Expr
  /** The derivative. Bounds of an index do not move: that is refused before. */
  readonly slope: (a: BinderAlgebra, m: Moving) => Expr
  /** The name of the rule in explanations. */
  readonly rule: 'sum over an index' | 'product over an index' | 'integral'
  /** What may stand before the sign: factors of the body that do not depend on the variable. */
  readonly isLinear: boolean
  readonly real: (from: number, to: number, f: (x: number) => number) => number
  readonly complex: (from: Complex, to: Complex, f: (x: Complex) => Complex) => Complex
  /** What is said where it has no value. */
  readonly refusal: string
}

/** A row with what the rooms of the library do for it. */
export interface Binder extends BinderRow {
  /** The canonical constructor. */
  readonly bind: (args: readonly Expr[], call: Make) => Expr
  /** The same, as it stands. */
  readonly written: (args: readonly Expr[]) => Expr
  /** The derivative, canonical or written, given those of its bounds and of its body; of letters it is said whether they may vanish. */
  readonly slopeOf: (
    e: Call,
    d: readonly Expr[],
    x: Expr,
    canonical: (e: Expr) => Expr,
    isNonzero?: (e: Expr) => boolean,
  ) => Expr
  /** What the variable is while a text is read: a symbol of its own within the binders around, the outermost first, itself the last. */
  readonly read: (variables: readonly string[]) => Sym
  /** The variable as it is printed, with the body in which it stands. */
  readonly opened: (binding: Binding, taken: Iterable<string>) => readonly [Sym, Expr]
}

/** Their names, which are taken everywhere. */
export const BINDER_NAMES: readonly BinderRow['name'][] = ['sum', 'prod', 'integral']

/** Tells of a text which of its names are components, `x_i` within a sum over i, and refuses those that may be (parse/subscripts.ts). */
export interface Components {
  /** There is a sum over that index. */
  sum(index: string): void
  /** The component that a name within binders of these variables means, if it is one. */
  read(
    name: string,
    variables: readonly string[],
    innermost: Pick<BinderRow, 'over'>,
    value: (index: string) => Expr,
  ): Expr | undefined
  /** Refuses names in what the text means, and names asked for, that may be components; those declared are not. */
  refuse(e: Expr, asked: Iterable<string>, declared: ReadonlySet<string>): void
}

const binders = new Map<string, Binder>()
let made: (() => Components) | undefined

/** Puts the binders in, and what is to be made for each text. */
export function defineBinders(all: readonly Binder[], components: () => Components): void {
  for (const binder of all) binders.set(binder.name, binder)
  made = components
}

/** For a text; undefined where there are no binders. */
export const componentsOfText = (): Components | undefined => made?.()

/** The binder of that name. */
export const binderOf = (head: string): Binder | undefined => binders.get(head)
