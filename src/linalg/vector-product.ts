/**
 * The product of a matrix and a vector, for matrices at any regular places. Rows that lie together are summed four at a time, columns
 * that lie together are added four at a time; each sum runs in the order of the inner index from zero.
 */

/** Entry (i, k) stands at `offset + i*row + k*column`. */
export interface Grid {
  readonly offset: number
  readonly rows: number
  readonly columns: number
  readonly row: number
  readonly column: number
}

/** Entry k stands at `offset + k*step`. */
export interface Line {
  readonly offset: number
  readonly step: number
}

/** Writes the product of the matrix in `a` and the vector in `x` to the places of `y`. */
export function multiplyVector(
  a: Float64Array,
  grid: Grid,
  x: Float64Array,
  from: Line,
  y: Float64Array,
  to: Line,
): void {
  if (Math.abs(grid.column) <= Math.abs(grid.row)) byRows(a, grid, x, from, y, to)
  else byColumns(a, grid, x, from, y, to)
}

function byRows(a: Float64Array, g: Grid, x: Float64Array, from: Line, y: Float64Array, to: Line): void {
  let i = 0
  for (; i + 4 <= g.rows; i += 4) {
    let p0 = g.offset + i * g.row
    let p1 = p0 + g.row
    let p2 = p1 + g.row
    let p3 = p2 + g.row
    let q = from.offset
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let k = 0; k < g.columns; k++) {
      const v = x[q] as number
      s0 += (a[p0] as number) * v
      s1 += (a[p1] as number) * v
      s2 += (a[p2] as number) * v
      s3 += (a[p3] as number) * v
      p0 += g.column
      p1 += g.column
      p2 += g.column
      p3 += g.column
      q += from.step
    }
    const at = to.offset + i * to.step
    y[at] = s0
    y[at + to.step] = s1
    y[at + 2 * to.step] = s2
    y[at + 3 * to.step] = s3
  }
  for (; i < g.rows; i++) {
    let sum = 0
    for (let k = 0; k < g.columns; k++)
      sum += (a[g.offset + i * g.row + k * g.column] as number) * (x[from.offset + k * from.step] as number)
    y[to.offset + i * to.step] = sum
  }
}

function byColumns(a: Float64Array, g: Grid, x: Float64Array, from: Line, y: Float64Array, to: Line): void {
  for (let i = 0; i < g.rows; i++) y[to.offset + i * to.step] = 0
  let k = 0
  for (; k + 4 <= g.columns; k += 4) {
    const q = from.offset + k * from.step
    const v0 = x[q] as number
    const v1 = x[q + from.step] as number
    const v2 = x[q + 2 * from.step] as number
    const v3 = x[q + 3 * from.step] as number
    let p = g.offset + k * g.column
    let at = to.offset
    for (let i = 0; i < g.rows; i++) {
      let sum = y[at] as number
      sum += (a[p] as number) * v0
      sum += (a[p + g.column] as number) * v1
      sum += (a[p + 2 * g.column] as number) * v2
      sum += (a[p + 3 * g.column] as number) * v3
      y[at] = sum
      p += g.row
      at += to.step
    }
  }
  for (; k < g.columns; k++) {
    const v = x[from.offset + k * from.step] as number
    for (let i = 0; i < g.rows; i++) {
      const at = to.offset + i * to.step
      y[at] = (y[at] as number) + (a[g.offset + i * g.row + k * g.column] as number) * v
    }
  }
}
