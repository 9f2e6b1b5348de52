/**
 * The functions of the table to any number of digits that are not in every arithmetic: enclosures by series, sums and Newton's method
 * (number/big-*), and formulas in terms of these. What cancels near a zero is recovered by more bits; at the zero itself formulas are exact.
 */
import { BudgetError } from '../errors.js'
import * as Bessel from '../number/big-bessel.js'
import * as Elliptic from '../number/big-elliptic.js'
import { erf, erfc } from '../number/big-error.js'
import type { BigFloat } from '../number/big-float.js'
import { gamma, lgamma } from '../number/big-gamma.js'
import { hypergeometric, reciprocalGamma } from '../number/big-hypergeometric.js'
import { erfInverse, lambertW } from '../number/big-inverse.js'
import * as Zeta from '../number/big-polygamma.js'
import { zeta } from '../number/big-zeta.js'
import type { Enclosure, Interval, IntervalArithmetic } from '../number/interval.js'
import { power } from '../number/interval-power.js'
import type { EnclosingKernel } from './enclosure.js'

type Big = Interval<BigFloat>
type Arithmetic = IntervalArithmetic<BigFloat>
type Kernel = (on: Arithmetic, bits: number, args: readonly Big[]) => Enclosure<BigFloat>

/** A kernel of so many arguments, which the table says there are. */
const of1 =
  (f: (on: Arithmetic, bits: number, x: Big) => Enclosure<BigFloat>): Kernel =>
  (on, bits, [x]) =>
    x && f(on, bits, x)
const of2 =
  (f: (on: Arithmetic, bits: number, x: Big, y: Big) => Enclosure<BigFloat>): Kernel =>
  (on, bits, [x, y]) =>
    x && y && f(on, bits, x, y)

const KERNELS: ReadonlyMap<string, Kernel> = new Map<string, Kernel>([
  ['gamma', of1(gamma)],
  ['lgamma', of1(lgamma)],
  ['erf', of1(erf)],
  ['erfc', of1(erfc)],
  ['erfinv', of1(erfInverse)],
  ['digamma', of1(Zeta.digamma)],
  ['polygamma', of2(Zeta.polygamma)],
  ['zeta', (on, bits, [s, a]) => s && (a ? Zeta.hurwitz(on, bits, s, a) : zeta(on, bits, s))],
  ['dirichleteta', of1(Zeta.eta)],
  ['polylog', of2(Zeta.polylog)],
  ['lerchphi', (on, bits, [z, s, a]) => z && s && a && Zeta.lerch(on, bits, z, s, a)],
  ['besselj', of2((on, bits, n, x) => Bessel.first(on, bits, 'circular', n, x))],
  ['besseli', of2((on, bits, n, x) => Bessel.first(on, bits, 'hyperbolic', n, x))],
  ['bessely', of2((on, bits, n, x) => Bessel.second(on, bits, 'circular', n, x))],
  ['besselk', of2((on, bits, n, x) => Bessel.second(on, bits, 'hyperbolic', n, x))],
  ['elliptick', Elliptic.ellipticK],
  ['ellipticf', Elliptic.ellipticF],
  ['elliptice', Elliptic.ellipticE],
  ['ellipticpi', Elliptic.ellipticPi],
  ['hypergeom', (on, bits, args) => hypergeometric(on, bits, ...listsOf(args))],
  ['lambertw', lambert],
  ['uppergamma', of2(upperGamma)],
  ['hermite', of2(hermite)],
  [
    'appellf1',
    () => {
      throw new BudgetError('digits', 'appellf1 is not known to more digits than a double has')
    },
  ],
])

/** Two lists, each as its length and then its entries, and what follows. */
function listsOf(args: readonly Big[]): [above: readonly Big[], below: readonly Big[], z: Big] {
  const p = args[0]?.exact?.smallInt() ?? 0
  const q = args[p + 1]?.exact?.smallInt() ?? 0
  return [args.slice(1, p + 1), args.slice(p + 2, p + q + 2), args[p + q + 2] as Big]
}

function lambert(on: Arithmetic, bits: number, [a, b]: readonly Big[]): Enclosure<BigFloat> {
  const x = b ?? a
  const branch = b === undefined ? 0 : a?.exact?.smallInt()
  return x && (branch === 0 || branch === -1 ? lambertW(on, bits, branch, x) : undefined)
}

