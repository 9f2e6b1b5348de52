/**
 * Tensors in languages that compute with whole arrays: sums of products as matrix products or einsum, everything else entry by entry
 * with axes that fit each other. A loop of the program is an expression there.
 */

import { type Access, type Loop, loadName, type Reduction, type Step, sumName } from '../../compile/tensor/program.js'
import { append } from '../../expr/args.js'
import { add } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import type { Dim } from '../../tensor/node.js'
import { difference } from '../../tensor/placements.js'
import { type Term, termsOf } from '../code.js'
import type { Printer, StatementForms } from '../print.js'
import { sizeText } from './size.js'
import { type Computation, computation, refuseDirected, type TensorUnit } from './unit.js'

/** An array that is read: its name and the labels of its axes. */
export interface Operand {
  readonly name: string
  readonly at: readonly number[]
}

/** A part of an axis of that size: from the first place to that before the end. */
export interface Range {
  readonly from: string
  readonly to: string
  readonly size: string
  /** How many come after it. */
  readonly after: string
}

/** How a language of arrays writes what a program is made of. */
export interface ArrayForms {
  readonly statements: StatementForms
  /** A size as a number among arrays. */
  readonly real: (size: string) => string
  /** The array with its axes in the places of their labels in `order`; the other places have size 1. */
  readonly aligned: (o: Operand, order: readonly number[]) => string
  /** The sum of the product over the labels that are not in `out`. */
  readonly product: (operands: readonly Operand[], out: readonly number[]) => string
  /** The sum over the last `count` of `rank` axes. */
  readonly total: (value: string, rank: number, count: number) => string
  /** The value, repeated where it has an axis of size 1. */
  readonly spread: (value: string, shape: readonly string[]) => string
  /** Ones where two axes (or an axis and a fixed index, from 0) agree, aligned to `rank` axes. */
  readonly equal: (axis: number, other: number, rank: number, size: string) => string
  /** The part between those places of each axis, from 0; of the others all. */
  readonly part: (x: string, ranges: readonly (Range | undefined)[]) => string
  /** An array as the part between those places of one of zeros. */
  readonly placed: (x: string, ranges: readonly Range[]) => string
  readonly times: (factors: readonly string[]) => string
  /** Undefined for what the language has no function for. */
  readonly operation: (head: string, x: string, rank: number) => string
  readonly solve: (a: string, b: string, transposed: boolean, shape: readonly string[]) => string
  readonly literal: (entries: readonly string[], shape: readonly string[]) => string
  readonly unit: (size: string, place: string) => string
  readonly reshape: (x: string, shape: readonly string[]) => string
}

type Piece =
  | { readonly kind: 'statements'; readonly value: Computation; readonly write: (term: string) => string }
  | { readonly kind: 'line'; readonly line: string }

export class ArrayText {
  readonly #unit: TensorUnit
  readonly #forms: ArrayForms
  readonly #pieces: Piece[] = []
  /** Sums of products, and parts, by their text. */
  readonly #products = new Map<string, string>()

  constructor(unit: TensorUnit, forms: ArrayForms) {
    this.#unit = unit
    this.#forms = forms
    for (const step of unit.program.steps) this.#step(step)
  }

  readonly size = (d: Dim): string => sizeText(d, this.#unit.nameOf)

  get terms(): readonly Term[] {
    return this.#pieces.flatMap(p => (p.kind === 'line' ? [] : [...p.value.body.flatMap(termsOf), p.value.term]))
  }

  get results(): readonly string[] {
    return this.#unit.program.results.map(k => this.#name(k))
  }

  lines(print: Printer): string[] {
    return this.#pieces.flatMap(p =>
      p.kind === 'line'
        ? [p.line]
        : [...print.lines(p.value.body, this.#forms.statements, '    '), p.write(print.term(p.value.term))],
    )
  }

  #name(array: number): string {
    return this.#unit.arrays[array] as string
  }

  #shape(array: number): readonly Dim[] {
    return (this.#unit.program.arrays[array] as TensorUnit['program']['arrays'][number]).shape
  }

  #line(name: string, value: string): void {
    this.#pieces.push({ kind: 'line', line: this.#forms.statements.set(name, value) })
  }

