/**
 * What is put together from derivatives (quotients of them, sums of products) as a textbook prints it: laid out beside the problem, as
 * derivatives are, in that of several equal forms which people dislike least. Sizes beyond those of exercises keep the canonical form.
 */
import type { Expr } from '../expr/node.js'
import { isValueless } from '../expr/node.js'
import { countNodes } from '../expr/walk.js'
import type { Domain } from '../simplify/facts.js'
import { best } from './answer.js'
import { Costs } from './cost.js'
import { Draft } from './draft.js'
import { Habits } from './habits.js'

/** Larger expressions, in distinct parts, stay in canonical form. */
const LARGEST = 300
/** A sum in place of a quotient must save so much: (2*t + 1)/(2*t - 1) for 1 + 2/(2*t - 1). */
const SPLIT = 4

const ALONE = { joint: false, inner: false, again: false }

export interface ComposedOptions {
  readonly domain?: Domain
  readonly known?: (e: Expr) => Expr
}

/** Whether a problem is of a size whose answers are put together so. */
export const isComposed = (problem: Expr): boolean => countNodes(problem) <= LARGEST

/** The least disliked of equal expressions, the most natural one first, as a written tree; undefined where they are too large. */
export function composed(
  candidates: readonly Expr[],
  problem: Expr,
  variable: Expr,
  options: ComposedOptions = {},
): Expr | undefined {
  const usable = candidates.filter(c => !isValueless(c) && countNodes(c) <= LARGEST)
  if (usable.length === 0 || !isComposed(problem)) return undefined
  const habits = new Habits(problem, options.domain ?? 'real')
  const draft = Draft.of(variable, habits, options.known ?? (e => e))
  const costs = new Costs(variable, habits)
  let winner: Expr | undefined
  let least = Number.POSITIVE_INFINITY
  let terms: number | undefined
  for (const candidate of usable) {
    const found = best(draft.of(candidate), draft, costs, ALONE)
    terms ??= found.length
    const cost = costs.of(found) + (found.length > terms ? SPLIT : 0)
    if (cost >= least) continue
    winner = draft.written(found)
    least = cost
  }
  return winner
}
