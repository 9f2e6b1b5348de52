/**
 * How far the axes of index notation run where the text does not tell: `[k;i,j] delta(k,i)*x[j]` tells the size of j alone. The axes behind
 * the semicolon are those of a variable, so that its declaration tells them: the first shape that fits what is known. Reader and printer
 * both ask here: what the reader finds, the printer leaves out.
 */
import { type Sym, sym } from '../expr/node.js'
import { equal } from '../expr/order.js'
import type { Dim, Shape } from './node.js'

/** No name of a text looks like this. */
const UNKNOWN = '?'

/** A size that is not known yet; axes of one size that are tied to one another have the same. */
export const unknownSize = (k: number): Sym => sym(`${UNKNOWN}${k}`)
export const isUnknownName = (name: string): boolean => name.startsWith(UNKNOWN)
export const isUnknownSize = (d: Dim): d is Sym => d.kind === 'sym' && isUnknownName(d.name)

/** How far the axis of that name runs where nothing else is known of it. */
export const ownSize = (axis: string): Sym => sym(`size_${axis}`)

/** Of more shapes the pairs are not looked at. */
const MOST_PAIRED = 32

/**
 * The shape of the axes behind the semicolon, of which `known` are the sizes as far as they are known: the first that fits of those declared;
 * of a scalar, which has no axes before the semicolon, for its second derivative also the first two.
 */
export function variableShape(declared: readonly Shape[], known: readonly Dim[], outputs: number): Shape | undefined {
  if (!known.some(isUnknownSize)) return undefined
  const single = declared.find(s => fits(s, known))
  if (single !== undefined || outputs > 0) return single
  const parts = declared.filter(s => s.length > 0 && s.length < known.length).slice(0, MOST_PAIRED)
  return parts.flatMap(s => parts.map(t => [...s, ...t])).find(s => fits(s, known))
}

function fits(shape: Shape, known: readonly Dim[]): boolean {
  if (shape.length !== known.length) return false
  return known.every((d, k) => {
    const same = known.findIndex(e => equal(e, d))
    return equal(shape[k] as Dim, isUnknownSize(d) ? (shape[same] as Dim) : d)
  })
}
