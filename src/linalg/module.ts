/**
 * The WebAssembly module of the product of packed matrices, assembled here: no toolchain, no text. One function multiplies blocks of
 * rows by panels of columns with the sums in vector registers (f64x2). For each entry it multiplies and adds in the order of the inner
 * index, one rounding each, exactly as packedProduct (product.ts) does, so the results are the same bits.
 * Opcodes: WebAssembly core specification 2.0, section 5.4 (binary format of instructions).
 */

/** Rows and columns of a tile: 2 by 8 takes 8 registers for sums, 4 for columns, 1 for a row; most machines have 16. */
export const TILE = { rows: 2, columns: 8 } as const

const LANES = 2
const VECTORS = TILE.columns / LANES
const DOUBLE = 8

type Bytes = readonly number[]

/** An unsigned number in LEB128. */
function unsigned(n: number): number[] {
  const bytes: number[] = []
  for (let rest = n; ; rest >>>= 7) {
    if (rest < 128) return [...bytes, rest]
    bytes.push((rest & 127) | 128)
  }
}

/** A constant that is not negative, in signed LEB128: one more bit, which is zero. */
function signed(n: number): number[] {
  const bytes: number[] = []
  for (let rest = n; ; rest >>>= 7) {
    if (rest < 64) return [...bytes, rest]
    bytes.push((rest & 127) | 128)
  }
}

const vector = (items: readonly Bytes[]): number[] => [...unsigned(items.length), ...items.flat()]
const section = (id: number, content: Bytes): number[] => [id, ...unsigned(content.length), ...content]

const I32 = 0x7f
const V128 = 0x7b
const get = (local: number): number[] => [0x20, ...unsigned(local)]
const set = (local: number): number[] => [0x21, ...unsigned(local)]
const tee = (local: number): number[] => [0x22, ...unsigned(local)]
const constant = (n: number): number[] => [0x41, ...signed(n)]
const ADD = [0x6a]
const SUBTRACT = [0x6b]
const MULTIPLY = [0x6c]
const END = [0x0b]
const ELSE = [0x05]
const simd = (code: number, ...rest: readonly number[]): number[] => [0xfd, ...unsigned(code), ...rest]
const access = (offset: number): number[] => [3, ...unsigned(offset)]
const load = (offset: number): number[] => simd(0, ...access(offset))
const loadTwice = (offset: number): number[] => simd(10, ...access(offset))
const store = (offset: number): number[] => simd(11, ...access(offset))
const ZEROS = simd(12, ...new Array<number>(16).fill(0))
const ADD_PAIRS = simd(0xf0)
const MULTIPLY_PAIRS = simd(0xf2)

const advance = (local: number, bytes: number): number[] => [...get(local), ...constant(bytes), ...ADD, ...set(local)]
/** Runs the body, then counts the local down and repeats until it is zero. */
const countDown = (local: number, body: Bytes): number[] => [
  ...[0x03, 0x40, ...body],
  ...[...get(local), ...constant(1), ...SUBTRACT, ...tee(local), 0x0d, 0],
  ...END,
]

const upTo = (n: number): number[] => Array.from({ length: n }, (_, k) => k)

/** Parameters, then locals. Places are in bytes; `first` says that sums begin at zero rather than at what stands in C. */
const [A, B, C, BLOCKS, PANELS, DEPTH, FIRST, I, J, P, ROW, COLUMN, SUMS] = upTo(13) as [
  ...[number, number, number, number, number, number, number],
  ...[number, number, number, number, number, number],
]
const COLUMNS = SUMS + TILE.rows * VECTORS
const ENTRY = COLUMNS + VECTORS

/** One turn of the inner index: every row entry times every pair of columns, added to the sums. */
const step: Bytes = [
  ...upTo(VECTORS).flatMap(v => [...get(COLUMN), ...load(v * LANES * DOUBLE), ...set(COLUMNS + v)]),
  ...upTo(TILE.rows).flatMap(r => [
    ...[...get(ROW), ...loadTwice(r * DOUBLE), ...set(ENTRY)],
    ...upTo(VECTORS).flatMap(v => {
      const sum = SUMS + r * VECTORS + v
      return [...get(sum), ...get(ENTRY), ...get(COLUMNS + v), ...MULTIPLY_PAIRS, ...ADD_PAIRS, ...set(sum)]
    }),
  ]),
  ...advance(ROW, TILE.rows * DOUBLE),
  ...advance(COLUMN, TILE.columns * DOUBLE),
]

const eachSum = (f: (sum: number, offset: number) => Bytes): number[] =>
  upTo(TILE.rows * VECTORS).flatMap(k => f(SUMS + k, k * LANES * DOUBLE))

const tile: Bytes = [
  ...[...get(FIRST), 0x04, 0x40],
  ...eachSum(sum => [...ZEROS, ...set(sum)]),
  ...ELSE,
  ...eachSum((sum, offset) => [...get(C), ...load(offset), ...set(sum)]),
  ...END,
  ...[...get(B), ...set(COLUMN), ...get(DEPTH), ...set(P)],
  ...countDown(P, step),
  ...eachSum((sum, offset) => [...get(C), ...get(sum), ...store(offset)]),
  ...advance(C, TILE.rows * TILE.columns * DOUBLE),
]

const body: Bytes = [
  ...[...get(PANELS), ...set(J)],
  ...countDown(J, [
    ...[...get(BLOCKS), ...set(I), ...get(A), ...set(ROW)],
    ...countDown(I, tile),
    ...[...get(B), ...get(DEPTH), ...constant(TILE.columns * DOUBLE), ...MULTIPLY, ...ADD, ...set(B)],
  ]),
  ...END,
]

/** Multiplies `blocks` blocks of rows at A by `panels` panels of columns at B; all counts are at least 1. */
export type Multiply = (
  a: number,
  b: number,
  c: number,
  blocks: number,
  panels: number,
  depth: number,
  first: 0 | 1,
) => void

/** The bytes of a module that exports a memory `m` of so many pages and the function `f`. */
export function moduleBytes(pages: number): Uint8Array<ArrayBuffer> {
  const locals = vector([
    [...unsigned(SUMS - I), I32],
    [...unsigned(ENTRY + 1 - SUMS), V128],
  ])
  const code = [...locals, ...body]
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector([[0x60, ...vector(upTo(I).map(() => [I32])), 0]])),
    ...section(3, vector([[0]])),
    ...section(5, vector([[1, ...unsigned(pages), ...unsigned(pages)]])),
    ...section(
      7,
      vector([
        [1, 0x6d, 2, 0],
        [1, 0x66, 0, 0],
      ]),
    ),
    ...section(10, vector([[...unsigned(code.length), ...code]])),
  ])
}
