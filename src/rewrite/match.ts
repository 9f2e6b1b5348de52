/**
 * Matching a pattern against an expression. A pattern is an ordinary canonical expression in which some symbols
 * are variables. Sums and products match in any order and, at the top, leave a rest; a sum also matches when all
 * its terms carry a common factor. Recursion follows the pattern, which is ours and shallow, never the input.
 */
import { call, mul, product, sum } from '../expr/build.js'
import { type Call, type Expr, factorsOf, isCall, type Num, num, type Sym } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { Rational } from '../number/rational.js'
import { spend } from '../work.js'

/** The variables of rules: u, v, w stand for anything, n and m for what the condition says. */
export const VARIABLES = ['u', 'v', 'w', 'n', 'm'] as const

const STAND: ReadonlySet<string> = new Set(VARIABLES)

/** Whether a name in a rule stands for anything; any other is itself. */
export const standsForAnything = (name: string): boolean => STAND.has(name)

/** What the variables of a pattern stand for. */
export type Binding = ReadonlyMap<string, Expr>

/** A match at the top of an expression: what was bound, and how the rewritten part is put back. */
export interface Match {
  readonly binding: Binding
  readonly restore: (replacement: Expr) => Expr
}

/** Sums and products with more operands than this are not searched: the work would grow with their square. */
const WIDEST = 24

const one = num(1)

/** The first match of the pattern with `e` or with a part of the operands of `e`. */
export function matchTop(pattern: Expr, e: Expr, accept: (m: Match) => boolean): Match | undefined {
  if (isCall(pattern, 'add'))
    return isCall(e, 'add') && e.args.length <= WIDEST ? matchSum(pattern, e, accept) : undefined
  if (isCall(pattern, 'mul'))
    return isCall(e, 'mul') && e.args.length <= WIDEST ? matchProduct(pattern, e, accept) : undefined
  for (const binding of match(pattern, e, new Map())) {
    const found = { binding, restore: (r: Expr) => r }
    if (accept(found)) return found
  }
  return undefined
}

/** All bindings under which the pattern is `e`. */
export function* match(pattern: Expr, e: Expr, binding: Binding): Generator<Binding> {
  spend(1)
  if (pattern.kind === 'num') {
    if (equal(pattern, e)) yield binding
  } else if (pattern.kind === 'sym' && !standsForAnything(pattern.name)) {
    if (pattern === e || equal(pattern, e)) yield binding
  } else if (pattern.kind === 'sym') {
    const bound = binding.get(pattern.name)
    if (bound === undefined) yield new Map(binding).set(pattern.name, e)
    else if (equal(bound, e)) yield binding
  } else if (isCall(pattern, 'pow') && !isCall(e, 'pow')) {
    // A plain x is x^n with n = 1.
    const { 0: base, 1: exponent } = pattern.args as [Expr, Expr]
    if (exponent.mask !== 0) for (const b of match(base, e, binding)) yield* match(exponent, one, b)
  } else if (isImaginaryVariable(pattern)) {
    const rest = factorsOf(e).filter(f => !isCall(f, 'i'))
    if (rest.length < factorsOf(e).length) yield* match(pattern.args[0], product([one, ...rest]), binding)
  } else if (isScaledVariable(pattern)) {
    const [c, variable] = pattern.args
    if (binding.has((variable as Sym).name) || hasFactor(e, c.value))
      yield* match(variable, mul(num(c.value.inverse()), e), binding)
  } else if (e.kind === 'call' && e.head === pattern.head && e.args.length === pattern.args.length) {
    if (pattern.head === 'add' || pattern.head === 'mul') yield* matchAll(pattern.args, e.args, binding)
    else yield* matchInOrder(pattern.args, e.args, binding, 0)
  }
}

/** Whether a whole multiple of c is seen in e: 2*u is not to match x, or a rule for f(2*u) would never come to an end. */
function hasFactor(e: Expr, c: Rational): boolean {
  if (c.abs().isOne()) return true
  const first = isCall(e, 'mul') ? (e.args[0] as Expr) : e
  return (first.kind === 'num' ? first.value : Rational.ONE).div(c).isInteger()
}

/** A variable with a coefficient, such as -n or 2*u: it matches what has that factor, divided by it; -n matches anything. */
function isScaledVariable(p: Expr): p is Call & { readonly args: readonly [Num, Expr] } {
  return (
    isCall(p, 'mul') &&
    p.args.length === 2 &&
    p.args[0]?.kind === 'num' &&
    p.args[1]?.kind === 'sym' &&
    standsForAnything(p.args[1].name)
  )
}

