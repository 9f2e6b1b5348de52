/** Real kernels from complex ones that are exactly real where the function is. */
import type { Complex } from '../../number/complex.js'

/** A complex kernel as a real one: NaN where the value is not real. */
export function onReals(f: (...args: Complex[]) => Complex): (...args: number[]) => number {
  return (...args) => {
    const { re, im } = f(...args.map(x => ({ re: x, im: 0 })))
    return im === 0 || !Number.isFinite(re) ? re : Number.NaN
  }
}
