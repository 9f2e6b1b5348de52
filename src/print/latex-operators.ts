/**
 * Functions that stand before their argument without brackets, `\sin x`: where that cannot be misread, and when a power stands on
 * their name. What is printed so, the reader of LaTeX takes the same.
 */
import type { Expr } from '../expr/node.js'
import { isOperator } from '../functions/row.js'
import type { Layout, LayoutOf } from './layout.js'
import type { Presentation } from './presentation.js'
import type { Place } from './walk.js'

export class Operators {
  readonly #presentation: Presentation

  constructor(presentation: Presentation) {
    this.#presentation = presentation
  }

  /** Whether a function is written before its argument without brackets. */
  isBare(node: LayoutOf<'function'>, place: Place): boolean {
    const [only] = node.args
    if (only === undefined || node.args.length > 1 || place.closed || !isOperator(node.row)) return false
    const { kind } = this.#presentation.layout(only)
    return kind === 'symbol' || kind === 'number' || kind === 'constant' || kind === 'index'
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
  isEndedBy(next: Expr): boolean {
    return this.#operatorOf(next) !== undefined
  }

  /** The function that a factor begins with, if that may stand before its argument without brackets. */
  #operatorOf(e: Expr): LayoutOf<'function'> | undefined {
    const node = this.#presentation.layout(e)
    const of = node.kind === 'power' && this.isRaisedByName(node) ? this.#presentation.layout(node.base) : node
    return of.kind === 'function' && isOperator(of.row) ? of : undefined
  }
}
