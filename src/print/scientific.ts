/** Decimals that are too small or too large to be written out, in powers of ten. Exact integers that were written without a point stay. */
import { Rational } from '../number/rational.js'

const SMALL = Rational.of(1, 1_000_000)
const LARGE = Rational.of(1_000_000_000)

/** `2.76e-23` for positive decimals below 10^-6 and from 10^9 on. */
export function scientific(q: Rational): string | undefined {
  if (q.compare(SMALL) >= 0 && q.compare(LARGE) < 0) return undefined
  const [whole = '', places = ''] = q.toDecimal(400)?.split('.') ?? []
  const digits = whole + places
  const first = digits.search(/[1-9]/)
  if (first < 0) return undefined
  const mantissa = digits.slice(first).replace(/0+$/, '')
  return `${mantissa[0]}${mantissa.length > 1 ? '.' : ''}${mantissa.slice(1)}e${whole.length - 1 - first}`
}
