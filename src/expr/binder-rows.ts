/**
 * The binders: sums and products over an index, and integrals. Each is one row: its name, how it is typeset, what it is of a body that
 * does not depend on the variable, its derivative, and its value in doubles. Everything else that the library knows of them reads the rows.
 * Convention: a sum from a to b with b < a is empty, its value is that of `empty`.
 */
import type { Complex } from '../number/complex.js'
import * as C from '../number/complex.js'
import { integrate, integrateComplex } from '../number/quadrature.js'
import type { BinderRow } from './binders.js'

const BETWEEN = 'has no value: its bounds must be whole numbers, none of them infinite, and each term must have a value'

/** Whether a sum runs between such bounds. */
const runs = (from: number, to: number): boolean => Number.isInteger(from) && Number.isInteger(to)

function accumulated(from: number, to: number, start: number, next: (sum: number, k: number) => number): number {
  if (!runs(from, to)) return Number.NaN
  let value = start
  for (let k = from; k <= to; k++) value = next(value, k)
  return value
}

function accumulatedComplex(
  from: Complex,
  to: Complex,
  start: number,
  next: (sum: Complex, k: Complex) => Complex,
): Complex {
  if (from.im !== 0 || to.im !== 0 || !runs(from.re, to.re)) return C.NOTHING
  let value = C.complex(start)
  for (let k = from.re; k <= to.re; k++) value = next(value, C.complex(k))
  return value
}

const sum: BinderRow = {
  name: 'sum',
  over: 'integers',
  latex: '\\sum',
  unicode: 'Σ',
  neutral: 0,
  joined: (a, x, y) => a.add(x, y),
  constant: (a, body, length) => a.mul(length, body),
  slope: (a, { from, to, dBody }) => a.over('sum', from, to, dBody),
  rule: 'sum over an index',
  isLinear: true,
  real: (from, to, f) => accumulated(from, to, 0, (s, k) => s + f(k)),
  complex: (from, to, f) => accumulatedComplex(from, to, 0, (s, k) => C.add(s, f(k))),
  refusal: BETWEEN,
}

/**
 * (prod f)' is prod(f)*sum(f'/f) where no factor vanishes; of few factors the product rule; else, where one may, the sum over the factor that is differentiated, times those before and
 * after it, which holds at zeros too.
 */
const prod: BinderRow = {
  name: 'prod',
  over: 'integers',
  latex: '\\prod',
  unicode: 'Π',
  neutral: 1,
  joined: (a, x, y) => a.mul(x, y),
  constant: (a, body, length) => a.pow(body, length),
  slope: (a, { from, to, body, dBody }) => {
    if (a.isNonzero(body)) return a.mul(a.over('prod', from, to, body), a.over('sum', from, to, a.div(dBody, body)))
    const few = a.few(from, to)
    if (few !== undefined)
      return a.add(
        a.zero,
        ...few.map(k => a.mul(a.at(dBody, k), a.one, ...few.filter(j => j !== k).map(j => a.at(body, j)))),
      )
    return a.fresh(
      'sum',
      from,
      to,
      k =>
        a.mul(a.at(dBody, k), a.over('prod', from, a.sub(k, a.one), body), a.over('prod', a.add(k, a.one), to, body)),
      [body, dBody],
    )
  },
  rule: 'product over an index',
  isLinear: false,
  real: (from, to, f) => accumulated(from, to, 1, (p, k) => p * f(k)),
  complex: (from, to, f) => accumulatedComplex(from, to, 1, (p, k) => C.mul(p, f(k))),
  refusal: BETWEEN,
}

/** Leibniz' rule; without moving bounds differentiation under the sign, without a moving body the fundamental theorem. */
const integral: BinderRow = {
  name: 'integral',
  over: 'reals',
  latex: '\\int',
  unicode: '∫',
  neutral: 0,
  constant: (a, body, length) => a.mul(body, length),
  slope: (a, { from, to, body, dFrom, dTo, dBody }) =>
    a.add(
      dTo === a.zero ? a.zero : a.mul(a.at(body, to), dTo),
      dFrom === a.zero ? a.zero : a.sub(a.zero, a.mul(a.at(body, from), dFrom)),
      a.over('integral', from, to, dBody),
    ),
  rule: 'integral',
  isLinear: true,
  real: integrate,
  complex: (from, to, f) => (from.im === 0 && to.im === 0 ? integrateComplex(from.re, to.re, f) : C.NOTHING),
  refusal: 'has no value in numbers: it does not converge, or its body has no value between the bounds',
}

export const BINDER_ROWS: readonly BinderRow[] = [sum, prod, integral]
