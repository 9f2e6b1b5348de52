/**
 * The Fresnel integrals S and C of complex numbers, with pi t^2/2, through Faddeeva's function:
 * C(z) + iS(z) = (1 + i)/2 * (1 - e^(i pi z^2/2) w(sqrt(pi)/2*(1 + i)z)). The real part of z^2 is reduced modulo 4 in
 * double-double, so that the phase is right for every z; near zero Maclaurin's series.
 * Source: DLMF 7.5.8-7.5.10, 7.6.4, 7.6.6.
 */
import * as C from '../../number/complex.js'
import { productError, sumError } from '../../number/double-double.js'
import { aboutReal, series } from './complex-series.js'
import { faddeeva } from './faddeeva.js'

type Complex = C.Complex

const ROOT = Math.sqrt(Math.PI) / 2

/** e^(i pi z^2/2). */
function phase({ re: x, im: y }: Complex): Complex {
  const [xx, yy] = [x * x, y * y]
  const difference = xx - yy
  const lost = sumError(xx, -yy, difference) + productError(x, x, xx) - productError(y, y, yy)
  const angle = (Math.PI / 2) * ((difference % 4) + (Number.isFinite(lost) ? lost : 0))
  const size = Math.exp(-Math.PI * x * y)
  return { re: size * Math.cos(angle), im: size * Math.sin(angle) }
}

/** z^power times the alternating series of S (power 3) or C (power 1) in (pi z^2/2)^2. */
function maclaurin(z: Complex, power: 1 | 3): Complex {
  const t = C.scale(Math.PI / 2, C.mul(z, z))
  const square = C.mul(t, t)
  const first = power === 1 ? z : C.mul(t, z)
  let term = first
  return series(C.scale(1 / power, first), (_, k) => {
    const n = 2 * k + (power - 1) / 2
    term = C.scale(-1 / ((n + 1) * (n + 2)), C.mul(term, square))
    return C.scale(1 / (2 * n + 5), term)
  })
}

/** C + iS and C - iS for |arg z| <= pi/4. */
function pair(z: Complex): { plus: Complex; minus: Complex } {
  const up = C.mul(phase(z), faddeeva({ re: ROOT * (z.re - z.im), im: ROOT * (z.re + z.im) }))
  const below = C.conj(z)
  const down = C.mul(phase(below), faddeeva({ re: ROOT * (below.re - below.im), im: ROOT * (below.re + below.im) }))
  return {
    plus: C.mul({ re: 0.5, im: 0.5 }, { re: 1 - up.re, im: -up.im }),
    minus: C.mul({ re: 0.5, im: -0.5 }, { re: 1 - down.re, im: down.im }),
  }
}

/** S of a complex number. */
function sAway(z: Complex): Complex {
  if (C.abs(z) < 1.3) return maclaurin(z, 3)
  if (Math.abs(z.im) > Math.abs(z.re)) return timesI(sAway({ re: z.im, im: -z.re }), -1)
  if (z.re < 0) return C.neg(sAway(C.neg(z)))
  const { plus, minus } = pair(z)
  const d = C.sub(plus, minus)
  return { re: d.im / 2, im: -d.re / 2 }
}

/** C of a complex number. */
function cAway(z: Complex): Complex {
  if (C.abs(z) < 1.3) return maclaurin(z, 1)
  if (Math.abs(z.im) > Math.abs(z.re)) return timesI(cAway({ re: z.im, im: -z.re }), 1)
  if (z.re < 0) return C.neg(cAway(C.neg(z)))
  const { plus, minus } = pair(z)
  return C.scale(0.5, C.add(plus, minus))
}

const timesI = (z: Complex, sign: 1 | -1): Complex => ({ re: -sign * z.im, im: sign * z.re })

/** S of a real number; +-1/2 at infinity. */
export function fresnelS(x: number): number {
  if (Math.abs(x) > 1e15) return x > 0 ? 0.5 : -0.5
  return sAway({ re: x, im: 0 }).re
}

/** C of a real number; +-1/2 at infinity. */
export function fresnelC(x: number): number {
  if (Math.abs(x) > 1e15) return x > 0 ? 0.5 : -0.5
  return cAway({ re: x, im: 0 }).re
}

export const fresnelSComplex = aboutReal(sAway, fresnelS, x => phase({ re: x, im: 0 }).im)
export const fresnelCComplex = aboutReal(cAway, fresnelC, x => phase({ re: x, im: 0 }).re)
