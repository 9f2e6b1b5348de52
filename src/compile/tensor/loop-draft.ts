/** A loop under construction: what it reads, each once, and the sums that it takes. */
import type { Expr } from '../../expr/node.js'
import { type Access, type Loop, loadSymbol, type Reduction, sumSymbol } from './program.js'

export class LoopDraft<S> {
  readonly #sizes: Map<number, S>
  readonly #loads: Access<S>[] = []
  readonly #known = new Map<string, Expr>()
  readonly #sums: Reduction[] = []
  #labels: number
  #inSum = false

  constructor(sizes: Map<number, S>) {
    this.#sizes = sizes
    this.#labels = [...sizes.keys()].reduce((most, c) => Math.max(most, c + 1), 0)
  }

  /** Whether the value of a sum is being made: sums do not stand within sums. */
  get inSum(): boolean {
    return this.#inSum
  }

  size(label: number): S {
    return this.#sizes.get(label) as S
  }

  /** A new label. */
  fresh(size: S): number {
    this.#sizes.set(this.#labels, size)
    return this.#labels++
  }

  load(access: Access<S>): Expr {
    const key = `${access.array}:${access.at.join(',')}:${access.starts?.join(',')}`
    const known = this.#known.get(key) ?? loadSymbol(this.#loads.push(access) - 1)
    this.#known.set(key, known)
    return known
  }

  sum(labels: readonly number[], make: () => Expr): Expr {
    this.#inSum = true
    const value = make()
    this.#inSum = false
    return sumSymbol(this.#sums.push({ labels, value }) - 1)
  }

  finish(target: Access<S>, kept: readonly number[], value: Expr, mode: Loop['mode']): Loop<S> {
    return { kind: 'loop', target, kept, sizes: this.#sizes, loads: this.#loads, sums: this.#sums, value, mode }
  }
}
