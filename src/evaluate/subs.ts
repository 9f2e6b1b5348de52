/**
 * Exact, simultaneous substitution of expressions for symbols: one pass over the distinct nodes, through the
 * canonical constructors; what does not contain any of the names is not looked at and stays the same object.
 */
import { DomainError } from '../errors.js'
import { type Call, type Expr, isCall, sym } from '../expr/node.js'
import { freeSymbols, postorder, withArgs } from '../expr/walk.js'
import { bindingName, component, leafName } from './component.js'
import { shortText } from './wording.js'

/**
 * `e` with every symbol (or component such as `x[1]`) that has a binding replaced by it, all at once: binding x
 * to y and y to x swaps them. A division by zero that arises stays in the result as `0^(-1)`; see `refuseSingular`.
 * The variable of an unevaluated `diff` cannot be replaced, nor captured: `DomainError` 'bound-variable'.
 */
export const substitute = (e: Expr, given: ReadonlyMap<string, Expr>): Expr => substitution(given)(e)

/** The same of one expression after the other: what they share is replaced once. */
export function substitution(given: ReadonlyMap<string, Expr>): (e: Expr) => Expr {
  const bindings = new Map([...given].map(([name, value]) => [bindingName(name), value]))
  let mask = 0
  for (const name of bindings.keys()) mask |= maskOfName(name)
  const touched = (c: Expr): boolean => (c.mask & mask) !== 0
  const done = new Map<Expr, Expr>()
  return e => {
    for (const node of postorder(e, c => touched(c) && !done.has(c) && bound(c, bindings) === undefined)) {
      if (!done.has(node))
        done.set(node, touched(node) ? (bound(node, bindings) ?? replaced(node, done, bindings)) : node)
    }
    return done.get(e) as Expr
  }
}

/** A component is found by the symbol it belongs to. */
const maskOfName = (name: string): number => sym(name).mask | sym(name.replace(/\[.*$/s, '')).mask

function bound(e: Expr, bindings: ReadonlyMap<string, Expr>): Expr | undefined {
  const name = leafName(e)
  return name === undefined ? undefined : bindings.get(name)
}

function replaced(e: Expr, done: ReadonlyMap<Expr, Expr>, bindings: ReadonlyMap<string, Expr>): Expr {
  if (e.kind !== 'call') return e
  if (e.head === 'diff') refuseCapture(e, bindings)
  const next = withArgs(
    e,
    e.args.map(a => done.get(a) ?? a),
  )
  return isCall(next, 'index') ? (component(next.args[0] as Expr, next.args.slice(1)) ?? next) : next
}

/** diff(y*f(x), x) is a statement about every x: neither may x be replaced, nor may a value bring in an x of its own. */
function refuseCapture(e: Call, bindings: ReadonlyMap<string, Expr>): void {
  const variables = freeSymbols(e.args.slice(1))
  const inside = freeSymbols(e.args[0] as Expr)
  for (const [name, value] of bindings) {
    const captured = inside.has(name) && [...freeSymbols(value)].some(s => variables.has(s))
    if (variables.has(name) || captured) {
      throw new DomainError(`${name} cannot be replaced inside the unevaluated ${shortText(e)}`, 'bound-variable')
    }
  }
}

/** `e` with the values put in. Raises `DomainError`, with the place, where it then divides by exactly zero. */
export function substituteFinite(e: Expr, given: ReadonlyMap<string, Expr>): Expr {
  const value = substitute(e, given)
  if (hasValue(value)) return value
  const nodes = postorder(e)
  // Smaller parts first: the one that divides by zero.
  const culprit = nodes.length <= MOST_SEARCHED ? nodes.find(n => !hasValue(substitute(n, given))) : undefined
  if (culprit === undefined) return refuseSingular(value)
  const names = [...freeSymbols(culprit)].filter(name => given.has(name)).slice(0, MOST_TOLD)
  const place = names.map(name => `${name} = ${shortText(given.get(name) as Expr)}`).join(', ')
  const what = isCall(culprit, 'pow')
    ? `division by zero in ${shortText(culprit)}`
    : `${shortText(culprit)} is infinite`
  throw new DomainError(place === '' ? what : `${what} at ${place}`, 'division-by-zero')
}

const MOST_SEARCHED = 400
const MOST_TOLD = 4

/** The part that divides by exactly zero (or is log(0)). Branches of a `piecewise` that is still undecided are left alone. */
function singularPart(e: Expr): Expr | undefined {
  if (e.kind !== 'call' || !e.singular) return undefined
  const open = postorder(e, c => c.singular && c.head !== 'piecewise')
  return open.find(c => c.kind === 'call' && c.singular && c.head !== 'piecewise')
}

const hasValue = (e: Expr): boolean => singularPart(e) === undefined

/** The expression itself, unless it has no value because something in it divides by exactly zero: then a `DomainError`. */
export function refuseSingular(e: Expr): Expr {
  const culprit = singularPart(e)
  if (culprit === undefined) return e
  if (isCall(culprit, 'pow')) throw new DomainError('division by zero', 'division-by-zero')
  throw new DomainError(`${shortText(culprit)} is infinite`, 'division-by-zero')
}
