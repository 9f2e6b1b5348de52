/**
 * Derivatives where an inner function is constant for a while. A root has a value at 0 but no derivative there, so that the chain rule
 * gives 0 times infinity for sqrt(relu(x)) at x < 0, and 0/0 for sqrt(x*floor(x)) at 0 < x < 1, where the function is constant.
 * Such a product goes into its branches: it counts where it has a value, and is 0 elsewhere.
 * Invariant: outside the branches where the inner function is constant, the value is that of the product.
 */

import { call, product, zero } from '../expr/build.js'
import { baseOf } from '../expr/factors.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { postorder, rewritten } from '../expr/walk.js'
import { row } from '../functions/table.js'

/** The derivative with its products of that kind put into branches. */
export function sheltered(d: Expr): Expr {
  const isFlat = (e: Expr): boolean => isSwitch(e) || isStair(e)
  if (!postorder(d).some(isFlat)) return d
  return rewritten(d, made => {
    return isCall(made, 'mul') ? (shelteredProduct(made) ?? made) : made
  })
}

function shelteredProduct(e: Call): Expr | undefined {
  const factors = e.args.flatMap(f => (isCall(f, 'mul') ? f.args : [f]))
  const roots = factors.flatMap(rootsOf)
  if (roots.length === 0) return undefined
  const without = (f: Expr): Expr[] => factors.filter(g => g !== f)
  const split = factors.find(f => isSwitch(f) && roots.some(r => postorder(r).some(isBranching)))
  if (split !== undefined) {
    const others = without(split)
    const { args } = split as Call
    return call(
      'piecewise',
      args.map((a, k) => (k % 2 === 1 || a === zero ? a : product([a, ...others]))),
    )
  }
  const stair = factors.map(baseOf).find(f => isStair(f) && roots.some(r => factorsOf(r).some(g => baseOf(g) === f)))
  return stair && call('piecewise', [e, call('ne', [stair, zero]), zero])
}

/**
 * What stands below the bar with a root, or to a power that may be such, as x does in x^(1/2 - 1): there the function that was
 * differentiated has a value where the base is 0, and its derivative has none.
 */
function rootsOf(f: Expr): readonly Expr[] {
  const [base, q] = isCall(f, 'pow') ? (f.args as [Expr, Expr]) : []
  if (base === undefined || q === undefined) return []
  if (q.kind !== 'num') return [base]
  const [inner] = isCall(base, 'cbrt') || isCall(base, 'root') ? base.args : []
  if (inner !== undefined && q.value.sign() < 0) return [inner]
  return q.value.sign() < 0 && !q.value.isInteger() ? [base] : []
}

const factorsOf = (e: Expr): readonly Expr[] => (isCall(e, 'mul') ? e.args : isCall(e, 'pow') ? inside(e) : [e])

/** The factors of (a*b)^n. */
const inside = (e: Call): readonly Expr[] => {
  const base = e.args[0] as Expr
  return isCall(base, 'mul') ? base.args : [base]
}

/** A choice with a branch that is 0. */
const isSwitch = (e: Expr): boolean => isCall(e, 'piecewise') && e.args.some((a, k) => a === zero && isValue(e, k))

const isValue = (e: Call, k: number): boolean => k % 2 === 0 || k === e.args.length - 1

/** A function that is constant but for jumps. */
const isStair = (e: Expr): boolean =>
  e.kind === 'call' && e.args.length === 1 && e.mask !== 0 && row(e.head)?.derivative.every(t => t === '0') === true

const isBranching = (e: Expr): boolean =>
  e.kind === 'call' &&
  (e.head === 'piecewise' || row(e.head, e.args.length)?.derivative.some(t => t?.includes('piecewise')) === true)
