/** What a text about tensors holds: one function of sizes, arrays and numbers, whose steps are ready to be written. Names are those of the language. */
import { programOf } from '../../compile/program.js'
import type { MatrixStep } from '../../compile/tensor/program.js'
import { FluxionError } from '../../errors.js'
import { lower } from '../../evaluate/lower.js'
import type { Expr } from '../../expr/node.js'
import { freeSymbols } from '../../expr/walk.js'
import type { Dim } from '../../tensor/node.js'
import type { Statement, Term } from '../code.js'
import { statementsOf } from '../statements.js'
import type { Storage } from './loop-forms.js'
import { entriesText } from './places.js'
import type { SymbolicProgram } from './program.js'
import { sizeText } from './size.js'

/** An argument: a number has no axes. */
export interface Argument {
  readonly name: string
  readonly shape: readonly Dim[]
}

export interface TensorUnit {
  readonly name: string
  /** The names of the sizes, in order. */
  readonly sizes: readonly string[]
  readonly arguments: readonly Argument[]
  readonly program: SymbolicProgram
  /** The name of each array of the program. */
  readonly arrays: readonly string[]
  /** What a name of the user is called: sizes and numbers. */
  readonly nameOf: (symbol: string) => string
  /** A new name for an intermediate number. */
  readonly local: () => string
  /** A new name, as close to the text as can be. */
  readonly give: (text: string) => string
  readonly about: readonly string[]
}

/** An argument as a program reads it from a line of numbers. */
export interface Input extends Storage {
  /** How many numbers it takes. */
  readonly count: string
}

export const inputsOf = (unit: TensorUnit): readonly Input[] =>
  unit.arguments.map(a => {
    const shape = a.shape.map(d => sizeText(d, unit.nameOf))
    return { name: a.name, shape, role: 'input', count: entriesText(shape) }
  })

/** How many numbers all of them take. */
export const totalOf = (inputs: readonly Input[]): string =>
  inputs.map(({ count }) => (count.includes(' ') ? `(${count})` : count)).join(' + ') || '0'

/** The axis, from 0, of an argument that tells a size; undefined for a size that no array tells. */
export function toldBy(unit: TensorUnit, size: string): { readonly name: string; readonly axis: number } | undefined {
  for (const { name, shape } of unit.arguments) {
    const axis = shape.findIndex(d => d.kind === 'sym' && unit.nameOf(d.name) === size)
    if (axis >= 0) return { name, axis }
  }
  return undefined
}

/** What a function is told where arrays tell their sizes: the other sizes, then the arguments. */
export const toldIn = (unit: TensorUnit): string =>
  [...unit.sizes.filter(s => toldBy(unit, s) === undefined), ...unit.arguments.map(a => a.name)].join(', ')

/** Statements, and the value that they lead to. */
export interface Computation {
  readonly body: readonly Statement[]
  readonly term: Term
}

/** An expression in names whose texts are known. */
export function computation(value: Expr, textOf: (name: string) => string, local: () => string): Computation {
  const names = [...freeSymbols(value)]
  const program = programOf(lower([value], names), { root: 0, nodes: [] })
  const { body, outputs } = statementsOf(program, names.map(textOf), local)
  return { body, term: outputs[0] as Term }
}

export function refuseDirected({ head, direction }: MatrixStep): void {
  if (direction === undefined) return
  throw new FluxionError('no-emission', `the derivative of ${head} in a direction is computed only here`)
}
