/**
 * Writes a tape: equal operations become one register, and what no result needs is left out at the end.
 * Sums and products run left to right in runs of eight, then over the results of the runs, and so on: rounding
 * errors grow with the logarithm of the length, and the runs do not wait for each other. Products are whole until the end,
 * when it is known which factors they share.
 */
import { copied } from '../expr/args.js'
import type { Expr } from '../expr/node.js'
import type { NamedRow } from '../functions/row.js'
import { memo } from '../memo.js'
import { heed, spend } from '../work.js'
import { Numbering } from './numbering.js'
import { type Draft, eachOperandOf, inRuns, Products } from './products.js'
import { eachOperand, isTruth, type Operation, renumber, type Tape } from './tape.js'

const NONE: readonly number[] = []
/** In the place of a product that has become operations. */
const EMITTED: Draft = { op: 'product', above: NONE, below: NONE }

/** What an operation takes in steps: it is made, found again by what it is of, and moved to its place at the end. */
const WRITTEN = 3

export class Assembler {
  readonly #operations: Draft[] = []
  readonly #origins: Expr[] = []
  #numbering: Numbering
  readonly #kinds = new Map<string | NamedRow, number>()
  /** Numbers of lists of factors. */
  #lists = 0

  /** For the code of so many nodes. */
  constructor(nodes: number) {
    this.#numbering = new Numbering(nodes)
  }

  /** The register that holds the result of an operation, which is the assembler's from here on. */
  emit(o: Operation, expr: Expr): number {
    heed()
    const first = firstOf(o)
    if (first === undefined) return this.#append(o, expr)
    return this.#numbering.get(this.#kind(o), first, secondOf(o), () => this.#append(o, expr))
  }

  #kind(o: Operation): number {
    return this.#kindOf(o.op === 'call' ? o.row : o.op)
  }

  /** Functions are told apart by their rows: the loops of two sums have one name. */
  #kindOf(name: string | NamedRow): number {
    return memo(this.#kinds, name, () => this.#kinds.size)
  }

  #append(o: Draft, expr: Expr): number {
    spend(WRITTEN)
    this.#origins.push(expr)
    return this.#operations.push(o) - 1
  }

  at(register: number): Draft {
    return this.#operations[register] as Draft
  }

  isTruth(register: number): boolean {
    const o = this.at(register)
    return o.op !== 'product' && isTruth(o)
  }

  /** The sum; a term that is the negative of something is subtracted. */
  sum(terms: readonly number[], expr: Expr): number {
    return inRuns(terms, run => this.#sumOfRun(run, expr))
  }

  #sumOfRun(run: readonly number[], expr: Expr): number {
    let first = 0
    while (first < run.length && this.at(run[first] as number).op === 'neg') first++
    if (first === run.length) first = 0
    let total = run[first] as number
    for (let k = 0; k < run.length; k++) {
      if (k === first) continue
      const r = run[k] as number
      const term = this.at(r)
      total = this.emit(term.op === 'neg' ? { op: 'sub', a: total, b: term.a } : { op: 'add', a: total, b: r }, expr)
    }
    return total
  }

  /** The fraction of two products; above the line there is at least one factor. */
  quotient(above: readonly number[], below: readonly number[], expr: Expr): number {
    const [a, b] = above as readonly [number, number]
    if (above.length === 1 && below.length === 0) return a
    spend(above.length + below.length)
    // Made anew, for a list that grew has room for more, and there are millions of them.
    const add = (): number =>
      this.#append({ op: 'product', above: copied(above), below: below.length === 0 ? NONE : copied(below) }, expr)
    // Most products are of two: these need one row of the table, others one for each factor.
    if (above.length === 2 && below.length === 0)
      return this.#numbering.get(this.#kindOf('product of two'), Math.min(a, b), Math.max(a, b), add)
    if (above.length === 1 && below.length === 1)
      return this.#numbering.get(this.#kindOf('quotient of two'), a, below[0] as number, add)
    const line = this.#numbering.get(this.#kindOf('line'), this.#listOf(-1, above), -1, () => this.#lists++)
    return this.#numbering.get(this.#kindOf('product'), this.#listOf(line, below), -1, add)
  }

  /** The number of a list that goes on with factors in any order. */
  #listOf(start: number, factors: readonly number[]): number {
    const part = this.#kindOf('factor')
    return [...factors]
      .sort((a, b) => a - b)
      .reduce((list, f) => this.#numbering.get(part, list, f, () => this.#lists++), start)
  }

  /**
   * The finished tape: only what the results need, renumbered, products by what they share. Nothing is left here: what the tape is made
   * from goes as it is made.
   */
  finish(outputs: readonly number[], names: readonly string[]): Tape {
    this.#numbering = new Numbering()
    const needed = this.#neededBy(outputs)
    const products = new Products(this.#operations, needed)
    const moved = new Int32Array(needed.length)
    const to = (register: number): number => moved[register] as number
    const operations: Operation[] = []
    const origins: Expr[] = []
    for (let k = 0; k < this.#operations.length; k++) {
      spend(1)
      if (!needed[k]) continue
      const o = this.at(k)
      const origin = this.#origins[k] as Expr
      const append = (x: Operation): number => {
        origins.push(origin)
        return operations.push(x) - 1
      }
      if (o.op === 'product') {
        moved[k] = products.emit(k, to, append)
        this.#operations[k] = EMITTED
      } else {
        renumber(o, to)
        moved[k] = append(o)
      }
    }
    return trimmed({ operations, origins, outputs: outputs.map(to), names })
  }

  #neededBy(outputs: readonly number[]): Uint8Array {
    return marked(this.#operations.length, outputs, (r, mark) => eachOperandOf(this.at(r), mark))
  }
}

/** 1 for each register that the outputs need. */
function marked(
  length: number,
  outputs: readonly number[],
  reads: (register: number, mark: (operand: number) => void) => void,
): Uint8Array {
  const needed = new Uint8Array(length)
  const mark = (r: number): void => {
    needed[r] = 1
  }
  outputs.forEach(mark)
  for (let k = length - 1; k >= 0; k--) {
    heed()
    if (needed[k]) reads(k, mark)
  }
  return needed
}

/** Without what no result needs: powers whose bases were paired with other factors. */
function trimmed(tape: Tape): Tape {
  const needed = marked(tape.operations.length, tape.outputs, (r, mark) =>
    eachOperand(tape.operations[r] as Operation, mark),
  )
  if (needed.every(n => n === 1)) return tape
  const moved = new Int32Array(needed.length)
  const to = (register: number): number => moved[register] as number
  const operations: Operation[] = []
  for (let k = 0; k < needed.length; k++) {
    heed()
    if (needed[k]) {
      const o = tape.operations[k] as Operation
      renumber(o, to)
      moved[k] = operations.push(o) - 1
    }
  }
  return {
    operations,
    origins: tape.origins.filter((_, k) => needed[k] === 1),
    outputs: tape.outputs.map(to),
    names: tape.names,
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
    case 'sub':
      return o.a
    case 'add':
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
    case 'sub':
      return o.b
    case 'add':
    case 'mul':
    case 'eq':
      return Math.max(o.a, o.b)
    case 'call':
      return o.args[1] ?? -1
    default:
      return -1
  }
}
