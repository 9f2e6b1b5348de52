/**
 * Tensors made ready to be computed at given sizes: what is needed, in which order, with which memory. A plan runs as often as one
 * likes, on the arrays that it is given, and allocates nothing then (a matrix function apart).
 */
import { BudgetError, DomainError, UnboundError } from '../../errors.js'
import type { Expr } from '../../expr/node.js'
import { freeSymbols } from '../../expr/walk.js'
import type { Factors } from '../../linalg/factorisation.js'
import { type Node, nodesOf, type Variable } from '../../tensor/node.js'
import { interpretedScalars } from '../interpreter.js'
import { polesOf } from '../poles.js'
import { entriesOf } from './dense.js'
import { Execution } from './execution.js'
import { knownExtents } from './extents.js'
import type { Registers } from './loop-runner.js'
import type { Runner } from './loop-text.js'
import { lowered } from './lowering.js'
import { withoutCopies } from './product-step.js'
import type { Sizes } from './sizes.js'
import type { Emitter, Step } from './step.js'
import { allocate, neededSteps } from './storage.js'

/** A plan may do so many operations at a call: some hours of work. */
const MOST_WORK = 1e13

/** The most operations that are put off to the place where they are used. */
const MOST_PUT_OFF = 48

export interface Plan {
  /** The shape of each result. */
  readonly shapes: readonly (readonly number[])[]
  readonly steps: readonly Step[]
  /** The matrices by which something is divided, after a call. */
  readonly divisors: ReadonlySet<Factors>
  /** Whether an entry may be infinite at finite values though nothing is too large. */
  readonly mayHavePole: boolean
  /** Computes the results at the arrays given by name and the scalars in the order of the names, and writes them into `out`. */
  readonly run: (
    arrays: ReadonlyMap<string, Float64Array>,
    scalars: ArrayLike<number>,
    out: readonly Float64Array[],
  ) => void
}

/** What is needed to compute tensors. */
export interface Needs {
  readonly variables: readonly Variable[]
  /** Scalar symbols, size symbols that occur as numbers among them. */
  readonly scalars: ReadonlySet<string>
  /** The symbols in the sizes of all tensors, of what is summed over, and in the places of entries. */
  readonly sizes: ReadonlySet<string>
}

/** The variables, the scalars and the size symbols in some tensors. */
export function needsOf(roots: readonly Node[]): Needs {
  const nodes = nodesOf(roots)
  const scalars = nodes.flatMap(n => {
    if (n.kind === 'constant') return n.entries
    return n.kind === 'sum' ? n.terms.flatMap(t => [t.coefficient, ...t.factors.map(f => f.power)]) : []
  })
  const sizes = nodes.flatMap(n => {
    if (n.kind === 'basis') return [...n.shape, n.place]
    if (n.kind === 'placement') return [...n.shape, n.offset]
    return n.kind === 'sum' ? [...n.shape, ...n.terms.flatMap(t => t.bound)] : n.shape
  })
  return {
    variables: nodes.filter(n => n.kind === 'variable'),
    scalars: freeSymbols(scalars),
    sizes: freeSymbols(sizes),
  }
}

/** Refuses ranges of places that the axis does not have, and those without places. */
function requireRanges(roots: readonly Node[], sizes: Sizes): void {
  for (const n of nodesOf(roots)) {
    if (n.kind !== 'placement') continue
    const [total, size, offset] = [...n.shape, n.offset].map(d => sizes.of(d)) as [number, number, number]
    const range = `${offset + 1}:${offset + size}`
    if (size < 1) throw new DomainError(`the range ${range} is empty`, 'index-range')
    if (offset < 0 || offset + size > total)
      throw new DomainError(`there is no range ${range}: the axis has ${total}, counted from 1`, 'index-range')
  }
}

/** Lowers the tensors; `names` are the scalar arguments. Without an emitter no code is emitted, without routines products are loops. Raises `BudgetError` for what would take too much memory or time. */
export function planOf(
  roots: readonly Node[],
  sizes: Sizes,
  names: readonly string[],
  emitter?: Emitter,
  routines = true,
): Plan {
  const shapes = roots.map(root => sizes.shape(root.shape))
  requireRanges(roots, sizes)
  const program = lowered(
    roots.map(node => ({ node, isResult: true })),
    { extents: knownExtents(sizes), putOff: MOST_PUT_OFF, routines, count: n => n },
  )
  const { assembly, operations } = new Execution(program, sizes)
  const { slots, scalars } = assembly
  const steps = withoutCopies(neededSteps(assembly.steps, slots), slots)
  const work = steps.reduce((w, s) => w + s.work, 0)
  if (work > MOST_WORK)
    throw new BudgetError('work', `the tensors would take ${work} operations; at most ${MOST_WORK} are done`)
  const buffers = allocate(steps, slots)
  const registers: Registers = []
  const runners = steps.map(s => s.make(emitter, registers))
  const scalar = scalarValues(scalars, sizes, names, emitter)
  const values = new Float64Array(scalars.length)
  const inputs = slots.flatMap((s, k) => (s.kind === 'input' ? [[k, s.name] as const] : []))
  const outputs = slots.flatMap((s, k) => (s.kind === 'output' ? [[k, s.index] as const] : []))
  const run: Plan['run'] = (arrays, point, out) => {
    for (const [k, name] of inputs) buffers[k] = arrays.get(name) as Float64Array
    for (const [k, index] of outputs) buffers[k] = out[index] as Float64Array
    scalar?.(values, point)
    perform(runners, buffers, values)
  }
  return { shapes, steps, divisors: operations.divisors, mayHavePole: steps.some(mayHavePole), run }
}

/** Scalars at poles are NaN themselves. */
function mayHavePole({ kind, loop }: Step): boolean {
  if (loop !== undefined) return polesOf(loop.program) !== undefined
  return kind !== 'clear' && kind !== 'fill' && kind !== 'product' && kind !== 'vector'
}

function perform(runners: readonly Runner[], buffers: readonly Float64Array[], scalars: Float64Array): void {
  for (let k = 0; k < runners.length; k++) (runners[k] as Runner)(buffers, scalars)
}

/** A function that fills the scalars of a plan; a size symbol among them has the value of the size. */
function scalarValues(
  scalars: readonly Expr[],
  sizes: Sizes,
  names: readonly string[],
  emitter: Emitter | undefined,
): ((values: Float64Array, point: ArrayLike<number>) => void) | undefined {
  if (scalars.length === 0) return undefined
  const needed = freeSymbols(scalars)
  const bound = [...needed].filter(name => !names.includes(name) && sizes.get(name) !== undefined)
  const missing = [...needed].filter(name => !names.includes(name) && !bound.includes(name))
  if (missing.length > 0) throw new UnboundError(missing)
  const args = [...names, ...bound]
  const intoAt = (emitter?.scalars ?? interpretedScalars)(scalars, args)
  const full = new Float64Array(names.length + bound.length)
  for (const [k, name] of bound.entries()) full[names.length + k] = sizes.get(name) as number
  return (values, point) => {
    for (let k = 0; k < names.length; k++) full[k] = point[k] as number
    intoAt(values, full)
  }
}

/** Room for the results of a plan. */
export const roomFor = (plan: Plan): Float64Array[] => plan.shapes.map(shape => new Float64Array(entriesOf(shape)))
