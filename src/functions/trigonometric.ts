/**
 * Trigonometric functions and their inverses. Principal branches as in DLMF chapter 4, with acot(u) = atan(1/u) and kin; derivatives
 * from DLMF 4.20 and 4.24.
 */
import * as C from '../number/complex.js'
import * as E from '../number/elementary/doubles.js'
import { FALLS_OUTSIDE, FALLS_TWICE, INCREASING, RISES_WITHIN } from '../number/interval-extension.js'
import * as Cut from './kernels/cuts.js'
import * as K from './kernels/elementary.js'
import * as Pole from './poles.js'
import type { FunctionRow, Practice } from './row.js'

export const trigonometric: Readonly<Record<string, FunctionRow>> = {
  sin: {
    derivative: ['cos(u)'],
    parity: 'odd',
    latex: '\\sin',
    powerOnName: true,
    values: { '0': '0', 'pi/6': '1/2', 'pi/4': 'sqrt(2)/2', 'pi/3': 'sqrt(3)/2', 'pi/2': '1', pi: '0' },
    inverse: 'asin',
  },
  cos: {
    derivative: ['-sin(u)'],
    parity: 'even',
    latex: '\\cos',
    powerOnName: true,
    values: { '0': '1', 'pi/6': 'sqrt(3)/2', 'pi/4': 'sqrt(2)/2', 'pi/3': '1/2', 'pi/2': '0', pi: '-1' },
    inverse: 'acos',
  },
  tan: {
    poleAtTurns: Pole.quarterTurns,
    aliases: ['tg'],
    derivative: ['sec(u)^2'],
    parity: 'odd',
    latex: '\\tan',
    powerOnName: true,
    values: { '0': '0', 'pi/6': 'sqrt(3)/3', 'pi/4': '1', 'pi/3': 'sqrt(3)', pi: '0' },
    inverse: 'atan',
  },
  sec: {
    poleAtTurns: Pole.quarterTurns,
    derivative: ['sec(u)*tan(u)'],
    parity: 'even',
    latex: '\\sec',
    powerOnName: true,
    values: { '0': '1' },
    inverse: 'asec',
  },
  csc: {
    pole: Pole.isZero,
    poleAtTurns: Pole.halfTurns,
    aliases: ['cosec'],
    derivative: ['-csc(u)*cot(u)'],
    parity: 'odd',
    latex: '\\csc',
    powerOnName: true,
    inverse: 'acsc',
  },
  cot: {
    pole: Pole.isZero,
    poleAtTurns: Pole.halfTurns,
    aliases: ['ctg', 'cotan', 'cotg'],
    derivative: ['-csc(u)^2'],
    parity: 'odd',
    latex: '\\cot',
    powerOnName: true,
    inverse: 'acot',
  },
  sinc: {
    // (cos(u) - sinc(u))/u, which has no value at 0 and cancels about it.
    derivative: ['-jn(1, u)'],
    parity: 'even',
    values: { '0': '1' },
  },
  asin: {
    aliases: ['arcsin'],
    derivative: ['1/sqrt(1 - u^2)'],
    parity: 'odd',
    latex: '\\arcsin',
    realWhen: 'abs(u) <= 1',
    values: { '0': '0', '1/2': 'pi/6', '1': 'pi/2' },
  },
  acos: {
    aliases: ['arccos'],
    derivative: ['-1/sqrt(1 - u^2)'],
    latex: '\\arccos',
    realWhen: 'abs(u) <= 1',
    sign: 'nonnegative',
    values: { '-1': 'pi', '0': 'pi/2', '1/2': 'pi/3', '1': '0' },
  },
  atan: {
    aliases: ['arctan', 'arctg', 'atg'],
    derivative: ['1/(1 + u^2)'],
    parity: 'odd',
    latex: '\\arctan',
    values: { '0': '0', '1': 'pi/4' },
  },
  asec: {
    pole: Pole.isZero,
    aliases: ['arcsec'],
    derivative: ['1/(u^2*sqrt(1 - 1/u^2))'],
    realWhen: 'abs(u) >= 1',
    sign: 'nonnegative',
    values: { '1': '0', '-1': 'pi' },
    latex: '\\operatorname{arcsec}',
  },
  acsc: {
    pole: Pole.isZero,
    aliases: ['arccsc', 'arccosec', 'acosec'],
    derivative: ['-1/(u^2*sqrt(1 - 1/u^2))'],
    parity: 'odd',
    realWhen: 'abs(u) >= 1',
    values: { '1': 'pi/2' },
    latex: '\\operatorname{arccsc}',
  },
  acot: {
    aliases: ['arccot', 'arcctg', 'actg'],
    derivative: ['-1/(1 + u^2)'],
    // Odd but at 0, where it jumps from -pi/2 to pi/2.
    values: { '1': 'pi/4', '-1': '-pi/4' },
    latex: '\\operatorname{arccot}',
  },
  atan2: { derivative: ['v/(u^2 + v^2)', '-u/(u^2 + v^2)'] },
}

/** What only evaluation, checks and emitted code need of the rows above. */
export const practice = (): Readonly<Record<string, Practice>> => ({
  sin: { js: 'Math.sin', real: E.sin, complex: C.sin },
  cos: { js: 'Math.cos', real: E.cos, complex: C.cos },
  tan: { definition: 'sin(u)/cos(u)', js: 'Math.tan', real: E.tan, complex: C.tan },
  sec: { definition: '1/cos(u)', real: K.sec, complex: C.sec },
  csc: { definition: '1/sin(u)', real: K.csc, complex: C.csc },
  cot: { definition: 'cos(u)/sin(u)', real: K.cot, complex: C.cot },
  sinc: {
    definition: 'sin(u)/u',
    real: K.sinc,
    complex: u => (u.re === 0 && u.im === 0 ? { re: 1, im: 0 } : C.div(C.sin(u), u)),
  },
  asin: { real: Math.asin, complex: Cut.asin, monotone: RISES_WITHIN },
  acos: { real: Math.acos, complex: Cut.acos, monotone: [[-1, 1, -1]] },
  atan: { real: Math.atan, complex: Cut.atan, monotone: INCREASING },
  asec: {
    definition: 'acos(1/u)',
    real: K.asec,
    complex: Cut.asec,
    monotone: [
      [-Infinity, -1, 1],
      [1, Infinity, 1],
    ],
    units: 8,
  },
  acsc: { definition: 'asin(1/u)', real: K.acsc, complex: Cut.acsc, monotone: FALLS_OUTSIDE, units: 8 },
  acot: { definition: 'atan(1/u)', kinks: ['u'], real: K.acot, complex: Cut.acot, monotone: FALLS_TWICE, units: 8 },
  atan2: { kinks: ['piecewise(u, v <= 0, 1)'], analytic: 'pieces', real: Math.atan2 },
})

/** One line of help for each of the functions above. */
export const help = {
  sin: 'sine',
  cos: 'cosine',
  tan: 'tangent',
  sec: 'secant',
  csc: 'cosecant',
  cot: 'cotangent',
  sinc: 'sin(u)/u, with sinc(0) = 1 (not the normalised one, sin(pi*u)/(pi*u))',
  asin: 'inverse sine',
  acos: 'inverse cosine',
  atan: 'inverse tangent',
  asec: 'inverse secant, acos(1/u)',
  acsc: 'inverse cosecant, asin(1/u)',
  acot: 'inverse cotangent, atan(1/u)',
  atan2: 'the angle of the point (v, u): atan2(y, x)',
}
