/**
 * Sums and products over an index and integrals in text: `sum(i, 1, n, body)`. What the arguments of one must be, with advice for the orders
 * of other languages: `Sum(body, (i, 1, n))`, `integral(body, t, a, b)`, `integral(body, t)`.
 */

import { BINDER_NAMES } from '../expr/binders.js'
import { advice } from './advice.js'
import type { Declared } from './declared.js'
import type { Problem } from './problem.js'
import { bare, elements, type Sequence } from './syntax.js'

/** Whether a name before a bracket is that of a binder here. Where shapes are declared sums are read by who reads those. */
export const isBinder = (name: string, declared: Pick<Declared, 'functions' | 'shaped'>): boolean =>
  (BINDER_NAMES as readonly string[]).includes(name) && !declared.functions.has(name) && !declared.shaped?.has(name)

/** What is wrong with the arguments of a binder, if anything. `offset` and `length` are those of its bracket. */
export function binderProblem(
  name: string,
  args: Sequence,
  offset: number,
  length: number,
  matrices: Declared['matrices'],
): Problem | undefined {
  const parts = elements(args)
  if (parts.length === 4 && bare(parts[0])?.kind === 'name') return undefined
  const told = advice()?.binder(name, args, matrices) ?? { message: `${name} takes a variable, two bounds and a body` }
  return { code: 'binder', offset, length, ...told }
}
