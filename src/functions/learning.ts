/** Activation functions of machine learning, in forms that do not overflow. */

import * as C from '../number/complex.js'
import { INCREASING } from '../number/interval-extension.js'
import { Rational } from '../number/rational.js'
import * as K from './kernels/learning.js'
import type { FunctionRow, Practice } from './row.js'

export const learning: Readonly<Record<string, FunctionRow>> = {
  sigmoid: {
    aliases: ['logistic', 'expit'],
    derivative: ['sigmoid(u)*(1 - sigmoid(u))'],
    values: { '0': '1/2' },
    sign: 'positive',
    latex: '\\sigma',
  },
  softplus: { derivative: ['sigmoid(u)'], values: { '0': 'log(2)' }, sign: 'positive' },
  relu: {
    derivative: ['piecewise(1, u > 0, 0)'],
    sign: 'nonnegative',
    latex: '\\operatorname{ReLU}',
    exact: u => (u.sign() > 0 ? u : u.sub(u)),
  },
  leakyrelu: {
    aliases: ['leaky_relu', 'leakyReLU'],
    derivative: ['piecewise(1, u > 0, 1/100)'],
    latex: '\\operatorname{LeakyReLU}',
    exact: u => (u.sign() > 0 ? u : u.div(Rational.of(100))),
    byArity: {
      2: {
        derivative: ['piecewise(1, u > 0, v)', 'piecewise(0, u > 0, u)'],
        latex: '\\operatorname{LeakyReLU}',
        exact: (u, v) => (u.sign() > 0 ? u : u.mul(v)),
      },
    },
  },
  elu: {
    derivative: ['piecewise(1, u > 0, e^u)'],
    values: { '0': '0' },
    latex: '\\operatorname{ELU}',
    byArity: {
      2: { derivative: ['piecewise(1, u > 0, v*e^u)', 'piecewise(0, u > 0, expm1(u))'], latex: '\\operatorname{ELU}' },
    },
  },
  silu: {
    aliases: ['swish'],
    derivative: ['sigmoid(u)*(1 + u*sigmoid(-u))'],
    values: { '0': '0' },
    latex: '\\operatorname{SiLU}',
  },
  softsign: { derivative: ['1/(1 + abs(u))^2'], parity: 'odd', exact: u => u.div(u.abs().add(Rational.ONE)) },
  logsumexp: { args: [1, Number.POSITIVE_INFINITY], fold: true, derivative: ['sigmoid(u - v)', 'sigmoid(v - u)'] },
}

/** What only evaluation, checks and emitted code need of the rows above. */
export const practice = (): Readonly<Record<string, Practice>> => ({
  sigmoid: {
    definition: '1/(1 + e^(-u))',
    real: K.sigmoid,
    complex: u => C.inverse(C.add(C.ONE, C.exp(C.neg(u)))),
    monotone: INCREASING,
    units: 8,
  },
  softplus: {
    definition: 'log(1 + e^u)',
    real: K.softplus,
    complex: u => K.logAddExpComplex(u, { re: 0, im: 0 }),
    monotone: INCREASING,
    units: 8,
  },
  relu: { kinks: ['u'], analytic: false, real: u => Math.max(0, u), monotone: INCREASING, units: 0 },
  leakyrelu: {
    definition: 'piecewise(u, u > 0, u/100)',
    kinks: ['u'],
    analytic: false,
    byArity: { 2: { definition: 'piecewise(u, u > 0, v*u)', kinks: ['u'], analytic: false } },
    real: (u, v = 0.01) => (u > 0 && !Number.isNaN(v) ? u : u * v),
    monotone: INCREASING,
  },
  elu: {
    definition: 'piecewise(u, u > 0, e^u - 1)',
    analytic: false,
    byArity: { 2: { definition: 'piecewise(u, u > 0, v*(e^u - 1))', kinks: ['u'], analytic: false } },
    real: (u, v = 1) => (u > 0 && !Number.isNaN(v) ? u : v * Math.expm1(u)),
    monotone: INCREASING,
  },
  silu: {
    definition: 'u*sigmoid(u)',
    real: u => u * K.sigmoid(u),
    complex: u => C.div(u, C.add(C.ONE, C.exp(C.neg(u)))),
  },
  softsign: { definition: 'u/(1 + abs(u))', analytic: false, real: u => u / (1 + Math.abs(u)), monotone: INCREASING },
  logsumexp: { definition: 'log(e^u + e^v)', real: K.logAddExp, complex: K.logAddExpComplex },
})

/** One line of help for each of the functions above. */
export const help = {
  sigmoid: 'the logistic function 1/(1 + e^(-u))',
  softplus: 'log(1 + e^u), a smooth relu',
  relu: 'max(0, u); its derivative at 0 is 0',
  'leakyrelu/2': 'u above 0, v*u below',
  leakyrelu: 'u above 0, u/100 below; leakyrelu(u, v) has the slope v below',
  'elu/2': 'u above 0, v*(e^u - 1) below',
  elu: 'u above 0, e^u - 1 below; elu(u, v) is v*(e^u - 1) below',
  silu: 'u*sigmoid(u), also called swish',
  softsign: 'u/(1 + abs(u))',
  logsumexp: 'log(e^u + e^v + ...), without overflow',
}
