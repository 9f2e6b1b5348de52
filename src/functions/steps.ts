/**
 * Functions with kinks or jumps. Their derivatives are those of the smooth pieces; the row states where the
 * derivative does not exist. At a tie the first argument of max and min wins, as in `if (u >= v) u else v`.
 */
import { Rational } from '../number/rational.js'
import type { FunctionRow, Numeric } from './row.js'

export const steps: Readonly<Record<string, FunctionRow>> = {
  abs: {
    args: 1,
    about: 'absolute value',
    derivative: ['sign(u)'],
    parity: 'even',
    sign: 'nonnegative',
    kinks: ['u'],
    analytic: false,
    latex: '\\left|#1\\right|',
    exact: u => u.abs(),
    code: { js: 'Math.abs' },
  },
  sign: {
    args: 1,
    about: 'the sign: -1, 0 or 1',
    aliases: ['sgn', 'signum'],
    derivative: ['0'],
    parity: 'odd',
    kinks: ['u'],
    analytic: false,
    latex: '\\operatorname{sgn}',
    exact: u => Rational.of(u.sign()),
    code: { js: 'Math.sign' },
  },
  max: {
    args: [1, Number.POSITIVE_INFINITY],
    about: 'the largest; the first wins a tie',
    fold: true,
    derivative: ['piecewise(1, u >= v, 0)', 'piecewise(0, u >= v, 1)'],
    kinks: ['u - v'],
    analytic: false,
    latex: '\\max',
    exact: (...all) => all.reduce((a, b) => (a.compare(b) >= 0 ? a : b)),
    code: { js: 'Math.max' },
  },
  min: {
    args: [1, Number.POSITIVE_INFINITY],
    about: 'the smallest; the first wins a tie',
    fold: true,
    derivative: ['piecewise(1, u <= v, 0)', 'piecewise(0, u <= v, 1)'],
    kinks: ['u - v'],
    analytic: false,
    latex: '\\min',
    exact: (...all) => all.reduce((a, b) => (a.compare(b) <= 0 ? a : b)),
    code: { js: 'Math.min' },
  },
}

/** Kernels of the rows above, by the same names. */
export const numerics: Readonly<Record<string, Numeric>> = {
  abs: { real: Math.abs, complex: u => ({ re: Math.hypot(u.re, u.im), im: 0 }) },
  sign: { real: Math.sign },
  max: { real: Math.max },
  min: { real: Math.min },
}
