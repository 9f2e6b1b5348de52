/** The tokens of the LaTeX grammar: pieces, or whole brackets and commands already read, with what the reader needs of them. */
import type { Problem } from '../problem.js'
import type { Syntax } from '../syntax.js'
import type { Place } from './syntax.js'

/** A name or operator before its bracket: how it is written, for it may be a function of the table. */
export interface Head {
  /** `J`, `\Gamma`, `\operatorname{E}`, `\sin`. */
  readonly key: string
  /** An operator may stand before its argument without brackets; a word is a name of several letters. */
  readonly kind: 'letter' | 'word' | 'operator'
  readonly sub: LatexToken | undefined
  readonly primes: number
}

/** One token as the grammar sees it. */
export interface LatexToken {
  readonly type: LatexTokenType
  /** The name of a symbol or function, the sign of an operator; nothing for an implicit product. */
  readonly text: string
  readonly offset: number
  readonly length: number
  /** What a bracket, script or command holds. */
  readonly syntax?: unknown
  /** The tokens within a bracket or script, as far as they are looked at again. */
  readonly inner?: readonly LatexToken[]
  /** The expressions within a bracket, undefined where nothing stands, and how they are separated. */
  readonly items?: readonly (Syntax | undefined)[]
  readonly separators?: string
  readonly head?: Head | undefined
  /** The base of a logarithm. */
  readonly base?: Syntax | undefined
  /** Of a derivative: variables, each perhaps with its order after it; of a sum: its indices, and where they end, from and to. */
  readonly by?: readonly Syntax[]
  readonly from?: Syntax | undefined
  readonly to?: Syntax | undefined
  /** A subscript that only a function can have: what is wrong if no bracket follows. */
  readonly issue?: Problem
  /** What the name and its subscript are if no function takes them: `x_{i+1}` in a sum. */
  readonly component?: Syntax
  /** The font of a symbol, which no other symbol of the same name may have in another. */
  readonly style?: string | undefined
  /** Of a product without a sign, and of a sign: a space that shows stands before it. */
  readonly spaced?: boolean | undefined
  /** Stands in braces right after an operator, and seems to be its argument. */
  readonly braced?: boolean
  /** Holds an operator without brackets. */
  readonly open?: boolean
  /** Of arguments: a power behind them is one of the function for everybody. */
  readonly clear?: boolean
  /** Of a unit vector: the component that it is, counted from 1. */
  readonly unit?: 1 | 2 | 3 | undefined
  /** Where shapes are declared: what a subscript makes of this; `ones` of a bold 1, `norm` of double bars, `unit` of e. */
  readonly awaits?: 'ones' | 'zeros' | 'norm' | 'product' | 'unit'
  /** Of a letter before a bracket: whether it is a symbol is not known from here. */
  readonly unsure?: boolean
}

/**
 * A token with the common fields in one order, whether they are there or not: tokens of many shapes take several times the memory and
 * the time.
 */
export function tokenOf(type: LatexTokenType, { offset, length }: Place, rest: Partial<LatexToken>): LatexToken {
  const { text = '', syntax, head, style, unit, spaced, ...others } = rest
  return { type, text, offset, length, syntax, head, style, unit, spaced, ...others }
}

/** The text of superscripts that are no powers, where shapes are declared. */
export const MARKS = { transpose: "'", inverseTranspose: "-'", pseudoinverse: '+', entrywise: '.^' } as const

/** The names under which these marks wait for their superscript to close; nobody can write them. */
export const TOP = '⊤'
export const PLUS = '⁺'

/** The terminals of grammar/latex.ne. */
export type LatexTokenType =
  | 'number'
  | 'name'
  | 'group'
  | 'tuple'
  | 'fraction'
  | 'tight'
  | 'loose'
  | 'lines'
  | 'function'
  | 'arguments'
  | 'operator'
  | 'superscript'
  | 'factorial'
  | 'derivative'
  | 'summation'
  | 'beside'
  | 'next'
  | 'ahead'
  | 'times'
  | 'over'
  | 'infix'
  | 'plus'
  | 'sign'
  | 'relation'
  | 'and'
  | 'or'
  | 'not'
  | 'separator'
  | 'colon'
  | 'cell'
  | 'break'
  | 'if'
  | 'otherwise'
  | 'define'

/** The tokens with which an operand may end. */
export const LATEX_OPERAND_ENDS: ReadonlySet<LatexTokenType> = new Set([
  'number',
  'name',
  'group',
  'fraction',
  'tight',
  'loose',
  'tuple',
  'lines',
  'arguments',
  'superscript',
  'factorial',
])
