/**
 * Parts of complex numbers. None of them is complex differentiable, and along a real variable the derivative of re(f)
 * is re(f'), not a factor times f': so their derivatives stay formal, and only what does not move passes through them.
 */
import * as C from '../number/complex.js'
import type { FunctionRow, Numeric } from './row.js'

export const parts: Readonly<Record<string, FunctionRow>> = {
  re: {
    args: 1,
    about: 'the real part',
    derivative: [null],
    analytic: false,
    exact: u => u,
    latex: '\\operatorname{Re}',
  },
  im: {
    args: 1,
    about: 'the imaginary part',
    derivative: [null],
    analytic: false,
    exact: u => u.sub(u),
    latex: '\\operatorname{Im}',
  },
  conj: {
    args: 1,
    about: 'the complex conjugate',
    aliases: ['conjugate'],
    derivative: [null],
    analytic: false,
    exact: u => u,
    latex: '\\overline{#1}',
  },
  arg: {
    args: 1,
    about: 'the angle of a complex number, above -pi and up to pi; 0 for 0',
    derivative: [null],
    analytic: false,
    latex: '\\arg',
  },
}

/** Kernels of the rows above, by the same names. */
export const numerics = (): Readonly<Record<string, Numeric>> => ({
  re: { real: u => u, complex: u => C.complex(u.re) },
  im: { real: u => u * 0, complex: u => C.complex(u.im) },
  conj: { real: u => u, complex: C.conj },
  arg: { real: u => Math.atan2(0, u), complex: u => C.complex(C.arg(u)) },
})
