/** What a command answers, before it is written. */

import type { IntervalValue } from '../evaluate/interval.js'
import { num } from '../expr/build.js'
import { type Expr, isCall } from '../expr/node.js'
import type { Complex } from '../number/complex.js'
import type { Decimal } from '../number/decimal.js'
import { Rational } from '../number/rational.js'
import { componentsOf } from '../tensor/components.js'
import { isTensor } from '../tensor/tensor.js'
import type { Certificate } from '../verify/certificate.js'

/** A scalar, a list (gradient) or a list of lists (matrix). */
export type Tree<T> = T | readonly Tree<T>[]

/** What a leaf of an answer is. */
export type Leaf = Expr | Complex | IntervalValue | Decimal | number

export interface Answer {
  readonly variables: readonly string[]
  /** What some would read differently, and variables that do not occur. */
  readonly warnings?: readonly string[]
  /** The expressions found, before values are put in. */
  readonly result?: Tree<Expr>
  /** What the result is the right-hand side of. */
  readonly left?: string
  /** With `--equation`: the LaTeX of the whole. */
  readonly equation?: string
  /** With `--at`: the same with the values put in, exact where that is a number, else evaluated. */
  readonly value?: Tree<Leaf>
  /** What is to be known of the value, for people: kinks. */
  readonly notes?: readonly string[]
  /** What writes itself: a table of differences, a reading, an explanation. */
  readonly document?: object | string
  /** With `--verify`, and of verbs that answer one. */
  readonly certificate?: Certificate
}

/** The same tree with every leaf replaced. */
export function mapTree<A, B>(tree: Tree<A>, f: (a: A) => B): Tree<B> {
  return Array.isArray(tree) ? (tree as readonly Tree<A>[]).map(t => mapTree(t, f)) : f(tree as A)
}

/** The same tree with every leaf replaced by a tree. */
export const flatMapTree = <A, B>(tree: Tree<A>, f: (a: A) => Tree<B>): Tree<B> =>
  Array.isArray(tree) ? (tree as readonly Tree<A>[]).map(t => flatMapTree(t, f)) : f(tree as A)

/** What an evaluation answers, by its field. */
export type Value = number | Complex | Rational | IntervalValue | Decimal

/** A value of any field as the output knows it: rationals are expressions. */
export const leaf = (value: Value): Leaf => (value instanceof Rational ? num(value) : value)

/** The entries of a tensor of numbers. */
export function exactEntries(e: Expr): Tree<Leaf> | undefined {
  if (!isTensor(e) || e.shape.some(n => typeof n === 'string')) return undefined
  if (e.node.kind !== 'constant' && e.shape.length > 0) return undefined
  const entries = componentsOf(e.node)
  const all = (x: Expr): Tree<Leaf> => (isCall(x, 'list') ? x.args.map(all) : x)
  const isExact = (x: Expr): boolean => (isCall(x, 'list') ? x.args.every(isExact) : x.kind === 'num')
  return isExact(entries) ? all(entries) : undefined
}
