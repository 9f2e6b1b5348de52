/**
 * Relations between neighbours: functions whose argument or order differs by whole numbers can be written in terms of one of
 * them, or of two next to one another. A line is an equation for the value at u + 1; in families of two, the value at u - 1
 * follows from it. Sources: DLMF 5.5.1, 5.5.2, 5.15.5 (gamma); 25.11.3 (zeta); 10.6.1, 10.29.1, 10.51.1 (Bessel); 8.19.12 (exponential integrals);
 * 18.9.1 (orthogonal polynomials); 14.10.3 (Legendre).
 */
import type { Call, Expr } from '../expr/node.js'
import { parse } from '../parse/parse.js'

export const recurrences = `
gamma(u + 1) = u*gamma(u)
factorial(u + 1) = (u + 1)*factorial(u)
digamma(u + 1) = digamma(u) + 1/u
trigamma(u + 1) = trigamma(u) - 1/u^2
loggamma(u + 1) = loggamma(u) + log(u)
besselj(u + 1, v) = 2*u/v*besselj(u, v) - besselj(u - 1, v)
bessely(u + 1, v) = 2*u/v*bessely(u, v) - bessely(u - 1, v)
hankel1(u + 1, v) = 2*u/v*hankel1(u, v) - hankel1(u - 1, v)
hankel2(u + 1, v) = 2*u/v*hankel2(u, v) - hankel2(u - 1, v)
besseli(u + 1, v) = besseli(u - 1, v) - 2*u/v*besseli(u, v)
besselk(u + 1, v) = besselk(u - 1, v) + 2*u/v*besselk(u, v)
jn(u + 1, v) = (2*u + 1)/v*jn(u, v) - jn(u - 1, v)
yn(u + 1, v) = (2*u + 1)/v*yn(u, v) - yn(u - 1, v)
`

/** Functions with a pole where their last argument is 0, -1, -2 ..., by their values one step above. */
const STEPS: Readonly<Record<string, string>> = {
  trigamma: 'trigamma(u + 1) + 1/u^2',
  polygamma: 'polygamma(u, v + 1) - (-1)^u*factorial(u)/v^(u + 1)',
  zeta: 'zeta(u, v + 1) + v^(-u)',
}

/** The value of such a function by the one a step above, in u and v. */
export const stepBefore = (head: string): string | undefined => (Object.hasOwn(STEPS, head) ? STEPS[head] : undefined)

/** A relation between the values at u + 1, u and, in families of two, u - 1. */
export interface Recurrence {
  readonly head: string
  /** Whether three neighbours are related, and not two. */
  readonly three: boolean
  /** The value at u + 1. */
  readonly up: Expr
}

let read: ReadonlyMap<string, Recurrence> | undefined

/** The relation between neighbours of a function, if there is one. The argument that moves is the first. */
export function recurrenceOf(head: string): Recurrence | undefined {
  read ??= new Map(recurrences.trim().split('\n').map(readLine))
  return read.get(head)
}

function readLine(line: string): [string, Recurrence] {
  const [left = '', right = ''] = line.split(' = ')
  const up = parse(right, { bound: ['u', 'v'] })
  const { head } = parse(left, { bound: ['u', 'v'] }) as Call
  return [head, { head, three: right.includes(`${head}(u - 1`), up }]
}