/** The incomplete gamma function; at its orders 0, -1, ... by those above them (DLMF 8.8.2, 6.2.7). */
function upperGamma(on: Arithmetic, bits: number, s: Big, x: Big): Enclosure<BigFloat> {
  const n = s.exact?.smallInt()
  const one = on.rationalOne()
  if (n !== undefined && n <= 0) {
    if (on.sign(x.hi) <= 0) return undefined
    const series = hypergeometric(on, bits, [one, one], [on.quotient(2, 1), on.quotient(2, 1)], on.neg(x))
    const [euler, log] = [Zeta.digamma(on, bits, one), on.log(x)]
    if (series === undefined || euler === undefined || log === undefined) return undefined
    let value: Enclosure<BigFloat> = on.add(on.sub(euler, log), on.mul(x, series))
    const decay = on.exp(on.neg(x))
    for (let k = 1; k <= -n; k++) {
      const term = on.div(decay, on.powInt(x, k))
      value = value && term && on.div(on.sub(value, term), on.quotient(-k, 1))
    }
    return value
  }
  const [whole, lower] = [gamma(on, bits, s), lowerGamma(on, bits, s, x)]
  return whole && lower && on.sub(whole, lower)
}

/** x^s/s*1F1(s; s + 1; -x) (DLMF 8.5.1). */
function lowerGamma(on: Arithmetic, bits: number, s: Big, x: Big): Enclosure<BigFloat> {
  const n = s.exact?.smallInt()
  const raised = n !== undefined && n > 0 ? on.powInt(x, n) : power(on, x, s)
  const sum = hypergeometric(on, bits, [s], [on.add(s, on.rationalOne())], on.neg(x))
  const scale = raised && on.div(raised, s)
  return scale && sum && on.mul(scale, sum)
}

/** By two confluent functions, of which one is 0 for whole degrees (DLMF 12.7, 18.5.13). */
function hermite(on: Arithmetic, bits: number, n: Big, x: Big): Enclosure<BigFloat> {
  const half = on.quotient(1, 2)
  const square = on.powInt(x, 2)
  const [a, b] = [on.neg(on.mul(n, half)), on.mul(on.sub(on.rationalOne(), n), half)]
  const [f, g] = [
    hypergeometric(on, bits, [a], [half], square),
    hypergeometric(on, bits, [b], [on.quotient(3, 2)], square),
  ]
  const [p, q] = [reciprocalGamma(on, bits, b), reciprocalGamma(on, bits, a)]
  const scale = power(on, on.quotient(2, 1), n)
  const root = on.sqrt(on.between(on.ends.pi()))
  if (!f || !g || !p || !q || !scale || !root) return undefined
  const difference = on.sub(on.mul(p, f), on.mul(on.mul(on.quotient(2, 1), x), on.mul(q, g)))
  return on.mul(on.mul(scale, root), difference)
}

/** The kernel of a function with so many bits, if it has one. */
export function preciseKernel(on: Arithmetic, bits: number, name: string): EnclosingKernel<BigFloat> | undefined {
  const kernel = KERNELS.get(name)
  return kernel && ((...args) => kernel(on, bits, args))
}

