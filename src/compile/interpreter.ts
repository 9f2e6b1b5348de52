/**
 * Runs a program without generating code: one pass over a table of whole numbers, with the registers in a
 * Float64Array. The operations are those of evaluate/real.ts; those that dominate are written out.
 */

import { lower } from '../evaluate/lower.js'
import { powerChain, real } from '../evaluate/real.js'
import { notComputed, type Operation } from '../evaluate/tape.js'
import type { Expr } from '../expr/node.js'
import { numericOf } from '../functions/numerics.js'
import { finishing, type Mending } from './mending.js'
import { polesOf } from './poles.js'
import { givenTo, type Program, placeArguments, programOf, type Runner, tooShort } from './program.js'

/** Codes of the operations in the table; each row is code, target, operands a, b, c. */
const ADD = 0
const SUB = 1
const MUL = 2
const DIV = 3
const UNARY = 4
const BINARY = 5
const TERNARY = 6
const POWER = 7
const SPREAD = 8
const WIDTH = 5

type Kernel = (...args: number[]) => number

interface Table {
  readonly rows: Int32Array
  readonly functions: readonly Kernel[]
  /** Where the row's function is in `functions`, by row. */
  readonly which: Int32Array
  /** Registers of the operands of calls with more than three. */
  readonly lists: readonly (readonly number[])[]
}

/** The program as a table-driven interpreter: what writes the results at a point of numbers. */
export function interpreter(program: Program): Runner['intoAt'] {
  const { tape } = program
  const table = tabulate(program)
  const registers = program.constants.slice()
  const places = tape.operations.flatMap((o, k) => (o.op === 'argument' ? [[k, o.index] as const] : []))
  const into = Int32Array.from(places, ([k]) => k)
  const from = Int32Array.from(places, ([, index]) => index)
  const outputs = Int32Array.from(tape.outputs)
  return (out, point) => {
    if (!(out.length >= outputs.length)) throw tooShort(out.length, outputs.length)
    for (let k = 0; k < into.length; k++) registers[into[k] as number] = point[from[k] as number] as number
    perform(table, registers)
    for (let k = 0; k < outputs.length; k++) out[k] = registers[outputs[k] as number] as number
    return out
  }
}

/** Interprets with infinite results looked at again. Results may be written over the point that is given. */
export function mendedInterpreter(program: Program, mending: Mending | undefined): Runner['intoAt'] {
  const intoAt = interpreter(program)
  const finish = finishing(mending)
  const point = new Float64Array(program.tape.names.length)
  const given = givenTo(program)
  return (out, at) => {
    placeArguments(point, at, point.length, 1, given)
    return finish(intoAt(out, point), () => point)
  }
}

/** Scalars of the names, at poles NaN. */
export function interpretedScalars(roots: readonly Expr[], names: readonly string[]): Runner['intoAt'] {
  const program = programOf(lower(roots, names), { root: 0, nodes: [] })
  return mendedInterpreter(program, polesOf(program))
}

function tabulate(program: Program): Table {
  const rows = new Int32Array(program.steps * WIDTH)
  const which = new Int32Array(program.steps)
  const known = new Map<Kernel, number>()
  const lists: (readonly number[])[] = []
  let next = 0
  for (const [k, o] of program.tape.operations.entries()) {
    if (!program.varying[k] || o.op === 'argument') continue
    const [code, f, a, b, c] = encode(o, lists)
    rows.set([code, k, a, b, c], next * WIDTH)
    if (f !== undefined) {
      which[next] = known.get(f) ?? known.size
      known.set(f, which[next] as number)
    }
    next++
  }
  return { rows, which, functions: [...known.keys()], lists }
}

type Row = readonly [code: number, f: Kernel | undefined, a: number, b: number, c: number]

function encode(o: Operation, lists: (readonly number[])[]): Row {
  switch (o.op) {
    case 'add':
      return [ADD, undefined, o.a, o.b, 0]
    case 'sub':
      return [SUB, undefined, o.a, o.b, 0]
    case 'mul':
      return [MUL, undefined, o.a, o.b, 0]
    case 'div':
      return [DIV, undefined, o.a, o.b, 0]
    case 'neg':
    case 'sqrt':
    case 'exp':
    case 'not':
      return [UNARY, real[o.op], o.a, 0, 0]
    case 'pow':
    case 'lt':
    case 'le':
    case 'eq':
    case 'and':
    case 'or':
      return [BINARY, real[o.op], o.a, o.b, 0]
    case 'powInt':
      return [POWER, undefined, o.a, o.n, 0]
    case 'select':
      return [TERNARY, real.select, o.a, o.b, o.c]
    case 'call':
      return encodeCall(numericOf(o.row).real, o.args, lists)
    default:
      return notComputed(o)
  }
}

function encodeCall(f: Kernel, args: readonly number[], lists: (readonly number[])[]): Row {
  const [a = 0, b = 0, c = 0] = args
  if (args.length <= 3) return [UNARY + args.length - 1, f, a, b, c]
  return [SPREAD, f, lists.push(args) - 1, 0, 0]
}

function perform({ rows, functions, which, lists }: Table, r: Float64Array): void {
  for (let k = 0, row = 0; k < which.length; k++, row += WIDTH) {
    const a = rows[row + 2] as number
    const b = rows[row + 3] as number
    const target = rows[row + 1] as number
    switch (rows[row]) {
      case ADD:
        r[target] = (r[a] as number) + (r[b] as number)
        break
      case SUB:
        r[target] = (r[a] as number) - (r[b] as number)
        break
      case MUL:
        r[target] = (r[a] as number) * (r[b] as number)
        break
      case DIV:
        r[target] = (r[a] as number) / (r[b] as number)
        break
      case POWER:
        r[target] = powerChain(r[a] as number, b)
        break
      case UNARY:
        r[target] = (functions[which[k] as number] as Kernel)(r[a] as number)
        break
      case BINARY:
        r[target] = (functions[which[k] as number] as Kernel)(r[a] as number, r[b] as number)
        break
      case TERNARY:
        r[target] = (functions[which[k] as number] as Kernel)(
          r[a] as number,
          r[b] as number,
          r[rows[row + 4] as number] as number,
        )
        break
      default:
        r[target] = (functions[which[k] as number] as Kernel)(
          ...(lists[a] as readonly number[]).map(j => r[j] as number),
        )
    }
  }
}
