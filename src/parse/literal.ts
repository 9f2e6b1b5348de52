/**
 * Numbers as written: exact rationals, whatever their length or exponent, within limits that are checked before any
 * arithmetic, for `1e999999999` is a short text and a huge number.
 */
import { BudgetError } from '../errors.js'
import type { Num } from '../expr/node.js'
import { num } from '../expr/node.js'
import { Rational } from '../number/rational.js'

/** Counts the digits of all numbers of a text, since many short ones can be huge together. */
export class DigitBudget {
  readonly #each: number
  #left: number

  /** `each`: digits of one number and its largest exponent; all numbers together may have 20 times as many and `length`. */
  constructor(each: number, length: number) {
    this.#each = each
    this.#left = 20 * each + length
  }

  /** Counts a number of `digits` digits and the given power of ten. */
  spend(digits: number, exponent: number): void {
    if (digits > this.#each)
      throw new BudgetError('digits', `a number has ${digits} digits; the limit is ${this.#each}`)
    if (!(exponent <= this.#each))
      throw new BudgetError('digits', `a number has the exponent ${exponent}; the limit is ${this.#each}`)
    this.#left -= digits + exponent
    if (this.#left < 0) throw new BudgetError('digits', 'the numbers of this text have too many digits together')
  }
}

const WHOLE = /^[0-9]{1,15}$/

/** The number that a literal stands for: `12`, `.5`, `1e-3`, `1.5D+03`, `½`. */
export function literal(written: string, budget: DigitBudget): Num {
  if (WHOLE.test(written)) {
    budget.spend(written.length, 0)
    return num(Number(written))
  }
  const text = written.replace(/[dD]/, 'e')
  const exponentAt = text.search(/[eE]/)
  const exponent = exponentAt < 0 ? 0 : Number(text.slice(exponentAt + 1))
  budget.spend(exponentAt < 0 ? text.length : exponentAt, Math.abs(exponent))
  const [top = '', bottom] = text.normalize('NFKC').split('\u2044')
  if (bottom !== undefined) return num(Rational.of(Number(top), Number(bottom)))
  return num(Rational.parse(text), text.includes('.') || exponentAt >= 0)
}
