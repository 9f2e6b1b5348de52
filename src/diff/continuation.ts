/**
 * What functions are where their own derivatives divide by zero: by their definitions, or by their values beyond the pole.
 */
import { add, call, div, num, sub, zero } from '../expr/build.js'
import { type Call, type Expr, isValueless } from '../expr/node.js'
import { fold, postorder, withArgs } from '../expr/walk.js'
import { notesOf } from '../functions/numerics.js'
import { ARGUMENTS } from '../functions/row.js'
import { row } from '../functions/table.js'
import { parse } from '../parse/parse.js'
import { instantiate } from '../rewrite/match.js'
import { recurrenceOf, stepBefore } from '../rules/recurrences.js'

/** Poles further from 0 are not looked beyond. */
const FARTHEST = 100

/**
 * Another way to write a function whose argument (the k-th) goes to a value where its derivatives are infinite, if one is known. What is
 * being written otherwise already is not written back.
 */
export const beyond = (f: Call, k: number, at: Expr, open: ReadonlySet<string>): Expr | undefined =>
  definitionOf(f, open) ?? beyondPole(f, k, at)

/** A text of a row with arguments put in. */
export const boundOf = (text: string, args: readonly Expr[]): Expr =>
  instantiate(parse(text, { bound: ARGUMENTS }), new Map(args.map((a, k) => [ARGUMENTS[k] as string, a])))

/** What the row of a function says that it is, where that is no function of itself and has a value. */
function definitionOf(f: Call, open: ReadonlySet<string>): Expr | undefined {
  const r = row(f.head, f.args.length)
  const text = r && notesOf(r)?.definition
  if (text === undefined) return undefined
  const made = boundOf(text, f.args)
  const told = (n: Expr): boolean => isValueless(n) || (n.kind === 'call' && (n.head === f.head || open.has(n.head)))
  return postorder(made).some(told) ? undefined : made
}

/** gamma(u) at 0, -1, -2 ... as gamma(u + 1)/u and so on; of a function without such a relation, or elsewhere, nothing. */
function beyondPole(n: Call, k: number, at: Expr): Expr | undefined {
  const steps = at.kind === 'num' ? 1 - (at.value.smallInt() ?? 1) : 0
  if (k !== n.args.length - 1 || steps < 1 || steps > FARTHEST) return undefined
  const step = stepBefore(n.head)
  if (step !== undefined) return boundOf(step, n.args)
  const relation = recurrenceOf(n.head)
  return relation === undefined || relation.three || k > 0 ? undefined : lowered(n, relation.up, steps)
}

/** f(u) by f(u + steps), where f(u + 1) = a*f(u) + b. */
function lowered(n: Call, up: Expr, steps: number): Expr {
  const [u] = n.args as [Expr]
  const relating = (value: Expr, k: number): Expr =>
    instantiate(
      fold<Expr>(up, (e, args) => (e.kind !== 'call' ? e : e.head === n.head ? value : withArgs(e, args))),
      new Map([['u', add(u, num(k))]]),
    )
  let value: Expr = call(n.head, [add(u, num(steps))])
  for (let k = steps - 1; k >= 0; k--) {
    const b = relating(zero, k)
    value = div(sub(value, b), sub(relating(num(1), k), b))
  }
  return value
}
