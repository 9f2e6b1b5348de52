/**
 * Functions that stand before their argument without brackets, `\sin x`: where that cannot be misread, and when a power stands on
 * their name. What is printed so, parse/latex/operators.ts reads back.
 */

import type { Expr } from '../../expr/node.js'
import { equal } from '../../expr/order.js'
import { isOperator } from '../../functions/row.js'
import type { Layout, LayoutOf } from '../layout.js'
import type { Presentation } from '../presentation.js'
import type { Place } from '../walk.js'
import { isCalled } from './calls.js'

export class Operators {
  readonly #presentation: Presentation
  readonly #symbol: (name: string) => string

  constructor(presentation: Presentation, symbol: (name: string) => string) {
    this.#presentation = presentation
    this.#symbol = symbol
  }

  /** Whether a function is written before its argument without brackets. */
  isBare(node: LayoutOf<'function'>, place: Place): boolean {
    const [only] = node.args
    if (only === undefined || node.args.length > 1 || place.closed || !isOperator(node.row)) return false
    const argument = this.#presentation.layout(only)
    switch (argument.kind) {
      case 'symbol':
      case 'number':
      case 'constant':
      case 'index':
      case 'root':
        return true
      // Roots and bars show where the argument ends.
      case 'function':
        return /^\\(?:sqrt|left\|)/.test(argument.row?.latex ?? '')
      default:
        return false
    }
  }

  /** `\sin^2 x` of a natural number or what books have for one; a variable is raised to: `(\tan x)^x`. */
  isRaisedByName(node: LayoutOf<'power'>): boolean {
    const base = this.#presentation.layout(node.base)
    if (base.kind !== 'function' || base.row?.powerOnName === undefined || base.args.length !== 1) return false
    return this.#isWhole(node.exponent)
  }

  /** A natural number, `n`, `2n`, `n-1`. */
  #isWhole(exponent: Expr, unsigned = false): boolean {
    const node: Layout = this.#presentation.layout(exponent, unsigned)
    switch (node.kind) {
      case 'number':
        return /^\d+$/.test(node.digits)
      case 'symbol':
        return /^[kmn]$/.test(node.name)
      case 'product':
        return node.factors.every(f => this.#isAtom(f))
      case 'sum':
        return node.terms[0]?.negative === false && node.terms.every(({ of }) => this.#isMultiple(of))
      default:
        return false
    }
  }

  #isAtom(e: Expr): boolean {
    const { kind } = this.#presentation.layout(e)
    return (kind === 'number' || kind === 'symbol') && this.#isWhole(e)
  }

  #isMultiple(e: Expr): boolean {
    return this.#presentation.layout(e, true).kind !== 'sum' && this.#isWhole(e, true)
  }

  /** Whether an argument without brackets ends where the next factor begins. */
  ends(e: Expr, next: Expr): boolean {
    if (this.#operatorOf(next)) return true
    const operator = this.#operatorOf(e)
    const argument = operator?.args[0]
    if (argument?.kind === 'num') return operator?.row?.name.startsWith('log') === true && this.#isRaisedNumber(next)
    if (argument?.kind !== 'sym' || isCalled(this.#symbol(argument.name))) return false
    const node = this.#presentation.layout(next)
    const bracket = node.kind === 'power' ? this.#presentation.layout(node.base) : node
    // Nobody reads \sec x(x\tan x-1) as one argument.
    return bracket.kind === 'sum' && bracket.terms.some(({ of }) => this.#hasOperatorOn(argument, of))
  }

  /** `5^x`, before which a dot stands: `\ln 5\cdot 5^{x}`. */
  #isRaisedNumber(e: Expr): boolean {
    const node = this.#presentation.layout(e)
    return node.kind === 'power' && this.#presentation.layout(node.base).kind === 'number'
  }

  /** The function that a factor begins with, if that may stand before its argument without brackets. */
  #operatorOf(e: Expr): LayoutOf<'function'> | undefined {
    const node = this.#presentation.layout(e)
    const of = node.kind === 'power' && this.isRaisedByName(node) ? this.#presentation.layout(node.base) : node
    return of.kind === 'function' && isOperator(of.row) ? of : undefined
  }

  /** Whether a term has a factor such as `\tan x`. */
  #hasOperatorOn(argument: Expr, term: Expr): boolean {
    const node = this.#presentation.layout(term, true)
    const factors = node.kind === 'product' ? node.factors : [term]
    return factors.some(f => {
      const { args = [] } = this.#operatorOf(f) ?? {}
      return args.length === 1 && equal(args[0] as Expr, argument)
    })
  }

  /** Whether a power stands in a part, on the level that one sees: a root over it is too tall for a plain bracket. */
  hasPower(e: Expr): boolean {
    const node = this.#presentation.layout(e, true)
    const terms = node.kind === 'sum' ? node.terms.map(({ of }) => of) : [e]
    return terms.some(term => {
      const of = this.#presentation.layout(term, true)
      return of.kind === 'product' ? of.factors.some(f => this.#isPower(f)) : this.#isPower(term)
    })
  }

  #isPower(e: Expr): boolean {
    const { kind } = this.#presentation.layout(e, true)
    return kind === 'power' || kind === 'exponential'
  }
}
