/**
 * exp, log, sine, cosine and arctangent of whole numbers read as fractions: v stands for v/2^w. Every result comes
 * with a bound for its error in units of 2^-w, counted operation by operation. exp and the sine use Taylor series after
 * halving the argument about sqrt(w) times (R. P. Brent, P. Zimmermann, "Modern Computer Arithmetic", 4.3-4.4); log and
 * arctangent take one Newton step from half the digits.
 */
import { spend } from '../work.js'
import { type Fixed, ln2Fixed } from './big-constants.js'

/** How often the argument is halved; the series has about as many terms, and both are spent. */
function halvings(w: number): number {
  const count = Math.max(2, Math.floor(Math.sqrt(w)))
  spend(8 * count * (1 + w / 1024))
  return count
}

/** e^(v/2^w) for 0 <= v < 2^w; the value is below 2.8. */
export function expFixed(v: bigint, w: number): Fixed {
  const j = halvings(w)
  const guard = j + 16
  const W = BigInt(w + guard)
  const t = (v << BigInt(guard)) >> BigInt(j)
  let [sum, term, n] = [(1n << W) + t, t, 1n]
  while (term > 0n) {
    n++
    term = ((term * t) >> W) / n
    sum += term
  }
  for (let k = 0; k < j; k++) sum = (sum * sum) >> W
  // A term is off by at most 4 units; each squaring doubles the relative error and adds one unit.
  const error = (12n * n + 64n) << BigInt(j)
  return { v: sum >> BigInt(guard), error: (error >> BigInt(guard)) + 2n }
}

/** Sine and cosine of v/2^w for 0 <= v < 2*2^w, with a common bound for their errors. */
export function sinCosFixed(
  v: bigint,
  w: number,
): { readonly sin: bigint; readonly cos: bigint; readonly error: bigint } {
  const j = halvings(w)
  const guard = 2 * j + 16
  const W = BigInt(w + guard)
  const t = (v << BigInt(guard)) >> BigInt(j)
  const square = (t * t) >> W
  let [cos, sin, even, odd, n] = [1n << W, t, 1n << W, t, 0n]
  while (even > 0n || odd > 0n) {
    n += 2n
    even = ((even * square) >> W) / ((n - 1n) * n)
    odd = ((odd * square) >> W) / (n * (n + 1n))
    const negative = n % 4n === 2n
    cos += negative ? -even : even
    sin += negative ? -odd : odd
  }
  for (let k = 0; k < j; k++) {
    const s = (sin * cos) >> (W - 1n)
    cos = (1n << W) - ((sin * sin) >> (W - 1n))
    sin = s
  }
  // Doubling the angle multiplies the errors by at most 4.
  const error = (12n * n + 64n) << BigInt(2 * j)
  return { sin: sin >> BigInt(guard), cos: cos >> BigInt(guard), error: (error >> BigInt(guard)) + 2n }
}

/** log(v/2^w) for 1/2 <= v/2^w <= 2. */
export function logFixed(v: bigint, w: number): Fixed {
  if (w <= 40) return { v: BigInt(Math.round(Math.log(Number(v) / 2 ** w) * 2 ** w)), error: 2n }
  const half = Math.floor(w / 2) + 8
  const start = logFixed(v >> BigInt(w - half), half)
  const y = start.v << BigInt(w - half)
  // e^y for y of either sign: by e^y = 2*e^(y - log 2), which keeps the argument of the series positive.
  const ln2 = ln2Fixed(w)
  const e = y < 0n ? expFixed(y + ln2.v, w) : expFixed(y, w)
  const power = y < 0n ? e.v >> 1n : e.v
  const delta = ((v - power) << BigInt(w)) / power
  // The first term of log(1 + delta); delta^2 is below a unit since y has half the digits and 8 more.
  return { v: y + delta, error: 8n * (e.error + ln2.error + 4n) + ((delta * delta) >> BigInt(w)) + 1n }
}

/** atan(v/2^w) for 0 <= v <= 2^w. */
export function atanFixed(v: bigint, w: number): Fixed {
  if (w <= 40) return { v: BigInt(Math.round(Math.atan(Number(v) / 2 ** w) * 2 ** w)), error: 2n }
  const half = Math.floor(w / 2) + 8
  const start = atanFixed(v >> BigInt(w - half), half).v
  const y = (start < 0n ? 0n : start) << BigInt(w - half)
  const W = BigInt(w)
  const { sin, cos, error } = sinCosFixed(y, w)
  const below = cos + ((v * sin) >> W)
  const delta = ((((v * cos) >> W) - sin) << W) / below
  const size = delta < 0n ? -delta : delta
  return { v: y + delta, error: 8n * (error + 4n) + ((((size * size) >> W) * size) >> W) + 1n }
}
