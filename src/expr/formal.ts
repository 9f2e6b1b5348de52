/**
 * Unknown functions and their formal derivatives are told by the head of a call alone: `f` is unknown when no
 * row of the table has that name; `f'`, `f''` are derivatives of a unary function and `g'[1,2]` that of g by its
 * first and second argument. Argument slots count from 1 and are sorted, since mixed partials commute.
 */

import { row } from '../functions/table.js'
import type { Expr } from './node.js'

/** A head taken apart: `g'[1,2]` is { name: 'g', slots: [1, 2] }. */
export interface Formal {
  readonly name: string
  /** The argument slots differentiated by, sorted; empty for the function itself. */
  readonly slots: readonly number[]
}

/** Reads a head. */
export function readFormal(head: string): Formal {
  const at = head.indexOf("'")
  if (at < 0) return { name: head, slots: [] }
  const mark = head.slice(at)
  const slots = mark.startsWith("'[") ? mark.slice(2, -1).split(',').map(Number) : Array.from(mark, () => 1)
  return { name: head.slice(0, at), slots }
}

/** Writes a head: primes for a function of one argument, slots otherwise. Beyond three primes slots are shorter. */
export function writeFormal(formal: Formal, arity: number): string {
  const slots = [...formal.slots].sort((a, b) => a - b)
  if (slots.length === 0) return formal.name
  const primes = arity === 1 && slots.length <= 3
  return formal.name + (primes ? "'".repeat(slots.length) : `'[${slots.join(',')}]`)
}

/** The head of the partial derivative by argument `slot` (from 1) of a call with `arity` arguments. */
export function formalDerivative(head: string, slot: number, arity: number): string {
  const { name, slots } = readFormal(head)
  return writeFormal({ name, slots: [...slots, slot] }, arity)
}

/** Whether the head is a formal derivative. */
export const isFormalDerivative = (head: string): boolean => head.includes("'")

/** Whether `e` is an unknown function applied to arguments, or a formal derivative. */
export function isFormalCall(e: Expr): boolean {
  return (
    e.kind === 'call' &&
    e.args.length > 0 &&
    !STRUCTURE.has(e.head) &&
    (isFormalDerivative(e.head) || row(e.head) === undefined)
  )
}

/** The heads that are neither functions of the table nor unknown: operators, relations, containers. */
export const STRUCTURE: ReadonlySet<string> = new Set([
  'add',
  'mul',
  'pow',
  'lt',
  'le',
  'eq',
  'ne',
  'gt',
  'ge',
  'and',
  'or',
  'not',
  'piecewise',
  'list',
  'index',
  'diff',
  'true',
  'false',
])
