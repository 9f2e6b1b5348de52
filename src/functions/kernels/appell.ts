/**
 * Appell's F1(a; b1, b2; c; x, y) of complex doubles. Along the ray (t*x, t*y) it is a power series in t that solves a
 * third-order equation with singular points 1/x and 1/y (from DLMF 16.13.1, whose inner sums are the coefficients of
 * (1 - xt)^(-b1) (1 - yt)^(-b2)); the value is its continuation to t = 1. Principal branch: the cuts are x and y from 1
 * to infinity, where the value is the limit from below. NaN where c is 0, -1, ... or digits are lost.
 */
import * as C from '../../number/complex.js'
import * as D from './complex-double-double.js'
import { continued, type Holonomic, type Theta, thetaProduct, thetaSum } from './continuation.js'
import { isPole } from './gamma-quotient.js'
import { flushed, gammaQuotient, hypergeometric } from './hypergeometric.js'

type Complex = C.Complex
type Six = readonly [Complex, Complex, Complex, Complex, Complex, Complex]

/** F1(a; b1, b2; c; x, y); exactly real where all arguments are and off the cuts. */
export function appellF1(...args: Six): Complex {
  const value = principal(...args)
  const real = args.every(z => z.im === 0) && args[4].re < 1 && args[5].re < 1
  return real ? { re: value.re, im: 0 } : value
}

function principal(...args: Six): Complex {
  const [a, b1, b2] = args.slice(0, 3).map(flushed) as [Complex, Complex, Complex]
  const [, , , c, x, y] = args
  if (C.isZero(a)) return args.every(C.hasValue) && !isPole(c) ? C.ONE : C.NOTHING
  if (!args.every(C.hasValue) || isPole(c)) return C.NOTHING
  if (C.isZero(x) || C.isZero(b1)) return hypergeometric([a, b2], [c], y)
  if (C.isZero(y) || C.isZero(b2)) return hypergeometric([a, b1], [c], x)
  if (C.same(x, y)) return hypergeometric([a, C.add(b1, b2)], [c], x)
  if (C.same(x, C.ONE)) return atOne(a, b1, b2, c, y)
  if (C.same(y, C.ONE)) return atOne(a, b2, b1, c, x)
  const singularities = [C.inverse(x), C.inverse(y)]
  return continued({ operator: operator(args), singularities }, path(singularities)) ?? C.NOTHING
}

/** F1(a; b1, b2; c; 1, y), DLMF 16.16.1 and 15.4.20. */
function atOne(a: Complex, b1: Complex, b2: Complex, c: Complex, y: Complex): Complex {
  const excess = C.sub(C.sub(c, a), b1)
  if (excess.re <= 0) return C.NOTHING
  const factor = gammaQuotient([c, excess], [C.sub(c, a), C.sub(c, b1)])
  return C.mul(factor, hypergeometric([a, b2], [C.sub(c, b1)], y))
}

/** theta(theta + c - 1)(theta + c - 2) - t(theta + c - 1)(theta + a)(...) + t^2(theta + a)(theta + a + 1)(...)xy. */
function operator([a, b1, b2, c, x, y]: Six): Holonomic['operator'] {
  const [wa, w1, w2, wc, wx, wy] = [a, b1, b2, c, x, y].map(D.toDD) as [
    D.ComplexDD,
    D.ComplexDD,
    D.ComplexDD,
    D.ComplexDD,
    D.ComplexDD,
    D.ComplexDD,
  ]
  const lower = D.shiftDD(wc, -1)
  const minus = (z: D.ComplexDD): D.ComplexDD => D.sub(D.ZERO_DD, z)
  const first: Theta = thetaProduct(D.ONE_DD, [D.ZERO_DD, lower, D.shiftDD(wc, -2)])
  const second = thetaSum(thetaProduct(minus(wx), [lower, wa, w1]), thetaProduct(minus(wy), [lower, wa, w2]))
  const third = thetaProduct(D.mul(wx, wy), [wa, D.shiftDD(wa, 1), D.add(w1, w2)])
  return [first, second, third]
}

/** From inside the circle of convergence to 1, on the lower side of what lies on the way. */
function path(singularities: readonly Complex[]): Complex[] {
  const near = 0.4 * Math.min(1, ...singularities.map(C.abs))
  const blocking = singularities.filter(s => s.im === 0 && s.re > 0 && s.re < 1).map(s => s.re)
  if (blocking.length === 0) return [{ re: near, im: 0 }, C.ONE]
  // Straight from below: the arc through the lower half plane must not meet another singular point there.
  const depth = 0.5 * Math.min(...blocking, ...singularities.filter(s => s.im < 0).map(s => -s.im))
  return [{ re: near, im: 0 }, { re: near, im: -depth }, { re: 1, im: -depth }, C.ONE]
}
