/**
 * Sums that are zero identically, found by their values at pseudo-random points of finite fields: linear in distinct nodes however much
 * would be multiplied out. What is no sum, product or whole power is a function of the values of its arguments, so that sin(a) - sin(b)
 * vanishes where a - b does. A sum of degree d that is not zero passes at one point with a chance of about d/2^26 (J. T. Schwartz,
 * J. ACM 27 (1980)), at all twelve below 10^-50 for any degree up to 1000. The points are always the same, and so is the answer.
 */
import { zero } from '../expr/build.js'
import { type Call, type Expr, hashText, isCall } from '../expr/node.js'
import { fold, postorder, withArgs } from '../expr/walk.js'
import type { Integer } from '../number/integer.js'

/** Primes below 2^26: the product of two residues is an exact double. */
const PRIMES = [
  67108859, 67108837, 67108819, 67108777, 67108763, 67108757, 67108753, 67108747, 67108739, 67108729, 67108721,
  67108709,
]
/** Larger exponents are taken as any other argument. */
const HIGHEST = 1e6

/** The expression with every sum that is zero replaced by 0; the same object where there is none. */
export function withoutZeros(e: Expr): Expr {
  const nodes = postorder(e)
  // Infinity less infinity is not zero.
  if (!nodes.some(n => isCall(n, 'add')) || nodes.some(n => isCall(n, 'inf'))) return e
  let suspects: readonly Expr[] = nodes.filter(n => isCall(n, 'add') && !n.singular)
  for (let k = 0; k < PRIMES.length && suspects.length > 0; k++) {
    const values = residues(k === 0 ? nodes : postorder(suspects), PRIMES[k] as number, k)
    suspects = suspects.filter(n => values.get(n) === 0)
  }
  if (suspects.length === 0) return e
  const zeros = new Set(suspects)
  return fold<Expr>(e, (n, args) => (zeros.has(n) ? zero : n.kind === 'call' ? withArgs(n, args) : n))
}

/** The values modulo a prime at the k-th point; undefined where something divides by zero there. */
function residues(nodes: readonly Expr[], p: number, k: number): Map<Expr, number | undefined> {
  const values = new Map<Expr, number | undefined>()
  for (const n of nodes) values.set(n, residue(n, values, p, k))
  return values
}

function residue(n: Expr, values: ReadonlyMap<Expr, number | undefined>, p: number, k: number): number | undefined {
  if (n.kind === 'sym') return scrambled(n.hash, k, p)
  if (n.kind === 'num') return quotient(remainder(n.value.num, p), remainder(n.value.den, p), p)
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
  // A condition or a list has no residue of its own: its structure stands for it.
  return args.reduce<number>(
    (h, a, j) => scrambled(h, a ?? (n.args[j] as Expr).hash, p),
    scrambled(hashText(n.head), k, p),
  )
}

function wholeExponent(n: Call): number | undefined {
  const [, q] = n.args
  const whole = q?.kind === 'num' ? q.value.smallInt() : undefined
  return whole !== undefined && Math.abs(whole) <= HIGHEST ? whole : undefined
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
