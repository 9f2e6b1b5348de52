/** What a bracket holds: what needs none to be a factor stands in one as the argument of a function. */

import { bare, type Syntax } from '../syntax.js'

/** A number, perhaps with a sign. */
export const isNumber = (syntax: Syntax): boolean =>
  bare(syntax.kind === 'signed' ? syntax.of : syntax).kind === 'number'

/** Not a sum or the like, which would need the bracket as a factor too. */
export function isPlain(syntax: Syntax): boolean {
  const of = bare(syntax)
  switch (of.kind) {
    case 'name':
    case 'number':
    case 'power':
    case 'product':
    case 'root':
    case 'abs':
    case 'factorial':
      return true
    case 'call':
      return of.name !== 'diff' && of.name !== 'piecewise'
    default:
      return false
  }
}

/** `R/r`: in brackets where it is a factor too. */
export function isQuotient(syntax: Syntax): boolean {
  let of = bare(syntax)
  while (of.kind === 'product') {
    if (of.divide || isFraction(of.right)) return true
    of = bare(of.left)
  }
  return false
}

const isFraction = (syntax: Syntax): boolean => {
  const of = bare(syntax)
  return of.kind === 'product' && of.divide
}
