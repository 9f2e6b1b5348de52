/** Every rule as it is written, one a line, in the order in which they are tried. */
import { cases } from './cases.js'
import { exponential } from './exponential.js'
import { special } from './special.js'
import { trigonometric } from './trigonometric.js'

export const lines: readonly string[] = [exponential, trigonometric, cases, special].flatMap(text =>
  text.trim().split('\n'),
)
