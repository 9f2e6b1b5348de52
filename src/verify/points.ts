/**
 * The points at which a certificate compares: numbers of several scales and both signs within what was declared of
 * each symbol, complex ones where symbols may be complex, and around the numbers that conditions compare with. The same
 * expressions are compared at the same points in every run.
 */
import type { Assumption, Assumptions } from '../expr/assumption.js'
import { countingNames } from '../expr/binding.js'
import type { Expr } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import type { Complex } from '../number/complex.js'
import type { Domain } from '../simplify/facts.js'

/** Ranges of size, taken in turn: the middling ones first, for there most functions live. */
const SCALES: readonly (readonly [number, number])[] = [
  [0.1, 0.9],
  [0.5, 2.5],
  [1, 4],
  [0.01, 0.1],
  [3, 12],
  [0.2, 0.7],
]

/** Taken when those above do not decide: where one overflows, another may not, and branches may begin far away. */
const FAR: readonly (readonly [number, number])[] = [
  [0.2, 1.2],
  [1e-4, 1e-2],
  [0.9, 1.1],
  [12, 60],
  [1e-2, 0.5],
  [60, 1e4],
]

/** The bounds of sums and products are natural numbers; more terms than these tell no more, and take their time. */
const COUNTING: ReadonlySet<Assumption> = new Set(['integer', 'positive'])
const MOST_TERMS = 36

/** Points for symbols of which something may have been declared. */
export class Points {
  private readonly random = generator()
  private readonly counting: ReadonlySet<string>
  private count = 0

  constructor(
    private readonly names: readonly string[],
    private readonly assumptions: Assumptions | undefined,
    private readonly domain: Domain | undefined,
    formulas: readonly Expr[],
  ) {
    this.counting = countingNames(formulas)
  }

  /** The next point. */
  next(): Complex[] {
    const k = this.count++
    const [low, high] = SCALES[k % SCALES.length] as readonly [number, number]
    return this.names.map(name => this.coordinate(name, k, low, high))
  }

  /** A point for a second search: each coordinate of a scale of its own, or beside one of the numbers given. */
  further(beside: readonly number[]): Complex[] {
    const k = this.count++
    return this.names.map(name => {
      const [low, high] = FAR[Math.floor(this.random() * FAR.length)] as readonly [number, number]
      const z = this.coordinate(name, k, low, high)
      const pivot = beside[Math.floor(this.random() * 2 * beside.length)]
      if (pivot === undefined) return z
      const moved = pivot + (this.random() - 0.5) * Math.max(0.5, Math.abs(pivot) / 2)
      return this.allows(name, moved) ? { re: moved, im: z.im } : z
    })
  }

  isWhole = (name: string): boolean => this.has(name, 'integer')

  private has(name: string, a: Assumption): boolean {
    return this.known(name)?.has(a) ?? false
  }

  private known(name: string): ReadonlySet<Assumption> | undefined {
    return this.assumptions?.get(name) ?? (this.counting.has(name) ? COUNTING : undefined)
  }

  /** Whether a real number is within what was declared. */
  private allows(name: string, x: number): boolean {
    if (this.has(name, 'integer')) return false
    if (this.has(name, 'positive') || this.has(name, 'nonnegative')) return x > 0
    return x < 0 || !this.has(name, 'negative')
  }

  private coordinate(name: string, k: number, low: number, high: number): Complex {
    const size = low + (high - low) * this.random()
    const sign = this.random()
    const never = this.has(name, 'positive') || this.has(name, 'nonnegative')
    const negative = this.has(name, 'negative') || (!never && k >= SCALES.length && sign < 0.4)
    const most = this.counting.has(name) ? MOST_TERMS : Number.POSITIVE_INFINITY
    const whole = this.has(name, 'integer') ? Math.min(most, Math.max(1, Math.round(size * 3))) : size
    const declared = this.known(name) !== undefined
    const isComplex = this.has(name, 'complex') || (this.domain === 'complex' && !declared)
    return {
      re: negative ? -whole : whole,
      im: isComplex && (k + Math.floor(k / SCALES.length)) % 3 > 0 ? (this.random() - 0.5) * 2 * high : 0,
    }
  }
}

/** Numbers in (0, 1), the same in every run (a linear congruential generator; Knuth, volume 2, 3.3.4). */
function generator(): () => number {
  let state = 12345
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state + 0.5) / 4294967296
  }
}

const COMPARISONS = new Set(['lt', 'le', 'gt', 'ge', 'eq', 'ne'])

/** The numbers that conditions compare with: near them a branch begins. */
export function thresholds(roots: readonly Expr[]): number[] {
  const found = new Set<number>()
  const conditions = postorder(roots).filter(e => e.kind === 'call' && COMPARISONS.has(e.head))
  for (const e of conditions.length === 0 ? [] : postorder(conditions)) {
    const value = e.kind === 'num' ? e.value.toNumber() : Number.NaN
    if (Number.isFinite(value)) found.add(value).add(-value)
  }
  return [...found]
}
