/**
 * The derivative of an expression by one variable: one pass over the distinct nodes that depend on it, so the cost
 * grows with those. Nothing is simplified here beyond canonical form. A function's partial derivatives are the text
 * of its row; where a row has none, or the function is unknown, the derivative stays formal: f'(x).
 */
import { ShapeError } from '../errors.js'
import { add, call, list, log, minusOne, mul, one, pow, product, sub, sum, zero } from '../expr/build.js'
import { isCondition } from '../expr/kind.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { postorder } from '../expr/walk.js'
import type { NamedRow } from '../functions/row.js'
import { row } from '../functions/table.js'
import { bind, entries, partial, partialByEntry, templates } from './partial.js'

/** The differentiation rules by their textbook names, as explanations show them. */
export type DiffRule = 'sum' | 'product' | 'power' | 'exponential' | 'general power' | 'chain' | 'piecewise' | 'list'

/** Told of each rule used: the node, and its derivative before any simplification. */
export type Recorder = (rule: DiffRule, of: Expr, derivative: Expr) => void

/** A symbol, or a component such as x[1]. */
export type Variable = Expr

/** d e / d x, canonical but not simplified. */
export function derivative(e: Expr, x: Variable, record?: Recorder): Expr {
  const known = new Map<Expr, Expr>()
  const isVariable = (n: Expr): boolean => n === x || (n.hash === x.hash && equal(n, x))
  const dependent = (c: Call): boolean => (c.mask & x.mask) === x.mask && !isVariable(c)
  for (const node of postorder(e, dependent)) {
    if (isVariable(node)) known.set(node, one)
    else if (node.kind !== 'call' || !dependent(node)) known.set(node, zero)
    else {
      const { rule, value } = differentiate(
        node,
        node.args.map(a => known.get(a) as Expr),
        x,
      )
      known.set(node, value)
      if (value !== zero) record?.(rule, node, value)
    }
  }
  const result = known.get(e) as Expr
  if (isCondition(e)) throw new ShapeError('a condition has no derivative: differentiate its two sides')
  return result
}

interface Step {
  readonly rule: DiffRule
  readonly value: Expr
}

function differentiate(e: Call, d: readonly Expr[], x: Variable): Step {
  switch (e.head) {
    case 'add':
      return { rule: 'sum', value: sum(d) }
    case 'mul':
      return { rule: 'product', value: productRule(e.args, d).derivative }
    case 'pow':
      return powerRule(e, d as [Expr, Expr])
    case 'list':
      return { rule: 'list', value: list(d) }
    case 'piecewise':
      return {
        rule: 'piecewise',
        value: call(
          'piecewise',
          e.args.map((a, k) => (isConditionPlace(k) ? a : (d[k] as Expr))),
        ),
      }
    case 'index':
      return indexRule(e, d, x)
    default:
      return { rule: 'chain', value: isCondition(e) ? zero : chainRule(e, d) }
  }
}

/** Conditions stand at odd places; a default at the end stands at an even one. */
const isConditionPlace = (k: number): boolean => k % 2 === 1

function indexRule(e: Call, d: readonly Expr[], x: Variable): Step {
  const zeroes = d.every(a => a === zero)
  if (zeroes && e.args[0] !== x) return { rule: 'chain', value: zero }
  throw new ShapeError(`${e} depends on ${x} as a whole: differentiate by a component, such as ${x}[1]`)
}

/** Products with more factors than this that depend on the variable are split in halves. */
const WIDE = 32

function productRule(factors: readonly Expr[], d: readonly Expr[]): { value: Expr; derivative: Expr } {
  const moving = factors.flatMap((f, k) => (d[k] === zero ? [] : [{ f, d: d[k] as Expr }]))
  const still = factors.filter((_, k) => d[k] === zero)
  if (moving.length <= WIDE) {
    const terms = moving.map((m, k) => product([...still, m.d, ...moving.flatMap((o, j) => (j === k ? [] : [o.f]))]))
    return { value: product(factors), derivative: sum(terms) }
  }
  const half = moving.length >> 1
  const [left, right] = [moving.slice(0, half), moving.slice(half)].map(part =>
    productRule(
      part.map(m => m.f),
      part.map(m => m.d),
    ),
  )
  if (left === undefined || right === undefined) throw new RangeError('a product has two halves')
  const both = add(mul(left.derivative, right.value), mul(left.value, right.derivative))
  return { value: mul(left.value, right.value), derivative: product([...still, both]) }
}

/** d b^c: the power rule, the exponential rule, or both by b^c = e^(c log b). */
function powerRule(e: Call, [db, dc]: readonly [Expr, Expr]): Step {
  const [b, c] = e.args as [Expr, Expr]
  if (dc === zero) return { rule: 'power', value: product([c, pow(b, sub(c, one)), db]) }
  const logBase = isCall(b, 'e') ? one : log(b)
  if (db === zero) return { rule: 'exponential', value: product([e, logBase, dc]) }
  return { rule: 'general power', value: mul(e, add(mul(dc, logBase), product([c, db, pow(b, minusOne)]))) }
}

function chainRule(e: Call, d: readonly Expr[]): Expr {
  const r = row(e.head, e.args.length)
  if (r?.fold && e.args.length > 2) return foldRule(r, e, d)
  const terms = d.flatMap((dk, k) => (dk === zero ? [] : contributions(r, e, k, dk)))
  return terms.length === 0 ? zero : sum(terms)
}

/** What an argument that moves contributes: one term, or one for each entry that moves where a list is expected. */
function contributions(r: NamedRow | undefined, e: Call, k: number, dk: Expr): readonly Expr[] {
  const takesList = r === undefined ? isCall(e.args[k], 'list') : r.lists?.includes(k)
  if (!takesList) return [mul(partial(r, e, k), dk)]
  entries(e.args[k] as Expr)
  return entries(dk).flatMap((d, j) => (d === zero ? [] : [mul(partialByEntry(e, k, j), d)]))
}

/** max(a, b, c) is max(max(a, b), c): built up from the left, so that the first of equal arguments wins. */
function foldRule(r: NamedRow, e: Call, d: readonly Expr[]): Expr {
  let value = e.args[0] as Expr
  let derivative = d[0] as Expr
  for (let k = 1; k < e.args.length; k++) {
    const next = e.args[k] as Expr
    const pair = call(r.name, [value, next])
    const [byValue, byNext] = [0, 1].map(j => bind(templates(r)[j] as Expr, [value, next])) as [Expr, Expr]
    derivative = add(mul(byValue, derivative), mul(byNext, d[k] as Expr))
    value = pair
  }
  return derivative
}
