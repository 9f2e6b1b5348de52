/**
 * One pass over the entries of some axes: at each place entries are read, a fused expression is computed from them, and the result
 * is stored, added to what is there, or summed over some of the axes. A loop is data; loop-text.ts emits it as JavaScript and
 * loop-runner.ts runs it without, with the same operations in the same order.
 */
import { lower } from '../../evaluate/lower.js'
import type { Expr } from '../../expr/node.js'
import { type Program, programOf } from '../program.js'

/** Entries read or written: a buffer, and for each loop the distance from one turn to the next. */
export interface Access {
  readonly slot: number
  readonly offset: number
  readonly strides: readonly number[]
}

export interface Loop {
  /** The numbers of turns, from the outermost loop to the innermost. */
  readonly extents: readonly number[]
  /** For each loop whether the result is a sum over it. */
  readonly reduced: readonly boolean[]
  /** The first arguments of the program. */
  readonly loads: readonly Access[]
  /** The places of the other arguments among the scalars. */
  readonly scalars: readonly number[]
  readonly program: Program
  readonly target: Access
  /** Whether what stands at the target is overwritten or added to; a sum overwrites. */
  readonly mode: 'set' | 'add'
}

/** Entries by classes of axes: an axis that is not listed repeats them. */
export interface PlacedAccess {
  readonly slot: number
  readonly offset: number
  readonly strides: ReadonlyMap<number, number>
}

/** What a loop is made of, before its loops are in an order that suits the memory. */
export interface Pass {
  readonly value: Expr
  /** What the names in the value are: entries, and scalars by number. */
  readonly loads: ReadonlyMap<string, PlacedAccess>
  readonly scalars: ReadonlyMap<string, number>
  /** The classes of axes and their sizes; those that the target has no stride for are summed over. */
  readonly extents: ReadonlyMap<number, number>
  readonly summed: ReadonlySet<number>
  readonly target: PlacedAccess
  readonly mode: 'set' | 'add'
}

/** Orders and merges the loops. */
export function loopOf(pass: Pass): Loop {
  const program = programOf(lower([pass.value], [...pass.loads.keys(), ...pass.scalars.keys()]), { root: 0, nodes: [] })
  const placed = [...pass.loads.values(), pass.target]
  const classes = ordered(pass, placed)
  const strides = placed.map(p => classes.map(c => p.strides.get(c) ?? 0))
  const nest = merged({
    extents: classes.map(c => pass.extents.get(c) as number),
    reduced: classes.map(c => pass.summed.has(c)),
    strides,
  })
  const accesses = placed.map((p, k) => ({ slot: p.slot, offset: p.offset, strides: nest.strides[k] as number[] }))
  return {
    extents: nest.extents,
    reduced: nest.reduced,
    loads: accesses.slice(0, -1),
    scalars: [...pass.scalars.values()],
    program,
    target: accesses.at(-1) as Access,
    mode: pass.mode,
  }
}

/** The innermost loop is the one along which most entries are neighbours; the others go by their distances. */
function ordered({ extents, summed }: Pass, placed: readonly PlacedAccess[]): number[] {
  const classes = [...extents.keys()].filter(c => extents.get(c) !== 1)
  const neighbours = (c: number): number => placed.filter(p => p.strides.get(c) === 1).length
  const distance = (c: number): number => placed.reduce((d, p) => Math.max(d, Math.abs(p.strides.get(c) ?? 0)), 0)
  const rank = (c: number): number => neighbours(c) + (summed.has(c) ? 0.5 : 0)
  const inner = classes.reduce<number | undefined>(
    (best, c) => (best === undefined || rank(c) > rank(best) ? c : best),
    undefined,
  )
  const outer = classes.filter(c => c !== inner).sort((a, b) => distance(b) - distance(a) || a - b)
  if (inner === undefined) return []
  // Unless a sum runs inside a kept axis to read neighbours, all sums run inside: the sum then stays in a register.
  return summed.has(inner)
    ? [...outer.filter(c => !summed.has(c)), ...outer.filter(c => summed.has(c)), inner]
    : [...outer, inner]
}

interface Nest {
  readonly extents: number[]
  readonly reduced: boolean[]
  /** For each access, by loop. */
  readonly strides: number[][]
}

/** Two loops of one kind become one where every access allows it. */
function merged({ extents, reduced, strides }: Nest): Nest {
  const result: Nest = { extents: [], reduced: [], strides: strides.map(() => []) }
  for (const [l, extent] of extents.entries()) {
    const last = result.extents.length - 1
    const fits =
      last >= 0 &&
      result.reduced[last] === reduced[l] &&
      strides.every((s, k) => (result.strides[k] as number[])[last] === (s[l] as number) * extent)
    if (fits) {
      result.extents[last] = (result.extents[last] as number) * extent
      for (const [k, s] of strides.entries()) (result.strides[k] as number[])[last] = s[l] as number
    } else {
      result.extents.push(extent)
      result.reduced.push(reduced[l] as boolean)
      for (const [k, s] of strides.entries()) (result.strides[k] as number[]).push(s[l] as number)
    }
  }
  return result
}

/** Whether the sum stays in a register: all loops that are summed over are innermost. */
export function sumsInside({ reduced }: Loop): boolean {
  const first = reduced.indexOf(true)
  return first < 0 || reduced.slice(first).every(Boolean)
}

/** The number of places that the loop visits. */
export const turnsOf = ({ extents }: Loop): number => extents.reduce((n, d) => n * d, 1)
