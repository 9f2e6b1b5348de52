/**
 * One link of a program as the body of a WebAssembly function: straight-line code over doubles. It performs exactly what
 * evaluate/real.ts does, in the same order. A value read once and at once stays on the stack; others are in locals, and a local is
 * used again after the last reader of its value. Only numbers are ever written.
 */
import { LONGEST_CHAIN, leadingBit } from '../../evaluate/real.js'
import { notComputed, type Operation, operands } from '../../evaluate/tape.js'
import type { Program } from '../program.js'
import type { Bytes } from './bytes.js'
import type { Imports } from './imports.js'
import type { Layout } from './layout.js'
import { OP } from './opcode.js'

/** Doubles are where their size divides the address: 2^3 bytes. */
const ALIGNED = 3

export interface BodyContext {
  readonly program: Program
  readonly layout: Layout
  readonly imports: Imports
  /** The number of the first local that the body may use. */
  readonly firstLocal: number
  /** The instruction for the address that columns are counted from. */
  readonly base: readonly number[]
}

export class Body {
  private readonly code: Bytes
  private readonly context: BodyContext
  /** How often each register is still to be read, by register. */
  private readonly uses = new Map<number, number>()
  private readonly locals = new Map<number, number>()
  private readonly free: number[] = []
  private count = 0
  /** The register whose value is on the stack. */
  private top: number | undefined

  constructor(code: Bytes, context: BodyContext) {
    this.code = code
    this.context = context
  }

  /** Writes a link; answers the number of locals that it needs. */
  write(link: readonly number[]): number {
    const { tape } = this.context.program
    for (const k of link)
      for (const r of operands(tape.operations[k] as Operation)) this.uses.set(r, this.usesOf(r) + 1)
    for (const [j, k] of link.entries()) this.operation(k, link[j + 1])
    return this.count
  }

  private usesOf(r: number): number {
    return this.uses.get(r) ?? 0
  }

  private operation(k: number, next: number | undefined): void {
    const { program, layout } = this.context
    const o = program.tape.operations[k] as Operation
    const result = layout.results.get(k)
    if (o.op === 'argument') {
      if (result !== undefined) this.store(result, () => this.push(k))
      return
    }
    this.compute(o)
    for (const r of operands(o)) this.read(r)
    const kept = result !== undefined || (layout.slots[k] as number) >= 0
    const waiting = next !== undefined && !kept && this.waits(k, next)
    if (waiting && this.usesOf(k) === 1) this.top = k
    else if (kept || this.usesOf(k) > 0) {
      this.set(k, waiting ? OP['local.tee'] : OP['local.set'])
      if (waiting) this.top = k
    }
    if (result !== undefined) this.store(result, () => this.get(k))
    if ((layout.slots[k] as number) >= 0) this.store(layout.slots[k] as number, () => this.get(k))
    if (kept && this.usesOf(k) === 0) this.release(k)
  }

  /** Whether the next operation reads a value first, and its operands from the stack. */
  private waits(k: number, next: number): boolean {
    const o = this.context.program.tape.operations[next] as Operation
    const [first] = operands(o)
    return first === k && isDirect(o)
  }

  /** One reader less. */
  private read(r: number): void {
    const left = this.usesOf(r) - 1
    this.uses.set(r, left)
    if (left === 0) this.release(r)
  }

  private release(r: number): void {
    const local = this.locals.get(r)
    if (local === undefined) return
    this.locals.delete(r)
    this.free.push(local)
  }

  private newLocal(): number {
    return this.free.pop() ?? this.context.firstLocal + this.count++
  }

  private set(r: number, op: number): void {
    const local = this.newLocal()
    this.locals.set(r, local)
    this.code.byte(op).unsigned(local)
  }

  private get(r: number): void {
    this.code.byte(OP['local.get']).unsigned(this.locals.get(r) as number)
  }

  private constant(value: number): void {
    this.code.byte(OP['f64.const']).double(value)
  }

  private address(column: number): number {
    return column * this.context.layout.stride * Float64Array.BYTES_PER_ELEMENT
  }

  private store(column: number, push: () => void): void {
    this.code.byte(...this.context.base)
    push()
    this.code.byte(OP['f64.store'], ALIGNED).unsigned(this.address(column))
  }

  /** Puts the value of a register on the stack, where it may be already. */
  private push(r: number): void {
    if (this.top === r) {
      this.top = undefined
      return
    }
    const { program, layout } = this.context
    if (!program.varying[r]) this.constant(program.constants[r] as number)
    else if (this.locals.has(r)) this.get(r)
    else {
      this.code
        .byte(...this.context.base)
        .byte(OP['f64.load'], ALIGNED)
        .unsigned(this.address(layout.slots[r] as number))
      if (this.usesOf(r) > 1) this.set(r, OP['local.tee'])
    }
  }

