/** Activation functions of machine learning, in forms that do not overflow. */

import * as C from '../number/complex.js'
import * as K from './kernels/learning.js'
import type { FunctionRow, Numeric } from './row.js'

const ONE = { re: 1, im: 0 }

export const learning: Readonly<Record<string, FunctionRow>> = {
  sigmoid: {
    args: 1,
    about: 'the logistic function 1/(1 + e^(-u))',
    aliases: ['logistic', 'expit'],
    derivative: ['sigmoid(u)*(1 - sigmoid(u))'],
    definition: '1/(1 + e^(-u))',
    values: { '0': '1/2' },
    sign: 'positive',
    latex: '\\sigma',
  },
  softplus: {
    args: 1,
    about: 'log(1 + e^u), a smooth relu',
    derivative: ['sigmoid(u)'],
    definition: 'log(1 + e^u)',
    values: { '0': 'log(2)' },
    sign: 'positive',
  },
  relu: {
    args: 1,
    about: 'max(0, u); its derivative at 0 is 0',
    derivative: ['piecewise(1, u > 0, 0)'],
    sign: 'nonnegative',
    kinks: ['u'],
    analytic: false,
    latex: '\\operatorname{ReLU}',
    exact: u => (u.sign() > 0 ? u : u.sub(u)),
  },
}

/** Kernels of the rows above, by the same names. */
export const numerics: Readonly<Record<string, Numeric>> = {
  sigmoid: { real: K.sigmoid, complex: u => C.inverse(C.add(ONE, C.exp(C.neg(u)))) },
  softplus: { real: K.softplus, complex: u => C.log1p(C.exp(u)) },
  relu: { real: u => Math.max(0, u) },
}
