/**
 * Tensors as loops, for languages that have no linear algebra of their own. Arrays lie in one piece, the last axis fastest, except where a
 * language hands arrays over as they are (Fortran): there arguments and results have their axes.
 */

import type { Access, Loop, Step } from '../../compile/tensor/program.js'
import { loadName, readsOf, sumName } from '../../compile/tensor/program.js'
import { FluxionError } from '../../errors.js'
import { one, zero } from '../../expr/build.js'
import type { Dim } from '../../tensor/node.js'
import { difference } from '../../tensor/placements.js'
import { type Statement, type Term, termsOf } from '../code.js'
import type { TensorText } from '../language.js'
import type { Printer } from '../print.js'
import type { LoopForms, Storage } from './loop-forms.js'
import { LoopOperations } from './loop-operations.js'
import { placeOf } from './places.js'
import { sizeText } from './size.js'
import { type Computation, computation, refuseDirected, type TensorUnit } from './unit.js'

interface Summed extends Computation {
  readonly name: string
  readonly labels: readonly number[]
}

interface Prepared {
  readonly loop: Loop
  readonly sums: readonly Summed[]
  readonly value: Computation
}

/** A step as text, as far as it is known before the printer of the text is. */
type Piece =
  | { readonly kind: 'loop'; readonly loop: Prepared }
  | { readonly kind: 'call'; readonly write: (print: Printer) => string[] }

export class LoopText {
  readonly storages: readonly Storage[]
  /** The names of indices, and of numbers that are set: for languages that declare them first. */
  readonly indices = new Set<string>()
  readonly numbers = new Set<string>()
  readonly #unit: TensorUnit
  readonly #forms: LoopForms
  readonly #pieces: Piece[] = []
  readonly #calls = new Set<string>()
  readonly #indexNames: string[] = []
  readonly #operations: LoopOperations

  constructor(unit: TensorUnit, forms: LoopForms) {
    this.#unit = unit
    this.#forms = forms
    this.storages = unit.program.arrays.map((a, k) => ({
      name: unit.arrays[k] as string,
      shape: a.shape.map(d => this.size(d)),
      role: a.role,
    }))
    this.#operations = new LoopOperations(this, forms, unit.local)
    for (const step of unit.program.steps) this.#prepare(step)
  }

  /** The results in the order in which they were asked for. */
  get results(): readonly Storage[] {
    return this.#unit.program.results.map(k => this.storages[k] as Storage)
  }

  /** Whether what was written there is read again. */
  isReadBack(storage: Storage): boolean {
    const k = this.storages.indexOf(storage)
    return this.#unit.program.steps.some(s => readsOf(s).includes(k) || (s.kind === 'loop' && s.mode === 'add'))
  }

  /** Workspaces, in addition to the arrays of the program. */
  get workspaces(): readonly Storage[] {
    return this.#operations.workspaces
  }

  readonly size = (d: Parameters<typeof sizeText>[0]): string => sizeText(d, this.#unit.nameOf)

  /** The routines that the text calls. */
  get calls(): Iterable<string> {
    return this.#calls
  }

  /** The terms of all statements, in which functions are called. */
  get terms(): readonly Term[] {
    return this.#pieces.flatMap(p =>
      p.kind === 'call' ? [] : [...p.loop.sums, p.loop.value].flatMap(c => [...c.body.flatMap(termsOf), c.term]),
    )
  }

  lines(print: Printer): string[] {
    return this.#pieces.flatMap(p => (p.kind === 'loop' ? this.#loopLines(p.loop, print) : p.write(print)))
  }

  /** The k-th index, counted from the outermost loop. */
  index(k: number): string {
    while (this.#indexNames.length <= k)
      this.#indexNames.push(this.#unit.give('ijklpqr'[this.#indexNames.length] ?? 'i'))
    const found = this.#indexNames[k] as string
    this.indices.add(found)
    return found
  }

  #entry({ array, at, starts = [] }: Access, loop: Loop): string {
    const indices = at.map((c, axis) => {
      const index = c < 0 ? String(~c) : this.index(this.#depth(loop, c))
      const start = this.size(starts[axis] ?? zero)
      return start === '0' ? index : index === '0' ? start : `${index} + ${start}`
    })
    return this.#forms.entry(this.storages[array] as Storage, indices)
  }

  /** Sums have the indices after those of the loop. */
  #depth(loop: Loop, label: number): number {
    const own = loop.kept.indexOf(label)
    if (own >= 0) return own
    const sum = loop.sums.find(s => s.labels.includes(label))
    return loop.kept.length + (sum?.labels.indexOf(label) ?? 0)
  }

  #textOf(loop: Loop, sums: readonly string[]): (name: string) => string {
    const texts = new Map<string, string>()
    for (const [k, a] of loop.loads.entries()) texts.set(loadName(k), this.#entry(a, loop))
    for (const [k, s] of sums.entries()) texts.set(sumName(k), s)
    return name => texts.get(name) ?? this.#scalar(name)
  }

