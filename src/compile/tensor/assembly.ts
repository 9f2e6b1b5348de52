/** The plan under construction: its steps, its buffers, and the scalars that it needs, each once. */
import { BudgetError } from '../../errors.js'
import { ExprMap } from '../../expr/map.js'
import type { Expr } from '../../expr/node.js'
import { readingStrides } from '../../linalg/places.js'
import { memo } from '../../memo.js'
import { MOST_ENTRIES, requireEntries } from './dense.js'
import { loopOf, type Pass } from './loop.js'
import { loopStep, type Slot, type Step } from './step.js'
import type { View } from './view.js'

export class Assembly {
  readonly steps: Step[] = []
  readonly slots: Slot[] = []
  /** Expressions in scalar arguments and size symbols. */
  readonly scalars: Expr[] = []
  readonly #numbers = new ExprMap<number>()
  #reserved = 0

  /** The number of a scalar among the scalars. */
  scalar(e: Expr): number {
    return memo(this.#numbers, e, () => this.scalars.push(e) - 1)
  }

  /** A new buffer for a tensor of that shape. */
  temporary(shape: readonly number[], strides: readonly number[] = readingStrides(shape)): View {
    const length = requireEntries(shape, 'an intermediate tensor')
    return { slot: this.#add({ kind: 'temporary', length }), offset: 0, shape, strides }
  }

  /** A buffer that holds the same numbers at every call. */
  constant(shape: readonly number[], data: Float64Array): View {
    const slot = this.#add({ kind: 'constant', data, length: data.length })
    return { slot, offset: 0, shape, strides: readingStrides(shape) }
  }

  input(name: string, shape: readonly number[]): View {
    const length = requireEntries(shape, name)
    return { slot: this.#add({ kind: 'input', name, length }), offset: 0, shape, strides: readingStrides(shape) }
  }

  output(index: number, shape: readonly number[]): View {
    const length = requireEntries(shape, 'the result')
    return { slot: this.#add({ kind: 'output', index, length }), offset: 0, shape, strides: readingStrides(shape) }
  }

  /** Memory that a step keeps for itself; refused before it is taken. */
  reserve(entries: number): Float64Array {
    this.account(entries)
    return new Float64Array(entries)
  }

  /** Counts memory that a step will take when it first runs. */
  account(entries: number): void {
    this.#reserved += entries
    if (this.#reserved > MOST_ENTRIES)
      throw new BudgetError(
        'entries',
        `matrices to work with would have ${this.#reserved} entries; at most ${MOST_ENTRIES} are kept`,
      )
  }

  step(step: Step): void {
    this.steps.push(step)
  }

  loop(pass: Pass): void {
    this.step(loopStep(loopOf(pass)))
  }

  #add(slot: Slot): number {
    return this.slots.push(slot) - 1
  }
}
