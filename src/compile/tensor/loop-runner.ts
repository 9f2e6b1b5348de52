/**
 * Runs a loop without generating code: the innermost loop in runs of a few hundred places, each operation over a whole run at a time.
 * The operations and their order for each entry are those of the emitted text, so the results are the same bits.
 */
import { kernelOf } from '../../evaluate/real.js'
import { type Operation, operands } from '../../evaluate/tape.js'
import { placesOf } from '../../linalg/places.js'
import { isInfinite } from '../mending.js'
import { polesOf } from '../poles.js'
import { type Access, type Loop, sumsInside } from './loop.js'
import type { Runner } from './loop-text.js'

const RUN = 256

/** A vector operation: fills its register for the first n places. */
type Move = (n: number) => void

/** Registers that the loops of a plan use in turn: a loop leaves nothing in them. */
export type Registers = Float64Array[]

function register(shared: Registers, k: number): Float64Array {
  shared[k] ??= new Float64Array(RUN)
  return shared[k]
}

/** The loop as a function of buffers and scalars; `looking`, entries at poles become NaN. */
export function loopRunner(loop: Loop, shared: Registers, looking = false): Runner {
  const { tape, varying, constants } = loop.program
  const registers = tape.operations.map((_, k) =>
    varying[k] ? register(shared, k) : new Float64Array(RUN).fill(constants[k] as number),
  )
  const moves = tape.operations.flatMap((o, k) => (varying[k] && o.op !== 'argument' ? [move(o, k, registers)] : []))
  const reads = tape.operations.flatMap((o, k) => (o.op === 'argument' ? [{ register: k, index: o.index }] : []))
  const result = registers[tape.outputs[0] as number] as Float64Array
  const look = looking ? lookAt(loop, reads, registers) : undefined
  return (buffers, scalars) => {
    for (const { register, index } of reads) {
      const scalar = loop.scalars[index - loop.loads.length]
      if (index >= loop.loads.length) (registers[register] as Float64Array).fill(scalars[scalar as number] as number)
    }
    if (!sumsInside(loop)) clear(loop, buffers)
    const first = sumsInside(loop) ? loop.reduced.indexOf(true) : -1
    const fill = (turns: Int32Array, from: number, n: number): void => {
      for (const { register, index } of reads) {
        const load = loop.loads[index]
        if (load !== undefined) gather(registers[register] as Float64Array, load, buffers, turns, from, n)
      }
      for (const m of moves) m(n)
      look?.(n)
    }
    walk(loop, first, fill, result, buffers)
  }
}

/** Rewrites infinite results of a run that are those of poles. */
function lookAt(
  { program }: Loop,
  reads: readonly { readonly register: number; readonly index: number }[],
  registers: readonly Float64Array[],
): Move | undefined {
  const poles = polesOf(program)
  if (poles === undefined) return undefined
  const result = registers[program.tape.outputs[0] as number] as Float64Array
  const point = new Float64Array(program.tape.names.length)
  const out = new Float64Array(1)
  return n => {
    for (let i = 0; i < n; i++) {
      if (!isInfinite(result[i] as number)) continue
      for (const { register, index } of reads) point[index] = registers[register]?.[i] as number
      out[0] = result[i] as number
      poles.mend(out, point)
      result[i] = out[0]
    }
  }
}

/** Visits all places in order; `fill` computes the result for a run of the innermost loop. */
function walk(
  loop: Loop,
  first: number,
  fill: (turns: Int32Array, from: number, n: number) => void,
  result: Float64Array,
  buffers: readonly Float64Array[],
): void {
  const depth = loop.extents.length
  const inner = depth === 0 ? 1 : (loop.extents[depth - 1] as number)
  const turns = new Int32Array(Math.max(depth, 1))
  const target = buffers[loop.target.slot] as Float64Array
  const step = depth === 0 ? 0 : (loop.target.strides[depth - 1] as number)
  const adds = first < 0 && (loop.mode === 'add' || loop.reduced.includes(true))
  if (loop.extents.some((n, l) => n === 0 && !(first >= 0 && l >= first))) return
  let sum = 0
  for (let more = true; more; more = advance(loop, turns)) {
    const start = placeAt(loop.target, turns)
    if (first >= 0 && turns.every((t, l) => l < first || t === 0)) sum = 0
    for (let from = 0; from < inner && !loop.extents.includes(0); from += RUN) {
      const n = Math.min(RUN, inner - from)
      fill(turns, from, n)
      if (first >= 0) for (let k = 0; k < n; k++) sum += result[k] as number
      else store(target, start + from * step, step, result, n, adds)
    }
    if (first >= 0) target[start] = sum
  }
}

function store(target: Float64Array, start: number, step: number, from: Float64Array, n: number, adds: boolean): void {
  for (let k = 0; k < n; k++) {
    const at = start + k * step
    target[at] = adds ? (target[at] as number) + (from[k] as number) : (from[k] as number)
  }
}

/** The next turn of the outer loops; false after the last. */
function advance(loop: Loop, turns: Int32Array): boolean {
  for (let l = loop.extents.length - 2; l >= 0; l--) {
    const next = (turns[l] as number) + 1
    if (next < (loop.extents[l] as number)) {
      turns[l] = next
      return true
    }
    turns[l] = 0
  }
  return false
}

function placeAt(a: Access, turns: Int32Array): number {
  let at = a.offset
  for (let l = 0; l < a.strides.length - 1; l++) at += (turns[l] as number) * (a.strides[l] as number)
  return at
}

function gather(
  to: Float64Array,
  a: Access,
  buffers: readonly Float64Array[],
  turns: Int32Array,
  from: number,
  n: number,
): void {
  const data = buffers[a.slot] as Float64Array
  const step = a.strides.at(-1) ?? 0
  let at = placeAt(a, turns) + from * step
  for (let k = 0; k < n; k++, at += step) to[k] = data[at] as number
}

/** Zeros at the target, over the axes that are kept. */
function clear({ extents, reduced, target }: Loop, buffers: readonly Float64Array[]): void {
  const kept = extents.map((_, l) => l).filter(l => !reduced[l])
  const of = (values: readonly number[]): number[] => kept.map(l => values[l] as number)
  const data = buffers[target.slot] as Float64Array
  for (const place of placesOf(of(extents), of(target.strides))) data[target.offset + place] = 0
}

function move(o: Operation, k: number, registers: readonly Float64Array[]): Move {
  const to = registers[k] as Float64Array
  const from = operands(o).map(r => registers[r] as Float64Array)
  const [a, b, c] = from as [Float64Array, Float64Array, Float64Array]
  const f = kernelOf(o)
  if (o.op === 'add') return n => each(n, i => (to[i] = (a[i] as number) + (b[i] as number)))
  if (o.op === 'mul') return n => each(n, i => (to[i] = (a[i] as number) * (b[i] as number)))
  switch (from.length) {
    case 1:
      return n => each(n, i => (to[i] = f(a[i] as number)))
    case 2:
      return n => each(n, i => (to[i] = f(a[i] as number, b[i] as number)))
    case 3:
      return n => each(n, i => (to[i] = f(a[i] as number, b[i] as number, c[i] as number)))
    default:
      return n => each(n, i => (to[i] = f(...from.map(r => r[i] as number))))
  }
}

function each(n: number, f: (i: number) => unknown): void {
  for (let i = 0; i < n; i++) f(i)
}
