/**
 * Where a program's doubles are in the shared memory: first the arguments, then the results, then what links keep for later ones. Where
 * most of many results vary, they lie as they are given, to be copied at once; otherwise each varying one is there once. A short program can compute many points at once: each place is then a column of `stride` doubles.
 */
import type { Operation } from '../../evaluate/tape.js'
import { allocate, cut } from '../links.js'
import type { Program } from '../program.js'
import { MOST_ARGUMENTS } from './imports.js'

/** Operations per function. */
const LENGTH = 1000
/** The most arguments and results of a program that computes many points at once. */
const FEW = 64
/** From so many results on, one copy of all costs less than one of each. */
const MANY = 16
/** The points that a short program computes at once. */
const POINTS = 256

export interface Layout {
  readonly links: readonly (readonly number[])[]
  readonly stride: number
  /** The column of each argument and of each value that a later link reads; -1 for the others. */
  readonly slots: Int32Array
  /** The columns of each varying result, by register. */
  readonly results: ReadonlyMap<number, readonly number[]>
  /** Whether the results lie as they are given, with gaps for those that are constant. */
  readonly inOrder: boolean
  /** The first column of the arguments of calls that have many. */
  readonly scratch: number
}

export function layoutOf(program: Program): Layout {
  const { names, outputs } = program.tape
  const links = cut(program, LENGTH)
  const places = outputs.flatMap((r, k) => (program.varying[r] === 1 ? [k] : []))
  const varying = [...new Set(places.map(k => outputs[k] as number))]
  const short = links.length <= 1 && names.length + varying.length <= FEW && !program.tape.operations.some(isWide)
  const inOrder = !short && outputs.length >= MANY && 2 * places.length >= outputs.length
  const results = new Map(varying.map((r, k) => [r, inOrder ? [] : [names.length + k]] as const))
  if (inOrder) for (const k of places) results.get(outputs[k] as number)?.push(names.length + k)
  const { slots, end } = allocate(program, links, names.length + (inOrder ? outputs.length : varying.length))
  return { links, stride: short ? POINTS : 1, slots, results, inOrder, scratch: end }
}

/** Calls of many arguments pass them through one place. */
const isWide = (o: Operation): boolean => o.op === 'call' && o.args.length > MOST_ARGUMENTS
