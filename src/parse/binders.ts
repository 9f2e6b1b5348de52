/**
 * Sums and products over an index and integrals in text: `sum(i, 1, n, body)`. What the arguments of one must be, with advice for the orders
 * of other languages: `Sum(body, (i, 1, n))`, `integral(body, t, a, b)`, `integral(body, t)`.
 */

import { ShapeError } from '../errors.js'
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

/** `sum(i, 1, n, a_i)`: the name a_i is one symbol, whatever i is. */
export function refuseSubscript(name: string, variables: readonly string[]): void {
  const at = variables.length === 0 ? -1 : name.indexOf('_')
  const subscript = name.slice(at + 1)
  const index =
    at < 1
      ? undefined
      : variables.find(
          v =>
            subscript === v ||
            (v.length === 1 && /^[a-z]+$/.test(subscript) && subscript.length < 4 && subscript.includes(v)),
        )
  if (index === undefined) return
  const letter = name.slice(0, at)
  throw new ShapeError(
    `${name} is one name, it does not depend on ${index}: write ${letter}(${index}) for an unknown function of ${index}, or declare a shape, as in let "${letter}:[n]", and write ${letter}[${index}]`,
    'index-in-name',
  )
}
