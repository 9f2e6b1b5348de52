/**
 * The values of a function on an interval from what is known of it at points: on pieces of the line where it rises or
 * falls, its values at the ends enclose all others. A function has no real value outside its pieces.
 */
import type { Bounds } from './ends.js'
import type { Enclosure, Interval, IntervalArithmetic } from './interval.js'

/**
 * A closed part of the line on which a function rises (1) or falls (-1). A piece that ends in -0 does not contain 0:
 * its value there is the limit from the left, which the kernel gives at -0.
 */
export type Piece = readonly [from: number, to: number, slope: 1 | -1]

/** Rises everywhere. */
export const INCREASING: readonly Piece[] = [[-Infinity, Infinity, 1]]
/** Falls on the left of 0 and rises on the right. */
export const VALLEY: readonly Piece[] = [[-Infinity, 0, -1], [0, Infinity, 1]]

/** The enclosure of the values on an interval of a function with these pieces and these bounds at points. */
export function extension(
  on: IntervalArithmetic<number>,
  pieces: readonly Piece[],
  at: (x: number) => Bounds<number>,
): (x: Interval<number>) => Enclosure<number> {
  return x => {
    let result: Enclosure<number>
    let first = true
    for (const piece of pieces) {
      const part = onPiece(on, piece, at, x)
      if (part === undefined) continue
      result = first ? part : on.hull(result, part)
      first = false
    }
    return on.marked(result, x.partial || !isCovered(pieces, x))
  }
}

function onPiece(
  on: IntervalArithmetic<number>,
  [from, to, slope]: Piece,
  at: (x: number) => Bounds<number>,
  x: Interval<number>,
): Enclosure<number> {
  const a = x.lo <= from ? from : x.lo
  const b = x.hi >= to ? to : x.hi
  if (a > b || (Object.is(to, -0) && a >= 0)) return undefined
  const [first, last] = [at(a), a === b && !Object.is(b, -0) ? at(a) : at(b)]
  // A pole at a finite end of the piece: no value there.
  const pole = (y: number, value: Bounds<number>): boolean =>
    Number.isFinite(y) && (y === from || y === to) && !(Number.isFinite(value[0]) && Number.isFinite(value[1]))
  if (a === b && pole(a, first)) return undefined
  const clipped = clip([from, to], at, slope > 0 ? [first[0], last[1]] : [last[0], first[1]])
  return on.between(clipped, (pole(a, first) && a !== to) || (pole(b, last) && !Object.is(b, -0)))
}

/** Values on a piece lie between those at its ends, which are known exactly where they are whole. */
function clip([from, to]: readonly [number, number], at: (x: number) => Bounds<number>, [lo, hi]: Bounds<number>): Bounds<number> {
  const limits = [wholeValue(at(from)), wholeValue(at(to))].filter(v => v !== undefined)
  if (limits.length < 2) {
    const [limit] = limits
    if (limit === undefined) return [lo, hi]
    // One limit: the values lie on one side of it.
    return (lo + hi) / 2 >= limit ? [Math.max(lo, limit), hi] : [lo, Math.min(hi, limit)]
  }
  return [Math.max(lo, Math.min(...limits)), Math.min(hi, Math.max(...limits))]
}

const wholeValue = ([lo, hi]: Bounds<number>): number | undefined => {
  const middle = Math.round((lo + hi) / 2)
  return Number.isFinite(middle) && Math.abs(lo - middle) < 1e-9 && Math.abs(hi - middle) < 1e-9 ? middle : undefined
}

function isCovered(pieces: readonly Piece[], x: Interval<number>): boolean {
  const [first, last] = [pieces[0], pieces.at(-1)]
  if (first === undefined || last === undefined || x.lo < first[0] || x.hi > last[1]) return false
  return pieces.every(([, to], k) => {
    const following = pieces[k + 1]
    return following === undefined || following[0] <= to || !(x.lo < following[0] && x.hi > to)
  })
}
