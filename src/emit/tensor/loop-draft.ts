/** A loop under construction: what it reads, each once, and the sums that it takes. */
import type { Expr } from '../../expr/node.js'
import { text } from '../../print/text.js'
import type { Dim } from '../../tensor/node.js'
import { type Access, type Loop, loadSymbol, type Reduction, sumSymbol } from './program.js'

/** The same for the same array, or the same part of it. */
const arrayKey = ({ array, starts = [] }: Access): string => [array, ...starts.map(d => text(d))].join('+')

export class LoopDraft {
  readonly #sizes: Map<number, Dim>
  readonly #loads: Access[] = []
  readonly #known = new Map<string, Expr>()
  readonly #sums: Reduction[] = []
  #inSum = false

  constructor(sizes: Map<number, Dim>) {
    this.#sizes = sizes
  }

  /** Whether the value of a sum is being made: sums do not stand within sums. */
  get inSum(): boolean {
    return this.#inSum
  }

  size(label: number): Dim {
    return this.#sizes.get(label) as Dim
  }

  /** A new label. */
  fresh(size: Dim): number {
    const label = Math.max(-1, ...this.#sizes.keys()) + 1
    this.#sizes.set(label, size)
    return label
  }

  load(access: Access): Expr {
    const key = `${arrayKey(access)}:${access.at.join(',')}`
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

  /** The same for loops that compute the same, whatever their labels are. */
  key(kept: readonly number[], value: Expr): string {
    const numbers = new Map(kept.map((c, k) => [c, k]))
    const number = (c: number): number => {
      if (c < 0) return c
      const known = numbers.get(c) ?? numbers.size
      numbers.set(c, known)
      return known
    }
    const loads = this.#loads.map(a => `${arrayKey(a)}[${a.at.map(number).join(',')}]`)
    const sums = this.#sums.map(s => `${s.labels.map(number).join(',')}|${text(s.value)}`)
    return [loads.join(' '), sums.join(' '), text(value), kept.map(number).join(',')].join(';')
  }

  finish(target: Access, kept: readonly number[], value: Expr, mode: Loop['mode']): Loop {
    return { kind: 'loop', target, kept, sizes: this.#sizes, loads: this.#loads, sums: this.#sums, value, mode }
  }
}
