/**
 * What sums of terms (term.ts) are made of. A unit is met once for each value in a draft (draft.ts), and told by identity; what is found
 * out of its terms is kept with it.
 */
import { type Expr, isCall } from '../expr/node.js'
import type { Rational } from '../number/rational.js'
import { squareOf } from '../polynomial/squares.js'

export type UnitKind = 'symbol' | 'constant' | 'number' | 'call' | 'sum' | 'whole'

/** What is to be known of units again and again, a bit each. */
export const TRAIT = {
  /** A sum in brackets. */
  sum: 1,
  /** A product that is raised as it stands. */
  whole: 2,
  /** A number that is raised. */
  number: 4,
  /** Letters, constants and numbers. */
  letter: 8,
  modulus: 16,
  root: 32,
  sine: 64,
  cosine: 128,
  cosh: 256,
  /** A function whose square is told by that of another. */
  square: 512,
  /** One that is a quotient of sines and cosines. */
  quotient: 1024,
} as const

const OF_HEADS: ReadonlyMap<string, number> = new Map([
  ['sign', TRAIT.modulus],
  ['abs', TRAIT.modulus],
  ['cbrt', TRAIT.root],
  ['root', TRAIT.root],
  ['sin', TRAIT.sine],
  ['sinh', TRAIT.sine],
  ['cos', TRAIT.cosine],
  ['cosh', TRAIT.cosine | TRAIT.cosh],
  ...['tan', 'cot', 'sec', 'csc', 'tanh', 'coth', 'sech', 'csch'].map(head => [head, TRAIT.quotient] as const),
])

function traitsOf(kind: UnitKind, value: Expr): number {
  switch (kind) {
    case 'sum':
      return TRAIT.sum
    case 'whole':
      return TRAIT.whole
    case 'number':
      return value.kind === 'call' ? TRAIT.letter : TRAIT.letter | TRAIT.number
    case 'symbol':
    case 'constant':
      return TRAIT.letter
    case 'call': {
      if (value.kind !== 'call') return 0
      const own = OF_HEADS.get(value.head) ?? 0
      const squared = value.args.length === 1 && squareOf(value.head, false) !== undefined ? TRAIT.square : 0
      return own | squared | (isCall(value, 'index') ? TRAIT.letter : 0)
    }
    default:
      return kind satisfies never
  }
}

export class Unit {
  #written: Expr | (() => Expr)
  /** See `TRAIT`. */
  readonly traits: number
  /** What was found out of its terms in the room: with all brackets opened (null where that is too much), and what they share. */
  opened: Sum | null | undefined
  shared: Term | undefined
  /** The draft in which a bracket that is raised to a whole power stays as it is (clear.ts). */
  settledIn: unknown = undefined
  /** What it costs (cost.ts), and for whom that was counted. */
  cost = 0
  costIn: unknown = undefined
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
    this.traits = traitsOf(kind, value)
  }

  /** How it is written: found out when first asked for, since most units that are tried are in no answer. */
  get written(): Expr {
    if (typeof this.#written === 'function') this.#written = this.#written()
    return this.#written
  }
}

/** Whether its powers are exponentials. */
export const isBase = (unit: Unit): boolean => unit.kind === 'number' || unit.kind === 'constant'

/** Larger exponents are not counted with. */
const LARGEST = 1 << 28

export class Factor {
  readonly unit: Unit
  readonly exponent: Expr
  /** The exponent where it is a whole number that is not large; else 0, which no factor of a term has. */
  readonly power: number
  /** The sign of the exponent; 0 where it is no number. */
  readonly sign: number

  constructor(unit: Unit, exponent: Expr) {
    const q = exponent.kind === 'num' ? exponent.value : undefined
    const n = q?.smallInt() ?? 0
    this.unit = unit
    this.exponent = exponent
    this.power = n < LARGEST && n > -LARGEST ? n : 0
    this.sign = q === undefined ? 0 : q.sign()
  }
}

/** `above`/`below`, times the factors. `below` is 1 but for quotients of decimals that do not terminate. */
export class Term {
  /** The draft (draft.ts) in which there was nothing to be cleared of it (clear.ts). */
  clearIn: unknown
  /** What terms with the same factors share (term.ts); 0 before that was asked for. */
  sketch: number

  constructor(
    readonly above: Rational,
    readonly below: Rational,
    readonly decimal: boolean,
    readonly factors: readonly Factor[],
  ) {
    this.clearIn = undefined
    this.sketch = 0
  }
}

/** The traits of all the units of a term. */
export function traitsIn({ factors }: Term): number {
  let all = 0
  for (let k = 0; k < factors.length; k++) all |= (factors[k] as Factor).unit.traits
  return all
}

/** Whether a sum has a unit with one of these traits. */
export function hasTrait(s: Sum, traits: number): boolean {
  for (let k = 0; k < s.length; k++) if ((traitsIn(s[k] as Term) & traits) !== 0) return true
  return false
}

export type Sum = readonly Term[]
