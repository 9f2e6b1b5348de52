/**
 * What a text about tensors is written from: their steps for sizes that are known only when the text runs, and how large these have to be.
 */
import { symbolicExtents } from '../../compile/tensor/extents.js'
import { type Root as LoweredRoot, lowered } from '../../compile/tensor/lowering.js'
import type { TensorProgram } from '../../compile/tensor/program.js'
import { stableForms } from '../../compile/tensor/stable.js'
import { evaluate } from '../../evaluate/evaluate.js'
import { ExprMap } from '../../expr/map.js'
import { equal } from '../../expr/order.js'
import { freeSymbols } from '../../expr/walk.js'
import { memo } from '../../memo.js'
import type { Dim, Node } from '../../tensor/node.js'

/** The most operations that are put off to the place where they are used. */
const MOST_PUT_OFF = 24

/** A size that is a symbol counts as so many entries where the order of products is chosen. */
const MIDDLING = 100

/** A size that has to be at least so large. */
export interface Requirement {
  readonly size: Dim
  readonly least: number
}

export interface SymbolicProgram extends TensorProgram {
  readonly requires: readonly Requirement[]
  /** The arrays of the roots that are read by their names. */
  readonly defined: ReadonlyMap<string, number>
}

/** What a text computes, in this order. */
export interface Root extends Omit<LoweredRoot, 'isResult'> {
  /** The name of a result. */
  readonly name?: string
}

export function symbolicProgram(roots: readonly Root[]): SymbolicProgram {
  const requires: Requirement[] = []
  const require = (size: Dim, least: number): void => {
    if (!requires.some(r => equal(r.size, size) && r.least >= least)) requires.push({ size, least })
  }
  const extents = symbolicExtents(require)
  const stable = stableForms(roots.map(r => r.node))
  const program = lowered(
    roots.map((r, k) => ({ ...r, node: stable[k] as Node, isResult: r.name !== undefined })),
    { extents, putOff: MOST_PUT_OFF, routines: false, count: middlingSizes() },
  )
  return { ...program, requires }
}

/** How many entries each size counts as; the order of products asks for the same few again and again. */
function middlingSizes(): (size: Dim) => number {
  const known = new ExprMap<number>()
  return size => {
    return memo(known, size, () =>
      evaluate(size, Object.fromEntries([...freeSymbols(size)].map(name => [name, MIDDLING]))),
    )
  }
}
