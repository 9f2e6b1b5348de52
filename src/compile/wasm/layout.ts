/**
 * Where a program's doubles are in the shared memory: first the arguments, then the varying results (each once), then what links keep
 * for later ones. A short program can compute many points at once: each place is then a column of `stride` doubles.
 */
import type { Operation } from '../../evaluate/tape.js'
import { allocate, cut } from '../links.js'
import type { Program } from '../program.js'
import { MOST_ARGUMENTS } from './imports.js'

/** Operations per function. */
const LENGTH = 1000
/** The most arguments and results of a program that computes many points at once. */
const FEW = 64
/** The points that a short program computes at once. */
const POINTS = 256

export interface Layout {
  readonly links: readonly (readonly number[])[]
  readonly stride: number
  /** The column of each argument and of each value that a later link reads; -1 for the others. */
  readonly slots: Int32Array
  /** The column of each varying result, by register. */
  readonly results: ReadonlyMap<number, number>
  /** The first column of the arguments of calls that have many. */
  readonly scratch: number
}

export function layoutOf(program: Program): Layout {
  const { names, outputs } = program.tape
  const links = cut(program, LENGTH)
  const varying = [...new Set(outputs.filter(r => program.varying[r] === 1))]
  const results = new Map(varying.map((r, k) => [r, names.length + k] as const))
  const { slots, end } = allocate(program, links, names.length + varying.length)
  const short = links.length <= 1 && names.length + varying.length <= FEW && !program.tape.operations.some(isWide)
  return { links, stride: short ? POINTS : 1, slots, results, scratch: end }
}

/** Calls of many arguments pass them through one place. */
const isWide = (o: Operation): boolean => o.op === 'call' && o.args.length > MOST_ARGUMENTS
