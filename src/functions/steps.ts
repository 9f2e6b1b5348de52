/**
 * Functions with kinks or jumps. Their derivatives are those of the smooth pieces; the row states where the
 * derivative does not exist. At a tie the first argument of max and min wins, as in `if (u >= v) u else v`.
 */
import { INCREASING, VALLEY } from '../number/interval-extension.js'
import { Rational } from '../number/rational.js'
import * as K from './kernels/steps.js'
import * as Pole from './poles.js'
import type { FunctionRow, Practice } from './row.js'

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
    derivative: ['sign(u)'],
    parity: 'even',
    sign: 'nonnegative',
    latex: '\\left|#1\\right|',
    exact: u => u.abs(),
  },
  sign: {
    whole: true,
    aliases: ['sgn', 'signum'],
    derivative: ['0'],
    parity: 'odd',
    latex: '\\operatorname{sgn}',
    exact: u => Rational.of(u.sign()),
  },
  max: {
    args: [1, Number.POSITIVE_INFINITY],
    fold: true,
    idempotent: true,
    derivative: ['piecewise(1, u >= v, 0)', 'piecewise(0, u >= v, 1)'],
    latex: '\\max',
    exact: (...all) => all.reduce((a, b) => (a.compare(b) >= 0 ? a : b)),
  },
  min: {
    args: [1, Number.POSITIVE_INFINITY],
    fold: true,
    idempotent: true,
    derivative: ['piecewise(1, u <= v, 0)', 'piecewise(0, u <= v, 1)'],
    latex: '\\min',
    exact: (...all) => all.reduce((a, b) => (a.compare(b) <= 0 ? a : b)),
  },
  heaviside: {
    derivative: ['0'],
    sign: 'nonnegative',
    latex: '\\operatorname{H}',
    exact: u => Rational.of(u.sign() + 1, 2),
  },
  step: { derivative: ['0'], sign: 'nonnegative', exact: u => Rational.of(u.sign() > 0 ? 1 : 0) },
  dirac: {
    aliases: ['diracdelta'],
    derivative: [null],
    parity: 'even',
    sign: 'nonnegative',
    pole: Pole.isZero,
    exact: u => (u.isZero() ? undefined : Rational.of(0)),
  },
  floor: { whole: true, derivative: ['0'], latex: '\\left\\lfloor#1\\right\\rfloor', exact: floor },
  ceil: {
    whole: true,
    aliases: ['ceiling'],
    derivative: ['0'],
    latex: '\\left\\lceil#1\\right\\rceil',
    exact: u => floor(u.neg()).neg(),
  },
  round: { whole: true, derivative: ['0'], parity: 'odd', exact: round },
  trunc: {
    whole: true,
    aliases: ['fix'],
    derivative: ['0'],
    parity: 'odd',
    exact: u => (u.sign() < 0 ? floor(u.neg()).neg() : floor(u)),
  },
  frac: { derivative: ['1'], sign: 'nonnegative', exact: u => u.sub(floor(u)) },
  mod: {
    pole: (_, v) => Pole.isZero(v),
    derivative: ['1', '-floor(u/v)'],
    latex: '#1\\bmod#2',
    exact: (u, v) => (v.isZero() ? undefined : u.sub(v.mul(floor(u.div(v))))),
  },
  clamp: {
    aliases: ['clip'],
    derivative: [
      'piecewise(1, u >= v and u <= w, 0)',
      'piecewise(1, u < v and v <= w, 0)',
      'piecewise(1, u > w or v > w, 0)',
    ],
    exact: (u, v, w) => {
      const raised = u.compare(v) >= 0 ? u : v
      return raised.compare(w) <= 0 ? raised : w
    },
  },
  hypot: {
    derivative: ['u/hypot(u, v)', 'v/hypot(u, v)'],
    sign: 'nonnegative',
    byArity: { 3: { derivative: ['u/hypot(u, v, w)', 'v/hypot(u, v, w)', 'w/hypot(u, v, w)'], sign: 'nonnegative' } },
  },
}

