/** Formulas of the table, such as the definition of a function in terms of others, as tapes. */
import { ARGUMENTS, type NamedRow } from '../functions/row.js'
import { memo } from '../memo.js'
import { parseProgram } from '../parse/parse.js'
import { lower, type Style } from './lower.js'
import type { Tape } from './tape.js'

/** The names of the arguments in the formulas of a row; where their number is free, of the fewest. */
export const argumentsOf = (row: NamedRow): readonly string[] =>
  ARGUMENTS.slice(0, row.fold ? 2 : typeof row.args === 'number' ? row.args : row.args[0])

const tapes = new Map<string, Tape>()

export function formulaTape(formula: string, names: readonly string[], style: Style = 'literal'): Tape {
  const key = `${style} ${formula} ${names.length}`
  return memo(tapes, key, () => lower([parseProgram(formula, { bound: names }).result], names, style))
}
