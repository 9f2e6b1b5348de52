/** Bytes of a WebAssembly module as they are written: whole numbers in LEB128, doubles, names, and vectors with their length in front. */

export class Bytes {
  private data = new Uint8Array(64)
  private length = 0
  private view = new DataView(this.data.buffer)

  /** What has been written. */
  taken(): Uint8Array {
    return this.data.subarray(0, this.length)
  }

  byte(...values: readonly number[]): this {
    this.reserve(values.length)
    for (const value of values) this.data[this.length++] = value
    return this
  }

  /** An unsigned whole number below 2^32. */
  unsigned(value: number): this {
    this.reserve(5)
    let rest = value
    for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) this.data[this.length++] = (rest & 0x7f) | 0x80
    this.data[this.length++] = rest
    return this
  }

  /** A signed whole number of 32 bits. */
  signed(value: number): this {
    this.reserve(5)
    let rest = value
    for (; rest < -64 || rest > 63; rest >>= 7) this.data[this.length++] = (rest & 0x7f) | 0x80
    this.data[this.length++] = rest & 0x7f
    return this
  }

  double(value: number): this {
    this.reserve(8)
    this.view.setFloat64(this.length, value, true)
    this.length += 8
    return this
  }

  all(bytes: Uint8Array): this {
    this.reserve(bytes.length)
    this.data.set(bytes, this.length)
    this.length += bytes.length
    return this
  }

  /** ASCII text with its length. */
  name(text: string): this {
    return this.unsigned(text.length).byte(...Array.from(text, c => c.charCodeAt(0)))
  }

  /** Bytes with their number in front. */
  sized(bytes: Uint8Array): this {
    return this.unsigned(bytes.length).all(bytes)
  }

  private reserve(more: number): void {
    if (this.length + more <= this.data.length) return
    const data = new Uint8Array(2 * (this.length + more))
    data.set(this.taken())
    this.data = data
    this.view = new DataView(data.buffer)
  }
}
