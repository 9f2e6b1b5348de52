/**
 * Members of the modules of programs, `np.exp(x)`, `Math.PI`: read as the function or the constant of that name, where both mean the same. Others
 * are refused, with advice.
 */
import { row } from '../functions/table.js'
import type { Piece } from './lexer.js'
import { isConstantName } from './names.js'
import { notation } from './notation.js'

const NUMBERS = ['round', 'sum', 'prod']
const ARRAYS = [...NUMBERS, 'max', 'min', 'sinc', 'diff', 'piecewise']

/** The members of each module that are not what we call so: `np.max(x, 0)` is along an axis, `np.sinc(x)` has a pi, halves are rounded in many ways. */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  np: ARRAYS,
  numpy: ARRAYS,
  jnp: ARRAYS,
  torch: ARRAYS,
  tf: ARRAYS,
  math: NUMBERS,
  cmath: NUMBERS,
  Math: NUMBERS,
  sp: NUMBERS,
  sympy: NUMBERS,
}

const MEMBER = /\.([A-Za-z]\w*)(?![\w.])/y

/** The name behind a module and a point, and where it ends. */
export function memberOf(source: string, module: Piece): { readonly name: string; readonly end: number } | undefined {
  MEMBER.lastIndex = module.offset + module.text.length
  if (source.charAt(MEMBER.lastIndex) !== '.' || !Object.hasOwn(OTHERWISE, module.text)) return undefined
  const member = MEMBER.exec(source)?.[1]
  if (member === undefined || OTHERWISE[module.text]?.includes(member)) return undefined
  const lower = member.toLowerCase()
  const isKnown = row(member) !== undefined || notation(member) !== undefined
  const name = isConstantName(lower) ? lower : isKnown ? member : undefined
  return name === undefined ? undefined : { name, end: MEMBER.lastIndex }
}
