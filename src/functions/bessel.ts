/**
 * Bessel functions (the order comes first), spherical Bessel, Hankel and Airy functions.
 * Derivatives from DLMF 10.6.1, 10.29.1, 10.51.2 and 9.2.1; those by the order have no closed form (DLMF 10.15).
 * Negative orders: DLMF 10.4.1, 10.4.2, 10.27.1, 10.27.3.
 */
import * as A from './kernels/airy.js'
import { onReals } from './kernels/bessel.js'
import * as K from './kernels/bessel-any-order.js'
import * as Pole from './poles.js'
import type { FunctionRow, Numeric, Practice } from './row.js'

/** J, Y and both Hankel functions satisfy the same recurrence, DLMF 10.6.1. */
const cylinder = (name: string): readonly (string | null)[] => [null, `(${name}(u - 1, v) - ${name}(u + 1, v))/2`]

export const bessel: Readonly<Record<string, FunctionRow>> = {
  besselj: {
    order: 'whole alternating',
    pole: Pole.besselFirst,
    derivative: cylinder('besselj'),
    realWhen: 'v >= 0',
    values: { '0,0': '1' },
    latex: 'J_{#1}\\left(#2\\right)',
  },
  bessely: {
    order: 'whole alternating',
    pole: Pole.besselSecond,
    derivative: cylinder('bessely'),
    realWhen: 'v > 0',
    latex: 'Y_{#1}\\left(#2\\right)',
  },
  besseli: {
    order: 'whole even',
    pole: Pole.besselFirst,
    derivative: [null, '(besseli(u - 1, v) + besseli(u + 1, v))/2'],
    realWhen: 'v >= 0',
    values: { '0,0': '1' },
    latex: 'I_{#1}\\left(#2\\right)',
  },
  besselk: {
    order: 'even',
    pole: Pole.besselEither,
    derivative: [null, '-(besselk(u - 1, v) + besselk(u + 1, v))/2'],
    realWhen: 'v > 0',
    sign: 'positive',
    latex: 'K_{#1}\\left(#2\\right)',
  },
  hankel1: {
    order: 'whole alternating',
    pole: Pole.besselEither,
    derivative: cylinder('hankel1'),
    realWhen: 'false',
    latex: 'H^{(1)}_{#1}\\left(#2\\right)',
  },
  hankel2: {
    order: 'whole alternating',
    pole: Pole.besselEither,
    derivative: cylinder('hankel2'),
    realWhen: 'false',
    latex: 'H^{(2)}_{#1}\\left(#2\\right)',
  },
  jn: {
    pole: Pole.besselFirst,
    aliases: ['sphericalbesselj'],
    derivative: [null, 'u/v*jn(u, v) - jn(u + 1, v)'],
    realWhen: 'v > 0',
    latex: 'j_{#1}\\left(#2\\right)',
  },
  yn: {
    pole: Pole.besselSecond,
    aliases: ['sphericalbessely'],
    derivative: [null, 'u/v*yn(u, v) - yn(u + 1, v)'],
    realWhen: 'v > 0',
    latex: 'y_{#1}\\left(#2\\right)',
  },
  airyai: { derivative: ['airyaiprime(u)'], values: { '0': '1/(3^(2/3)*gamma(2/3))' }, latex: '\\operatorname{Ai}' },
  airybi: { derivative: ['airybiprime(u)'], values: { '0': '1/(3^(1/6)*gamma(2/3))' }, latex: '\\operatorname{Bi}' },
  airyaiprime: {
    derivative: ['u*airyai(u)'],
    values: { '0': '-1/(3^(1/3)*gamma(1/3))' },
    latex: "\\operatorname{Ai}'",
  },
  airybiprime: { derivative: ['u*airybi(u)'], values: { '0': '3^(1/6)/gamma(1/3)' }, latex: "\\operatorname{Bi}'" },
}

/** All but one fall to 0 far away. */
const cylindrical = (f: typeof K.besselJ, parity: 0 | 1 | undefined, limit = 0): Numeric => ({
  real: onReals(f, parity, limit),
  complex: f,
})
const nowhereReal = (f: typeof K.besselJ): Numeric => ({ real: () => Number.NaN, complex: f })
const entire = (f: typeof A.airyAi): Numeric => ({ real: x => f({ re: x, im: 0 }).re, complex: f })

/** What only evaluation, checks and emitted code need of the rows above. */
export const practice = (): Readonly<Record<string, Practice>> => ({
  besselj: cylindrical(K.besselJ, 0),
  bessely: cylindrical(K.besselY, undefined),
  besseli: cylindrical(K.besselI, 0, Infinity),
  besselk: cylindrical(K.besselK, undefined),
  hankel1: { definition: 'besselj(u, v) + i*bessely(u, v)', ...nowhereReal(K.hankel1) },
  hankel2: { definition: 'besselj(u, v) - i*bessely(u, v)', ...nowhereReal(K.hankel2) },
  jn: { definition: 'sqrt(pi/2)/sqrt(v)*besselj(u + 1/2, v)', ...cylindrical(K.sphericalJ, 0) },
  yn: { definition: 'sqrt(pi/2)/sqrt(v)*bessely(u + 1/2, v)', ...cylindrical(K.sphericalY, 1) },
  airyai: entire(A.airyAi),
  airybi: entire(A.airyBi),
  airyaiprime: entire(A.airyAiPrime),
  airybiprime: entire(A.airyBiPrime),
})

/** One line of help for each of the functions above. */
export const help = {
  besselj: 'the Bessel function of the first kind, order u',
  bessely: 'the Bessel function of the second kind, order u',
  besseli: 'the modified Bessel function of the first kind, order u',
  besselk: 'the modified Bessel function of the second kind, order u',
  hankel1: 'the first Hankel function besselj + i*bessely, order u',
  hankel2: 'the second Hankel function besselj - i*bessely, order u',
  jn: 'the spherical Bessel function of the first kind, order u',
  yn: 'the spherical Bessel function of the second kind, order u',
  airyai: 'the Airy function Ai',
  airybi: 'the Airy function Bi',
  airyaiprime: 'the derivative of the Airy function Ai',
  airybiprime: 'the derivative of the Airy function Bi',
}
