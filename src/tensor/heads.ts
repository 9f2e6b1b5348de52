/** The heads of matrix notation, which no name of a user can have, and the forms made of them. */
import { type Call, type Expr, isCall, rawCall } from '../expr/node.js'

/** The head of a tensor among expressions. */
export const TENSOR = '[tensor]'

/** The heads of matrix notation. */
export const HEAD = {
  /** Terms, those subtracted inside a `minus`. */
  sum: '+',
  minus: '-',
  /** A scalar over a scalar times a tensor: (numerator, denominator, tensor). */
  scaled: '·',
  product: '*',
  times: '.*',
  over: './',
  raise: '.^',
  power: '^',
  transpose: "'",
  /** A one in every place, written as 1. */
  filled: '1',
  entry: '[]',
  /** A place for every value of an axis: `:`. */
  all: ':',
  /** A scalar as a block: its own transpose. */
  single: '[1]',
  /** The places from one to another: `2:3`. */
  range: ':-',
  /** Rows, or rows of blocks, one below the other, and columns side by side. */
  rows: '[rows]',
  columns: '[columns]',
  /** An axis in a header and how far it runs: `k:m`. */
  sized: 'k:m',
  /** (axes of the result, axes of the variables, body) */
  indexed: '[;]',
} as const

/** A function of matrix notation: `functionHead('tr')`. */
export const functionHead = (name: string): string => `@${name}`
export const isFunction = (e: Expr, name: string): e is Call & { readonly head: `@${string}` } =>
  isCall(e, functionHead(name))
export const apply = (name: string, ...args: readonly Expr[]): Expr => rawCall(functionHead(name), args)
export const ALL = rawCall(HEAD.all, [])

/** An entry of a tensor; a scalar is its own. */
export const entry = (of: Expr, places: readonly Expr[]): Expr =>
  places.length === 0 ? of : rawCall(HEAD.entry, [of, ...places])

/** What a tensor is written as; any other expression itself. */
export const writing = (e: Expr): Expr => (isCall(e, TENSOR) ? (e.args[0] as Expr) : e)

/**
 * A one in every place beside matrices: written as the scalar 1, typeset as ones. Its sizes are its arguments, `ALL` of a vector of the
 * size that fits; without any it is typeset as the scalar too.
 */
export const filled = (shape: readonly Expr[]): Expr => rawCall(HEAD.filled, shape)

/** The parts of a product; others are their own. */
export const partsOf = (e: Expr): readonly Expr[] => (isCall(e, HEAD.product) ? e.args : [e])

/** The root of the sum of squares of all entries of a vector, or a matrix. */
export const euclidean = (e: Expr, order: number): Expr => apply(order === 2 ? 'normFrobenius' : 'norm2', e)
