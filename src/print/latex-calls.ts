/** Letters that a reader takes for functions where a bracket follows: f, g, h by convention, others because the table has a function of that notation. */
import { arity } from '../functions/row.js'
import { notations } from '../parse/latex-notations.js'

/** Unknown functions, here as in the parser. */
const FORMAL = /^[fghFGH](?:_\{\d+\})?$/
const LETTER = /^([A-Za-z]|\\[A-Za-z]+)(_\{.*\})?$/s

/** Whether the letter is an unknown function before any bracket. */
export const isFormal = (written: string): boolean => FORMAL.test(written)

/** Whether what is written may be a function before a bracket with one expression. Words may be. */
export function isCalled(written: string): boolean {
  const [, letter, subscript] = LETTER.exec(written) ?? []
  if (letter === undefined) return /^(?:\\[a-z]+)?\{/.test(written)
  if (isFormal(written)) return true
  const shapes = notations().heads.get(letter) ?? []
  return shapes.some(({ row, sub, body }) => {
    const [least, most] = arity(row)
    const takesOne = body === undefined ? least <= 1 && most >= 1 : body.slots.length === 1
    return takesOne && (sub === undefined) === (subscript === undefined)
  })
}
