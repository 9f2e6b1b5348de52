/**
 * Derivatives by many variables at once: reverse mode. Each distinct node is met once, after everything that uses it, and hands its
 * adjoint (the derivative of the whole by it) to its arguments, times the derivative of its rule by each. So all partial derivatives
 * together take a few operations per operation of the function, however many variables there are.
 * Invariants: adjoints that are used more than once are kept whole (expr/kept.ts) and shared; no node is met for what does not depend
 * on a variable; within a branch of a piecewise an adjoint counts in that branch alone (guard.ts).
 * Source: A. Griewank and A. Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, chapter 3.
 */
import { binderOf } from '../expr/binders.js'
import { list, num, one, product, zero } from '../expr/build.js'
import { times } from '../expr/kept.js'
import { isCondition } from '../expr/kind.js'
import { type Call, type Expr, isCall, mapped, part, rawCall, some } from '../expr/node.js'
import { Numbering } from '../expr/numbering.js'
import { postorder } from '../expr/walk.js'
import type { NamedRow } from '../functions/row.js'
import { row } from '../functions/table.js'
import { heed } from '../work.js'
import { differentiate, MOST_BRANCHES } from './calculus.js'
import { CANONICAL } from './canonical.js'
import { derivative } from './derivative.js'
import { branchesOf, type Guard, type Guarded, Guards } from './guard.js'
import { bind, templates } from './partial.js'
import type { Variables } from './variables.js'

/** A scalar function, and the weight that its derivatives are given. */
export interface Weighted {
  readonly of: Expr
  readonly weight: Expr
}

/**
 * The derivatives of a weighted sum of functions by the variables, from one of them on; weights are not differentiated. By place of the
 * variable: what is missing is zero.
 */
export function adjoints(outputs: readonly Weighted[], variables: Variables, from = 0): Map<number, Expr> {
  variables.requirePlaces(outputs.map(o => o.of))
  return new Sweep(outputs, variables, from).run()
}

/** What is known of a node: that nothing moves it, or else what has been handed to it so far. */
type Handed = typeof FIXED | undefined | Guarded[]
const FIXED = 'fixed'

class Sweep {
  readonly #variables: Variables
  readonly #from: number
  readonly #guards = new Guards()
  readonly #nodes: readonly Expr[]
  readonly #places: Numbering
  /** By place of the node. */
  readonly #handed: Handed[] = []
  readonly #slopes = new Map<number, Guarded[]>()

