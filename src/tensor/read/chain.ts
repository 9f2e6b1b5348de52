/**
 * A product while it is read from left to right: the factors with the labels of their axes, made into one node at the end, so that a
 * long product costs no more than its length. What does not fit is left to the operators, which say why.
 */
import { minusOne, mul, one } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { wholeOf } from '../../expr/numbers.js'
import type { Syntax } from '../../parse/syntax.js'
import type { Dim, Label } from '../node.js'
import {
  type Context,
  einsum,
  type Operand,
  type Origin,
  orderOf,
  type Part,
  planeOf,
  renamed,
  scalar,
  sizesOf,
} from './operand.js'

export class Chain {
  readonly #context: Context
  readonly #scalars: Expr[] = []
  readonly #parts: { readonly of: Operand; readonly labels: readonly Label[]; readonly power: Expr }[] = []
  /** By label. */
  readonly #sizes: Dim[] = []
  #own: readonly Label[] = []
  #origins: readonly Origin[] = []
  #row = false
  #syntax: Syntax

  constructor(context: Context, first: Operand) {
    this.#context = context
    this.#syntax = first.syntax
    if (first.e === undefined) this.#begin(first, one)
    else this.#scalars.push(first.e)
  }

  /** The number of matrices, vectors, and scalars made of them. */
  get length(): number {
    return this.#parts.length
  }

  /** The number of own axes so far. */
  get order(): number {
    return this.#own.length
  }

  /** The text of the product up to here. */
  set syntax(syntax: Syntax) {
    this.#syntax = syntax
  }

  scale(e: Expr): void {
    this.#scalars.push(e)
  }

  /** The product so far as an operand. */
  whole(): Operand {
    const [part] = this.#parts
    const coefficient = mul(...this.#scalars)
    if (part === undefined) return scalar(coefficient, this.#syntax)
    if (this.#parts.length === 1 && coefficient === one && part.power === one) return renamed(part.of, this.#syntax)
    const others = [...this.#sizes.keys()].filter(label => !this.#own.includes(label))
    const place = new Map([...this.#own, ...others].map((label, k) => [label, k] as const))
    const parts = this.#parts.map(
      ({ of, labels, power }): Part => ({ of, at: labels.map(l => place.get(l) as Label), power }),
    )
    const size = (label: Label): Dim => this.#sizes[label] as Dim
    const traits = { row: this.#row, origins: this.#origins, syntax: this.#syntax }
    return einsum(this.#context, { parts, shape: this.#own.map(size), bound: others.map(size), coefficient }, traits)
  }

  /** Multiplies entry by entry, or by a scalar; false where the shapes differ. */
  timesEntries(b: Operand, inverted: boolean): boolean {
    const power = inverted ? minusOne : one
    if (this.order === 0) this.#begin(b, power)
    else if (orderOf(b) === 0) this.#parts.push({ of: b, labels: [], power })
    else if (!this.#hasShapeOf(b)) return false
    else this.#parts.push({ of: b, labels: this.#own, power })
    return true
  }

  /** The product of matrices; false where the sizes between them differ. Neither is a scalar. */
  timesMatrix(b: Operand): boolean {
    const [p, q] = [
      planeOf(
        this.#own.map(l => this.#sizes[l] as Dim),
        this.#row,
      ),
      planeOf(sizesOf(b), b.row),
    ]
    if (p === undefined || q === undefined) return false
    if (this.order === 1 && !this.#row && orderOf(b) === 1 && b.row) {
      const labels = this.#labels(sizesOf(b))
      this.#add(b, labels, [...this.#own, ...labels], [...this.#origins, ...b.origins])
      return true
    }
    if (wholeOf(p[1]) === 1 || wholeOf(q[0]) === 1 || !this.#context.sizes.same(p[1], q[0])) return false
    const fresh = this.#labels(sizesOf(b).slice(1))
    const left = this.#own.slice(0, -1)
    this.#row = left.length === 0 && fresh.length === 1
    const inner = this.#own.at(-1) as Label
    this.#add(b, [inner, ...fresh], [...left, ...fresh], [...this.#origins.slice(0, -1), ...b.origins.slice(1)])
    return true
  }

  #add(of: Operand, labels: readonly Label[], own: readonly Label[], origins: readonly Origin[]): void {
    this.#parts.push({ of, labels, power: one })
    this.#own = own
    this.#origins = origins
  }

  #begin(of: Operand, power: Expr): void {
    const labels = this.#labels(sizesOf(of))
    this.#parts.push({ of, labels, power })
    this.#own = labels
    this.#origins = of.origins
    this.#row = of.row
  }

  #labels(sizes: readonly Dim[]): Label[] {
    return sizes.map(size => this.#sizes.push(size) - 1)
  }

  #hasShapeOf(b: Operand): boolean {
    const sizes = sizesOf(b)
    if (sizes.length !== this.order || (this.order === 1 && this.#row !== b.row)) return false
    return sizes.every((size, k) => this.#context.sizes.same(size, this.#sizes[this.#own[k] as Label] as Dim))
  }
}
