/**
 * Other ways to write a node. Near forms are one step away and taken only where they are cheaper at once; far forms rewrite a
 * whole rational expression and may have to be worked on before they are. All are equal to the node wherever both are defined.
 */
import { call, mul, num, pow } from '../expr/build.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { fold, postorder, withArgs } from '../expr/walk.js'
import { row } from '../functions/table.js'
import { toFraction, writings } from '../polynomial/fraction.js'
import { havePartners } from '../polynomial/squares.js'
import { mergedCases } from './cases.js'
import { factorings, refactorings } from './factor.js'
import type { Facts } from './facts.js'
import { distributions, groupings, matchedSigns, minusOut, turned, withinDenominators } from './groups.js'
import { byNeighbours } from './neighbours.js'
import { rootWritings } from './roots.js'
import { asWaves } from './waves.js'

/** Terms that may be made for one form. */
const PATIENCE = 5_000

const isOdd = (head: string): boolean => row(head)?.parity === 'odd'

/** Forms one step away. */
export function nearForms(e: Call, facts: Facts): Expr[] {
  switch (e.head) {
    case 'add':
      return [...factorings(e), ...groupings(e), ...mergedCases(e)]
    case 'mul':
      return [
        ...refactorings(e),
        ...distributions(e),
        ...matchedSigns(e),
        ...minusOut(e),
        ...turned(e, isOdd),
        ...withinDenominators(e),
        ...rootWritings(e, facts),
      ]
    case 'pow':
      return [...refactorings(e), ...minusOut(e), ...rootWritings(e, facts)]
    default:
      return []
  }
}

/** Forms of a whole rational expression. */
export function farForms(e: Call, facts: Facts): Expr[] {
  if (!isCall(e, 'add') && !isCall(e, 'mul') && !isCall(e, 'pow')) return []
  const heads = new Set(postorder(e).map(n => (n.kind === 'call' ? n.head : '')))
  const both = havePartners(heads)
  const bases = [e, ...byNeighbours(e), ...byAbs(e, heads, facts)]
  const waves = asWaves(e)
  return [
    ...bases.slice(1),
    ...(isCall(e, 'add') ? [] : rootWritings(e, facts)),
    ...(waves ? [waves] : []),
    ...bases.flatMap(b => normalForms(b, both)),
  ]
}

/** The quotient of polynomials in lowest terms, written in several ways. */
function normalForms(e: Expr, both: boolean): Expr[] {
  if (!hasSum(e)) return []
  return (both ? [false, true] : [false]).flatMap(other => {
    const fraction = toFraction(e, PATIENCE, other)
    return fraction === undefined ? [] : writings(fraction, PATIENCE)
  })
}

/** Without a sum there is nothing to cancel that the canonical form has not cancelled. */
function hasSum(e: Expr): boolean {
  const base = (f: Expr): Expr => (isCall(f, 'pow') ? (f.args[0] as Expr) : f)
  return isCall(e, 'add') || (isCall(e, 'mul') && e.args.some(f => isCall(base(f), 'add')))
}

/** Signs as abs(u)/u where absolute values stand beside them; u is real. */
function byAbs(e: Call, heads: ReadonlySet<string>, facts: Facts): Expr[] {
  if (!heads.has('sign') || !heads.has('abs')) return []
  return [
    fold<Expr>(e, (node, args) => {
      if (node.kind !== 'call') return node
      const [u] = args
      const real = isCall(node, 'sign') && u !== undefined && facts.of(u).real
      return real ? mul(call('abs', [u]), pow(u, num(-1))) : withArgs(node, args)
    }),
  ]
}
