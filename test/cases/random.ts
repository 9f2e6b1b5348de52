/**
 * Random expressions over the whole table of functions, drawn from a seed: every row that has a kernel, with as many
 * arguments as it takes, beside sums, products, powers and cases. The same seed draws the same expressions.
 */
import { FluxionError } from '../../src/errors.js'
import { call, list, num, rational, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { numericOf } from '../../src/functions/numerics.js'
import type { NamedRow } from '../../src/functions/row.js'
import { allForms } from '../../src/functions/table.js'

/** Numbers in [0, 1). */
export type Random = () => number

/** T. Ettinger's mulberry32: 32 bits of state, good enough to draw test cases. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

function hasKernel(r: NamedRow): boolean {
  try {
    return numericOf(r) !== undefined
  } catch (error) {
    if (error instanceof FluxionError) return false
    throw error
  }
}

/** Every form of every row that can be evaluated and takes arguments; Dirac's delta is no function, and what it hides no values show. */
export const FUNCTIONS: readonly NamedRow[] = [...allForms()].filter(
  r => r.args !== 0 && hasKernel(r) && r.name !== 'dirac',
)

const NUMBERS = [1, 2, 3, 5, -1, -2, -3].map(n => num(n))
const FRACTIONS = [rational(1, 2), rational(1, 3), rational(-3, 4), rational(5, 2), rational(7, 5)]
const EXPONENTS = [num(2), num(-1), rational(1, 2), num(3), rational(-1, 2), num(-2), rational(1, 3), rational(3, 2)]

export interface RandomOptions {
  readonly symbols: readonly string[]
  readonly depth: number
  /** The functions to draw from; all by default. */
  readonly functions?: readonly NamedRow[]
  /** The share of nodes that are conditions (`piecewise`): 0.03. */
  readonly cases?: number
}

/** A random expression; one that has no value at all is drawn again. */
export function randomExpr(random: Random, options: RandomOptions): Expr {
  for (;;) {
    try {
      const e = draw(random, options, options.depth)
      if (e.kind !== 'num') return e
    } catch (error) {
      if (!(error instanceof FluxionError)) throw error
    }
  }
}

function draw(random: Random, options: RandomOptions, depth: number): Expr {
  if (depth === 0) return leaf(random, options)
  const below = (): Expr => draw(random, options, random() < 0.3 ? 0 : depth - 1)
  const kind = random()
  if (kind < 0.18) return call('add', random() < 0.5 ? [below(), below()] : [below(), below(), below()])
  if (kind < 0.4) return call('mul', [below(), below()])
  if (kind < 0.55) return call('pow', [below(), pick(random, EXPONENTS)])
  if (kind < 0.58) return call('pow', [call('e', []), below()])
  if (kind < 0.58 + (options.cases ?? 0.03)) {
    const condition = call(pick(random, ['lt', 'le', 'gt', 'ge']), [leaf(random, options), below()])
    return call('piecewise', [below(), condition, below()])
  }
  return ofRow(pick(random, options.functions ?? FUNCTIONS), random, options, below)
}

function ofRow(r: NamedRow, random: Random, options: RandomOptions, below: () => Expr): Expr {
  const [least, most] = typeof r.args === 'number' ? [r.args, r.args] : r.args
  const count = Math.min(least + Math.floor(random() * 2), most)
  const args = Array.from({ length: count }, (_, k) => {
    if (r.lists?.includes(k)) return list(Array.from({ length: 2 - (k % 2) }, () => leaf(random, options)))
    // One argument at most is deep: the others are orders and parameters.
    return k === count - 1 || random() < 0.2 ? below() : leaf(random, options)
  })
  return call(r.name, args)
}

function leaf(random: Random, { symbols }: RandomOptions): Expr {
  const kind = random()
  if (kind < 0.65) return sym(pick(random, symbols))
  return pick(random, kind < 0.9 ? NUMBERS : FRACTIONS)
}

/** Evaluating these takes so long that a law would be about them alone. */
export const SLOW = new Set([
  'appellf1',
  'hypergeom',
  'ellipticpi',
  'assoclegendre',
  'legendre',
  'hermite',
  'jacobi',
  'gegenbauer',
])
