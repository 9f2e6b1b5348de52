/**
 * What a text holds: one function of named arguments whose results come in parts (the value, and what was asked for beside it), computed
 * together by straight statements in which nothing is computed twice. Names here are those of the language already.
 */
import type { Statement, Term } from './code.js'

/** One result: a number, a list, or a matrix; entries are in the order of rows. */
export interface Part {
  readonly name: 'value' | 'gradient' | 'jacobian' | 'hessian' | 'check'
  readonly shape: readonly [] | readonly [number] | readonly [number, number]
  readonly entries: readonly Term[]
}

export interface Unit {
  readonly name: string
  readonly parameters: readonly string[]
  /** The parameters as the user calls them. */
  readonly arguments: readonly string[]
  readonly body: readonly Statement[]
  readonly parts: readonly Part[]
  /** The lines of the comment in front: what it is, and how it is made again. */
  readonly about: readonly string[]
}

/** Whether there is nothing but one number. */
export const isScalar = ({ parts }: Unit): boolean => parts.length === 1 && parts[0]?.shape.length === 0
