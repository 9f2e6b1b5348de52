/**
 * The gamma function and its kin, the error functions, and gelu, which is made of one. Derivatives from DLMF 5.2, 5.12, 5.15, 7.2 and 7.10; those
 * of binomial and pochhammer are logarithmic derivatives of their quotients of gamma functions.
 */

import * as C from '../number/complex.js'
import type { Integer } from '../number/integer.js'
import { DECREASING, INCREASING } from '../number/interval-extension.js'
import { Rational, TWO } from '../number/rational.js'
import { aboutReal } from './kernels/complex-series.js'
import { erf, erfc, erfcinv, erfinv } from './kernels/erf.js'
import { erf2, erf2Complex } from './kernels/erf-difference.js'
import * as W from './kernels/faddeeva.js'
import { beta, gamma, lgamma } from './kernels/gamma.js'
import { digammaComplex, gammaComplex, lgammaComplex } from './kernels/gamma-complex.js'
import { betaComplex, binomial, binomialComplex, pochhammer, pochhammerComplex } from './kernels/gamma-quotient.js'
import { gelu } from './kernels/learning.js'
import { digamma, trigamma } from './kernels/polygamma.js'
import { polygammaComplex, polygammaOfAnyOrder } from './kernels/polygamma-complex.js'
import * as Pole from './poles.js'
import type { FunctionRow, Practice } from './row.js'

/** The largest factorial that is written out. */
const LARGEST_FACTORIAL = 5000

/** The most factors of a product that is written out. */
const LARGEST_PRODUCT = 1000

/** n! of a whole number, exactly. */
function exactFactorial(u: Rational): Rational | undefined {
  const n = u.smallInt()
  if (n === undefined || n < 0 || n > LARGEST_FACTORIAL) return undefined
  let product = 1n
  for (let k = 2n; k <= BigInt(n); k++) product *= k
  return Rational.of(product as Integer)
}

/** gamma(u + v)/gamma(u) for whole v >= 0. */
function risingFactorial(u: Rational, v: Rational): Rational | undefined {
  const n = v.smallInt()
  if (n === undefined || n < 0 || n > LARGEST_PRODUCT) return undefined
  let product = Rational.ONE
  for (let k = 0; k < n; k++) product = product.mul(u.add(Rational.of(k)))
  return product
}

/** u*(u - 1)*...*(u - v + 1)/v! for whole v >= 0; of whole u >= v the shorter of the two products. */
function exactBinomial(u: Rational, v: Rational): Rational | undefined {
  const other = u.sub(v)
  const k = u.isInteger() && other.sign() >= 0 && other.compare(v) < 0 ? other : v
  const below = risingFactorial(Rational.ONE, k)
  const above = risingFactorial(u.sub(k).add(Rational.ONE), k)
  return below && above?.div(below)
}

const POCHHAMMER_SLOPES = ['pochhammer(u, v)*(digamma(u + v) - digamma(u))', 'pochhammer(u, v)*digamma(u + v)'] as const
const BINOMIAL_SLOPES = [
  'binomial(u, v)*(digamma(u + 1) - digamma(u - v + 1))',
  'binomial(u, v)*(digamma(u - v + 1) - digamma(v + 1))',
] as const

/** Up to this order they are polynomials in u whose derivatives are written out. */
const HIGHEST_WRITTEN = 12

/**
 * The derivatives of u*(u + s)*...*(u + (v - 1)*s), over v! where `divided`, for whole v: those of a polynomial. The common formula has no
 * value where the polynomial is 0.
 */
const wholeOrders = (s: 1 | -1, divided: boolean, byOrder: string): NonNullable<FunctionRow['exceptions']> =>
  Array.from({ length: HIGHEST_WRITTEN + 1 }, (_, n) => {
    // The coefficients, of the constant first: whole numbers below 2^53.
    let polynomial = [1]
    let factorial = 1
    for (let k = 0; k < n; k++) {
      polynomial = [...polynomial.map(c => c * s * k), 0].map((c, j) => c + (polynomial[j - 1] ?? 0))
      factorial *= k + 1
    }
    const terms = polynomial.map((c, j) => `(${c * j}/${divided ? factorial : 1})*u^${j - 1}`).slice(1)
    return { when: `v == ${n}`, derivative: [terms.reverse().join(' + ') || '0', byOrder] }
  })

