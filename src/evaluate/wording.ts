/** Expressions as they appear inside messages: short, whatever their size. */
import type { Expr } from '../expr/node.js'

const LONGEST = 72

/** The text of an expression, cut where it is long; '...' for one too large to write at all. */
export function shortText(e: Expr): string {
  if (e.size > 400) return '...'
  const text = e.toString()
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text
}
