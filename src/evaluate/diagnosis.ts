/**
 * Why a value is not a number. Floating arithmetic runs without looking; only when some register is infinite or
 * undefined is the tape walked once more, forwards, to find for each register the first operation on its taken
 * branches that has no value: a pole, a value outside the field, an indeterminate form. Overflow by itself is not
 * an error (exp(1000) is Infinity), and a zero that came from underflow is not a division by zero.
 */
import { DomainError } from '../errors.js'
import { append } from '../expr/args.js'
import { type Expr, isCall } from '../expr/node.js'
import { isAnalyticRow, notesOf } from '../functions/numerics.js'
import { Rational } from '../number/rational.js'
import type { Floating } from './field.js'
import { step } from './run.js'
import { type Operation, operands, type Tape } from './tape.js'
import { shortText } from './wording.js'

/** No register: the value is sound; or it is not exactly zero. */
const NONE = -1

/** What may be otherwise with more digits: a zero may be a rounded one. */
const LOST: ReadonlySet<string> = new Set(['overflow', 'underflow', 'division-by-zero'])

export class Diagnosis<T> {
  /** For each register the instruction at fault. */
  readonly #culprits: Int32Array
  /** For each register that is exactly zero, the factor of it that is. */
  readonly #zeros: Int32Array
  readonly #tape: Tape
  readonly #field: Floating<T>
  readonly #registers: readonly T[]

  constructor(tape: Tape, field: Floating<T>, registers: readonly T[]) {
    this.#tape = tape
    this.#field = field
    this.#registers = registers
    this.#culprits = new Int32Array(registers.length).fill(NONE)
    this.#zeros = new Int32Array(registers.length).fill(NONE)
    for (const [k, o] of tape.operations.entries()) {
      const inherited = this.#taken(o).find(r => this.#culprits[r] !== NONE)
      if (inherited !== undefined) this.#culprits[k] = this.#culprits[inherited] as number
      else if (this.#isIndeterminatePower(o) || (!this.#finite(k) && this.#reason(k) !== undefined))
        this.#culprits[k] = k
      if (field.isZero(registers[k] as T)) this.#zeros[k] = this.#exactZero(o, k)
    }
  }

  /** The error that explains why this register has no value; undefined if it has one. */
  error(register: number): DomainError | undefined {
    const culprit = this.#culprits[register] as number
    return culprit === NONE ? undefined : this.#reason(culprit)
  }

  /** Whether an operation on the way to this register has overflowed, or two numbers that were too small were divided. */
  isLost(register: number): boolean {
    const culprit = this.#culprits[register] as number
    if (culprit !== NONE) return LOST.has(this.#reason(culprit)?.code ?? '')
    return this.#overflows([register])
  }

  #value(register: number): T {
    return this.#registers[register] as T
  }

  #finite(register: number): boolean {
    return this.#field.status(this.#value(register)) === 'finite'
  }

