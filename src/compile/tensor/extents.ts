/**
 * How sizes of axes and places along them are counted where sums are flattened: as numbers, where the sizes are known, or as polynomials
 * in size symbols. What symbols do not tell is refused, never guessed.
 */
import { DomainError, FluxionError } from '../../errors.js'
import { neg, num, one, zero } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { equal } from '../../expr/order.js'
import { text } from '../../print/text.js'
import type { Dim, Shape } from '../../tensor/node.js'
import { difference, isAtLeastZero } from '../../tensor/placements.js'
import type { Sizes } from './sizes.js'

/** Places are counted from 0; each member is a function of its own. */
export interface Extents<S> {
  readonly none: S
  readonly of: (size: Dim) => S
  readonly shape: (shape: Shape) => readonly S[]
  readonly from: (n: number) => S
  readonly expr: (s: S) => Expr
  readonly plus: (a: S, b: S) => S
  readonly minus: (a: S, b: S) => S
  readonly same: (a: S, b: S) => boolean
  readonly less: (a: S, b: S) => boolean
  /** The number that it has to be. */
  readonly whole: (s: S) => number
  /** The place of a basis vector on an axis of that size; undefined where it stays open. */
  readonly index: (place: Dim, size: S) => S | undefined
}

export const knownExtents = (sizes: Sizes): Extents<number> => ({
  none: 0,
  of: size => sizes.of(size),
  shape: shape => sizes.shape(shape),
  from: n => n,
  expr: n => num(n),
  plus: (a, b) => a + b,
  minus: (a, b) => a - b,
  same: (a, b) => a === b,
  less: (a, b) => a < b,
  whole: n => n,
  index: (at, size) => {
    const place = sizes.of(at)
    if (place >= 1 && place <= size) return place - 1
    throw new DomainError(`there is no entry ${place}: the axis has ${size}, counted from 1`, 'index-range')
  },
})

/** `require` is told how long an axis has to be. */
export const symbolicExtents = (require: (size: Dim, least: number) => void): Extents<Dim> => ({
  none: zero,
  of: size => size,
  shape: shape => shape,
  from: n => num(n),
  expr: d => d,
  plus: (a, b) => difference(a, neg(b)),
  minus: difference,
  same: (a, b) => a === b || equal(difference(a, b), zero),
  less: (a, b) => {
    if (isAtLeastZero(difference(a, b))) return false
    if (isAtLeastZero(difference(difference(b, a), one))) return true
    throw undecided(`which of the sizes ${text(a)} and ${text(b)} is the larger`)
  },
  whole: d => {
    if (d.kind === 'num') return d.value.toNumber()
    throw undecided(`which entry stands at place ${text(d)}`)
  },
  index: (place, size) => {
    if (place.kind !== 'num') return undefined
    const least = place.value.toNumber()
    if (size.kind !== 'num') require(size, least)
    return num(least - 1)
  },
})

const undecided = (what: string): FluxionError =>
  new FluxionError('no-emission', `${what} is not known before the program runs: give the sizes as numbers`)
