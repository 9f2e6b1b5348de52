/**
 * Runs a program without generating code: a closure for each operation, one after another, with the registers in a
 * Float64Array. The operations are those of evaluate/real.ts.
 */
import { lower } from '../evaluate/lower.js'
import { kernelOf } from '../evaluate/real.js'
import { type Operation, operands } from '../evaluate/tape.js'
import type { Expr } from '../expr/node.js'
import { finishing, type Mending } from './mending.js'
import { polesOf } from './poles.js'
import { givenTo, type Program, placeArguments, programOf, type Runner, tooShort } from './program.js'

/** What writes the results at a point of numbers. */
export function interpreter(program: Program): Runner['intoAt'] {
  const { tape } = program
  const registers = program.constants.slice()
  const moves = tape.operations.flatMap((o, k) =>
    program.varying[k] && o.op !== 'argument' ? [moveOf(o, k, registers)] : [],
  )
  const places = tape.operations.flatMap((o, k) => (o.op === 'argument' ? [[k, o.index] as const] : []))
  const into = Int32Array.from(places, ([k]) => k)
  const from = Int32Array.from(places, ([, index]) => index)
  const outputs = Int32Array.from(tape.outputs)
  return (out, point) => {
    if (!(out.length >= outputs.length)) throw tooShort(out.length, outputs.length)
    for (let k = 0; k < into.length; k++) registers[into[k] as number] = point[from[k] as number] as number
    for (let k = 0; k < moves.length; k++) (moves[k] as Move)()
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

/** Performs an operation on the registers. */
type Move = () => void

/** Those that dominate are written out. */
function moveOf(o: Operation, target: number, r: Float64Array): Move {
  const from = operands(o)
  const [a, b, c] = from as [number, number, number]
  const f = kernelOf(o)
  if (o.op === 'add')
    return () => {
      r[target] = (r[a] as number) + (r[b] as number)
    }
  if (o.op === 'sub')
    return () => {
      r[target] = (r[a] as number) - (r[b] as number)
    }
  if (o.op === 'mul')
    return () => {
      r[target] = (r[a] as number) * (r[b] as number)
    }
  if (o.op === 'div')
    return () => {
      r[target] = (r[a] as number) / (r[b] as number)
    }
  switch (from.length) {
    case 1:
      return () => {
        r[target] = f(r[a] as number)
      }
    case 2:
      return () => {
        r[target] = f(r[a] as number, r[b] as number)
      }
    case 3:
      return () => {
        r[target] = f(r[a] as number, r[b] as number, r[c] as number)
      }
    default:
      return () => {
        r[target] = f(...from.map(j => r[j] as number))
      }
  }
}
