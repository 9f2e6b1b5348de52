/**
 * A tape as statements. Each performs what the compiled closures perform, in the same order: truths are 1, 0 and NaN, and what is neither
 * true nor false has no value. A register that is read once stands where it is read while the term stays short; the others have names.
 */
import type { Program } from '../compile/program.js'
import { LONGEST_CHAIN, leadingBit } from '../evaluate/real.js'
import { notComputed, type Operation, operands } from '../evaluate/tape.js'
import { row as rowOf } from '../functions/table.js'
import { spend } from '../work.js'
import { binary, call, choose, name, number, type Statement, type Term, type Test, test } from './code.js'

/** The most operations in one term. */
const LONGEST_TERM = 12

const NAN = number(Number.NaN)

/** The statements that compute the results, and the results. `local` gives names to registers, in the order in which they are set. */
export function statementsOf(
  program: Program,
  parameters: readonly string[],
  local: () => string,
): { readonly body: readonly Statement[]; readonly outputs: readonly Term[] } {
  const writer = new Writer(program, parameters, local)
  for (const [k, o] of program.tape.operations.entries()) {
    spend(1)
    writer.write(k, o)
  }
  return { body: writer.body, outputs: program.tape.outputs.map(r => writer.term(r)) }
}

class Writer {
  readonly body: Statement[] = []
  private readonly terms: Term[] = []
  private readonly sizes: number[] = []
  private readonly uses: Int32Array
  /** The comparisons that only decide selections: they are written there. */
  private readonly tests = new Map<number, Operation>()

  constructor(
    private readonly program: Program,
    private readonly parameters: readonly string[],
    private readonly local: () => string,
  ) {
    this.uses = usesOf(program)
  }

  term(register: number): Term {
    return this.terms[register] as Term
  }

  /** A name or a number. */
  private atom(register: number): Term {
    const found = this.term(register)
    if (found.kind === 'name' || found.kind === 'number') return found
    return this.settle(register, found)
  }

  private settle(register: number, value: Term): Term {
    const target = this.local()
    this.body.push({ kind: 'set', name: target, value })
    this.sizes[register] = 0
    const settled = name(target)
    this.terms[register] = settled
    return settled
  }

  write(k: number, o: Operation): void {
    if (!this.program.varying[k]) {
      this.terms[k] = number(this.program.constants[k] as number)
      this.sizes[k] = 0
      return
    }
    if (o.op === 'argument') {
      this.terms[k] = name(this.parameters[o.index] as string)
      this.sizes[k] = 0
      return
    }
    if (o.op === 'lt' || o.op === 'le' || o.op === 'eq') this.tests.set(k, o)
    const value = this.termOf(o)
    this.terms[k] = value
    this.sizes[k] = 1 + operands(o).reduce((sum, r) => sum + (this.sizes[r] as number), 0)
    const used = this.uses[k] as number
    // Conditions have a name only where more than selections read them.
    if (this.tests.has(k) ? used > 0 : used > 1 || (this.sizes[k] as number) > LONGEST_TERM) this.settle(k, value)
  }

  private termOf(o: Operation): Term {
    switch (o.op) {
      case 'add':
      case 'sub':
      case 'mul':
      case 'div':
        return binary(OPERATORS[o.op], this.term(o.a), this.term(o.b))
      case 'neg':
        return { kind: 'negate', a: this.term(o.a) }
      case 'sqrt':
      case 'exp':
        return call(o.op, this.term(o.a))
      case 'powInt':
        return this.wholePower(o.a, o.n)
      case 'pow':
        return this.power(o.a, o.b)
      case 'lt':
      case 'le':
      case 'eq':
        return this.decided(o, number(1), number(0))
      case 'and': {
        const [a, b] = [this.atom(o.a), this.atom(o.b)]
        const zero = number(0)
        return choose(test('==', a, zero), zero, choose(test('==', b, zero), zero, binary('*', a, b)))
      }
      case 'or': {
        const [a, b] = [this.atom(o.a), this.atom(o.b)]
        const one = number(1)
        return choose(test('==', a, one), one, choose(test('==', b, one), one, binary('+', a, b)))
      }
      case 'not':
        return binary('-', number(1), this.term(o.a))
      case 'select':
        return this.selection(o.a, this.term(o.b), this.term(o.c))
      case 'call':
        return this.called(o)
      default:
        return notComputed(o)
    }
  }

