/**
 * A program at known sizes as steps on buffers. An array that only copies another is another view of the same buffer: transposes,
 * diagonals, rows, repeated vectors, and reshaped tensors whose entries stand in the right order. Products of matrices and of a matrix and
 * a vector are routines.
 */
import { type Expr, isCall, sym } from '../../expr/node.js'
import { freeSymbols } from '../../expr/walk.js'
import { columnStrides } from '../../linalg/places.js'
import { accessOf, viewOf } from './access.js'
import { Assembly } from './assembly.js'
import { requireEntries } from './dense.js'
import type { Pass, PlacedAccess } from './loop.js'
import type { Lowered } from './lowering.js'
import { Operations } from './operation.js'
import {
  type Access,
  type Loop,
  loadName,
  loadSymbol,
  type Reduction,
  type Step,
  scalarName,
  sumName,
  sumSymbol,
} from './program.js'
import { routineStep } from './routine.js'
import type { Sizes } from './sizes.js'
import { kernelStep } from './step.js'
import { partOf, standsAs, type View } from './view.js'

const range = (n: number): number[] => Array.from({ length: n }, (_, k) => k)

export class Execution {
  readonly assembly = new Assembly()
  readonly operations = new Operations(this.assembly, array => this.#view(array))
  readonly #program: Lowered<number>
  readonly #sizes: Sizes
  readonly #scalars: ReadonlyMap<string, Expr>
  readonly #views = new Map<number, View>()
  /** Arrays to which something is added after they are set. */
  readonly #added: ReadonlySet<number>
  /** Arrays whose entries stand column by column: loops write them, and they are reshaped. */
  readonly #byColumns: ReadonlySet<number>

  constructor(program: Lowered<number>, sizes: Sizes) {
    this.#program = program
    this.#sizes = sizes
    const { steps, scalars } = program
    this.#scalars = new Map(scalars.map((e, k) => [scalarName(k), e]))
    this.#added = new Set(steps.flatMap(s => (s.kind === 'loop' && s.mode === 'add' ? [s.target.array] : [])))
    const written = new Set(steps.flatMap(s => (s.kind === 'loop' ? [s.target.array] : [])))
    this.#byColumns = new Set(steps.flatMap(s => (s.kind === 'reshape' && written.has(s.of) ? [s.of] : [])))
    for (const step of steps) this.#step(step)
  }

  #shape(array: number): readonly number[] {
    return this.#program.arrays[array]?.shape ?? []
  }

