/**
 * The numbers that stand for size symbols. Every axis of every given value is an equation `declared size = length`; symbols are
 * bound from these and must agree everywhere, a polynomial is solved when it is linear in its one unknown, else checked. A clash
 * names both places.
 */
import { BudgetError, ShapeError, UnboundError } from '../../errors.js'
import { evaluate } from '../../evaluate/evaluate.js'
import { shortText } from '../../evaluate/wording.js'
import { mul, one } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { freeSymbols } from '../../expr/walk.js'
import type { Dim, Shape } from '../../tensor/node.js'

/** A declared size and what was found in its place. */
export interface Equation {
  readonly size: Dim
  readonly found: number
  /** Where it was found, for messages: `axis 2 of A`. */
  readonly where: string
}

interface Bound {
  readonly value: number
  readonly where: string
}

/** The sizes known so far. */
export class Sizes {
  readonly #bound = new Map<string, Bound>()

  /** Binds what the equations determine; raises `ShapeError` where they contradict each other. */
  solve(equations: readonly Equation[]): void {
    let open = equations
    for (let before = -1; open.length > 0 && open.length !== before; ) {
      before = open.length
      open = open.filter(equation => !this.#settle(equation))
    }
    const missing = new Set(open.flatMap(({ size }) => this.#unknown(size)))
    if (missing.size > 0)
      throw new UnboundError([...missing], `the values given do not determine the size ${[...missing].join(', ')}`)
  }

  /** The number that a size is; `UnboundError` where a symbol has none, `ShapeError` where it is no whole number. */
  of(size: Dim): number {
    if (size.kind === 'num') return whole(size.value.toNumber(), size)
    const known = size.kind === 'sym' ? this.#bound.get(size.name) : undefined
    if (known !== undefined) return known.value
    const missing = this.#unknown(size)
    if (missing.length > 0)
      throw new UnboundError(missing, `the values given do not determine the size ${missing.join(', ')}`)
    return whole(evaluate(size, this.#point(size)), size)
  }

  shape(shape: Shape): number[] {
    return shape.map(d => this.of(d))
  }

  /** The size that a name stands for, if it is bound. */
  get(name: string): number | undefined {
    return this.#bound.get(name)?.value
  }

  /** Whether the equation could be used: to bind a symbol, or to be checked. */
  #settle({ size, found, where }: Equation): boolean {
    const [name, ...others] = this.#unknown(size)
    if (others.length > 0) return false
    if (name === undefined) {
      this.#check(size, found, where)
      return true
    }
    const value = size.kind === 'sym' ? found : this.#root(size, name, found, where)
    if (value === undefined) return false
    this.#bound.set(name, { value, where })
    return true
  }

  #check(size: Dim, found: number, where: string): void {
    const value = this.of(size)
    if (value === found) return
    const [first, ...rest] = [...freeSymbols(size)].map(name => ({ name, ...(this.#bound.get(name) as Bound) }))
    if (first === undefined) throw new ShapeError(`${where} has size ${found}, declared as ${value}`)
    const origin = [first, ...rest].map(b => `${b.name} = ${b.value} from ${b.where}`).join(' and ')
    const what = size.kind === 'sym' ? `${size.name}` : `${shortText(size)} = ${value}`
    throw new ShapeError(`sizes clash: ${where} has size ${found}, but it is declared as ${what}, with ${origin}`)
  }

  /** The value of the one unknown for which the size is as found, where the size is linear in it. */
  #root(size: Dim, name: string, found: number, where: string): number | undefined {
    const at = (n: number): number => evaluate(size, this.#point(size, [name, n]))
    const [start, slope] = [at(0), at(1) - at(0)]
    if (slope === 0 || at(2) !== start + 2 * slope || at(7) !== start + 7 * slope) return undefined
    const value = (found - start) / slope
    if (Number.isInteger(value) && value >= 0) return value
    throw new ShapeError(`${where} has size ${found}, which ${shortText(size)} is for no whole number ${name}`)
  }

  #unknown(size: Dim): string[] {
    return [...freeSymbols(size)].filter(name => !this.#bound.has(name))
  }

  #point(size: Dim, ...more: (readonly [string, number])[]): Readonly<Record<string, number>> {
    const known = [...freeSymbols(size)].flatMap(name => {
      const bound = this.#bound.get(name)
      return bound === undefined ? [] : [[name, bound.value] as const]
    })
    return Object.fromEntries([...known, ...more])
  }
}

function whole(value: number, size: Dim): number {
  if (Number.isSafeInteger(value) && value >= 0) return value
  if (Number.isInteger(value) && value > 0) throw new BudgetError('entries', `the size ${shortText(size)} is ${value}`)
  throw new ShapeError(`a size is a whole number, and ${shortText(size)} is ${value}`)
}

/** The product of all sizes: what the length of a flat array is to be. */
export const product = (shape: Shape): Expr => shape.reduce<Expr>((p, d) => mul(p, d), one)
