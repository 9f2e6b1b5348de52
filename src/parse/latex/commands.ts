/**
 * Commands of LaTeX that are no functions: other ways of writing a sign, letters besides the Greek alphabet, environments,
 * and those which the language has nothing for, with what to write instead. Functions come from the table
 * (latex-notations.ts).
 */
import { ACCENTS } from '../characters.js'

/** The kinds of pieces of LaTeX. */
export type LatexPieceType =
  | 'number'
  | 'letter'
  | 'custom'
  | 'word'
  | 'command'
  | 'bracket'
  | 'empty'
  | 'openBrace'
  | 'closeBrace'
  | 'script'
  | 'prime'
  | 'plus'
  | 'times'
  | 'over'
  | 'relation'
  | 'factorial'
  | 'separator'
  | 'colon'
  | 'stop'
  | 'cell'
  | 'break'
  | 'begin'
  | 'end'
  | 'connective'
  | 'error'

/** Commands that are a sign: its kind and how the syntax knows it. */
export const COMMANDS: ReadonlyMap<string, readonly [LatexPieceType, string]> = new Map([
  ['cdot', ['times', '*']],
  ['times', ['times', '*']],
  ['ast', ['times', '*']],
  ['centerdot', ['times', '*']],
  ['div', ['times', '/']],
  ['le', ['relation', '<=']],
  ['leq', ['relation', '<=']],
  ['leqslant', ['relation', '<=']],
  ['leqq', ['relation', '<=']],
  ['ge', ['relation', '>=']],
  ['geq', ['relation', '>=']],
  ['geqslant', ['relation', '>=']],
  ['geqq', ['relation', '>=']],
  ['lt', ['relation', '<']],
  ['gt', ['relation', '>']],
  ['ne', ['relation', '!=']],
  ['neq', ['relation', '!=']],
  ['land', ['connective', 'and']],
  ['wedge', ['connective', 'and']],
  ['lor', ['connective', 'or']],
  ['vee', ['connective', 'or']],
  ['lnot', ['connective', 'not']],
  ['neg', ['connective', 'not']],
  ['prime', ['prime', "'"]],
] as const)

/** What stands between the two parts of a group, which is then the command. */
export const DIVIDERS: ReadonlyMap<string, string> = new Map([
  ['over', 'frac'],
  ['choose', 'binom'],
])

/** Commands that some programs write for letters of their own. */
export const CONSTANTS: ReadonlyMap<string, string> = new Map([
  ['infty', 'inf'],
  ['exponentialE', 'e'],
  ['imaginaryI', 'i'],
])

/** Words in text between formulas. */
export const WORDS: ReadonlyMap<string, string> = new Map([
  ['if', 'if'],
  ['for', 'if'],
  ['when', 'if'],
  ['where', 'if'],
  ['otherwise', 'otherwise'],
  ['else', 'otherwise'],
  ['and', 'and'],
  ['or', 'or'],
  ['not', 'not'],
])

/** Commands of fractions: all the same but for their size. */
export const FRACTIONS: ReadonlySet<string> = new Set(['frac', 'dfrac', 'tfrac', 'cfrac', 'nicefrac', 'sfrac'])

/** Accents that look like others but for their width. */
const WIDE: ReadonlyMap<string, string> = new Map([
  ['widehat', 'hat'],
  ['widetilde', 'tilde'],
])

/** The accent that a command puts over a letter, or undefined. */
export const accentOf = (command: string): string | undefined => (ACCENTS.has(command) ? command : WIDE.get(command))

/** Letters without their dots, under accents. */
export const DOTLESS: ReadonlyMap<string, string> = new Map([
  ['imath', 'i'],
  ['jmath', 'j'],
])

/** Letters that are commands, besides the Greek alphabet. */
export const LETTERS: ReadonlySet<string> = new Set([
  'varepsilon',
  'vartheta',
  'varkappa',
  'varpi',
  'varrho',
  'varsigma',
  'varphi',
  'ell',
  'hbar',
])

/** The kinds of environments, by which the grammar reads them; `` for those that only surround a formula. */
export const ENVIRONMENTS: ReadonlyMap<string, 'cases' | 'matrix' | 'lines' | ''> = new Map([
  ['cases', 'cases'],
  ['dcases', 'cases'],
  ['matrix', 'matrix'],
  ['smallmatrix', 'matrix'],
  ['pmatrix', 'matrix'],
  ['bmatrix', 'matrix'],
  ['aligned', 'lines'],
  ['alignedat', 'lines'],
  ['align', 'lines'],
  ['alignat', 'lines'],
  ['eqnarray', 'lines'],
  ['split', 'lines'],
  ['gathered', 'lines'],
  ['gather', 'lines'],
  ['multline', 'lines'],
  ['multlined', 'lines'],
  ['equation', ''],
  ['displaymath', ''],
  ['math', ''],
])