/** What only evaluation, checks and emitted code need of the rows above. */
export const practice = (): Readonly<Record<string, Practice>> => ({
  abs: {
    kinks: ['u'],
    analytic: false,
    real: Math.abs,
    complex: u => ({ re: Math.hypot(u.re, u.im), im: 0 }),
    monotone: VALLEY,
    units: 0,
  },
  sign: { kinks: ['u'], analytic: false, real: Math.sign, monotone: INCREASING, units: 0 },
  max: { kinks: ['u - v'], analytic: false, real: Math.max },
  min: { kinks: ['u - v'], analytic: false, real: Math.min },
  heaviside: {
    definition: '(1 + sign(u))/2',
    kinks: ['u'],
    analytic: 'pieces',
    real: K.heaviside,
    complex: u => ({ re: K.heaviside(u.re), im: 0 }),
    monotone: INCREASING,
    units: 0,
  },
  step: {
    definition: 'piecewise(1, u > 0, 0)',
    kinks: ['u'],
    analytic: 'pieces',
    real: u => (Number.isNaN(u) ? u : u > 0 ? 1 : 0),
    monotone: INCREASING,
    units: 0,
  },
  dirac: { kinks: ['u'], analytic: 'pieces', real: u => (u === 0 ? Number.NaN : 0 * u) },
  floor: { kinks: AT_WHOLE, analytic: 'pieces', real: Math.floor, monotone: INCREASING, units: 0 },
  ceil: {
    definition: '-floor(-u)',
    kinks: AT_WHOLE,
    analytic: 'pieces',
    real: Math.ceil,
    monotone: INCREASING,
    units: 0,
  },
  round: {
    definition: 'sign(u)*floor(abs(u) + 1/2)',
    kinks: ['cos(pi*u)'],
    analytic: 'pieces',
    real: K.round,
    monotone: INCREASING,
    units: 0,
  },
  trunc: {
    definition: 'sign(u)*floor(abs(u))',
    // No jump at 0 itself, which the sine alone would report.
    kinks: ['piecewise(1, abs(u) < 1/2, sin(pi*abs(u)))'],
    analytic: 'pieces',
    real: Math.trunc,
    monotone: INCREASING,
    units: 0,
  },
  frac: { definition: 'u - floor(u)', kinks: AT_WHOLE, analytic: 'pieces', real: K.frac },
  mod: { definition: 'u - v*floor(u/v)', kinks: ['sin(pi*u/v)'], analytic: 'pieces', real: K.mod },
  clamp: {
    definition: 'min(max(u, v), w)',
    kinks: ['u - v', 'max(u, v) - w'],
    analytic: false,
    real: (u, v, w) => Math.min(Math.max(u, v), w),
  },
  hypot: {
    definition: 'sqrt(u^2 + v^2)',
    kinks: ['hypot(u, v)'],
    js: 'Math.hypot',
    byArity: { 3: { definition: 'sqrt(u^2 + v^2 + w^2)', kinks: ['hypot(u, v, w)'] } },
    real: Math.hypot,
    complex: K.hypotComplex,
  },
})

/** One line of help for each of the functions above. */
export const help = {
  abs: 'absolute value',
  sign: 'the sign: -1, 0 or 1',
  max: 'the largest; the first wins a tie',
  min: 'the smallest; the first wins a tie',
  heaviside: 'the unit step: 0 below 0, 1 above, and 1/2 at 0; of a complex number that of its real part',
  step: 'one above 0, else 0: the slope of relu',
  dirac: "Dirac's delta, the derivative of heaviside as a distribution: 0 but at 0, where it has no value",
  floor: 'the largest whole number that is not above u',
  ceil: 'the smallest whole number that is not below u',
  round: 'the nearest whole number; halves are rounded away from 0',
  trunc: 'the whole part, rounded towards 0',
  frac: 'the fractional part u - floor(u), from 0 to 1 for negative u as well',
  mod: 'the remainder u - v*floor(u/v), which has the sign of v',
  clamp: 'u kept between v and w: min(max(u, v), w)',
  'hypot/3': 'the length sqrt(u^2 + v^2 + w^2) of a vector of three components',
  hypot: 'the length sqrt(u^2 + v^2) of a vector of two or three components',
}