  private compute(o: Operation): void {
    switch (o.op) {
      case 'add':
      case 'sub':
      case 'mul':
      case 'div':
        this.simple(OP[`f64.${o.op}`], o.a, o.b)
        break
      case 'neg':
      case 'sqrt':
        this.simple(OP[`f64.${o.op}`], o.a)
        break
      case 'exp':
        this.simple(OP.call, o.a)
        this.code.unsigned(this.context.imports.exp())
        break
      case 'pow':
        this.power(o.a, o.b)
        break
      case 'powInt':
        this.wholePower(o.a, o.n)
        break
      case 'call':
        this.call(o)
        break
      case 'lt':
        this.compare(OP['f64.lt'], OP['f64.ge'], o.a, o.b)
        break
      case 'le':
        this.compare(OP['f64.le'], OP['f64.gt'], o.a, o.b)
        break
      case 'eq':
        this.equals(o.a, o.b)
        break
      case 'and':
        this.connect(0, OP['f64.mul'], o.a, o.b)
        break
      case 'or':
        this.connect(1, OP['f64.add'], o.a, o.b)
        break
      case 'not':
        this.constant(1)
        this.simple(OP['f64.sub'], o.a)
        break
      case 'select':
        this.choose(o.a, o.b, o.c)
        break
      default:
        notComputed(o)
    }
  }

  /** An instruction of the values of registers. */
  private simple(op: number, ...registers: readonly number[]): void {
    for (const r of registers) this.push(r)
    this.code.byte(op)
  }

  /** `Math.pow`, except that NaN to the power 0 is NaN. */
  private power(a: number, b: number): void {
    this.push(a)
    this.simple(OP.call, a, b)
    this.code.unsigned(this.context.imports.pow())
    this.simple(OP['f64.ne'], a, a)
    this.code.byte(OP.select)
  }

  /** x^n by squaring, from the leading bit of n down; beyond the longest chain `Math.pow`. */
  private wholePower(a: number, n: number): void {
    this.push(a)
    if (n > LONGEST_CHAIN) {
      this.constant(n)
      this.code.byte(OP.call).unsigned(this.context.imports.pow())
      return
    }
    const square = this.newLocal()
    for (let bit = leadingBit(n) >> 1; bit > 0; bit >>= 1) {
      this.code.byte(OP['local.tee']).unsigned(square).byte(OP['local.get']).unsigned(square).byte(OP['f64.mul'])
      if (n & bit) this.simple(OP['f64.mul'], a)
    }
    this.free.push(square)
  }

  private call(o: Operation & { readonly op: 'call' }): void {
    const { imports, layout } = this.context
    const callee = imports.callee(o.row, o.args.length)
    if ('through' in callee) for (const [j, r] of o.args.entries()) this.store(layout.scratch + j, () => this.push(r))
    else for (const r of o.args) this.push(r)
    if ('instruction' in callee) this.code.byte(callee.instruction)
    else this.code.byte(OP.call).unsigned(callee.index)
  }

  /** 1 where it holds, 0 where the opposite does, NaN beside. */
  private compare(holds: number, fails: number, a: number, b: number): void {
    this.constant(1)
    this.constant(0)
    this.constant(Number.NaN)
    this.simple(fails, a, b)
    this.code.byte(OP.select)
    this.simple(holds, a, b)
    this.code.byte(OP.select)
  }

  private equals(a: number, b: number): void {
    this.constant(1)
    this.constant(Number.NaN)
    this.constant(0)
    this.simple(OP['f64.ne'], a, a)
    this.simple(OP['f64.ne'], b, b)
    this.code.byte(OP['i32.or'], OP.select)
    this.simple(OP['f64.eq'], a, b)
    this.code.byte(OP.select)
  }

  /** The deciding truth where either has it, else what the instruction makes of both. */
  private connect(deciding: number, op: number, a: number, b: number): void {
    this.constant(deciding)
    this.simple(op, a, b)
    for (const r of [a, b]) {
      this.push(r)
      this.constant(deciding)
      this.code.byte(OP['f64.eq'])
    }
    this.code.byte(OP['i32.or'], OP.select)
  }

  private choose(condition: number, yes: number, no: number): void {
    const is = (truth: number): void => {
      this.push(condition)
      this.constant(truth)
      this.code.byte(OP['f64.eq'], OP.select)
    }
    this.push(yes)
    this.push(no)
    this.constant(Number.NaN)
    is(0)
    is(1)
  }
}

/** Whether an operation takes its first operand from the stack, before anything else and once. */
function isDirect(o: Operation): boolean {
  switch (o.op) {
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
    case 'neg':
    case 'sqrt':
    case 'exp':
      return true
    default:
      return false
  }
}
