/** Real kernels from complex ones that are exactly real where the function is. An argument that is NaN gives NaN, even beside a degree 0. */
import type { Complex } from '../../number/complex.js'
import type { Numeric } from '../row.js'

/** A complex kernel as a real one: NaN where the value is not real. */
export function onReals(f: (...args: Complex[]) => Complex): (...args: number[]) => number {
  return (...args) => {
    if (args.some(Number.isNaN)) return Number.NaN
    const { re, im } = f(...args.map(x => ({ re: x, im: 0 })))
    return im === 0 || !Number.isFinite(re) ? re : Number.NaN
  }
}

/** A complex kernel, and the real one that it is. */
export const both = (complex: Numeric['complex'] & {}): Numeric => ({ real: onReals(complex), complex })