const BRACES = 'write \\frac{a}{b} or \\binom{n}{k}'
/** What to write for a symbol that the language has no name for. */
export const NAME_IT = 'give the symbol a name: names: { m: "\\\\bar{x}" }'

/** What to do about commands that the language has nothing for. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['iint', 'write \\int\\int, each with its bounds and its differential'],
  ['iiint', 'write \\int\\int\\int, each with its bounds and its differential'],
  ['oint', 'there are no integrals along curves'],
  ['lim', 'there are no limits; write the expression itself'],
  ['to', 'there are no limits; write the expression itself'],
  ['rightarrow', 'there are no arrows; write one expression'],
  ['Rightarrow', 'there are no arrows; write one expression'],
  ['implies', 'write one expression'],
  ['iff', 'write one expression'],
  ['pm', 'write the expression with + or with -'],
  ['mp', 'write the expression with + or with -'],
  ['not', 'write \\neq'],
  ['rm', 'write \\mathrm{e}'],
  ['pmod', 'write \\bmod'],
  ['nabla', 'write the partial derivatives: \\frac{\\partial}{\\partial x}'],
  ['partial', 'a derivative is written \\frac{\\partial}{\\partial x} or \\partial_x before what is differentiated'],
  ['ldots', 'write everything out'],
  ['cdots', 'write everything out'],
  ['dots', 'write everything out'],
  ['vdots', 'write everything out'],
  ['atop', BRACES],
  ['circ', 'an angle in degrees is x\\frac{\\pi}{180}; a composition is f(g(x))'],
  ['degree', 'an angle in degrees is x\\frac{\\pi}{180}'],
  ['top', 'write the components'],
  ['intercal', 'write the components'],
  ['dagger', 'write \\overline{z} for a conjugate'],
  ['in', 'write a condition with < or \\leq'],
  ['approx', 'write ='],
  ['sim', 'write ='],
  ['simeq', 'write ='],
  ['cong', 'write ='],
  ['equiv', 'write ='],
  ['propto', 'write ='],
  ['ll', 'write <'],
  ['gg', 'write >'],
  ['underline', NAME_IT],
  ['imath', 'write i; a unit vector is \\hat{\\imath}'],
  ['jmath', 'write j; a unit vector is \\hat{\\jmath}'],
  ['of', 'write \\sqrt[3]{x}'],
  ['det', 'there are no determinants; write it out'],
  ['gcd', 'there is no such function'],
  ['sup', 'there are no bounds'],
  ['inf', 'there are no bounds; infinity is \\infty'],
  ['limsup', 'there are no limits'],
  ['liminf', 'there are no limits'],
  ['lVert', 'write |x| for the absolute value, \\sqrt{x^2+y^2} for a norm'],
  ['rVert', 'write |x| for the absolute value, \\sqrt{x^2+y^2} for a norm'],
  ['Vert', 'write |x| for the absolute value, \\sqrt{x^2+y^2} for a norm'],
  ['|', 'write |x| for the absolute value, \\sqrt{x^2+y^2} for a norm'],
  ['dv', 'write \\frac{d}{dx}'],
  ['pdv', 'write \\frac{\\partial}{\\partial x}'],
  ['odv', 'write \\frac{d}{dx}'],
  ['qty', 'write \\left( and \\right)'],
  ['color', 'leave colours out'],
  ['textcolor', 'leave colours out'],
  ['cancel', 'leave out what is cancelled'],
  ['phantom', 'leave out what does not show'],
  ['underbrace', 'leave the brace out'],
  ['overbrace', 'leave the brace out'],
  ['bigl', 'a bracket must follow'],
  ['left', 'a bracket must follow'],
  ['right', 'a bracket must follow'],
])

/** Commands that stand for a function only if it is declared, for they have other meanings. */
export const DECLARED: ReadonlyMap<string, string> = new Map([
  ['overline', `a line may be a conjugate or a mean: declare the function conj, or ${NAME_IT}`],
])

/** Advice for a command that is not understood. */
export const adviceForCommand = (command: string): string | undefined => ADVICE.get(command)
