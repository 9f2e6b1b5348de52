/** Letters that a reader takes for functions where a bracket follows: f, g, h by convention, others because the table has a function of that notation. */

/** Unknown functions, here as in the parser; and the letter that is the name of a function itself. */
const FORMAL = /^(?:[fghFGH](?:_\{\d+\})?|\\Gamma)$/
const LETTER = /^([A-Za-z]|\\[A-Za-z]+)(_\{.*\})?$/s

/** What a reader of LaTeX takes for a function of one argument, by the notations of the whole table (a test compares). */
export const CALLED: ReadonlySet<string> = new Set(
  (
    'K E \\Gamma \\psi \\zeta \\eta \\sigma \\exp \\sqrt \\ln \\sin \\cos \\tan \\sec \\csc \\cot \\arcsin \\arccos \\arctan ' +
    '\\sinh \\cosh \\tanh \\coth \\max \\min \\arg'
  ).split(' '),
)
export const CALLED_WITH_SUBSCRIPT: ReadonlySet<string> = new Set('J Y I K H j y P T U C L \\log \\psi'.split(' '))

/** Whether the letter is an unknown function before any bracket. */
export const isFormal = (written: string): boolean => FORMAL.test(written)

/** Whether what is written may be a function before a bracket with one expression. Words may be. */
export function isCalled(written: string): boolean {
  const [, letter, subscript] = LETTER.exec(written) ?? []
  if (letter === undefined) return /^(?:\\[a-z]+)?\{/.test(written)
  if (isFormal(written)) return true
  return (subscript === undefined ? CALLED : CALLED_WITH_SUBSCRIPT).has(letter)
}