  #scalar(name: string): string {
    const defined = this.#unit.program.defined.get(name)
    if (defined !== undefined) return this.#forms.entry(this.storages[defined] as Storage, [])
    const own = this.#unit.nameOf(name)
    return this.#unit.sizes.includes(own) ? this.#forms.real(own) : own
  }

  #loop(loop: Loop): void {
    const local = (): string => {
      const name = this.#unit.local()
      this.numbers.add(name)
      return name
    }
    const names = loop.sums.map(local)
    const textOf = this.#textOf(loop, names)
    const sums = loop.sums.map((s, k) => ({
      ...computation(s.value, textOf, local),
      name: names[k] as string,
      labels: s.labels,
    }))
    this.#pieces.push({ kind: 'loop', loop: { loop, sums, value: computation(loop.value, textOf, local) } })
  }

  #loopLines({ loop, sums, value }: Prepared, print: Printer): string[] {
    const { statements, indent, plus, set, zero: begin } = this.#forms
    const size = (c: number): string => this.size(loop.sizes.get(c) as never)
    const written = (body: readonly Statement[]): string[] => print.lines(body, statements, indent)
    const target = this.#entry(loop.target, loop)
    const inner = [
      ...sums.flatMap(s => [
        begin(s.name),
        ...this.nest(
          s.labels.map((c, k) => [loop.kept.length + k, size(c)]),
          [...written(s.body), plus(s.name, print.term(s.term))],
        ),
      ]),
      ...written(value.body),
      (loop.mode === 'add' ? plus : set)(target, print.term(value.term)),
    ]
    return this.nest(
      loop.kept.map((c, k) => [k, size(c)]),
      inner,
    )
  }

  /** Loops around lines. */
  nest(loops: readonly (readonly [depth: number, size: string])[], inner: readonly string[]): string[] {
    const { indent, end } = this.#forms
    return [...loops]
      .reverse()
      .reduce<string[]>(
        (lines, [depth, size]) => [this.#forms.for(this.index(depth), size), ...lines.map(l => indent + l), end],
        [...inner],
      )
  }

  /** Lines that are written when the names of routines are known. */
  later(write: (print: Printer) => string[]): void {
    this.#pieces.push({ kind: 'call', write })
  }

  /** Lines that call a routine. */
  call(routine: string, write: (name: string) => string[]): void {
    this.#calls.add(routine)
    this.#pieces.push({ kind: 'call', write: print => write(print.routineName(routine)) })
  }

  #prepare(step: Step): void {
    switch (step.kind) {
      case 'loop':
        this.#loop(step)
        return
      case 'literal': {
        const storage = this.storages[step.target] as Storage
        const { shape } = this.#unit.program.arrays[step.target] as TensorUnit['program']['arrays'][number]
        const sizes = shape.map(d => (d.kind === 'num' ? d.value.toNumber() : 0))
        for (const [k, e] of step.entries.entries()) {
          const value = computation(e, n => this.#scalar(n), this.#unit.local)
          const target = this.#forms.entry(storage, placeOf(k, sizes).map(String))
          this.#pieces.push({
            kind: 'call',
            write: print => [
              ...print.lines(value.body, this.#forms.statements, this.#forms.indent),
              this.#forms.set(target, print.term(value.term)),
            ],
          })
        }
        return
      }
      case 'operation':
        refuseDirected(step)
        this.#operations.operation(step.head, step.of, step.target)
        return
      case 'solve':
        this.#operations.solution(step)
        return
      case 'unit': {
        const { target, place } = step
        const size = this.#unit.program.arrays[target]?.shape[0] as Dim
        const empty = { kind: 'loop', sizes: new Map([[0, size]]), loads: [], sums: [] } as const
        this.#loop({ ...empty, target: { array: target, at: [0] }, kept: [0], value: zero, mode: 'set' })
        const at = { array: target, at: [~0], starts: [difference(place, one)] }
        this.#loop({ ...empty, target: at, kept: [], value: one, mode: 'set' })
        return
      }
      case 'reshape':
        throw new FluxionError(
          'no-emission',
          'vec and reshape are not written as loops: ask for numpy, pytorch, jax or matlab',
        )
    }
  }
}

/** The text of a unit in a language of loops, and its program. */
export function loopUnit(
  unit: TensorUnit,
  forms: LoopForms,
  written: (unit: TensorUnit, text: LoopText, print: Printer) => string,
  main: (unit: TensorUnit, text: LoopText) => string,
): TensorText {
  const text = new LoopText(unit, forms)
  return {
    terms: text.terms,
    calls: text.calls,
    text: print => written(unit, text, print),
    main: () => main(unit, text),
  }
}
