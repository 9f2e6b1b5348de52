/**
 * The product of matrices. Rows and columns are copied into blocks that lie together (from any places, so that transposes and
 * tensors of any order need no copy of their own), multiplied there tile by tile, and the sums put in their places. Where WebAssembly
 * with vectors exists it multiplies, else JavaScript does; every sum runs in the order of the inner index from zero, so all ways give
 * the same bits. After Goto, van de Geijn, "Anatomy of high-performance matrix multiplication" (2008).
 */
import { type Multiply, moduleBytes, TILE } from './module.js'
import { type Engine, packColumns, packRows, type Update, unpack } from './packing.js'
import type { Places } from './places.js'

/** Blocks of so many rows, columns and inner indices are copied at a time. */
const BLOCK = { rows: 512, columns: 512, depth: 384 } as const
const PAGE = 65536
/** Products of fewer multiplications are not worth copying. */
const SMALL = 128

const LENGTHS = { a: BLOCK.rows * BLOCK.depth, b: BLOCK.depth * BLOCK.columns, c: BLOCK.rows * BLOCK.columns } as const

/** What is used of WebAssembly; a browser, Node and a worker have it under this name, some places have none. */
interface Assembly {
  validate(bytes: Uint8Array): boolean
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (
    module: object,
  ) => { readonly exports: { readonly m: { readonly buffer: ArrayBuffer }; readonly f: Multiply } }
}

/** The engine in WebAssembly; undefined where there is none, or none with vectors. */
function wasmEngine(): Engine | undefined {
  const starts = [0, LENGTHS.a * 8, (LENGTHS.a + LENGTHS.b) * 8] as const
  const bytes = moduleBytes(Math.ceil((starts[2] + LENGTHS.c * 8) / PAGE))
  const { WebAssembly: assembly } = globalThis as unknown as { readonly WebAssembly?: Assembly }
  if (assembly === undefined || !assembly.validate(bytes)) return undefined
  try {
    const { m, f } = new assembly.Instance(new assembly.Module(bytes)).exports
    const part = (k: 0 | 1 | 2, length: number): Float64Array => new Float64Array(m.buffer, starts[k], length)
    return {
      name: 'wasm',
      tile: TILE,
      a: part(0, LENGTHS.a),
      b: part(1, LENGTHS.b),
      c: part(2, LENGTHS.c),
      multiply: (blocks, panels, depth, first) => f(...starts, blocks, panels, depth, first ? 1 : 0),
    }
  } catch {
    // A content security policy may forbid the module, and memory may be short; the answer is the same without.
    return undefined
  }
}

function javascriptEngine(): Engine {
  const [a, b, c] = [new Float64Array(LENGTHS.a), new Float64Array(LENGTHS.b), new Float64Array(LENGTHS.c)]
  const multiply: Engine['multiply'] = (blocks, panels, depth, first) =>
    packedProduct(a, b, c, blocks, panels, depth, first)
  return { name: 'javascript', tile: { rows: 2, columns: 4 }, a, b, c, multiply }
}

const engines = new Map<Engine['name'], Engine | undefined>()

/** The engine of that kind, made when first asked for. */
export function engine(name: Engine['name'] = 'wasm'): Engine {
  if (!engines.has(name)) engines.set(name, name === 'wasm' ? wasmEngine() : javascriptEngine())
  return engines.get(name) ?? engine('javascript')
}

/** Tiles of 2 by 4 with the sums in local variables. */
function packedProduct(
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  blocks: number,
  panels: number,
  depth: number,
  first: boolean,
): void {
  let t = 0
  for (let j = 0; j < panels; j++) {
    for (let i = 0; i < blocks; i++, t += 8) {
      let s0 = first ? 0 : (c[t] as number)
      let s1 = first ? 0 : (c[t + 1] as number)
      let s2 = first ? 0 : (c[t + 2] as number)
      let s3 = first ? 0 : (c[t + 3] as number)
      let s4 = first ? 0 : (c[t + 4] as number)
      let s5 = first ? 0 : (c[t + 5] as number)
      let s6 = first ? 0 : (c[t + 6] as number)
      let s7 = first ? 0 : (c[t + 7] as number)
      let p = i * depth * 2
      let q = j * depth * 4
      for (let d = 0; d < depth; d++) {
        const a0 = a[p] as number
        const a1 = a[p + 1] as number
        const b0 = b[q] as number
        const b1 = b[q + 1] as number
        const b2 = b[q + 2] as number
        const b3 = b[q + 3] as number
        s0 += a0 * b0
        s1 += a0 * b1
        s2 += a0 * b2
        s3 += a0 * b3
        s4 += a1 * b0
        s5 += a1 * b1
        s6 += a1 * b2
        s7 += a1 * b3
        p += 2
        q += 4
      }
      c[t] = s0
      c[t + 1] = s1
      c[t + 2] = s2
      c[t + 3] = s3
      c[t + 4] = s4
      c[t + 5] = s5
      c[t + 6] = s6
      c[t + 7] = s7
    }
  }
}

/** Writes the product of a and b, times a number, to the places of c, or subtracts it from what stands there. */
export function multiply(
  from: Float64Array,
  a: Places,
  by: Float64Array,
  b: Places,
  to: Float64Array,
  c: Places,
  how: Engine = engine(),
  update: Update = 1,
): void {
  const [m, k, n] = [a.rows.length, a.columns.length, b.columns.length]
  if (m * k * n <= SMALL) {
    direct(from, a, by, b, to, c, update)
    return
  }
  for (let j = 0; j < n; j += BLOCK.columns) {
    const columns = Math.min(BLOCK.columns, n - j)
    for (let i = 0; i < m; i += BLOCK.rows) {
      const rows = Math.min(BLOCK.rows, m - i)
      for (let p = 0; p < k; p += BLOCK.depth) {
        const depth = Math.min(BLOCK.depth, k - p)
        packRows(how, from, a, i, rows, p, depth)
        packColumns(how, by, b, p, depth, j, columns)
        const blocks = Math.ceil(rows / how.tile.rows)
        how.multiply(blocks, Math.ceil(columns / how.tile.columns), depth, p === 0)
      }
      unpack(how, to, c, i, rows, j, columns, update)
    }
  }
}

/** Small products, each entry by itself. */
function direct(
  from: Float64Array,
  a: Places,
  by: Float64Array,
  b: Places,
  to: Float64Array,
  c: Places,
  update: Update,
): void {
  const k = a.columns.length
  for (let i = 0; i < a.rows.length; i++) {
    const row = a.offset + (a.rows[i] as number)
    for (let j = 0; j < b.columns.length; j++) {
      const column = b.offset + (b.columns[j] as number)
      let sum = 0
      for (let p = 0; p < k; p++)
        sum += (from[row + (a.columns[p] as number)] as number) * (by[column + (b.rows[p] as number)] as number)
      const at = c.offset + (c.rows[i] as number) + (c.columns[j] as number)
      to[at] = update === 'subtract' ? (to[at] as number) - sum : update * sum
    }
  }
}
