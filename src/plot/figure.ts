/**
 * What is drawn, before it is drawn: curves over two axes, as numbers. svg.ts and terminal.ts draw the same figure. A curve is a list of
 * pieces; between two pieces there is a gap, as at a pole or a jump.
 */

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Axis {
  readonly label: string
  readonly scale: 'linear' | 'log'
  readonly from: number
  readonly to: number
}

/** How a curve looks: a line, a dashed line, or points; `mark` is its sign in the terminal, where a line without one is drawn finely. */
export interface Curve {
  readonly name: string
  readonly style: 'line' | 'dashed' | 'points'
  readonly mark?: string
  readonly pieces: readonly (readonly Point[])[]
}

/** A point of its own with a label. */
export interface Spot extends Point {
  readonly label: string
}

export interface Figure {
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly curves: readonly Curve[]
  readonly spots: readonly Spot[]
}

/** Where a value stands between the ends of an axis, from 0 to 1 within them. */
export function place({ scale, from, to }: Axis, value: number): number {
  switch (scale) {
    case 'linear':
      return (value - from) / (to - from)
    case 'log':
      return Math.log(value / from) / Math.log(to / from)
  }
}

/** A number for an axis or a label: few digits, no more than tell it from its neighbours. */
export const shortNumber = (x: number, digits = 4): string => String(Number(x.toPrecision(digits)))
