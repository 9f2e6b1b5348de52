/** What a command answers: trees of expressions and numbers, a report, a certificate; and the parts of a request that answers need. */
import type { EvaluateOptions } from '../evaluate/evaluate.js'
import type { IntervalValue } from '../evaluate/interval.js'
import { num } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import type { Complex } from '../number/complex.js'
import type { Decimal } from '../number/decimal.js'
import { Rational } from '../number/rational.js'
import type { TextReading } from '../parse/reading.js'
import type { Certificate } from '../verify/certificate.js'
import type { CheckReport } from '../verify/check.js'
import { type Format, type Request, UsageError } from './arguments.js'

/** A scalar, a list (gradient) or a list of lists (matrix). */
export type Tree<T> = T | readonly Tree<T>[]

/** What a leaf of an answer is. */
export type Leaf = Expr | Complex | IntervalValue | Decimal | number

export interface Answer {
  readonly variables: readonly string[]
  /** How the text was understood: the answer of `read`. */
  readonly reading?: TextReading
  /** What some would read differently, and variables that do not occur. */
  readonly warnings?: readonly string[]
  /** The expressions found, before values are put in. */
  readonly result?: Tree<Expr>
  /** With `--equation`: the expression found, beside what it is the derivative of. */
  readonly equation?: Expr
  /** With `--at`: the same with the values put in, exact where that is a number, else evaluated. */
  readonly value?: Tree<Leaf>
  /** What is to be known of the value, for people: kinks. */
  readonly notes?: readonly string[]
  readonly report?: CheckReport
  /** Whether the report, being of many entries, closes with the worst of them. */
  readonly worst?: boolean
  /** With `--verify`, and of `equivalent`. */
  readonly certificate?: Certificate
}

/** The same tree with every leaf replaced. */
export function mapTree<A, B>(tree: Tree<A>, f: (a: A) => B): Tree<B> {
  return Array.isArray(tree) ? (tree as readonly Tree<A>[]).map(t => mapTree(t, f)) : f(tree as A)
}

/** What an evaluation answers, by its field. */
export type Value = number | Complex | Rational | IntervalValue | Decimal

/** A value of any field as the output knows it: rationals are expressions. */
export const leaf = (value: Value): Leaf => (value instanceof Rational ? num(value) : value)

/** An order of differentiation among the variables. */
export const isOrder = (word: string): boolean => /^\d+$/.test(word)

/** The variables of `diff`, with orders as numbers. */
export const ordersOf = (request: Request): (string | number)[] =>
  request.variables.map(v => (isOrder(v) ? Number(v) : v))

/** The arithmetic asked for. */
export const fieldOf = (request: Request): EvaluateOptions => ({
  ...(request.field !== undefined && { field: request.field }),
  ...(request.precision !== undefined && { precision: request.precision }),
})

/** The formats of formulas as they are printed. */
export const isTypeset = (format: Format): boolean => format === 'latex' || format === 'mathml' || format === 'html'

export function refuseTypeset({ format }: Request, what: string): void {
  if (format !== 'text' && format !== 'json') throw new UsageError(`${what} is shown as text or json, not as ${format}`)
}

/** The options of `check` that the command line has. */
export const checkOptionsOf = (request: Request) => ({
  ...(request.variables.length > 0 && { variables: request.variables }),
  ...(request.method !== undefined && { method: request.method }),
  ...(request.step !== undefined && { step: request.step }),
  ...(request.tolerance !== undefined && { tolerance: request.tolerance }),
  ...(request.claimed.size > 0 && { claimed: Object.fromEntries(request.claimed) }),
})

/** x, 3 is x, x, x. */
export const repeated = (words: readonly string[]): string[] =>
  words.flatMap((word, k) => {
    const order = words[k + 1]
    return isOrder(word) ? [] : Array.from({ length: order && isOrder(order) ? Number(order) : 1 }, () => word)
  })
