/**
 * Sums in canonical form: like terms are one, a term that vanishes is none, and what is only another node under a name is that node.
 */
import { add, minusOne, one } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { isZero } from '../expr/numbers.js'
import { negate } from './algebra.js'
import { withNumbersAdded } from './alike.js'
import type { DraftTerm, Space } from './draft.js'
import type { Node, Shape, Sum, Term } from './node.js'
import { rankOf } from './product.js'
import { closed } from './reshape.js'
import { normalize } from './term.js'

/** The sum of the terms described. */
export function makeSum(space: Space, shape: Shape, drafts: readonly DraftTerm[]): Node {
  const order = shape.length
  const merged = new Map<string, Term>()
  for (const draft of drafts) {
    for (const term of normalize(space, shape, draft)) {
      const key = keyOf(space, term)
      const old = merged.get(key)
      merged.set(key, old ? { ...old, coefficient: add(old.coefficient, term.coefficient) } : term)
    }
  }
  const kept = [...merged].filter(([, t]) => !isZero(t.coefficient)).sort(([a], [b]) => (a < b ? -1 : 1))
  const terms = kept.map(([, t]) => t)
  const added = terms.length > 1 ? withNumbersAdded(space, terms) : undefined
  if (added !== undefined) return makeSum(space, shape, added)
  const alone =
    terms.length === 1 ? (only(terms[0] as Term, order) ?? closed(space, shape, terms[0] as Term)) : undefined
  if (alone !== undefined) return alone
  const found = complement(space, terms, order)
  if (found !== undefined) return found
  const key = kept.map(([k, t]) => `${space.name(t.coefficient)}*${k}`).join('+')
  return space.intern<Sum>(`s${space.names(shape)}|${key}`, { kind: 'sum', shape, terms })
}

function keyOf(space: Space, term: Term): string {
  const factors = term.factors.map(f => `${rankOf(f.node)}^${space.name(f.power)}@${f.at.join(',')}`)
  return `${factors.join(';')}|${term.deltas.join(';')}|${space.names(term.bound)}`
}

/** The node that a term is, if it is nothing but that. */
function only(term: Term, order: number): Node | undefined {
  const [f, ...others] = term.factors
  if (f === undefined || others.length > 0 || term.coefficient !== one || f.power !== one) return undefined
  if (term.deltas.length > 0 || term.bound.length > 0 || f.at.length !== order) return undefined
  return f.at.every((label, k) => label === k) ? f.node : undefined
}

/** `1 - sigmoid(u)` is `sigmoid(-u)`, which keeps its digits for large u. */
function complement(space: Space, terms: readonly Term[], order: number): Node | undefined {
  if (terms.length !== 2) return undefined
  const constant = terms.find(t => t.factors.length === 0 && t.coefficient === one && t.deltas.length === 0)
  const other = terms.find(t => t !== constant && t.coefficient === minusOne)
  if (constant === undefined || constant.bound.length > 0 || other === undefined) return undefined
  const f = onlyFactor(other, order)
  if (f?.kind !== 'map' || f.head !== 'sigmoid') return undefined
  return space.map('sigmoid', [negate(space, f.args[0] as Node)])
}

const onlyFactor = (term: Term, order: number): Node | undefined => only({ ...term, coefficient: one as Expr }, order)
