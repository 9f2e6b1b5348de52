/** The constants: functions of no arguments. A bound variable of the same name shadows them. */
import type { FunctionRow, Numeric } from './row.js'

export const constants: Readonly<Record<string, FunctionRow>> = {
  pi: {
    args: 0,
    about: 'the ratio of a circle to its diameter',
    aliases: ['π'],
    derivative: [],
    sign: 'positive',
    latex: '\\pi',
  },
  e: {
    args: 0,
    about: "Euler's number, the base of the natural logarithm",
    derivative: [],
    sign: 'positive',
    latex: 'e',
  },
  i: {
    args: 0,
    about: 'the imaginary unit',
    derivative: [],
    realWhen: 'false',
    latex: 'i',
  },
  inf: {
    args: 0,
    about: 'positive infinity',
    aliases: ['∞'],
    derivative: [],
    sign: 'positive',
    latex: '\\infty',
  },
}

/** Kernels of the rows above, by the same names. */
export const numerics: Readonly<Record<string, Numeric>> = {
  pi: { real: () => Math.PI, complex: () => ({ re: Math.PI, im: 0 }) },
  e: { real: () => Math.E, complex: () => ({ re: Math.E, im: 0 }) },
  i: { real: () => Number.NaN, complex: () => ({ re: 0, im: 1 }) },
  inf: { real: () => Number.POSITIVE_INFINITY },
}
