/**
 * What a reader sees of an expression, one level at a time: a sum with signs, a fraction, a root, a call. The same
 * for every notation; how it is drawn and where brackets go is the walk's and the notation's business.
 */
import type { BinderRow } from '../expr/binders.js'
import type { Call, Expr, Num } from '../expr/node.js'
import type { NamedRow } from '../functions/row.js'

/** An expression, or a layout made of parts of one. */
export type Part = Expr | Layout
export const isExpression = (part: Part): part is Expr =>
  part.kind === 'num' || part.kind === 'sym' || part.kind === 'call'

/** A term of a sum without its sign. */
export interface SignedTerm {
  readonly negative: boolean
  readonly of: Expr
}

export type RelationHead = 'lt' | 'le' | 'eq' | 'ne' | 'gt' | 'ge'

export type Layout =
  /** A number without a sign: digits, perhaps with a decimal point. */
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'symbol'; readonly name: string }
  /** A constant of the table, `true` or `false`; `shadowed` when a symbol of the same name occurs too. */
  | { readonly kind: 'constant'; readonly name: string; readonly row: NamedRow | undefined; readonly shadowed: boolean }
  | { readonly kind: 'negative'; readonly of: Part }
  | { readonly kind: 'sum'; readonly terms: readonly SignedTerm[] }
  | { readonly kind: 'product'; readonly factors: readonly Expr[] }
  | { readonly kind: 'fraction'; readonly above: Part; readonly below: Part }
  | { readonly kind: 'power'; readonly base: Expr; readonly exponent: Expr }
  /** A power of the constant e; `shadowed` when a symbol e occurs too. */
  | { readonly kind: 'exponential'; readonly exponent: Expr; readonly shadowed: boolean }
  /** A root sign over the power 1/degree. */
  | { readonly kind: 'root'; readonly of: Expr; readonly degree: Num }
  /** A function of the table, or an unknown one (then `row` is undefined). */
  | {
      readonly kind: 'function'
      readonly head: string
      readonly row: NamedRow | undefined
      readonly args: readonly Expr[]
    }
  | { readonly kind: 'postfix'; readonly of: Expr; readonly sign: string }
  | { readonly kind: 'list'; readonly items: readonly Expr[] }
  | { readonly kind: 'index'; readonly of: Expr; readonly at: readonly Expr[] }
  | {
      readonly kind: 'piecewise'
      readonly branches: readonly (readonly [Expr, Expr])[]
      readonly otherwise: Expr | undefined
    }
  | { readonly kind: 'relation'; readonly head: RelationHead; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'connective'; readonly head: 'and' | 'or'; readonly of: readonly Expr[] }
  | { readonly kind: 'not'; readonly of: Expr }
  /** What a later room writes itself. */
  | { readonly kind: 'structure'; readonly structure: Structure; readonly of: Call }
  /** A sum or product over an index, or an integral; the variable is a free symbol in the body. */
  | {
      readonly kind: 'binder'
      readonly row: BinderRow
      readonly variable: Expr
      readonly from: Expr
      readonly to: Expr
      readonly body: Expr
    }
  /** An unevaluated derivative by variables in order; a number repeats the variable before it. `compact`: of an unknown function. */
  | { readonly kind: 'derivative'; readonly of: Expr; readonly by: readonly Expr[]; readonly compact: boolean }

export type LayoutOf<K extends Layout['kind']> = Layout & { readonly kind: K }

/** How tightly a layout holds together, loosest first. */
export const LEVEL = {
  choice: 0,
  or: 1,
  and: 2,
  not: 3,
  relation: 4,
  sum: 5,
  product: 6,
  application: 7,
  power: 8,
  postfix: 9,
  primary: 10,
  /** Above everything: what stands here is always in brackets. */
  bracketed: 11,
} as const
export type Level = (typeof LEVEL)[keyof typeof LEVEL]

/** Where a part stands. */
export interface Place {
  /** The least level that needs no brackets here. */
  readonly level: Level
  /** In a superscript or subscript. */
  readonly script: boolean
  /** Something follows that a function without brackets would swallow. */
  readonly closed: boolean
}

/** A part to be written at a place; `unsigned` when its minus sign is already written. */
export interface Child extends Place {
  readonly part: Part
  readonly unsigned: boolean
}

/** What a notation says besides text: brackets, bars, a product sign, something tall, a bracket that begins as only a factor does. */
export type Mark = 'open' | 'close' | 'openBar' | 'closeBar' | 'times' | 'tall' | 'factor'
export type Piece = string | Child | { readonly mark: Mark }

/** How nodes of later rooms write themselves: how tightly they hold together, and their pieces in each notation. */
export interface Structure {
  readonly level: (e: Call) => Level
  /** How tightly what is typeset holds together, where that is another level. */
  readonly typeset?: ((e: Call) => Level) | undefined
  readonly text: (e: Call) => Iterable<Piece>
  readonly latex: (e: Call, place: Place) => Iterable<Piece>
  /** The names that stand for every place of an axis in its arguments: what depends on them has no value outside. */
  readonly binds?: (e: Call) => readonly Expr[]
  /** The names in it of which a number below is a place: x_{1} is an entry of x. */
  readonly placed?: (e: Call) => Iterable<string>
  /** It is never worth a name of its own. */
  readonly isBare?: boolean
}

/** Structures by their heads; whoever prints gives those that he knows. */
export type Structures = ReadonlyMap<string, Structure>
