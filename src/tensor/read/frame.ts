/** What the walk over a text keeps: what names mean, the scope of indices, and the pieces that wait for their parts. */
import type { Expr } from '../../expr/node.js'
import type { Meaning } from '../../parse/meaning.js'
import type { Syntax } from '../../parse/syntax.js'
import type { Names } from './names.js'
import type { Context, Index, Operand } from './operand.js'

/** Where the reading must begin again: a sum is to be written out. */
export class Restart extends Error {
  readonly sum: Syntax
  constructor(sum: Syntax) {
    super('begin again')
    this.sum = sum
  }
}

/** What the walk needs beside the desk. */
export interface Walk extends Context {
  readonly names: Names
  readonly meaning: Meaning
  /** The parts that are scalar expressions. */
  readonly scalars: ReadonlySet<Syntax>
  /** Names that are indices, or places while a sum is written out; the last is the innermost. */
  readonly scope: Map<string, (Index | Expr)[]>
  /** Sums that are written out. */
  readonly unrolled: ReadonlySet<Syntax>
  readonly work: { left: number }
}

export interface Frame {
  readonly built: Operand[]
  /** The next part, given those built; undefined when all are. */
  readonly next: (built: readonly Operand[]) => Syntax | undefined
  readonly combine: (built: readonly Operand[]) => Operand
  /** Whether the part at a place may be, or must be, true or false instead of a number. */
  readonly condition?: ((place: number) => 'may' | 'must' | undefined) | undefined
}

export const of = (parts: readonly Syntax[], combine: (built: readonly Operand[]) => Operand): Frame => ({
  built: [],
  next: built => parts[built.length],
  combine,
})
export const leaf = (value: () => Operand): Frame => of([], value)
export const first = (built: readonly Operand[]): Operand => built[0] as Operand
