/**
 * Zeta functions and polylogarithms. Derivatives from DLMF 25.11.17, 25.12 and 25.14; by the exponent s there is no
 * closed form.
 */
import type { Complex } from '../number/complex.js'
import { lerchPhiComplex } from './kernels/lerch.js'
import { polylog, polylogComplex } from './kernels/polylog.js'
import { onReals } from './kernels/reals.js'
import { dirichletEta, hurwitzZeta, riemannZeta } from './kernels/zeta.js'
import * as Pole from './poles.js'
import type { FunctionRow, Practice } from './row.js'

export const zeta: Readonly<Record<string, FunctionRow>> = {
  zeta: {
    pole: Pole.isOne,
    derivative: [null],
    values: { '0': '-1/2', '2': 'pi^2/6', '4': 'pi^4/90', '-1': '-1/12' },
    latex: '\\zeta',
    byArity: {
      2: {
        pole: Pole.hurwitz,
        derivative: [null, '-u*zeta(u + 1, v)'],
        exceptions: [{ when: 'u == 0', derivative: [null, '-1'] }],
        realWhen: 'v > 0',
        latex: '\\zeta',
      },
    },
  },
  dirichleteta: {
    aliases: ['dirichlet_eta'],
    derivative: [null],
    values: { '0': '1/2', '1': 'log(2)', '2': 'pi^2/12' },
    latex: '\\eta',
  },
  polylog: {
    pole: Pole.polylog,
    derivative: [null, 'polylog(u - 1, v)/v'],
    exceptions: [
      { when: 'u == 1', derivative: [null, '1/(1 - v)'] },
      { when: 'u == 2', derivative: [null, '-log(1 - v)/v'] },
    ],
    realWhen: 'v < 1',
    latex: '\\operatorname{Li}_{#1}\\left(#2\\right)',
  },
  lerchphi: {
    pole: Pole.lerch,
    derivative: ['(lerchphi(u, v - 1, w) - w*lerchphi(u, v, w))/u', null, '-v*lerchphi(u, v + 1, w)'],
    realWhen: 'abs(u) < 1 and w > 0',
    latex: '\\Phi',
  },
}

const eitherZeta = (s: Complex, a?: Complex): Complex => (a === undefined ? riemannZeta(s) : hurwitzZeta(s, a))

/** What only evaluation, checks and emitted code need of the rows above. */
export const practice = (): Readonly<Record<string, Practice>> => ({
  zeta: { byArity: { 2: {} }, real: onReals(eitherZeta), complex: eitherZeta },
  dirichleteta: { real: onReals(dirichletEta), complex: dirichletEta },
  polylog: { real: polylog, complex: polylogComplex },
  lerchphi: { real: onReals(lerchPhiComplex), complex: lerchPhiComplex },
})

/** One line of help for each of the functions above. */
export const help = {
  'zeta/2': "Hurwitz's zeta function, the sum of (n + v)^(-u) over n = 0, 1, 2, ...",
  zeta: "Riemann's zeta function, the sum of n^(-u); zeta(u, v) is Hurwitz's, the sum of (n + v)^(-u)",
  dirichleteta: "Dirichlet's eta function, the sum of (-1)^(n-1)*n^(-u)",
  polylog: 'the polylogarithm Li_u(v), the sum of v^n/n^u',
  lerchphi: "Lerch's transcendent, the sum of u^n/(n + w)^v over n = 0, 1, 2, ...",
}
