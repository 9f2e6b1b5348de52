/**
 * Commands of LaTeX that are no functions: other ways of writing a sign, letters besides the Greek alphabet, environments,
 * and those which the language has nothing for, with what to write instead. Functions come from the table
 * (latex-notations.ts).
 */
import { each } from '../../expr/map.js'
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

/** What a sign is: its kind and how the syntax knows it. */
export type Sign = readonly [type: LatexPieceType, value: string]

export const COMMANDS: ReadonlyMap<string, Sign> = new Map<string, Sign>([
  ...each<Sign>('cdot times ast centerdot', ['times', '*']),
  ...each<Sign>('div', ['times', '/']),
  ...each<Sign>('le leq leqslant leqq', ['relation', '<=']),
  ...each<Sign>('ge geq geqslant geqq', ['relation', '>=']),
  ...each<Sign>('lt', ['relation', '<']),
  ...each<Sign>('gt', ['relation', '>']),
  ...each<Sign>('ne neq', ['relation', '!=']),
  ...each<Sign>('land wedge', ['connective', 'and']),
  ...each<Sign>('lor vee', ['connective', 'or']),
  ...each<Sign>('lnot neg', ['connective', 'not']),
  ...each<Sign>('prime', ['prime', "'"]),
])

/** What stands between the two parts of a group, which is then the command. */
export const DIVIDERS: ReadonlyMap<string, string> = new Map(Object.entries({ over: 'frac', choose: 'binom' }))

/** Commands that some programs write for letters of their own. */
export const CONSTANTS: ReadonlyMap<string, string> = new Map(
  Object.entries({ infty: 'inf', exponentialE: 'e', imaginaryI: 'i' }),
)

/** Words in text between formulas. */
export const WORDS: ReadonlyMap<string, string> = new Map([
  ...each('if for when where', 'if'),
  ...each('otherwise else', 'otherwise'),
  ...['and', 'or', 'not'].flatMap(word => each(word, word)),
])

/** Commands of fractions: all the same but for their size. */
export const FRACTIONS: ReadonlySet<string> = new Set(['frac', 'dfrac', 'tfrac', 'cfrac', 'nicefrac', 'sfrac'])

/** Accents that look like others but for their width. */
const WIDE: ReadonlyMap<string, string> = new Map(Object.entries({ widehat: 'hat', widetilde: 'tilde' }))

/** The accent that a command puts over a letter, or undefined. */
export const accentOf = (command: string): string | undefined => (ACCENTS.has(command) ? command : WIDE.get(command))

/** Letters without their dots, under accents. */
export const DOTLESS: ReadonlyMap<string, string> = new Map(Object.entries({ imath: 'i', jmath: 'j' }))

/** The kinds of environments, by which the grammar reads them; `` for those that only surround a formula. */
export const ENVIRONMENTS: ReadonlyMap<string, 'cases' | 'matrix' | 'lines' | ''> = new Map([
  ...each('cases dcases', 'cases' as const),
  ...each('matrix smallmatrix pmatrix bmatrix', 'matrix' as const),
  ...each('aligned alignedat align alignat eqnarray split gathered gather multline multlined', 'lines' as const),
  ...each('equation displaymath math', '' as const),
])

const SHAPES = 'declare the shapes of vectors and matrices, as in let: "w:[n]; X:[m,n]"'
const BRACES = 'write \\frac{a}{b} or \\binom{n}{k}'
/** What to write for a symbol that the language has no name for. */
export const NAME_IT = 'give the symbol a name: names: { m: "\\\\bar{x}" }'

/** What to do about commands that the language has nothing for. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['iint', 'write \\int\\int, each with its bounds and its differential'],
  ['iiint', 'write \\int\\int\\int, each with its bounds and its differential'],
  ['oint', 'there are no integrals along curves'],
  ...each('lim to', 'there are no limits; write the expression itself'),
  ...each('colon mapsto longmapsto', 'write f(x) = x^2, or the expression alone'),
  ...each('rightarrow Rightarrow', 'there are no arrows; write one expression'),
  ...each('implies iff', 'write one expression'),
  ...each('pm mp', 'write the expression with + or with -'),
  ['not', 'write \\neq'],
  ['rm', 'write \\mathrm{e}'],
  ['pmod', 'write \\bmod'],
  ['nabla', 'write the function alone, and ask for its gradient: grad(f); or \\frac{\\partial}{\\partial x} before it'],
  ['partial', 'a derivative is written \\frac{\\partial}{\\partial x} or \\partial_x before what is differentiated'],
  ...each('ldots cdots dots vdots', 'write everything out'),
  ['atop', BRACES],
  ['circ', 'an angle in degrees is x\\frac{\\pi}{180}; a composition is f(g(x))'],
  ['degree', 'an angle in degrees is x\\frac{\\pi}{180}'],
  ...each('top intercal', `write w\\cdot x with its components, or ${SHAPES}`),
  ...each('odot oslash otimes', SHAPES),
  ...each('argmax argmin', 'write what is to be largest or smallest, without the command'),
  ...each('leftarrow gets coloneqq', 'write =, or the right side alone'),
  ['dagger', 'write \\overline{z} for a conjugate'],
  ['in', 'write a condition with < or \\leq'],
  ...each('approx simeq cong equiv', 'write ='),
  ['propto', 'write the right side alone; of a logarithm the derivative is the same'],
  ['sim', 'write the density of the distribution'],
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
  ...each('limsup liminf', 'there are no limits'),
  ...each('lVert rVert Vert |', `write |x| for the absolute value, \\sqrt{x^2+y^2} for a norm, or ${SHAPES}`),
  ...each('dv odv', 'write \\frac{d}{dx}'),
  ['pdv', 'write \\frac{\\partial}{\\partial x}'],
  ['qty', 'write \\left( and \\right)'],
  ...each('color textcolor', 'leave colours out'),
  ['cancel', 'leave out what is cancelled'],
  ['phantom', 'leave out what does not show'],
  ...each('underbrace overbrace', 'leave the brace out'),
  ...each('bigl left right', 'a bracket must follow'),
])

/** Commands that stand for a function only if it is declared, for they have other meanings. */
export const DECLARED: ReadonlyMap<string, string> = new Map([
  ['overline', `a line may be a conjugate or a mean: declare the function conj, or ${NAME_IT}`],
])

/** Advice for a command that is not understood. */
export const adviceForCommand = (command: string): string | undefined => ADVICE.get(command)
