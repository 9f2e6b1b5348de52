/**
 * What bound variables are called where they are printed: as somebody named them, unless that name means something else in the body or the
 * bounds: a free symbol, a constant, a function. Then another letter of the same kind, or the name with a number.
 */

import type { Binding } from '../expr/binders.js'
import { hasBound, withSymbol } from '../expr/binding.js'
import { readFormal } from '../expr/formal.js'
import { type Expr, givenName, rawCall, type Sym, sym } from '../expr/node.js'
import { postorder } from '../expr/walk.js'

const ALTERNATIVES: readonly (readonly string[])[] = [
  ['i', 'j', 'k', 'l', 'm'],
  ['n', 'm', 'k', 'l'],
  ['t', 's', 'u', 'v', 'w'],
  ['x', 't', 's', 'u', 'v', 'y', 'z'],
]

/** The names that mean something in an expression; powers of e are written with that letter. */
function meanings(roots: readonly Expr[]): Set<string> {
  const names = new Set<string>()
  for (const e of postorder(roots)) {
    if (e.kind === 'sym' && e.level === 0) names.add(e.name)
    else if (e.kind === 'call') names.add(readFormal(e.head).name)
  }
  return names
}

/** What the bound variables of an expression are called by whoever wrote it. */
export const boundNames = (e: Expr): string[] =>
  hasBound(e)
    ? postorder(e, c => hasBound(c)).flatMap(n => (n.kind === 'sym' && n.level > 0 ? [givenName(n)] : []))
    : []

/** The variable of a binder as a free symbol, with the body in which it stands. `taken` are further names that mean something. */
export function opened({ variable, from, to, body }: Binding, taken: Iterable<string>): readonly [Sym, Expr] {
  const names = meanings([from, to, body])
  for (const name of taken) names.add(name)
  const given = givenName(variable)
  const free = (name: string): boolean => !names.has(name)
  let name = [given, ...(ALTERNATIVES.find(list => list.includes(given)) ?? [])].find(free)
  for (let k = 1; name === undefined; k++) if (free(`${given}${k}`)) name = `${given}${k}`
  const symbol = sym(name)
  return [symbol, withSymbol(body, variable, symbol, rawCall)]
}
