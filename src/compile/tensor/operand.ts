/** The factors of a product as operands, and names for products, so that the same one is computed once. */
import { spend } from '../../work.js'
import type { FlatFactor } from './flat.js'
import type { Access } from './program.js'

/** Factors over the same classes, or a product computed already. */
export interface Operand<S> {
  readonly classes: readonly number[]
  readonly factors: readonly FlatFactor<S>[]
  readonly load?: Access<S>
}

const classesOf = (f: { readonly at: readonly number[] }): number[] =>
  [...new Set(f.at.filter(c => c >= 0))].sort((a, b) => a - b)

/** Factors over the same classes are one operand. */
export function merged<F extends { readonly at: readonly number[] }>(
  factors: readonly F[],
): { readonly classes: readonly number[]; readonly factors: readonly F[] }[] {
  const operands = new Map<string, { readonly classes: readonly number[]; readonly factors: readonly F[] }>()
  for (const f of factors) {
    const classes = classesOf(f)
    const key = classes.join(',')
    operands.set(key, { classes, factors: [...(operands.get(key)?.factors ?? []), f] })
  }
  return [...operands.values()]
}

/** How many of some operands have each class. */
function countOf(some: Iterable<number>, operands: readonly Operand<unknown>[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const k of some) for (const c of operands[k]?.classes ?? []) counts.set(c, 1 + (counts.get(c) ?? 0))
  return counts
}

/** The name of a product. */
export interface Key {
  readonly key: string
  /** The classes that the result keeps, in an order that the key determines. */
  readonly classes: readonly number[]
}

/** Names products of some of the operands so that the same product has the same name wherever it occurs. */
export class KeyMaker<S> {
  readonly #operands: readonly Operand<S>[]
  readonly #kept: ReadonlySet<number>
  readonly #name: (f: FlatFactor<S>) => string
  /** How many operands have a class. */
  readonly #holders: ReadonlyMap<number, number>
  readonly #known = new Map<readonly number[], Key>()

  constructor(operands: readonly Operand<S>[], kept: ReadonlySet<number>, name: (f: FlatFactor<S>) => string) {
    this.#operands = operands
    this.#kept = kept
    this.#name = name
    this.#holders = countOf(operands.keys(), operands)
  }

  /** The classes of these operands that the result or another operand needs. */
  needed(members: readonly number[]): number[] {
    spend(members.length)
    const inside = countOf(members, this.#operands)
    return [...inside]
      .filter(([c, n]) => this.#kept.has(c) || (this.#holders.get(c) as number) > n)
      .map(([c]) => c)
      .sort((a, b) => a - b)
  }

  of(members: readonly number[]): Key {
    const known = this.#known.get(members) ?? this.#named(members)
    this.#known.set(members, known)
    return known
  }

  #named(members: readonly number[]): Key {
    spend(4 * members.length)
    const factors = members.flatMap(k => (this.#operands[k] as Operand<S>).factors)
    const named = factors.map(f => ({ name: this.#name(f), at: f.at })).sort((a, b) => (a.name < b.name ? -1 : 1))
    const numbers = new Map<number, number>()
    const number = (c: number): number => {
      if (c < 0) return c
      numbers.set(c, numbers.get(c) ?? numbers.size)
      return numbers.get(c) as number
    }
    const text = named.map(({ name, at }) => `${name}[${at.map(number).join(',')}]`).join('*')
    const classes = this.needed(members).sort((a, b) => number(a) - number(b))
    return { key: `${text}>${classes.map(number).join(',')}`, classes }
  }
}
