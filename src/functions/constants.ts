/** The constants: functions of no arguments. A bound variable of the same name shadows them. */
import type { FunctionRow, Numeric, Practice } from './row.js'

export const constants: Readonly<Record<string, FunctionRow>> = {
  pi: { aliases: ['π'], derivative: [], sign: 'positive', latex: '\\pi' },
  e: { derivative: [], sign: 'positive', latex: 'e' },
  i: { derivative: [], realWhen: 'false', latex: 'i' },
  inf: { aliases: ['∞'], derivative: [], sign: 'positive', latex: '\\infty' },
  eulergamma: { aliases: ['EulerGamma'], derivative: [], sign: 'positive', latex: '\\gamma' },
  catalan: { aliases: ['Catalan'], derivative: [], sign: 'positive', latex: 'G' },
}

const constant = (re: number): Numeric => ({ real: () => re, complex: () => ({ re, im: 0 }) })

/** What only evaluation, checks and emitted code need of the rows above. */
export const practice = (): Readonly<Record<string, Practice>> => ({
  pi: constant(Math.PI),
  e: constant(Math.E),
  i: { real: () => Number.NaN, complex: () => ({ re: 0, im: 1 }) },
  inf: { real: () => Number.POSITIVE_INFINITY },
  eulergamma: constant(0.5772156649015329),
  catalan: constant(0.915965594177219),
})

/** One line of help for each of the functions above. */
export const help = {
  pi: 'the ratio of a circle to its diameter',
  e: "Euler's number, the base of the natural logarithm",
  i: 'the imaginary unit',
  inf: 'positive infinity',
  eulergamma: "Euler's constant 0.5772..., the limit of 1 + 1/2 + ... + 1/n - log(n)",
  catalan: "Catalan's constant 1 - 1/9 + 1/25 - 1/49 + ... = 0.9159...",
}
