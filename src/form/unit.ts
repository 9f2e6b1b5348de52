/**
 * What sums of terms (term.ts) are made of. A unit is met once for each value in a draft (draft.ts), and told by identity; what is found
 * out of its terms is kept with it.
 */
import type { Expr } from '../expr/node.js'
import type { Rational } from '../number/rational.js'

export type UnitKind = 'symbol' | 'constant' | 'number' | 'call' | 'sum' | 'whole'

export class Unit {
  #written: Expr | (() => Expr)
  /** What was found out of its terms in the room: with all brackets opened (null where that is too much), and what they share. */
  opened: Sum | null | undefined
  shared: Term | undefined
  /** Whether it is a coefficient in brackets, which stands before the variable: n*(n - 1)*x^2. */
  leads = false

  constructor(
    /** In the order of making: what the problem has comes first, from left to right. */
    readonly id: number,
    readonly kind: UnitKind,
    /** Where it stands among its like: a function where the problem has another one of the same argument. */
    readonly place: number,
    /** Its value, canonical: units of equal values are one. */
    readonly value: Expr,
    written: Expr | (() => Expr),
    /** Whether the problem has it. */
    readonly own: boolean,
    /** Of a sum in brackets, or of a product that is raised as a whole: what it is made of. */
    readonly terms: Sum | undefined,
  ) {
    this.#written = written
  }

  /** How it is written: found out when first asked for, since most units that are tried are in no answer. */
  get written(): Expr {
    if (typeof this.#written === 'function') this.#written = this.#written()
    return this.#written
  }
}

export interface Factor {
  readonly unit: Unit
  readonly exponent: Expr
}

/** `above`/`below`, times the factors. `below` is 1 but for quotients of decimals that do not terminate. */
export interface Term {
  readonly above: Rational
  readonly below: Rational
  readonly decimal: boolean
  readonly factors: readonly Factor[]
}

export type Sum = readonly Term[]
