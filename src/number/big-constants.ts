/**
 * Constants to any length, each kept at the greatest length asked for. pi: Chudnovsky's series by binary splitting
 * (H. Cohen, "A Course in Computational Algebraic Number Theory", 7.7; Brent and Zimmermann, 4.9). log 2: a
 * Machin-like sum of three inverse hyperbolic tangents. Euler's constant: R. P. Brent, E. M. McMillan, "Some new algorithms
 * for high-precision computation of Euler's constant" (1980), whose error is below pi*e^(-4n). Catalan's: Ramanujan's
 * series pi/8*log(2 + sqrt 3) + 3/8*sum 1/((2k + 1)^2*binomial(2k, k)).
 */
import { wholeRoot } from './big-float.js'

/** A value in units of 2^-w and how many units it may be off. */
export interface Fixed {
  readonly v: bigint
  readonly error: bigint
}

/** Remembers the longest value computed; shorter ones are cut from it. */
function remembered(compute: (w: number) => Fixed): (w: number) => Fixed {
  let [longest, value]: [number, Fixed] = [-1, { v: 0n, error: 0n }]
  return w => {
    if (w > longest) {
      longest = w + 64
      value = compute(longest)
    }
    const n = BigInt(longest - w)
    return { v: value.v >> n, error: (value.error >> n) + 2n }
  }
}

/** pi*2^w. */
export const piFixed = remembered(w => {
  const terms = Math.ceil((w + 32) / 47.11) + 1
  const { q, t } = chudnovsky(0, terms)
  const root = wholeRoot(10005n << BigInt(2 * (w + 32)))
  return { v: ((q * 426880n * root) / t) >> 32n, error: 2n }
})

interface Splitting {
  readonly p: bigint
  readonly q: bigint
  readonly t: bigint
}

/** The terms from a to b - 1; the depth is the logarithm of their number. */
function chudnovsky(a: number, b: number): Splitting {
  if (b - a === 1) {
    const k = BigInt(a)
    const p = a === 0 ? 1n : (6n * k - 5n) * (2n * k - 1n) * (6n * k - 1n)
    const q = a === 0 ? 1n : k * k * k * 10939058860032000n
    const t = p * (13591409n + 545140134n * k)
    return { p, q, t: a % 2 === 0 ? t : -t }
  }
  const middle = (a + b) >> 1
  const [l, r] = [chudnovsky(a, middle), chudnovsky(middle, b)]
  return { p: l.p * r.p, q: l.q * r.q, t: r.q * l.t + l.p * r.t }
}

/** atanh(1/n)*2^w. */
function inverseTanh(n: bigint, w: number): Fixed {
  let [sum, power, k] = [0n, (1n << BigInt(w)) / n, 1n]
  while (power > 0n) {
    sum += power / k
    power /= n * n
    k += 2n
  }
  return { v: sum, error: k + 4n }
}

/** log(2)*2^w = 18*atanh(1/26) - 2*atanh(1/4801) + 8*atanh(1/8749). */
export const ln2Fixed = remembered(w => {
  const [a, b, c] = [inverseTanh(26n, w), inverseTanh(4801n, w), inverseTanh(8749n, w)] as const
  return { v: 18n * a.v - 2n * b.v + 8n * c.v, error: 18n * a.error + 2n * b.error + 8n * c.error }
})

/** catalan*2^w, given log(2 + sqrt 3)*2^w. */
export function catalanFixed(w: number, logarithm: Fixed): Fixed {
  const W = BigInt(w)
  let [sum, term, k] = [1n << W, 1n << W, 0n]
  while (term > 0n) {
    // 1/binomial(2k + 2, k + 1) = 1/binomial(2k, k)*(k + 1)/(2*(2k + 1)).
    term = (term * (k + 1n)) / (2n * (2n * k + 1n))
    k++
    sum += term / ((2n * k + 1n) * (2n * k + 1n))
  }
  const pi = piFixed(w)
  const first = (pi.v * logarithm.v) >> (W + 3n)
  return { v: first + (3n * sum) / 8n, error: 4n * k + 8n + 2n * pi.error + logarithm.error }
}

/** eulergamma*2^w, given log(n)*2^w for the n of `eulerTerms(w)`. */
export function eulerFixed(w: number, n: number, logarithm: Fixed): Fixed {
  const W = BigInt(w)
  const square = BigInt(n) * BigInt(n)
  let [b, a, sumB, sumA] = [1n << W, 0n, 1n << W, 0n]
  let k = 0n
  // b = (n^k/k!)^2 and a = b*(1 + 1/2 + ... + 1/k); the largest is about e^(2n), the sums as large.
  while (b > 0n || a > 0n) {
    k++
    b = (b * square) / (k * k)
    a = ((a * square) / k + b) / k
    sumB += b
    sumA += a
  }
  // The quotient of the sums, each off by at most 8*k units times its size in comparison with the largest term.
  return { v: (sumA << W) / sumB - logarithm.v, error: 64n * k * k + logarithm.error + 8n }
}

/** Enough that pi*e^(-4n) is below 2^-w. */
export const eulerTerms = (w: number): number => Math.ceil((w * Math.LN2 + 2) / 4) + 1
