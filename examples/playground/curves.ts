/** The values of f and f' that a plot shows, and the part of the plane that it shows. */

export type Point = readonly [x: number, y: number]

export interface Curves {
  readonly f: readonly (readonly Point[])[]
  readonly slope: readonly (readonly Point[])[]
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
}

const HALF = 5
const STEPS = 400
/** Of the values so many, from below and above, may lie outside. */
const CUT = 0.06

/** Undefined where there is nothing to see. */
export function curvesOf(f: (x: number) => number, slope: (x: number) => number, middle: number): Curves | undefined {
  const [from, to] = [middle - HALF, middle + HALF]
  const xs = Array.from({ length: STEPS + 1 }, (_, k) => from + ((to - from) * k) / STEPS)
  const points = [f, slope].map(g => xs.map(x => [x, g(x)] as const))
  const values = points.flatMap(all => all.map(([, y]) => y).filter(Number.isFinite)).sort((a, b) => a - b)
  const low = values[Math.floor(values.length * CUT)]
  const high = values[Math.ceil(values.length * (1 - CUT)) - 1]
  if (low === undefined || high === undefined) return undefined
  const margin = 0.12 * (high - low) || 1
  const y = [Math.min(low - margin, 0), Math.max(high + margin, 0)] as const
  const [first = [], second = []] = points.map(all => pieces(all, y))
  return { f: first, slope: second, x: [from, to], y }
}

/** Parts without gaps: a curve ends where it has no value and where it leaves the picture by far. */
function pieces(points: readonly Point[], [low, high]: readonly [number, number]): Point[][] {
  const far = high - low
  const found: Point[][] = [[]]
  for (const p of points) {
    const isSeen = Number.isFinite(p[1]) && p[1] > low - far && p[1] < high + far
    if (isSeen) found.at(-1)?.push(p)
    else if (found.at(-1)?.length) found.push([])
  }
  return found.filter(piece => piece.length > 1)
}