  constructor(outputs: readonly Weighted[], variables: Variables, from: number) {
    this.#variables = variables
    this.#from = from
    this.#nodes = postorder(
      outputs.map(o => o.of),
      e => (e.mask & variables.mask) !== 0 && variables.indexOf(e) === undefined && binderOf(e.head) === undefined,
    )
    this.#places = new Numbering(this.#nodes)
    for (const e of this.#nodes) {
      heed()
      this.#handed.push(this.#isMoved(e) ? undefined : FIXED)
    }
    for (const { of, weight } of outputs) this.#hand(of, undefined, weight)
  }

  run(): Map<number, Expr> {
    const slopes = this.#slopes
    for (let k = this.#nodes.length - 1; k >= 0; k--) {
      heed()
      const handed = this.#handed[k]
      if (handed === undefined || handed === FIXED) continue
      const e = this.#nodes[k] as Expr
      const variable = this.#variables.indexOf(e)
      if (variable === undefined) this.#spread(e as Call, this.#guards.together(handed))
      else slopes.set(variable, [...(slopes.get(variable) ?? []), ...handed])
    }
    return new Map([...slopes].map(([place, parts]) => [place, this.#guards.everywhere(parts)]))
  }

  /** Whether the next node is a variable or depends on one, as far as these are wanted. */
  #isMoved(e: Expr): boolean {
    if ((e.mask & this.#variables.mask) === 0) return false
    const variable = this.#variables.indexOf(e)
    if (variable !== undefined) return variable >= this.#from
    if (e.kind !== 'call') return false
    if (binderOf(e.head) !== undefined) return this.#variables.within(e).length > 0
    return !isCondition(e) && some(e.args, a => this.#moves(a))
  }

  #moves(e: Expr): boolean {
    const k = this.#places.of(e)
    return k !== undefined && k < this.#handed.length && this.#handed[k] !== FIXED
  }

  #hand(e: Expr, guard: Guard | undefined, value: Expr): void {
    const k = value === zero ? undefined : this.#places.of(e)
    const handed = k === undefined ? FIXED : this.#handed[k]
    if (handed === FIXED) return
    if (handed === undefined) this.#handed[k as number] = [{ guard, value }]
    else handed.push({ guard, value })
  }

  /** A node's adjoint handed to its arguments. */
  #spread(e: Call, { guard, value }: Guarded): void {
    const r = row(e.head, e.args.length)
    switch (e.head) {
      case 'add':
        for (const a of e.args) this.#hand(a, guard, value)
        break
      case 'mul':
        this.#spreadProduct(e, guard, value)
        break
      case 'piecewise':
        this.#spreadCases(e.args, guard, value)
        break
      default:
        if (binderOf(e.head) !== undefined) this.#spreadBinder(e, guard, value)
        else if (r?.fold && e.args.length > 1) this.#spreadFold(r, e, guard, value)
        else this.#spreadCall(e, guard, value)
    }
  }

  /** What is under a sign of summation is differentiated there, by one variable after the other. */
  #spreadBinder(e: Call, guard: Guard | undefined, value: Expr): void {
    for (const place of this.#variables.within(e)) {
      if (place < this.#from) continue
      const slope = derivative(e, this.#variables.at(place))
      if (slope === zero) continue
      const part: Guarded = { guard, value: times(value, slope, { a: true }) }
      this.#slopes.set(place, [...(this.#slopes.get(place) ?? []), part])
    }
  }

  #spreadCall(e: Call, guard: Guard | undefined, value: Expr): void {
    let count = 0
    for (let k = 0; k < e.args.length; k++) if (this.#moves(e.args[k] as Expr)) count++
    const hand = (a: Expr, d: readonly Expr[], several: boolean): void => {
      const slope = differentiate(e, d, this.#variables.named(e), CANONICAL).value
      if (slope !== zero) this.#hand(a, guard, times(value, slope, { a: several }))
    }
    for (let k = 0; k < e.args.length; k++) {
      const a = e.args[k] as Expr
      if (!this.#moves(a)) continue
      const d = new Array<Expr>(e.args.length).fill(zero)
      const items = isCall(a, 'list') ? a.args : undefined
      if (items === undefined) {
        d[k] = one
        hand(a, d, count > 1)
        continue
      }
      for (const [j, item] of items.entries()) {
        if (!this.#moves(item)) continue
        d[k] = list(items.map((_, i) => (i === j ? one : zero)))
        hand(item, d, true)
      }
    }
  }

  /** To each factor the product of the others, by halves: 3n products for n factors, none of them written twice. */
  #spreadProduct(e: Call, guard: Guard | undefined, value: Expr): void {
    const moving: Expr[] = []
    const fixed: Expr[] = []
    for (let k = 0; k < e.args.length; k++) {
      const a = e.args[k] as Expr
      if (this.#moves(a)) moving.push(a)
      else fixed.push(a)
    }
    const whole = fixed.length === 0 ? value : times(value, product(fixed), { a: moving.length > 1 })
    const [first, second] = moving as [Expr, Expr]
    if (moving.length === 1) {
      this.#hand(first, guard, whole)
      return
    }
    if (moving.length === 2) {
      this.#hand(first, guard, times(whole, second, KEPT))
      this.#hand(second, guard, times(whole, first, KEPT))
      return
    }
    const descend = (t: Halves, adjoint: Expr): void => {
      if (t.parts === undefined) {
        this.#hand(t.value, guard, adjoint)
        return
      }
      const [left, right] = t.parts
      descend(left, times(adjoint, right.value, KEPT))
      descend(right, times(adjoint, left.value, KEPT))
    }
    descend(halves(moving), whole)
  }

  /** Values and conditions in turn, a default at the end. */
  #spreadCases(args: readonly Expr[], guard: Guard | undefined, value: Expr): void {
    let within = guard
    for (let from = 0; from < args.length; from += 2 * MOST_BRANCHES) {
      const these = part(args, from, Math.min(from + 2 * MOST_BRANCHES, args.length))
      const conditions = these.filter((_, k) => k % 2 === 1)
      const more = from + these.length < args.length
      const branches = branchesOf(within, conditions, more || these.length % 2 === 1)
      for (const [k, branch] of branches.entries()) {
        const a = these[2 * k]
        if (a !== undefined) this.#hand(a, branch, value)
      }
      within = branches.at(-1)
    }
  }

  /** f(a, b, c) as f(f(a, b), c); an extreme of a few is one of them, case by case. */
  #spreadFold(r: NamedRow, e: Call, guard: Guard | undefined, value: Expr): void {
    const cases = r.idempotent && e.args.length <= MOST_BRANCHES ? this.#casesOf(e) : undefined
    if (cases !== undefined) {
      this.#spreadCases(cases, guard, value)
      return
    }
    const [byValue, byNext] = templates(r) as [Expr, Expr]
    const values = [e.args[0] as Expr]
    for (const a of e.args.slice(1, -1)) values.push(rawCall(r.name, [values.at(-1) as Expr, a]))
    let adjoint = value
    for (let k = e.args.length - 1; k > 0; k--) {
      const next = e.args[k] as Expr
      const pair = [values[k - 1] as Expr, next]
      if (this.#moves(next)) this.#hand(next, guard, times(adjoint, bind(byNext, pair), KEPT))
      adjoint = times(adjoint, bind(byValue, pair), KEPT)
    }
    this.#hand(e.args[0] as Expr, guard, adjoint)
  }

  /** The cases of an extreme, as its rule states them: the argument that it is, and when. Undefined where they are not of that form. */
  #casesOf(e: Call): readonly Expr[] | undefined {
    const marks = e.args.map((a, k) => (this.#moves(a) ? rawCall(MARK, [num(k)]) : zero))
    const { value } = differentiate(e, marks, this.#variables.named(e), CANONICAL)
    if (!isCall(value, 'piecewise')) return undefined
    return mapped(value.args, a => {
      const place = isCall(a, MARK) ? a.args[0] : undefined
      return place?.kind === 'num' ? (e.args[place.value.smallInt() as number] as Expr) : a
    })
  }
}

/** Stands for the derivative of an argument; no function has that name. */
const MARK = '[argument]'

const KEPT = { a: true, b: true } as const

/** A product by halves. */
interface Halves {
  readonly value: Expr
  readonly parts: readonly [Halves, Halves] | undefined
}

function halves(factors: readonly Expr[], from = 0, to = factors.length): Halves {
  if (to - from === 1) return { value: factors[from] as Expr, parts: undefined }
  const middle = (from + to) >> 1
  const parts = [halves(factors, from, middle), halves(factors, middle, to)] as const
  // Nobody asks for the product of all.
  const whole = from === 0 && to === factors.length
  return { value: whole ? one : times(parts[0].value, parts[1].value, KEPT), parts }
}