/** Real functions in terms of those above, where the table states no definition that is good at every real number. */
export const FORMULAS: ReadonlyMap<string, string> = new Map([
  ['asin', '2*atan(u/(1 + sqrt((1 - u)*(1 + u))))'],
  ['acos', 'piecewise(2*atan(sqrt((1 - u)/(1 + u))), u > 0, pi - 2*atan(sqrt((1 + u)/(1 - u))))'],
  ['asinh', 'sign(u)*log(abs(u) + sqrt(u^2 + 1))'],
  ['acosh', 'log(u + sqrt((u - 1)*(u + 1)))'],
  ['atanh', 'log((1 + u)/(1 - u))/2'],
  ['acot', 'piecewise(pi/2 - atan(u), u >= 0, -pi/2 - atan(u))'],
  ['loggamma', 'piecewise(lgamma(u), u > 0)'],
  ['relu', 'max(0, u)'],
  ['softsign', 'u/(1 + abs(u))'],
  ['arg', 'piecewise(0, u >= 0, pi)'],
  ['erf2', 'piecewise(0, u == v, erf(v) - erf(u))'],
  ['erfi', '2*u/sqrt(pi)*hypergeom([1/2], [3/2], u^2)'],
  ['ei', 'eulergamma + log(abs(u)) + u*hypergeom([1, 1], [2, 2], u)'],
  ['si', 'u*hypergeom([1/2], [3/2, 3/2], -u^2/4)'],
  ['shi', 'u*hypergeom([1/2], [3/2, 3/2], u^2/4)'],
  ['ci', 'eulergamma + log(u) - u^2/4*hypergeom([1, 1], [2, 2, 3/2], -u^2/4)'],
  ['chi', 'eulergamma + log(u) + u^2/4*hypergeom([1, 1], [2, 2, 3/2], u^2/4)'],
  ['fresnels', 'pi*u^3/6*hypergeom([3/4], [3/2, 7/4], -pi^2*u^4/16)'],
  ['fresnelc', 'u*hypergeom([1/4], [1/2, 5/4], -pi^2*u^4/16)'],
  ['lowergamma', 'v^u/u*hypergeom([u], [u + 1], -v)'],
  ['airyai', '3^(-2/3)/gamma(2/3)*hypergeom([], [2/3], u^3/9) - u*3^(-1/3)/gamma(1/3)*hypergeom([], [4/3], u^3/9)'],
  ['airybi', '3^(-1/6)/gamma(2/3)*hypergeom([], [2/3], u^3/9) + u*3^(1/6)/gamma(1/3)*hypergeom([], [4/3], u^3/9)'],
  [
    'airyaiprime',
    'u^2/2*3^(-2/3)/gamma(2/3)*hypergeom([], [5/3], u^3/9) - 3^(-1/3)/gamma(1/3)*hypergeom([], [1/3], u^3/9)',
  ],
  [
    'airybiprime',
    'u^2/2*3^(-1/6)/gamma(2/3)*hypergeom([], [5/3], u^3/9) + 3^(1/6)/gamma(1/3)*hypergeom([], [1/3], u^3/9)',
  ],
  ['legendre', 'hypergeom([-u, u + 1], [1], (1 - v)/2)'],
  [
    'assoclegendre',
    'piecewise((-1)^v*pochhammer(u - v + 1, 2*v)*(1 - w^2)^(v/2)/(2^v*gamma(v + 1))*' +
      'hypergeom([v - u, u + v + 1], [v + 1], (1 - w)/2), floor(v) == v and v >= 0, ' +
      '((1 + w)/(1 - w))^(v/2)/gamma(1 - v)*hypergeom([-u, u + 1], [1 - v], (1 - w)/2))',
  ],
  [
    'pochhammer',
    'piecewise((-1)^v*gamma(1 - u)/gamma(1 - u - v), floor(u) == u and u <= 0 and floor(v) == v and u + v <= 0, ' +
      '0, floor(u) == u and u <= 0, gamma(u + v)/gamma(u))',
  ],
  ['beta', 'piecewise(0, floor(u + v) == u + v and u + v <= 0 and floor(u) < u, gamma(u)*gamma(v)/gamma(u + v))'],
  [
    'binomial',
    'piecewise(0, (floor(v) == v and v < 0 or floor(u - v) == u - v and u < v) and (u >= 0 or floor(u) < u), ' +
      'gamma(u + 1)/(gamma(v + 1)*gamma(u - v + 1)))',
  ],
  [
    'jn',
    'piecewise((-1)^u*sqrt(pi/2)/sqrt(-v)*besselj(u + 1/2, -v), v < 0 and floor(u) == u, sqrt(pi/2)/sqrt(v)*besselj(u + 1/2, v))',
  ],
  [
    'yn',
    'piecewise((-1)^(u + 1)*sqrt(pi/2)/sqrt(-v)*bessely(u + 1/2, -v), v < 0 and floor(u) == u, sqrt(pi/2)/sqrt(v)*bessely(u + 1/2, v))',
  ],
  [
    'gegenbauer',
    'piecewise(pochhammer(2*v, u)/gamma(u + 1), floor(u) == u and u >= 0, gamma(u + 2*v)/(gamma(2*v)*gamma(u + 1)))*' +
      'hypergeom([-u, u + 2*v], [v + 1/2], (1 - w)/2)',
  ],
  [
    'jacobi',
    'piecewise((-1)^u*pochhammer(u + 1, w)/gamma(w + 1)*hypergeom([-u, u + v + w + 1], [w + 1], (1 + s)/2), ' +
      'floor(u) == u and u >= 0 and floor(v) == v and v < 0, ' +
      'pochhammer(u + 1, v)/gamma(v + 1)*hypergeom([-u, u + v + w + 1], [v + 1], (1 - s)/2))',
  ],
  [
    'genlaguerre',
    'piecewise((-w)^u/gamma(u + 1)*hypergeom([-u, -u - v], [], -1/w), ' +
      'floor(u) == u and u >= 0 and floor(v) == v and v < 0, pochhammer(u + 1, v)/gamma(v + 1)*hypergeom([-u], [v + 1], w))',
  ],
])
