/**
 * Languages of operators, brackets and calls: one description reads a text into terms (infix-reader.ts) and writes terms as a text
 * (infix-writer.ts). The heads of operators are those that the language itself has for them (`Plus`, `Mul`).
 */
import type { Term } from './term.js'

export interface Operator {
  readonly sign: string
  readonly head: string
  readonly kind: 'infix' | 'prefix' | 'postfix'
  /** How tightly it binds. */
  readonly level: number
  /** Groups from the right. */
  readonly right?: true
  /** A comparison: a < b < c is both. */
  readonly chain?: true
  /** What is written around the sign; nothing by default. */
  readonly spaced?: true
  /** Is read, and never written. */
  readonly onlyRead?: true
}

export interface Bracket {
  readonly open: string
  readonly close: string
  /** What its content is: one term, the arguments of what stands before it, the items of a list. */
  readonly holds: 'group' | 'arguments' | 'list'
  /** The head of a list, and of a group of several items. */
  readonly head: string
  /** A group of nothing is a list of nothing: Python's `()`. */
  readonly empty?: true
  /** Of arguments: only directly after a name, or after any operand. */
  readonly after?: 'name' | 'operand'
}

export interface Infix {
  readonly title: string
  readonly operators: readonly Operator[]
  readonly brackets: readonly Bracket[]
  readonly name: RegExp
  readonly number: RegExp
  /** Texts in quotes, if there are any. */
  readonly text?: RegExp
  readonly space: RegExp
  /** The product of what stands side by side. */
  readonly juxtaposition?: Operator
  /** The sign between the name and the value of an argument. */
  readonly keyword?: string
  /** The head of both of two conditions. */
  readonly and: string
  /** The number of a token as the rest of the library writes it. */
  readonly digits?: (text: string) => string
  /** The name that a token stands for. */
  readonly spelt?: (text: string) => string
  /** A hint for a sign that the language has, and nothing here understands. */
  readonly hints: (rest: string) => string | undefined
  /** Says what is wrong with an operand before an open bracket that begins a factor. */
  readonly factor?: (before: Term, bracket: string) => string | undefined
}
