/**
 * A figure in Unicode for the terminal: a line without a mark is drawn finely in the dots of Braille, eight to a character; other curves
 * by their marks. Where two meet, the first one stands in front, and spots in front of all.
 */
import { type Curve, type Figure, type Point, place, shortNumber } from './figure.js'

export interface TerminalOptions {
  /** Characters across and lines down, without the frame. */
  readonly width?: number
  readonly height?: number
}

const SPOT = '◆'
/** The bits of the dots of a character of Braille, by row and column. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const
const BRAILLE = 0x2800

export function terminal(figure: Figure, { width = 64, height = 18 }: TerminalOptions = {}): string {
  const cells = Array.from({ length: height }, () => new Array<string>(width).fill(' '))
  rules(figure, cells, width, height)
  for (const curve of [...figure.curves].reverse()) {
    if (curve.mark === undefined) fine(figure, curve, cells, width, height)
    else marked(figure, curve, curve.mark, cells, width, height)
  }
  for (const spot of figure.spots) put(cells, ...cellOf(figure, spot, width, height), SPOT)
  return framed(figure, cells, width)
}

function put(cells: string[][], column: number, line: number, mark: string): void {
  const row = cells[line]
  if (row !== undefined && column >= 0 && column < row.length) row[column] = mark
}

/** The axes through zero. */
function rules(figure: Figure, cells: string[][], width: number, height: number): void {
  const [column, line] = cellOf(figure, { x: 0, y: 0 }, width, height)
  if (figure.y.scale === 'linear') for (let k = 0; k < width; k++) put(cells, k, line, '─')
  if (figure.x.scale !== 'linear') return
  for (let k = 0; k < height; k++) put(cells, column, k, k === line && figure.y.scale === 'linear' ? '┼' : '│')
}

const cellOf = (figure: Figure, p: Point, width: number, height: number): [column: number, line: number] => [
  Math.round(place(figure.x, p.x) * (width - 1)),
  Math.round((1 - place(figure.y, p.y)) * (height - 1)),
]

/** Points of a curve, and so many between them that no character is left out. */
function* along(figure: Figure, { pieces, style }: Curve, width: number, height: number): Generator<Point> {
  for (const piece of pieces) {
    for (const [k, p] of piece.entries()) {
      const next = piece[k + 1]
      yield { x: place(figure.x, p.x), y: place(figure.y, p.y) }
      if (next === undefined || style === 'points') continue
      const dx = place(figure.x, next.x) - place(figure.x, p.x)
      const [y, end] = [place(figure.y, p.y), place(figure.y, next.y)]
      // Wholly above the picture, or below it, by more than is rounded.
      if (Math.min(y, end) > 1 + 1 / height || Math.max(y, end) < -1 / height) continue
      const dy = end - y
      const steps = Math.min(4 * (width + height), Math.ceil(Math.max(Math.abs(dx) * width, Math.abs(dy) * height)))
      for (let j = 1; j < steps; j++) yield { x: place(figure.x, p.x) + (dx * j) / steps, y: y + (dy * j) / steps }
    }
  }
}

function fine(figure: Figure, curve: Curve, cells: string[][], width: number, height: number): void {
  const bits = Array.from({ length: height }, () => new Uint8Array(width))
  for (const { x, y } of along(figure, curve, 2 * width, 4 * height)) {
    const [column, line] = [Math.round(x * (2 * width - 1)), Math.round((1 - y) * (4 * height - 1))]
    const row = bits[line >> 2]
    const cell = column >> 1
    if (row === undefined || column < 0 || cell >= width) continue
    row[cell] = (row[cell] as number) | ((DOTS[line & 3] as readonly number[])[column & 1] as number)
  }
  for (const [line, row] of bits.entries())
    for (const [column, dots] of row.entries())
      if (dots !== 0) put(cells, column, line, String.fromCodePoint(BRAILLE + dots))
}

function marked(figure: Figure, curve: Curve, mark: string, cells: string[][], width: number, height: number): void {
  for (const { x, y } of along(figure, curve, width, height))
    put(cells, Math.round(x * (width - 1)), Math.round((1 - y) * (height - 1)), mark)
}

/** Around it the ends of the axes, and below it what is what. */
function framed(figure: Figure, cells: readonly (readonly string[])[], width: number): string {
  const { x, y } = figure
  const [top, bottom, left, right] = [y.to, y.from, x.from, x.to].map(v => shortNumber(v, 3)) as [
    string,
    string,
    string,
    string,
  ]
  const zero = y.scale === 'linear' ? Math.round((1 - place(y, 0)) * (cells.length - 1)) : -1
  const margin = Math.max(top.length, bottom.length)
  const labels = new Map([
    [zero, '0'],
    [0, top],
    [cells.length - 1, bottom],
  ])
  const body = cells.map((row, k) => `${(labels.get(k) ?? '').padStart(margin)} ┤${row.join('')}`.trimEnd())
  const middle = Math.max(1, width - left.length - right.length)
  const name = x.label.slice(0, Math.max(0, middle - 2))
  const room = middle - name.length
  const foot = `${' '.repeat(margin + 2)}${left}${' '.repeat(room >> 1)}${name}${' '.repeat(room - (room >> 1))}${right}`
  const keys = figure.curves.map(c => `${c.mark ?? '⣀⡠'} ${c.name}`)
  const spots = figure.spots.map(s => `${SPOT} ${s.label}`)
  return [
    ...body,
    `${' '.repeat(margin)} └${'─'.repeat(width)}`,
    foot,
    ...[keys.join('   '), spots.join('   ')]
      .filter(line => line !== '')
      .map(line => `${' '.repeat(margin + 2)}${line}`),
  ].join('\n')
}
