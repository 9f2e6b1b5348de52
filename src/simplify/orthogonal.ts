/**
 * Orthogonal polynomials of a small whole degree, such as legendre(3, x), as the polynomials that they are: interpolated between the
 * exact values that the table has, by Newton's divided differences.
 */
import { mul, num, pow, sum } from '../expr/build.js'
import type { Expr, Num } from '../expr/node.js'
import { row } from '../functions/table.js'
import { Rational, ZERO } from '../number/rational.js'

/** The polynomial in falling powers of its last argument; undefined for what is none, and for a degree beyond the highest. */
export function polynomialOf(e: Expr, highest: number): Expr | undefined {
  if (e.kind !== 'call') return undefined
  const r = row(e.head)
  if (r?.polynomial === undefined || r.exact === undefined) return undefined
  const numbers = e.args.slice(0, -1)
  const x = e.args.at(-1) as Expr
  if (!numbers.every(isExact)) return undefined
  const given = numbers.map(a => a.value)
  const n = given[0]?.smallInt()
  if (n === undefined || n < 0 || n > highest) return undefined
  const values: Rational[] = []
  for (let k = 0; k <= n; k++) {
    const value = r.exact(...given, Rational.of(k))
    if (value === undefined) return undefined
    values.push(value)
  }
  return sum(interpolated(values).map((c, k) => mul(num(c), pow(x, num(k)))))
}

const isExact = (e: Expr): e is Num => e.kind === 'num' && !e.decimal

/** The coefficients, from the constant on, of the polynomial with these values at 0, 1, 2, ... */
function interpolated(values: readonly Rational[]): Rational[] {
  const differences = [...values]
  for (let order = 1; order < values.length; order++)
    for (let k = values.length - 1; k >= order; k--)
      differences[k] = (differences[k] as Rational).sub(differences[k - 1] as Rational).div(Rational.of(order))
  // (...(d[n]*(x - n + 1) + d[n - 1])*...)*x + d[0]
  let coefficients: Rational[] = []
  for (let k = values.length - 1; k >= 0; k--) {
    const lower = coefficients.map(c => c.mul(Rational.of(-k)))
    coefficients = [ZERO, ...coefficients].map((c, at) => c.add(lower[at] ?? ZERO))
    coefficients[0] = (coefficients[0] as Rational).add(differences[k] as Rational)
  }
  return coefficients
}
