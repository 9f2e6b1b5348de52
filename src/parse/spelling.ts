/** The known name that a misspelt one was probably meant to be. */
import { OTHER_NAMES } from '../signatures/options.js'

/** Longer names are not compared. */
const LONGEST = 64

/** What is said of each of several words, by the word. */
export const byWord = (rows: readonly (readonly [words: string, said: string])[]): ReadonlyMap<string, string> =>
  new Map(rows.flatMap(([words, said]) => words.split(' ').map(word => [word, said] as const)))

/** The candidate closest to a name, within one edit of a short name and two of a longer one; the first of several. */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length < 2 || name.length > LONGEST) return undefined
  let best: string | undefined
  let least = (name.length < 4 ? 1 : 2) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= least) continue
    // Who misspells a name mostly gets its first letter right.
    const start = name[0]?.toLowerCase() === candidate[0]?.toLowerCase() ? 0 : 0.5
    const d = distance(name.toLowerCase(), candidate.toLowerCase()) + start
    if (d < least) [best, least] = [candidate, d]
  }
  return best
}

/** The one of a few words that another word was probably meant to be: by another name, by its beginning, or by its spelling. */
export function meant(word: string, words: readonly string[]): string | undefined {
  const asked = word.toLowerCase()
  const other = Object.hasOwn(OTHER_NAMES, asked) ? OTHER_NAMES[asked] : undefined
  if (other !== undefined && words.includes(other)) return other
  return words.find(w => asked.length > 2 && (w.startsWith(asked) || asked.startsWith(w))) ?? closest(asked, words)
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
function distance(a: string, b: string): number {
  let [older, old] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let d = Math.min((old[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (old[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, (older[j - 2] ?? 0) + 1)
      row.push(d)
    }
    ;[older, old] = [old, row]
  }
  return old[b.length] ?? 0
}