  private called({ row, args }: Operation & { readonly op: 'call' }): Term {
    const terms = args.map(r => this.term(r))
    if (row.name === 'log' && args.length === 2)
      return binary('/', call('log', terms[0] as Term), call('log', terms[1] as Term))
    const [order] = terms
    // Spherical Bessel functions are one formula for each order.
    if (row.name === 'jn' && order?.kind === 'number' && ORDERS.has(order.value))
      return call(`jn${order.value}`, ...terms.slice(1))
    return call(variantOf(row.name, args.length), ...terms)
  }

  /** The choice by a comparison: the second where it does not hold, and no value where an operand has none. */
  private decided(o: Operation, yes: Term, no: Term): Term {
    if (o.op !== 'lt' && o.op !== 'le' && o.op !== 'eq') throw new TypeError(`${o.op} is no comparison`)
    const [a, b] = [this.atom(o.a), this.atom(o.b)]
    const [holds, fails] = COMPARISONS[o.op]
    const isNumber = (t: Term): boolean => t.kind === 'number' && !Number.isNaN(t.value)
    const otherwise = (): Term => {
      if (no.kind === 'number' && Number.isNaN(no.value)) return no
      if (fails !== undefined) return choose(test(fails, a, b), no, NAN)
      const sure = (t: Test, rest: Term): Term => choose(t, rest, NAN)
      const left = isNumber(b) ? no : sure(test('==', b, b), no)
      return isNumber(a) ? left : sure(test('==', a, a), left)
    }
    return choose(test(holds, a, b), yes, otherwise())
  }

  private selection(condition: number, yes: Term, no: Term): Term {
    const comparison = this.tests.get(condition)
    if (comparison !== undefined) return this.decided(comparison, yes, no)
    const c = this.atom(condition)
    return choose(test('==', c, number(1)), yes, choose(test('==', c, number(0)), no, NAN))
  }

  /** By squaring, as in evaluate/real.ts. */
  private wholePower(a: number, n: number): Term {
    if (n > LONGEST_CHAIN) return call('pow', this.term(a), number(n))
    const x = this.atom(a)
    let r = x
    for (let bit = leadingBit(n) >> 1; bit > 0; bit >>= 1) {
      const square = binary('*', r, r)
      r = n & bit ? binary('*', square, x) : square
      if (bit === 1) break
      const target = this.local()
      this.body.push({ kind: 'set', name: target, value: r })
      r = name(target)
    }
    return r
  }

  /** The function of the language where it cannot differ: it may say that 1 to an infinite or missing power is 1. */
  private power(a: number, b: number): Term {
    const [base, exponent] = [this.term(a), this.term(b)]
    const plain =
      (base.kind === 'number' && Math.abs(base.value) !== 1 && !Number.isNaN(base.value)) ||
      (exponent.kind === 'number' && Number.isFinite(exponent.value) && exponent.value !== 0)
    return call(plain ? 'pow' : 'power', base, exponent)
  }
}

const OPERATORS = { add: '+', sub: '-', mul: '*', div: '/' } as const
/** How a comparison holds, and how it fails between numbers. */
const COMPARISONS = { lt: ['<', '>='], le: ['<=', '>'], eq: ['==', undefined] } as const

/** The name of a function; of another form, which means another function, with the number of its arguments: hypot3. */
function variantOf(f: string, count: number): string {
  const args = rowOf(f)?.args
  return typeof args === 'number' && args !== count ? `${f}${count}` : f
}

/** The orders that have a routine: those of sinc and its derivatives. */
const ORDERS: ReadonlySet<number> = new Set([0, 1, 2])

/** How often each register is read as a number: comparisons that decide selections are not read but written again. */
function usesOf({ tape }: Program): Int32Array {
  const uses = new Int32Array(tape.operations.length)
  const isComparison = (r: number): boolean => {
    const op = tape.operations[r]?.op
    return op === 'lt' || op === 'le' || op === 'eq'
  }
  for (const o of tape.operations)
    for (const r of operands(o))
      if (!(o.op === 'select' && r === o.a && isComparison(r))) uses[r] = (uses[r] as number) + 1
  for (const r of tape.outputs) uses[r] = (uses[r] as number) + 1
  return uses
}
