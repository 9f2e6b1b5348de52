/**
 * Straight-line code: the one form from which every evaluation is done, in every field, by the interpreters and
 * by emitted code, so that all of them perform the same operations in the same order. Register k holds the
 * result of operation k and is written once (SSA); operands are smaller registers. Truths are values too:
 * true, false, or unknown.
 */
import type { Expr } from '../expr/node.js'
import type { NamedRow } from '../functions/row.js'
import type { Rational } from '../number/rational.js'

/** Operations on two registers. */
export type BinaryOp = 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'lt' | 'le' | 'eq' | 'and' | 'or'
/** Operations on one register. */
export type UnaryOp = 'neg' | 'sqrt' | 'exp' | 'not'

/** One instruction. */
export type Operation =
  | { readonly op: 'rational'; readonly value: Rational }
  | { readonly op: 'named'; readonly row: NamedRow }
  | { readonly op: 'truth'; readonly value: boolean }
  | { readonly op: 'nothing' }
  | { readonly op: 'argument'; readonly index: number }
  | { readonly op: UnaryOp; readonly a: number }
  | { readonly op: BinaryOp; readonly a: number; readonly b: number }
  | { readonly op: 'powInt'; readonly a: number; readonly n: number }
  | { readonly op: 'call'; readonly row: NamedRow; readonly args: readonly number[] }
  | { readonly op: 'select'; readonly a: number; readonly b: number; readonly c: number }

/** What stands for a value and computes none: numbers, which a program holds ready, and arguments. */
export type ValueOperation = Extract<
  Operation,
  { readonly op: 'rational' | 'named' | 'truth' | 'nothing' | 'argument' }
>

/** Ends a distinction of all operations that compute; only values may be left. */
export function notComputed(o: ValueOperation): never {
  throw new TypeError(`${o.op} is a value, not an operation`)
}

/** A function of named arguments with any number of results. */
export interface Tape {
  readonly operations: readonly Operation[]
  /** For each operation the expression whose value, or part of whose value, it computes. */
  readonly origins: readonly Expr[]
  /** The register of each result. */
  readonly outputs: readonly number[]
  /** The names of the arguments, in order. */
  readonly names: readonly string[]
}

/** The registers that an operation reads; for `select`: condition, value if true, value if false. */
export function operands(o: Operation): readonly number[] {
  if (o.op === 'call') return o.args
  const all: number[] = []
  eachOperand(o, r => all.push(r))
  return all
}

/** The same, one after another: without a list, for whoever looks at millions of operations. */
export function eachOperand(o: Operation, use: (register: number) => void): void {
  switch (o.op) {
    case 'rational':
    case 'named':
    case 'truth':
    case 'nothing':
    case 'argument':
      return
    case 'neg':
    case 'sqrt':
    case 'exp':
    case 'not':
    case 'powInt':
      use(o.a)
      return
    case 'call':
      for (let k = 0; k < o.args.length; k++) use(o.args[k] as number)
      return
    case 'select':
      use(o.a)
      use(o.b)
      use(o.c)
      return
    default:
      use(o.a)
      use(o.b)
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly number[] ? number[] : T[K] }

/** Puts other registers into an operation that nobody else has: there are millions of them. */
export function renumber(o: Operation, to: (register: number) => number): void {
  const own = o as Operation extends infer O ? Mutable<O> : never
  switch (own.op) {
    case 'rational':
    case 'named':
    case 'truth':
    case 'nothing':
    case 'argument':
      return
    case 'neg':
    case 'sqrt':
    case 'exp':
    case 'not':
    case 'powInt':
      own.a = to(own.a)
      return
    case 'call':
      for (let k = 0; k < own.args.length; k++) own.args[k] = to(own.args[k] as number)
      return
    case 'select':
      own.a = to(own.a)
      own.b = to(own.b)
      own.c = to(own.c)
      return
    default:
      own.a = to(own.a)
      own.b = to(own.b)
  }
}

/** Whether the result is a truth rather than a number. */
export function isTruth(o: Operation): boolean {
  switch (o.op) {
    case 'truth':
    case 'lt':
    case 'le':
    case 'eq':
    case 'and':
    case 'or':
    case 'not':
      return true
    default:
      return false
  }
}
