/**
 * Operations on whole matrices and along axes in languages of loops: calls of routines (library/arrays.ts) on arrays that lie in one piece,
 * with copies where an argument is destroyed or lies otherwise.
 */

import type { Solution } from '../../compile/tensor/program.js'
import { FluxionError } from '../../errors.js'
import type { Printer } from '../print.js'
import type { LoopForms, Storage } from './loop-forms.js'
import { product } from './places.js'

/** What the text of loops offers to that of operations. */
export interface LoopHost {
  readonly storages: readonly Storage[]
  index(k: number): string
  nest(loops: readonly (readonly [depth: number, size: string])[], inner: readonly string[]): string[]
  call(routine: string, write: (name: string) => string[]): void
  later(write: (print: Printer) => string[]): void
}

/** The routines along an axis that answer a number, and those that write as many as they read. */
const REDUCTIONS = new Set(['max', 'min', 'logsumexp', 'prod'])
const REWRITES = new Set(['softmax', 'cumsum', 'prodothers', 'argmax', 'argmin'])

export class LoopOperations {
  readonly workspaces: Storage[] = []
  readonly #host: LoopHost
  readonly #forms: LoopForms
  readonly #local: () => string

  constructor(host: LoopHost, forms: LoopForms, local: () => string) {
    this.#host = host
    this.#forms = forms
    this.#local = local
  }

  /** The copy of the sides becomes the solution. */
  solution(step: Solution): void {
    const work = this.#copied(step.of, step.transposed)
    const [n = '1', ...others] = (this.#host.storages[step.target] as Storage).shape
    const sides = this.#flat(step.sides)
    const target = this.#flatTarget(step.target)
    this.#copy(sides, target)
    this.#solve(n, others.length === 0 ? '1' : product(others), work, target)
    this.#settle(target, step.target)
  }

  operation(head: string, of: number, target: number): void {
    const storage = this.#host.storages[of] as Storage
    const [n = '1', m = '1'] = storage.shape
    const { argument, set, entry } = this.#forms
    if (head === 'inv') {
      const work = this.#copied(of, false)
      const to = this.#flatTarget(target)
      this.#identity(to, n)
      this.#solve(n, n, work, to)
      this.#settle(to, target)
      return
    }
    if (head === 'det' || head === 'logdet') {
      const work = this.#copied(of, false)
      const none = this.#workspace(['1'])
      this.#host.call(`axis_${head}`, name => [
        set(
          entry(this.#host.storages[target] as Storage, []),
          `${name}(${n}, ${argument(work, true)}, ${argument(none, true)})`,
        ),
      ])
      return
    }
    const from = this.#flat(of)
    const to = this.#flatTarget(target)
    if (head === 'adj') {
      const [none, work] = [this.#workspace(['1']), this.#workspace(from.shape)]
      const handed = [argument(from, false), ...[none, work, to].map(s => argument(s, true))].join(', ')
      this.#host.call('axis_adj', name => [this.#forms.do(`${name}(${n}, ${handed})`)])
    } else if (head === 'tril')
      this.#host.call('axis_tril', name => [
        this.#forms.do(`${name}(${n}, ${m}, ${argument(from, false)}, ${argument(to, true)})`),
      ])
    else this.#alongAxis(head, from, to)
    this.#settle(to, target)
  }

  #alongAxis(head: string, from: Storage, to: Storage): void {
    const { argument, set, entry } = this.#forms
    if (!REDUCTIONS.has(head) && !REWRITES.has(head))
      throw new FluxionError(
        'no-emission',
        `the function ${head} is not written as loops: its methods are those of a library of linear algebra`,
      )
    const n = from.shape.at(-1) ?? '1'
    const rows = from.shape.slice(0, -1)
    const r = this.#host.index(0)
    const at = rows.length === 0 ? '0' : `${r} * ${n.includes(' ') ? `(${n})` : n}`
    const flat = { ...to, shape: rows.length === 0 ? [] : [product(rows)] }
    this.#host.call(`axis_${head}`, name => {
      const call = `${name}(${n}, ${at}, ${argument(from, false)}`
      const line = REDUCTIONS.has(head)
        ? set(entry(flat, rows.length === 0 ? [] : [r]), `${call})`)
        : this.#forms.do(`${call}, ${argument(to, true)})`)
      return this.#host.nest(rows.length === 0 ? [] : [[0, product(rows)]], [line])
    })
  }

  #solve(n: string, m: string, work: Storage, to: Storage): void {
    const { argument } = this.#forms
    this.#host.call('axis_solve', name => [
      this.#forms.do(`${name}(${n}, ${m}, ${argument(work, true)}, ${argument(to, true)})`),
    ])
  }

  #workspace(shape: readonly string[]): Storage {
    const made: Storage = { name: this.#local(), shape, role: 'temporary' }
    this.workspaces.push(made)
    return made
  }

  /** The array itself where it lies flat, else a copy. */
  #flat(array: number): Storage {
    const storage = this.#host.storages[array] as Storage
    if (this.#forms.axes === undefined || storage.role === 'temporary') return storage
    const made = this.#workspace(storage.shape)
    this.#copy(storage, made)
    return made
  }

  #flatTarget(array: number): Storage {
    const storage = this.#host.storages[array] as Storage
    const isFlat = this.#forms.axes === undefined || storage.role === 'temporary' || storage.shape.length === 0
    return isFlat ? storage : this.#workspace(storage.shape)
  }

  /** What was computed beside its place is copied there. */
  #settle(from: Storage, target: number): void {
    const storage = this.#host.storages[target] as Storage
    if (from !== storage) this.#copy(from, storage)
  }

  #copied(array: number, transposed: boolean): Storage {
    const from = this.#host.storages[array] as Storage
    const work = this.#workspace(from.shape)
    this.#copy(from, work, transposed)
    return work
  }

  #copy(from: Storage, to: Storage, transposed = false): void {
    this.#host.later(() => {
      const at = from.shape.map((_, k) => this.#host.index(k))
      const line = this.#forms.set(
        this.#forms.entry(to, at),
        this.#forms.entry(from, transposed ? [...at].reverse() : at),
      )
      return this.#host.nest(
        from.shape.map((s, k) => [k, s]),
        [line],
      )
    })
    for (const k of from.shape.keys()) this.#host.index(k)
  }

  #identity(to: Storage, n: string): void {
    for (const k of [0, 1]) this.#host.index(k)
    this.#host.later(print => {
      const [i, j] = [this.#host.index(0), this.#host.index(1)]
      const zero = this.#forms.set(this.#forms.entry(to, [i, j]), print.number(0))
      const diagonal = this.#forms.set(this.#forms.entry(to, [i, i]), print.number(1))
      return this.#host.nest([[0, n]], [...this.#host.nest([[1, n]], [zero]), diagonal])
    })
  }
}
