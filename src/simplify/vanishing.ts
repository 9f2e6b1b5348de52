/**
 * Sums that are zero identically, found by their values at pseudo-random points of finite fields: linear in distinct nodes however much
 * would be multiplied out. What is no sum, product or whole power is a function of the values of its arguments, so that sin(a) - sin(b)
 * vanishes where a - b does. A sum of degree d that is not zero passes at one point with a chance of about d/2^26 (J. T. Schwartz,
 * J. ACM 27 (1980)), at all twelve below 10^-50 for any degree up to 1000. Symbols and functions stand by their number in the order of
 * the walk, never by a hash that others may share. The points are always the same, and so is the answer.
 */
import { zero } from '../expr/build.js'
import { ExprMap } from '../expr/map.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { fold, postorder, withArgs } from '../expr/walk.js'
import { memo } from '../memo.js'
import type { Integer } from '../number/integer.js'
import type { Rational } from '../number/rational.js'

/** Primes below 2^26: the product of two residues is an exact double. */
const PRIMES = [
  67108859, 67108837, 67108819, 67108777, 67108763, 67108757, 67108753, 67108747, 67108739, 67108729, 67108721,
  67108709,
]
/** The primes together have 312 bits. */
const MOST_BITS = 128
/** Larger exponents are taken as any other argument. */
const HIGHEST = 1e6

/** The expression with every sum that is zero replaced by 0; the same object where there is none. */
export function withoutZeros(e: Expr): Expr {
  const nodes = postorder(e)
  if (!nodes.some(n => isCall(n, 'add'))) return e
  const numbers = new Numbers()
  let suspects: readonly Expr[] = nodes.filter(n => isCall(n, 'add') && !n.valueless)
  for (let k = 0; k < PRIMES.length && suspects.length > 0; k++) {
    const values = residues(k === 0 ? nodes : postorder(suspects), { numbers, p: PRIMES[k] as number, k })
    suspects = suspects.filter(n => values.get(n) === 0)
  }
  if (suspects.length === 0) return e
  const zeros = new Set(suspects)
  return fold<Expr>(e, (n, args) => (zeros.has(n) ? zero : n.kind === 'call' ? withArgs(n, args) : n))
}

/** Different names and different expressions have different numbers: 0, 1, 2 ... as they are met. */
class Numbers {
  readonly #names = new Map<string, number>()
  readonly #structures = new ExprMap<number>()

  ofName(name: string): number {
    return memo(this.#names, name, () => this.#names.size)
  }

  ofStructure(e: Expr): number {
    return memo(this.#structures, e, () => this.#structures.size)
  }
}

/** The k-th point, modulo p. */
interface Point {
  readonly numbers: Numbers
  readonly p: number
  readonly k: number
}

/** The values at a point; undefined where something divides by zero there. */
function residues(nodes: readonly Expr[], point: Point): Map<Expr, number | undefined> {
  const values = new Map<Expr, number | undefined>()
  for (const n of nodes) values.set(n, residue(n, values, point))
  return values
}

function residue(n: Expr, values: ReadonlyMap<Expr, number | undefined>, point: Point): number | undefined {
  const { numbers, p, k } = point
  if (n.kind === 'sym') return scrambled(numbers.ofName(n.name), k, p)
  if (n.kind === 'num') return residueOf(n.value, p)
  const args = n.args.map(a => values.get(a))
  if (n.head === 'add' || n.head === 'mul') {
    const start = n.head === 'add' ? 0 : 1
    const step = (s: number, a: number): number => (n.head === 'add' ? (s + a) % p : (s * a) % p)
    return args.reduce<number | undefined>(
      (s, a) => (s === undefined || a === undefined ? undefined : step(s, a)),
      start,
    )
  }
  const exponent = isCall(n, 'pow') ? wholeExponent(n) : undefined
  if (exponent !== undefined) {
    const [b] = args
    if (b === undefined) return undefined
    const raised = power(b, Math.abs(exponent), p)
    return exponent < 0 ? quotient(1, raised, p) : raised
  }
  // What has no residue of its own: its structure stands for it.
  return args.reduce<number>(
    (h, a, j) => scrambled(h, a ?? STRUCTURES + numbers.ofStructure(n.args[j] as Expr), p),
    scrambled(FUNCTIONS + numbers.ofName(n.head), k, p),
  )
}

/** Symbols, functions and structures are numbered apart. */
const FUNCTIONS = 1 << 28
const STRUCTURES = 1 << 29

function wholeExponent(n: Call): number | undefined {
  const [, q] = n.args
  const whole = wholeOf(q)
  return whole !== undefined && Math.abs(whole) <= HIGHEST ? whole : undefined
}

/** Undefined as well where a number that is not zero would be taken for zero, or be told by more than the primes together tell. */
function residueOf(q: Rational, p: number): number | undefined {
  if (q.bits() > MOST_BITS) return undefined
  const value = quotient(remainder(q.num, p), remainder(q.den, p), p)
  return value === 0 && !q.isZero() ? undefined : value
}

const remainder = (n: Integer, p: number): number => {
  const r = typeof n === 'number' ? n % p : Number(n % BigInt(p))
  return r < 0 ? r + p : r
}

function power(base: number, n: number, p: number): number {
  let result = 1
  for (let [b, k] = [base, n]; k > 0; k = Math.floor(k / 2), b = (b * b) % p) if (k % 2 === 1) result = (result * b) % p
  return result
}

/** a/b by Fermat's little theorem. */
const quotient = (a: number, b: number, p: number): number | undefined =>
  b === 0 ? undefined : (a * power(b, p - 2, p)) % p

/** A residue that depends on both numbers as if by chance. */
function scrambled(a: number, b: number, p: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x165667b1, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 15), 0x27d4eb2f)
  return ((h ^ (h >>> 13)) >>> 0) % p
}