  /** Where the entries of an array stand. */
  #view(array: number): View {
    const view = this.#views.get(array) ?? this.#made(array)
    this.#views.set(array, view)
    return view
  }

  #made(array: number): View {
    const made = this.#program.arrays[array] as Lowered<number>['arrays'][number]
    switch (made.role) {
      case 'input':
        return this.assembly.input(made.name, made.shape)
      case 'output':
        return this.assembly.output(made.index, made.shape)
      case 'temporary':
        return this.assembly.temporary(made.shape, this.#byColumns.has(array) ? columnStrides(made.shape) : undefined)
    }
  }

  #step(step: Step<number>): void {
    switch (step.kind) {
      case 'loop':
        this.#loop(step)
        return
      case 'literal':
        this.#literal(step.target, step.entries)
        return
      case 'unit': {
        const shape = this.#shape(step.target)
        const data = new Float64Array(requireEntries(shape, 'a literal'))
        data[this.#sizes.of(step.place) - 1] = 1
        this.#stands(step.target, this.assembly.constant(shape, data))
        return
      }
      case 'operation':
        this.operations.operation(step)
        return
      case 'solve':
        this.operations.solve(step)
        return
      case 'reshape': {
        const from = this.#view(step.of)
        const { slot, offset } = standsAs(from, columnStrides(from.shape)) ? from : this.#copy(from)
        const shape = this.#shape(step.target)
        this.#stands(step.target, { slot, offset, shape, strides: columnStrides(shape) })
      }
    }
  }

  /** An array is a view of a buffer that is there; a result is a copy. */
  #stands(array: number, view: View): void {
    if (this.#program.arrays[array]?.role === 'temporary' && !this.#added.has(array)) this.#views.set(array, view)
    else this.#write(view, this.#view(array))
  }

  #write(from: View, to: View): void {
    const axes = range(to.shape.length)
    this.assembly.loop({
      value: loadSymbol(0),
      loads: new Map([[loadName(0), accessOf(from, axes)]]),
      scalars: new Map(),
      extents: new Map(to.shape.entries()),
      summed: new Set(),
      target: accessOf(to, axes),
      mode: 'set',
    })
  }

  /** A copy of a tensor, column by column. */
  #copy(from: View): View {
    const view = this.assembly.temporary(from.shape, columnStrides(from.shape))
    this.#write(from, view)
    return view
  }

  #literal(target: number, entries: readonly Expr[]): void {
    const shape = this.#shape(target)
    const data = new Float64Array(requireEntries(shape, 'a literal'))
    const open: (readonly [place: number, scalar: number])[] = []
    for (const [k, e] of entries.entries()) {
      if (e.kind === 'num') data[k] = e.value.toNumber()
      else open.push([k, this.assembly.scalar(e)])
    }
    const view = this.assembly.constant(shape, data)
    const fill = (buffers: readonly Float64Array[], scalars: Float64Array): void => {
      const to = buffers[view.slot] as Float64Array
      for (const [place, scalar] of open) to[place] = scalars[scalar] as number
    }
    if (open.length > 0) this.assembly.step(kernelStep('fill', [view.slot], view.slot, open.length, fill))
    this.#stands(target, view)
  }

  /** Where the entries of an access stand, by labels. */
  #access({ array, at, starts }: Access<number>): PlacedAccess {
    const view = this.#view(array)
    return accessOf(starts === undefined ? view : partOf(view, starts, view.shape), at)
  }

  #loop(loop: Loop<number>): void {
    const { target, kept, sizes, value, mode } = loop
    const [only, ...others] = loop.loads
    if (only !== undefined && others.length === 0 && value === loadSymbol(0) && mode === 'set') {
      const shape = this.#shape(target.array)
      this.#stands(target.array, viewOf(this.#access(only), kept, shape))
      return
    }
    const reads = new Map(loop.loads.map((a, k) => [loadName(k), this.#access(a)]))
    const to = this.#access(target)
    const [sum] = loop.sums
    if (sum !== undefined && mode === 'set' && value === sumSymbol(0)) {
      this.#sum(sum, kept, { sizes, reads, to })
      return
    }
    // A sum within something else has a buffer of its own.
    for (const [k, s] of loop.sums.entries()) {
      const read = new Set([...freeSymbols(s.value)].flatMap(name => [...(reads.get(name)?.strides.keys() ?? [])]))
      const at = kept.filter(c => read.has(c))
      const own = accessOf(this.assembly.temporary(at.map(c => sizes.get(c) as number)), at)
      this.#sum(s, at, { sizes, reads, to: own })
      reads.set(sumName(k), own)
    }
    this.assembly.loop({ ...this.#pass(value, kept, { sizes, reads, to }), mode })
  }

  /** A sum over further labels, by a routine if one does it. */
  #sum({ labels, value }: Reduction, kept: readonly number[], ground: Ground): void {
    const pass = { ...this.#pass(value, [...kept, ...labels], ground), summed: new Set(labels) }
    const [x, y, ...others] = isCall(value, 'mul') ? value.args.map(f => ground.reads.get(symbolName(f))) : []
    const step = x !== undefined && y !== undefined && others.length === 0 ? routineStep(pass, [x, y]) : undefined
    if (step !== undefined) this.assembly.step(step)
    else this.assembly.loop(pass)
  }

  #pass(value: Expr, labels: readonly number[], { sizes, reads, to }: Ground): Pass {
    const names = [...freeSymbols(value)]
    return {
      value,
      loads: new Map([...reads].filter(([name]) => names.includes(name))),
      scalars: new Map(names.filter(name => !reads.has(name)).map(name => [name, this.#scalar(name)])),
      extents: new Map(labels.map(c => [c, sizes.get(c) as number])),
      summed: new Set(),
      target: to,
      mode: 'set',
    }
  }

  #scalar(name: string): number {
    return this.assembly.scalar(this.#scalars.get(name) ?? sym(name))
  }
}

const symbolName = (e: Expr): string => (e.kind === 'sym' ? e.name : '')

/** What a pass goes over: sizes by labels, what is read by names, and where the result stands. */
interface Ground {
  readonly sizes: ReadonlyMap<number, number>
  readonly reads: ReadonlyMap<string, PlacedAccess>
  readonly to: PlacedAccess
}
