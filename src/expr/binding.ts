/**
 * Calls that bind a variable: `sum(i, a, b, body)`. Within the body the variable is a bound symbol, no name: nothing that is put in can be
 * captured by it, nobody differentiates by it, and bodies that differ in the name of the variable alone are equal. Its level is one more
 * than the largest level of the binders within the body, so that equal calls are made of equal parts wherever they stand.
 * Invariant: a call without free bound symbols is made so; within a body under change a level may be higher until the outer call is made again.
 */
import { BudgetError, ShapeError } from '../errors.js'
import { spend } from '../work.js'
import { type Binding, binderOf, type Make } from './binders.js'
import { boundSym, type Call, type Expr, givenName, ownSym, type Sym } from './node.js'
import { bit, freeSymbols, hasBound, levelsOf, postorder } from './visit.js'

export { hasBound } from './visit.js'

/** Sums within sums. */
const MOST_NESTED = 15
/** From here down to what nests are levels for variables under way. */
const HIGHEST = 30

/** The parts of a binder; undefined for anything else. */
export function bindingOf(e: Expr): Binding | undefined {
  if (e.kind !== 'call' || binderOf(e.head) === undefined || e.args.length !== 4) return undefined
  const [variable, from, to, body] = e.args as [Expr, Expr, Expr, Expr]
  return variable.kind === 'sym' ? { head: e.head, variable, from, to, body } : undefined
}

/** The names in bounds of sums and products: they stand for whole numbers, so that nothing is differentiated by them. */
export function countingNames(roots: Expr | readonly Expr[]): Set<string> {
  const names = new Set<string>()
  for (const e of postorder(roots, hasBound)) {
    const binding = bindingOf(e)
    if (binding === undefined || binderOf(binding.head)?.over === 'reals') continue
    for (const name of freeSymbols([binding.from, binding.to])) names.add(name)
  }
  return names
}

/** Whether a bound symbol is free in it: it is part of the body of a binder. */
export const isOpenBody = (e: Expr): boolean => levelsOf(e).free !== 0

/** Whether the body depends on the variable. */
export const dependsOn = (body: Expr, variable: Sym): boolean =>
  variable.level === 0
    ? postorder(body, c => (c.mask & variable.mask) !== 0).includes(variable)
    : (levelsOf(body).free & bit(variable.level)) !== 0

/** The expression with a value for a symbol, free or bound; binders within keep their own. */
export function withSymbol(e: Expr, symbol: Sym, value: Expr, make: Make): Expr {
  const isSymbol = (n: Expr): boolean => n === symbol || (n.kind === 'sym' && n.level !== 0 && n.level === symbol.level)
  const isShadowed = (c: Call): boolean => symbol.level !== 0 && bindingOf(c)?.variable.level === symbol.level
  const touched = (c: Expr): boolean => (c.mask & symbol.mask) === symbol.mask
  if (isSymbol(e)) return value
  if (e.kind !== 'call' || !touched(e)) return e
  const done = new Map<Expr, Expr>()
  for (const n of postorder(e, c => touched(c))) {
    if (isSymbol(n)) done.set(n, value)
    else if (n.kind !== 'call' || !touched(n)) done.set(n, n)
    else if (isShadowed(n)) {
      // Its bounds are outside of it.
      const [own, from, to, body] = n.args as [Expr, Expr, Expr, Expr]
      done.set(n, remade(n, [own, done.get(from) as Expr, done.get(to) as Expr, body], make))
    } else
      done.set(
        n,
        remade(
          n,
          n.args.map(a => done.get(a) as Expr),
          make,
        ),
      )
  }
  return done.get(e) as Expr
}

const remade = (e: Call, args: readonly Expr[], make: Make): Expr =>
  args.every((a, k) => a === e.args[k]) ? e : make(e.head, args)

/** The variable and the body of a binder, with the level that it has to have. */
export function leveled(variable: Sym, body: Expr, make: Make): readonly [variable: Sym, body: Expr] {
  const level = levelFor(variable, body)
  if (variable.level === level) return [variable, body]
  const name = givenName(variable)
  if (variable.level === 0) {
    const bound = boundSym(name, level)
    return [bound, withSymbol(body, variable, bound, make)]
  }
  const aside = spareSym(name, body)
  const open = withSymbol(body, variable, aside, make)
  const bound = boundSym(name, levelFor(aside, open))
  return [bound, withSymbol(open, aside, bound, make)]
}

/** A bound symbol that is free in none of the expressions, nor bound in them. It is to be bound, or renamed, at once. */
export function spareSym(name: string, ...beside: readonly Expr[]): Sym {
  const free = beside.reduce((all, e) => all | levelsOf(e).free, 0)
  let level = HIGHEST
  while ((free & bit(level)) !== 0) level--
  return boundSym(name, level)
}

/** Above the binders within, and none that is bound outside but was not yet made again. */
function levelFor(variable: Sym, body: Expr): number {
  const { height, free } = levelsOf(body)
  const others = free & ~bit(variable.level)
  let level = height + 1
  while ((others & bit(level)) !== 0) level++
  requireNesting(level)
  spend(1)
  return level
}

/** Refuses sums within sums that are too many, before anything is made for each. */
function requireNesting(depth: number): void {
  if (depth > MOST_NESTED) throw new BudgetError('nesting', `sums and integrals are nested at most ${MOST_NESTED} deep`)
}

/** The variable of a binder that is read from a text, within the binders around, the outermost first: a symbol of its own. */
export function variableIn(variables: readonly string[]): Sym {
  requireNesting(variables.length)
  return ownSym(variables.at(-1) as string, variables.length)
}

/** The variable of a binder as it was given: a name. */
export function requireVariable(head: string, args: readonly Expr[]): readonly [Sym, Expr, Expr, Expr] {
  const [variable, from, to, body] = args
  if (variable?.kind !== 'sym' || args.length !== 4)
    throw new ShapeError(`${head} takes a variable, two bounds and a body: ${head}(k, 1, n, k^2)`, 'argument-count')
  return [variable, from as Expr, to as Expr, body as Expr]
}
