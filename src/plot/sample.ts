/**
 * A function as a curve: values at equal distances, more of them where it bends or leaps, and gaps where it has no value, at poles and at
 * jumps. A leap is a jump where halving the interval again and again does not make it smaller.
 */
import type { Point } from './figure.js'

export type Plotted = (x: number) => number

const COUNT = 512
/** Halvings until two neighbours are as near as doubles tell, about. */
const HALVINGS = 48
/** A leap that halving has made so small is none. */
const FADED = 1 / 64
/** Part of the height that two neighbours may differ by without being looked at. */
const NOTABLE = 0.02
/** Between two samples more points are taken while the curve leaps; at most so deep. */
const DEEPEST = 6

/** Values of `f` from one end to the other, as they come. */
export function sample(f: Plotted, from: number, to: number): Point[] {
  return Array.from({ length: COUNT + 1 }, (_, k) => {
    const x = k === COUNT ? to : from + ((to - from) * k) / COUNT
    return { x, y: f(x) }
  })
}

/** The pieces of a curve: samples joined where the function is continuous between them. `height` is that of the picture. */
export function pieces(f: Plotted, points: readonly Point[], height: number): Point[][] {
  const found: Point[][] = [[]]
  for (const [k, p] of points.entries()) {
    const last = found.at(-1) as Point[]
    const before = points[k - 1]
    if (!Number.isFinite(p.y)) {
      if (before !== undefined && Number.isFinite(before.y)) last.push(...edge(f, before, p.x))
      if (last.length > 0) found.push([])
      continue
    }
    if (before === undefined) last.push(p)
    else if (!Number.isFinite(before.y)) last.push(...edge(f, p, before.x).reverse(), p)
    else {
      const parts = between(f, before, p, height, 0)
      last.push(...(parts[0] ?? []))
      for (const part of parts.slice(1)) found.push([...part])
      ;(found.at(-1) as Point[]).push(p)
    }
  }
  return found.filter(piece => piece.length > 0)
}

/** What lies between two neighbours: points of one piece, or of two or more with gaps between them. */
function between(f: Plotted, a: Point, b: Point, height: number, depth: number): Point[][] {
  if (Math.abs(b.y - a.y) <= NOTABLE * height) return [[]]
  const middle = midpoint(f, a, b)
  if (depth >= DEEPEST || !Number.isFinite(middle.y)) return jump(f, a, b) ?? [[]]
  const left = between(f, a, middle, height, depth + 1)
  const right = between(f, middle, b, height, depth + 1)
  return [...left.slice(0, -1), [...(left.at(-1) ?? []), middle, ...(right[0] ?? [])], ...right.slice(1)]
}

const midpoint = (f: Plotted, a: Point, b: Point): Point => {
  const x = a.x + (b.x - a.x) / 2
  return { x, y: f(x) }
}

/** The two ends of a jump or a pole between two points; undefined where the function is continuous. */
function jump(f: Plotted, from: Point, to: Point): [Point[], Point[]] | undefined {
  let [a, b] = [from, to]
  for (let k = 0; k < HALVINGS; k++) {
    const middle = midpoint(f, a, b)
    if (middle.x <= a.x || middle.x >= b.x) break
    if (!Number.isFinite(middle.y)) return [[a], [b]]
    if (Math.abs(middle.y - a.y) >= Math.abs(b.y - middle.y)) b = middle
    else a = middle
    if (Math.abs(b.y - a.y) < FADED * Math.abs(to.y - from.y)) return undefined
  }
  const leap = Math.abs(b.y - a.y)
  return leap >= Math.abs(to.y - from.y) / 4 ? [[a], [b]] : undefined
}

/** Points from a sample towards the edge of the domain, so that the curve reaches it: sqrt(x) down to 0. */
function edge(f: Plotted, inside: Point, outside: number): Point[] {
  let [a, b] = [inside, outside]
  const found: Point[] = []
  for (let k = 0; k < HALVINGS; k++) {
    const middle = midpoint(f, a, { x: b, y: Number.NaN })
    if (middle.x === a.x || middle.x === b) break
    if (Number.isFinite(middle.y)) {
      found.push(middle)
      a = middle
    } else b = middle.x
  }
  return found
}

/** Part of the values that may lie outside of the picture at either end. */
const TAIL = 0.1
/** A picture so many times as high as the middle of the values shows the middle only. */
const TALL = 4

/** From which to which value a picture reaches: over all values, or where some run away, over the middle of them and as much again. */
export function extent(values: readonly number[]): { readonly from: number; readonly to: number } {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
  const at = (part: number): number => sorted[Math.round(part * (sorted.length - 1))] ?? 0
  const [low, high, least, most] = [at(TAIL), at(1 - TAIL), at(0), at(1)]
  const middle = high - low
  const tall = most - least > TALL * middle && middle > 0
  const from = tall ? Math.max(least, low - middle / 2) : least
  const to = tall ? Math.min(most, high + middle / 2) : most
  const room = to > from ? 0.05 * (to - from) : Math.max(1, Math.abs(to)) / 2
  return { from: from - room, to: to + room }
}
