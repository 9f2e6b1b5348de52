/**
 * What a plan is made of: steps that read some buffers and write others, and the buffers by number. A step says how much work it is,
 * and makes itself a function: of emitted code, or of none.
 */

import type { Expr } from '../../expr/node.js'
import type { Runner as Scalars } from '../program.js'
import type { Loop } from './loop.js'
import { loopRunner, type Registers } from './loop-runner.js'
import type { Runner } from './loop-text.js'

export type StepKind =
  | 'loop'
  | 'clear'
  | 'fill'
  | 'product'
  | 'vector'
  | 'factors'
  | 'solve'
  | 'inverse'
  | 'matrix'
  | 'axis'

export interface Step {
  readonly kind: StepKind
  readonly reads: readonly number[]
  readonly writes: number
  /** Multiplications, or what takes as long. */
  readonly work: number
  /** The function of buffers and scalars; without an emitter it uses the registers of the plan. */
  readonly make: (emitter: Emitter | undefined, registers: Registers) => Runner
  /** What a loop does. */
  readonly loop?: Loop
  /** The same step with its result, times a number, in another buffer. */
  readonly scaledTo?: (slot: number, scale: Scale) => Step
}

/** What makes functions of emitted code. */
export interface Emitter {
  readonly loop: (loop: Loop) => Runner
  /** Of the scalars of a plan, given the names that they are made of. */
  readonly scalars: (roots: readonly Expr[], names: readonly string[]) => Scalars['intoAt']
}

/** A number, or the place of one among the scalars. */
export type Scale = number | { readonly scalar: number }

/** A loop as a step. */
export function loopStep(loop: Loop): Step {
  const reads = loop.loads.map(a => a.slot)
  const turns = loop.extents.reduce((n, d) => n * d, 1)
  return {
    kind: 'loop',
    reads: loop.mode === 'add' ? [...reads, loop.target.slot] : reads,
    writes: loop.target.slot,
    work: turns * Math.max(1, loop.program.steps),
    make: (emitter, registers) => emitter?.loop(loop) ?? loopRunner(loop, registers),
    loop,
  }
}

/** A step that runs a function of this library whichever way the loops run. */
export function kernelStep(kind: StepKind, reads: readonly number[], writes: number, work: number, run: Runner): Step {
  return { kind, reads, writes, work, make: () => run }
}

/** A buffer: what holds a value, and of which length. */
export type Slot =
  | { readonly kind: 'input'; readonly name: string; readonly length: number }
  | { readonly kind: 'constant'; readonly data: Float64Array; readonly length: number }
  | { readonly kind: 'temporary'; readonly length: number }
  | { readonly kind: 'output'; readonly index: number; readonly length: number }
