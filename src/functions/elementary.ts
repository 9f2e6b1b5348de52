/**
 * Exponentials, logarithms and roots. Principal branches as in DLMF chapter 4; derivatives from DLMF 4.7.
 */
import * as C from '../number/complex.js'
import * as E from '../number/elementary/doubles.js'
import { rootInt } from '../number/integer.js'
import { INCREASING, type Piece } from '../number/interval-extension.js'
import { Rational } from '../number/rational.js'
import * as K from './kernels/elementary.js'
import * as Pole from './poles.js'
import type { FunctionRow, Practice } from './row.js'

const even = (n: number | bigint): boolean => (typeof n === 'bigint' ? n % 2n === 0n : n % 2 === 0)

/** The exact real n-th root, where there is one. */
function exactRoot(u: Rational, v: Rational): Rational | undefined {
  const n = v.smallInt()
  if (n === undefined || n < 1 || (u.sign() < 0 && even(n))) return undefined
  const [num, den] = [rootInt(u.abs().num, n), rootInt(u.den, n)]
  if (num === undefined || den === undefined) return undefined
  return u.sign() < 0 ? Rational.of(num, den).neg() : Rational.of(num, den)
}

export const elementary: Readonly<Record<string, FunctionRow>> = {
  exp: { derivative: ['e^u'], structure: true, sign: 'positive', latex: '\\exp' },
  sqrt: { derivative: ['1/(2*sqrt(u))'], structure: true, sign: 'nonnegative', realWhen: 'u >= 0', latex: '\\sqrt' },
  log: {
    args: [1, 2],
    pole: Pole.isZero,
    aliases: ['ln'],
    derivative: ['1/u'],
    realWhen: 'u > 0',
    values: { '1': '0', e: '1' },
    latex: '\\ln',
  },
  log10: {
    pole: Pole.isZero,
    aliases: ['lg'],
    derivative: ['1/(u*log(10))'],
    realWhen: 'u > 0',
    values: { '1': '0', '10': '1' },
    latex: '\\log_{10}',
  },
  log2: {
    pole: Pole.isZero,
    derivative: ['1/(u*log(2))'],
    realWhen: 'u > 0',
    values: { '1': '0', '2': '1' },
    latex: '\\log_{2}',
  },
  log1p: {
    pole: Pole.isMinusOne,
    aliases: ['lnp1'],
    derivative: ['1/(1 + u)'],
    realWhen: 'u > -1',
    values: { '0': '0' },
  },
  expm1: { derivative: ['e^u'], values: { '0': '0' } },
  cbrt: {
    derivative: ['1/(3*cbrt(u)^2)'],
    latex: '\\sqrt[3]{#1}',
    parity: 'odd',
    exact: u => exactRoot(u, Rational.of(3)),
  },
  root: {
    pole: (u, v) => Pole.isZero(v) || (Pole.isZero(u) && Pole.isNegative(v)),
    aliases: ['nthRoot'],
    derivative: ['root(u, v)/(u*v)', '-log(u)*root(u, v)/v^2'],
    exceptions: [
      { when: 'u == 0', derivative: [null, 'piecewise(0, v > 0)'] },
      { when: 'floor(v) == v', derivative: ['1/(v*root(u, v)^(v - 1))', '-log(u)*root(u, v)/v^2'] },
    ],
    latex: '\\sqrt[#2]{#1}',
    realWhen: 'u >= 0',
    exact: exactRoot,
  },
}

const POSITIVE: readonly Piece[] = [[0, Infinity, 1]]

/** What only evaluation, checks and emitted code need of the rows above. */
export const practice = (): Readonly<Record<string, Practice>> => ({
  exp: { js: 'Math.exp', real: E.exp, complex: C.exp },
  sqrt: { real: Math.sqrt, complex: C.sqrt },
  log: {
    js: 'Math.log',
    real: (u, v) => (v === undefined ? E.log(u) : E.log(u) / E.log(v)),
    complex: C.log,
    monotone: POSITIVE,
  },
  log10: {
    definition: 'log(u)/log(10)',
    real: Math.log10,
    complex: u => C.div(C.log(u), { re: Math.LN10, im: 0 }),
    monotone: POSITIVE,
  },
  log2: {
    definition: 'log(u)/log(2)',
    real: Math.log2,
    complex: u => C.div(C.log(u), { re: Math.LN2, im: 0 }),
    monotone: POSITIVE,
  },
  log1p: { definition: 'log(1 + u)', js: 'Math.log1p', real: E.log1p, complex: C.log1p, monotone: [[-1, Infinity, 1]] },
  expm1: { definition: 'e^u - 1', js: 'Math.expm1', real: E.expm1, complex: C.expm1, monotone: INCREASING },
  cbrt: { kinks: ['u'], analytic: false, real: Math.cbrt, monotone: INCREASING },
  root: { kinks: ['u'], analytic: false, real: K.realRoot },
})

/** One line of help for each of the functions above. */
export const help = {
  exp: 'the exponential e^u',
  sqrt: 'the square root u^(1/2)',
  log: 'the natural logarithm; log(u, b) to the base b',
  log10: 'the logarithm to the base 10',
  log2: 'the logarithm to the base 2',
  log1p: 'log(1 + u), accurate near 0',
  expm1: 'e^u - 1, accurate near 0',
  cbrt: 'the real cube root, also of a negative number',
  root: 'the v-th root of u, real for odd v and negative u',
}
