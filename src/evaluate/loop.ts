/**
 * Sums, products and integrals in straight-line code: each becomes a call of a function of its bounds and of whatever else its body depends
 * on. The kernel of that function runs the code of the body, lowered once, for each place; so every backend that calls kernels has loops.
 * Bodies within bodies are loops of their own, as deep as binders nest (expr/binding.ts).
 */
import { BudgetError } from '../errors.js'
import { type BinderRow, binderOf } from '../expr/binders.js'
import { bindingOf, hasBound, withSymbol } from '../expr/binding.js'
import { type Call, type Expr, rawCall, type Sym } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import { definePracticeOf, isAnalyticRow } from '../functions/numerics.js'
import type { NamedRow } from '../functions/row.js'
import * as C from '../number/complex.js'
import { spend } from '../work.js'
import { complex } from './complex.js'
import { leafName } from './component.js'
import type { Field } from './field.js'
import { real } from './real.js'
import { step } from './run.js'
import { operands, type Tape } from './tape.js'

/** The most terms of a sum or product in numbers. */
const MOST_TERMS = 100_000_000

const LOOP = '[loop]'

/** A binder as a call of bounds and leaves, and the function that it calls. */
interface Loop {
  readonly call: Call
  readonly row: NamedRow
}

const loops = new WeakMap<Call, Loop>()
const rows = new WeakMap<Expr, NamedRow>()
let count = 0

/** The function that a call made by `withLoops` stands for. */
export const loopRow = (e: Expr): NamedRow | undefined => rows.get(e)

/** How bodies become code. */
type Lower = (roots: readonly Expr[], names: readonly string[]) => Tape

/** The roots with calls for their binders, and what each part of them was. */
export function withLoops(
  roots: readonly Expr[],
  lower: Lower,
): { readonly roots: readonly Expr[]; readonly was: Map<Expr, Expr> } {
  const was = new Map<Expr, Expr>()
  if (!roots.some(hasBound)) return { roots, was }
  const done = new Map<Expr, Expr>()
  const enter = (c: Call): boolean => leafName(c) === undefined && bindingOf(c) === undefined
  const whole = (root: Expr): Expr => {
    for (const e of postorder(root, c => enter(c) && !done.has(c))) {
      if (done.has(e)) continue
      if (e.kind !== 'call' || !hasBound(e)) done.set(e, e)
      else if (bindingOf(e) !== undefined) {
        const [, from, to] = e.args as [Expr, Expr, Expr]
        const { call, row } = loopOf(e, lower)
        const fresh = rawCall(call.head, [whole(from), whole(to), ...call.args.slice(2)])
        rows.set(fresh, row)
        done.set(e, fresh)
      } else if (enter(e)) {
        const args = e.args.map(a => done.get(a) as Expr)
        done.set(e, args.every((a, k) => a === e.args[k]) ? e : rawCall(e.head, args, e.singular))
      } else done.set(e, e)
      const fresh = done.get(e) as Expr
      if (fresh !== e) was.set(fresh, e)
    }
    return done.get(root) as Expr
  }
  return { roots: roots.map(whole), was }
}

function loopOf(e: Call, lower: Lower): Loop {
  const old = loops.get(e)
  if (old !== undefined) return old
  const row = binderOf(e.head) as BinderRow
  const [variable, from, to, given] = e.args as [Sym, Expr, Expr, Expr]
  // Equal parts of several sums may have come together, each with the name that its variable had there.
  const body = withSymbol(given, variable, variable, rawCall)
  const leaves = new Map<string, Expr>()
  for (const n of postorder(body, c => leafName(c) === undefined)) {
    const name = leafName(n)
    if (name !== undefined && name !== variable.name && !isBoundWithin(n, body)) leaves.set(name, n)
  }
  const tape = lower([body], [variable.name, ...leaves.keys()])
  const head = `${LOOP}${count++}`
  const args = [from, to, ...leaves.values()]
  const fresh: Loop = { call: rawCall(head, args), row: { name: row.name, args: args.length, derivative: [] } }
  const isAnalytic = tape.operations.every(o => o.op !== 'select' && (o.op !== 'call' || isAnalyticRow(o.row)))
  definePracticeOf(fresh.row, {
    refusal: row.refusal,
    ...(!isAnalytic && { analytic: false as const }),
    real: (a, b, ...others) => {
      checkCount(row, a, b)
      const f = bodyIn(tape, real, others)
      return row.real(a, b, f)
    },
    complex: (a, b, ...others) => {
      checkCount(row, a.re, b.re)
      const f = bodyIn(tape, complex, others.map(C.principal))
      return row.complex(a, b, f)
    },
  })
  loops.set(e, fresh)
  return fresh
}

/** Whether a leaf is the variable of a binder within the body. */
function isBoundWithin(leaf: Expr, body: Expr): boolean {
  if (leaf.kind !== 'sym' || leaf.level === 0) return false
  return postorder(body, hasBound).some(c => {
    const inner = bindingOf(c)
    return inner !== undefined && inner.variable.level === leaf.level
  })
}

function checkCount(row: BinderRow, from: number, to: number): void {
  if (row.over === 'integers' && to - from > MOST_TERMS && Number.isFinite(to - from))
    throw new BudgetError('terms', `a ${row.name} of ${to - from + 1} terms is too long: the limit is ${MOST_TERMS}`)
}

/** The body as a function of the variable: what does not depend on it is computed once. */
function bodyIn<T>(tape: Tape, field: Field<T>, others: readonly T[]): (x: T) => T {
  const { operations, outputs } = tape
  const { steps = 1 } = field
  const registers: T[] = new Array<T>(operations.length)
  const kernels = new Map<NamedRow, (...args: T[]) => T>()
  const kernel = (row: NamedRow): ((...args: T[]) => T) => {
    const known = kernels.get(row) ?? field.kernel(row)
    kernels.set(row, known)
    return known
  }
  let at: T | undefined
  const value = (r: number): T => registers[r] as T
  const argument = (k: number): T => (k === 0 ? (at as T) : (others[k - 1] as T))
  const varying: boolean[] = []
  const moving: number[] = []
  for (const [k, o] of operations.entries()) {
    varying[k] = o.op === 'argument' ? o.index === 0 : operands(o).some(r => varying[r] === true)
    if (varying[k]) moving.push(k)
    else registers[k] = step(o, field, value, argument, kernel)
  }
  const [output] = outputs as readonly [number]
  return x => {
    at = x
    spend(2 + (moving.length * steps) / 8)
    for (const k of moving)
      registers[k] = step(operations[k] as Tape['operations'][number], field, value, argument, kernel)
    return registers[output] as T
  }
}