/** A variable times i: it matches what has that factor. */
const isImaginaryVariable = (p: Expr): p is Call & { readonly args: readonly [Sym, Expr] } =>
  isCall(p, 'mul') &&
  p.args.length === 2 &&
  p.args[0]?.kind === 'sym' &&
  standsForAnything(p.args[0].name) &&
  isCall(p.args[1], 'i')

function* matchInOrder(ps: readonly Expr[], es: readonly Expr[], binding: Binding, at: number): Generator<Binding> {
  if (at === ps.length) yield binding
  else for (const b of match(ps[at] as Expr, es[at] as Expr, binding)) yield* matchInOrder(ps, es, b, at + 1)
}

/** Every pattern to a different expression, none left over. */
function* matchAll(ps: readonly Expr[], es: readonly Expr[], binding: Binding): Generator<Binding> {
  const [first, ...others] = ps
  if (first === undefined) yield binding
  else {
    for (let k = 0; k < es.length; k++) {
      for (const b of match(first, es[k] as Expr, binding)) yield* matchAll(others, es.toSpliced(k, 1), b)
    }
  }
}

/** Some operands of a product or sum match those of the pattern; the others are the rest. */
function* matchFactors(
  ps: readonly Expr[],
  es: readonly Expr[],
  binding: Binding,
): Generator<{ binding: Binding; rest: readonly Expr[] }> {
  const [first, ...others] = ps
  if (first === undefined) yield { binding, rest: es }
  else {
    for (let k = 0; k < es.length; k++) {
      for (const b of match(first, es[k] as Expr, binding)) yield* matchFactors(others, es.toSpliced(k, 1), b)
    }
  }
}

/** A numeric coefficient of the pattern is divided out: 2*sin(u)*cos(u) is seen in 6*sin(x)*cos(x). */
function matchProduct(pattern: Call, e: Call, accept: (m: Match) => boolean): Match | undefined {
  for (const { binding, common } of anchored(pattern, e)) {
    const found = { binding, restore: (r: Expr) => mul(common, r) }
    if (accept(found)) return found
  }
  return undefined
}

/**
 * The terms of the pattern, each times one common factor, are among those of `e`. The first term that binds all
 * variables fixes the common factor; the others are then looked up.
 */
function matchSum(pattern: Call, e: Call, accept: (m: Match) => boolean): Match | undefined {
  const anchor = pattern.args.find(p => p.mask === pattern.mask) as Expr | undefined
  if (anchor === undefined) return matchTerms(pattern, e, accept)
  const others = pattern.args.filter(p => p !== anchor)
  for (let k = 0; k < e.args.length; k++) {
    const candidates = anchored(anchor, e.args[k] as Expr)
    for (const { binding, common } of candidates) {
      const rest = without(
        e.args.toSpliced(k, 1),
        others.map(p => mul(common, instantiate(p, binding))),
      )
      if (rest === undefined) continue
      const found = { binding, restore: (r: Expr) => sum([mul(common, r), ...rest]) }
      if (accept(found)) return found
    }
  }
  return undefined
}

/** Terms of the sum match those of a pattern none of which has all variables; without a common factor. */
function matchTerms(pattern: Call, e: Call, accept: (m: Match) => boolean): Match | undefined {
  for (const { binding, rest } of matchFactors(pattern.args, e.args, new Map())) {
    const found = { binding, restore: (r: Expr) => sum([r, ...rest]) }
    if (accept(found)) return found
  }
  return undefined
}

/** Ways to read a term as common * anchor; a numeric coefficient of the anchor is divided out. */
function* anchored(anchor: Expr, term: Expr): Generator<{ binding: Binding; common: Expr }> {
  const ps = factorsOf(anchor)
  const coefficient = ps[0]?.kind === 'num' ? ps[0] : undefined
  const scale = coefficient ? num(coefficient.value.inverse()) : one
  for (const m of matchFactors(coefficient ? ps.slice(1) : ps, factorsOf(term), new Map())) {
    yield { binding: m.binding, common: product([scale, ...m.rest]) }
  }
}

/** The list without one element equal to each of `gone`; undefined where one is missing. */
function without(list: readonly Expr[], gone: readonly Expr[]): readonly Expr[] | undefined {
  let rest = list
  for (const g of gone) {
    const k = rest.findIndex(t => equal(t, g))
    if (k < 0) return undefined
    rest = rest.toSpliced(k, 1)
  }
  return rest
}

/** The template with its variables replaced, in canonical form. Templates are ours and shallow. */
export function instantiate(template: Expr, binding: Binding): Expr {
  if (template.kind === 'sym') return binding.get(template.name) ?? template
  if (template.kind === 'num' || template.mask === 0) return template
  return call(
    template.head,
    template.args.map(a => instantiate(a, binding)),
  )
}