  #scalar(name: string): string {
    const defined = this.#unit.program.defined.get(name)
    if (defined !== undefined) return this.#name(defined)
    const own = this.#unit.nameOf(name)
    return this.#unit.sizes.includes(own) ? this.#forms.real(own) : own
  }

  #computed(value: Expr, textOf: (name: string) => string, write: (term: string) => string): void {
    this.#pieces.push({ kind: 'statements', value: computation(value, textOf, this.#unit.local), write })
  }

  #step(step: Step): void {
    const { operation, solve, literal, unit, reshape } = this.#forms
    switch (step.kind) {
      case 'loop':
        this.#loop(step)
        return
      case 'operation':
        refuseDirected(step)
        this.#line(this.#name(step.target), operation(step.head, this.#name(step.of), this.#shape(step.of).length))
        return
      case 'solve': {
        const shape = this.#shape(step.target).map(this.size)
        this.#line(this.#name(step.target), solve(this.#name(step.of), this.#name(step.sides), step.transposed, shape))
        return
      }
      case 'literal': {
        const names = step.entries.map(e => {
          if (e.kind === 'num') return String(e.value.toNumber())
          const name = this.#unit.local()
          this.#computed(
            e,
            n => this.#scalar(n),
            term => this.#forms.statements.set(name, term),
          )
          return name
        })
        this.#line(this.#name(step.target), literal(names, this.#shape(step.target).map(this.size)))
        return
      }
      case 'unit':
        this.#line(this.#name(step.target), unit(this.size(this.#shape(step.target)[0] as Dim), this.size(step.place)))
        return
      case 'reshape':
        this.#line(this.#name(step.target), reshape(this.#name(step.of), this.#shape(step.target).map(this.size)))
    }
  }

  #operand({ array, at, starts }: Access, sizes: Loop['sizes']): Operand {
    if (starts === undefined) return { name: this.#name(array), at }
    const ranges = this.#ranges(array, at, starts, sizes)
    const text = this.#forms.part(
      this.#name(array),
      at.map((c, axis) => (c < 0 ? undefined : ranges[axis])),
    )
    return { name: this.#once(text), at }
  }

  #ranges(array: number, at: readonly number[], starts: readonly Dim[], sizes: Loop['sizes']): Range[] {
    return this.#shape(array).map((size, axis) => {
      const start = starts[axis] as Dim
      const end = add(start, sizes.get(at[axis] as number) ?? size)
      return {
        from: this.size(start),
        to: this.size(end),
        size: this.size(size),
        after: this.size(difference(size, end)),
      }
    })
  }

  /** A name for what is computed, that one if it is new; the same text is computed once. */
  #once(text: string, wanted?: string): string {
    const name = this.#products.get(text) ?? wanted ?? this.#unit.local()
    if (!this.#products.has(text)) this.#line(name, text)
    this.#products.set(text, name)
    return name
  }

  #loop(loop: Loop): void {
    const { aligned, statements } = this.#forms
    const loads = loop.loads.map(a => this.#operand(a, loop.sizes))
    const target = this.#name(loop.target.array)
    const isLone = (k: number): boolean =>
      loop.mode === 'set' && loop.value.kind === 'sym' && loop.value.name === sumName(k)
    const sums = loop.sums.map((s, k) => this.#reduced(loop, loads, s, isLone(k) ? target : undefined))
    const textOf =
      (order: readonly number[]) =>
      (name: string): string => {
        for (const [k, o] of loads.entries()) if (name === loadName(k)) return aligned(o, order)
        for (const [k, o] of sums.entries()) if (name === sumName(k)) return aligned(o, order)
        return this.#scalar(name)
      }
    const value = textOf(loop.kept)
    const [first] = sums
    // It was computed under that name.
    if (sums.length === 1 && first?.name === target && value(sumName(0)) === target) return
    const read = new Set(namesIn(loop.value))
    const covered = new Set([
      ...loads.flatMap((o, k) => (read.has(loadName(k)) ? o.at : [])),
      ...sums.flatMap((o, k) => (read.has(sumName(k)) ? o.at : [])),
    ])
    const shape = loop.kept.map(c => this.size(loop.sizes.get(c) as Dim))
    const spread = (term: string): string =>
      loop.kept.every(c => covered.has(c)) ? term : this.#forms.spread(term, shape)
    if (loop.mode === 'add') this.#added(loop, value, target, spread)
    else this.#computed(loop.value, value, term => statements.set(target, spread(term)))
  }

  /** A sum as an array over the labels of the loop that it has. */
  #reduced(loop: Loop, loads: readonly Operand[], { labels, value }: Reduction, wanted?: string): Operand {
    const factors = factorsOf(value)
    const read = new Set(namesIn(value))
    const used = loads.filter((_, k) => read.has(loadName(k)))
    const at = loop.kept.filter(c => used.some(o => o.at.includes(c)))
    const own = at.length === loop.kept.length ? wanted : undefined
    if (factors !== undefined) {
      const operands = factors.map(k => loads[k] as Operand)
      // A label that no factor has is a sum of equal terms, and such are multiples already.
      return { name: this.#once(this.#forms.product(operands, at), own), at }
    }
    const name = own ?? this.#unit.local()
    const order = [...at, ...labels]
    const textOf = (n: string): string => {
      for (const [k, o] of loads.entries()) if (n === loadName(k)) return this.#forms.aligned(o, order)
      return this.#scalar(n)
    }
    this.#computed(value, textOf, term =>
      this.#forms.statements.set(name, this.#forms.total(term, order.length, labels.length)),
    )
    return { name, at }
  }

  /** What is added where some axes agree is multiplied by ones there. */
  #added(
    { kept, sizes, target, value }: Loop,
    textOf: (name: string) => string,
    name: string,
    spread: (term: string) => string,
  ): void {
    const { aligned, equal, times, placed, statements } = this.#forms
    const whole = this.#shape(target.array)
    const shape = whole.map((size, axis) => this.size(sizes.get(target.at[axis] as number) ?? size))
    const own = this.#unit.local()
    this.#computed(value, textOf, term => statements.set(own, spread(term)))
    const axes = [...shape.keys()]
    const at = kept.map(c => target.at.indexOf(c))
    const ones = target.at.flatMap((c, axis) => {
      const first = target.at.indexOf(c)
      return c >= 0 && first === axis ? [] : [equal(axis, c < 0 ? c : first, shape.length, shape[axis] as string)]
    })
    const part = times([aligned({ name: own, at }, axes), ...ones])
    const { starts } = target
    const added = starts === undefined ? part : placed(part, this.#ranges(target.array, target.at, starts, sizes))
    this.#line(name, `${name} + ${added}`)
    // It is no longer what it was set to.
    for (const [text, known] of this.#products) if (known === name) this.#products.delete(text)
  }
}

function namesIn(value: Expr): string[] {
  const found: string[] = []
  const open = [value]
  for (let e = open.pop(); e !== undefined; e = open.pop()) {
    if (e.kind === 'sym') found.push(e.name)
    else if (e.kind === 'call') append(open, e.args)
  }
  return found
}

/** The numbers of the loads whose product an expression is; undefined for anything else. */
function factorsOf(value: Expr): number[] | undefined {
  const factors = value.kind === 'call' && value.head === 'mul' ? value.args : [value]
  const found: number[] = []
  for (const f of factors) {
    const [base, n] = f.kind === 'call' && f.head === 'pow' ? f.args : [f]
    const times = n === undefined ? 1 : n.kind === 'num' && n.value.isInteger() ? n.value.toNumber() : 0
    if (base?.kind !== 'sym' || !base.name.startsWith('@') || times < 1 || times > 2) return undefined
    for (let k = 0; k < times; k++) found.push(Number(base.name.slice(1)))
  }
  return found
}

/** A product of two with one label that is summed over, as matrix notation has it: the operands turned as they have to be. */
export interface MatrixProduct {
  readonly left: { readonly name: string; readonly turned: boolean }
  readonly right: { readonly name: string; readonly turned: boolean }
}

/** The product of matrices or vectors that a sum of a product is; undefined where it is none. */
export function matrixProduct(operands: readonly Operand[], out: readonly number[]): MatrixProduct | undefined {
  const [a, b, ...others] = operands
  if (a === undefined || b === undefined || others.length > 0) return undefined
  return paired(a, b, out) ?? paired(b, a, out)
}

function paired(a: Operand, b: Operand, out: readonly number[]): MatrixProduct | undefined {
  const all = new Set([...a.at, ...b.at])
  const [inner, ...more] = [...all].filter(c => !out.includes(c))
  if (inner === undefined || more.length > 0 || [...all].some(c => c < 0)) return undefined
  if (new Set(a.at).size !== a.at.length || new Set(b.at).size !== b.at.length) return undefined
  const [left, right] = [a.at.filter(c => c !== inner), b.at.filter(c => c !== inner)]
  if (left.length > 1 || right.length > 1 || left.length + right.length !== out.length) return undefined
  if (a.at.length !== left.length + 1 || b.at.length !== right.length + 1) return undefined
  if ([...left, ...right].some((c, k) => c !== out[k])) return undefined
  return {
    left: { name: a.name, turned: left.length === 1 && a.at[0] === inner },
    right: { name: b.name, turned: right.length === 1 && b.at[1] === inner },
  }
}
