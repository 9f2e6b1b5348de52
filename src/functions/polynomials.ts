/**
 * The classical orthogonal polynomials. The degree comes first and may be any number: then they are the functions of
 * that name, with the cut from -1 to minus infinity where there is one. Derivatives by the variable from DLMF 18.9;
 * those of the Legendre and Chebyshev functions are written so that they hold at -1 and 1 too.
 */
import type { Complex } from '../number/complex.js'
import { Rational } from '../number/rational.js'
import { hermite } from './kernels/hermite.js'
import * as K from './kernels/orthogonal.js'
import { both } from './kernels/reals.js'
import * as Pole from './poles.js'
import * as Exact from './recurrences.js'
import type { FunctionRow, Practice } from './row.js'

export const polynomials: Readonly<Record<string, FunctionRow>> = {
  legendre: {
    pole: Pole.legendreCut,
    aliases: ['legendrep'],
    derivative: [null, 'gegenbauer(u - 1, 3/2, v)'],
    realWhen: 'v > -1',
    exact: Exact.legendre,
    polynomial: true,
    latex: 'P_{#1}\\left(#2\\right)',
  },
  assoclegendre: {
    derivative: [null, null, '(u*w*assoclegendre(u, v, w) - (u + v)*assoclegendre(u - 1, v, w))/(w^2 - 1)'],
    realWhen: 'w > -1 and w < 1',
    latex: 'P_{#1}^{#2}\\left(#3\\right)',
  },
  chebyshevt: {
    derivative: ['-acos(v)*sqrt(1 - v^2)*chebyshevu(u - 1, v)', 'u*chebyshevu(u - 1, v)'],
    // It is cos(pi*u) there.
    exceptions: [
      { when: 'v == -1', derivative: ['-pi*sin(pi*u)', null] },
      { when: 'v > 1', derivative: ['acosh(v)*sqrt(v^2 - 1)*chebyshevu(u - 1, v)', null] },
    ],
    realWhen: 'v >= -1',
    exact: Exact.chebyshevT,
    polynomial: true,
    latex: 'T_{#1}\\left(#2\\right)',
  },
  chebyshevu: {
    pole: Pole.legendreCut,
    derivative: ['acos(v)*chebyshevt(u + 1, v)/sqrt(1 - v^2)', '2*gegenbauer(u - 1, 2, v)'],
    exceptions: [
      { when: 'v == 1', derivative: ['1', 'u*(u + 1)*(u + 2)/3'] },
      { when: 'v > 1', derivative: ['acosh(v)*chebyshevt(u + 1, v)/sqrt(v^2 - 1)', null] },
    ],
    realWhen: 'v > -1',
    exact: Exact.chebyshevU,
    polynomial: true,
    latex: 'U_{#1}\\left(#2\\right)',
  },
  gegenbauer: {
    pole: (u, _, w) => Pole.jacobiCut(u, w),
    derivative: [null, null, '2*v*gegenbauer(u - 1, v + 1, w)'],
    exceptions: [{ when: 'u == 0', derivative: [null, null, '0'] }],
    realWhen: 'w > -1',
    exact: Exact.gegenbauer,
    polynomial: true,
    latex: 'C_{#1}^{\\left(#2\\right)}\\left(#3\\right)',
  },
  jacobi: {
    pole: (u, _v, _w, s) => Pole.jacobiCut(u, s),
    derivative: [null, null, null, '(u + v + w + 1)/2*jacobi(u - 1, v + 1, w + 1, s)'],
    // The polynomial is 1; of the degree -1 there are others than 0.
    exceptions: [{ when: 'u == 0', derivative: [null, null, null, '0'] }],
    realWhen: 's > -1',
    latex: 'P_{#1}^{\\left(#2,#3\\right)}\\left(#4\\right)',
  },
  hermite: {
    aliases: ['hermiteh'],
    derivative: [null, '2*u*hermite(u - 1, v)'],
    exact: Exact.hermite,
    polynomial: true,
    latex: 'H_{#1}\\left(#2\\right)',
  },
  laguerre: {
    aliases: ['laguerrel'],
    derivative: [null, '-genlaguerre(u - 1, 1, v)'],
    exact: (n, x) => Exact.genLaguerre(n, Rational.ZERO, x),
    polynomial: true,
    latex: 'L_{#1}\\left(#2\\right)',
  },
  genlaguerre: {
    aliases: ['assoclaguerre'],
    derivative: [null, null, '-genlaguerre(u - 1, v + 1, w)'],
    exceptions: [{ when: 'u == 0', derivative: [null, null, '0'] }],
    exact: Exact.genLaguerre,
    polynomial: true,
    latex: 'L_{#1}^{\\left(#2\\right)}\\left(#3\\right)',
  },
}

/** Beyond -1 Chebyshev's functions are real for whole degrees only, and there they have the sign (-1)^u. */
const SIDE = 'piecewise(1, v > 0, 1 - 2*mod(u, 2))'
const OUTSIDE = 'v > 0 or u == floor(u)'

/** What only evaluation, checks and emitted code need of the rows above. */
export const practice = (): Readonly<Record<string, Practice>> => ({
  legendre: both(K.legendre),
  assoclegendre: both(K.assocLegendre),
  chebyshevt: {
    definition: `piecewise(cos(u*acos(v)), abs(v) <= 1, cosh(u*acosh(abs(v)))*${SIDE}, ${OUTSIDE})`,
    ...both(K.chebyshevT),
  },
  chebyshevu: {
    definition:
      'piecewise(sin((u + 1)*acos(v))/sqrt(1 - v^2), abs(v) < 1, ' +
      `sinh((u + 1)*acosh(abs(v)))/sqrt(v^2 - 1)*${SIDE}, abs(v) > 1 and (${OUTSIDE}), ` +
      `(u + 1)*${SIDE}, abs(v) == 1 and (${OUTSIDE}))`,
    ...both(K.chebyshevU),
  },
  gegenbauer: both(K.gegenbauer),
  jacobi: both(K.jacobi),
  hermite: both(hermite),
  laguerre: {
    definition: 'genlaguerre(u, 0, v)',
    ...both((n: Complex, x: Complex) => K.genLaguerre(n, { re: 0, im: 0 }, x)),
  },
  genlaguerre: both(K.genLaguerre),
})

/** One line of help for each of the functions above. */
export const help = {
  legendre: 'the Legendre polynomial of degree u',
  assoclegendre: 'the associated Legendre function of degree u and order v, with the sign (-1)^v',
  chebyshevt: 'the Chebyshev polynomial of the first kind of degree u, cos(u*acos(v))',
  chebyshevu: 'the Chebyshev polynomial of the second kind of degree u',
  gegenbauer: 'the Gegenbauer polynomial of degree u and parameter v',
  jacobi: 'the Jacobi polynomial of degree u and parameters v, w',
  hermite: "the physicists' Hermite polynomial of degree u",
  laguerre: 'the Laguerre polynomial of degree u',
  genlaguerre: 'the generalised Laguerre polynomial of degree u and parameter v',
}