export const special: Readonly<Record<string, FunctionRow>> = {
  gamma: {
    pole: Pole.isGammaPole,
    aliases: ['Γ'],
    derivative: ['gamma(u)*digamma(u)'],
    values: { '1/2': 'sqrt(pi)' },
    latex: '\\Gamma',
    exact: u => exactFactorial(u.sub(Rational.ONE)),
  },
  factorial: { pole: Pole.isBelowZero, derivative: ['factorial(u)*digamma(u + 1)'], exact: exactFactorial },
  loggamma: {
    pole: Pole.isGammaPole,
    aliases: ['lngamma', 'logGamma'],
    derivative: ['digamma(u)'],
    realWhen: 'u > 0',
    values: { '1': '0', '2': '0' },
    latex: '\\ln\\Gamma',
  },
  lgamma: {
    pole: Pole.isGammaPole,
    aliases: ['gammaln'],
    derivative: ['digamma(u)'],
    values: { '1': '0', '2': '0' },
    latex: '\\ln\\left|\\Gamma\\left(#1\\right)\\right|',
  },
  digamma: { pole: Pole.isGammaPole, aliases: ['psi'], derivative: ['trigamma(u)'], latex: '\\psi' },
  trigamma: {
    pole: Pole.isGammaPole,
    derivative: ['polygamma(2, u)'],
    values: { '1': 'pi^2/6' },
    sign: 'positive',
    latex: '\\psi_1',
  },
  polygamma: {
    pole: Pole.polygamma,
    derivative: [null, 'polygamma(u + 1, v)'],
    realWhen: 'u >= 0 or v > 0',
    latex: '\\psi^{(#1)}\\left(#2\\right)',
  },
  beta: {
    pole: Pole.beta,
    // 1/gamma(u + v) is 0 there, and its derivative 1.
    exceptions: [{ when: 'u + v == 0', derivative: ['gamma(u)*gamma(v)', 'gamma(u)*gamma(v)'] }],
    derivative: ['beta(u, v)*(digamma(u) - digamma(u + v))', 'beta(u, v)*(digamma(v) - digamma(u + v))'],
    latex: '\\mathrm{B}',
  },
  binomial: {
    pole: Pole.binomial,
    aliases: ['choose', 'nCr'],
    derivative: BINOMIAL_SLOPES,
    exceptions: wholeOrders(-1, true, BINOMIAL_SLOPES[1]),
    latex: '\\binom{#1}{#2}',
    exact: exactBinomial,
  },
  pochhammer: {
    pole: Pole.pochhammer,
    aliases: ['risingfactorial'],
    derivative: POCHHAMMER_SLOPES,
    exceptions: wholeOrders(1, false, POCHHAMMER_SLOPES[1]),
    latex: '\\left(#1\\right)_{#2}',
    exact: risingFactorial,
  },
  erf: { derivative: ['2/sqrt(pi)*e^(-u^2)'], parity: 'odd', values: { '0': '0' } },
  erfc: { derivative: ['-2/sqrt(pi)*e^(-u^2)'], values: { '0': '1' }, sign: 'positive' },
  gelu: {
    derivative: ['erfc(-u/sqrt(2))/2 + u*e^(-u^2/2)/sqrt(2*pi)'],
    values: { '0': '0' },
    latex: '\\operatorname{GELU}',
  },
  erfinv: {
    pole: Pole.isUnit,
    aliases: ['inverf'],
    derivative: ['sqrt(pi)/2*e^(erfinv(u)^2)'],
    parity: 'odd',
    realWhen: 'abs(u) < 1',
    values: { '0': '0' },
  },
  erfcinv: {
    pole: u => Pole.isZero(u) || (u !== undefined && Pole.isOne(u.div(TWO))),
    aliases: ['inverfc'],
    derivative: ['-sqrt(pi)/2*e^(erfcinv(u)^2)'],
    realWhen: 'u > 0 and u < 2',
    values: { '1': '0' },
  },
  erfi: { derivative: ['2/sqrt(pi)*e^(u^2)'], parity: 'odd', values: { '0': '0' } },
  erf2: { derivative: ['-2/sqrt(pi)*e^(-u^2)', '2/sqrt(pi)*e^(-v^2)'] },
  erfcx: { derivative: ['2*u*erfcx(u) - 2/sqrt(pi)'], values: { '0': '1' }, sign: 'positive' },
  dawson: { derivative: ['1 - 2*u*dawson(u)'], parity: 'odd', values: { '0': '0' } },
}

