/**
 * What becomes of answers: derivatives as a textbook prints them (the room form), or in the form that was asked for. Nothing is
 * searched for here; `simplify` is a verb of its own.
 */
import { expanded } from './diff/definition.js'
import { derivative, type Variable } from './diff/derivative.js'
import { refuseComplexParts } from './diff/parts.js'
import { FluxionError } from './errors.js'
import type { Assumptions } from './expr/assumption.js'
import { type Expr, isCall } from './expr/node.js'
import { postorder } from './expr/walk.js'
import { layoutOf, sourceOf, withLayout } from './expr/written.js'
import { answer } from './form/answer.js'
import { definitionsOf, functionNames, type Options } from './input.js'
import { rewritten } from './rewrite/apply.js'
import { readRule } from './rewrite/rule.js'
import { alwaysWith } from './rules/always.js'
import { Facts } from './simplify/facts.js'
import { registeredForm } from './simplify/form.js'

/** How a derivative is taken and finished. */
export interface Answers {
  /** One derivative, as it is handed out. */
  readonly derivative: (f: Expr, x: Variable) => Expr
  /** One derivative in canonical form. */
  readonly raw: (f: Expr, x: Variable) => Expr
  /** Whether answers are laid out as a textbook prints them. */
  readonly laidOut: boolean
  /** An answer in the form that was asked for. */
  readonly shaped: (e: Expr) => Expr
}

export function answersFor(options: Options, assumptions: Assumptions): Answers {
  const definitions = definitionsOf(options)
  const { domain, form, record } = options
  const own = options.rules?.map(line => readRule(line, functionNames(options))) ?? []
  const facts = new Facts(assumptions, domain)
  const rules = alwaysWith(own)
  const known = (e: Expr): Expr => rewritten(expanded(e, definitions), rules, c => facts.prove(c))
  // What is declared of symbols, rules of the caller's own, and steps beside extremes may change the whole.
  const decisive = own.length > 0 || assumptions.size > 0
  const whole = (e: Expr): Expr => (decisive || postorder(e).some(n => isCall(n, 'piecewise')) ? known(e) : e)
  const raw = (f: Expr, x: Variable): Expr => {
    if (!facts.of(x).real) refuseComplexParts(f, x)
    return expanded(derivative(f, x, record), definitions)
  }
  const laidOut = form === undefined && options.simplify !== false
  const inBook = (f: Expr, x: Variable): Expr => {
    const problem = sourceOf(f) ?? layoutOf(f) ?? f
    const found = answer(problem, x, { known, whole, ...(domain && { domain }) })
    if (found === undefined) return raw(f, x)
    if (record !== undefined) derivative(f, x, record)
    return withLayout(found)
  }
  return { derivative: laidOut ? inBook : raw, raw, laidOut, shaped: shaper(options, assumptions) }
}

/** The form asked for. */
export function shaper(options: Options, assumptions: Assumptions): (e: Expr) => Expr {
  const { form, domain } = options
  if (form === undefined || form === 'raw') return e => e
  const found = typeof form === 'string' ? registeredForm(form) : form
  if (found === undefined)
    throw new FluxionError('no-form', `there is no form "${form}" here; pass a function, such as stable`)
  return e => found(e, { assumptions, ...(domain && { domain }) })
}
