/**
 * Parts of complex numbers. None of them is complex differentiable, and along a real variable the derivative of re(f)
 * is re(f'), not a factor times f': diff/parts.ts has their rules.
 */
import * as C from '../number/complex.js'
import type { FunctionRow, Practice } from './row.js'

export const parts: Readonly<Record<string, FunctionRow>> = {
  re: { derivative: [null], exact: u => u, latex: '\\operatorname{Re}' },
  im: { derivative: [null], exact: u => u.sub(u), latex: '\\operatorname{Im}' },
  conj: { aliases: ['conjugate'], derivative: [null], exact: u => u, latex: '\\overline{#1}' },
  arg: { derivative: [null], latex: '\\arg' },
}

/** What only evaluation, checks and emitted code need of the rows above. */
export const practice = (): Readonly<Record<string, Practice>> => ({
  re: { analytic: false, real: u => u, complex: u => C.complex(u.re) },
  im: { analytic: false, real: u => u * 0, complex: u => C.complex(u.im) },
  conj: { analytic: false, real: u => u, complex: C.conj },
  arg: { analytic: false, real: u => Math.atan2(0, u), complex: u => C.complex(C.arg(u)) },
})

/** One line of help for each of the functions above. */
export const help = {
  re: 'the real part',
  im: 'the imaginary part',
  conj: 'the complex conjugate',
  arg: 'the angle of a complex number, above -pi and up to pi; 0 for 0',
}
