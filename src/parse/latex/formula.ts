/** What surrounds a formula in a document: dollar signs, `\[ \]`, an equation environment, and the punctuation of the sentence. */

const PAIRS: readonly (readonly [RegExp, RegExp])[] = [
  [/\$\$/y, /\$\$$/],
  [/\$/y, /\$$/],
  [/\\\[/y, /\\\]$/],
  [/\\\(/y, /\\\)$/],
  [/\\begin\s*\{(?:equation|displaymath|math)\*?\}/y, /\\end\s*\{(?:equation|displaymath|math)\*?\}$/],
]
const LEADING = /(?:\s|\\(?:displaystyle|quad|qquad)(?![A-Za-z]))*/y
/** How far back an end is looked for. */
const LONGEST_END = 64

/** From where to where a text is formula. */
export function formulaRange(source: string): readonly [from: number, to: number] {
  let [from, to] = [0, source.length]
  for (let changed = true; changed; ) {
    changed = false
    LEADING.lastIndex = from
    from = Math.min(to, from + (LEADING.exec(source)?.[0].length ?? 0))
    to = withoutPunctuation(source, from, to)
    for (const [begin, end] of PAIRS) {
      begin.lastIndex = from
      const first = begin.exec(source)?.[0].length
      if (first === undefined) continue
      const last = end.exec(source.slice(Math.max(from + first, to - LONGEST_END), to))?.[0].length
      if (last === undefined) continue
      from += first
      to -= last
      changed = true
      break
    }
  }
  return [from, to]
}

/** `\right.` ends with a point that is no punctuation. */
const isNoBracket = (source: string, end: number): boolean =>
  /\\right\s*\.$/.test(source.slice(Math.max(0, end - 16), end))

/** Spaces and one mark of punctuation at the end; `\,` and the like are spaces, `\.` is not. */
function withoutPunctuation(source: string, from: number, to: number): number {
  let end = to
  for (let marks = 0; end > from; ) {
    const character = source[end - 1] as string
    const escaped = source[end - 2] === '\\' && source[end - 3] !== '\\'
    if (escaped && /[,;:! >]/.test(character)) end -= 2
    else if (!escaped && /\s|~/.test(character)) end--
    else if (!escaped && /[.,;]/.test(character) && !isNoBracket(source, end) && marks++ === 0) end--
    else break
  }
  return end
}
