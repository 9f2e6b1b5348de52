/** Symbols that stand for something else while there is work on it, by names that nobody writes; what is said to people has none of them. */
import { sym } from './build.js'
import type { Expr, Sym } from './node.js'
import { freeSymbols } from './walk.js'

const MARK = '`'

export const placeholder = (of: string | number): Sym => sym(`${MARK}${of}`)

/** Whether one stands in an expression. */
export const hasPlaceholder = (e: Expr): boolean => [...freeSymbols(e)].some(name => name.startsWith(MARK))
