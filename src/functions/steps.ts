/**
 * Functions with kinks or jumps. Their derivatives are those of the smooth pieces; the row states where the
 * derivative does not exist. At a tie the first argument of max and min wins, as in `if (u >= v) u else v`.
 */
import { INCREASING, VALLEY } from '../number/interval-extension.js'
import { Rational } from '../number/rational.js'
import * as K from './kernels/steps.js'
import type { FunctionRow, Numeric } from './row.js'

/** The largest whole number that is not above u. */
const floor = (u: Rational): Rational => Rational.of(u.floor())

/** The nearest whole number; halves go away from 0. */
function round(u: Rational): Rational {
  const up = floor(u.abs().add(Rational.of(1, 2)))
  return u.sign() < 0 ? up.neg() : up
}

/** Zero at the whole numbers, where floor and its kin jump. */
const AT_WHOLE = ['sin(pi*u)']

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
    idempotent: true,
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
    idempotent: true,
    derivative: ['piecewise(1, u <= v, 0)', 'piecewise(0, u <= v, 1)'],
    kinks: ['u - v'],
    analytic: false,
    latex: '\\min',
    exact: (...all) => all.reduce((a, b) => (a.compare(b) <= 0 ? a : b)),
    code: { js: 'Math.min' },
  },
  heaviside: {
    args: 1,
    about: 'the unit step: 0 below 0, 1 above, and 1/2 at 0; of a complex number that of its real part',
    derivative: ['0'],
    definition: '(1 + sign(u))/2',
    sign: 'nonnegative',
    kinks: ['u'],
    analytic: false,
    latex: '\\operatorname{H}',
    exact: u => Rational.of(u.sign() + 1, 2),
  },
  floor: {
    args: 1,
    about: 'the largest whole number that is not above u',
    derivative: ['0'],
    kinks: AT_WHOLE,
    analytic: false,
    latex: '\\left\\lfloor#1\\right\\rfloor',
    exact: floor,
    code: { js: 'Math.floor' },
  },
  ceil: {
    args: 1,
    about: 'the smallest whole number that is not below u',
    aliases: ['ceiling'],
    derivative: ['0'],
    definition: '-floor(-u)',
    kinks: AT_WHOLE,
    analytic: false,
    latex: '\\left\\lceil#1\\right\\rceil',
    exact: u => floor(u.neg()).neg(),
    code: { js: 'Math.ceil' },
  },
  round: {
    args: 1,
    about: 'the nearest whole number; halves are rounded away from 0',
    derivative: ['0'],
    definition: 'sign(u)*floor(abs(u) + 1/2)',
    parity: 'odd',
    kinks: ['cos(pi*u)'],
    analytic: false,
    exact: round,
  },
  trunc: {
    args: 1,
    about: 'the whole part, rounded towards 0',
    aliases: ['fix'],
    derivative: ['0'],
    definition: 'sign(u)*floor(abs(u))',
    parity: 'odd',
    // No jump at 0 itself, which the sine alone would report.
    kinks: ['piecewise(1, abs(u) < 1/2, sin(pi*abs(u)))'],
    analytic: false,
    exact: u => (u.sign() < 0 ? floor(u.neg()).neg() : floor(u)),
    code: { js: 'Math.trunc' },
  },
  frac: {
    args: 1,
    about: 'the fractional part u - floor(u), from 0 to 1 for negative u as well',
    derivative: ['1'],
    definition: 'u - floor(u)',
    sign: 'nonnegative',
    kinks: AT_WHOLE,
    analytic: false,
    exact: u => u.sub(floor(u)),
  },
  mod: {
    args: 2,
    about: 'the remainder u - v*floor(u/v), which has the sign of v',
    derivative: ['1', '-floor(u/v)'],
    definition: 'u - v*floor(u/v)',
    kinks: ['sin(pi*u/v)'],
    analytic: false,
    latex: '#1\\bmod#2',
    exact: (u, v) => (v.isZero() ? undefined : u.sub(v.mul(floor(u.div(v))))),
  },
  clamp: {
    args: 3,
    about: 'u kept between v and w: min(max(u, v), w)',
    aliases: ['clip'],
    derivative: [
      'piecewise(1, u >= v and u <= w, 0)',
      'piecewise(1, u < v and v <= w, 0)',
      'piecewise(1, u > w or v > w, 0)',
    ],
    definition: 'min(max(u, v), w)',
    kinks: ['u - v', 'max(u, v) - w'],
    analytic: false,
    exact: (u, v, w) => {
      const raised = u.compare(v) >= 0 ? u : v
      return raised.compare(w) <= 0 ? raised : w
    },
  },
  hypot: {
    args: 2,
    about: 'the length sqrt(u^2 + v^2) of a vector of two or three components',
    derivative: ['u/hypot(u, v)', 'v/hypot(u, v)'],
    definition: 'sqrt(u^2 + v^2)',
    sign: 'nonnegative',
    kinks: ['hypot(u, v)'],
    code: { js: 'Math.hypot' },
    byArity: {
      3: {
        about: 'the length sqrt(u^2 + v^2 + w^2) of a vector of three components',
        derivative: ['u/hypot(u, v, w)', 'v/hypot(u, v, w)', 'w/hypot(u, v, w)'],
        definition: 'sqrt(u^2 + v^2 + w^2)',
        sign: 'nonnegative',
        kinks: ['hypot(u, v, w)'],
      },
    },
  },
}

/** Kernels of the rows above, by the same names. */
export const numerics = (): Readonly<Record<string, Numeric>> => ({
  abs: { real: Math.abs, complex: u => ({ re: Math.hypot(u.re, u.im), im: 0 }), monotone: VALLEY, units: 0 },
  sign: { real: Math.sign, monotone: INCREASING, units: 0 },
  max: { real: Math.max },
  min: { real: Math.min },
  heaviside: { real: K.heaviside, complex: u => ({ re: K.heaviside(u.re), im: 0 }), monotone: INCREASING, units: 0 },
  floor: { real: Math.floor, monotone: INCREASING, units: 0 },
  ceil: { real: Math.ceil, monotone: INCREASING, units: 0 },
  round: { real: K.round, monotone: INCREASING, units: 0 },
  trunc: { real: Math.trunc, monotone: INCREASING, units: 0 },
  frac: { real: K.frac },
  mod: { real: K.mod },
  clamp: { real: (u, v, w) => Math.min(Math.max(u, v), w) },
  hypot: { real: Math.hypot, complex: K.hypotComplex },
})
