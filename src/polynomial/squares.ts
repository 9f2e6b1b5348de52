/**
 * Squares of functions in terms of their partners: sin(u)^2 is 1 - cos(u)^2. In a rational expression either of the two can
 * be the one whose square goes, and which of them lets a fraction cancel is only seen by trying. DLMF 4.21.12 and 4.35.11.
 */

/** `name`(u)^2 is `constant` + `sign`*`partner`(u)^2. */
export interface Square {
  readonly name: string
  readonly partner: string
  readonly constant: number
  readonly sign: 1 | -1
}

const squares: readonly Square[] = [
  { name: 'sin', partner: 'cos', constant: 1, sign: -1 },
  { name: 'cosh', partner: 'sinh', constant: 1, sign: 1 },
  { name: 'sec', partner: 'tan', constant: 1, sign: 1 },
  { name: 'csc', partner: 'cot', constant: 1, sign: 1 },
  { name: 'sech', partner: 'tanh', constant: 1, sign: -1 },
  { name: 'csch', partner: 'coth', constant: -1, sign: 1 },
]

/** The same the other way round: cos(u)^2 is 1 - sin(u)^2. */
const reversed: readonly Square[] = squares.map(({ name, partner, constant, sign }) => ({
  name: partner,
  partner: name,
  constant: -sign * constant,
  sign,
}))

const [forward, backward] = [squares, reversed].map(list => new Map(list.map(s => [s.name, s])))

/** What the square of that function is replaced by; `other` takes the second function of each pair away. */
export const squareOf = (name: string, other: boolean): Square | undefined => (other ? backward : forward)?.get(name)

/** Whether there are two partners among the names of functions. */
export const havePartners = (names: ReadonlySet<string>): boolean =>
  squares.some(s => names.has(s.name) && names.has(s.partner))
