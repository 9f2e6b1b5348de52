/**
 * Legendre's elliptic integrals, with the PARAMETER m = k^2 (not the modulus) and the amplitude phi:
 * ellipticf(phi, m), elliptice(phi, m), ellipticpi(n, phi, m); elliptick(m), elliptice(m), ellipticpi(n, m) complete.
 * Derivatives from DLMF 19.4 (with m = k^2) and, by n, from Byrd & Friedman 710.11 and 733.00. Those of the incomplete
 * ones by m are written with ellipticpi(m, phi, m), DLMF 19.6.13: with E in its place, terms cancel for m near 1 and for
 * amplitudes far off the real axis.
 */
import type { Complex } from '../number/complex.js'
import * as K from './kernels/elliptic.js'
import { both } from './kernels/reals.js'
import * as Pole from './poles.js'
import type { FunctionRow, Practice } from './row.js'

/** The slope of ellipticpi(u, v, u) = (E(v|u) - u*sin(2*v)/(2*D))/(1 - u) by u, with D^2 = 1 - u*sin(v)^2. */
const ALONG =
  '(((elliptice(v, u) - ellipticf(v, u))/(2*u) - sin(2*v)/(2*sqrt(1 - u*sin(v)^2)) - u*sin(2*v)*sin(v)^2/(4*(1 - u*sin(v)^2)^(3/2)))' +
  '/(1 - u) + (elliptice(v, u) - u*sin(2*v)/(2*sqrt(1 - u*sin(v)^2)))/(1 - u)^2)'

export const elliptic: Readonly<Record<string, FunctionRow>> = {
  elliptick: {
    pole: Pole.isOne,
    derivative: ['(elliptice(u) - (1 - u)*elliptick(u))/(2*u*(1 - u))'],
    realWhen: 'u < 1',
    sign: 'positive',
    values: { '0': 'pi/2' },
    latex: 'K\\left(#1\\right)',
  },
  ellipticf: {
    derivative: ['1/sqrt(1 - v*sin(u)^2)', '(ellipticpi(v, u, v) - ellipticf(u, v))/(2*v)'],
    realWhen: 'v < 1',
    values: { '0,0': '0' },
    latex: 'F\\left(#1\\mid #2\\right)',
  },
  elliptice: {
    derivative: ['(elliptice(u) - elliptick(u))/(2*u)'],
    realWhen: 'u <= 1',
    sign: 'positive',
    values: { '0': 'pi/2', '1': '1' },
    latex: 'E\\left(#1\\right)',
    byArity: {
      2: {
        derivative: ['sqrt(1 - v*sin(u)^2)', '(elliptice(u, v) - ellipticf(u, v))/(2*v)'],
        realWhen: 'v <= 1',
        values: { '0,0': '0' },
        latex: 'E\\left(#1\\mid #2\\right)',
      },
    },
  },
  ellipticpi: {
    pole: (u, v) => Pole.isOne(u) || Pole.isOne(v),
    derivative: [
      '(elliptice(v) + (v - u)/u*elliptick(v) + (u^2 - v)/u*ellipticpi(u, v))/(2*(v - u)*(u - 1))',
      '(elliptice(v)/(v - 1) + ellipticpi(u, v))/(2*(u - v))',
    ],
    // There it is E(u)/(1 - u), and its slope by the one is twice that by the other: under the integral.
    exceptions: [
      {
        when: 'u == v',
        derivative: [
          '((1 + u)*elliptice(u) - (1 - u)*elliptick(u))/(3*u*(1 - u)^2)',
          '((1 + u)*elliptice(u) - (1 - u)*elliptick(u))/(6*u*(1 - u)^2)',
        ],
      },
    ],
    realWhen: 'u < 1 and v < 1',
    sign: 'positive',
    latex: '\\Pi\\left(#1\\mid #2\\right)',
    byArity: {
      3: {
        derivative: [
          '(elliptice(v, w) + (w - u)/u*ellipticf(v, w) + (u^2 - w)/u*ellipticpi(u, v, w)' +
            ' - u*sin(2*v)*sqrt(1 - w*sin(v)^2)/(2*(1 - u*sin(v)^2)))/(2*(w - u)*(u - 1))',
          '1/((1 - u*sin(v)^2)*sqrt(1 - w*sin(v)^2))',
          '(ellipticpi(u, v, w) - ellipticpi(w, v, w))/(2*(u - w))',
        ],
        exceptions: [
          {
            when: 'u == w',
            derivative: [`2/3*${ALONG}`, '(1 - u*sin(v)^2)^(-3/2)', `${ALONG}/3`],
          },
        ],
        realWhen: 'u < 1 and w < 1',
        latex: '\\Pi\\left(#1;#2\\mid #3\\right)',
      },
    },
  },
}

/** What only evaluation, checks and emitted code need of the rows above. */
export const practice = (): Readonly<Record<string, Practice>> => ({
  elliptick: both(K.completeK),
  ellipticf: both(K.incompleteF),
  elliptice: {
    byArity: { 2: {} },
    ...both((u: Complex, v?: Complex) => (v === undefined ? K.completeE(u) : K.incompleteE(u, v))),
  },
  ellipticpi: {
    byArity: { 3: {} },
    ...both((u: Complex, v: Complex, w?: Complex) => (w === undefined ? K.completePi(u, v) : K.incompletePi(u, v, w))),
  },
})

/** One line of help for each of the functions above. */
export const help = {
  elliptick: 'the complete elliptic integral of the first kind, parameter u = k^2',
  ellipticf: 'the elliptic integral of the first kind, amplitude u and parameter v = k^2',
  'elliptice/2': 'the elliptic integral of the second kind, amplitude u and parameter v = k^2',
  elliptice: 'the complete elliptic integral of the second kind, parameter u = k^2',
  'ellipticpi/3': 'the elliptic integral of the third kind, characteristic u, amplitude v and parameter w = k^2',
  ellipticpi: 'the complete elliptic integral of the third kind, characteristic u and parameter v = k^2',
}
