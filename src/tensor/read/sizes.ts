/**
 * The sizes of axes while a text is read. Declared sizes are compared as polynomials; the size of an index, of `vector(1)` or of an
 * identity without a size is unknown until something fixes it. An unknown that went into a node before it was fixed makes the
 * reading run again with what was learnt (`stale`).
 */
import type { Expr, Sym } from '../../expr/node.js'
import { equal } from '../../expr/order.js'
import { freeSymbols, rebuild } from '../../expr/walk.js'
import { memo } from '../../memo.js'
import { text } from '../../print/text.js'
import { expand } from '../../simplify/algebra.js'
import type { Dim } from '../node.js'
import { isUnknownSize as isUnknown, isUnknownName, unknownSize } from '../variable-axes.js'

/** What the unknown sizes of one reading turned out to be, by the piece of syntax (or the name) that has them. */
export type Learnt = ReadonlyMap<unknown, Dim>

export class Sizes {
  readonly #values = new Map<string, Dim>()
  readonly #unknowns = new Map<unknown, Sym>()
  readonly #used = new Set<string>()
  readonly #learnt: Learnt
  #stale = false

  constructor(learnt: Learnt) {
    this.#learnt = learnt
  }

  /** The size that belongs to `key`: what an earlier reading learnt, else an unknown. */
  of(key: unknown): Dim {
    const known = this.#learnt.get(key)
    if (known !== undefined) return known
    return memo(this.#unknowns, key, () => unknownSize(this.#unknowns.size + 1))
  }

  /** The size as far as it is known now. */
  known(d: Dim): Dim {
    if (this.#values.size === 0 || d.kind === 'num') return d
    let value: Dim = d
    while (isUnknown(value)) {
      const next = this.#values.get(value.name)
      if (next === undefined) return value
      value = next
    }
    return isPolynomial(value)
      ? polynomial(rebuild(value, leaf => (leaf.kind === 'sym' ? this.known(leaf) : leaf)))
      : value
  }

  /** The size for use in a node. */
  use(d: Dim): Dim {
    const value = this.known(d)
    for (const name of this.#openIn(value)) this.#used.add(name)
    return value
  }

  /** Whether two sizes are the same; an unknown one becomes the other. */
  same(a: Dim, b: Dim): boolean {
    const [x, y] = [this.known(a), this.known(b)]
    if (equal(x, y)) return true
    if (isUnknown(x)) return this.#fix(x, y)
    if (isUnknown(y)) return this.#fix(y, x)
    if (this.#openIn(x).length + this.#openIn(y).length === 0) return false
    // Which sizes these are will show in the next reading.
    this.#stale = true
    return true
  }

  #fix(unknown: Sym, value: Dim): boolean {
    if (freeSymbols(value).has(unknown.name)) return false
    if (this.#used.has(unknown.name)) this.#stale = true
    else for (const name of this.#openIn(value)) this.#used.add(name)
    this.#values.set(unknown.name, value)
    return true
  }

  #openIn(d: Dim): string[] {
    return this.#unknowns.size === 0 || d.kind === 'num' ? [] : [...freeSymbols(d)].filter(isUnknownName)
  }

  isOpen = (d: Dim): boolean => this.#openIn(this.known(d)).length > 0

  /** Whether a node was made with a size that is known better now. */
  get stale(): boolean {
    return this.#stale
  }

  /** What is known by now. */
  learnt(): Map<unknown, Dim> {
    const all = new Map(this.#learnt)
    for (const [key, unknown] of this.#unknowns) {
      const value = this.known(unknown)
      if (this.#openIn(value).length === 0) all.set(key, value)
    }
    return all
  }

  /** The first key whose size nothing fixed. */
  open(): unknown {
    for (const [key, unknown] of this.#unknowns) if (this.isOpen(unknown)) return key
    return undefined
  }
}

const isPolynomial = (e: Expr): boolean => e.kind === 'call'

/** A size in its one form: n*(n+1) is n^2+n. */
export const polynomial = (d: Expr): Dim => (isPolynomial(d) ? expand(d) : d)

/** A size as text; `?` for one that is not known. */
export const sizeText = (d: Dim): string => (d.kind === 'num' || d.kind === 'call' || !isUnknown(d) ? text(d) : '?')
