/** Signs of LaTeX with something below and above them, and the signs of comparisons and differentials. */

import type { LayoutOf, RelationHead } from '../layout.js'
import { atPlace, inScript, inside, LEVEL, type Piece, type Place } from '../walk.js'
import type { LatexStyle } from './style.js'

/** The signs of comparisons. */
export const RELATIONS: Readonly<Record<RelationHead, string>> = {
  ...{ lt: '<', le: '\\leq ', eq: '=', ne: '\\neq ', gt: '>', ge: '\\geq ' },
}

/** The sign of a differential. */
export const differential = ({ upright }: LatexStyle): string => (upright ? '\\mathrm{d}' : 'd')

/** `\sum_{i=1}^{n}x^{i}`, `\int_{0}^{x}f\,dt`; an integral ends with its differential. */
export function* latexBinder(
  { row, variable, from, to, body }: LayoutOf<'binder'>,
  style: LatexStyle,
  place: Place,
): Generator<Piece> {
  const isIndex = row.over === 'integers'
  yield { mark: 'tall' }
  yield `${row.latex}_{`
  if (isIndex) {
    yield inScript(variable, LEVEL.primary)
    yield '='
  }
  yield inScript(from, LEVEL.sum)
  yield '}^{'
  yield inScript(to, LEVEL.choice)
  yield '}'
  yield atPlace(body, { level: LEVEL.product, script: place.script, closed: isIndex && place.closed })
  if (isIndex) return
  yield `\\,${differential(style)}`
  yield inside(variable, LEVEL.primary, place)
}
