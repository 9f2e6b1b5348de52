/** The gamma function and its kin, and the error functions. Derivatives from DLMF 5.2, 5.12, 5.15 and 7.2. */
import type { Integer } from '../number/integer.js'
import { Rational } from '../number/rational.js'
import { erf, erfc, erfinv } from './kernels/erf.js'
import { beta, gamma, lgamma } from './kernels/gamma.js'
import { digammaComplex, gammaComplex, lgammaComplex } from './kernels/gamma-complex.js'
import { digamma, polygamma } from './kernels/polygamma.js'
import type { FunctionRow, Numeric } from './row.js'

/** The largest factorial that is written out. */
const LARGEST_FACTORIAL = 5000

/** n! of a whole number, exactly. */
function exactFactorial(u: Rational): Rational | undefined {
  const n = u.smallInt()
  if (n === undefined || n < 0 || n > LARGEST_FACTORIAL) return undefined
  let product = 1n
  for (let k = 2n; k <= BigInt(n); k++) product *= k
  return Rational.of(product as Integer)
}

export const special: Readonly<Record<string, FunctionRow>> = {
  gamma: {
    args: 1,
    about: 'the gamma function',
    aliases: ['Γ'],
    derivative: ['gamma(u)*digamma(u)'],
    values: { '1/2': 'sqrt(pi)' },
    latex: '\\Gamma',
    exact: u => exactFactorial(u.sub(Rational.ONE)),
  },
  factorial: {
    args: 1,
    about: 'u! = gamma(u + 1)',
    derivative: ['gamma(u + 1)*digamma(u + 1)'],
    definition: 'gamma(u + 1)',
    exact: exactFactorial,
  },
  lgamma: {
    args: 1,
    about: 'the logarithm of the gamma function',
    aliases: ['loggamma', 'gammaln', 'lngamma'],
    derivative: ['digamma(u)'],
    values: { '1': '0', '2': '0' },
    latex: '\\ln\\Gamma',
  },
  digamma: {
    args: 1,
    about: 'the logarithmic derivative of the gamma function',
    aliases: ['psi'],
    derivative: ['polygamma(1, u)'],
    latex: '\\psi',
  },
  polygamma: {
    args: 2,
    about: 'polygamma(n, u), the n-th derivative of digamma(u)',
    derivative: [null, 'polygamma(u + 1, v)'],
  },
  beta: {
    args: 2,
    about: 'the beta function',
    derivative: ['beta(u, v)*(digamma(u) - digamma(u + v))', 'beta(u, v)*(digamma(v) - digamma(u + v))'],
    definition: 'gamma(u)*gamma(v)/gamma(u + v)',
    latex: '\\mathrm{B}',
  },
  erf: {
    args: 1,
    about: 'the error function',
    derivative: ['2/sqrt(pi)*e^(-u^2)'],
    parity: 'odd',
    values: { '0': '0' },
  },
  erfc: {
    args: 1,
    about: 'the complementary error function 1 - erf(u)',
    derivative: ['-2/sqrt(pi)*e^(-u^2)'],
    definition: '1 - erf(u)',
    values: { '0': '1' },
    sign: 'positive',
  },
  erfinv: {
    args: 1,
    about: 'the inverse of erf',
    aliases: ['inverf'],
    derivative: ['sqrt(pi)/2*e^(erfinv(u)^2)'],
    parity: 'odd',
    realWhen: 'abs(u) < 1',
    values: { '0': '0' },
  },
}

/** Kernels of the rows above, by the same names. */
export const numerics: Readonly<Record<string, Numeric>> = {
  gamma: { real: gamma, complex: gammaComplex },
  factorial: { real: u => gamma(u + 1), complex: u => gammaComplex({ re: u.re + 1, im: u.im }) },
  lgamma: { real: lgamma, complex: lgammaComplex },
  digamma: { real: digamma, complex: digammaComplex },
  polygamma: { real: polygamma },
  beta: { real: beta },
  erf: { real: erf },
  erfc: { real: erfc },
  erfinv: { real: erfinv },
}
