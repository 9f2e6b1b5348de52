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
  eulergamma: {
    args: 0,
    about: "Euler's constant 0.5772..., the limit of 1 + 1/2 + ... + 1/n - log(n)",
    aliases: ['EulerGamma'],
    derivative: [],
    sign: 'positive',
    latex: '\\gamma',
  },
  catalan: {
    args: 0,
    about: "Catalan's constant 1 - 1/9 + 1/25 - 1/49 + ... = 0.9159...",
    aliases: ['Catalan'],
    derivative: [],
    sign: 'positive',
    latex: 'G',
  },
}

const constant = (re: number): Numeric => ({ real: () => re, complex: () => ({ re, im: 0 }) })

/** Kernels of the rows above, by the same names. */
export const numerics = (): Readonly<Record<string, Numeric>> => ({
  pi: constant(Math.PI),
  e: constant(Math.E),
  i: { real: () => Number.NaN, complex: () => ({ re: 0, im: 1 }) },
  eulergamma: constant(0.5772156649015329),
  catalan: constant(0.915965594177219),
  inf: { real: () => Number.POSITIVE_INFINITY },
})
