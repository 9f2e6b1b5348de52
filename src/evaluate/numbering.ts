/**
 * Finds an operation that was emitted before: an open-addressing table from triples of whole numbers to a
 * register. Several times faster and smaller than a Map for the millions of operations of a large expression.
 */
const WIDTH = 4
const EMPTY = 0

export class Numbering {
  /** Rows of kind, a, b and register + 1; the last is EMPTY in a free row. */
  #rows: Int32Array
  #count = 0

  /** For about so many triples; for more it grows. */
  constructor(expected = 16) {
    this.#rows = new Int32Array(2 ** Math.ceil(Math.log2(2 * expected + 1)) * WIDTH)
  }

  /** The register stored for the triple, or what `make` answers, which is then stored. */
  get(kind: number, a: number, b: number, make: () => number): number {
    const at = this.#place(kind, a, b)
    const found = this.#rows[at + 3] as number
    if (found !== EMPTY) return found - 1
    const before = this.#count
    const register = make()
    // What was made meanwhile may have taken the row.
    this.#write(this.#count === before ? at : this.#place(kind, a, b), kind, a, b, register + 1)
    if (++this.#count * 2 * WIDTH > this.#rows.length) this.#grow()
    return register
  }

  /** The register stored for the triple. */
  find(kind: number, a: number, b: number): number | undefined {
    const found = this.#rows[this.#place(kind, a, b) + 3] as number
    return found === EMPTY ? undefined : found - 1
  }

  /** Element by element: a list or a view for each row would cost more than the table. */
  #write(at: number, kind: number, a: number, b: number, last: number): void {
    const rows = this.#rows
    rows[at] = kind
    rows[at + 1] = a
    rows[at + 2] = b
    rows[at + 3] = last
  }

  /** Where the triple is, or the free row where it belongs. */
  #place(kind: number, a: number, b: number): number {
    const rows = this.#rows
    const mask = rows.length / WIDTH - 1
    const h = Math.imul(Math.imul(Math.imul(kind, 0x9e3779b1) ^ a, 0x85ebca6b) ^ b, 0xc2b2ae35)
    for (let slot = (h ^ (h >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const at = slot * WIDTH
      if (rows[at + 3] === EMPTY || (rows[at] === kind && rows[at + 1] === a && rows[at + 2] === b)) return at
    }
  }

  #grow(): void {
    const old = this.#rows
    this.#rows = new Int32Array(old.length * 2)
    for (let k = 0; k < old.length; k += WIDTH) {
      const last = old[k + 3] as number
      if (last === EMPTY) continue
      const [kind, a, b] = [old[k] as number, old[k + 1] as number, old[k + 2] as number]
      this.#write(this.#place(kind, a, b), kind, a, b, last)
    }
  }
}
