/**
 * Writes a tape: equal operations become one register, and what no result needs is left out at the end.
 * Sums and products run left to right in runs of eight, then over the results of the runs, and so on: rounding
 * errors grow with the logarithm of the length, and the runs do not wait for each other.
 */
import type { Expr } from '../expr/node.js'
import { Numbering } from './numbering.js'
import { isTruth, type Operation, operands, renumber, type Tape } from './tape.js'

/** Operands that are combined one after another. */
const RUN = 8

export class Assembler {
  private readonly operations: Operation[] = []
  private readonly origins: Expr[] = []
  private readonly numbering = new Numbering()
  private readonly kinds = new Map<string, number>()

  /** The register that holds the result of an operation. */
  emit(o: Operation, expr: Expr): number {
    const first = firstOf(o)
    if (first === undefined) return this.append(o, expr)
    return this.numbering.get(this.kind(o), first, secondOf(o), () => this.append(o, expr))
  }

  private kind(o: Operation): number {
    const name = o.op === 'call' ? `call ${o.row.name}` : o.op
    const known = this.kinds.get(name)
    if (known !== undefined) return known
    this.kinds.set(name, this.kinds.size)
    return this.kinds.size - 1
  }

  private append(o: Operation, expr: Expr): number {
    this.origins.push(expr)
    return this.operations.push(o) - 1
  }

  at(register: number): Operation {
    return this.operations[register] as Operation
  }

  isTruth(register: number): boolean {
    return isTruth(this.at(register))
  }

  /** The sum; a term that is the negative of something is subtracted. */
  sum(terms: readonly number[], expr: Expr): number {
    return this.inRuns(terms, run => this.sumOfRun(run, expr))
  }

  private sumOfRun(run: readonly number[], expr: Expr): number {
    const first = Math.max(
      0,
      run.findIndex(r => this.at(r).op !== 'neg'),
    )
    let total = run[first] as number
    for (const [k, r] of run.entries()) {
      if (k === first) continue
      const term = this.at(r)
      total = this.append(term.op === 'neg' ? { op: 'sub', a: total, b: term.a } : { op: 'add', a: total, b: r }, expr)
    }
    return total
  }

  product(factors: readonly number[], expr: Expr): number {
    return this.inRuns(factors, run => run.reduce((a, b) => this.emit({ op: 'mul', a, b }, expr)))
  }

  private inRuns(all: readonly number[], combine: (run: readonly number[]) => number): number {
    let level = all
    while (level.length > 1) {
      const next: number[] = []
      for (let k = 0; k < level.length; k += RUN) next.push(combine(level.slice(k, k + RUN)))
      level = next
    }
    return level[0] as number
  }

  /** The finished tape: only what the results need, renumbered. */
  finish(outputs: readonly number[], names: readonly string[]): Tape {
    const needed = new Uint8Array(this.operations.length)
    for (const r of outputs) needed[r] = 1
    for (let k = needed.length - 1; k >= 0; k--) if (needed[k]) for (const r of operands(this.at(k))) needed[r] = 1
    const moved = new Int32Array(needed.length)
    const to = (register: number): number => moved[register] as number
    const operations: Operation[] = []
    const origins: Expr[] = []
    for (const [k, o] of this.operations.entries()) {
      if (!needed[k]) continue
      origins.push(this.origins[k] as Expr)
      moved[k] = operations.push(renumber(o, to)) - 1
    }
    return { operations, origins, outputs: outputs.map(to), names }
  }
}

/** The first operand, for operations that are looked for among those already there. */
function firstOf(o: Operation): number | undefined {
  switch (o.op) {
    case 'argument':
      return o.index
    case 'neg':
    case 'sqrt':
    case 'exp':
    case 'not':
    case 'powInt':
    case 'div':
    case 'pow':
    case 'lt':
    case 'le':
      return o.a
    case 'mul':
    case 'eq':
      return Math.min(o.a, o.b)
    case 'call':
      return o.args.length === 1 || o.args.length === 2 ? o.args[0] : undefined
    default:
      return undefined
  }
}

/** The second operand, or a number that no register has. */
function secondOf(o: Operation): number {
  switch (o.op) {
    case 'powInt':
      return o.n
    case 'div':
    case 'pow':
    case 'lt':
    case 'le':
      return o.b
    case 'mul':
    case 'eq':
      return Math.max(o.a, o.b)
    case 'call':
      return o.args[1] ?? -1
    default:
      return -1
  }
}
