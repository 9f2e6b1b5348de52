/** The help of all functions of the table, one line each. Only the command line imports this: no bundle carries it. */
import { help as bessel } from './bessel.js'
import { help as constants } from './constants.js'
import { help as elementary } from './elementary.js'
import { help as elliptic } from './elliptic.js'
import { help as hyperbolic } from './hyperbolic.js'
import { help as hypergeometric } from './hypergeometric.js'
import { help as integrals } from './integrals.js'
import { help as learning } from './learning.js'
import { help as parts } from './parts.js'
import { help as polynomials } from './polynomials.js'
import type { NamedRow } from './row.js'
import { help as special } from './special.js'
import { help as steps } from './steps.js'
import { help as trigonometric } from './trigonometric.js'
import { help as zeta } from './zeta.js'

const families = [
  ...[constants, elementary, trigonometric, hyperbolic, steps, learning, special, integrals, zeta, parts],
  ...[bessel, elliptic, hypergeometric, polynomials],
]
const lines = new Map(families.flatMap(family => Object.entries(family)))

/** What a function is; of another form of it (`FunctionRow.byArity`), what that form is. */
export const aboutOf = (row: NamedRow): string | undefined =>
  lines.get(`${row.name}/${row.args}`) ?? lines.get(row.name)
