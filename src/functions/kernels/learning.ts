/**
 * Real activation functions in stable form: no overflow for any x, and full relative accuracy where they are tiny.
 * Each side of 0 uses the exponential of a negative number.
 */

/** 1/(1 + e^(-x)). */
export function sigmoid(x: number): number {
  const e = Math.exp(-Math.abs(x))
  return (x < 0 ? e : 1) / (1 + e)
}

/** log(1 + e^x). */
export function softplus(x: number): number {
  const tail = Math.log1p(Math.exp(-Math.abs(x)))
  return x > 0 ? x + tail : tail
}