/** The slope of erf: 2/sqrt(pi)*e^(-(re + i*im)^2). */
const gaussian = (re: number, im = 0): number => (2 / Math.sqrt(Math.PI)) * W.expMinusSquare({ re, im }).re

/** What only evaluation, checks and emitted code need of the rows above. */
export const practice = (): Readonly<Record<string, Practice>> => ({
  gamma: { real: gamma, complex: gammaComplex },
  factorial: {
    definition: 'gamma(u + 1)',
    real: u => gamma(u + 1),
    complex: u => gammaComplex({ re: u.re + 1, im: u.im }),
  },
  loggamma: { real: x => (x > 0 ? lgamma(x) : NaN), complex: lgammaComplex },
  lgamma: { definition: 'log(abs(gamma(u)))', analytic: false, real: lgamma },
  digamma: { real: digamma, complex: digammaComplex },
  trigamma: { definition: 'polygamma(1, u)', real: trigamma, complex: u => polygammaComplex({ re: 1, im: 0 }, u) },
  polygamma: { real: polygammaOfAnyOrder, complex: polygammaComplex },
  beta: { definition: 'gamma(u)*gamma(v)/gamma(u + v)', real: beta, complex: betaComplex },
  binomial: { definition: 'gamma(u + 1)/(gamma(v + 1)*gamma(u - v + 1))', real: binomial, complex: binomialComplex },
  pochhammer: { definition: 'gamma(u + v)/gamma(u)', real: pochhammer, complex: pochhammerComplex },
  erf: { real: erf, complex: aboutReal(W.erfComplex, erf, x => gaussian(x)), monotone: INCREASING, units: 8 },
  erfc: {
    definition: '1 - erf(u)',
    real: erfc,
    complex: aboutReal(W.erfcComplex, erfc, x => -gaussian(x)),
    monotone: DECREASING,
    units: 8,
  },
  gelu: {
    definition: 'u/2*(1 + erf(u/sqrt(2)))',
    real: gelu,
    complex: u => C.mul(C.div(u, { re: 2, im: 0 }), W.erfcComplex(C.div(u, { re: -Math.SQRT2, im: 0 }))),
  },
  erfinv: { real: erfinv, monotone: [[-1, 1, 1]], units: 16 },
  erfcinv: { definition: 'erfinv(1 - u)', real: erfcinv },
  erfi: { definition: '-i*erf(i*u)', real: W.erfi, complex: aboutReal(W.erfiComplex, W.erfi, x => gaussian(0, x)) },
  erf2: { definition: 'erf(v) - erf(u)', real: erf2, complex: erf2Complex },
  erfcx: { definition: 'e^(u^2)*erfc(u)', real: W.erfcx, complex: W.erfcxComplex },
  dawson: {
    definition: 'sqrt(pi)/2*e^(-u^2)*erfi(u)',
    real: W.dawson,
    complex: aboutReal(W.dawsonComplex, W.dawson, x => 1 - 2 * x * W.dawson(x)),
  },
})

/** One line of help for each of the functions above. */
export const help = {
  gamma: 'the gamma function',
  factorial: 'u! = gamma(u + 1)',
  loggamma: 'the analytic logarithm of the gamma function: not log(gamma(u)), and not real for u < 0',
  lgamma: 'log(abs(gamma(u))) of a real number',
  digamma: 'the logarithmic derivative of the gamma function',
  trigamma: 'the derivative of digamma',
  polygamma: 'the u-th derivative of digamma at v; polygamma(-1, v) is loggamma(v), lower orders its integrals from 0',
  beta: 'the beta function',
  binomial: 'the binomial coefficient gamma(u + 1)/(gamma(v + 1)*gamma(u - v + 1))',
  pochhammer: 'the rising factorial gamma(u + v)/gamma(u), for whole v the product u*(u + 1)*...*(u + v - 1)',
  erf: 'the error function',
  erfc: 'the complementary error function 1 - erf(u)',
  gelu: 'u times the normal distribution function, u/2*(1 + erf(u/sqrt(2)))',
  erfinv: 'the inverse of erf',
  erfcinv: 'the inverse of erfc',
  erfi: 'the imaginary error function -i*erf(i*u)',
  erf2: 'erf(v) - erf(u)',
  erfcx: 'the scaled complementary error function e^(u^2)*erfc(u)',
  dawson: "Dawson's integral e^(-u^2) * (integral 0..u e^(t^2))",
}
