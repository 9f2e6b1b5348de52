/** Where entries stand in arrays that lie in one piece, the last axis fastest, with sizes as texts. */

/** A product of sizes. */
export const product = (sizes: readonly string[]): string =>
  sizes.map(s => (s.includes(' ') && sizes.length > 1 ? `(${s})` : s)).join(' * ')

/** The indices of the k-th entry in reading order. */
export function placeOf(k: number, sizes: readonly number[]): number[] {
  let rest = k
  return [...sizes]
    .reverse()
    .map(n => {
      const i = rest % n
      rest = (rest - i) / n
      return i
    })
    .reverse()
}

/** The number of entries. */
export const entriesText = (shape: readonly string[]): string => (shape.length === 0 ? '1' : product(shape))

/** The place of an entry in an array that lies in one piece. */
export function flatIndex(shape: readonly string[], index: readonly string[]): string {
  return index.reduce((at, i, k) => {
    const n = shape[k] as string
    const size = n.includes(' ') ? `(${n})` : n
    if (k === 0 || at === '0') return i
    const before = `${at.includes(' + ') ? `(${at})` : at} * ${size}`
    return i === '0' ? before : `${before} + ${i}`
  }, '')
}