  #at(register: number): Operation {
    return this.#tape.operations[register] as Operation
  }

  #origin(register: number): Expr {
    return this.#tape.origins[register] as Expr
  }

  /** The operands that the value depends on: not a branch that is not taken, nor what is beside a false `and`. */
  #taken(o: Operation): readonly number[] {
    const holds = (r: number): boolean | undefined => this.#field.holds(this.#value(r))
    if (o.op === 'select') {
      const c = holds(o.a)
      return c === undefined ? [o.a] : [o.a, c ? o.b : o.c]
    }
    if (o.op === 'and' || o.op === 'or') {
      const decisive = [o.a, o.b].filter(r => holds(r) === (o.op === 'or') && this.#culprits[r] === NONE)
      return decisive.length > 0 ? decisive : [o.a, o.b]
    }
    return operands(o)
  }

  /** For a result of zero: the register whose zero it is, unless it is a small number that vanished. */
  #exactZero(o: Operation, k: number): number {
    const zero = (r: number): number => this.#zeros[r] as number
    switch (o.op) {
      case 'mul':
        return zero(o.a) === NONE ? zero(o.b) : zero(o.a)
      case 'neg':
      case 'sqrt':
      case 'powInt':
      case 'div':
      case 'pow':
        return zero(o.a)
      case 'exp':
        return NONE
      case 'select':
        return zero(this.#field.holds(this.#value(o.a)) ? o.b : o.c)
      case 'add':
      case 'sub': {
        const vanished = [o.a, o.b].some(r => this.#field.isZero(this.#value(r)) && zero(r) === NONE)
        return vanished ? NONE : k
      }
      case 'call': {
        const vanished = o.args.some(r => this.#field.isZero(this.#value(r)) && zero(r) === NONE)
        if (vanished) return NONE
        return !isAnalyticRow(o.row) || this.#alone(o, x => this.#field.isZero(x)) ? k : NONE
      }
      default:
        return k
    }
  }

  /** What is wrong with an operation whose operands are sound; undefined for an overflow or a given infinity. */
  #reason(k: number): DomainError | undefined {
    const o = this.#at(k)
    const text = shortText(this.#origin(k))
    const infinite = this.#field.status(this.#value(k)) === 'infinite'
    switch (o.op) {
      case 'argument':
        return infinite ? undefined : new DomainError(`the value given for ${text} is not a number`, 'not-a-number')
      case 'named':
        return infinite ? undefined : new DomainError(`${text} is not real; use { field: 'complex' }`, 'not-real')
      case 'nothing':
        return isCall(this.#origin(k), 'piecewise')
          ? new DomainError(`no case of ${text} holds`, 'no-case')
          : new DomainError(`${text} is infinite`, 'division-by-zero')
      case 'lt':
      case 'le':
      case 'eq':
        return new DomainError(`${text} has no answer${this.#places(k)}: only real numbers are ordered`, 'unordered')
      case 'div':
        return this.#isExactZero(o.b) ? this.#divisionByZero(k, o.b) : infinite ? undefined : this.#noValue(k)
      case 'pow':
        if (this.#isIndeterminatePower(o)) return this.#indeterminate(k)
        return this.#isExactZero(o.a) ? this.#divisionByZero(k, o.a) : infinite ? this.#pole(k) : this.#noValue(k)
      default:
        return infinite ? this.#pole(k) : this.#noValue(k)
    }
  }

  #isExactZero(register: number): boolean {
    return this.#zeros[register] !== NONE
  }

  #divisionByZero(k: number, divisor: number): DomainError {
    const part = this.#origin(this.#zeros[divisor] as number)
    const where = part.kind === 'num' || part === this.#origin(k) ? '' : `: ${shortText(part)} is 0`
    return new DomainError(`division by zero in ${shortText(this.#origin(k))}${where}`, 'division-by-zero')
  }

  /** Infinite with finite operands: a pole where it is finite nearby, else an overflow. */
  #pole(k: number): DomainError | undefined {
    const o = this.#at(k)
    if (!operands(o).every(r => this.#finite(r)) || !this.#alone(o, x => this.#field.status(x) !== 'finite'))
      return undefined
    return new DomainError(`${shortText(this.#origin(k))} is infinite${this.#places(k)}`, 'division-by-zero')
  }

  /** Whether the result has a property here that it loses at some neighbouring point. */
  #alone(o: Operation, property: (x: T) => boolean): boolean {
    const at = (moved: number, x: T) => (r: number) => (r === moved ? x : this.#value(r))
    const noArgument = (): T => this.#field.nothing()
    return operands(o).some(r =>
      this.#field.near(this.#value(r)).some(x => !property(step(o, this.#field, at(r, x), noArgument))),
    )
  }

  #noValue(k: number): DomainError {
    const o = this.#at(k)
    const text = shortText(this.#origin(k))
    const loop = o.op === 'call' && notesOf(o.row)?.refusal !== undefined
    if (loop || operands(o).every(r => this.#finite(r))) {
      if (o.op === 'div')
        return new DomainError(`${text} is 0/0 here, its parts being too small for a double`, 'underflow')
      const refusal = this.#field.refusal(
        o,
        operands(o).map(r => this.#value(r)),
      )
      return new DomainError(`${text} ${refusal.text}${this.#places(k)}`, refusal.code)
    }
    return this.#overflowed(o)
      ? new DomainError(`${text} is lost in an overflow${this.#places(k)}`, 'overflow')
      : this.#indeterminate(k)
  }

  #indeterminate(k: number): DomainError {
    return new DomainError(`${shortText(this.#origin(k))} is indeterminate${this.#places(k)}`, 'indeterminate')
  }

  /** (-2)^inf, for which arithmetic has a number, unless it was an overflow. A power of 0 is 1 of whatever it is, as 0^0 is. */
  #isIndeterminatePower(o: Operation): boolean {
    if (o.op !== 'pow' || this.#overflowed(o)) return false
    const [base, exponent] = [this.#value(o.a), this.#value(o.b)]
    const { lt, rational, holds, status } = this.#field
    return status(exponent) === 'infinite' && holds(lt(base, rational(Rational.of(-1)))) === true
  }

  /** Whether an infinite operand came from an overflow rather than from an infinity that was given. */
  #overflowed(o: Operation): boolean {
    return this.#overflows(operands(o).filter(r => !this.#finite(r)))
  }

  /** Whether some register below these is infinite though its operands are not. */
  #overflows(registers: readonly number[]): boolean {
    const seen = new Set<number>()
    const open = [...registers]
    for (let r = open.pop(); r !== undefined; r = open.pop()) {
      if (seen.has(r)) continue
      seen.add(r)
      const { op } = this.#at(r)
      if (op === 'argument' || op === 'named') continue
      const below = this.#taken(this.#at(r))
      if (!this.#finite(r) && below.every(a => this.#finite(a))) return true
      append(open, below)
    }
    return false
  }

  /** " at x - 3 = -1, y = 2": the operands and their values. */
  #places(k: number): string {
    const shown = new Map<string, string>()
    for (const r of operands(this.#at(k))) {
      const expr = this.#origin(r)
      if (expr.mask !== 0 && expr !== this.#origin(k)) shown.set(shortText(expr), this.#field.show(this.#value(r)))
    }
    return shown.size === 0 ? '' : ` at ${[...shown].map(([text, value]) => `${text} = ${value}`).join(', ')}`
  }
}
