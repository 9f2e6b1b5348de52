/** The families of functions that are not elementary: what the table of the whole library has beside those of table.ts. */
import { bessel } from './bessel.js'
import { elliptic } from './elliptic.js'
import { hypergeometric } from './hypergeometric.js'
import { integrals } from './integrals.js'
import { parts } from './parts.js'
import { polynomials } from './polynomials.js'
import type { Family } from './row.js'
import { special } from './special.js'
import { zeta } from './zeta.js'

export const SPECIAL_FAMILIES: readonly Family[] = [
  ...[special, integrals, zeta, parts],
  ...[bessel, elliptic, hypergeometric, polynomials],
]
