/**
 * Seams: where the pieces of a function meet, as expressions that are zero there. The rows of the table state their
 * kinks and the edges of their real domain; a piecewise has its conditions; a root has the zero of its base.
 */
import { lower } from '../evaluate/lower.js'
import type { Tape } from '../evaluate/tape.js'
import { call, one, sub, zero } from '../expr/build.js'
import { RELATIONS } from '../expr/kind.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import { notesOf } from '../functions/numerics.js'
import { ARGUMENTS, type NamedRow } from '../functions/row.js'
import { row } from '../functions/table.js'
import { memo } from '../memo.js'
import { parse } from '../parse/parse.js'
import { instantiate } from '../rewrite/match.js'

/** A function whose pieces meet, and the expressions that tell which piece is in use. */
export interface Seam {
  readonly of: Call
  readonly kind: 'function' | 'fold' | 'piecewise'
  /** Zero where the pieces meet; of a fold one for each argument, zero where that argument is the value. */
  readonly boundaries: readonly Expr[]
  /** Other numbers that are needed: arguments, and for each case whether its condition holds. */
  readonly inputs: readonly Expr[]
  readonly cases: readonly Case[]
}

/** One case of a piecewise; the default has no condition. */
export interface Case {
  readonly value: Expr
  /** 1 where the condition holds, 0 where not. */
  readonly holds: Expr
  readonly boundaries: readonly Expr[]
}

/** The seam of a call; undefined for a function of one smooth piece. */
export function seamOf(e: Call): Seam | undefined {
  if (e.mask === 0) return undefined
  if (isCall(e, 'piecewise')) {
    const cases = casesOf(e)
    return {
      of: e,
      kind: 'piecewise',
      cases,
      boundaries: cases.flatMap(c => c.boundaries),
      inputs: cases.map(c => c.holds),
    }
  }
  // A power with a broken exponent may have a kink where its base is 0, as sqrt(x^2) has.
  if (isRoot(e)) return { of: e, kind: 'function', cases: [], boundaries: e.args.slice(0, 1), inputs: [] }
  const r = row(e.head, e.args.length)
  const boundaries = r === undefined ? [] : boundariesOf(e, r)
  return boundaries.length === 0
    ? undefined
    : { of: e, kind: r?.idempotent ? 'fold' : 'function', cases: [], boundaries, inputs: hasPieces(r) ? e.args : [] }
}

/** Whether pieces of the function may be constant in an argument; an edge of its domain makes no pieces. */
export const hasPieces = (r: NamedRow | undefined): r is NamedRow =>
  r !== undefined && notesOf(r)?.kinks !== undefined && r.lists === undefined

const isRoot = (e: Call): boolean => isCall(e, 'pow') && e.args[1]?.kind === 'num' && !e.args[1].value.isInteger()

/**
 * The row's kinks, and the edges of its real domain (at the edge acos(cos(x)) has a kink), in the arguments of this
 * call. Those of max(a, b, c) are where an argument is the maximum.
 */
function boundariesOf(e: Call, r: NamedRow): Expr[] {
  const bound = boundaryTemplates(r).flatMap(template =>
    tuples(e, r).map(args => instantiate(template, new Map(args.map((a, k) => [ARGUMENTS[k] ?? '', a])))),
  )
  return r.idempotent ? bound : bound.filter(b => b.mask !== 0)
}

/** What u, v, ... stand for: f(a, b, c) of a fold is f(f(a, b), c); of max(a, b, c), each argument against the whole. */
function tuples(e: Call, r: NamedRow): (readonly Expr[])[] {
  if (r.idempotent) return e.args.map(a => [e, a])
  return r.fold && e.args.length > 2 ? [[call(e.head, e.args.slice(0, -1)), e.args.at(-1) as Expr]] : [e.args]
}

const templates = new Map<NamedRow, readonly Expr[]>()

function boundaryTemplates(r: NamedRow): readonly Expr[] {
  return memo(templates, r, () => {
    const edges = r.realWhen === undefined ? [] : limits(parse(r.realWhen, { bound: ARGUMENTS }))
    return [...(notesOf(r)?.kinks ?? []).map(text => parse(text, { bound: ARGUMENTS })), ...edges]
  })
}

function casesOf(e: Call): Case[] {
  return Array.from({ length: Math.ceil(e.args.length / 2) }, (_, k) => {
    const [value, condition] = e.args.slice(2 * k, 2 * k + 2) as [Expr, Expr?]
    if (condition === undefined) return { value, holds: one, boundaries: [] }
    return { value, holds: call('piecewise', [one, condition, zero]), boundaries: limits(condition) }
  })
}

const CONNECTIVES = new Set(['and', 'or', 'not'])

/** Left minus right of every relation in a condition: it changes where one of them is zero. */
function limits(condition: Expr): Expr[] {
  const relations = postorder(condition, c => CONNECTIVES.has(c.head)).filter(
    (c): c is Call => c.kind === 'call' && RELATIONS.has(c.head),
  )
  return relations.map(({ args: [a, b] }) => sub(a as Expr, b as Expr)).filter(b => b.mask !== 0)
}

const partials = new Map<NamedRow, readonly (Tape | undefined)[]>()

/** The row's partial derivatives, ready to run on its arguments; undefined where it has none in closed form. */
export function partialTapes(r: NamedRow): readonly (Tape | undefined)[] {
  return memo(partials, r, () =>
    r.derivative.map(text => (text === null ? undefined : lower([parse(text, { bound: ARGUMENTS })], ARGUMENTS))),
  )
}
