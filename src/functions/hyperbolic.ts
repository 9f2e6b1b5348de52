/**
 * Hyperbolic functions and their inverses. Principal branches as in DLMF chapter 4, with acoth(u) = atanh(1/u) and kin; derivatives
 * from DLMF 4.34 and 4.38.
 */
import * as C from '../number/complex.js'
import { tanh } from '../number/elementary/doubles.js'
import { FALLS_OUTSIDE, FALLS_TWICE, INCREASING, RISES_WITHIN, VALLEY } from '../number/interval-extension.js'
import * as Cut from './kernels/cuts.js'
import * as K from './kernels/elementary.js'
import * as Pole from './poles.js'
import type { FunctionRow, Practice } from './row.js'

export const hyperbolic: Readonly<Record<string, FunctionRow>> = {
  sinh: {
    aliases: ['sh'],
    derivative: ['cosh(u)'],
    parity: 'odd',
    latex: '\\sinh',
    powerOnName: true,
    values: { '0': '0' },
    inverse: 'asinh',
  },
  cosh: {
    aliases: ['ch'],
    derivative: ['sinh(u)'],
    parity: 'even',
    latex: '\\cosh',
    powerOnName: true,
    sign: 'positive',
    values: { '0': '1' },
    inverse: 'acosh',
  },
  tanh: {
    aliases: ['th'],
    derivative: ['sech(u)^2'],
    parity: 'odd',
    latex: '\\tanh',
    powerOnName: true,
    values: { '0': '0' },
    inverse: 'atanh',
  },
  sech: {
    derivative: ['-sech(u)*tanh(u)'],
    parity: 'even',
    powerOnName: true,
    sign: 'positive',
    values: { '0': '1' },
    inverse: 'asech',
  },
  csch: {
    pole: Pole.isZero,
    aliases: ['cosech'],
    derivative: ['-csch(u)*coth(u)'],
    parity: 'odd',
    powerOnName: true,
    inverse: 'acsch',
  },
  coth: {
    pole: Pole.isZero,
    aliases: ['cth'],
    derivative: ['-csch(u)^2'],
    parity: 'odd',
    latex: '\\coth',
    powerOnName: true,
    inverse: 'acoth',
  },
  asinh: {
    aliases: ['arsinh', 'arcsinh', 'arsh'],
    derivative: ['1/sqrt(u^2 + 1)'],
    parity: 'odd',
    values: { '0': '0' },
    latex: '\\operatorname{arsinh}',
  },
  acosh: {
    aliases: ['arcosh', 'arccosh', 'arch'],
    derivative: ['1/(sqrt(u - 1)*sqrt(u + 1))'],
    realWhen: 'u >= 1',
    sign: 'nonnegative',
    values: { '1': '0' },
    latex: '\\operatorname{arcosh}',
  },
  atanh: {
    pole: Pole.isUnit,
    aliases: ['artanh', 'arctanh', 'arth'],
    derivative: ['1/(1 - u^2)'],
    parity: 'odd',
    realWhen: 'abs(u) < 1',
    values: { '0': '0' },
    latex: '\\operatorname{artanh}',
  },
  asech: {
    pole: Pole.isZero,
    aliases: ['arsech', 'arcsech'],
    derivative: ['-1/(u^2*sqrt(1/u - 1)*sqrt(1/u + 1))'],
    realWhen: 'u > 0 and u <= 1',
    sign: 'nonnegative',
    values: { '1': '0' },
    latex: '\\operatorname{arsech}',
  },
  acsch: {
    pole: Pole.isZero,
    aliases: ['arcsch', 'arccsch', 'arcosech'],
    derivative: ['-1/(u^2*sqrt(1 + 1/u^2))'],
    parity: 'odd',
    latex: '\\operatorname{arcsch}',
  },
  acoth: {
    pole: Pole.isUnit,
    aliases: ['arcoth', 'arccoth', 'arcth'],
    derivative: ['1/(1 - u^2)'],
    // Odd but at 0, which only complex values meet.
    realWhen: 'abs(u) > 1',
    latex: '\\operatorname{arcoth}',
  },
}

/** What only evaluation, checks and emitted code need of the rows above. */
export const practice = (): Readonly<Record<string, Practice>> => ({
  sinh: { definition: '(e^u - e^(-u))/2', real: Math.sinh, complex: C.sinh, monotone: INCREASING },
  cosh: { definition: '(e^u + e^(-u))/2', real: Math.cosh, complex: C.cosh, monotone: VALLEY },
  tanh: {
    definition: '(e^(2*u) - 1)/(e^(2*u) + 1)',
    js: 'Math.tanh',
    real: tanh,
    complex: C.tanh,
    monotone: INCREASING,
  },
  sech: {
    definition: '1/cosh(u)',
    real: K.sech,
    complex: C.sech,
    monotone: [
      [-Infinity, 0, 1],
      [0, Infinity, -1],
    ],
    units: 8,
  },
  csch: { definition: '1/sinh(u)', real: K.csch, complex: C.csch, monotone: FALLS_TWICE, units: 8 },
  coth: { definition: 'cosh(u)/sinh(u)', real: K.coth, complex: C.coth, monotone: FALLS_TWICE, units: 8 },
  asinh: { real: Math.asinh, complex: Cut.asinh, monotone: INCREASING },
  acosh: { real: Math.acosh, complex: C.acosh, monotone: [[1, Infinity, 1]] },
  atanh: { real: Math.atanh, complex: Cut.atanh, monotone: RISES_WITHIN },
  asech: { definition: 'acosh(1/u)', real: K.asech, complex: Cut.asech, monotone: [[0, 1, -1]], units: 8 },
  acsch: { definition: 'asinh(1/u)', kinks: ['u'], real: K.acsch, complex: Cut.acsch, monotone: FALLS_TWICE, units: 8 },
  acoth: { definition: 'atanh(1/u)', real: K.acoth, complex: Cut.acoth, monotone: FALLS_OUTSIDE, units: 8 },
})

/** One line of help for each of the functions above. */
export const help = {
  sinh: 'hyperbolic sine',
  cosh: 'hyperbolic cosine',
  tanh: 'hyperbolic tangent',
  sech: 'hyperbolic secant',
  csch: 'hyperbolic cosecant',
  coth: 'hyperbolic cotangent',
  asinh: 'inverse hyperbolic sine',
  acosh: 'inverse hyperbolic cosine',
  atanh: 'inverse hyperbolic tangent',
  asech: 'inverse hyperbolic secant, acosh(1/u)',
  acsch: 'inverse hyperbolic cosecant, asinh(1/u)',
  acoth: 'inverse hyperbolic cotangent, atanh(1/u)',
}
