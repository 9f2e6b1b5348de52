/**
 * The whole language: what the library puts in beside the elementary functions before it does anything, special functions, sums, products
 * and integrals, advice beside refusals. fluxion/core has none of it. Nothing is put in by an import: each call that is checked asks for it,
 * which costs nothing the second time.
 */
import { binderSlope } from '../diff/binder.js'
import { asWritten, bind } from '../expr/binder.js'
import { BINDER_ROWS } from '../expr/binder-rows.js'
import { defineBinders } from '../expr/binders.js'
import { variableIn } from '../expr/binding.js'
import { SPECIAL_FAMILIES } from '../functions/special-families.js'
import { extend } from '../functions/table.js'
import { giveAdvice } from '../parse/advice.js'
import { ADVICE } from '../parse/advisor.js'
import { Subscripts } from '../parse/subscripts.js'
import { opened } from '../print/bound.js'

let isWhole = false

export function wholeLanguage(): void {
  if (isWhole) return
  isWhole = true
  giveAdvice(ADVICE)
  extend(SPECIAL_FAMILIES)
  defineBinders(
    BINDER_ROWS.map(row => ({
      ...row,
      bind: (args, call) => bind(row, args, call),
      written: args => asWritten(row.name, args),
      slopeOf: (e, d, x, canonical, isNonzero) => binderSlope(row, e, d, x, canonical, isNonzero),
      read: variableIn,
      opened,
    })),
    () => new Subscripts(),
  )
}
