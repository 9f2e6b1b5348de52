/** What the layouts of several languages share: entries of results, numerals, wrapped lines. */

import { heed } from '../work.js'
import type { Term } from './code.js'
import type { Part, Unit } from './unit.js'

/** Numbers as the arguments of a routine (routine.ts). */
export const list = (numbers: readonly number[]): string => numbers.join(', ')

/** The shortest decimal that reads back to the same bits, with a point: 2.0, 0.1, 1e-7. */
export function decimal(x: number): string {
  const text = String(x)
  return /[.e]/.test(text) ? text.replace('e+', 'e') : `${text}.0`
}

export const LARGEST_SINGLE = 3.4028234663852886e38

/** The same for 24 bits; the bounds in routines that lie beyond are the largest number. */
export function shortDecimal(x: number): string {
  const single = Math.fround(Math.min(x, LARGEST_SINGLE))
  // Rounded to few digits it would be beyond itself.
  if (single === LARGEST_SINGLE) return '3.4028234e38'
  for (let digits = 1; digits <= 9; digits++) {
    const text = single.toPrecision(digits)
    if (Math.fround(Number(text)) === single) return decimal(Number(text))
  }
  return decimal(x)
}

/** Each entry with its place, from 0: [], [k] or [i, j]. */
export function entriesOf({
  shape,
  entries,
}: Part): readonly { readonly at: readonly number[]; readonly term: Term }[] {
  const [, columns] = shape
  return entries.map((term, k) => ({
    at: shape.length === 0 ? [] : columns === undefined ? [k] : [Math.floor(k / columns), k % columns],
    term,
  }))
}

/** A number, a list or a matrix of what a text writes. */
interface Nested<T> {
  readonly shape: readonly number[]
  readonly entries: readonly T[]
}

/** The entries of a matrix by rows. */
export function rowsOf<T>({ shape, entries }: Nested<T>): readonly (readonly T[])[] {
  const columns = shape[1] ?? 1
  return Array.from({ length: shape[0] ?? 0 }, (_, i) => entries.slice(i * columns, (i + 1) * columns))
}

/** Nested lists of the entries in brackets; the number itself. */
export function nested<T>(part: Nested<T>, write: (t: T) => string): string {
  const { shape, entries } = part
  if (shape.length === 0) return write(entries[0] as T)
  if (shape.length === 1) return `[${entries.map(write).join(', ')}]`
  return `[${rowsOf(part)
    .map(row => `[${row.map(write).join(', ')}]`)
    .join(', ')}]`
}

/** The parameters that no line of a function reads, of which compilers warn. */
export function unusedIn(lines: readonly string[], parameters: readonly string[]): readonly string[] {
  const unread = new Set(parameters)
  for (const line of lines) {
    if (unread.size === 0) break
    heed()
    for (const word of line.split(/\W+/)) unread.delete(word)
  }
  return [...unread]
}

/** How many numbers a line of results has. */
export const countOf = ({ parts }: Unit): number => parts.reduce((sum, p) => sum + p.entries.length, 0)

/** Words of the text moved to further lines where it is long; the mark ends each line that goes on. */
export function wrapped(line: string, width: number, mark: string, indent: string): string {
  if (line.length <= width) return line
  const lines: string[] = []
  let rest = line
  while (rest.length > width) {
    const at = rest.lastIndexOf(' ', width)
    if (at <= indent.length) break
    lines.push(`${rest.slice(0, at)}${mark}`)
    rest = indent + rest.slice(at + 1)
  }
  return [...lines, rest].join('\n')
}
