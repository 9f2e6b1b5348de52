/**
 * The generalised hypergeometric function pFq of two lists of parameters, and Appell's F1. Principal branches: the cut
 * of p = q + 1 runs from 1 to infinity. Derivatives from DLMF 16.3.1 and 16.13.1 (term by term); those by a parameter
 * have no closed form.
 */
import type { Complex } from '../number/complex.js'
import { appellF1 } from './kernels/appell.js'
import { hypergeometric as hypergeometricKernel } from './kernels/hypergeometric.js'
import { onReals } from './kernels/reals.js'
import type { FunctionRow, Practice } from './row.js'

export const hypergeometric: Readonly<Record<string, FunctionRow>> = {
  hypergeom: {
    lists: [0, 1],
    derivative: [null, null, 'entriesproduct(u)/entriesproduct(v)*hypergeom(entriesplusone(u), entriesplusone(v), w)'],
    realWhen: 'w < 1',
    latex: 'F\\left(#1;#2;#3\\right)',
  },
  appellf1: {
    derivative: [
      null,
      null,
      null,
      null,
      'u*v/s*appellf1(u + 1, v + 1, w, s + 1, t, r)',
      'u*w/s*appellf1(u + 1, v, w + 1, s + 1, t, r)',
    ],
    realWhen: 't < 1 and r < 1',
    latex: 'F_{1}\\left(#1;#2,#3;#4;#5,#6\\right)',
  },
}

/** The arguments of hypergeom as its kernel gets them: each list as its length and then its entries. */
function unpacked(...flat: Complex[]): Complex {
  const [p, ...rest] = flat as [Complex, ...Complex[]]
  const below = rest.slice(p.re + 1, -1)
  return hypergeometricKernel(rest.slice(0, p.re), below, rest.at(-1) as Complex)
}

/** What only evaluation, checks and emitted code need of the rows above. */
export const practice = (): Readonly<Record<string, Practice>> => ({
  hypergeom: { real: onReals(unpacked), complex: unpacked },
  appellf1: { real: onReals(appellF1 as (...args: Complex[]) => Complex), complex: appellF1 },
})

/** One line of help for each of the functions above. */
export const help = {
  hypergeom: 'hypergeom([a, b], [c], z) is the hypergeometric function pFq of two lists of parameters',
  appellf1: "Appell's hypergeometric function F1(u; v, w; s; t, r) of two variables",
}
