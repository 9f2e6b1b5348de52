/**
 * A bounded table of what was made, direct-mapped: what is put into it takes the place of an older one in its slot. It begins small and
 * grows with what is made, up to a limit.
 */
const MOST = 1 << 17
const FEWEST = 1 << 10

export class Slots<T> {
  #table = new Array<T | undefined>(FEWEST)
  #made = 0
  /** Any whole number of 32 bits; its last bits tell the slot. */
  readonly #placeOf: (item: T) => number

  constructor(placeOf: (item: T) => number) {
    this.#placeOf = placeOf
  }

  /** What lies there, which need not be what is looked for. */
  at(place: number): T | undefined {
    return this.#table[place & (this.#table.length - 1)]
  }

  put(item: T): void {
    if (++this.#made > this.#table.length >> 1 && this.#table.length < MOST) this.#grow()
    this.#table[this.#placeOf(item) & (this.#table.length - 1)] = item
  }

  #grow(): void {
    const old = this.#table
    this.#table = new Array<T | undefined>(Math.min(4 * old.length, MOST))
    for (const item of old) if (item !== undefined) this.#table[this.#placeOf(item) & (this.#table.length - 1)] = item
  }
}
