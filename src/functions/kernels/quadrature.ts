/**
 * Gauss's rule with 16 nodes on [0, 1], for integrands that are smooth on the scale of the interval: those of the
 * kernels here then come out to the last bits.
 * Source: DLMF 3.5(v); the nodes are the zeros of the Legendre polynomial, found by Newton's method.
 */
import type { Complex } from '../../number/complex.js'

const COUNT = 16

type Rule = readonly (readonly [place: number, weight: number])[]

/** The zeros x of P_n and the weights 2/((1 - x^2) P_n'(x)^2), moved to [0, 1]. */
function zeros(n: number): Rule {
  return Array.from({ length: n }, (_, k) => {
    let x = Math.cos((Math.PI * (k + 0.75)) / (n + 0.5))
    let slope = 1
    for (let step = 0; step < 8; step++) {
      let [before, p] = [1, x]
      for (let j = 2; j <= n; j++) [before, p] = [p, ((2 * j - 1) * x * p - (j - 1) * before) / j]
      slope = (n * (x * p - before)) / (x * x - 1)
      x -= p / slope
    }
    return [(1 + x) / 2, 1 / ((1 - x * x) * slope * slope)] as const
  })
}

let made: Rule | undefined
const rule = (): Rule => {
  made ??= zeros(COUNT)
  return made
}

/** The integral of f from 0 to 1. */
export const gauss = (f: (t: number) => number): number => rule().reduce((sum, [t, w]) => sum + w * f(t), 0)

/** The integral of a complex f from 0 to 1. */
export function gaussComplex(f: (t: number) => Complex): Complex {
  let [re, im] = [0, 0]
  for (const [t, w] of rule()) {
    const value = f(t)
    re += w * value.re
    im += w * value.im
  }
  return { re, im }
}
