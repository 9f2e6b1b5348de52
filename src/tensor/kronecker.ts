/**
 * Derivatives by matrices as Kronecker products: with columns stacked (vec), the derivative of A*X*B by X is kron(B', A). The rows of the result
 * are the axes of the function, its columns those of the variable, first axes running fastest.
 */
import { minusOne, mul, one, pow } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { negate, scale, total, unscaled } from './forms.js'
import { apply, isFunction } from './heads.js'
import { asTerm, type Dim, type Label, type Node, type Shape, type Term } from './node.js'

/** How terms of lifted parts are written. */
export interface TermForms {
  readonly term: (shape: Shape, t: Term) => Expr | undefined
  readonly scalars: (t: Term) => Expr
  readonly turned: (e: Expr) => Expr
}

/** The tensor, whose parts are lifted, as a sum of Kronecker products; undefined if it is none. */
export function kronecker(lifter: TermForms, node: Node, outputs: number): Expr | undefined {
  // The columns of a matrix one below the other: the first axes run fastest already.
  if (node.kind === 'reshape' && node.of.shape.length > node.shape.length) {
    const inner = node.of.shape.length - (node.shape.length - outputs)
    return kronecker(lifter, node.of, inner)
  }
  const splits = splitsOf(node, outputs)
  if (splits.length === 0) return undefined
  const terms = node.kind === 'sum' ? node.terms : [asTerm(node)]
  const forms = terms.map(t => {
    for (const split of splits) {
      const form = factored(lifter, node, t, split)
      if (form !== undefined) return form
    }
    return undefined
  })
  return forms.every(f => f !== undefined) ? total(joined(forms as Expr[])) : undefined
}

/** Products with one factor in common are one: kron(A, B) + kron(A, C) is kron(A, B + C). */
function joined(forms: readonly Expr[]): Expr[] {
  const kept: Expr[] = []
  for (const form of forms) {
    const k = kept.findIndex(other => pair(other, form) !== undefined)
    if (k < 0) kept.push(form)
    else kept[k] = pair(kept[k] as Expr, form) as Expr
  }
  return kept
}

function pair(a: Expr, b: Expr): Expr | undefined {
  const [p, q] = [unscaled(a), unscaled(b)]
  if (!isFunction(p.tensor, 'kron') || !isFunction(q.tensor, 'kron')) return undefined
  if (p.negative !== q.negative || !equal(p.above, q.above) || !equal(p.below, q.below)) return undefined
  const [[s, f], [t, g]] = [p.tensor.args, q.tensor.args] as [[Expr, Expr], [Expr, Expr]]
  const product = equal(s, t)
    ? apply('kron', s, total([f, g]))
    : equal(f, g)
      ? apply('kron', total([s, t]), f)
      : undefined
  return product && rewrapped(a, product)
}

/** The product in the place of the tensor in a scaled form. */
const rewrapped = (form: Expr, product: Expr): Expr => {
  const { negative, above, below } = unscaled(form)
  const scaled = scale(mul(above, pow(below, minusOne)), product)
  return negative ? negate(scaled) : scaled
}

interface Split {
  /** (row, column) of the factor that runs fast, and of the slow one; undefined for an axis of size one. */
  readonly fast: readonly [Label | undefined, Label | undefined]
  readonly slow: readonly [Label | undefined, Label | undefined]
}

/**
 * The ways to pair axes of the rows with axes of the columns. A Hessian by a matrix has its variable twice: the first half of its axes are
 * rows. Where one side has a single axis, it goes with either axis of the other.
 */
function splitsOf(node: Node, outputs: number): readonly Split[] {
  const order = node.shape.length
  const rows = outputs === 0 ? order / 2 : outputs
  if (rows === 2 && order === 4) return [{ fast: [0, 2], slow: [1, 3] }]
  if (rows === 1 && order === 3)
    return [
      { fast: [0, 1], slow: [undefined, 2] },
      { fast: [undefined, 1], slow: [0, 2] },
    ]
  if (rows === 2 && order === 3)
    return [
      { fast: [0, 2], slow: [1, undefined] },
      { fast: [0, undefined], slow: [1, 2] },
    ]
  return []
}

function factored(lifter: TermForms, node: Node, t: Term, split: Split): Expr | undefined {
  const group = new Map<Label, 'fast' | 'slow'>()
  for (const l of split.fast) if (l !== undefined) group.set(l, 'fast')
  for (const l of split.slow) if (l !== undefined) group.set(l, 'slow')
  const side = sides(t, group, node.shape.length)
  if (side === undefined || t.deltas.some(([a, b]) => group.get(a) !== group.get(b))) return undefined
  const block = (name: 'fast' | 'slow', [r, c]: Split['fast']): Expr | undefined => {
    const axes = [r, c].filter(l => l !== undefined)
    const inner = t.bound.map((_, k) => node.shape.length + k).filter(l => side.get(l) === name)
    const label = new Map([...axes, ...inner].map((l, k) => [l, k]))
    const factors = t.factors.filter(f => f.at.length > 0 && f.at.every(l => label.has(l)))
    const term: Term = {
      coefficient: one,
      factors: factors.map(f => ({ ...f, at: f.at.map(l => label.get(l) as Label) })),
      deltas: t.deltas.filter(([a]) => label.has(a)).map(() => [0, 1] as const),
      bound: inner.map(l => t.bound[l - node.shape.length] as Dim),
    }
    const e = lifter.term(
      axes.map(l => node.shape[l] as Dim),
      term,
    )
    return e && r === undefined ? lifter.turned(e) : e
  }
  const [fast, slow] = [block('fast', split.fast), block('slow', split.slow)]
  return fast && slow && scale(lifter.scalars(t), apply('kron', slow, fast))
}

/** On which side each bound label stands; undefined if a factor joins the sides. */
function sides(
  t: Term,
  group: ReadonlyMap<Label, 'fast' | 'slow'>,
  order: number,
): ReadonlyMap<Label, 'fast' | 'slow'> | undefined {
  const side = new Map(group)
  for (let changed = true; changed; ) {
    changed = false
    for (const f of t.factors) {
      const known = new Set(f.at.map(l => side.get(l)).filter(s => s !== undefined))
      if (known.size > 1) return undefined
      const [only] = known
      for (const l of f.at) {
        if (only === undefined || side.has(l)) continue
        side.set(l, only)
        changed = true
      }
    }
  }
  return t.bound.every((_, k) => side.has(order + k)) ? side : undefined
}
