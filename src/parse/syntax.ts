/**
 * The tree that the grammar makes of a text: what was written, not yet what it means. Plain objects; offsets are
 * UTF-16 units. Lists (terms, factors, powers, arguments) lean to the left, one object per element, so that the
 * grammar's actions cost the same however long a list is; build.ts flattens and folds them.
 */

import type { Header } from './header.js'

/** One token as the grammar sees it: a piece of the text, or a whole bracket already read (then `syntax` is set). */
export interface Token {
  readonly type: TokenType
  /** The text as written; for a name its canonical spelling, for an implicit product nothing. */
  readonly text: string
  readonly offset: number
  readonly length: number
  /** What a bracket token holds; undefined for others. */
  readonly syntax: Syntax | Sequence | undefined
}

/**
 * The terminals of grammar/expression.ne, and `arrow` and `assign`, which no rule takes; each with what is wrong where it does not fit:
 * `unexpected-...`.
 */
export const TOKENS = {
  number: 'number',
  ...{ name: 'name', function: 'name', exponent: 'name', entry: 'name' },
  ...{ superscript: 'operator', inverse: 'operator', root: 'operator', factorial: 'operator', plus: 'operator' },
  ...{ sign: 'operator', times: 'operator', caret: 'operator', relation: 'operator', and: 'operator' },
  ...{ or: 'operator', not: 'operator', branch: 'operator', transpose: 'operator', colon: 'operator' },
  arrow: 'operator',
  comma: 'comma',
  ...{ semicolon: 'character', define: 'character', assign: 'character' },
  ...{ group: 'bracket', arguments: 'bracket', index: 'bracket', list: 'bracket', bars: 'bracket' },
} as const

export type TokenType = keyof typeof TOKENS

/** The tokens with which an operand may end: an operand after one of them multiplies it. */
export const OPERAND_ENDS: ReadonlySet<TokenType> = new Set([
  ...(['number', 'name', 'group', 'list', 'bars', 'factorial'] as const),
  ...(['superscript', 'inverse', 'arguments', 'index', 'transpose'] as const),
])

/** Whether a sign of a product divides. */
export const isSlash = (sign: string): boolean => sign === '/' || sign === '÷' || sign === '∕'

/** Elements of a list, last first. */
export interface Sequence<T = Syntax> {
  readonly before: Sequence<T> | undefined
  readonly item: T
  /** How many there are, this one included. */
  readonly size: number
  /** Where the separator before this element stands; -1 for the first. */
  readonly separator: number
}

/** The norm of double bars with nothing below: of a matrix they are none without a subscript. */
export const UNTOLD_NORM = '‖'

/** Places (`offset`, `end`) serve messages; where a reader does not know them, the places of the parts do. */
export type Syntax =
  | { readonly kind: 'number'; readonly text: string; readonly offset: number }
  | {
      readonly kind: 'name'
      readonly name: string
      readonly offset: number
      readonly end?: number
      /** Where the language of the text tells symbols and constants apart: what it is, whatever else has that name. */
      readonly as?: 'symbol' | 'constant'
    }
  | {
      readonly kind: 'group' | 'abs'
      readonly of: Syntax
      readonly offset?: number
      readonly end?: number
      /** What stands below the bars, where shapes are declared: `F` in `||X||_F`. */
      readonly norm?: string
    }
  | { readonly kind: 'factorial' | 'transpose'; readonly of: Syntax; readonly end?: number }
  | { readonly kind: 'sum'; readonly left: Syntax; readonly negative: boolean; readonly right: Syntax }
  | {
      readonly kind: 'product'
      readonly left: Syntax
      readonly divide: boolean
      readonly right: Syntax
      /** As written: nothing for an implicit product; `.*`, `./`, `@`, `\\` only where shapes are declared. */
      readonly sign?: string
    }
  | { readonly kind: 'signed'; readonly negative: boolean; readonly of: Syntax }
  | {
      readonly kind: 'power'
      readonly left: Syntax
      readonly negative: boolean
      readonly right: Syntax
      /** As written: `^`, `**`, or `.^` where shapes are declared. */
      readonly sign?: string
    }
  | { readonly kind: 'root'; readonly signs: Sequence<string>; readonly of: Syntax }
  | { readonly kind: 'relation'; readonly left: Syntax; readonly sign: string; readonly right: Syntax }
  | { readonly kind: 'and' | 'or'; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'not'; readonly odd: boolean; readonly of: Syntax }
  | { readonly kind: 'choice'; readonly cases: Sequence<Case>; readonly otherwise: Syntax }
  | {
      readonly kind: 'list'
      readonly rows: Sequence<Sequence> | undefined
      readonly offset?: number
      readonly end?: number
    }
  | { readonly kind: 'index'; readonly of: Syntax; readonly at: Sequence; readonly end?: number }
  /** `:` and `from:to` inside the brackets of an index. */
  | {
      readonly kind: 'slice'
      readonly from: Syntax | undefined
      readonly to: Syntax | undefined
      readonly offset: number
    }
  | {
      readonly kind: 'call'
      readonly name: string
      readonly args: Sequence
      readonly power: string
      readonly offset: number
      readonly end?: number
    }

/** `condition ? value :` */
export interface Case {
  readonly condition: Syntax
  readonly value: Syntax
}

/** `name = value` before a semicolon. */
export interface Definition {
  readonly name: string
  /** The indices of `f[i] = value`. */
  readonly at?: Sequence | undefined
  readonly value: Syntax
  readonly offset: number
}

/** A whole text. Without `result`, the value of the last definition is meant. */
export interface Program {
  readonly definitions: Sequence<Definition> | undefined
  readonly result: Syntax | undefined
  /** What stands before the formula of a function: `f(x) =`, `x ->`. */
  readonly header?: Header | undefined
}

/** The sequence of some elements, undefined of none. */
export function sequence<T>(items: readonly T[]): Sequence<T> | undefined {
  let all: Sequence<T> | undefined
  for (const item of items) all = { before: all, item, size: (all?.size ?? 0) + 1, separator: -1 }
  return all
}

/** The elements of a sequence in the order of writing. */
export function elements<T>(sequence: Sequence<T> | undefined): T[] {
  if (sequence?.size === 1) return [sequence.item]
  const all: T[] = []
  for (let s = sequence; s; s = s.before) all.push(s.item)
  return all.reverse()
}

/** Without its brackets. */
export function bare(s: Syntax): Syntax
export function bare(s: Syntax | undefined): Syntax | undefined
export function bare(s: Syntax | undefined): Syntax | undefined {
  let node = s
  while (node?.kind === 'group') node = node.of
  return node
}
