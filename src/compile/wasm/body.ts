/**
 * One link of a program as the body of a WebAssembly function: straight-line code over doubles, one or two at a time. It performs exactly what
 * evaluate/real.ts does, in the same order. A value read once and at once stays on the stack; others are in locals, and a local is
 * used again after the last reader of its value. Only numbers are ever written.
 */
import { leadingBit } from '../../evaluate/real.js'
import { eachOperand, notComputed, type Operation } from '../../evaluate/tape.js'
import type { AlgorithmName } from '../../number/elementary/algorithms.js'
import { elementaryOf } from '../elementary.js'
import type { Bytes } from './bytes.js'
import type { BodyContext } from './context.js'
import { LANE } from './instructions.js'
import { OP, TYPE } from './opcode.js'
import { directOperand, partnersIn } from './stack.js'

/** Doubles are where their size divides the address: 2^3 bytes. */
const ALIGNED = 3

const NONE: readonly number[] = []

export class Body {
  private readonly locals = new Map<number, number>()
  private readonly free: number[] = []
  private count = 0
  /** Sines and cosines that were computed with the other one, in locals. */
  private readonly ready = new Map<number, number>()
  /** The other one of a sine or a cosine in this link. */
  private partners: ReadonlyMap<number, number> = new Map()
  /** The register whose value is on the stack. */
  private top: number | undefined

  constructor(
    private readonly code: Bytes,
    private readonly context: BodyContext,
  ) {}

  /** Writes a link; answers the number of locals that it needs. */
  write(link: readonly number[]): number {
    const { operations } = this.context.program.tape
    const use = (r: number): void => this.used(r, 1)
    for (const k of link) eachOperand(operations[k] as Operation, use)
    this.partners = partnersIn(link, operations)
    for (let j = 0; j < link.length; j++) this.operation(link[j] as number, link[j + 1])
    return this.count
  }

  private usesOf(r: number): number {
    return this.context.uses[r] as number
  }

  private used(r: number, more: number): void {
    this.context.uses[r] = this.usesOf(r) + more
  }

  private operation(k: number, next: number | undefined): void {
    const { program, layout } = this.context
    const o = program.tape.operations[k] as Operation
    const result = layout.results.get(k) ?? NONE
    if (o.op === 'argument') {
      for (const column of result) this.store(column, () => this.push(k))
      return
    }
    this.compute(o, k)
    eachOperand(o, this.reading)
    const kept = result.length > 0 || (layout.slots[k] as number) >= 0
    const waiting = next !== undefined && !kept && this.waits(k, next)
    if (waiting && this.usesOf(k) === 1) this.top = k
    else if (kept || this.usesOf(k) > 0) {
      this.set(k, waiting ? OP['local.tee'] : OP['local.set'])
      if (waiting) this.top = k
    }
    for (const column of result) this.store(column, () => this.get(k))
    if ((layout.slots[k] as number) >= 0) this.store(layout.slots[k] as number, () => this.get(k))
    if (kept && this.usesOf(k) === 0) this.release(k)
  }

  /** Whether the next operation reads a value first, and its operands from the stack. */
  private waits(k: number, next: number): boolean {
    const o = this.context.program.tape.operations[next] as Operation
    return directOperand(o) === k
  }

  /** One reader less. */
  private readonly reading = (r: number): void => {
    this.used(r, -1)
    if (this.usesOf(r) === 0) this.release(r)
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
    this.context.set.constant(value, this.code)
  }

  private address(column: number): number {
    return column * this.context.layout.stride * Float64Array.BYTES_PER_ELEMENT
  }

