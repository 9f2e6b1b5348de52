/**
 * Complex doubles, principal branches. A zero carries no side of a branch cut from one operation into the next:
 * log(-x) at x = 1 is i*pi although -x has the imaginary part -0. A part that is NaN means 'no value'; truths are
 * 1, 0 and NaN. Numbers off the real axis have no order.
 */
import { numericOf } from '../functions/numerics.js'
import type { NamedRow } from '../functions/row.js'
import type { Complex } from '../number/complex.js'
import * as C from '../number/complex.js'
import { type Floating, NO_VALUE } from './field.js'
import { real } from './real.js'

/** A function of the table. One that is known on the reals alone has no value off the real axis. */
function kernel(row: NamedRow): (...args: Complex[]) => Complex {
  const f = numericOf(row).complex
  if (f !== undefined) return (...args) => (args.some(isNothing) ? C.NOTHING : f(...args.map(C.principal)))
  return (...args) => (args.every(onAxis) ? C.complex(numericOf(row).real(...args.map(z => z.re))) : C.NOTHING)
}

const isNothing = (z: Complex): boolean => Number.isNaN(z.re) || Number.isNaN(z.im)
const onAxis = (z: Complex): boolean => z.im === 0

const compared =
  (order: (a: number, b: number) => number) =>
  (a: Complex, b: Complex): Complex =>
    onAxis(a) && onAxis(b) ? C.complex(order(a.re, b.re)) : C.NOTHING

function show(z: Complex): string {
  if (z.im === 0) return String(z.re)
  const imaginary = `${Math.abs(z.im) === 1 ? '' : `${Math.abs(z.im)}*`}i`
  if (z.re === 0) return z.im < 0 ? `-${imaginary}` : imaginary
  return `${z.re} ${z.im < 0 ? '-' : '+'} ${imaginary}`
}

function status(z: Complex): 'finite' | 'infinite' | 'undefined' {
  const parts = [real.status(z.re), real.status(z.im)]
  return parts.includes('undefined') ? 'undefined' : parts.includes('infinite') ? 'infinite' : 'finite'
}

export const complex: Floating<Complex> = {
  name: 'complex',
  rational: q => C.complex(q.toNumber()),
  named: row => kernel(row)(),
  truth: value => C.complex(value ? 1 : 0),
  nothing: () => C.NOTHING,

  add: C.add,
  sub: C.sub,
  mul: C.mul,
  div: C.div,
  neg: C.neg,
  powInt: (a, n) => C.pow(a, C.complex(n)),
  pow: (a, b) => (status(a) === 'undefined' ? a : C.pow(C.principal(a), C.principal(b))),
  sqrt: a => C.sqrt(C.principal(a)),
  exp: C.exp,
  kernel,

  lt: compared(real.lt),
  le: compared(real.le),
  eq: (a, b) =>
    status(a) === 'undefined' || status(b) === 'undefined'
      ? C.NOTHING
      : C.complex(a.re === b.re && a.im === b.im ? 1 : 0),
  and: (a, b) => C.complex(real.and(a.re, b.re)),
  or: (a, b) => C.complex(real.or(a.re, b.re)),
  not: a => C.complex(real.not(a.re)),
  select: (c, yes, no) => (c.re === 1 ? yes : c.re === 0 ? no : C.NOTHING),

  status,
  isZero: z => z.re === 0 && z.im === 0,
  holds: c => real.holds(c.re),
  near: z => real.near(z.re).map(re => ({ re, im: z.im })),
  refusal: o =>
    o.op === 'call' && numericOf(o.row).complex === undefined
      ? { text: 'is defined for real arguments only', code: 'real-only' }
      : NO_VALUE,
  show,
}
