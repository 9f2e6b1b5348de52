/**
 * Functions that are integrals of elementary ones: exponential, logarithmic, trigonometric and Fresnel integrals, the
 * incomplete gamma functions; and Lambert's W. Derivatives from DLMF 4.13, 6.2, 7.2 and 8.8, 8.19. By the order of
 * expint and of the incomplete gamma functions there is no closed form, nor by the branch of W.
 */
import type { Complex } from '../number/complex.js'
import * as E from './kernels/exponential-integral.js'
import * as F from './kernels/fresnel.js'
import * as G from './kernels/incomplete-gamma.js'
import * as L from './kernels/lambert.js'
import { onReals } from './kernels/reals.js'
import * as T from './kernels/trigonometric-integral.js'
import * as Pole from './poles.js'
import type { FunctionRow, Practice } from './row.js'

export const integrals: Readonly<Record<string, FunctionRow>> = {
  ei: { pole: Pole.isZero, derivative: ['e^u/u'], latex: '\\operatorname{Ei}' },
  expint: {
    pole: Pole.expint,
    aliases: ['e1'],
    derivative: [null, '-expint(u - 1, v)'],
    exceptions: [{ when: 'u == 1', derivative: [null, '-e^(-v)/v'] }],
    realWhen: 'v > 0',
    latex: '\\operatorname{E}_{#1}\\left(#2\\right)',
    byArity: { 1: { pole: Pole.isZero, derivative: ['-e^(-u)/u'], realWhen: 'u > 0', latex: '\\operatorname{E}_1' } },
  },
  li: { pole: Pole.isOne, derivative: ['1/log(u)'], realWhen: 'u >= 0' },
  si: { derivative: ['sin(u)/u'], parity: 'odd', values: { '0': '0' }, latex: '\\operatorname{Si}' },
  ci: { pole: Pole.isZero, derivative: ['cos(u)/u'], realWhen: 'u > 0', latex: '\\operatorname{Ci}' },
  shi: { derivative: ['sinh(u)/u'], parity: 'odd', values: { '0': '0' }, latex: '\\operatorname{Shi}' },
  chi: { pole: Pole.isZero, derivative: ['cosh(u)/u'], realWhen: 'u > 0', latex: '\\operatorname{Chi}' },
  fresnels: { derivative: ['sin(pi*u^2/2)'], parity: 'odd', values: { '0': '0' }, latex: '\\operatorname{S}' },
  fresnelc: { derivative: ['cos(pi*u^2/2)'], parity: 'odd', values: { '0': '0' }, latex: '\\operatorname{C}' },
  uppergamma: { pole: Pole.upperGamma, derivative: [null, '-v^(u - 1)*e^(-v)'], realWhen: 'v > 0', latex: '\\Gamma' },
  lowergamma: { pole: Pole.lowerGamma, derivative: [null, 'v^(u - 1)*e^(-v)'], realWhen: 'v > 0', latex: '\\gamma' },
  lambertw: {
    aliases: ['LambertW', 'productlog'],
    derivative: ['1/(u + e^lambertw(u))'],
    realWhen: 'u >= -1/e',
    values: { '0': '0', e: '1' },
    latex: '\\operatorname{W}',
    byArity: {
      2: {
        pole: Pole.lambertW,
        derivative: [null, '1/(v + e^lambertw(u, v))'],
        realWhen: 'u == 0 and v >= -1/e',
        latex: '\\operatorname{W}_{#1}\\left(#2\\right)',
      },
    },
  },
}

const expint = (u: number, v: number): number => onReals(G.expintComplex)(u, v)

/** The branch of W must be a whole number. */
const onBranch = (k: Complex, z: Complex): Complex => L.lambertW(k.im === 0 ? k.re : Number.NaN, z)

/** What only evaluation, checks and emitted code need of the rows above. */
export const practice = (): Readonly<Record<string, Practice>> => ({
  ei: { real: E.ei, complex: E.eiComplex },
  expint: {
    definition: 'v^(u - 1)*uppergamma(1 - u, v)',
    byArity: { 1: { definition: 'uppergamma(0, u)' } },
    real: (u, v) => (v === undefined ? E.e1(u) : expint(u, v)),
    complex: (u, v) => (v === undefined ? E.e1Complex(u) : G.expintComplex(u, v)),
  },
  li: { definition: 'ei(log(u))', real: E.li, complex: E.liComplex },
  si: { real: T.si, complex: T.siComplex },
  ci: { real: T.ci, complex: T.ciComplex },
  shi: { definition: '-i*si(i*u)', real: T.shi, complex: T.shiComplex },
  chi: { real: T.chi, complex: T.chiComplex },
  fresnels: { real: F.fresnelS, complex: F.fresnelSComplex },
  fresnelc: { real: F.fresnelC, complex: F.fresnelCComplex },
  uppergamma: {
    definition: 'gamma(u) - lowergamma(u, v)',
    real: onReals(G.upperGammaComplex),
    complex: G.upperGammaComplex,
  },
  lowergamma: {
    definition: 'gamma(u) - uppergamma(u, v)',
    real: onReals(G.lowerGammaComplex),
    complex: G.lowerGammaComplex,
  },
  lambertw: {
    byArity: { 2: {} },
    real: (u, v) => (v === undefined ? L.lambertReal(0, u) : L.lambertReal(u, v)),
    complex: (u, v) => (v === undefined ? L.lambertW(0, u) : onBranch(u, v)),
  },
})

/** One line of help for each of the functions above. */
export const help = {
  ei: 'the exponential integral Ei, the principal value of integral -inf..u e^t/t',
  'expint/1': 'the exponential integral E_1(u) = integral u..inf e^(-t)/t',
  expint: 'the exponential integral E_u(v) = integral 1..inf e^(-v*t)/t^u; expint(v) is E_1(v)',
  li: 'the logarithmic integral, the principal value of integral 0..u 1/log(t)',
  si: 'the sine integral, integral 0..u sin(t)/t',
  ci: 'the cosine integral, eulergamma + log(u) + integral 0..u (cos(t) - 1)/t',
  shi: 'the hyperbolic sine integral, integral 0..u sinh(t)/t',
  chi: 'the hyperbolic cosine integral, eulergamma + log(u) + integral 0..u (cosh(t) - 1)/t',
  fresnels: 'the Fresnel integral S, integral 0..u sin(pi*t^2/2)',
  fresnelc: 'the Fresnel integral C, integral 0..u cos(pi*t^2/2)',
  uppergamma: 'the upper incomplete gamma function, integral v..inf t^(u - 1)*e^(-t)',
  lowergamma: 'the lower incomplete gamma function, integral 0..v t^(u - 1)*e^(-t)',
  'lambertw/2': "branch u of Lambert's W: a solution of w*e^w = v, for whole u",
  lambertw: "Lambert's W, the principal solution of w*e^w = u; lambertw(k, u) is the branch k",
}
