/**
 * Bessel functions of any real or complex order (the order comes first), spherical Bessel, Hankel and Airy functions.
 * Derivatives from DLMF 10.6.1, 10.29.1, 10.51.2 and 9.2.1; those by the order have no closed form (DLMF 10.15).
 */
import * as A from './kernels/airy.js'
import * as K from './kernels/bessel.js'
import type { FunctionRow, Numeric } from './row.js'

/** J, Y and both Hankel functions satisfy the same recurrence, DLMF 10.6.1. */
const cylinder = (name: string): readonly (string | null)[] => [null, `(${name}(u - 1, v) - ${name}(u + 1, v))/2`]

export const bessel: Readonly<Record<string, FunctionRow>> = {
  besselj: {
    args: 2,
    about: 'the Bessel function of the first kind, order u',
    derivative: cylinder('besselj'),
    realWhen: 'v >= 0',
    values: { '0,0': '1' },
    latex: 'J_{#1}\\left(#2\\right)',
  },
  bessely: {
    args: 2,
    about: 'the Bessel function of the second kind, order u',
    derivative: cylinder('bessely'),
    realWhen: 'v > 0',
    latex: 'Y_{#1}\\left(#2\\right)',
  },
  besseli: {
    args: 2,
    about: 'the modified Bessel function of the first kind, order u',
    derivative: [null, '(besseli(u - 1, v) + besseli(u + 1, v))/2'],
    realWhen: 'v >= 0',
    values: { '0,0': '1' },
    latex: 'I_{#1}\\left(#2\\right)',
  },
  besselk: {
    args: 2,
    about: 'the modified Bessel function of the second kind, order u',
    derivative: [null, '-(besselk(u - 1, v) + besselk(u + 1, v))/2'],
    realWhen: 'v > 0',
    sign: 'positive',
    latex: 'K_{#1}\\left(#2\\right)',
  },
  hankel1: {
    args: 2,
    about: 'the first Hankel function besselj + i*bessely, order u',
    derivative: cylinder('hankel1'),
    definition: 'besselj(u, v) + i*bessely(u, v)',
    realWhen: 'false',
    latex: 'H^{(1)}_{#1}\\left(#2\\right)',
  },
  hankel2: {
    args: 2,
    about: 'the second Hankel function besselj - i*bessely, order u',
    derivative: cylinder('hankel2'),
    definition: 'besselj(u, v) - i*bessely(u, v)',
    realWhen: 'false',
    latex: 'H^{(2)}_{#1}\\left(#2\\right)',
  },
  jn: {
    args: 2,
    about: 'the spherical Bessel function of the first kind, order u',
    aliases: ['sphericalbesselj'],
    derivative: [null, 'u/v*jn(u, v) - jn(u + 1, v)'],
    definition: 'sqrt(pi/(2*v))*besselj(u + 1/2, v)',
    realWhen: 'v > 0',
    latex: 'j_{#1}\\left(#2\\right)',
  },
  yn: {
    args: 2,
    about: 'the spherical Bessel function of the second kind, order u',
    aliases: ['sphericalbessely'],
    derivative: [null, 'u/v*yn(u, v) - yn(u + 1, v)'],
    definition: 'sqrt(pi/(2*v))*bessely(u + 1/2, v)',
    realWhen: 'v > 0',
    latex: 'y_{#1}\\left(#2\\right)',
  },
  airyai: {
    args: 1,
    about: 'the Airy function Ai',
    derivative: ['airyaiprime(u)'],
    values: { '0': '1/(3^(2/3)*gamma(2/3))' },
    latex: '\\operatorname{Ai}',
  },
  airybi: {
    args: 1,
    about: 'the Airy function Bi',
    derivative: ['airybiprime(u)'],
    values: { '0': '1/(3^(1/6)*gamma(2/3))' },
    latex: '\\operatorname{Bi}',
  },
  airyaiprime: {
    args: 1,
    about: 'the derivative of the Airy function Ai',
    derivative: ['u*airyai(u)'],
    values: { '0': '-1/(3^(1/3)*gamma(1/3))' },
    latex: "\\operatorname{Ai}'",
  },
  airybiprime: {
    args: 1,
    about: 'the derivative of the Airy function Bi',
    derivative: ['u*airybi(u)'],
    values: { '0': '3^(1/6)/gamma(1/3)' },
    latex: "\\operatorname{Bi}'",
  },
}

const cylindrical = (f: typeof K.besselJ, parity: 0 | 1 | undefined): Numeric => ({
  real: K.onReals(f, parity),
  complex: f,
})
const nowhereReal = (f: typeof K.besselJ): Numeric => ({ real: () => Number.NaN, complex: f })
const entire = (f: typeof A.airyAi): Numeric => ({ real: x => f({ re: x, im: 0 }).re, complex: f })

/** Kernels of the rows above, by the same names. */
export const numerics = (): Readonly<Record<string, Numeric>> => ({
  besselj: cylindrical(K.besselJ, 0),
  bessely: cylindrical(K.besselY, undefined),
  besseli: cylindrical(K.besselI, 0),
  besselk: cylindrical(K.besselK, undefined),
  hankel1: nowhereReal(K.hankel1),
  hankel2: nowhereReal(K.hankel2),
  jn: cylindrical(K.spherical(K.besselJ), 0),
  yn: cylindrical(K.spherical(K.besselY), 1),
  airyai: entire(A.airyAi),
  airybi: entire(A.airyBi),
  airyaiprime: entire(A.airyAiPrime),
  airybiprime: entire(A.airyBiPrime),
})