  private store(column: number, push: () => void): void {
    this.code.byte(...this.context.base)
    push()
    this.code.byte(...this.context.set.store, ALIGNED).unsigned(this.address(column))
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
        .byte(...this.context.set.load, ALIGNED)
        .unsigned(this.address(layout.slots[r] as number))
      if (this.usesOf(r) > 1) this.set(r, OP['local.tee'])
    }
  }

  private compute(o: Operation, k: number): void {
    const { set } = this.context
    switch (o.op) {
      case 'add':
      case 'sub':
      case 'mul':
      case 'div':
        this.simple(set[o.op], o.a, o.b)
        break
      case 'neg':
      case 'sqrt':
        this.simple(set[o.op], o.a)
        break
      case 'exp':
        this.elementary('exp', o.a)
        break
      case 'pow':
        this.elementary('pow', o.a, o.b)
        break
      case 'powInt':
        this.wholePower(o)
        break
      case 'call':
        this.call(o, k)
        break
      case 'lt':
        this.compare(set.lt, set.ge, o.a, o.b)
        break
      case 'le':
        this.compare(set.le, set.gt, o.a, o.b)
        break
      case 'eq':
        this.equals(o.a, o.b)
        break
      case 'and':
        this.connect(0, set.mul, o.a, o.b)
        break
      case 'or':
        this.connect(1, set.add, o.a, o.b)
        break
      case 'not':
        this.constant(1)
        this.simple(set.sub, o.a)
        break
      case 'select':
        this.choose(o.a, o.b, o.c)
        break
      default:
        notComputed(o)
    }
  }

  /** An instruction of the values of registers. */
  private simple(op: readonly number[], ...registers: readonly number[]): void {
    for (const r of registers) this.push(r)
    this.code.byte(...op)
  }

  /** An elementary function of values. */
  private elementary(name: AlgorithmName, ...registers: readonly number[]): void {
    for (const r of registers) this.push(r)
    this.code.byte(OP.call).unsigned(this.context.numberOf(name))
  }

  /** x^n by squaring, from the leading bit of n down; beyond the longest chain a power as others. */
  private wholePower(o: Operation & { readonly op: 'powInt' }): void {
    const { a, n } = o
    const { mul } = this.context.set
    this.push(a)
    if (elementaryOf(o) !== undefined) {
      this.constant(n)
      this.code.byte(OP.call).unsigned(this.context.numberOf('pow'))
      return
    }
    const square = this.newLocal()
    for (let bit = leadingBit(n) >> 1; bit > 0; bit >>= 1) {
      this.code
        .byte(OP['local.tee'])
        .unsigned(square)
        .byte(OP['local.get'])
        .unsigned(square)
        .byte(...mul)
      if (n & bit) this.simple(mul, a)
    }
    this.free.push(square)
  }

  private call(o: Operation & { readonly op: 'call' }, k: number): void {
    const known = this.ready.get(k)
    if (known !== undefined) {
      this.code.byte(OP['local.get']).unsigned(known)
      this.free.push(known)
      return
    }
    const partner = this.partners.get(k)
    const name = elementaryOf(o)
    if (partner !== undefined) this.both(o, partner)
    else if (name !== undefined) this.elementary(name, ...o.args)
    else this.other(o)
  }

  /** A function that is no elementary one. */
  private other(o: Operation & { readonly op: 'call' }): void {
    const { imports, layout, set } = this.context
    const callee = imports.callee(o.row, o.args.length)
    if ('instruction' in callee) {
      this.simple(set[callee.instruction], ...o.args)
      return
    }
    if (set.type === TYPE.v128) {
      this.lanes(callee.index, o.args)
      return
    }
    if ('through' in callee) for (const [j, r] of o.args.entries()) this.store(layout.scratch + j, () => this.push(r))
    else for (const r of o.args) this.push(r)
    this.code.byte(OP.call).unsigned(callee.index)
  }

  /** A sine or a cosine, and the other one into a local for later. */
  private both(o: Operation & { readonly op: 'call' }, partner: number): void {
    const other = this.newLocal()
    this.ready.set(partner, other)
    this.elementary('sincos', ...o.args)
    if (elementaryOf(o) === 'sin') {
      this.code.byte(OP['local.set']).unsigned(other)
      return
    }
    const own = this.newLocal()
    this.code.byte(OP['local.set']).unsigned(own).byte(OP['local.set']).unsigned(other)
    this.code.byte(OP['local.get']).unsigned(own)
    this.free.push(own)
  }

  /** A function of doubles for each of two. */
  private lanes(index: number, args: readonly number[]): void {
    for (const lane of [0, 1]) {
      for (const r of args) {
        this.push(r)
        this.code.byte(...LANE.extract(lane))
      }
      this.code
        .byte(OP.call)
        .unsigned(index)
        .byte(...(lane === 0 ? LANE.splat : LANE.replace(lane)))
    }
  }

  /** 1 where it holds, 0 where the opposite does, NaN beside. */
  private compare(holds: readonly number[], fails: readonly number[], a: number, b: number): void {
    this.constant(1)
    this.constant(0)
    this.constant(Number.NaN)
    const { select } = this.context.set
    this.simple(fails, a, b)
    this.code.byte(...select)
    this.simple(holds, a, b)
    this.code.byte(...select)
  }

  private equals(a: number, b: number): void {
    this.constant(1)
    this.constant(Number.NaN)
    this.constant(0)
    const { eq, ne, or, select } = this.context.set
    this.simple(ne, a, a)
    this.simple(ne, b, b)
    this.code.byte(...or, ...select)
    this.simple(eq, a, b)
    this.code.byte(...select)
  }

  /** The deciding truth where either has it, else what the instruction makes of both. */
  private connect(deciding: number, op: readonly number[], a: number, b: number): void {
    const { eq, or, select } = this.context.set
    this.constant(deciding)
    this.simple(op, a, b)
    for (const r of [a, b]) {
      this.push(r)
      this.constant(deciding)
      this.code.byte(...eq)
    }
    this.code.byte(...or, ...select)
  }

  private choose(condition: number, yes: number, no: number): void {
    const { eq, select } = this.context.set
    const is = (truth: number): void => {
      this.push(condition)
      this.constant(truth)
      this.code.byte(...eq, ...select)
    }
    this.push(yes)
    this.push(no)
    this.constant(Number.NaN)
    is(0)
    is(1)
  }
}
