/** What an expression stands for: a number, a condition (true or false), or a list. Arithmetic is for numbers. */
import { ShapeError } from '../errors.js'
import type { Expr } from './node.js'

/** The heads of comparisons. */
export const RELATIONS: ReadonlySet<string> = new Set(['lt', 'le', 'eq', 'ne', 'gt', 'ge'])

const CONDITIONS: ReadonlySet<string> = new Set([...RELATIONS, 'and', 'or', 'not', 'true', 'false'])

/** A comparison, or conditions joined by and, or, not. */
export const isCondition = (e: Expr): boolean => e.kind === 'call' && CONDITIONS.has(e.head)

/** Refuses a list or a condition where a number is needed: `ShapeError`. */
export function requireNumber(e: Expr): void {
  if (e.kind !== 'call') return
  if (e.head === '[tensor]')
    throw new ShapeError(
      'a vector or matrix stands where a scalar is needed: write the whole formula as one text',
      'tensor',
    )
  if (e.head === 'list')
    throw new ShapeError('a list stands where a number is needed: take its entries, as in x[1]', 'list')
  if (CONDITIONS.has(e.head)) {
    throw new ShapeError('a condition stands where a number is needed: write if(condition, 1, 0)', 'condition')
  }
}

const NUMBERS: ReadonlySet<string> = new Set(['add', 'mul', 'pow', 'list'])

/** Refuses what is plainly a number where a condition is needed: `ShapeError`. */
export function requireCondition(e: Expr): void {
  if (e.kind === 'call' && !NUMBERS.has(e.head)) return
  throw new ShapeError('a number stands where a condition is needed: compare it, as in x > 0', 'condition')
}
