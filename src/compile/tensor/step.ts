/**
 * What a plan is made of: steps that read some buffers and write others, and the buffers by number. A step says how much work it is,
 * and makes itself a function: of emitted code, or of none.
 */
import type { Loop } from './loop.js'
import { loopRunner, type Registers } from './loop-runner.js'
import { loopFunction, type Runner } from './loop-text.js'

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
  /** The function of buffers and scalars; without emitted code it uses the registers of the plan. */
  readonly make: (emit: boolean, registers: Registers) => Runner
  /** What a loop does. */
  readonly loop?: Loop
  /** The same step with its result, times a number, in another buffer. */
  readonly scaledTo?: (slot: number, scale: Scale) => Step
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
    make: (emit, registers) => (emit ? loopFunction(loop) : loopRunner(loop, registers)),
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
