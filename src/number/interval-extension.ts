/**
 * The values of a function on an interval from its values at points: on pieces of the line where it rises or falls,
 * those at the ends enclose all others. Outside its pieces a function has no real value.
 */
import { library } from './doubles.js'
import type { Bounds } from './ends.js'
import type { Enclosure, Interval, IntervalArithmetic } from './interval.js'

/**
 * A closed part of the line on which a function rises (1) or falls (-1). A piece that ends in -0 does not contain 0:
 * its value there is the limit from the left, which the kernel gives at -0.
 */
export type Piece = readonly [from: number, to: number, slope: 1 | -1]

/** Rises everywhere. */
export const INCREASING: readonly Piece[] = [[-Infinity, Infinity, 1]]
/** Falls everywhere. */
export const DECREASING: readonly Piece[] = [[-Infinity, Infinity, -1]]
/** Falls on the left of 0 and rises on the right. */
export const VALLEY: readonly Piece[] = [
  [-Infinity, 0, -1],
  [0, Infinity, 1],
]
/** Falls on both sides of a pole or jump at 0. */
export const FALLS_TWICE: readonly Piece[] = [
  [-Infinity, -0, -1],
  [0, Infinity, -1],
]
/** Rises from -1 to 1. */
export const RISES_WITHIN: readonly Piece[] = [[-1, 1, 1]]
/** Falls on both sides of the gap from -1 to 1. */
export const FALLS_OUTSIDE: readonly Piece[] = [
  [-Infinity, -1, -1],
  [1, Infinity, -1],
]

type Kernel = (x: number) => number

/** The enclosure of the values of a function whose kernel is off by at most so many units of 2^-52, relatively. */
export function extension(
  on: IntervalArithmetic<number>,
  pieces: readonly Piece[],
  kernel: Kernel,
  units: number | undefined,
): (x: Interval<number>) => Enclosure<number> {
  const at = library(kernel, units)
  const halves = pieces.flatMap(splitAtZero)
  return x => {
    const parts = halves.map(piece => onPiece(piece, kernel, at, x)).filter(part => part !== undefined)
    if (parts.length === 0) return undefined
    const lo = Math.min(...parts.map(p => p.lo))
    const hi = Math.max(...parts.map(p => p.hi))
    return on.make(lo, hi, x.partial || parts.some(p => p.pole) || !isCovered(pieces, x))
  }
}

/** At 0 many functions are exactly 0 or 1, which bounds their values on either side. */
function splitAtZero(piece: Piece): readonly Piece[] {
  const [from, to, slope] = piece
  return from < 0 && to > 0
    ? [
        [from, 0, slope],
        [0, to, slope],
      ]
    : [piece]
}

interface Part {
  readonly lo: number
  readonly hi: number
  /** The function is infinite at an end of the piece, and the interval reaches it. */
  readonly pole: boolean
}

function onPiece(
  piece: Piece,
  kernel: Kernel,
  at: (x: number) => Bounds<number>,
  x: Interval<number>,
): Part | undefined {
  const [from, to, slope] = piece
  const open = Object.is(to, -0)
  const a = x.lo <= from ? from : x.lo
  const b = x.hi >= to ? to : x.hi
  if (a > b || (open && a >= 0)) return undefined
  const infinite = (y: number): boolean => Number.isFinite(y) && !Number.isFinite(kernel(y))
  const poleAtStart = a === from && infinite(from)
  const poleAtEnd = b === to && infinite(to)
  if (a === b && (poleAtStart || poleAtEnd)) return undefined
  const [first, last] = [at(a), at(b)]
  const [low, high] = slope > 0 ? [from, to] : [to, from]
  const lo = slope > 0 ? first[0] : last[0]
  const hi = slope > 0 ? last[1] : first[1]
  return {
    lo: Math.max(lo, wholeOr(kernel(low), -Infinity)),
    hi: Math.min(hi, wholeOr(kernel(high), Infinity)),
    pole: poleAtStart || (poleAtEnd && !open),
  }
}

/** The value at the end of a piece bounds all others; where it is whole it is exact. */
const wholeOr = (value: number, otherwise: number): number => (Number.isInteger(value) ? value : otherwise)

function isCovered(pieces: readonly Piece[], x: Interval<number>): boolean {
  const [first, last] = [pieces[0], pieces.at(-1)]
  if (first === undefined || last === undefined || x.lo < first[0] || x.hi > last[1]) return false
  return pieces.every(([, to], k) => {
    const following = pieces[k + 1]
    return following === undefined || following[0] <= to || !(x.lo < following[0] && x.hi > to)
  })
}
