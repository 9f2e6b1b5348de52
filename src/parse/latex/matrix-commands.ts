/** Commands of vectors and matrices, read where shapes are declared. */
import { row } from '../../functions/table.js'
import { isGreekName } from '../characters.js'
import { openSum } from './binders.js'
import { accentOf } from './commands.js'
import type { LatexReader } from './level.js'
import { placeOf, problemAt } from './level.js'
import type { LatexPiece } from './lexer.js'
import { operator } from './naming.js'
import { TOP } from './token.js'

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['odot', '.*'],
  ['circ', '.*'],
  ['oslash', './'],
  ['otimes', '⊗'],
])
const MARKS: ReadonlyMap<string, string> = new Map([
  ['top', TOP],
  ['intercal', TOP],
])

/** Takes a command that only vectors and matrices have; whether it was one. */
export function matrixCommand(reader: LatexReader, piece: LatexPiece): boolean {
  const { value } = piece
  const { top, scope } = reader
  const place = placeOf(piece)
  const isSuperscript = top.purpose === 'superscript'
  const sign = SIGNS.get(value)
  const mark = MARKS.get(value)
  if (sign === '.*' && isSuperscript && top.tokens.length === 0) {
    if (top.single)
      reader.fail(problemAt(place, 'missing-argument', 'a power entry by entry has an exponent', 'write A^{\\circ 2}'))
    top.entrywise = true
  } else if (sign !== undefined) reader.piece({ ...piece, type: 'times', value: sign })
  else if (mark !== undefined) {
    if (!isSuperscript)
      reader.fail(problemAt(place, 'unknown-command', `${piece.text} stands in a superscript`, 'write A^\\top'))
    reader.multiply(place)
    reader.push('name', place, { text: mark })
  } else if (value === 'dagger' && isSuperscript) {
    const message = 'a dagger is the conjugate transpose to some and the pseudoinverse to others'
    reader.fail(problemAt(place, 'ambiguous-power', message, 'write A^\\top or A^{+}'))
  } else if (value === 'sum' || value === 'prod') openSum(reader, piece, value)
  else if (value === 'nabla')
    reader.fail(
      problemAt(
        place,
        'unknown-command',
        'a gradient is asked for, not written',
        'write the function alone, and ask for its derivative: diff(f, x), grad(f)',
      ),
    )
  else if (
    scope.declared.shaped?.has(value) &&
    row(value) === undefined &&
    !isGreekName(value) &&
    accentOf(value) === undefined
  )
    operator(reader, piece, value, `\\${value}`)
  else return false
  return true
}
